"""Surveys: papers that came back, people who were content. Neither can be more than were handed out or asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.report.patterns import regex
from validators.claims.passages import Passage

_N = r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)\s*(?P<unit>人(?!次)|名|户|位|份|张)"
_AMOUNT = regex(_N)
_HANDED_OUT = regex(rf"(?:发放|发出|下发|印发)[^,，。\d]{{0,16}}{_N}")
_BACK = regex(rf"(?:收回|回收)[^,，。\d]{{0,12}}{_N}")
_CONTENT = (
    regex(rf"(?<![不本])满意(?:[和或、及与](?:基本|比较|较为?|很|非常)满意)*(?:的|票|问卷|有|为)*{_N}"),
    regex(rf"{_N}(?:村民|居民|群众|代表|委员)?(?:表示|评价为?|认为|均)?(?:非常|很|比较)?满意"),
)
_IS_ONE = regex(r"评议|问卷|测评|评价|走访|调查|回访|满意度")
_ROUGH = regex(r"\d\s*[余多万亿]|[近约]\d|超过?\d|每|各")
_OTHER_WAY = regex(r"线上|网络|网上|电子|在线|扫码|自行|主动参与")
_KINDS = {"人": "people", "名": "people", "位": "people", "户": "户", "份": "papers", "张": "papers"}


@dataclass(frozen=True, slots=True)
class SurveyClaim:
    """``part`` (收回, 满意) said of a survey of ``whole``, and above it; ``name`` and ``of`` as a reader calls them."""

    name: str
    of: str
    part: Decimal
    whole: Decimal
    unit: str
    section: str
    start: int
    end: int
    quote: str


def survey_claims(passage: Passage) -> Iterator[SurveyClaim]:
    """What of a survey is more than its whole. People of several kinds are asked together (12名代表、18名委员)."""
    text = passage.sentence.text
    if passage.many_years or not _IS_ONE.search(text) or _ROUGH.search(text):
        return
    out, back = list(_HANDED_OUT.finditer(text)), list(_BACK.finditer(text))
    if len(out) == len(back) == 1 and _KINDS[out[0]["unit"]] == "papers" and not _OTHER_WAY.search(text):
        yield from _above(passage, "收回", "发放", back[0], out[0], _value(out[0]))
    content = next((m for pattern in _CONTENT if (m := pattern.search(text))), None)
    if content is None:
        return
    kind = _KINDS[content["unit"]]
    asked = [m for m in _AMOUNT.finditer(text, 0, content.start()) if _KINDS[m["unit"]] == kind]
    if asked:
        counted = [_value(m) for m in asked]
        whole = max(counted) if kind == "papers" else sum(counted, Decimal(0))
        yield from _above(passage, "满意的", "收回" if back else "参加评议", content, asked[0], whole)


def _above(
    passage: Passage, name: str, of: str, part: re.Match[str], first: re.Match[str], whole: Decimal
) -> Iterator[SurveyClaim]:
    if _value(part) > whole:
        at = passage.sentence.start
        start, end = at + min(first.start(), part.start()), at + part.end()
        quote = passage.text[start:end]
        yield SurveyClaim(name, of, _value(part), whole, part["unit"], passage.section, start, end, quote)


def _value(match: re.Match[str]) -> Decimal:
    return Decimal(match["digits"].replace(",", ""))
