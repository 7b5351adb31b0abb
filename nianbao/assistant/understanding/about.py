"""What an act is about: findings, a section, rows of a table, places of the draft."""

from nianbao.assistant.understanding.cells import rows_in
from nianbao.assistant.understanding.references import ledger_in, rules_in, section_in, table_in
from nianbao.assistant.understanding.situation import Situation
from nianbao.assistant.understanding.understood import ActKind
from nianbao.report.patterns import regex

_WHY_VERDICT = regex(r"为(?:什么|啥|何).{0,6}(?:结论|不符合|不合格|没过)|结论.{0,4}(?:怎么|为)|讲人话")
_OVERVIEW_WORDS = regex(r"公开|申请|受理|我镇|本镇|加一句|信息")


def refers(act: ActKind, said: str, s: Situation) -> tuple[str, ...]:
    """Ids of rules, the key of a section or of rows, places of the ledger; empty where nothing is named."""
    if act in ("explain", "suggest", "list"):
        found = rules_in(said, s) if s.review is not None and s.subject == "review" else ()
        if not found and act == "explain" and _WHY_VERDICT.search(said) and s.review is not None:
            return _rules_behind_the_verdict(s)
        section = section_in(said)
        return found or ((section,) if section else ())
    if act == "edit":
        return tuple(x for x in (section_of_edit(said, s),) if x)
    if act == "figure":
        if s.subject == "draft" and s.draft is not None and (places := ledger_in(said, s.draft.get("ledger", []))):
            return places
        table = table_in(said)
        rows = rows_in(said)
        return rows or ((table,) if table else ()) or tuple(x for x in (section_in(said),) if x) or ("applications",)
    if act == "law" and s.review is not None:
        return rules_in(said, s)
    if act in ("review", "compare"):
        section = section_in(said)
        return (section,) if section else ()
    return ()


def _rules_behind_the_verdict(s: Situation) -> tuple[str, ...]:
    assert s.review is not None
    shown = {f["rule"] for f in s.review.get("findings", [])}
    weak = [r for i in s.review.get("article50", []) if i["verdict"] in ("missing", "partial") for r in i["rules"]]
    errors = [f["rule"] for f in s.review.get("findings", []) if f["severity"] == "error"]
    return tuple(dict.fromkeys([*errors, *(r for r in weak if r in shown)]))


def section_of_edit(said: str, s: Situation) -> str | None:
    """The section that an edit is about: named, or the one whose text holds the words."""
    if section := section_in(said):
        return section
    prose = (s.draft or {}).get("prose", [])
    words = regex(r"[\u4e00-\u9fff]{2,}|\d+").findall(said)
    for entry in prose:
        if any(len(w) > 2 and w[:4] in entry["sentence"] for w in words):
            return str(entry["section"])
    return "overview" if _OVERVIEW_WORDS.search(said) else None
