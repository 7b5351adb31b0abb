"""Names of agencies in prose, taken apart into places and body, and how each stands to the reporting agency.

How a name stands to the own one is told from the levels of its places, and ``unknown`` wherever the own name leaves a
level out: its prefecture may be any. The list of divisions is asked whether a 市 is a prefecture, and whether what looks
like a common word (泰山区) is a name.
"""

import re
from typing import Literal, NamedTuple

from nianbao.report.agency import Agency
from nianbao.report.gazetteer import divisions
from nianbao.report.patterns import HAN, regex
from nianbao.report.text import squeeze

Relation = Literal["own", "peer", "below", "unknown"]
"""own: itself, a superior named in its own name, or an organ of the same place. peer: of another place of a level
that its own name gives. below: of a place of a lower level, its own or not. unknown: may be above it."""

_RANKS = (
    ("省", "自治区"),
    ("市", "州", "自治州"),
    ("县", "自治县", "区", "旗", "自治旗"),
    ("镇", "乡", "民族乡", "街道"),
)
"""Suffixes of places by level, province first. 市 is of two levels, see ``relation``."""
_CITY, _COUNTY, _TOWN = 1, 2, 3
_KINDS = (("镇", "乡", "民族乡", "街道"), ("县", "自治县"), ("区",), ("市",), ("旗", "自治旗"))
"""Suffixes of places of one kind: their governments write the same report."""

_SUFFIX = (
    r"(?P<suffix>自治区|自治州|自治县|自治旗|民族乡|省|市(?!场|政(?!府|务)|容)|州|县|旗|街道|镇(?!海)|(?<!城)乡(?![建村])"
    r"|(?<![社园校片矿])区)"
)
_OWN_PLACE = regex(rf"(?P<stem>{HAN}{{1,7}}?){_SUFFIX}")
_PLACE = regex(rf"(?P<stem>{HAN}{{2,5}}?){_SUFFIX}")
_NO_NAME = regex(
    r"^(?:通过|依托|利用|借助|登[录陆])|^[各全我本该其所以在对和与由为经按个两某每原向从把将被据及等令使让是有]|^[一二三四五六七八九十]+$|[的等及和与在对全所已了将为是其个该级辖请]|各(?!庄)"
    r"|乡$|^(?:主|老|新|古|县|市|中心)城$|村$|示范|试点|建制|特色|重点|中心|周边|相邻|兄弟|有关|相关|成员|下属|直属|专$|社$|园$|景$|小$|辖$|校$|片$|矿$"
    r"|经开$|度假$|保税$|产业$|工业$|山$|库$|林$|牧$|新$|开发$|保护$|自治$|功能$|管理$|试验$|实验$|合作$|先行$|综合$|地$|市$|县$|区$"
    r"|公开$|服务$|解读$|查询$|办事$|政府|网站|^现公?[布将就]|^例如|^包括|^关于|^报送"
)
_GOVERNMENT = regex(
    r"(?:人民政府|办事处)?(?:办公室|办公厅|党政(?:综合)?办(?:公室)?)?(?:信息公开办公室|政务公开办公室)?"
)
_DEPARTMENT = regex(
    rf"(?:(?!主动|公开|收到|受理|开展|组织|认真|严格|高度|积极|通过|[共各全报由向对把将经按在是为的]){HAN}){{2,12}}?"
    r"(?:局|厅|委员会|(?:改革|健康|建设|卫健|住建|发改)委)(?:办公室)?"
)


class Place(NamedTuple):
    """青禾县: stem 青禾, suffix 县."""

    stem: str
    suffix: str

    @property
    def rank(self) -> int:
        return next(rank for rank, suffixes in enumerate(_RANKS) if self.suffix in suffixes)

    @property
    def is_town(self) -> bool:
        return self.rank == _TOWN


class AgencyName(NamedTuple):
    """``places`` from the highest down, ``body`` what follows them (人民政府, 教育局); ``end`` in the text it came from."""

    text: str
    places: tuple[Place, ...]
    body: str
    end: int

    @property
    def last(self) -> Place:
        return self.places[-1]

    @property
    def is_government(self) -> bool:
        """A government, its office, or a place alone."""
        return _GOVERNMENT.fullmatch(self.body) is not None


_BEFORE_THE_NAME = regex(r"^[^\u4e00-\u9fff]+")
_REMARK = regex(r"\(.*?\)")
_ABOVE_A_TOWN = regex(r"人民政府(?=.+(?:街道|[镇乡]))")


def own_name(agency: Agency) -> AgencyName | None:
    """The reporting agency's name; None when it does not begin with a place of a known kind."""
    name = _BEFORE_THE_NAME.sub("", _REMARK.sub("", squeeze(agency.name)))
    name = _ABOVE_A_TOWN.sub("", name)  # 松岚区人民政府青石街道办事处
    places: list[Place] = []
    position = 0
    while match := _OWN_PLACE.match(name, position):
        places.append(Place(match["stem"], match["suffix"]))
        position = match.end()
    if not places or len(places[-1].stem) < 2 or not any(places[-1].suffix in kind for kind in _KINDS):
        return None
    return AgencyName(name, tuple(places), name[position:], len(name))


def name_at(text: str, start: int) -> AgencyName | None:
    """The name that begins at ``start``, in full or a place alone; None where no place begins there."""
    places: list[Place] = []
    position = start
    while match := _PLACE.match(text, position):
        place = Place(match["stem"], match["suffix"])
        if (_NO_NAME.search(place.stem) and not is_division(place)) or (places and place.rank <= places[-1].rank):
            break
        places.append(place)
        position = match.end()
    if not places:
        return None
    body = "" if places[-1].is_town else _matched(_DEPARTMENT, text, position)
    body = body or _matched(_GOVERNMENT, text, position)
    end = position + len(body)
    return AgencyName(text[start:end], tuple(places), body, end)


def _matched(pattern: re.Pattern[str], text: str, position: int) -> str:
    match = pattern.match(text, position)
    return match.group() if match else ""


def relation(name: AgencyName, own: AgencyName) -> Relation:
    """How a name stands to the own one, by the first of its places that the own name does not hold."""
    mine = "".join(place.stem + place.suffix for place in own.places)
    strange = [place for place in name.places if place.stem not in mine and own.last.stem not in place.stem]
    if not strange or strange[-1] is not name.last:
        return "own"
    ranks = [place.rank for place in own.places]
    first = strange[0]
    if first.rank > ranks[-1]:
        return "below"
    if first.rank == _CITY:
        # Of two cities one may be in the other, unless the own one has a county of its own, or both are prefectures.
        apart = _COUNTY in ranks or (_is_prefecture(first) and any(_is_prefecture(p) for p in own.places))
        return "peer" if _CITY in ranks and apart else "unknown"
    return "peer" if first.rank in ranks else "unknown"


def is_division(place: Place) -> bool:
    """泰山区, 和平区: names that look like words, for all who know no list of them; 新城区 is said of any town."""
    return place.stem not in ("新城", "老城", "古城") and place.stem + place.suffix in divisions()


def _is_prefecture(place: Place) -> bool:
    return divisions().get(place.stem + place.suffix) == "prefecture"


def same_kind(name: AgencyName, own: AgencyName) -> bool:
    """A town's in a town's report, 乙县教育局 in 甲县教育局's: built as the own one."""
    kind = next(kind for kind in _KINDS if own.last.suffix in kind)
    if name.last.suffix not in kind:
        return False
    return name.is_government if own.is_government else name.body == own.body
