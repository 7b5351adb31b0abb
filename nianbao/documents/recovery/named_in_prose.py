"""Agencies that the preamble names: 现公布X…年度报告, 本报告由X编制, X编制并公布, 请与X联系; and the year that stands beside.

Also the year that it gives the report in short: X编制2024年度报告, 就2024年的公开工作向社会报告.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nianbao.report.agency import infer_agency
from nianbao.report.patterns import HAN, regex

_NAME = rf"(?P<agency>(?:{HAN}|[()]){{2,30}}?)"
_YEAR = r"(?P<year>20\d\d)年度?"
_REPORTED = regex(
    r"(?:现(?:将|予以?|面?向社会(?:公布|公开|发布))?(?:公布|公开|发布)?|编制了?|反映了?)"
    rf"{_NAME}{_YEAR}(?:的)?(?:政府)?信息公开(?:工作|年度|情况|报告)"
)
_BASIS = r"(?:按照?|依照?|根据|依据|遵照|参照|对照|结合)"
_MADE_BY = regex(
    rf"由{_NAME}(?:(?:{_BASIS}|严格|认真|负责|组织|统一|牵头|会同)[^。;]{{0,120}}?)?(?:汇总)?(?:编制|编写|制作|起草|汇总|撰写)"
)
_MAKES = r"(?:编制|编写|制作|撰写|起草|形成|公布|发布|公开)"
_THE_REPORT = r"(?:并|了|的)?(?:本|此|该|20\d\d年|政府信息公开(?:工作)?(?:年度)?(?:报告|年报)|年度报告|年报)"
_AS_SUBJECT = regex(
    rf"(?:^|[,。;:])(?:{_YEAR},)?{_NAME}(?:现(?:面?向社会)?(?:公布|公开|发布)|(?:编制|制作)并|{_MAKES}{_THE_REPORT}"
    r"|(?:认真|深入|全面|严格|坚决)(?:贯彻|落实|执行|按照)|高度重视|严格按照|现将"
    rf"|{_BASIS}[^。;]{{0,120}}?(?:{_MAKES}{_THE_REPORT}|向社会(?:公布|公开|报告))"
    r"|就[^,。;]{2,40}?(?:[作做](?:出|了)?(?:如下|以下)?报告|报告如下|向社会(?:公布|公开|报告)))"
)
_REPORT_IS_OF = regex(rf"本(?:年度)?(?:报告|年报)(?:是|为|系){_NAME}(?:{_BASIS}|{_MAKES}|的?20\d\d年|[对向]社会)")
_CONTACT = regex(rf"(?:请(?:与|向|联系|致电|径与)|可(?:与|向|联系)){_NAME}(?:联系|咨询|反映|查询|[(,。:;]|$)")
_NO_NAME = regex(
    r"^(?:国务院|[由经]|本|我|各|该|全|现|其|上述|有关|县委|市委|区委|党|根据|依据|按照|对照|结合)|(?:条例|规定|要求|办法|通知|意见)"
)
_MOST = 400
"""Characters of a paragraph that are looked at: who reports is said at its start."""


class Named(NamedTuple):
    """An agency as the prose names it, with the year of its report where that stands beside; the words around."""

    agency: str
    year: str | None
    quote: str
    is_contact: bool = False


def named_in_prose(text: str) -> Iterator[Named]:
    """``text`` is a paragraph, squeezed. The nearest to “this is whose report it is” comes first."""
    text = text[:_MOST]
    for pattern in (_REPORTED, _MADE_BY, _AS_SUBJECT, _REPORT_IS_OF):
        yield from _found(pattern, text)
    for named in _found(_CONTACT, text):
        yield named._replace(is_contact=True)


_REPORTED_YEAR = regex(
    rf"(?<![月日时期前])(?:{_MAKES}(?:并{_MAKES})?(?:了|的)?|现[将就]|[,。;:]就|本(?:报告|年报)(?:是|为|系)){HAN}{{0,24}}?(?P<year>20\d\d)年度?"
    rf"(?:的|{HAN}{{0,24}}?公开{HAN}{{0,12}}?)?(?:年度|工作|情况)?(?:报告|年报)"
    rf"(?!的?(?:{_MAKES}|有关|要求|通知|格式|工作|反馈|考核|评估)|[后中])"
)
_OF_ANOTHER = regex(r"关于|通知|要求|上年|去年|按[时期]|及时|如期|此前|已于|将于")


def reported_years(text: str) -> Iterator[tuple[str, str]]:
    """The years that the preamble says its report is of, with the words around; ``text`` as above, of the preamble alone."""
    for match in _REPORTED_YEAR.finditer(text[:_MOST]):
        if not _OF_ANOTHER.search(match.group()):
            yield match["year"], match.group().lstrip(",。;:")


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Named]:
    for match in pattern.finditer(text):
        name = match["agency"]
        if not _NO_NAME.search(name) and infer_agency(name).kind is not None:
            yield Named(name, match.groupdict().get("year"), match.group())
