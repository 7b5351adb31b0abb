"""A table, a part, an aspect or the whole text, shown as it stands: 把表三列出来, 第五部分给我看看, 监督保障现在怎么写的."""

from collections.abc import Iterator

from nianbao.assistant.understanding.references import section_in, table_in
from nianbao.papers.wording import section_name
from nianbao.report.layout import Block
from nianbao.report.model import Report, Table
from nianbao.report.patterns import regex

_SHOW = regex(
    r"列(?:出来|一下|一遍|给|全|个)|(?:全部|所有|完整|整[张个份])|(?:给我?|让我|我)(?:看|瞧)|看(?:看|一下|一眼)|[念读](?:一?遍|给|一下|出)|(?:发|贴|显示|打|亮)(?:出来|给|一下)|都(?:有)?(?:什么|啥|哪些|是多少|填了)|原文|全文|是什么样|长什么样"
)
_FULL = regex(r"全文|(?:整[份篇个]|完整的?|全部的?)(?:报告|年报|初稿|稿子?|内容|文字)")
_PART = regex(r"第\s*[一二三四五六1-6]\s*(?:部分|块|章|节)|总体情况|存在(?:的)?(?:主要)?问题|其他需要报告")
_OTHER_MATTER = regex(
    r"问题(?!及|和)|意见|错|警告|毛病|[填改补缺漏]|对[得不]上|平不平|怎么|为什么|提示|导出|下载|word|比|字数|多少字|依据|规定",
    2,
)
"""What asks for findings, for a change or for a reason."""
_WRITTEN = regex(r"(?:怎么|咋|如何)写的|写的(?:都)?(?:是)?(?:什么|啥|哪些)|写了(?:些)?(?:什么|啥|哪些)|念(?:一下|给)")
_ASPECTS = ("主动公开", "依申请公开", "信息管理", "平台建设", "监督保障")
_HEADING = regex(r"\s*(?:[（(]?[一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．])\s*(?P<title>.{2,16})$")


def asks_whole(said: str) -> bool:
    """Whether a table, a part or the text is to be shown, and nothing is asked about it."""
    if _WRITTEN.search(said) and (_PART.search(said) or _aspect(said)):
        return True
    rest = regex(r"存在(?:的)?(?:主要)?问题").sub("", said)
    named = table_in(said) or _FULL.search(said) or _PART.search(said)
    return bool(named and _SHOW.search(said) and not _OTHER_MATTER.search(rest))


def whole(report: Report, said: str) -> str:
    """The table or part that is named, else everything, in the order of the form."""
    if key := table_in(said):
        return "\n".join(_table(report, key))
    if (aspect := _aspect(said)) and not _PART.search(said) and (lines := list(_under(report, aspect))):
        return "\n\n".join([f"**{section_name('overview')}·{aspect}**", *lines])
    section = section_in(said) if _PART.search(said) and not _FULL.search(said) else None
    lines = [] if section else [report.preamble, ""]
    for found in report.sections:
        if section in (None, found.key):
            lines += [f"**{section_name(found.key)}**", "", *(f"{p}\n" for p in found.paragraphs)]
            lines += _table(report, found.key) if found.key in report.layout.tables else []
            if not found.paragraphs and found.key not in report.layout.tables:
                lines.append("（这一部分没有内容）\n")
    return "\n".join(lines).strip() or "这一部分没有读到内容。"


def _aspect(said: str) -> str:
    """The aspect of 总体情况 that is named, by its short title."""
    return next((title for title in _ASPECTS if title in said), "")


def _under(report: Report, aspect: str) -> Iterator[str]:
    """The paragraphs under an aspect's own heading; nothing where it has none."""
    inside = False
    for paragraph in (p for s in report.sections if s.key == "overview" for p in s.paragraphs):
        heading = _HEADING.match(paragraph)
        if heading:
            inside = heading["title"].strip().endswith(aspect)
        elif inside:
            yield paragraph


def _table(report: Report, key: str) -> Iterator[str]:
    table = next((t for k, t in report.tables.items() if k == key), None)
    if table is None:
        name = next(t.name for k, t in report.layout.tables.items() if k == key)
        yield f"{name}没能读出，请看原件。"
        return
    yield f"{table.layout.name}（照报告所填，空着的写“（空）”）："
    yield ""
    header: tuple[str, ...] = ()
    for row in table.rows():
        block = table.layout.block_of[row]
        columns = tuple(c.label for c in block.columns)
        if columns != header:
            yield from ([""] if header else [])
            yield f"| {_unit(block)} | {' | '.join(columns)} |"
            yield f"| --- |{' ---: |' * len(columns)}"
            header = columns
        yield f"| {table.layout.rows[row].full_label} | {' | '.join(_cells(table, row, block))} |"
    yield ""


def _unit(block: Block) -> str:
    return "单位：项，元" if any(c.key == "items" for c in block.columns) else f"单位：{block.unit}"


def _cells(table: Table, row: str, block: Block) -> Iterator[str]:
    for column in block.columns:
        cell = table.get(row, column.key)
        yield (cell.raw.strip() if cell is not None else "") or "（空）"
