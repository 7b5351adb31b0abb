"""``list``: findings of a review, or open places of a draft; all, of one severity, of one section, the gravest first."""

from typing import Any

from nianbao.papers.wording import SEVERITIES, STATES, section_name
from nianbao.report.patterns import regex

_ONLY = regex(r"(?:[只光](?:看|要|列)?)[^，。]{0,3}(?P<what>错误|警告|提示)")
_NOT = regex(r"(?P<what>错误|警告|提示)的?就?(?:别|不用|不要)")
_UNDECIDED = regex(r"没查|查不了|没结论|未能判断")
_GRAVEST = regex(r"最(?:严重|要紧|重要|急)|先改")
_OF_TWO_YEARS = ("YR-01", "YR-02", "YR-03", "YR-04", "YR-06", "NT-14", "CON-04", "T2-05")
_BY_NAME = {label: key for key, label in SEVERITIES.items()}
_ORDER = list(SEVERITIES)


def list_findings(
    review: dict[str, Any], said: str, section: str | None = None, *, against_last_year: bool = False
) -> str:
    """The findings asked for, numbered as they are shown (第N条), with place and what to do. ``against_last_year``: those of
    the rules that hold the report against last year's."""
    if _UNDECIDED.search(said):
        return _undecided(review)
    if against_last_year and not review.get("previous"):
        return "没有上年年报，和上年有关的地方都没有核对；请把上年年报也上传。"
    kept = set(_ORDER)
    if only := _ONLY.search(said):
        kept = {_BY_NAME[only["what"]]}
    elif without := _NOT.search(said):
        kept.discard(_BY_NAME[without["what"]])
    numbered = [(n, f) for n, f in enumerate(review["findings"], start=1) if f["severity"] in kept]
    if against_last_year:
        numbered = [(n, f) for n, f in numbered if f["rule"].startswith(_OF_TWO_YEARS)]
    if section:
        numbered = [(n, f) for n, f in numbered if f["where"]["section"] == section]
    if _GRAVEST.search(said) and numbered:
        gravest = min(_ORDER.index(f["severity"]) for _, f in numbered)
        numbered = [(n, f) for n, f in numbered if _ORDER.index(f["severity"]) == gravest]
    counts = "、".join(f"{SEVERITIES[s]}{sum(f['severity'] == s for f in review['findings'])}项" for s in _ORDER)
    where = f"“{section_name(section)}”里" if section else ""
    if not numbered and against_last_year:
        return f"和上年年报核对过，没有查出对不上或雷同的地方（全文共{counts}）。"
    if not numbered:
        return f"{where}没有这样的审核意见（全文共{counts}）。"
    lines = [
        f"全文共{counts}。"
        + (
            f"{where}有{len(numbered)}项{'和上年有关' if against_last_year else ''}："
            if section or len(numbered) < len(review["findings"])
            else ""
        )
    ]
    return "\n".join(lines + [_line(n, f) for n, f in numbered])


def _line(number: int, finding: dict[str, Any]) -> str:
    place = section_name(finding["where"]["section"])
    what = f"　→ {finding['suggestion']}" if finding["suggestion"] else ""
    return f"{number}. 【{SEVERITIES[finding['severity']]}】{finding['rule']}（{place}）{finding['message']}。{what}"


def _undecided(review: dict[str, Any]) -> str:
    lines = [
        f"- {r['rule']}：{STATES[r['state']]}" + (f"（{'；'.join(r['reasons'])}）" if r.get("reasons") else "")
        for r in review.get("rules", [])
        if r["state"] in ("insufficient_data", "parse_error", "not_run")
    ]
    return "\n".join(["这些规则没有得出结论：", *lines]) if lines else "所有适用的规则都得出了结论。"


_KINDS = {"blank": "待填", "unbalanced": "不平", "unread": "待核", "proposed": "待确认"}
_OWNERS = {"fact": "按您填的数字写成", "own": "您给的话", "proposed": "建议，待您确认", "blank": "留空待填"}
_WHOSE = regex(r"编|我给|是你|加的")


def list_open(draft: dict[str, Any], said: str, section: str | None = None) -> str:
    """What is open in a draft, one line each; or whose each sentence is."""
    if _WHOSE.search(said):
        lines = ["初稿里每句话的来历："]
        return "\n".join(lines + [f"- 〔{_OWNERS[p['owner']]}〕{p['sentence']}" for p in draft.get("prose", [])])
    places = [p for p in draft.get("open", []) if section is None or p["place"].startswith(section)]
    if not places:
        return "初稿里没有待填、待核、待确认的地方。"
    lines = [f"还有{len(places)}处："]
    lines += [f"{n}. {_KINDS[p['kind']]}：{p.get('where') or ''}{p['what']}" for n, p in enumerate(places, start=1)]
    return "\n".join(lines)
