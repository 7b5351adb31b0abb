"""Trends: a count said to have grown or shrunk since last year (受理22起，比上年下降29%)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from validators.claims.comparisons import Times
from validators.claims.counts import count_claims, measures_named
from validators.claims.model import Measure
from validators.claims.passages import Passage
from validators.prose.sentences import Span

Direction = Literal["up", "down", "same"]

_SINCE_WHEN = (
    r"(?:(?:较|比|与|同)(?:(?P<year>20\d\d)年度?|上一?年度?|去年|前一年)?(?:同期)?(?:相比|比)?(?:\([^)]*\))?,?"
    r"|(?P<again>首次|再次|连续[^,;。]{1,3}年)(?:出现|实现|呈现?)?)"
)
_TREND = regex(
    _SINCE_WHEN + r"(?P<how>[^\d%,;。]{0,6}?)"
    r"(?P<word>增长|增加|上升|提高|增多|减少|下降|降低|持平|(?:多|少)(?=了?\s*\d)|翻(?=了?[一两二三四]番))(?:了)?(?P<about>约|近)?"
    r"\s*(?:(?P<doubled>[一两二三四])番(?P<more>多|以上|有余)?"
    r"|(?P<fold>\d+(?:\.\d+)?|[一二两三四五])\s*倍(?P<foldmore>多|以上|有余)?"
    r"|(?P<size>\d+(?:\.\d+)?)\s*(?P<unit>%|件次|件|条|起|宗|项|封|份)?)?"
    r"(?:,(?:同比)?(?P<way>增幅|降幅|增长|下降|上升|增加|减少)(?:为|了|达)?\s*(?P<further>\d+(?:\.\d+)?)\s*%)?"
)
_UP = frozenset({"增长", "增加", "上升", "提高", "增多", "多", "翻", "增幅"})
_ROUGHLY = regex(r"基本|大致|总体|大体")
_APPLICATIONS = regex(r"申请(?:数量|数|总量|总数|量)\s*$")
_ITS_NUMBER = regex(r"^\s*(?:申请|案件)?(?:数量|件数|总量|总数|办件量|数)\s*$")
"""收到申请9件，数量较上年有所下降: of what was counted just before."""
_OF_SOMETHING_ELSE = regex(r"率|满意|访问|浏览|点击|粉丝|比例|占比|时限|天数")


_OF_YEARS = regex(r"年|同比|上|去|较|相比|[首再]次")


@dataclass(frozen=True, slots=True)
class TrendClaim:
    """``measures`` went ``direction``; ``size`` as printed, in 件 or (``percent``) in %, None when not said; ``roughly``: 基本持平.

    ``count``: the figure (件) that it is said of, where it stands right before; ``times``: 翻了一番.
    """

    measures: tuple[Measure, ...]
    count: Decimal | None
    direction: Direction
    size: Decimal | None
    percent: bool
    times: Times | None
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
        measures, count = _subject(passage, match.start())
        if not measures:
            continue
        direction = _direction(match["word"])
        sizes: list[tuple[Direction, Decimal | None, bool]] = [(direction, None, False)]
        if match["size"] and match["unit"]:
            sizes = [(direction, Decimal(match["size"]), match["unit"] == "%")]
        if match["further"]:
            sizes.append((_direction(match["way"]), Decimal(match["further"]), True))
        at = sentence.start
        for way, size, percent in sizes:
            yield TrendClaim(
                measures,
                count,
                way,
                size,
                percent,
                _times(match),
                _ROUGHLY.search(match["how"]) is not None,
                passage.section,
                at + match.start(),
                at + match.end(),
                _quote(passage, match.start()),
                passage.number,
            )


def _direction(word: str) -> Direction:
    return "same" if word == "持平" else "up" if word in _UP else "down"


def _times(match: re.Match[str]) -> Times | None:
    """翻了两番 is to four times as much; 增长2倍 may be meant as to twice or by twice as much."""
    if match["doubled"]:
        return Times((Decimal(2) ** (chinese_to_int(match["doubled"]) or 1),), bool(match["more"]))
    if not match["fold"]:
        return None
    fold = Decimal(match["fold"] if match["fold"][0].isdigit() else chinese_to_int(match["fold"]) or 1)
    return Times((fold, fold + 1) if fold > 1 else (fold + 1,), bool(match["foldmore"]))


def _subject(passage: Passage, position: int) -> tuple[tuple[Measure, ...], Decimal | None]:
    """Of what: the measures named in its own clause before it, else the count that ends the clause before, and that."""
    own, earlier = _clauses_at(passage, position)
    if own is None:
        return (), None
    lead = passage.sentence.text[own.start - passage.sentence.start : position]
    if _OF_SOMETHING_ELSE.search(lead):
        return (), None
    named = _whole(measures_named(passage, lead))
    if not named and passage.of_applications and _APPLICATIONS.search(lead):
        return ("received",), None
    if named:
        return named, None
    if (lead.strip() and not _ITS_NUMBER.match(lead)) or earlier is None:
        return (), None
    before = [
        c
        for c in count_claims(passage)
        if earlier.start <= c.start < earlier.end and c.scope == "whole" and not c.denied
    ]
    if not before or before[-1].amount is None:
        return (), None
    exact = before[-1].bound == "exact"
    return (before[-1].measure,), before[-1].amount if exact else None


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
