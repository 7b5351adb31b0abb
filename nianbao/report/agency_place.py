"""The places that stand in front of an agency's name, one below the other, and the level that they give it.

示例省云岭市青禾县柳溪镇人民政府 → 示例省, 云岭市, 青禾县, 柳溪镇 · 人民政府. Names of the gazetteer come first; the endings 县, 区, 镇
tell their level themselves, 市 does not: a city outside the gazetteer has none, unless it stands below a prefecture.
"""

from typing import Literal, NamedTuple, cast

from nianbao.report.gazetteer import divisions, longest_name, provinces_in_short, short_names
from nianbao.report.patterns import HAN, regex

PlaceLevel = Literal["province", "prefecture", "county", "township", "city", "zone"]
"""``city``: an X市 that stands nowhere; ``zone``: 开发区, 新区 and the like, which are no divisions: level not told."""

MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")
_RANK: dict[PlaceLevel, int] = {"province": 0, "prefecture": 1, "city": 1, "county": 2, "zone": 3, "township": 4}
_ZONE_WORDS = (
    r"开发(?:建设)?区|高新(?:技术)?(?:产业)?区|高新区|经开区|经济区|新区|新片区|园区|工业园|产业园|工业区|示范区|实验区|试验区|保税区|综保区|自贸区|临空区|合作区"
    r"|度假区|名胜区|风景区|旅游区|景区|管理区|集聚区|直管区|航空港区|生态城"
)
_ZONE = regex(rf"^{HAN}{{0,16}}?(?:{_ZONE_WORDS})")
_NO_CITY = r"场|政(?!府|务)|容|民(?!政)|委(?!员)|域"
"""What follows 市 where it ends no city: 市场, 市政, 市容, 市民, 市委."""
_ENDINGS = regex(
    rf"^{HAN}{{1,10}}?(?:"
    r"(?P<prefecture>(?<=..)(?:自治州|(?<![联同])盟))"
    rf"|(?P<city>(?<=..)(?<!城)市(?!{_NO_CITY}))"
    r"|(?P<county>县(?!级)|(?<!红)旗|(?<![社园校矿片小专景辖库山灾地])(?<!自治)区(?![域块划]|公所))"
    r"|(?P<township>(?<!城)乡(?![村乡县镇]|市(?!场))|城乡(?=人民政府|政府|$)|镇(?![镇县]|市(?!场)|管理|化|居民|建设)|苏木|街道|地区(?=办事处))"
    r")"
)
"""The ending that comes first: 青禾县柳溪镇 is 青禾县, then 柳溪镇."""
_ALONE = regex(
    r"^(?:(?P<province>省|自治区)|(?P<prefecture>自治州|州|盟|地区)|(?P<city>市)|(?P<county>(?:自治)?[县旗]|区(?!公所))|(?P<township>[镇乡]))"
)
_NO_PLACE_AT_ALL = regex(
    r"^(?:[本各全该我]|市场|市政(?!府|务)|市容|乡村|城乡|城镇|区域|区块|区划|县级|省级|市级|省际|州际)"
)
_NEVER_IN_A_PLACE = regex(r"[局厅院]|政府|公司|委员会|中心|办公|分局|部门")
_NAMES_A_TOWNSHIP = regex(r"^(?:街道|镇|乡(?!村))")
"""Behind the name of a district: 城区街道 is no district."""
_UNKNOWN_PROVINCE = regex(rf"^{HAN}{{1,8}}?(?:省|自治区)")
_OWN_WORDS = regex(r"^(?:人民)?政府(?=.*(?:街道|镇|乡))")


class Place(NamedTuple):
    """A place in a name. ``known``: it stands in the gazetteer."""

    name: str
    level: PlaceLevel
    known: bool


def split_places(name: str) -> tuple[list[Place], str]:
    """The places at the start of a name, each below the one before, and what is left of the name."""
    found: list[Place] = []
    rest = name
    while rest:
        place = _next_place(rest, found)
        if place is None:
            own = _OWN_WORDS.match(rest)  # 锡山区人民政府厚桥街道
            if not own or not found or _next_place(rest[own.end() :], found) is None:
                break
            rest = rest[own.end() :]
            continue
        found.append(place)
        rest = rest[len(place.name) :]
    return found, rest


def short_place(text: str) -> tuple[PlaceLevel | None, str] | None:
    """``江苏调查总队`` → (province, 调查总队); the level is None where two share the name. None when no place is named."""
    for length in range(min(len(text) - 1, longest_name()), 1, -1):
        if text[:length] in short_names():
            return short_names()[text[:length]], text[length:]
    return None


def _next_place(rest: str, found: list[Place]) -> Place | None:
    above = _RANK[found[-1].level] if found else -1
    for candidate in (_of_gazetteer(rest, above), _province(rest, found), _zone(rest), _by_ending(rest, found)):
        if candidate is not None and _RANK[candidate.level] > above:
            return candidate
    return None


def _of_gazetteer(rest: str, above: int) -> Place | None:
    names = divisions()
    for length in range(min(len(rest), longest_name()), 1, -1):
        level = names.get(rest[:length])
        if level is not None and _RANK[level] > above and not _NAMES_A_TOWNSHIP.match(rest[length:]):
            return Place(rest[:length], level, True)
    return None


def _province(rest: str, found: list[Place]) -> Place | None:
    """A province of no gazetteer, or one by its short name before a place below it (新疆和田地区)."""
    if found:
        return None
    if match := _UNKNOWN_PROVINCE.match(rest):
        return Place(match.group(), "province", False)
    for length in (3, 2):
        if rest[:length] in provinces_in_short() and _of_gazetteer(rest[length:], 0) is not None:
            return Place(rest[:length], "province", True)
    return None


def _zone(rest: str) -> Place | None:
    match = _ZONE.match(rest)
    return Place(match.group(), "zone", False) if match else None


def _by_ending(rest: str, found: list[Place]) -> Place | None:
    if _NO_PLACE_AT_ALL.match(rest):
        return None
    match = _ENDINGS.match(rest)
    if match is None or _NEVER_IN_A_PLACE.search(match.group()):
        match = None if found else _ALONE.match(rest)
    if match is None:
        return None
    level = cast("PlaceLevel", match.lastgroup)
    if level == "city" and found and found[-1].level in ("prefecture", "city"):
        level = "county"  # 苏州市昆山市
    return Place(match.group(), level, False)
