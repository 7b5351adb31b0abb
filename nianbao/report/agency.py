"""Who reports. Kind and level are inferred from the name, and the inference is always marked as such."""

import re
from dataclasses import dataclass
from typing import Literal

from nianbao.report.patterns import HAN, regex
from nianbao.report.text import squeeze

AgencyKind = Literal["government", "department", "dispatched", "authorised"]
AgencyLevel = Literal["state", "province", "prefecture", "county", "township"]
AGENCY_KINDS: tuple[AgencyKind, ...] = ("government", "department", "dispatched", "authorised")
AGENCY_LEVELS: tuple[AgencyLevel, ...] = ("state", "province", "prefecture", "county", "township")

MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")
# A place name has at least two characters before 市; 市 inside 市场/市政 and 区 inside 社区/园区 are no suffixes.
_PROVINCE = regex(rf"^(?:{HAN}{{1,8}}?(?:省|自治区)|北京市|上海市|天津市|重庆市)")
_PLACE = regex(
    rf"(?P<prefecture>{HAN}{{2,8}}?(?:自治州|地区|盟|市(?!场|政(?!府|务)|容|民(?!政)|委)))"
    rf"|(?P<county>{HAN}{{1,8}}?(?:自治县|自治旗|县|旗|(?<![社园校片矿])区(?!域|块)))"
    rf"|(?P<township>{HAN}{{1,8}}?(?:民族乡|(?<!城)乡(?!建|村)|镇(?!海)|苏木))"
)
_ZONE = regex(
    rf"(?:经济|技术|产业|高新|工业|旅游|度假|综合|保税|试验|实验|示范|合作|新){HAN}{{0,10}}?区$|开发区$|园区$"
)


@dataclass(frozen=True, slots=True)
class Agency:
    """An administrative organ. ``kind`` and ``level`` may be None: then rules that need them do not apply.

    ``kind``: government 各级人民政府, department 工作部门, dispatched 派出机关（街道办、管委会）, authorised 授权组织.
    ``region`` is the province-level name when the name carries one.
    """

    name: str
    kind: AgencyKind | None = None
    level: AgencyLevel | None = None
    region: str | None = None
    inferred: bool = True

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "kind": self.kind,
            "level": self.level,
            "region": self.region,
            "inferred": self.inferred,
        }


def infer_agency(name: str) -> Agency:
    """Kind, level and province read off a name; what the name does not tell stays None.

    >>> infer_agency("北京市大兴区庞各庄镇人民政府").level
    'township'
    """
    flat = re.sub(r"\(.*?\)", "", squeeze(name))
    return Agency(name.strip(), _kind(flat), _level(flat), _region(flat), inferred=True)


def _kind(name: str) -> AgencyKind | None:
    if re.search(r"街道|管委会$|行政公署$|派出所$|地区行署$|(?:区|园|基地)管理委员会$", name) or _ZONE.search(name):
        return "dispatched"
    if name.endswith(("人民政府", "人民政府办公厅", "人民政府办公室", "政府")):
        return "government"
    if re.search(r"(?:局|厅|委员会|办公室|办公厅|部|署|总局|委|科|科技局|支队|分局|税务局|海关|院)$", name):
        return "department"
    if re.search(r"(?:大学|学院|医院|公司|集团|中心)$", name):
        return "authorised"
    return None


def _level(name: str) -> AgencyLevel | None:
    if re.match(
        r"^(?:国务院|中华人民共和国|国家(?!级)|中国(?:人民银行|证券|气象|地震|民用))", name
    ) and not _PLACE.search(name[2:]):
        return "state"
    province = _PROVINCE.match(name)
    municipality = bool(province and province.group() in MUNICIPALITIES)
    rest = name[province.end() :] if province else name
    level: AgencyLevel | None = "province" if province else None
    while match := _PLACE.match(rest):
        found: AgencyLevel = match.lastgroup  # type: ignore[assignment]
        if found == "prefecture" and level == "prefecture":
            found = "county"  # 县级市: a 市 inside a 市
        if found == "county" and municipality:
            found = "prefecture"  # a district of a municipality ranks with a prefecture
        level = found
        rest = rest[match.end() :]
    if "街道" in rest:
        return "township"
    return level


def _region(name: str) -> str | None:
    match = _PROVINCE.match(name)
    return match.group() if match else None
