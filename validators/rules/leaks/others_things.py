"""Web sites, columns and guides of another place named as one's own, a part of LK-01; they stand anywhere in a sentence."""

from collections.abc import Iterator
from typing import NamedTuple

from nianbao.report.patterns import regex
from validators.prose.agency_names import AgencyName, is_division, name_at
from validators.prose.own_words import own_words
from validators.prose.sentences import Span

_THING = regex(
    r"(?:自治县|街道|[镇乡县区市旗])(?=(?:人民政府|政府|办事处|管委会)?(?:官方|门户|政府|政务)*(?:网站|网专栏|专栏|微信公众号|公众号|政务新媒体|政务公开专区|政府信息公开专栏))"
)
_BEFORE = regex(r"(?:^|[、,:;(\u25a1在于有和与及由为到至向]|网站|平台|通过|利用|依托|借助|登录|包括|主要是)$")
"""What a name stands behind in the middle of a sentence."""
_GUIDE = regex(r"《(?P<title>[^《》]{4,40}?(?:信息|政务)公开(?:工作)?(?:指南|目录|制度|规定|办法|工作流程))》")
_NO_PLACE = regex(
    r"强化|依托|利用|完善|优化|加[强大快]|推[进动]|规范|[做抓建用管]好|维护|更新|改版|升级|建[设立成]|登[录陆]|关注|打造|拓[宽展]|丰富|发挥|提升|整合|线[上下]"
    r"|同步|及时|统一|定期|主动|开[设通放展]|设[立置]|专门|目前|现有|充分|有效|结合|突出|确保|保障|集中|全面|巩固|深化|健全|聚焦|借力|搭建|构建|落实|运用|使用|公[开布]"
    r"|发布|检查|督促|指导|协调|配合|对接|收[集到]|[向从往经把将被让给]|上级|本级|政府|部门|单位|官方|门户"
)
"""Verbs and the like before 县政府网站; in place names they are not."""
_FURTHEST = 16


class Named(NamedTuple):
    """A name and where it begins in the sentence."""

    name: AgencyName
    start: int


def things_of_places(sentence: Span) -> Iterator[Named]:
    """Names with a site, a column or a guide of theirs, the own ones too."""
    for title in _GUIDE.finditer(sentence.text):
        name = name_at(sentence.text, title.start("title"))
        if name is not None:
            yield Named(name, title.start("title"))
    said = own_words(sentence.text)
    for thing in _THING.finditer(said):
        if (named := _ending_at(said, thing.end())) is not None:
            yield named


def _ending_at(said: str, end: int) -> Named | None:
    """The longest name whose last place ends there."""
    for start in range(max(0, end - _FURTHEST), end - 2):
        if _BEFORE.search(said[max(0, start - 3) : start] if start else ""):
            name = name_at(said, start)
            if name is None or name.end - len(name.body) != end or _NO_PLACE.search(name.places[0].stem):
                continue
            if name.last.is_town or len(name.places) > 1 or is_division(name.last):
                return Named(name, start)
    return None
