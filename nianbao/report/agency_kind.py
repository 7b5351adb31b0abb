"""What an agency is by the words of its name, behind the places in it; None where the words do not settle it."""

from collections.abc import Sequence
from typing import Literal

from nianbao.report.agency_place import Place
from nianbao.report.patterns import regex

AgencyKind = Literal["government", "department", "dispatched", "authorised"]

_NO_ORGAN = regex(
    r"^(?:中共|中国共产党|共青团)|^[省市县区州旗党]纪?委(?:办公[室厅])?$|^(?:党委|纪委|委员会)(?:办公[室厅])?$"
    r"|法院$|检察院$|总工会$|生产建设兵团|人大常委会|人民代表大会|政治协商"
    r"|(?:公司|集团|大学|学院|中学|小学|学校|幼儿园|医院|卫生院|银行|协会|学会|商会|联合会|基金会)$"
    r"|(?:供电|电业|铁路)局$"
)
_UNSETTLED = regex(r"驻.{2,8}办事处$|地方志|党史|档案馆|供销|(?:中心|服务站|支队|大队|执法队|总站|所|队)$")
"""Institutions that may be authorised or part of a department."""
_SETTLED = regex(r"(?:调查总?队|消防救援(?:总队|支队|大队)|区公所|派出所)$")
_DISPATCHED = regex(r"(?:街道|街道办|(?<!驻)办事处|区公所|派出所|行政公署|行署|管委会)$")
_COMMITTEE = regex(r"^(?:开发建设)?管理委员会$|执行委员会$")
_DEPARTMENT = regex(
    r"(?:局|厅|委员会|(?<![市县区省州旗党纪])委|办公[室厅]|(?:政?府|[侨外编法研])办|署|海关|调查总?队|消防救援(?:总队|支队|大队)|研究室)$"
)
_COMMITTEES_OFFICE = regex(r"(?:管委会|管理委员会)(?:党政|综合)?办公[室厅]$")


def is_no_organ(name: str) -> bool:
    """Courts, the party, enterprises, schools, hospitals: what they publish is no report under 条例第五十条."""
    return _NO_ORGAN.search(name) is not None


def kind_of(places: Sequence[Place], rest: str) -> AgencyKind | None:
    """``rest`` is the name without its places (``split_places``)."""
    last = places[-1] if places else None
    if is_no_organ(rest) or (_UNSETTLED.search(rest) and not _SETTLED.search(rest)):
        return None
    if last is not None and last.name.endswith("街道"):
        return "dispatched"  # its offices report with it
    if rest == "":
        return _kind_of_place(last)
    if rest in ("人民政府", "政府"):
        return None if last is not None and last.level == "zone" else "government"
    if (
        last is not None
        and last.name.endswith("综合实验区")
        and not _DEPARTMENT.search(rest.removesuffix("管理委员会"))
    ):
        return None
    if _DISPATCHED.search(rest) or (last is not None and is_zone(last) and rest.endswith("管理委员会")):
        return "dispatched"
    if _COMMITTEE.search(rest) or _COMMITTEES_OFFICE.search(rest):
        return None
    if last is not None and last.level == "township" and not rest.startswith(("人民政府", "政府")):
        return None  # 镇党政办公室 and the like sign for the town as often as for themselves
    return "department" if _DEPARTMENT.search(rest) else None


def is_zone(place: Place) -> bool:
    """新区, 开发区: some are districts too (两江新区)."""
    return place.level == "zone" or place.name.endswith("新区")


def _kind_of_place(place: Place | None) -> AgencyKind | None:
    """A place alone stands for its government; 地区 and 盟 have a 行政公署, a zone its committee."""
    if place is None or place.name in ("省", "市", "州", "盟", "县", "区", "旗", "镇", "乡", "自治区", "地区"):
        return None
    if place.name.endswith("综合实验区"):
        return None  # it governs a county, and is none
    return "dispatched" if place.level == "zone" or place.name.endswith(("地区", "盟")) else "government"
