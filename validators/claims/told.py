"""Counts that only prose tells (信息279条, 推送86条), found again in last year's report under the same name.

Two reports name one thing in other words: 通过县政府门户网站发布政府信息, 全县在县政府门户网站公开政府信息. What is left when the
words that name nothing are taken away (县政府门户网站) is compared, or the name in quotation marks where there is one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from nianbao.report.patterns import regex
from validators.claims.comparisons import Comparison, counted, is_current
from validators.claims.passages import Passage

_QUOTED = regex(r"[“\"「『]([^“”\"「」『』]{2,16})[”\"」』]")
_EMPTY = regex(
    r"20\d\d年度?|(?:本|当|今|全)年度?|年内|[上下]半年|截至[^,]{0,8}?(?:年底|年末|底|末|日)|年底|年末|累计|一共|总共|共计?|合计|总计|其中"
    r"|(?:各级)?(?:行政机关|机关|单位|部门)?(?=通过)|各级|各类|各项|各种|全[国省市县区旗镇乡局厅委院]|[我本](?:省|市|县|区|旗|镇|乡|街道|局|厅|委|单位|机关)"
    r"|通过|借助|利用|依托|经由|在|于|对|上|中|的|有|为|达到?|了|新(?=增|制|发)|还|又|也|主动|依法|及时|继续|政务(?=新媒体|微)|政府信息|信息|内容|消息|稿件|文章"
    r"|发布|公开|推送|更新|发送|推出|刊发|刊登|编发|编辑|制作|完成|开展|举办|组织|召开|接待|设立|建成|[\s\"“”]"
)
_OF_INFORMATION = regex(r"(?:公开|发布|推送|更新|发送|刊发|编发|推出)[^,]{0,8}$|信息$")
_A_CHANGE = regex(r"(?:增|减|增加|减少|增长|下降|降低|多|少|上升|上年|去年|较|比|与|每|平均|日均|月均)[^,、]{0,3}$")
_LEAD = regex(r"[^,、:()]*$")
_BEHIND = regex(r"[^,、:()\d]{0,8}")
_ALL = regex(r"[^,、:()\d]{0,24}(?:公开|发布|更新)(?:各类|各项)?(?:政府|政务)?信息\s*$")
_SHORTEST = 2
_TELLING = 4
"""A name of so many characters hardly means two things; of less it is only a hint."""


@dataclass(frozen=True, slots=True)
class Told:
    """A count of last year's prose: ``name`` is what is left of its words, ``said`` all that its sentence says before."""

    value: Decimal
    unit: str
    exact: bool
    name: str
    said: str
    of_information: bool
    clause: str
    first: bool
    """The first count of the report that is said of all information that was published."""


def name_of(lead: str) -> str:
    """What a count is of, without the words that name nothing: 县政府门户网站 of 全年在县政府门户网站公开政府信息."""
    quoted = _QUOTED.search(lead)
    return quoted[1] if quoted else _EMPTY.sub("", lead)


def told(passages: list[Passage]) -> list[Told]:
    """Every count of a report's prose that is of its own year and is no change (比上年多32条)."""
    found: list[Told] = []
    seen = False
    for passage in passages:
        if passage.many_years:
            continue
        text = passage.sentence.text
        for count in counted(text):
            lead = _LEAD.search(text[: count.start])
            words = lead.group() if lead else ""
            behind = _BEHIND.match(text, count.end)
            if _A_CHANGE.search(words) or not is_current(passage, passage.sentence.start + count.start):
                continue
            first = not seen and _ALL.search(words) is not None
            seen = seen or first
            found.append(
                Told(
                    count.value,
                    count.unit,
                    count.exact,
                    name_of(words),
                    text[: count.start],
                    _OF_INFORMATION.search(words) is not None,
                    f"{words}{text[count.start : count.end]}{behind.group() if behind else ''}".strip(),
                    first,
                )
            )
    return found


class Found(NamedTuple):
    """Last year's count; ``sure`` where the name tells surely that it is of the same. ``fits``: what is said is true of
    it, or of any other of last year's figures in that unit, which may be what was compared with."""

    told: Told
    sure: bool
    fits: bool


def last_years(said: Comparison, mine: list[Told], counts: list[Told]) -> Found | None:
    """The one count of last year (``counts``) that is of the same: the same name and unit, or the whole of both years.

    None where there is none or where two differ.
    """
    alike = [c for c in counts if c.unit == said.unit]
    for same, sure in _candidates(said, mine, alike) if said.counts else ():
        if same:
            alone = len({c.value for c in same}) == 1 and all(c.exact and c.value > 0 for c in same)
            fits = any(_borne_out(said, c.value) for c in alike)
            return Found(same[0], sure, fits) if alone and said.counts[-1] > 0 else None
    return None


def _candidates(said: Comparison, mine: list[Told], counts: list[Told]) -> Iterator[tuple[list[Told], bool]]:
    """What last year's count may be, the surest first."""
    if said.total:
        if any(c.first and c.value == said.counts[-1] and c.unit == said.unit for c in mine):
            yield [c for c in counts if c.first], True
        return
    name = name_of(said.lead)
    if len(name) < _SHORTEST:
        return
    of_information = _OF_INFORMATION.search(said.lead) is not None
    known = of_information or len(name) >= _TELLING or _QUOTED.search(said.lead) is not None
    yield [c for c in counts if c.name == name], known
    if of_information:
        yield [c for c in counts if c.of_information and not c.name and name in c.said], True
    grams = {name[at : at + _TELLING] for at in range(len(name) - _TELLING + 1)}
    yield [c for c in counts if any(gram in c.clause for gram in grams)], False


def _borne_out(said: Comparison, before: Decimal) -> bool:
    """What is said is true of a figure of last year, for any of the counts it may be said of."""
    if said.base is not None and said.base != before:
        return False
    return any(all(move.fits(now, before) for move in said.moves) for now in said.counts)
