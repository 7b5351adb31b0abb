"""The lines of a draft's material that words can speak of: how they read, and which of them is meant."""

from difflib import SequenceMatcher
from typing import Any

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.work.revised.change import Change

QUOTED = regex(r"[“\"‘'「](?P<words>[^”\"’'」]{1,80})[”\"’'」]")
PLACE_NUMBER = regex(r"第\s*[一二三四五六七八九十\d]+\s*(?:部分|[条个点项块章节句段])的?")
MEASURE = regex(r"措施|改进")
NTH = regex(r"第([一二三四五六七八九十\d]+)(?:条|个|点|项)")
FILLER = regex(r"^(?:请|麻烦|把|将)|(?:这|那)(?:个|句|段|条)?(?:数字?|话)?$|的$|这|那|个|数字?$")
_SHOWN = 4
_OF_PROBLEMS = regex(r"问题|措施|第五部分")
LEAST_COMMON = 2
_MOST_OF = 0.6
_WRONG = regex(r"(?:的?数字?|件数)?(?:不对|错了?|有误)[，,\s]*$")
_NAMES: dict[str, str] = {
    "supervision": r"监督|保障",
    "platform": r"平台",
    "management": r"信息管理|(?<!网站)管理(?:部分|那|这|里|方面)",
    "on_request": r"依申请",
    "active": r"主动公开",
}
"""How the aspects are called."""
_ASPECTS: dict[str, str] = {
    "supervision": r"考核|评议|追究|监督|培训|柜台",
    "platform": r"公众号|微博|微信|网站|平台|专栏|新媒体",
    "management": r"管理|目录|指南|审查|清理",
    "on_request": r"申请|答复|台账",
}
_NEW_MEDIA = regex(r"(?:政务)?(?:微信)?(?:公众号|新媒体)|微信|微博|抖音|视频号|客户端")
"""A channel by the name of its kind."""


def lines_of(inputs: dict[str, Any]) -> dict[str, str]:
    """Everything that can be changed, by place, as it reads."""
    found = {f"facts.{n}": fact_line(f) for n, f in enumerate(inputs.get("facts", []), 1)}
    found |= {f"practices.{n}": p["text"] for n, p in enumerate(inputs.get("practices", []), 1)}
    for name in ("problems", "measures", "other_matters"):
        found |= {f"{name}.{n}": line for n, line in enumerate(inputs.get(name, []), 1) if line}
    results = inputs.get("results") or {}
    return found | {f"results.{k}": v for k, v in results.items() if v}


def fact_line(fact: dict[str, Any]) -> str:
    return f"{fact['label']}{fact['value'] if fact['value'] is not None else '〔待填〕'}{fact['unit']}"


def offered(inputs: dict[str, Any], words: str) -> str:
    """Some of what can be changed, in the place that the words name where they name one."""
    texts, aspect = lines_of(inputs), aspect_named(words)
    if aspect is not None:
        texts = lines_of_aspect(inputs, aspect)
    elif _OF_PROBLEMS.search(words):
        texts = {place: text for place, text in texts.items() if place.startswith(("problems.", "measures."))}
    return f"{'这一段里' if len(texts) < len(lines_of(inputs)) else ''}能改的有：{listed(list(texts.values()) or ['（空）'])}。"


def lines_of_aspect(inputs: dict[str, Any], aspect: str) -> dict[str, str]:
    """The lines of an aspect of 总体情况, in their order; the results of the year stand in the last."""
    texts = lines_of(inputs)
    own = {
        f"{n}.{i}"
        for n in ("facts", "practices")
        for i, x in enumerate(inputs.get(n, []), 1)
        if x.get("aspect") == aspect
    }
    return {p: t for p, t in texts.items() if p in own or (aspect == "supervision" and p.startswith("results."))}


def listed(lines: list[str]) -> str:
    return f"{'；'.join(lines[:_SHOWN])}{f' 等{len(lines)}处' if len(lines) > _SHOWN else ''}"


def lines_now(inputs: dict[str, Any], section: str | None) -> list[str]:
    of = {"problems": ("problems", "measures"), "other": ("other_matters",)}.get(section or "", ("facts", "practices"))
    return [text for place, text in lines_of(inputs).items() if place.partition(".")[0] in of] or ["（空）"]


def measure_for(inputs: dict[str, Any], number: int, text: str) -> Change:
    """The measure that answers a problem that has none."""
    return Change(f"measures.{number}", "set", open_measure(inputs, number), text, text)


def open_measure(inputs: dict[str, Any], number: int) -> str:
    """How the empty place of a problem's measure reads."""
    return f"问题“{inputs['problems'][number - 1]}”的改进措施〔待填〕"


def unanswered(inputs: dict[str, Any]) -> list[int]:
    """The problems without a measure, from 1."""
    problems, measures = inputs.get("problems", []), inputs.get("measures", [])
    return [n for n, text in enumerate(problems, 1) if text and not "".join(measures[n - 1 : n])]


def unquoted(words: str) -> str:
    """Words that are to be written: those between quotation marks, where they stand so, else all but the end of the sentence."""
    words = words.strip()
    match = regex(r"^[“\"「](?P<words>[^”\"」]+)[”\"」]").match(words)
    return (match["words"] if match else words.strip('“”"')).rstrip("。 ")


def place_of(texts: dict[str, str], old: str, section: str | None) -> str | None:
    """The place that the words speak of: by number within a section, else by the longest words in common."""
    if section == "problems" and (match := NTH.search(regex(r"第.部分").sub("", old))):
        number = int(match[1]) if match[1].isdigit() else chinese_to_int(match[1])
        place = f"{'measures' if MEASURE.search(old) else 'problems'}.{number}"
        return place if place in texts else None
    words = FILLER.sub("", FILLER.sub("", PLACE_NUMBER.sub("", old)))
    for as_said in (str, _one_name):
        scored = [(likeness(as_said(words), as_said(t)), common(words, t), place) for place, t in texts.items()]
        best = max(scored, key=lambda s: s[:2], default=(0, 0, ""))  # of equals the first: figures before lines
        if best[0] >= LEAST_COMMON:
            return best[2]
    return None


def line_named(texts: dict[str, str], old: str, section: str | None) -> str | None:
    """The line that words speak of for the most part (培训那句); None where they speak of something that does not stand there."""
    place = place_of(texts, old, section)
    words = FILLER.sub("", FILLER.sub("", PLACE_NUMBER.sub("", old)))
    words = regex(r"(?:(?:那|这)?[一两二三]?[句条段个](?:话)?|的)$").sub("", words)
    if place is None or NTH.search(old) or likeness(words, texts[place]) >= _MOST_OF_A_NAME * len(words):
        return place
    return place if likeness(_one_name(words), _one_name(texts[place])) >= _MOST_OF_A_NAME * len(words) else None


_MOST_OF_A_NAME = 0.5


def _one_name(words: str) -> str:
    return _NEW_MEDIA.sub("新媒体", words)


def speaks_of(words: str, line: str, section: str | None) -> bool:
    """Whether most of the words are the line's, or it is named by its number: a whole line gives way to nothing less."""
    bare = _WRONG.sub("", FILLER.sub("", FILLER.sub("", PLACE_NUMBER.sub("", words))))
    by_number = section == "problems" and NTH.search(words)
    return bool(by_number) or common(bare, line) >= _MOST_OF * len(bare)


def likeness(a: str, b: str) -> int:
    """How many characters stand in both in the same order, in runs of two or more."""
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= LEAST_COMMON)


def common(a: str, b: str) -> int:
    match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return match.size


def aspect_named(words: str) -> str | None:
    """The aspect of 总体情况 that words name as the place of a line (在监督保障里加一句)."""
    return next((aspect for aspect, name in _NAMES.items() if regex(name).search(words)), None)


def aspect_of(text: str) -> str:
    """The aspect that a line belongs to by its own words."""
    return next((a for a, words in _ASPECTS.items() if regex(words).search(text)), "active")
