"""STR-10: the ordinals of sub-headings inside a section."""

import re
from collections.abc import Iterator

from nianbao.report.labels import LabelIndex
from nianbao.report.layout import TABLE_KEYS
from nianbao.report.model import Section
from nianbao.report.patterns import regex
from nianbao.report.regulation import chinese_number
from validators.basis import FORMAT
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import WholeText
from validators.prose.lines import Numbered, OrdinalStyle, lines, numbered
from validators.prose.sentences import Span

SHOWN = 25
"""Characters of a line that are quoted; a line up to this long, with no full stop, may head a list."""
_LEVELS: tuple[OrdinalStyle, ...] = ("paren", "arabic")
_CITED = regex(r"第?\s*\(?\s*[一二三四五六七八九十]+\s*\)?\s*[项款目条]")


def is_table_label(text: str) -> bool:
    """A label of an official table, of either form, that stands among the prose."""
    return any(LabelIndex.of_any_layout(key).known(text) for key in TABLE_KEYS)


@rule("STR-10", "小标题的序号连续", "warning", (FORMAT,), WholeText())
def sub_ordinals(context: Context) -> Iterator[Hit | Remark]:
    """（一） and 1. at the beginning of lines go up by one inside a section; a new list begins with 1 again."""
    report = context.report
    if not report.sections:
        yield Remark("insufficient_data", "没有找到任何一个部分")
    auto = any(h.numbering == "auto" for h in report.headings)
    fallen_apart = {report.layout.tables[key].section for key in TABLE_KEYS if report.table(key) is None}
    for section in report.sections:
        if section.key not in fallen_apart:
            yield from _slips(section, auto)


def _slips(section: Section, auto: bool) -> Iterator[Hit]:
    """``since`` holds, for each level, the lines from its last ordinal on."""
    last = dict.fromkeys(_LEVELS, 0)
    since: dict[OrdinalStyle, list[Span]] = {level: [] for level in _LEVELS}
    for span in lines(section.text):
        line = None if is_table_label(span.text) else numbered(span)
        if line is not None and line.style in _LEVELS:
            said = _slip(line, last[line.style], since[line.style], auto)
            if said is not None:
                yield _hit(section, span, said)
            last[line.style] = line.number
            since[line.style] = []
        for level in _LEVELS:
            since[level].append(span)


def _hit(section: Section, span: Span, said: str) -> Hit:
    start = span.start + len(span.text) - len(span.text.lstrip())
    quote = section.text[start : span.end].rstrip()[:SHOWN]
    return Hit(
        f"小标题的序号不连续：{said}",
        Where(section=section.key, start=start, end=start + len(quote), quote=quote),
        suggestion="改正序号；漏了小标题的补上小标题。",
    )


def _slip(line: Numbered, last: int, since: list[Span], auto: bool) -> str | None:
    """What is wrong with an ordinal after ``last`` (0: none yet), or None when it may be right."""
    me = _written(line.style, line.number)
    if line.number == last + 1:
        return None
    if line.number == 1:
        new_list = last != 1 or line.style == "arabic" or any(_may_head(s) for s in since[1:])
        return None if new_list else f"连着两个“{me}”"
    if _may_stand_there(line, since, auto):
        return None
    if line.number == last:
        return f"连着两个“{me}”"
    wanted = _written(line.style, line.number - 1)
    return f"“{me}”前面没有“{wanted}”" + (f"，上一个是“{_written(line.style, last)}”" if last else "")


def _written(style: OrdinalStyle, number: int) -> str:
    return f"（{chinese_number(number)}）" if style == "paren" else f"{number}."


def _may_stand_there(line: Numbered, since: list[Span], auto: bool) -> bool:
    """The ordinal before this one may be in mid-line, printed in another style, or put there by Word."""
    wanted = line.number - 1
    sign = rf"{chinese_number(wanted)}\s*[)、.]|(?<!\d){wanted}\s*[.、)](?!\d)"
    text = _CITED.sub("", "\n".join(s.text for s in since))
    return bool(re.search(sign, text)) or (auto and any(_may_head(s) for s in since))


def _may_head(span: Span) -> bool:
    """A line of neither level that may head a list: short, or ending in a colon."""
    text = span.text.strip()
    line = numbered(span)
    if line is not None and line.style in _LEVELS:
        return False
    return text.endswith(":") or (len(text) <= SHOWN and not text.endswith("。"))
