"""The years with which clauses of the agency's own begin: 2023年, 我镇2023年, 截至2023年底, 信息处理费:2022年."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nianbao.report.agency import Agency
from nianbao.report.patterns import HAN, regex
from nianbao.report.text import squeeze
from validators.prose.own_words import own_clauses

_ORDINAL = r"(?:\(?\s*(?:[一二三四五六七八九十]{1,2}|\d{1,2})\s*[).、]|[一二三四五六七八九十]是|其中)"
_MARKER = rf"(?:{_ORDINAL}\s*)?(?:[^:,\d]{{2,12}}:)?{_ORDINAL}?\s*"
_HEAD = regex(rf"{_MARKER}(?:截至|截止到?)?(?P<who>{HAN}{{0,16}}?)(?P<year>20\d\d)\s*年(?P<rest>.*)")
_PLACES = r"(?:省|市|州|县|区|旗|镇|乡|街道|局|厅|委|办)"
_SELF = regex(
    rf"(?:我|本|全)(?:{_PLACES}|单位|机关|系统|部门|院|中心|校|队|署|社区)?"
    rf"|(?:我|本|全)?{_PLACES}?(?:人民)?(?:政府|政务|门户|官方|部门)*(?:网站|官网|公众号|新媒体|公开栏)"
)
"""The agency itself, or a channel of its own."""
_ATTRIBUTE = regex(
    rf"^度?(?!把|通过|利用)(?:(?!主动公开|公开|发布|收到|受理|没有|[无未])[^,]){{0,24}}?的(?!要求|规定|指导|关心|支持|原则|{HAN}{{0,4}}领导)"
)
_MONTH = regex(r"^\s*\d{1,2}\s*月")
_YEAR_END = regex(r"^(?:12月(?:31日|底)|年?底|末)")


class Head(NamedTuple):
    """A year with which a clause of the agency's own begins; ``since`` is where its digits end in the sentence.

    ``rest`` is what the sentence goes on with after 年: a month of that year, or a thing of it (2023年的文件).
    """

    year: int
    since: int
    rest: str
    opens: bool

    @property
    def of_a_month(self) -> bool:
        return bool(_MONTH.match(self.rest) and not _YEAR_END.match(squeeze(self.rest)))

    @property
    def of_a_thing(self) -> bool:
        return bool(_ATTRIBUTE.match(self.rest))


def heads(words: str, agency: Agency) -> Iterator[Head]:
    """``words``: a sentence as ``own_words`` leaves it."""
    for clause in own_clauses(words):
        head = _HEAD.match(clause.text.strip())
        if head is not None and _is_self(head["who"], agency):
            since = clause.start + clause.text.index(head["year"]) + len(head["year"])
            rest = re.sub(r"^\s*年", "", words[since:])
            yield Head(int(head["year"]), since, rest, opens=clause.start == 0)


def year_that_opens(line: str) -> int | None:
    """2024年… at the head of a line, nobody named before it."""
    head = _HEAD.match(line)
    return int(head["year"]) if head and not head["who"] else None


def _is_self(who: str, agency: Agency) -> bool:
    """Nobody named before the year, or the reporting agency: 我镇, 全县, 庞各庄镇."""
    who = who.strip()
    name = squeeze(agency.name).removesuffix("人民政府")
    return not who or bool(_SELF.fullmatch(who)) or (len(who) >= 2 and squeeze(who).removesuffix("人民政府") in name)
