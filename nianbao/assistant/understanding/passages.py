"""Which passage of a draft is meant, and which line of it: 第五部分, 监督保障, 第五部分第一条, 专栏那句."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from nianbao.assistant.understanding.references import nth_in, section_in, table_in
from nianbao.report.patterns import regex

WISH = regex(
    r"(?:具体|详细|翔实|细致|充实|丰富|饱满|深入|实在|细|实|长|多)(?:化|一?[点些]|一下)|(?:写|说|改|弄|讲)(?:得|的)?(?:再|更)?(?:具体|详细|充实|丰富|细|实|长)|展开|扩写|扩充|充实"
    r"|太(?:空|虚|笼统|简单|简略|短|少|单薄)|(?:多|再)写一?[点些几两]|[再多]说一?[点些]"
)
"""How people ask for more substance."""
_NEW_WORDS = regex(r"(?:改成|改为|换成|写成|加一?[句条段]|补一?[句条段])[：:，,“]?.{2,}")
_ASPECTS: tuple[tuple[str, str], ...] = (
    ("on_request", r"依申请"), ("active", r"主动公开"), ("management", r"信息管理|规范性文件管理"), ("platform", r"平台建设|公开平台"),
    ("supervision", r"监督保障"),
)  # fmt: skip
_QUOTED = regex(r"[“\"‘'「](?P<words>[^”\"’'」]{1,80})[”\"’'」]")
_MEASURE = regex(r"措施|改进")
_LEAST_COMMON = 3


class Meant(NamedTuple):
    """``passage``: an aspect, or the key of a section; empty where none is named. ``line``: words of the line, or empty."""

    passage: str
    line: str = ""


def wants_more(said: str) -> bool:
    """Whether more substance is asked for, and the words are not given with it."""
    return bool(WISH.search(said)) and not _NEW_WORDS.search(said)


def passage_meant(said: str, draft: Mapping[str, Any]) -> Meant:
    """By a line's words in quotes or its number, by an aspect, by a section, else by the line that the words are most like."""
    lines = list(_lines(draft))
    section = section_in(said) if _NAMES_SECTION.search(said) else None
    quoted = _QUOTED.search(said)
    if quoted and (found := next((m for m in lines if quoted["words"] in m.line), None)):
        return found
    number = nth_in(_PART.sub("", said))
    if number is not None and section in (None, "problems"):
        kind = "measure" if _MEASURE.search(said) else "problem"
        named = [str(p["value"]) for p in draft.get("ledger", []) if str(p["id"]) == f"{kind}.{number}"]
        return Meant("problems", named[0] if named else "")
    if table := table_in(said):
        return Meant(table)
    if aspect := next((key for key, words in _ASPECTS if regex(words).search(said)), None):
        return Meant(aspect)
    if section is not None:
        return Meant(section)
    bare = _FILLER.sub("", WISH.sub("", said))
    scored = [(_common(bare, m.line), m) for m in lines]
    best, found_line = max(scored, key=lambda pair: pair[0], default=(0, Meant("")))
    return found_line if best >= _LEAST_COMMON else Meant(section_in(said) or "")


_NAMES_SECTION = regex(
    r"第\s*[一二三四五六1-6]\s*(?:部分|块|章|节)|存在(?:的)?(?:主要)?问题|改进(?:情况|措施)|其他(?:需要报告的)?事项|总体情况"
)
_PART = regex(r"第\s*[一二三四五六1-6]\s*(?:部分|块|章|节)")
_FILLER = regex(r"[把将请]|(?:那|这)[一]?[句段条块个]?(?:话)?|太|了|再|一?[点些]|[，。！？\s]")


def _lines(draft: Mapping[str, Any]) -> Iterator[Meant]:
    """The drafter's lines, each with its passage."""
    for place in draft.get("ledger", []):
        family, _, rest = str(place["id"]).partition(".")
        passage = {
            "practice": rest.partition(".")[0],
            "problem": "problems",
            "measure": "problems",
            "other": "other",
        }.get(family)
        if passage and isinstance(place["value"], str):
            yield Meant(passage, place["value"])
        elif family == "fact" and (aspect := _aspect_of_fact(draft, str(place["id"]))):
            yield Meant(aspect, str(place["label"]))


def _aspect_of_fact(draft: Mapping[str, Any], id: str) -> str:
    """That of a line which one sentence names beside the fact."""
    beside = (s for p in draft.get("prose", []) if id in p["slots"] for s in p["slots"])
    return next((s.split(".")[1] for s in beside if s.startswith("practice.")), "")


def _common(a: str, b: str) -> int:
    return SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
