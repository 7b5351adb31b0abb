"""白云镇呢, 去年呢, 那企业呢: the last question once more, of another report, year, row or column."""

from dataclasses import dataclass

from nianbao.assistant.understanding.cells import columns_in, rows_in, without_columns, without_rows
from nianbao.assistant.understanding.together import asks_together, of_one_alone
from nianbao.assistant.understanding.which_report import KnownReport, names_a_report, only_names_a_report, without_names
from nianbao.assistant.understanding.years import asks_trend, names_a_year, without_years
from nianbao.report.patterns import regex


@dataclass(frozen=True, slots=True)
class Before:
    """What was done last, with the words of its request: a question that can be asked again."""

    act: str
    said: str
    refers: tuple[str, ...] = ()


ASKED_AGAIN = ("figure", "verdict", "list", "explain", "suggest", "overdue")
_GLUE = regex(r"^(?:那么?|还有|(?:这)?其中|里面|换成|再看看?|看看)+|[呢吧啊呀吗么？?！!。，,\s的]+$")
_OF_THEM = regex(r"^(?:那么?|这)?(?:其中|里面|这里面|当中)")
_HOW_MANY_OF_THEM = regex(r"有?(?:几|多少)[件个]?的?")
"""其中几件还没判: the last question, in a column."""
_NOTHING_LEFT = regex(r"[\s，,。？?！!、那呢的是和与份年度都全也]*")
_ALSO = regex(r"(?:那么?|还有)?(.{1,8})呢[？?。！!]?")
"""那延期呢, after a question to the law."""
_TOPIC = regex(r"重复|撤回|转送|补正|结转|收费|第三方|不予公开|部分公开|复议|诉讼|盖章|落款")
"""What is a question by itself."""
_NUMBER = regex(r"(?<![A-Za-z\d-])\d+(?=\D|$)(?!年)")
_SHORT = 14


def asked_again(said: str, before: Before | None, known: tuple[KnownReport, ...]) -> Before | None:
    """The last act with the words of this and the last request as one; None for words that ask something themselves."""
    if before is None or len(said) > _SHORT:
        return None
    if before.act == "law" and (also := _ALSO.fullmatch(said.strip())):
        return Before("law", also[1] if _TOPIC.search(also[1]) else f"{before.said} {also[1]}")
    if before.act == "review" and only_names_a_report(said, known):
        return Before("verdict", said)
    if before.act not in ASKED_AGAIN:
        return None
    if before.act == "figure" and asks_trend(said):
        return Before("figure", f"{without_years(before.said)} 今年比去年{said.strip()}")
    short = _GLUE.sub("", _GLUE.sub("", said))
    short = _HOW_MANY_OF_THEM.sub("", short) if _OF_THEM.search(said) else short
    named, left = names_a_report(said, known), _GLUE.sub("", without_names(short, known))
    left = _GLUE.sub("", left)
    rows = before.act in ("figure", "overdue") and bool(rows_in(left))
    columns = before.act in ("figure", "overdue") and bool(columns_in(left))
    years = before.act == "figure" and names_a_year(short)
    if not (named or rows or columns or years):
        return None
    for applies, without in ((rows, without_rows), (columns, without_columns), (years, without_years)):
        left = without(left) if applies else left
    if not _NOTHING_LEFT.fullmatch(left):
        return None
    return Before(before.act, f"{_rest(before.said, known, named, rows and not columns, columns, years)} {short}")


def _rest(said: str, known: tuple[KnownReport, ...], named: bool, rows: bool, columns: bool, years: bool) -> str:
    """The last request without what this one names anew; a number of one report is none of another's."""
    said = _NUMBER.sub("", said) if named or years else said
    said = of_one_alone(said) if named and asks_together(said) else without_names(said, known) if named else said
    said = without_rows(said) if rows else said
    said = without_columns(said) if columns else said
    return without_years(said) if years else said
