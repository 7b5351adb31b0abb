"""Results of assessment, public evaluation and accountability under another year's date: a part of YR-05.

Last year's assessment is often announced only this year, and a report may say so. It is a slip where several results
stand under that year, where nobody can have held anybody accountable later, or where the year is older still.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from nianbao.report.patterns import regex
from validators.prose.own_words import own_clauses, own_words
from validators.prose.sentences import sentences

Matter = Literal["assessment", "evaluation", "accountability"]

_MATTERS: dict[Matter, str] = {
    "assessment": r"(?:考核|考评)(?!的|办法|制度|体系|细则|方案|指标)[^。,;]{0,16}?(?:为|是|获|得|评|列|达|定)[^。,;]{0,8}?(?:优秀|良好|合格|优|良|好|等|名|\d)",
    "evaluation": r"(?:评议|满意率|满意度)[^。,;]{0,16}?(?:\d|满意|良好|优秀)",
    "accountability": r"(?:未|没有|无|不存在)[^。,;]{0,20}(?:追究|追责|问责)|(?:追究|追责|问责)[^。,;]{0,10}\d",
}
_PATTERNS = {matter: regex(pattern) for matter, pattern in _MATTERS.items()}
_YEAR = regex(r"(?<!\d)(?P<year>20\d\d)\s*年(?P<of_a_year>度)?(?!\s*\d{1,2}\s*月)")
_ANNOUNCED = regex(
    r"公布|通报|公示|揭晓|反馈|印发|下发|发布|公开(?:的|了)|得知|收到|年初|年中|[上下]半年|\d\s*月|季度|对照|针对|整改|问题|根据|依据|按照?"
    r"|获评|荣|被评|授予|列入|纳入|计划|目标|以来|连续|[至到]|上一?年|去年|往年|较|同比|相比|今年|本年|当年|增|降|提升|提高"
)
"""Words that say how the other year's result comes into this report."""


class OtherYearsResult(NamedTuple):
    """``start:end`` of the text dates results with ``year``; ``sure`` when they are told as this year's."""

    year: int
    start: int
    end: int
    sure: bool


def results_of_other_years(text: str, year: int) -> Iterator[OtherYearsResult]:
    """Sentences whose only year is another one, and that tell a result under it."""
    for sentence in sentences(text):
        bare = own_words(sentence.text)
        named = {int(match["year"]) for match in _YEAR.finditer(bare)}
        if len(named) != 1 or year in named or bare.count("20") > len(_YEAR.findall(bare)) or _ANNOUNCED.search(bare):
            continue
        (other,) = named
        dated, governed = _matters(bare)
        if dated:
            several = len(dated) > 1 or bool(governed - dated)
            sure = "accountability" in dated or several or other != year - 1
            yield OtherYearsResult(other, sentence.start, sentence.end, sure)


def _matters(bare: str) -> tuple[set[Matter], set[Matter]]:
    """What is told in the clauses that name the year, and in those behind 2023年 (2023年度考核 names the assessment alone)."""
    dated: set[Matter] = set()
    governed: set[Matter] = set()
    governs = False
    for clause in own_clauses(bare):
        match = _YEAR.search(clause.text)
        told = {matter for matter, pattern in _PATTERNS.items() if pattern.search(clause.text)}
        if match:
            dated |= told
            governs = not match["of_a_year"]
        elif governs:
            governed |= told
    return dated, governed
