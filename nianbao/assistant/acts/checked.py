"""``figure``: whether what is asked about agrees, as far as the rules looked: what they found, what they held against what,
and what nobody could check. Never more comfort than that.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from nianbao.assistant.acts.made_of import Made, made_of
from nianbao.assistant.understanding.cells import rows_in
from nianbao.assistant.understanding.checks import figures_named
from nianbao.report.layout import LAYOUT_2021, OUTCOME_GROUPS, TABLE_KEYS
from nianbao.report.model import Report
from nianbao.report.patterns import regex
from validators.catalogue import catalogue

_AGAINST_LAST_YEAR = regex(r"增[长加]|减少|下降|上升|[较比跟和与同](?:上|去)年|同比|翻番")
_MAIN = ("new", "carried_in", "processed_total", "carried_out")
_PROCEEDINGS = ("reconsideration", "litigation", "proceedings", "litigation_direct", "litigation_after")
_DECISIONS = ("regulations", "licensing", "penalties", "coercion", "fees")
_ROWS = {
    "active_disclosure": ("normative_documents", *_DECISIONS),
    "applications": (*_MAIN, *OUTCOME_GROUPS),
    "proceedings": _PROCEEDINGS,
}
_OF_TABLES = {
    "active_disclosure": ("T2-01", "T2-02", "T2-03"),
    "applications": ("T3-01", "T3-02", "T3-03"),
    "proceedings": ("T4-01",),
}
_OF_ROWS = {
    "new": ("NT-01", "NT-03", "NT-11", "NT-17"),
    "carried_in": ("YR-01", "NT-02"),
    "processed_total": ("NT-04", "NT-12"),
    "carried_out": ("NT-05", "NT-12"),
    "normative_documents": ("NT-10", "YR-02"),
    **dict.fromkeys(OUTCOME_GROUPS, ("NT-06",)),
    **dict.fromkeys(_PROCEEDINGS, ("NT-08", "NT-09", "NT-11")),
    **dict.fromkeys(_DECISIONS, ("NT-10",)),
}  # fmt: skip
"""Rules that hold a row, or the text on it, against something."""
_TEXT_AGAINST_TABLES = tuple(sorted({rule for rules in _OF_ROWS.values() for rule in rules}))
_OF_TEXT = frozenset(rule for rule in _TEXT_AGAINST_TABLES if rule.startswith("NT-"))
_NUMBERS = ("T2-", "T3-", "T4-", "NT-", "YR-01", "YR-02", "YR-05", "YR-06", "FEE-", "CON-08")
"""Families of rules that are about figures."""
_SPOKEN_OF = {
    "T3-01": _MAIN,
    "T3-02": ("processed_total", *OUTCOME_GROUPS),
    **{rule: (row,) for row, rules in _OF_ROWS.items() for rule in rules if sum(rule in of for of in _OF_ROWS.values()) == 1},
}  # fmt: skip
"""Rows that a finding is on whatever its words; of the other rules its words tell."""
_MOST = 12


def concerning(
    review: Mapping[str, Any], rows: Collection[str], refers: Sequence[str], said: str
) -> list[Mapping[str, Any]]:
    """The findings on these rows, also those of the text against them; on a table that is asked about as a whole; or with a
    figure that is named. With nothing named, all findings on figures."""
    figures = {n for n, _ in figures_named(said)}
    names = {*rows, *_with_rows(refers)}
    whole = not names and not figures
    trend = _AGAINST_LAST_YEAR.search(said) is not None
    return [f for f in review["findings"] if _is_meant(f, names, figures, whole=whole, trend=trend)]


def _with_rows(refers: Sequence[str]) -> tuple[str, ...]:
    """A table that is named stands for its rows."""
    return tuple(row for name in refers for row in (name, *_ROWS.get(name, ())))


def _is_meant(finding: Mapping[str, Any], names: set[str], figures: set[str], *, whole: bool, trend: bool) -> bool:
    rule, place = finding["rule"], finding["where"]
    if not rule.startswith(_NUMBERS):
        return False
    spoken = bool(_rows_spoken_of(finding) & names)
    if place.get("row") in names or place.get("table") in names or spoken:
        return True
    if figures & set(regex(r"\d+(?:\.\d+)?").findall(finding["message"])):
        return True
    return (whole and rule != "CON-08") or (trend and rule == "NT-14" and not names)


def _rows_spoken_of(finding: Mapping[str, Any]) -> set[str]:
    """The rows that a finding without a row of its own speaks of."""
    if finding["where"].get("row") is not None:
        return set()
    if rows := _SPOKEN_OF.get(finding["rule"]):
        return set(rows)
    return {*rows_in(finding["where"].get("quote") or ""), *rows_in(regex(r"[，,]").split(finding["message"])[0])}


def conclusion(
    report: Report, review: Mapping[str, Any], rows: Collection[str], refers: Sequence[str], said: str
) -> Iterator[str]:
    """For a question whether something agrees: the answer first, then what was held against what, and what was not."""
    meant = concerning(review, rows, refers, said)
    found = [f for f in meant if not _is_a_hint(f)]
    if found:
        yield f"**查出{len(found)}处对不上或要核对的：**"
        yield from (f"- {f['message']}。" for f in found[:_MOST])
        if len(found) > _MOST:
            yield f"- 还有{len(found) - _MOST}处，见审核意见。"
    done, undone = _looked_at(review, rows, refers, said)
    made, unknown = _placed(report, rows, said)
    yield from (_made(m, review, agrees=not found) for m in made)
    if not found and unknown:
        yield from unknown
        return
    if done and not found and not made:
        yield "**没有查出对不上的地方。**"
    if not done and not found and not made:
        yield "**程序没有能拿来核对的数，请对照台账核一遍。**"
    if done:
        yield f"- {'其余' if found else ''}核对过的：{'；'.join(done)}。"
    if undone:
        yield f"- 没有核对的：{'；'.join(undone)}。"
    yield from (f"- 另有提示：{f['message']}。" for f in meant if _is_a_hint(f))
    others = [f for f in review["findings"] if _is_wrong_elsewhere(f, found)]
    if others:
        yield f"- 所问之外，另有{len(others)}处数字对不上，见审核意见。"


def _is_a_hint(finding: Mapping[str, Any]) -> bool:
    """What was found beside the numbers, and holds none of them against another."""
    return finding["severity"] == "info" and not finding["rule"].startswith(("NT-", "YR-", "T2-05"))


def _made(made: Made, review: Mapping[str, Any], *, agrees: bool) -> str:
    """The cells that give the figure, with the rule that held the text against them."""
    states = {r["rule"]: r["state"] for r in review["rules"]}
    passed = [r for row in made.rows for r in _OF_ROWS.get(row, ()) if r in _OF_TEXT and states.get(r) == "pass"]
    rules = "”“".join(dict.fromkeys(catalogue()[r].title for r in passed))
    said = f"正文的{made.figure}与表里的数合得上：{made.told}"
    known = f"（审核规则“{rules}”也没有查出问题）" if rules and agrees else ""
    return f"**{said}{known}。**" if agrees else f"- {said}。"


def _is_wrong_elsewhere(finding: Mapping[str, Any], told: Sequence[Mapping[str, Any]]) -> bool:
    return finding["rule"].startswith(_NUMBERS) and finding["severity"] != "info" and finding not in told


def _looked_at(
    review: Mapping[str, Any], rows: Collection[str], refers: Sequence[str], said: str
) -> tuple[list[str], list[str]]:
    """Titles of the rules that passed on this, and of those that could not be told, with the reason."""
    wanted = [
        rule for name in (*_with_rows(refers), *rows) for rule in (*_OF_ROWS.get(name, ()), *_OF_TABLES.get(name, ()))
    ]
    tables = [t for t in TABLE_KEYS if t in refers]
    if rows and not tables:
        wanted += [rule for key in _tables_of(rows) for rule in _OF_TABLES[key]]
    if not wanted and not figures_named(said):
        wanted = [*(r for rules in _OF_TABLES.values() for r in rules), *_TEXT_AGAINST_TABLES]
    if _AGAINST_LAST_YEAR.search(said):
        wanted.append("NT-14")
    states = {r["rule"]: r for r in review["rules"]}
    known = catalogue()
    done, undone = list[str](), list[str]()
    for rule in dict.fromkeys(wanted):
        state = states.get(rule)
        if state is None or state["state"] in ("fail", "not_applicable"):
            continue
        if state["state"] == "pass":
            done.append(known[rule].title)
        else:
            undone.append(f"{known[rule].title}（{'；'.join(state['reasons']) or '没有结论'}）")
    return done, undone


def _tables_of(rows: Collection[str]) -> list[str]:
    return [key for key, table in LAYOUT_2021.tables.items() if any(row in table.rows for row in rows)]


def _placed(report: Report, rows: Collection[str], said: str) -> tuple[list[Made], list[str]]:
    """Of the figures that are named: those that cells of the tables add up to, and what is said of those that stand in no
    cell that is meant: nothing was held against them."""
    cells = {
        str(v)
        for t in report.tables.values()
        if t is not None
        for a in t.layout.addresses
        if (not rows or a[0] in rows) and (v := t.value(*a)) is not None
    }
    made, unknown = list[Made](), list[str]()
    for number, unit in figures_named(said):
        found = made_of(report, number, said)
        if found is not None and (number not in cells or len(found.rows) > 1):
            made.append(found)
        elif found is None and number not in cells:
            unknown.append(_unknown(report, rows, number, unit))
    return made, unknown


def _unknown(report: Report, rows: Collection[str], number: str, unit: str) -> str:
    if any(re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.])", s.text) for s in report.sections):
        return f"**{number}{unit}只在正文里，表里没有找到可以核对的数，程序判断不了对不对。**"
    return f"**{'这一项' if rows else '报告'}里没有{number}{unit}这个数。**"
