"""Stated totals with their parts (主动公开2599条，其中网站1200条、公众号1399条)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.report.patterns import regex
from validators.claims.passages import Passage

UNITS = "条次|件次|人次|场次|条|件|篇|份|期|个|项|起|宗|次|则|场|部|封"
_AMOUNT = regex(
    rf"(?P<before>近|约|超过?|逾|不足|各|前|第)?\s*(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d[\d ]*)(?P<fraction>\.\d+)?"
    rf"\s*(?P<more>余|多)?\s*(?P<large>万|亿)?\s*(?P<more2>余|多)?\s*(?P<unit>{UNITS})(?P<about>左右|上下)?"
)
_LEAD = regex(
    r"[,，(（:]\s*(?:其中|包括|分别[为是]|含)[,，:：]?|[(（](?![^()（）]*(?:较|比|同比|不含|另))"
    r"|(?<=[条件篇份项起宗次])\s*[:：](?!\s*其中)"
)
_OTHER_MEASURES = regex(r"答复|办结|结转|收到|受理|新收|复议|诉讼")
"""After a colon, these are no parts: 依申请公开68件：答复71件、结转2件."""
_NESTED = regex(r"\([^()]*\)")
_ANOTHER_TIME = regex(
    r"较|比|同比|增[长加]|减少|下降|上升|上年|去年|20\d\d年(?!.{0,6}(?:共|全年|我|本|度?主动))|平均|月均|日均|每"
)
_COMPARED = regex(r"(?:较|比|同比|上年|去年|增[长加]|减少|下降)[^,，]*$")
_COMPARISON = regex(r"^\s*(?:[,，]\s*(?:同比|较|比|与)[^,，。]*)*$")
"""What may stand between a total and its parts: nothing, or how it compares with last year."""
_OTHER_PARTITION = regex(r"[,，]\s*(?:按|从|共(?!同|享))")
_ANOTHER_ACT = regex(r"通过.*(?:公开|发布|推送)|(?:答复|办结|结转|顺延)")
"""Publishing by a channel of its own, or how applications were handled: of another whole, unless all parts are so."""
MIN_PARTS = 2
_LARGE = {None: Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}


_FURTHER = regex(r"其中|包括|分别")


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

    @property
    def at_most(self) -> Decimal:
        return self.total + self.slack


_CHANNELS = regex(r"网站|网页|公众号|微信|微博|抖音|客户端|平台|新媒体|报[刊纸]|电视|广播|公开栏|公示栏|显示屏|渠道")


def listings(passage: Passage) -> Iterator[Listing]:
    """Totals followed by 其中/包括/分别为 and at least two parts; approximate totals and comparisons say nothing."""
    text = passage.sentence.text
    leads = (
        m for m in _LEAD.finditer(text) if m.group().strip() not in ":：" or not _OTHER_MEASURES.search(text[m.end() :])
    )
    lead = next(leads, None)
    if lead is None or passage.many_years:
        return
    before = [m for m in _AMOUNT.finditer(text, 0, lead.start()) if not _COMPARED.search(text[: m.start()])]
    if not before or _bounded(before[-1]):
        return
    total = before[-1]
    said, slack = _value(total), _slack(total)
    bracketed = text[lead.start()] in "(（"
    tail = text[lead.end() :]
    end = _closing(tail) if bracketed else len(tail)
    listed = tail[:end]
    further = _FURTHER.search(listed)
    if further or _ANOTHER_TIME.search(listed) or not _COMPARISON.match(text[total.end() : lead.start()]):
        return
    flat = _NESTED.sub(lambda m: " " * len(m.group()), listed)
    other_partition = _OTHER_PARTITION.search(flat)
    found = list(_AMOUNT.finditer(flat, 0, other_partition.start() if other_partition else len(flat)))
    found = _first_partition(total, found)
    every = len(found)
    if sum(map(_value, found), Decimal(0)) != said:
        found = _of_one_kind(flat, found)
    if len(found) < MIN_PARTS or any(_no_part(m) or m["unit"] != total["unit"] for m in found):
        return
    exact = len(found) == every and not any(_bounded(m) for m in found)
    missing = abs(sum((_value(m) for m in found), Decimal(0)) - said)
    if lead.group().strip() in (":", "：") and (not exact or missing > max(Decimal(1), said / 20)):
        return  # what stands behind a colon need not be the parts
    at = passage.sentence.start
    stop = at + lead.end() + found[-1].end()
    yield Listing(
        said,
        tuple(_at_least(m) for m in found),
        total["unit"],
        passage.section,
        at + total.start(),
        stop,
        passage.text[at + total.start() : stop],
        passage.number,
        _CHANNELS.search(listed) is not None,
        exact,
        slack,
    )


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
    return any(match[name] for name in ("before", "more", "more2", "about"))


def _no_part(match: re.Match[str]) -> bool:
    """各3条, 前3条, 第3条; 1.2万条 is too coarse to be added."""
    return match["before"] in ("各", "前", "第") or bool(match["large"])


def _at_least(match: re.Match[str]) -> Decimal:
    """余, 多 and 超过 bound from below; of 近, 约 and 左右 nothing is certain."""
    if match["before"] in ("近", "约", "不足") or match["about"]:
        return Decimal(0)
    return _value(match)


def _value(match: re.Match[str]) -> Decimal:
    printed = Decimal(re.sub(r"[, ]", "", match["digits"]) + (match["fraction"] or ""))
    value = printed * _LARGE[match["large"]]
    return value.to_integral() if value == value.to_integral() else value


def _slack(match: re.Match[str]) -> Decimal:
    """By how much a figure in 万 or 亿 may have been rounded down: half of its last digit."""
    if not match["large"]:
        return Decimal(0)
    return _LARGE[match["large"]] * Decimal("0.5").scaleb(-len((match["fraction"] or ".")[1:]))
