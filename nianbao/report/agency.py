"""Who reports. Kind and level are inferred from the name, and the inference is always marked as such."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from nianbao.report.agency_kind import AgencyKind, is_no_organ, kind_of
from nianbao.report.agency_place import MUNICIPALITIES, Place, short_place, split_places
from nianbao.report.gazetteer import divisions, provinces_in_short
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

AgencyLevel = Literal["state", "province", "prefecture", "county", "township"]
AGENCY_KINDS: tuple[AgencyKind, ...] = ("government", "department", "dispatched", "authorised")
AGENCY_LEVELS: tuple[AgencyLevel, ...] = ("state", "province", "prefecture", "county", "township")

__all__ = ["AGENCY_KINDS", "AGENCY_LEVELS", "MUNICIPALITIES", "Agency", "AgencyKind", "AgencyLevel", "infer_agency"]

_STATE = regex(
    r"国务院(?:[^省市县]*)|国家(?:[^省市县区]|市(?=场)){1,16}?(?:局|委员会|部|署|办公室)|海关总署|审计署|中国(?:人民银行|气象局|地震局|民用航空局?)"
    r"|中国(?:证券|银行保险)监督管理委员会"
    r"|(?:外交|国防|教育|科学技术|工业和信息化|公安|民政|司法|财政|人力资源和社会保障|自然资源|生态环境|住房和城乡建设|交通运输|水利|农业农村|商务|文化和旅游"
    r"|退役军人事务|应急管理)部"
)
"""The State Council, its departments and its bureaus; what stands behind such a name is a branch of it."""
_VERTICAL = regex(
    r"(?:税务局|海关|气象局|调查总?队|烟草专卖局|邮政管理局|通信管理局|海事局|监管局|监管分局|消防救援(?:总队|支队|大队))$"
)
"""Organs of the State in a place: those below a prefecture have no county level."""
_BRANCH = regex(r"局(?P<place>[^局]{2,12})分局$|^(?P<bureau>.{2,4})生态环境局$")
_COMMITTEE = regex(r"管委会$|^管理委员会$")
_ZONE_BRANCH = regex(r"开发区|园区|高新区|新区")


@dataclass(frozen=True, slots=True)
class Agency:
    """An administrative organ. ``kind`` and ``level`` may be None: then what needs them is not decided.

    ``kind``: government 各级人民政府, department 工作部门, dispatched 派出机关（街道办、管委会）, authorised 授权组织 (never
    inferred). ``region`` is the province-level name when the name carries one.
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
    >>> infer_agency("启东市教育局").level  # a city that is a county
    'county'
    """
    return Agency(name.strip(), *_inferred(re.sub(r"\([^)]*\)", "", squeeze(name))), inferred=True)


@lru_cache(maxsize=1024)
def _inferred(name: str) -> tuple[AgencyKind | None, AgencyLevel | None, str | None]:
    """Kind, level, region of a name without blanks and brackets."""
    name = name.removeprefix("中华人民共和国")
    if state := _STATE.match(name):
        branch = name[state.end() :]
        if not branch:
            return ("government" if name == "国务院" else "department"), "state", None
        return _branch_of_the_state(branch)
    if is_no_organ(name):
        return None, None, None
    if name.endswith("海关"):
        return "department", _level_of_customs(name.removesuffix("海关")), None
    places, rest = split_places(name)
    return kind_of(places, rest), _level(places, rest), _region(places)


def _branch_of_the_state(branch: str) -> tuple[AgencyKind | None, AgencyLevel | None, str | None]:
    """国家税务总局·昆山市税务局, 国家统计局·江苏调查总队: by the place; one of no place (长江水利委员会) is not told."""
    places, rest = split_places(branch)
    if places and rest:
        return kind_of(places, rest), _level(places, rest, vertical=True), _region(places)
    if short := short_place(branch):
        level, rest = short
        kind: AgencyKind | None = "department" if _VERTICAL.search(rest) else None
        return (
            kind,
            level if level in ("province", "prefecture") else None,
            provinces_in_short().get(branch[: -len(rest)]),
        )
    return None, None, None


def _level_of_customs(place: str) -> AgencyLevel | None:
    """Customs districts follow ports, not provinces; those of the four municipalities alone are told by their name."""
    return "province" if f"{place}市" in MUNICIPALITIES else None


def _level(places: Sequence[Place], rest: str, *, vertical: bool = False) -> AgencyLevel | None:
    if not places:
        return _level_of_words(rest)
    last = places[-1]
    if last.level == "city" or last.level == "zone" or _COMMITTEE.search(rest):
        return None
    if last.level == "county" and (vertical or _VERTICAL.search(rest)):
        return None
    if last.level == "prefecture" and (branch := _BRANCH.search(rest)):
        return _level_of_branch(branch["place"] or branch["bureau"])
    if "区公所" in rest:
        return "township"
    if last.level == "county" and _region(places) in MUNICIPALITIES:
        return "prefecture"  # a district of a municipality ranks with a prefecture
    if last.level == "province" and (branch := _BRANCH.search(rest)) and _region(places) in MUNICIPALITIES:
        return "prefecture" if _level_of_branch(branch["place"] or branch["bureau"]) else None
    return last.level


def _level_of_words(name: str) -> AgencyLevel | None:
    """Of a name without a place."""
    if name.startswith("街道"):
        return "township"
    if name in ("行政公署", "行署"):
        return "prefecture"
    return "province" if name.endswith("厅") and not name.endswith("办公厅") else None


def _level_of_branch(place: str) -> AgencyLevel | None:
    """Of a bureau's branch for a county (盐城市公安局盐都分局); that for a zone, or for nothing that is known, has none."""
    if _ZONE_BRANCH.search(place):
        return None
    named = any(divisions().get(place + ending) == "county" for ending in ("", "区", "县", "市", "旗"))
    return "county" if named or place.endswith(("区", "县", "旗")) else None


def _region(places: Sequence[Place]) -> str | None:
    if not places or places[0].level != "province" or places[0].name == "省":
        return None
    return provinces_in_short().get(places[0].name, places[0].name)
