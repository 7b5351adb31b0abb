"""Whether two names are of one organ: written in short, renamed or merged, or of another place, another business.

Silence is right wherever a name may be the other in other words: 高新区管委会 and 高新技术产业开发区管理委员会, 住建局 and
住房和城乡建设局, 柳溪乡 for 柳溪回族乡.
"""

from typing import NamedTuple

from nianbao.report.agency import Agency
from nianbao.report.agency_place import Place, split_places
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze
from validators.lexicon.bureaus import MERGED, TELL_NOTHING
from validators.prose.agency_names import AgencyName, own_name

_SUFFIX_LETTERS = regex(r"[省市州县区旗]")
_OF_ALL_ZONES = regex(
    r"[省市国家级经济高新技术产业科工旅游度假风景名胜综合保税开发生态农现代示范实验试园区片管理集聚空港临自由贸易建设]"
)
_PLAIN_SUFFIX = {"自治县": "县", "自治旗": "旗", "民族乡": "乡"}
_NO_BUREAU = regex(r"公开|领导小组|政府|党[组委工]|工委|管理?委员?会(?:办公[厅室])?$")
"""An office that publishes for others, or one that leads a zone: no bureau of one business."""


def is_short_for(short: str, whole: str) -> bool:
    """All letters of one stand in the other, in their order: 教体局 in 教育和体育局."""
    letters = iter(whole)
    return all(letter in letters for letter in short)


# --- places -------------------------------------------------------------------------------------------------------


def another_place(one: Agency, other: Agency) -> bool:
    """Whether two agencies are of different places for sure: 青石镇 and 白云镇, 示例县 and its 青石镇. False where a name
    leaves its place out or the same place is written shorter, and for a slip of one letter."""
    zones = _zone(one), _zone(other)
    if zones[0] and zones[1]:
        return not (_may_be_zone(zones[0], zones[1]) or _may_be_zone(zones[1], zones[0]))
    a, b = own_name(one), own_name(other)
    if a is None or b is None or one_letter_apart(a, b) or _of_one_stem(a, b):
        return False
    if a.last.stem in b.body or b.last.stem in a.body:
        return False  # 云岭市生态环境局青禾分局
    return a.last.stem not in b.text or b.last.stem not in a.text


def one_letter_apart(name: AgencyName, own: AgencyName) -> bool:
    """城东 and 城西: another place, or a slip of the pen or of the recognition."""
    one, other = name.last.stem, own.last.stem
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def slip_in_the_place(one: Agency, other: Agency) -> bool:
    """Two names of one rank that cannot both be right: 宿东区 and 宿西区, 柳溪镇 and 柳溪乡."""
    a, b = own_name(one), own_name(other)
    if a is None or b is None or a.last.rank != b.last.rank or (_zone(one) and _zone(other)):
        return False
    suffixes = {_PLAIN_SUFFIX.get(name.last.suffix, name.last.suffix) for name in (a, b)}
    return (one_letter_apart(a, b) and len(suffixes) == 1) or (_of_one_stem(a, b) and len(suffixes) > 1)


def _of_one_stem(a: AgencyName, b: AgencyName) -> bool:
    """柳溪 and 柳溪, 柳溪 and 柳溪回族."""
    short, whole = sorted((a.last.stem, b.last.stem), key=len)
    return a.last.rank == b.last.rank and (short == whole or (whole.startswith(short) and whole.endswith("族")))


def _zone(agency: Agency) -> tuple[Place, ...]:
    """The places of a name that ends in a zone (高新区, 开发区), else none."""
    places, _ = split_places(squeeze(agency.name))
    return tuple(places) if places and places[-1].level == "zone" else ()


def _may_be_zone(short: tuple[Place, ...], whole: tuple[Place, ...]) -> bool:
    """Whether the first may be the second in fewer words. Places above are left out as long as a name of its own is left."""
    letters = _letters(whole)
    for first in range(len(short)):
        said = _letters(short[first:])
        if _OF_ALL_ZONES.sub("", said) and is_short_for(said, letters):
            return True
    return not _OF_ALL_ZONES.sub("", _letters(short)) and is_short_for(_letters(short), letters)


def _letters(places: tuple[Place, ...]) -> str:
    return _SUFFIX_LETTERS.sub("", "".join(place.name for place in places))


# --- business -----------------------------------------------------------------------------------------------------


def another_organ(one: Agency, other: Agency) -> bool:
    """Whether two names are of two organs for sure: of two places, a government and a bureau, 教育局 and 水利局."""
    a, b = own_name(one), own_name(other)
    if a is None or b is None or another_place(one, other):
        return a is not None and b is not None and another_place(one, other)
    if a.is_government or b.is_government:
        return a.is_government != b.is_government and a.last.suffix == b.last.suffix
    return another_business(a.body, b.body)


def another_bureau(one: Agency, other: Agency) -> bool:
    """Two bureaus of different business, wherever they are."""
    return another_business(*(split_places(squeeze(agency.name))[1] for agency in (one, other)))


def another_business(one: str, other: str) -> bool:
    """The same of names without their places; False for a government, and where one may go by the other's name."""
    if _NO_BUREAU.search(one) or _NO_BUREAU.search(other) or is_short_for(one, other) or is_short_for(other, one):
        return False
    mine, theirs = _business(one), _business(other)
    if not mine.letters or not theirs.letters:
        return False
    return not (mine.letters & theirs.letters or mine.fields & theirs.fields)


class _Business(NamedTuple):
    """The telling letters of a bureau's name, and which of ``MERGED`` it belongs to."""

    letters: frozenset[str]
    fields: frozenset[int]


def _business(body: str) -> _Business:
    fields = (n for n, words in enumerate(MERGED) if any(word in body for word in words))
    return _Business(frozenset(body) - frozenset(TELL_NOTHING), frozenset(fields))
