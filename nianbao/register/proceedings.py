"""Reviews and suits of the register → table four (条例第五十一条)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from nianbao.register.models import Application, Case, CaseKind, Undecided
from nianbao.report.arithmetic import RESULT_KEYS
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

CASE_KINDS: tuple[CaseKind, ...] = ("reconsideration", "litigation_direct", "litigation_after")
_WORDS = {
    "pending": regex(r"未审结|审理中|在审|尚未|未结|办理中|受理中|待审"),
    "upheld": regex(r"维持"),
    "corrected": regex(r"撤销|责令|纠正|变更|确认违法|确认无效|败诉"),
    "other": regex(r"其他|终止|撤回|撤诉|调解|不予受理"),
}
_SUIT = regex(r"诉讼|起诉|[一二]审")
_NOT = regex(r"[不未](?:予)?(?:维持|撤销|纠正|终止|撤回)|[?]")


@dataclass(slots=True)
class Proceedings:
    """Table four (件), the rows of each of its cells, wordings to ask for, and the rows whose year must be confirmed."""

    table: dict[str, dict[str, int]]
    cells: dict[str, list[int]]
    undecided: list[Undecided] = field(default_factory=list)
    to_confirm: list[int] = field(default_factory=list)


def read_case(words: str) -> str | None:
    """The column of table four that a result's words mean; None when they mean none, or more than one, or tell of a review
    and a suit in one breath.

    >>> read_case("行政复议维持"), read_case("行政复议维持，后提起行政诉讼")
    ('upheld', None)
    """
    text = squeeze(words)
    if _NOT.search(text) or ("复议" in text and _SUIT.search(text)):
        return None
    found = [key for key, pattern in _WORDS.items() if pattern.search(text)]
    return found[0] if len(found) == 1 or found[:1] == ["pending"] else None


def count_cases(applications: Sequence[Application], year: int, days_known: bool, all_of_year: bool) -> Proceedings:
    """Table four of a year. A case that ended after the year is pending in it; one that ended before, or was brought
    after it, is not of it. Without days of ending, which cases are of the year must be confirmed."""
    cells: dict[str, list[int]] = {}
    asked: dict[str, list[int]] = {}
    rows: list[int] = []
    for application in applications:
        for kind, case in _cases(application):
            result = _result(case, year)
            if result == "":
                continue
            rows.append(application.row)
            if result is None:
                asked.setdefault(case.words, []).append(application.row)
            else:
                cells.setdefault(f"proceedings.{kind}.{result}", []).append(application.row)
    table: dict[str, dict[str, int]] = {
        kind: {key: len(cells.get(f"proceedings.{kind}.{key}", ())) for key in RESULT_KEYS} for kind in CASE_KINDS
    }
    for line in table.values():
        line["total"] = sum(line.values())
    undecided = [
        Undecided(field="proceedings", raw=raw, rows=tuple(r), candidates=RESULT_KEYS) for raw, r in asked.items()
    ]
    return Proceedings(table, cells, undecided, [] if days_known or all_of_year else sorted(set(rows)))


def _cases(application: Application) -> list[tuple[CaseKind, Case]]:
    """A suit beside a review came after it; one alone came directly, unless the register says otherwise."""
    found: list[tuple[CaseKind, Case]] = []
    if application.review:
        found.append(("reconsideration", application.review))
    if application.suit:
        said = application.suit_after_review
        after = bool(application.review) if said is None else said
        found.append(("litigation_after" if after else "litigation_direct", application.suit))
    return found


def _result(case: Case, year: int) -> str | None:
    """The column; None when the words do not say it, empty for a case that is not of the year."""
    if (case.filed and case.filed.year > year) or (case.ended and case.ended.year < year):
        return ""
    if case.ended and case.ended.year > year:
        return "pending"
    return read_case(case.words)
