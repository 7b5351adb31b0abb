"""Shares: an amount and what it makes up (42件，占51.85%)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.report.patterns import regex
from validators.claims.amounts import Amount, read_amounts
from validators.claims.passages import Passage

_SHARE = regex(
    r"[,(]?\s*(?:约|大约)?(?P<together>合|合计|共|一共|两项合计)?占(?P<of>[^\d%,;()]{0,16}?)(?P<about>约|近|超过?|逾)?\s*(?P<percent>\d{1,3}(?:\.\d+)?)\s*%"
)


_RESPECTIVELY = regex(
    r"[,(]?\s*(?:(?:占比?|比例)[^\d%,;()]{0,8}分别[为是占]?|分别占比?)\s*(?P<percents>\d[\d.%、,和及 ]*%)"
)
_NEXT_IN_ROW = regex(r"^\s*(?:、|和|及)[^\d,]*$")
_PERCENT = regex(r"(\d{1,3}(?:\.\d+)?)\s*%")


@dataclass(frozen=True, slots=True)
class ShareClaim:
    """``amount`` (or, of 合占, the sum with amounts before it) is said to be ``percent`` (as printed, so that its last digit is known) of something.

    ``wholes``: exact amounts said earlier in the paragraph, that it may be a share of; ``of_applications``: it counts
    applications, so that the totals of table three come into question too. ``of``: the words between 占 and the
    percentage, which may name the whole (答复总数).
    """

    amount: Decimal
    together: tuple[Decimal, ...]
    percent: Decimal
    wholes: tuple[Decimal, ...]
    of_applications: bool
    section: str
    start: int
    end: int
    quote: str
    sentence: int
    of: str = ""

    def fits(self, whole: Decimal | int) -> bool:
        """True when the share is right to half of its last printed digit."""
        if whole <= 0:
            return False
        half = Decimal(5).scaleb(int(self.percent.as_tuple().exponent) - 1)
        return any(
            abs(part * 100 / Decimal(whole) - self.percent) <= half for part in (self.together or (self.amount,))
        )


_RATE = regex(
    r"(?P<name>(?:政府信息)?(?:公开|办结|答复|按时|按期|及时|满意|知晓|准确|覆盖|达标|合格|完成|更新|回应|响应|纠错|图解)(?:答复|办结|回复)?率|满意度)"
    r"(?P<remark>\([^()\d]*\))?(?:[均都]|分别)?(?:达到?|为|是|超过?|[:：])?(?:了)?\s*(?P<percent>\d{1,4}(?:\.\d+)?)\s*%"
)
_OF_PUBLISHED = regex(r"^(?:政府信息)?公开率$")
_MAY_EXCEED = regex(r"完成率|增|超")


@dataclass(frozen=True, slots=True)
class RateClaim:
    """A rate by its name (公开率70.5%); ``of_published``: of the year's applications those that were published."""

    name: str
    percent: Decimal
    of_published: bool
    section: str
    start: int
    end: int
    quote: str

    def fits(self, part: Decimal, whole: Decimal) -> bool:
        """True when the rate is right to half of its last printed digit."""
        half = Decimal(5).scaleb(int(self.percent.as_tuple().exponent) - 1)
        return whole > 0 and abs(part * 100 / whole - self.percent) <= half


def rate_claims(passage: Passage) -> Iterator[RateClaim]:
    """Rates of this year; a target over-fulfilled (完成率120%) is none."""
    text, at = passage.sentence.text, passage.sentence.start
    current = [(c.start - at, c.end - at) for c in passage.clauses if passage.period(c) == "current"]
    of_disclosure = [c.start - at for c, _ in passage.current_clauses]
    for match in _RATE.finditer(text):
        inside = next((a for a, b in current if a <= match.start() < b), None)
        if _MAY_EXCEED.search(match.group()) or inside is None:
            continue
        yield RateClaim(
            match["name"],
            Decimal(match["percent"]),
            passage.of_applications and inside in of_disclosure and _OF_PUBLISHED.match(match["name"]) is not None,
            passage.section,
            at + match.start(),
            at + match.end(),
            passage.text[at + match.start() : at + match.end()],
        )


def share_claims(passages: list[Passage]) -> Iterator[ShareClaim]:
    """Shares of this year in a whole report, sentence by sentence; approximate ones are left out."""
    paragraph: list[Decimal] = []
    place: tuple[str, int] = ("", -1)
    for passage in passages:
        line = passage.text.count("\n", 0, passage.sentence.start)
        if place != (passage.section, line):
            place, paragraph = (passage.section, line), []
        text = passage.sentence.text
        amounts = [a for a in read_amounts(text) if a.bound == "exact"]
        current = {span.start - passage.sentence.start: span for span, _ in passage.current_clauses}
        claims = _respectively(text, amounts)
        for amount in amounts:
            match = _SHARE.match(text, amount.end)
            if match is None or match["about"] or "分别" in match["of"]:
                continue
            clause = next((s for at, s in sorted(current.items(), reverse=True) if at <= amount.start), None)
            if clause is None:
                continue
            claims.append((amount, bool(match["together"]), Decimal(match["percent"]), match.end(), match["of"]))
        listed = sum((claim[0].value for claim in claims), Decimal(0))
        for amount, joined, percent, end, of in claims:
            before = [a.value for a in amounts if a.start <= amount.start]
            sums = tuple(sum(before[-n:], Decimal(0)) for n in range(2, len(before) + 1)) if joined else ()
            wholes = [*paragraph, *(a.value for a in amounts), listed]
            at = passage.sentence.start
            yield ShareClaim(
                amount.value,
                sums,
                percent,
                tuple(dict.fromkeys(w for w in wholes if w >= amount.value)),
                passage.of_applications,
                passage.section,
                at + amount.start,
                at + end,
                passage.text[at + amount.start : at + end],
                passage.number,
                of,
            )
        paragraph += [a.value for a in amounts]


def _respectively(text: str, amounts: list[Amount]) -> list[tuple[Amount, bool, Decimal, int, str]]:
    """26件、9件、11件，占比分别为36.6%、12.7%、15.5%: one by one, when there are as many amounts in a row before."""
    match = _RESPECTIVELY.search(text)
    before = [amount for amount in amounts if match and amount.end <= match.start()]
    if match is None or not before or before[-1].end != match.start():
        return []
    percents = [Decimal(p) for p in _PERCENT.findall(match["percents"])]
    row = before[-1:]
    for earlier in reversed(before[:-1]):
        if not _NEXT_IN_ROW.match(text[earlier.end : row[0].start]):
            break
        row.insert(0, earlier)
    if len(row) != len(percents):
        return []
    return [(amount, False, percent, match.end(), "") for amount, percent in zip(row, percents, strict=True)]
