"""A line of a draft that is to stand in another part (挪到第五部分)."""

from typing import Any

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.work.revised.change import Change
from nianbao.work.revised.lines import (
    LEAST_COMMON,
    MEASURE,
    QUOTED,
    aspect_of,
    likeness,
    line_named,
    lines_of,
    place_of,
)

_MOVE = regex(
    r"(?P<old>.{0,80}?)(?:挪|移|搬|调(?!整)|放|转)(?:动|一下)?(?:到|至|去|进|在|回)(?P<to>(?:.(?!改成|换成))*?)(?:里面?|去|下面|中|后面|那里|吧)*$"
)
_THIS_LINE = regex(r"^(?:请|麻烦|帮我)?(?:[把将])?(?:这|那|它|上面|刚才)(?:一)?(?:那)?(?:[句条段个])?(?:话)?(?:的)?$")
_SECTION = regex(r"第\s*([一二三四五六1-6])\s*(?:部分|块|章|节)")
_SHORT_TITLE = regex(r"^政府信息(?:公开)?")
_TITLES = {"problems": r"存在(?:的)?(?:主要)?问题|改进", "other": r"其他(?:需要报告的)?事项", "overview": r"总体情况"}
_TABLES = "第二、三、四部分只有表格，句子要放在第一、五、六部分。"
_WHICH_LINE = "请引一下要挪的那句的几个字，例如：把“……”挪到第五部分。能挪的有："
_RESULT_STAYS = "这一句是考核、评议、追责的结果，按格式写在固定的位置，不能挪；可以改文字。"
_NO_NUMBER_YET = "这一处还没有数，先把数填上再挪。"


def line_moved(inputs: dict[str, Any], said: str, section: str | None, spoken: str) -> list[Change] | str | None:
    """The one line that is to stand elsewhere; None where nothing is to be moved."""
    match = _MOVE.search(said.strip().rstrip("。！!"))
    target = _target(match["to"]) if match else None
    if match is None or target is None:
        return None
    if target == "tables":
        return _TABLES
    texts = lines_of(inputs)
    if _BOTH_LINES.search(match["old"]) and len(both := _equally_meant(texts, match["old"])) == 2:
        moved = [_to(inputs, texts, one, target, match["to"]) for one in both]
        return [change for found in moved if isinstance(found, list) for change in found] or str(moved[0])
    place = _line_meant(texts, match["old"], spoken)
    if place is None:
        return f"{_WHICH_LINE}{'；'.join(texts.values())}"
    return _to(inputs, texts, place, target, match["to"])


def _target(to: str) -> str | None:
    """``overview``, ``problems``, ``other``, an aspect (``practices.platform``), or ``tables``."""
    from nianbao.drafting.material.inputs import ASPECT_TITLES

    aspect = next(
        (key for key, title in ASPECT_TITLES.items() if title in to or _SHORT_TITLE.sub("", title) in to), None
    )
    if aspect:
        return f"practices.{aspect}"
    if number := _SECTION.search(to):
        n = int(number[1]) if number[1].isdigit() else chinese_to_int(number[1]) or 0
        return ("overview", "tables", "tables", "tables", "problems", "other")[n - 1]
    return next((key for key, words in _TITLES.items() if regex(words).search(to)), None)


_NOT_THERE = regex(r"[，,]|不该|不应")
_BOTH_LINES = regex(r"那?[两俩][句条]")


def _equally_meant(texts: dict[str, str], old: str) -> list[str]:
    """The lines that are named as well as the one named best (培训那两句)."""
    words = _BOTH_LINES.split(old)[0]
    best = max((likeness(words, text) for text in texts.values()), default=0)
    return [place for place, text in texts.items() if best >= LEAST_COMMON and likeness(words, text) == best]


def _line_meant(texts: dict[str, str], old: str, spoken: str) -> str | None:
    if _THIS_LINE.match(old) or not old.strip():
        return place_of(texts, spoken, None) if spoken else None
    quoted = QUOTED.search(old)
    exact = [place for place, text in texts.items() if quoted and quoted["words"] in text]
    here = _SECTION.search(old)
    named = "problems" if here and here[1] in "五5" else None
    return exact[0] if exact else line_named(texts, _NOT_THERE.split(old)[0], named)


def _to(inputs: dict[str, Any], texts: dict[str, str], place: str, target: str, to: str) -> list[Change] | str:
    name, text = place.partition(".")[0], texts[place]
    at = int(place.partition(".")[2]) - 1 if name != "results" else 0
    if name == "results":
        return _RESULT_STAYS
    if name == "facts" and inputs["facts"][at]["value"] is None and not target.startswith(("practices", "overview")):
        return _NO_NUMBER_YET
    now = inputs[name][at].get("aspect") if name in ("facts", "practices") else None
    if target == "overview" and now is None:
        target = f"practices.{aspect_of(text)}"
    elif target == "problems" and (MEASURE.search(to) or name == "measures"):
        target = "measures"
    if (now and target in ("overview", f"practices.{now}")) or target in (
        name,
        f"{name}_matters",
        name.removesuffix("_matters"),
    ):
        return f"“{text}”已经在这一段里，没有要挪的；同一段里的先后由程序排，先数字、后做法。"
    return [Change(place, "move", text, f"挪到{label_of(target)}", text, target.replace("other", "other_matters"))]


def label_of(place: str) -> str:
    """Where a line stands, in words: an aspect of the first section (``practices.platform``), or a list of another."""
    from nianbao.drafting.material.inputs import ASPECT_TITLES

    name, _, at = place.partition(".")
    title = next((title for key, title in ASPECT_TITLES.items() if key == at), "")
    return f"第一部分“{title}”" if title else _WHERE.get(name, "初稿")


_WHERE = {
    "pairs": "第五部分，作为一条存在的问题和它的改进措施", "problems": "第五部分，作为一条存在的问题", "measures": "第五部分，作为一条改进措施",
    "other": "第六部分", "other_matters": "第六部分",
}  # fmt: skip


def told(change: Change) -> str:
    """A change in a line: before → after; what is new with its place, what goes as gone."""
    before = change.before or f"（新增到{label_of(change.place)}）"
    return f"{before} → {change.after or '（删去）'}"
