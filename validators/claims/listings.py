"""Stated totals with their parts (主动公开2599条，其中网站1200条、公众号1399条)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from validators.claims.passages import Passage

UNITS = "条次|件次|人次|场次|条|件|篇|份|期|个|项|起|宗|次|则|场|部|封"
_BEFORE = r"(?P<before>近|约|超过?|逾|不足|各|前|第)?\s*"
_BEHIND = r"\s*(?P<more>余|多)?\s*(?P<large>万|亿)?\s*(?P<more2>余|多)?\s*(?P<unit>{units})(?P<about>左右|上下)?"
_DIGITS = r"(?P<digits>\d{1,3}(?:,\d{3})+|\d[\d ]*)(?P<fraction>\.\d+)?"
_AMOUNT = regex(_BEFORE + _DIGITS + _BEHIND.format(units=UNITS))
_IN_CHINESE = regex(
    _BEFORE + r"(?P<digits>[一二两三四五六七八九十百千零〇]{1,9})(?P<fraction>(?!))?" + _BEHIND.format(units=UNITS)
)
"""Of a sentence that has no digits at all."""
_OF_ONE = regex(_BEFORE + _DIGITS + _BEHIND.format(units=rf"{UNITS}|人|名|户|家|处"))
"""Kinds of people overlap and are not added up, but no one kind is more than all."""
_LEAD = regex(
    r"[,，(（:]\s*(?:其中|包括|分别[为是]|含)[,，:：]?|[(（](?![^()（）]*(?:较|比|同比|不含|另))"
    r"|(?<=[条件篇份项起宗次])\s*[:：](?!\s*其中)|(?<=[家个])[,，](?=优秀\D{0,3}\d)"
)
_ONE_OF = regex(r"其中[,，:：]?[^\d,，;；。()（）]{0,16}(?=\d)")
_OTHER_MEASURES = regex(r"答复|办结|结转|收到|受理|新收|复议|诉讼")
"""After a colon, these are no parts: 依申请公开68件：答复71件、结转2件."""
_NESTED = regex(r"\([^()]*\)")
_ANOTHER_TIME = regex(
    r"较|比|同比|增[长加]|减少|下降|上升|上年|去年|20\d\d年(?!.{0,6}(?:共|全年|我|本|度?主动))|平均|月均|日均|每"
)
_COMPARED = regex(r"(?:较|比|同比|上年|去年|增[长加]|减少|下降)[^,，]*$")
_COMPARISON = regex(r"^\s*(?:[,，]\s*(?:同比|较|比|与)[^,，。]*)*$")
"""What may stand between a total and its parts: nothing, or how it compares with last year."""
_WHAT_IT_IS = regex(r"^[^\d,，。;；:：、%]{0,10}$")
"""6件为其他处理（…）: what may stand before a bracket too."""
_OTHER_PARTITION = regex(r"[,，]\s*(?:按|从|共(?!同|享))")
_ANOTHER_ACT = regex(r"通过.*(?:公开|发布|推送)|(?:答复|办结|结转|顺延)")
"""Publishing by a channel of its own, or how applications were handled: of another whole, unless all parts are so."""
_LEFT_FOR_NEXT_YEAR = regex(
    r"(?<!上年)(?<!上年度)(?<!上一年度)(?<!去年)(?:结转|转结|顺延)|转下|转入下|留待|继续办理|剩余|尚有|另有"
)
_DONE = regex(r"办结|答复|办理|处理|回复")
_OUTCOMES = regex(r"公开|无法提供|不予处理|其[他它]处理")
_APPLICATIONS = regex(r"申请|收到|受理|新收")
_THE_REST = regex(r"(?:其[他它]|其余|余下)(?!结果|处理|[^,，、\d]{0,4}(?:机关|单位|部门))[^,，、;；\d]{0,8}$")
_ATTRIBUTES = ("主动公开", "依申请公开", "不予公开")
"""What a document may be marked as: with all three nothing is left over."""
MIN_PARTS = 2
_LARGE = {None: Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}


_FURTHER = regex(r"其中|包括|分别")
_ANY_DIGIT = regex(r"\d")


@dataclass(frozen=True, slots=True)
class Listing:
    """An exact total and the parts listed for it in one sentence, in one unit.

    Without ``exact`` some part is given roughly or what follows may be no part: ``parts`` are then what each is at
    least (100余条 → 100, 近100条 → 0).
    """

    total: Decimal
    parts: tuple[Decimal, ...]
    unit: str
    section: str
    start: int
    end: int
    quote: str
    sentence: int
    overlapping: bool
    """The parts are channels: one thing may be published on several."""
    exact: bool = True
    slack: Decimal = Decimal(0)
    """A total in 万 or 亿 is rounded: 1.2万条 may be up to 1.25万."""
    complete: bool = False
    """The parts say that nothing is left over: the last is 其他."""

    @property
    def at_most(self) -> Decimal:
        return self.total + self.slack


_CHANNELS = regex(r"网站|网页|公众号|微信|微博|抖音|客户端|平台|新媒体|报[刊纸]|电视|广播|公开栏|公示栏|显示屏|渠道")


def listings(passage: Passage) -> Iterator[Listing]:
    """Totals followed by 其中/包括/分别为 and at least two parts; approximate totals and comparisons say nothing. One part
    behind 其中 is enough where it is above every figure before it."""
    if passage.many_years:
        return
    listed = _listed(passage)
    if listed is not None:
        yield listed
    elif (one := _above_all(passage)) is not None:
        yield one


def _listed(passage: Passage) -> Listing | None:
    text = passage.sentence.text
    pattern = _AMOUNT if _ANY_DIGIT.search(text) else _IN_CHINESE
    leads = (
        m for m in _LEAD.finditer(text) if m.group().strip() not in ":：" or not _OTHER_MEASURES.search(text[m.end() :])
    )
    lead = next(leads, None)
    if lead is None:
        return None
    before = [m for m in pattern.finditer(text, 0, lead.start()) if not _COMPARED.search(text[: m.start()])]
    if not before or _bounded(before[-1]):
        return None
    total = before[-1]
    bracketed = text[lead.start()] in "(（"
    tail = text[lead.end() :]
    end = _closing(tail) if bracketed else len(tail)
    listed = tail[:end]
    between = text[total.end() : lead.start()]
    joined = _COMPARISON.match(between) or (bracketed and _WHAT_IT_IS.match(between))
    if _FURTHER.search(listed) or _ANOTHER_TIME.search(listed) or not joined:
        return None
    flat = _NESTED.sub(lambda m: " " * len(m.group()), listed)
    other_partition = _OTHER_PARTITION.search(flat)
    found = list(pattern.finditer(flat, 0, other_partition.start() if other_partition else len(flat)))
    whole = total if bracketed else _whole_of(text, before, flat, found)
    if whole is None:
        return None
    total, said, slack = whole, _value(whole), _slack(whole)
    found = _first_partition(total, found)
    every = len(found)
    if sum(map(_value, found), Decimal(0)) != said:
        found = _of_one_kind(flat, found)
    if len(found) < MIN_PARTS or any(_no_part(m) or m["unit"] != total["unit"] for m in found):
        return None
    exact = len(found) == every and not any(_bounded(m) for m in found)
    complete = exact and _leaves_nothing(flat, found)
    missing = abs(sum((_value(m) for m in found), Decimal(0)) - said)
    if lead.group().strip() in (":", "：") and (not exact or (missing > max(Decimal(1), said / 20) and not complete)):
        return None  # what stands behind a colon need not be the parts
    at = passage.sentence.start
    stop = at + lead.end() + found[-1].end()
    of_applications = _APPLICATIONS.search(_clause_of(text, total)) is not None
    return Listing(
        said,
        tuple(_at_least(m) for m in found),
        total["unit"],
        passage.section,
        at + total.start(),
        stop,
        passage.text[at + total.start() : stop],
        passage.number,
        _CHANNELS.search(listed) is not None and not of_applications,
        exact,
        slack,
        complete,
    )


def _whole_of(text: str, before: list[re.Match[str]], flat: str, found: list[re.Match[str]]) -> re.Match[str] | None:
    """Of which figure the parts are: the last one before them, or an earlier one that they make up. What is left for next
    year has no outcomes: 办结5件，结转1件，其中予以公开4件 is of the five; other parts behind it may be of anything."""
    last, added = before[-1], list(accumulate(map(_value, found)))[MIN_PARTS - 1 :]
    alike = [m for m in before if m["unit"] == last["unit"] and not _bounded(m)]
    if made_up := next((m for m in reversed(alike) if _value(m) in added), None):
        return made_up
    if not _LEFT_FOR_NEXT_YEAR.search(_clause_of(text, last)):
        return last
    if not found or not _OUTCOMES.search(_clause_of(flat, found[0])):
        return None
    return next((m for m in reversed(alike[:-1]) if _DONE.search(_clause_of(text, m))), None)


def _leaves_nothing(flat: str, found: list[re.Match[str]]) -> bool:
    """The last part is the rest (其他36条), or the parts are all that there can be."""
    last = found[-1]
    names = flat[: last.end()]
    return bool(_THE_REST.search(flat[: last.start()])) or (
        len(found) == len(_ATTRIBUTES) and all(name in names for name in _ATTRIBUTES)
    )


def _above_all(passage: Passage) -> Listing | None:
    """解读26篇，其中图解31篇: one part that is above every figure of its unit that the sentence gives before it."""
    text = passage.sentence.text
    for lead in _ONE_OF.finditer(text):
        part = _OF_ONE.match(text, lead.end())
        before = list(_OF_ONE.finditer(text, 0, lead.start()))
        if part is None or not before or _ANOTHER_TIME.search(text):
            continue
        alike = [m for m in before if m["unit"] == part["unit"]]
        if before[-1] not in alike or any(_bounded(m) or _no_part(m) for m in (part, *alike)):
            continue
        largest = max(alike, key=_value)
        if _value(part) > _value(largest):
            at = passage.sentence.start
            start, stop = at + largest.start(), at + part.end()
            return Listing(
                _value(largest),
                (_value(part),),
                part["unit"],
                passage.section,
                start,
                stop,
                passage.text[start:stop],
                passage.number,
                overlapping=False,
            )
    return None


def _first_partition(total: re.Match[str], found: list[re.Match[str]]) -> list[re.Match[str]]:
    """The amounts up to where they add up to the total: what follows divides it once more."""
    added = Decimal(0)
    for number, match in enumerate(found, 1):
        added += _value(match)
        if number >= MIN_PARTS and added == _value(total) and not _bounded(match):
            return found[:number]
    return found


def _of_one_kind(flat: str, found: list[re.Match[str]]) -> list[re.Match[str]]:
    """The amounts up to where the sentence tells of something else: 其中网络8件、信函5件，13件均如期答复."""
    kinds = [_ANOTHER_ACT.search(_clause_of(flat, match)) is not None for match in found]
    return found[: next((at for at, another in enumerate(kinds) if another and not kinds[0]), len(found))]


def _clause_of(flat: str, match: re.Match[str]) -> str:
    start = max(flat.rfind(mark, 0, match.start()) for mark in ",，;；、") + 1
    end = min((at for mark in ",，;；、" if (at := flat.find(mark, match.end())) >= 0), default=len(flat))
    return flat[start:end]


def _closing(tail: str) -> int:
    depth = 1
    for position, char in enumerate(tail):
        depth += (char in "(（") - (char in ")）")
        if depth == 0:
            return position
    return len(tail)


def _bounded(match: re.Match[str]) -> bool:
    if any(match[name] for name in ("before", "more", "more2", "about")):
        return True
    return not _ANY_DIGIT.match(match["digits"]) and chinese_to_int(match["digits"]) is None  # 三四条


def _no_part(match: re.Match[str]) -> bool:
    """各3条, 前3条, 第3条; 1.2万条 is too coarse to be added."""
    return match["before"] in ("各", "前", "第") or bool(match["large"])


def _at_least(match: re.Match[str]) -> Decimal:
    """余, 多 and 超过 bound from below; of 近, 约 and 左右 nothing is certain."""
    if match["before"] in ("近", "约", "不足") or match["about"]:
        return Decimal(0)
    return _value(match)


def _value(match: re.Match[str]) -> Decimal:
    if not _ANY_DIGIT.match(match["digits"]):
        return Decimal(chinese_to_int(match["digits"]) or 0)
    printed = Decimal(re.sub(r"[, ]", "", match["digits"]) + (match["fraction"] or ""))
    value = printed * _LARGE[match["large"]]
    return value.to_integral() if value == value.to_integral() else value


def _slack(match: re.Match[str]) -> Decimal:
    """By how much a figure in 万 or 亿 may have been rounded down: half of its last digit."""
    if not match["large"]:
        return Decimal(0)
    return _LARGE[match["large"]] * Decimal("0.5").scaleb(-len((match["fraction"] or ".")[1:]))
