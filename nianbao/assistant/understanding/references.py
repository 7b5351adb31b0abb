"""What a request speaks of: a rule, a section, a row of a table, a place of the ledger, the N-th finding shown, an agency."""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any

from nianbao.assistant.understanding.cells import names_the_fee, rows_in
from nianbao.assistant.understanding.situation import Situation
from nianbao.report.layout import SECTIONS
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.work.revised.lines import likeness

RULE = regex(r"(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9]{1,2})[-－_ ]?(\d\d)(?!\d)")
_NTH = regex(r"第\s*([一二三四五六七八九十\d]+)\s*(?:条|个|处|项)(?!规定)")
_SECTION = regex(r"第\s*([一二三四五六1-6])\s*(?:部分|块|章|节)")
_SECTION_WORDS: dict[str, str] = {
    "problems": r"存在的?(?:主要)?问题|主要问题|改进(?:措施|情况)|问题和改进",
    "other": r"信息处理费|处理费|其他需要报告|其他事项",
    "overview": r"总体情况|开头|公众号|微博|微信|网站|监督保障|平台建设|信息管理|组织领导|教育培训|主动公开信息|粉丝|关注量|字数|扎实推进|工作柜台",
}
_TOPICS: dict[str, str] = {
    "CON-02": r"考核|评议|追究|追责|四之二|监督保障",
    "CON-08": r"字数|精简|压字|太长|超字|一千字",
    "STR-02": r"序号|[1-6２３６2-6]、",
    "NT-14": r"(?:减少|增加|增长|下降|上升|持平)(?:的)?(?:那|这)|较上年|比上年|减少那",
    "FEE-02": r"信息处理费",
    "STR-11": r"统计期限",
    "TX-01": r"半角|标点|逗号",
    "CON-03": r"第五部分|存在问题",
}
_LEDGER: dict[str, str] = {"share.on_time": r"按期(?:答复)?率", "on_time": r"按期答复(?:件|的)?"}


def rules_in(said: str, situation: Situation) -> tuple[str, ...]:
    """Rules that are named: by id, by their place among the findings shown, or by what they are about."""
    named = [f"{a.upper()}-{b}" for a, b in RULE.findall(said)]
    if named:
        return tuple(dict.fromkeys(named))
    shown = (situation.review or {}).get("findings", [])
    if (match := _NTH.search(said)) and "条例" not in said[: match.start()] and shown:
        number = int(match[1]) if match[1].isdigit() else chinese_to_int(match[1]) or 0
        if 0 < number <= len(shown):
            return (shown[number - 1]["rule"],)
    known = _rules_of(situation.review)
    return tuple(rule for rule, words in _TOPICS.items() if rule in known and regex(words).search(said))[:1]


def finding_number(said: str) -> int | None:
    """Which finding 第N条 is, from 0; None when no number is said."""
    number = nth_in(said)
    return None if number is None else number - 1


def nth_in(said: str) -> int | None:
    """The number of 第N条, from 1."""
    match = _NTH.search(said)
    if match is None:
        return None
    return int(match[1]) if match[1].isdigit() else chinese_to_int(match[1]) or 0


def section_in(said: str) -> str | None:
    """The key of the section that is named by number, title or what stands in it."""
    if match := _SECTION.search(said):
        number = int(match[1]) if match[1].isdigit() else "一二三四五六".index(match[1]) + 1
        return SECTIONS[number - 1].key
    for layout in SECTIONS:
        if layout.title in said:
            return layout.key
    return next((key for key, words in _SECTION_WORDS.items() if regex(words).search(said)), None)


def table_in(said: str) -> str | None:
    """The table that is named, by number."""
    return next((key for n, key in _TABLES.items() if n.search(said)), None)


_TABLES = {
    regex(r"表\s*[二2２](?!\d)"): "active_disclosure",
    regex(r"表\s*[三3３](?!\d)"): "applications",
    regex(r"表\s*[四4４](?!\d)"): "proceedings",
}


def ledger_in(said: str, ledger: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Places of the ledger: by name (按期答复率), by label, or by the figure itself (13件)."""
    places = list(ledger)
    if names_the_fee(said):
        return tuple(str(p["id"]) for p in places if str(p["id"]).startswith("fee."))
    known = {str(p["id"]) for p in places}
    found = [id for id, words in _LEDGER.items() if id in known and regex(words).search(said)][:1]
    if found:
        return tuple(found)
    by_label = sorted((p for p in places if len(str(p["label"])) > 2 and str(p["label"]) in said), key=_label_length)
    if by_label:
        return (str(by_label[-1]["id"]),)
    if fact := _fact_like(said, places):
        return (fact,)
    figures = regex(r"\d[\d.]*").findall(said)
    hits = [str(p["id"]) for p in places if str(p["value"]) in figures and p.get("unit")]
    totals = [h for h in hits if h.endswith("new.total")] or [h for h in hits if h.endswith(".total")] or hits
    if totals:
        return tuple(totals[:3])
    rows = rows_in(said)
    return tuple(str(p["id"]) for p in places if rows and str(p["id"]).endswith(f".{rows[0]}.total"))[:1]


def retells_figures(said: str, ledger: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a message is nothing but names of figures that stand in the draft, each with a number (网站440 微信330)."""
    labels = [str(p["label"]) for p in ledger if str(p["id"]).startswith("fact.")]
    pieces = [piece for piece in regex(r"[\s，,；;、。]+").split(said.strip()) if piece]
    names = [match["name"] for piece in pieces if (match := _NAME_AND_NUMBER.fullmatch(piece))]
    return 0 < len(names) == len(pieces) and all(any(likeness(n, label) for label in labels) for n in names)


_NAME_AND_NUMBER = regex(r"(?P<name>[\u4e00-\u9fff]{2,10}?)(?:是|改成?)?\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}")


def _fact_like(said: str, places: Iterable[Mapping[str, Any]]) -> str | None:
    """The figure of the year's work whose words are named in part: 培训几场 for 组织业务培训."""
    facts = [(str(p["id"]), str(p["label"])) for p in places if str(p["id"]).startswith("fact.")]
    common = [(SequenceMatcher(None, said, label, autojunk=False).find_longest_match().size, id) for id, label in facts]
    best, id = max(common, default=(0, ""))
    sure = best >= _LEAST_COMMON and [size for size, _ in common].count(best) == 1 and not rows_in(said)
    return id if sure else None


_LEAST_COMMON = 2


def _label_length(place: Mapping[str, Any]) -> int:
    return len(str(place["label"]))


def _rules_of(review: Mapping[str, Any] | None) -> set[str]:
    """Rules with a finding, and rules that could not decide."""
    if review is None:
        return set()
    undecided = {r["rule"] for r in review.get("rules", []) if r["state"] in ("insufficient_data", "parse_error")}
    return {f["rule"] for f in review.get("findings", [])} | undecided


_AGENCY = regex(r"[\u4e00-\u9fff]{1,40}?(?:人民政府(?:办公[厅室])?|街道办事处|管理?委员会)")
_VERBS = regex(r"^(?:请|麻烦|帮|替|我们?|你|给|为|把|将(?!乐)|写|起草|汇总|合计|合并|加总|一下|下|今年|年度?|是|的)+")
"""What is said before a name; 将乐 is a county."""


def agency_named(said: str) -> str:
    """The agency of whose report is spoken; empty where none is named.

    >>> agency_named("请帮将乐县人民政府写年报"), agency_named("汇总一下各单位的年报")
    ('将乐县人民政府', '')
    """
    match = _AGENCY.search(said)
    return _VERBS.sub("", match.group()) if match else ""
