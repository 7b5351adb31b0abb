"""Agencies that the preamble names: 现公布X…年度报告, 本报告由X编制, X编制并公布, 请与X联系; and the year that stands beside."""

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
_AS_SUBJECT = regex(
    rf"(?:^|[,。;:])(?:{_YEAR},)?{_NAME}(?:现(?:面?向社会)?(?:公布|公开|发布)|(?:编制|制作)(?:并|了|本|20\d\d年)"
    r"|(?:认真|深入|全面|严格|坚决)(?:贯彻|落实|执行|按照)|高度重视|严格按照|现将"
    rf"|{_BASIS}[^。;]{{0,120}}?(?:编制|编写|制作|形成|公布|发布)了?(?:本|此|该|20\d\d年|政府信息公开|年度报告))"
)
_CONTACT = regex(rf"(?:请(?:与|向|联系|致电|径与)|可(?:与|向|联系)){_NAME}(?:联系|咨询|反映|查询|[(,。:;]|$)")
_NO_NAME = regex(
    r"^(?:国务院|[由经]|本|我|各|该|全|现|其|上述|有关|县委|市委|区委|党)|(?:条例|规定|要求|办法|通知|意见)"
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
    for pattern in (_REPORTED, _MADE_BY, _AS_SUBJECT):
        yield from _found(pattern, text)
    for named in _found(_CONTACT, text):
        yield named._replace(is_contact=True)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Named]:
    for match in pattern.finditer(text):
        name = match["agency"]
        if not _NO_NAME.search(name) and infer_agency(name).kind is not None:
            yield Named(name, match.groupdict().get("year"), match.group())
