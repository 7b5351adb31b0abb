"""A draft in words: its text, what is still open in working order, its verdict and how it was written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nianbao.drafting.draft import Draft
from nianbao.papers.wording import VERDICTS, WRITERS, last_year_title, section_name
from nianbao.report.codec import report_from_json
from validators.codec import last_year_from_json

_KINDS = {"blank": "待填", "unbalanced": "不平", "unread": "待核", "proposed": "待确认"}
_MOST_PLACES = 60


def draft_markdown(data: Mapping[str, Any], writer: str) -> str:
    """The draft's prose, then what is open and its verdict, for screen and chat. ``data``: as ``draft --json`` prints it."""
    report = report_from_json(data["report"])
    lines = [
        f"**{report.title}**（初稿，文字由{WRITERS[writer]}撰写，数字全部来自所填资料）",
        "",
        report.preamble,
        "",
    ]
    for section in report.sections:
        lines += [f"**{section_name(section.key)}**", ""]
        if section.key in report.tables:
            lines += ["（表格见下载的 Word 文件）", ""]
        lines += [line + "\n" for line in section.paragraphs]
    return "\n".join([*lines, *draft_told(data)])


def draft_told(data: Mapping[str, Any]) -> Iterator[str]:
    """The verdict, what is open one line each, and what the drafter should know of how it was made."""
    places = data["open"]
    if data["verdict"] == "undetermined":
        yield f"审核结论：尚不能下结论，还有{len(places)}处待填、待核或待确认，请补充后再定稿。"
    else:
        yield f"审核结论：{VERDICTS[data['verdict']]}。"
    for number, place in enumerate(places[:_MOST_PLACES], start=1):
        where = f"〔{place['where']}〕" if place.get("where") else ""
        yield f"{number}. {_KINDS[place['kind']]}：{where}{place['what']}"
    if len(places) > _MOST_PLACES:
        yield f"……另有{len(places) - _MOST_PLACES}处，见初稿中标黄的地方。"
    if last := last_year_from_json(dict(data)):
        yield f"上年年报：{last_year_title(last)}。"
    yield from (f"提示：{notice}。" for notice in data.get("notices", ()))


def passage_told(title: str, writer: str, sentences: Sequence[str]) -> str:
    """A passage as soon as it is written, with who arranged it."""
    return f"  【{title}】（{WRITERS[writer]}）{''.join(sentences)}"


def model_told(draft: Draft) -> Iterator[str]:
    """What became of the model's part: passages that fell back, sentences that were left out."""
    if (log := draft.model_log) is None:
        return
    for line in dict.fromkeys(log.failures):
        yield f"提示：{line}，这一段由内置程序安排。"
    if log.refused:
        yield f"提示：模型有{len(log.refused)}句没有采用，原因见数字出处文件。"
