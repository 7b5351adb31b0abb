"""How what a register leaves open is answered: in words in the chat and on the desk, in a mapping file on the command line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ways:
    """Sentences of the page of a register. ``keys``: rows are named with the keys that a mapping file takes."""

    keys: bool
    columns: str
    cells: str
    receipt: str
    day: str
    names: str
    proceedings: str
    missing: str
    """Where a column was not found; empty where the notice says enough."""
    result: str
    open: str
    done: str


BY_WORDS = Ways(
    keys=False,
    columns="（不对时请说明，如“收到日期用提交时间那一列”）",
    cells="（件；想知道哪一格是哪几件，直接问）",
    receipt="（回答如“收到日期用{first}那一列”）",
    day="请改正台账里的日期，或直接回答，如“第{row}件{year}年3月5日{what}”",
    names="按名称提议的都对，就说“按名称提议的都对”；个别的说“第{row}件是自然人”",
    proceedings="（都是就说“复议诉讼都属于{year}年”）",
    missing="",
    result="可以算作表三“三、本年度办理结果”里的任何一项：{rows}",
    open="直接回答上面需要确认的，如“{example}”，我就重新统计。",
    done="核对以上各项；没有不对的，填好的资料表就可以用来起草。",
)
"""In the chat."""
BY_MAPPING = Ways(
    keys=True,
    columns="（不对时用 --mapping 改正，如“columns: {received: 列名}”）",
    cells="（件；每格是哪几件见 --json 的 cells）",
    receipt="（写 columns: {{received: 列名}}）",
    day="请改正台账里的日期，或写 rows: {{{row}: {{{field}: {year}-03-05}}}}",
    names="按名称提议的都对，就写 names: accept；个别的写 rows: {{{row}: {{kind: natural_person}}}}",
    proceedings="（都是就写 proceedings: all）",
    missing="没有找到的列、不计的表，也写在 --mapping 的文件里：“columns: {kind: 列名}”“skip_sheets: [表名]”。",
    result="可填的结果：{rows}",
    open="把上面需要确认的写进一个 .yaml 文件（如“result: {{告知: unable.not_held}}”），再用 --mapping 运行一次。",
    done="核对以上各项；用 -o 资料表.xlsx 把这些数填进起草资料表。",
)
"""On the command line."""
