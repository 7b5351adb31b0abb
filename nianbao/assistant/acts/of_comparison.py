"""What is asked of a comparison that lies here: what is named, what changed most, the place among the others, on what it rests."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.assistant.understanding.cells import rows_in
from nianbao.assistant.understanding.which_report import KnownReport, which_reports
from nianbao.assistant.understanding.years import year_asked, years_asked
from nianbao.report.patterns import regex
from nianbao.work.jobs import JobResult
from nianbao.work.model.told import Told, told_of

_MOST_NAMED, _MOST_CHANGED = 6, 5
_CHANGED = regex(
    r"最|变化|变了|变动|不一样|不同|差(?:别|距|异)|哪[些几一].{0,3}(?:项|行|格|处|个)|[涨跌增减]|多了|少了|挑"
)
_PEERS = regex(r"同类|跟谁|和谁|哪些(?:机关|单位|镇|县|局)|参照|样本|怎么选")


def of_comparison(data: Mapping[str, Any], said: str, known: Sequence[KnownReport]) -> str | None:
    """Code's sentences about the measures that are named, else about those that changed most or the others that were compared
    with, under the name of the report; None where nothing of these is asked, or another report or year is meant."""
    if not _is_meant(data, said, known) or _of_one_year(said, data["year"]):
        return None
    whose = f"{data['agency'] or '这份年报'}{data['year'] or ''}年"
    told = told_of([JobResult("compare", "", dict(data))])
    measures = [t for t in told if t.id[0] == "m"]
    notes = [t.text for t in told if t.id[0] == "p"]
    rows = set(rows_in(said))
    named = [
        t for m, t in zip(data["metrics"], measures, strict=False) if _names(t, said) or rows & set(rows_in(m["label"]))
    ]
    if named:
        return _listed(f"{whose}：", [t.text for t in named[:_MOST_NAMED]])
    if _PEERS.search(said) and notes:
        return _listed(f"{whose}，比较的对象和说明：", notes)
    if _CHANGED.search(said) and not rows:
        return _most_changed(data, measures, whose)
    return None


def _is_meant(data: Mapping[str, Any], said: str, known: Sequence[KnownReport]) -> bool:
    """Whether the words are about the report that was compared, this year's or last year's."""
    which = which_reports(said, known, years=False)
    if which.how == "unknown" or (which.how == "named" and data["agency"] not in {k.agency for k in which.reports}):
        return False
    return year_asked(said, data["year"]) in (None, data["year"], data["previous_year"])


def _of_one_year(said: str, year: int | None) -> bool:
    """Whether a cell of one year alone is asked for: it is told without the other year and without the others' places."""
    years = years_asked(said, year)
    return len(years) == 1 and bool(rows_in(said)) and not _CHANGED.search(said) and not _PEERS.search(said)


def _most_changed(data: Mapping[str, Any], measures: Sequence[Told], whose: str) -> str | None:
    """The measures that changed most against last year; None without last year's report."""
    changed = [
        (abs(Decimal(str(m["change_percent"]))), told)
        for m, told in zip(data["metrics"], measures, strict=True)
        if m["change"] and m["change_percent"] is not None
    ]
    if not changed:
        return None
    ranked = sorted(changed, key=lambda pair: pair[0], reverse=True)
    return _listed(f"{whose}，比上年变化幅度最大的：", [told.text for _, told in ranked[:_MOST_CHANGED]])


def _names(told: Told, said: str) -> bool:
    if not told.names:
        return False
    return all(any(word in said for word in group) for group in told.names)


def _listed(head: str, lines: Sequence[str]) -> str:
    return "\n".join([head, *(f"- {line}" for line in lines)])
