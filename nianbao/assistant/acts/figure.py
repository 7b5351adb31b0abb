"""``figure``: a number with where it stands, from the ledger of a draft."""

from collections.abc import Mapping, Sequence
from typing import Any

from nianbao.assistant.acts.fee import fee_told
from nianbao.assistant.acts.figure_of_report import figures_of_report
from nianbao.assistant.acts.in_the_text import told_in_the_text
from nianbao.assistant.acts.whole import asks_whole, whole
from nianbao.assistant.understanding.cells import names_the_fee, rows_in
from nianbao.assistant.understanding.checks import asks_check
from nianbao.assistant.understanding.references import table_in
from nianbao.assistant.understanding.years import asks_last_year
from nianbao.report.codec import report_from_json
from nianbao.report.patterns import regex


def figure_of_draft(draft: dict[str, Any], places: Sequence[str], said: str = "") -> str:
    """Places of the ledger: value, unit, and the source or the formula with its numbers; what the ledger has not, from the
    draft's own text; of last year where that is asked."""
    if asks_whole(said):
        return whole_of_draft(draft, said)
    last_year = asks_last_year(said)
    ledger = {str(p["id"]): p for p in draft.get("ledger", [])}
    wanted = [f"previous.{id.removeprefix('previous.')}" if last_year else id for id in places]
    lines = [_place(ledger[id], ledger, _uneven(id, draft)) for id in wanted if id in ledger]
    if not lines and not last_year and said:
        report = report_from_json(draft["report"])
        if (rows_in(said) or table_in(said)) and not names_the_fee(said):
            told = figures_of_report(_whose(draft), report, places, said)
            uneven = [str(p["what"]) for p in draft.get("open", []) if p.get("kind") == "unbalanced"]
            return "\n".join([told, *(_HELD.format(why=why) for why in uneven if _MARK in told or asks_check(said))])
        lines = [*fee_told(report)] if names_the_fee(said) else told_in_the_text(report, said)
    missing = "起草时没有上年年报，没有上年的这个数。" if last_year else _NOT_FOUND
    if not last_year and _ON_TIME.search(said) and "on_time" not in ledger:
        missing = _NO_ON_TIME
    return "\n".join([f"**{_whose(draft)}**", "", *(lines or [missing])])


def changed_since(first: Mapping[str, Any], draft: Mapping[str, Any], places: Sequence[str]) -> str:
    """Of the figures that are told, those that stood otherwise when the draft was first made (``first``: its revision 1): a source
    alone would say that the number is still the one that was handed in."""
    before = {str(p["id"]): p for p in first.get("ledger", ())}
    now = {str(p["id"]): p for p in draft.get("ledger", ())}
    lines = [
        _CHANGED.format(label=now[id]["label"], was=_shown(before[id]), now=_shown(now[id]), n=draft["revision"])
        for id in places
        if id in now and id in before and before[id]["value"] != now[id]["value"]
    ]
    return "\n".join(lines)


def _shown(place: Mapping[str, Any]) -> str:
    return "〔待填〕" if place["value"] is None else f"{place['value']}{place.get('unit') or ''}"


_CHANGED = "- {label}：第1稿是{was}，以后改成的，现在第{n}稿是{now}。"
_MARK, _HELD = "〔待核〕", "- 标〔待核〕的格不是没填，是因为{why}。"
_NOT_FOUND = "初稿里没有找到这个数。初稿里的每个数都能在“数字出处”文件里查到。"
_ON_TIME = regex(r"按[期时](?:答复|办结|办理)")
_NO_ON_TIME = "按期答复件数没有填，按期答复率算不出来。要写进初稿，请说“按期答复几件”。"


def whole_of_draft(draft: Mapping[str, Any], said: str) -> str:
    """A table, a part or the whole text of the draft as it stands now."""
    return "\n".join([f"**{_whose(draft)}**", "", whole(report_from_json(draft["report"]), said)])


def _whose(draft: Mapping[str, Any]) -> str:
    report = draft.get("report") or {}
    agency, year = (report.get("agency") or {}).get("name") or "", report.get("year")
    return f"{agency}{f'{year}年' if year else ''}年报初稿"


_ID = regex(r"[a-z_][a-z_.\d]*[a-z_\d]")
"""A place of the ledger in a formula."""


def _with_value(ledger: Mapping[str, Mapping[str, Any]], id: str) -> str:
    return f"{ledger[id]['label']}{ledger[id]['value']}" if id in ledger else id


def _uneven(id: str, draft: Mapping[str, Any]) -> str:
    """Why a cell is held back: its column does not balance, or one of those that its total adds up."""
    table, _, column = id.partition(".")[0], *id.rpartition(".")[1:]
    for place in draft.get("open", []):
        at = str(place.get("place") or "")
        if (
            place.get("kind") == "unbalanced"
            and at.startswith(f"{table}.")
            and column in ("total", at.rpartition(".")[2])
        ):
            return str(place["what"])
    return ""


def _place(place: Mapping[str, Any], ledger: Mapping[str, Mapping[str, Any]], uneven: str) -> str:
    formula = str(place.get("formula") or "")
    if place["value"] is None and uneven:
        return f"- {place['label']}：〔待核〕，{uneven}"
    if place["value"] is None:
        parts = [ledger[id] for id in _ID.findall(formula) if id in ledger and ledger[id]["value"] is None]
        lacks = "、".join(str(part["label"]) for part in parts)
        return f"- {place['label']}：〔待填〕{f'，还没有填的有：{lacks}' if lacks else ''}"
    head = f"- {place['label']}：{place['value']}{place.get('unit') or ''}"
    if formula:
        told = _ID.sub(lambda m: _with_value(ledger, m[0]), formula)
        return f"{head}，算法：{told}"
    return f"{head}，来自：{place.get('source') or '所填资料'}"
