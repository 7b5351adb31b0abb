"""Trends: a count said to have grown or shrunk since last year (受理22起，比上年下降29%)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nianbao.report.patterns import regex
from validators.claims.counts import count_claims, measures_named
from validators.claims.model import Measure
from validators.claims.passages import Passage
from validators.prose.sentences import Span

Direction = Literal["up", "down", "same"]

_TREND = regex(
    r"(?:较|比|与|同)(?:(?P<year>20\d\d)年度?|上一?年度?|去年|前一年)?(?:同期)?(?:相比|比)?(?:\([^)]*\))?,?"
    r"(?P<how>[^\d%,;。]{0,6}?)"
    r"(?P<word>增长|增加|上升|提高|增多|减少|下降|降低|持平)(?:了)?(?P<about>约|近)?"
    r"\s*(?:(?P<size>\d+(?:\.\d+)?)\s*(?P<unit>%|件次|件|条|起|宗|项|封|份)?)?"
    r"(?:,(?:同比)?(?:增幅|降幅|增长|下降|上升|增加|减少)(?:为|了|达)?\s*(?P<further>\d+(?:\.\d+)?)\s*%)?"
)
_UP = frozenset({"增长", "增加", "上升", "提高", "增多"})
_ROUGHLY = regex(r"基本|大致|总体|大体")
_APPLICATIONS = regex(r"申请(?:数量|数|总量|总数|量)\s*$")
_ITS_NUMBER = regex(r"^\s*(?:申请|案件)?(?:数量|件数|总量|总数|办件量|数)\s*$")
"""收到申请9件，数量较上年有所下降: of what was counted just before."""
_OF_SOMETHING_ELSE = regex(r"率|满意|访问|浏览|点击|粉丝|比例|占比|时限|天数")


_OF_YEARS = regex(r"年|同比|上|去|较|相比")


@dataclass(frozen=True, slots=True)
class TrendClaim:
    """``measures`` went ``direction``; ``size`` as printed, in 件 or (``percent``) in %, None when not said; ``roughly``: 基本持平."""

    measures: tuple[Measure, ...]
    direction: Direction
    size: Decimal | None
    percent: bool
    roughly: bool
    section: str
    start: int
    end: int
    quote: str
    sentence: int


def trend_claims(passage: Passage) -> Iterator[TrendClaim]:
    """Trends against the year before of counts that the tables hold."""
    if passage.many_years:
        return
    sentence = passage.sentence
    for match in _TREND.finditer(sentence.text):
        if match["year"] and passage.year is not None and int(match["year"]) != passage.year - 1:
            continue
        if match["about"] or not _OF_YEARS.search(match.group()):
            continue
        measures = _subject(passage, match.start())
        if not measures:
            continue
        direction: Direction = "same" if match["word"] == "持平" else "up" if match["word"] in _UP else "down"
        sizes: list[tuple[Decimal | None, bool]] = [(None, False)]
        if match["size"] and match["unit"]:
            sizes = [(Decimal(match["size"]), match["unit"] == "%")]
        if match["further"]:
            sizes.append((Decimal(match["further"]), True))
        at = sentence.start
        for size, percent in sizes:
            yield TrendClaim(
                measures,
                direction,
                size,
                percent,
                _ROUGHLY.search(match["how"]) is not None,
                passage.section,
                at + match.start(),
                at + match.end(),
                _quote(passage, match.start()),
                passage.number,
            )


def _subject(passage: Passage, position: int) -> tuple[Measure, ...]:
    """Of what: the measures named in its own clause before it, else the count that ends the clause before."""
    own, earlier = _clauses_at(passage, position)
    if own is None:
        return ()
    lead = passage.sentence.text[own.start - passage.sentence.start : position]
    if _OF_SOMETHING_ELSE.search(lead):
        return ()
    named = _whole(measures_named(passage, lead))
    if not named and passage.of_applications and _APPLICATIONS.search(lead):
        return ("received",)
    if named:
        return named
    if (lead.strip() and not _ITS_NUMBER.match(lead)) or earlier is None:
        return ()
    before = [
        c
        for c in count_claims(passage)
        if earlier.start <= c.start < earlier.end and c.scope == "whole" and not c.denied
    ]
    return (before[-1].measure,) if before and before[-1].amount is not None else ()


def _whole(measures: Iterator[Measure]) -> tuple[Measure, ...]:
    """行政复议和行政诉讼 taken apart."""
    found: list[Measure] = []
    for measure in measures:
        found += ["reconsideration", "litigation"] if measure == "proceedings" else [measure]
    return tuple(dict.fromkeys(found))


def _clauses_at(passage: Passage, position: int) -> tuple[Span | None, Span | None]:
    """The clause in which a position of the sentence is, and the one before it."""
    at = passage.sentence.start + position
    earlier: Span | None = None
    for clause in passage.clauses:
        if clause.start <= at < clause.end:
            return clause, earlier
        earlier = clause
    return None, None


def _quote(passage: Passage, position: int) -> str:
    own, earlier = _clauses_at(passage, position)
    start = earlier.start if earlier else passage.sentence.start
    end = own.end if own else passage.sentence.end
    return passage.text[start:end].strip()
