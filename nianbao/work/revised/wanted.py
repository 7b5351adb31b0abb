"""What a request would change in the material of a draft: a number, words, a line more or less.

The number or the words that are named change, and nothing around them.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, Literal

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.work.revised.number_said import plain, takes_away

How = Literal["set", "delete", "add", "move"]


@dataclass(frozen=True, slots=True)
class Change:
    """``place``: facts.1, practices.2, problems.1 …, from 1. ``before``/``after``: words as shown; ``value`` the new value,
    of a move the line as it is to stand there. ``to``: of a move, the list or the aspect (``practices.platform``).
    ``words``: of the line before, those that gave way; "" for all of it."""

    place: str
    how: How
    before: str
    after: str
    value: str
    to: str = ""
    words: str = ""


_REPLACE = regex(
    r"^(?:请|麻烦)?(?:[把将由从])?(?P<old>.{1,80}?)(?:都|全部)?(?:改成|改为|改到|改(?=[\d“\"])|换成|换为|写成|调到|调成|更正为|调整为|变成|(?:增加?|加|减少?|降)[到至为](?=\d)|应该是|应为)[：:，,]?(?P<new>[^\s。；;]{1,200})"
)
_INTO = regex(
    r"^(?:请|麻烦|帮我)?改(?![成为到动])(?:一下)?(?P<old>.{0,30}?[“\"「][^”\"」]{1,80}[”\"」]|.{1,40}?)(?:改)?[为成][：:，,]?(?P<new>[^\s。；;]{1,200})"
)
"""改A为B."""
_MORE_OR_LESS = regex(
    r"^(?:请|麻烦)?[把将]?(?P<old>.{2,40}?)的?(?:比(?:原来|现在|之前))?(?:再|又|还|要)*(?P<sign>加|(?<!新)增加|多(?:[报算填写计]了?)?|减少|减|少(?:[报算填写计]了?)?)(?:了|上|掉)?\s*(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>[\u4e00-\u9fff]{0,2}?)[吧了]*$"
)
"""培训再加1场: what stands there and so many more."""
_DELETE = regex(
    r"(?:[把将])?(?P<old>.{1,60}?)(?P<behind>(?:那|这)?[句段条个]?(?:话)?)(?:都)?(?:删了|删掉|删去|删除|去掉|不要了)"
)
_DELETE_THIS = regex(
    r"^(?:请|麻烦|帮我|给我)*(?:删了|删掉|删去|删除|去掉)(?P<old>.{1,60}?)(?P<behind>(?:那|这)?[句段条个]?(?:话)?)$"
)
"""删掉A那句."""
_ADD = regex(r"(?:加|补(?!正)|添)(?:上|充|进|入)?(?:一?[句段条个])?[：:，,]?(?P<new>.{3,400})$")
QUOTED = regex(r"[“\"‘'「](?P<words>[^”\"’'」]{1,80})[”\"’'」]")
FIGURE = regex(r"(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>[\u4e00-\u9fff]{0,3})")
_IN_WORDS = regex(
    r"(?P<number>[零〇一二两三四五六七八九十百千万]+)(?P<unit>人次|[条件次个期篇场份项户人名家处分元])|(?P<bare>[一二两三四五六七八九][零〇一二两三四五六七八九十百千万]+)"
)
"""A number in words with a unit, or of several words, and nothing else: 三百二十条, 两百二."""
PLACE_NUMBER = regex(r"第\s*[一二三四五六七八九十\d]+\s*(?:部分|[条个点项块章节句段])的?")
_NTH = regex(r"第([一二三四五六七八九十\d]+)(?:条|个|点|项)")
_FILLER = regex(r"^(?:请|麻烦|把|将)|(?:这|那)(?:个|句|段|条)?(?:数字?|话)?$|的$|这|那|个|数字?$")
MEASURE = regex(r"措施|改进")
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


def changes_wanted(inputs: dict[str, Any], said: str, section: str | None) -> list[Change] | str:
    """What one wish would change; a Chinese question where it is not clear: then nothing is."""
    if (match := _MORE_OR_LESS.match(said)) and (found := _more_or_less(inputs, match, section)):
        return found
    if (match := _REPLACE.search(said)) or (match := _INTO.search(said)):
        new = _without_remark(match["new"].strip('“”"。，, '))
        return _replaced(inputs, match["old"], new, section)
    if match := _DELETE_THIS.search(said.rstrip("。！!")) or _DELETE.search(said):
        return _deleted(inputs, match["old"], match["behind"], section)
    if (match := _ADD.search(said)) and len(match["new"]) > _LEAST_WORDS:
        kind = _KIND.match(match["new"])
        new = match["new"][kind.end() :] if kind else match["new"]
        return _added(inputs, new.strip('“”"。 '), said[: len(said) - len(new)], section)
    return (
        "请告诉我改成什么，例如“把第五部分第一条改成……”“加一句：……”“把“……”删掉”“把“……”挪到第五部分”。"
        f"这一部分现在是：{_listed(_now(inputs, section))}"
    )


_KIND = regex(r"[^：:“\"，。]{0,6}(?:措施|问题|做法|事项|内容|话)(?:[：:]|(?=[“\"]))")
"""加一条措施：… says of what kind the new line is."""
_LEAST_WORDS = 3


def lines_of(inputs: dict[str, Any]) -> dict[str, str]:
    """Everything that can be changed, by place, as it reads."""
    found = {f"facts.{n}": _fact(f) for n, f in enumerate(inputs.get("facts", []), 1)}
    found |= {f"practices.{n}": p["text"] for n, p in enumerate(inputs.get("practices", []), 1)}
    for name in ("problems", "measures", "other_matters"):
        found |= {f"{name}.{n}": line for n, line in enumerate(inputs.get(name, []), 1) if line}
    results = inputs.get("results") or {}
    return found | {f"results.{k}": v for k, v in results.items() if v}


def _fact(fact: dict[str, Any]) -> str:
    return f"{fact['label']}{fact['value'] if fact['value'] is not None else '〔待填〕'}{fact['unit']}"


def _now(inputs: dict[str, Any], section: str | None) -> list[str]:
    of = {"problems": ("problems", "measures"), "other": ("other_matters",)}.get(section or "", ("facts", "practices"))
    return [text for place, text in lines_of(inputs).items() if place.partition(".")[0] in of] or ["（空）"]


def _replaced(inputs: dict[str, Any], old: str, new: str, section: str | None) -> list[Change] | str:
    texts = lines_of(inputs)
    quoted = QUOTED.search(old)
    words = quoted["words"] if quoted else old
    figure = FIGURE.fullmatch(_in_digits(new))
    if figure is not None:
        return _another_figure(inputs, texts, words, figure, section)
    place = place_of(texts, old, section)
    if place is not None and place.startswith("facts.") and not quoted and _NUMBER_IN_WORDS.search(new):
        return f"“{texts[place]}”要改成什么数？请写确切的数和单位，例如“改成1500条”。"
    if place is not None and place.startswith("results.") and not quoted and _RESULT.search(old):
        after = new if _RESULT.search(new) else f"{_FILLER.sub('', _FILLER.sub('', old))}为{new}"  # 考核结果改成优秀
        return [Change(place, "set", texts[place], after, after)]
    if exact := [p for p, t in texts.items() if words in t]:
        return [
            Change(p, "set", texts[p], texts[p].replace(words, new), texts[p].replace(words, new), words=words)
            for p in exact
            if not p.startswith("facts.") or _only_words(words)
        ] or _FROM_TABLES
    if place is None or not _speaks_of(words, texts[place], section):
        return f"{_FROM_TABLES}{_offered(texts)}"
    if place.startswith("facts."):
        return f"“{texts[place]}”要改成什么数？请说明数和单位，例如“改成1500条”。"
    return [Change(place, "set", texts[place], new, new)]


def _without_remark(new: str) -> str:
    """A new number without what is remarked behind it: 260人，好看点."""
    first = new.split("，")[0]
    return first if FIGURE.fullmatch(first) else new


_NUMBER_IN_WORDS = regex(
    r"^[约大概近超共]*[一二三四五六七八九十百千万两几零〇\d][一二三四五六七八九十百千万两几零〇\d多余来]*[\u4e00-\u9fff]{0,2}(?:左右|以上)?$"
)
_RESULT = regex(r"考核|考评|评议|评价|满意|追究|问责")
"""Without one of these a result does not say of what it is one."""


def _another_figure(
    inputs: dict[str, Any], texts: dict[str, str], words: str, figure: re.Match[str], section: str | None
) -> list[Change] | str:
    """A number takes the place of a number and of nothing else: of the one that was named, else of the only one there."""
    bare = PLACE_NUMBER.sub("", words)
    named = list(FIGURE.finditer(bare))
    if named:
        place = next(iter(_with_figure(texts, named[-1], bare[: named[-1].start()])), None)
    else:
        place = _of_this_figure(texts, words, figure, section)
    if place is None:
        return f"“{words.strip('，,。、 ')}”{_NOT_HERE}{_offered(texts)}"
    return figure_at(inputs, place, named[-1]["value"] if named else "", figure)


def _of_this_figure(texts: dict[str, str], words: str, figure: re.Match[str], section: str | None) -> str | None:
    """The place that words without a number speak of; among several one whose number is of the new one's unit. A line that is
    named hardly at all must be of that unit."""
    place, unit = place_of(texts, words, section), figure["unit"]
    if place is not None and _speaks_of(words, texts[place], section):
        rivals = [p for p in texts if likeness(words, texts[p]) == likeness(words, texts[place])]
        fit = [p for p in rivals if unit in _units(texts[p])]
        return fit[0] if len(fit) == 1 and place in rivals else place
    same = {p: t for p, t in texts.items() if unit in _units(t)}
    return place_of(same, _OF_ALL.sub("", words), section) if unit and not TABLE.search(words) else None


_OF_ALL = regex(r"政府|信息|公开|申请|数量|工作|全年|今年|本年度?|情况|行政")
"""Words that a line shares with most others: they name none."""


def _more_or_less(inputs: dict[str, Any], match: re.Match[str], section: str | None) -> list[Change] | str | None:
    """So many more or less than the one number of the line that is named; None where none is."""
    texts = lines_of(inputs)
    place = place_of(texts, match["old"], section)
    if place is None or not _speaks_of(match["old"], texts[place], section):
        return None
    there = list(FIGURE.finditer(texts[place]))
    if len(there) != 1:
        return f"“{texts[place]}”：请直接说改成多少，例如“把3次改成4次”。"
    unit = there[0]["unit"]
    if match["unit"] and not unit.startswith(match["unit"]):
        return f"“{texts[place]}”的单位是“{unit}”，您说的是“{match['unit']}”，请确认后再说一遍。"
    total = Decimal(there[0]["value"]) + Decimal(match["value"]) * (-1 if takes_away(match["sign"]) else 1)
    figure = FIGURE.match(plain(total)) if total >= 0 else None
    if figure is None:
        return f"“{texts[place]}”：请直接说改成多少。"
    return figure_at(inputs, place, "", figure)


def _units(line: str) -> list[str]:
    return [m["unit"] for m in FIGURE.finditer(line)]


def _in_digits(new: str) -> str:
    """三百二十条 as 320条; other words as they are."""
    match = _IN_WORDS.fullmatch(new)
    number = chinese_to_int(match["number"] or match["bare"]) if match else None
    return new if match is None or number is None else f"{number}{match['unit'] or ''}"


_SHOWN = 6


def _offered(texts: dict[str, str]) -> str:
    """Some of what can be changed."""
    return f"能改的有：{_listed(list(texts.values()))}。"


def _listed(lines: list[str]) -> str:
    return f"{'；'.join(lines[:_SHOWN])}{f' 等{len(lines)}处' if len(lines) > _SHOWN else ''}"


def figure_at(inputs: dict[str, Any], place: str, named: str, figure: re.Match[str]) -> list[Change] | str:
    """The number of a place, the ``named`` one where its line holds several, gives way to another."""
    if place.startswith("facts."):
        fact = inputs["facts"][int(place.partition(".")[2]) - 1]
        unit = figure["unit"] or fact["unit"]
        if unit != fact["unit"]:
            return f"“{_fact(fact)}”的单位是“{fact['unit']}”，您说的是“{unit}”，请确认后再说一遍。"
        return [Change(place, "set", _fact(fact), f"{fact['label']}{figure['value']}{unit}", figure["value"])]
    line = lines_of(inputs)[place]
    there = [m for m in FIGURE.finditer(line) if not named or m["value"] == named]
    if len(there) != 1:
        return f"“{line}”里要改哪个数？请连原来的数一起说，例如“把3次改成4次”。"
    start, end = there[0].span("value")
    after = f"{line[:start]}{figure['value']}{line[end:]}"
    return [Change(place, "set", line, after, after)]


def _with_figure(texts: dict[str, str], named: re.Match[str], before: str) -> list[str]:
    """The places that hold the number in its unit, those first that share most words with what was said before it."""

    def holds(line: str) -> bool:
        same = [m for m in FIGURE.finditer(line) if m["value"] == named["value"]]
        return any(not named["unit"] or m["unit"][:1] == named["unit"][0] for m in same)

    def is_meant(line: str) -> bool:
        return bool(named["unit"]) or len(before) < _LEAST_COMMON or likeness(before, line) > 0

    holding = [place for place, line in texts.items() if holds(line) and is_meant(line)]
    return sorted(holding, key=lambda p: -common(before, texts[p]))


_NOT_HERE = "不在可以改的句子里。表格里的数请说明是哪一格，例如“行政许可改成12件”“自然人予以公开改成3件”，由它写成的句子会跟着变；也可以在起草工作台的“数字”里改。"
_FROM_TABLES = "没有找到您说的这一处；由表格的数写成的句子和固定说法不单独改。表格里的数请说明是哪一格，例如“行政许可改成12件”，句子会跟着变。"


def _only_words(words: str) -> bool:
    return not regex(r"\d").search(words)


def _deleted(inputs: dict[str, Any], old: str, behind: str, section: str | None) -> list[Change] | str:
    texts = lines_of(inputs)
    quoted = QUOTED.search(old)
    place = next((p for p, t in texts.items() if quoted and quoted["words"] in t), None) or place_of(
        texts, old + behind, section
    )
    rivals = [] if quoted else _rivals(texts, place, old + behind)
    if len(rivals) > 1:
        return f"这几句都像是您要删的，请引其中几个字说明是哪一句：{'；'.join(rivals)}。"
    if place is None:
        return f"没有找到要删的这一句，可能是程序按表格写的，不能单独删去。{_offered(texts).replace('能改', '能删')}"
    if quoted and not place.startswith("facts.") and not _WHOLE_LINE.search(old[quoted.end() :] + behind):
        left = _DOUBLED.sub(r"\1", texts[place].replace(quoted["words"], "")).strip("，、；：")
        if len(left) > _LEAST_WORDS:
            return [Change(place, "set", texts[place], left, left)]
    gone = [Change(place, "delete", texts[place], "", "")]
    name, _, number = place.partition(".")
    measure = f"measures.{number}"  # a problem does not leave its measure behind
    if name == "problems" and measure in texts:
        gone.append(Change(measure, "delete", texts[measure], "", ""))
    return gone


def _rivals(texts: dict[str, str], place: str | None, words: str) -> list[str]:
    """The lines that are named as well as the one at the place."""
    bare = _FILLER.sub("", _FILLER.sub("", PLACE_NUMBER.sub("", words)))
    same = likeness(bare, texts[place]) if place else 0
    return [
        text for text in texts.values() if place and bare and likeness(bare, text) == same and not _NTH.search(words)
    ]


_WHOLE_LINE = regex(r"[句段条话]")
_DOUBLED = regex(r"([，、；。])[，、；。]+")


def _added(inputs: dict[str, Any], new: str, before: str, section: str | None) -> list[Change]:
    """A line more. A measure (加一条措施) goes to the problem that has none, where there is one such."""
    if _A_MEASURE.search(before) or (section == "problems" and MEASURE.search(before)):
        lonely = unanswered(inputs)
        if len(lonely) == 1:
            return [measure_for(inputs, lonely[0], new)]
        return [Change("measures.new", "add", "", new, new)]
    name = (
        "problems"
        if section == "problems" or _A_PROBLEM.search(before)
        else "other_matters"
        if section == "other"
        else "practices"
    )
    at = (aspect_named(before) or aspect_of(new)) if name == "practices" else "new"
    return [Change(f"{name}.{at}", "add", "", new, new)]


_A_MEASURE = regex(r"[条个点项](?:改进|整改)?措施")
_A_PROBLEM = regex(r"[条个点项](?:存在的?)?(?:主要)?问题")


def unanswered(inputs: dict[str, Any]) -> list[int]:
    """The problems without a measure, from 1."""
    problems, measures = inputs.get("problems", []), inputs.get("measures", [])
    return [n for n, text in enumerate(problems, 1) if text and not "".join(measures[n - 1 : n])]


def measure_for(inputs: dict[str, Any], number: int, text: str) -> Change:
    """The measure that answers a problem that has none."""
    return Change(f"measures.{number}", "set", open_measure(inputs, number), text, text)


def open_measure(inputs: dict[str, Any], number: int) -> str:
    """How the empty place of a problem's measure reads."""
    return f"问题“{inputs['problems'][number - 1]}”的改进措施〔待填〕"


def place_of(texts: dict[str, str], old: str, section: str | None) -> str | None:
    """The place that the words speak of: by number within a section, else by the longest words in common."""
    if section == "problems" and (match := _NTH.search(regex(r"第.部分").sub("", old))):
        number = int(match[1]) if match[1].isdigit() else chinese_to_int(match[1])
        place = f"{'measures' if MEASURE.search(old) else 'problems'}.{number}"
        return place if place in texts else None
    words = _FILLER.sub("", _FILLER.sub("", PLACE_NUMBER.sub("", old)))
    for as_said in (str, _one_name):
        scored = [(likeness(as_said(words), as_said(t)), common(words, t), place) for place, t in texts.items()]
        best, _, place = max(scored, default=(0, 0, ""))
        if best >= _LEAST_COMMON:
            return place
    return None


def _one_name(words: str) -> str:
    return _NEW_MEDIA.sub("新媒体", words)


_NEW_MEDIA = regex(r"(?:政务)?(?:微信)?(?:公众号|新媒体)|微信|微博|抖音|视频号|客户端")
"""A channel by the name of its kind."""


_LEAST_COMMON = 2


def _speaks_of(words: str, line: str, section: str | None) -> bool:
    """Whether most of the words are the line's, or it is named by its number: a whole line gives way to nothing less."""
    bare = _WRONG.sub("", _FILLER.sub("", _FILLER.sub("", PLACE_NUMBER.sub("", words))))
    by_number = section == "problems" and _NTH.search(words)
    return bool(by_number) or common(bare, line) >= _MOST_OF * len(bare)


_MOST_OF = 0.6
_WRONG = regex(r"(?:的?数字?|件数)?(?:不对|错了?|有误)[，,\s]*$")
TABLE = regex(r"表[二三四]")


def likeness(a: str, b: str) -> int:
    """How many characters stand in both in the same order, in runs of two or more."""
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= _LEAST_COMMON)


def common(a: str, b: str) -> int:
    match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return match.size


def aspect_named(words: str) -> str | None:
    """The aspect of 总体情况 that words name as the place of a line (在监督保障里加一句)."""
    return next((aspect for aspect, name in _NAMES.items() if regex(name).search(words)), None)


def aspect_of(text: str) -> str:
    """The aspect that a line belongs to by its own words."""
    return next((a for a, words in _ASPECTS.items() if regex(words).search(text)), "active")
