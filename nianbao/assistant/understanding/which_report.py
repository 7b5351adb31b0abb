"""Which of several reports is meant: by file name, agency, year, place among them, verdict; by 这份; or all of them.

An answer about another report than the one that was meant is worse than none, so what stays unclear is never one of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePath
from typing import Any, Literal, NamedTuple

from nianbao.report.agency_place import split_places
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex


@dataclass(frozen=True, slots=True)
class KnownReport:
    """A report of the conversation. ``review``: data of its newest review; ``reviewed_at``: the turn of that review, 0 for
    none; the highest number is the newest."""

    file: str
    agency: str
    year: int | None
    review: Mapping[str, Any] | None = field(default=None, compare=False)
    reviewed_at: int = 0

    @property
    def name(self) -> str:
        """``示例县青石镇人民政府2024年年报（a.docx）``: by which every answer names it."""
        whose = f"{self.agency or '未读出机关名称的'}{f'{self.year}年' if self.year else ''}年报"
        return f"{whose}（{self.file}）"


How = Literal["named", "all", "these", "unclear", "unknown"]
"""named: by a name, a place or a verdict; these: 这份, or nothing said where only one can be meant; unknown: named, but
not here."""


class Which(NamedTuple):
    how: How
    reports: tuple[KnownReport, ...]


_NUMBER = r"[一二三四五六七八九十\d]+"
_NTH = regex(rf"第\s*({_NUMBER})\s*(?:份|篇|个(?:文件|报告|年报|附件|单位|镇|乡))|(头|最后|末)一?[份个篇]")
_BEFORE = regex(r"[前上][一那]?[份篇]")
_FAILED = regex(
    r"(?:不合格|不符合|不合规|没通过|没过|过不了|不能报|报不了|有错误?|有问题)的?(?:[那这]|是哪)[一]?[份个篇]"
    r"|[那这][一]?[份个篇](?:不合格|不符合|不合规|没通过|没过|过不了|不能报|报不了|有错误?|有问题)的"
)
_PASSED = regex(
    r"(?<!不)(?:合格|符合|合规|通过|能报|可以报|没问题)的?(?:[那这]|是哪)[一]?[份个篇]"
    r"|[那这][一]?[份个篇](?:合格|符合|合规|通过|能报|可以报|没问题)的"
)
_ALL = regex(
    r"[两俩三四五六七八九十\d]+个?[份篇镇]|[几每各哪][一]?[份个篇]|(?<!首)都|全部|所有|分别|俩|一起|哪些(?:文件|报告|年报)?能"
)
_THIS = regex(r"这[一]?[份篇稿个]|(?:刚才|刚刚|最新|最后)的?(?:那份|这份)?|这样|它")
_YEAR = regex(r"(20\d\d)年?")
_LAST_YEAR = regex(r"去年|(?:上年|上一年)(?!度?结转)度?")
_PLACE = regex(r"([\u4e00-\u9fff]{2,6}?)(镇|乡|街道|县|区|市|局|委员会)(?![级内里长域直外政办])")
_NO_NAME = regex(
    r"(?:们|个|的|哪|这|那|本|各|全|该|些|每|几|两|县|市|区|镇|乡|城|集|村|小|社|地|园|辖|专|格|布|结|当|上|股|超|别|其他|其它|兄弟)$"
)
_LEAD = regex(
    r"^(?:请问|问问?|看看?|查|请|那么?|那|和|跟|与|同|给|把|将|对|向|从|由|在|为|让|及|经|通过|审|审核|还有|以及|或|或者|告诉我|说说)+"
)
_BARE = regex(
    r"^[\s，。？！?!,.]*(?:那|这|请|看|要|是|我要|我问的?是|我说的是)*(?:[份个篇]|的|呢|吧|啊|那份|的那份|年报|报告|是?哪[一]?[份个篇])*[\s，。？！?!,.]*$"
)


def which_reports(said: str, known: Sequence[KnownReport], *, years: bool = True) -> Which:
    """``known`` in the order in which they were handed in. ``years``: a year named chooses among them (where a figure is
    asked, it is the year of the figure)."""
    named, rest = _by_name(said, known)
    if named is None:
        return Which("unknown", ())
    pool = named or tuple(known)
    if years and (year := _year_in(said, pool)) is not None:
        of_year = tuple(k for k in pool if k.year == year)
        return Which("named" if of_year else "unknown", of_year)
    if (nth := _nth(rest, pool)) is not None:
        return Which("named" if nth else "unknown", nth)
    if chosen := _by_verdict(rest, pool):
        return Which("named", chosen)
    if named:
        return Which("named", named)
    if len(pool) < 2:
        return Which("these", pool)
    if _ALL.search(rest):
        return Which("all", pool)
    newest = _newest(pool)
    if (_THIS.search(rest) and newest) or len({(k.agency, k.year) for k in pool if k.reviewed_at}) == 1:
        return Which("these", newest)
    return Which("unclear", tuple(k for k in pool if k.reviewed_at) or pool)


def names_a_report(said: str, known: Sequence[KnownReport]) -> bool:
    """Whether a report is pointed at by name, place or verdict, known or not."""
    return which_reports(said, known).how in ("named", "unknown")


def only_names_a_report(said: str, known: Sequence[KnownReport]) -> bool:
    """``第一份``, ``白云镇那份呢``, ``other.txt``: an answer to the question which one."""
    named, rest = _by_name(said, known)
    rest = _NTH.sub("", _FAILED.sub("", _PASSED.sub("", rest)))
    return bool(named or rest != said) and _BARE.match(rest) is not None


def without_names(said: str, known: Sequence[KnownReport]) -> str:
    """The words without the names, places and verdicts by which reports are pointed at."""
    named, rest = _by_name(said, known)
    if named is None:
        rest = _PLACE.sub(lambda m: "" if _is_name(m[1], m[2]) else m[0], rest)
    return _NTH.sub("", _FAILED.sub("", _PASSED.sub("", rest)))


def _by_name(said: str, known: Sequence[KnownReport]) -> tuple[tuple[KnownReport, ...] | None, str]:
    """The reports whose file or agency is named, and what was said without those names; None for a name that none has.

    Longer names first: 示例县白云镇 speaks of the town, not of the county.
    """
    by_name: dict[str, set[int]] = {}
    for number, report in enumerate(known):
        for name in _names(report):
            by_name.setdefault(name.lower(), set()).add(number)
    rest, found = said, set[int]()
    for name in sorted(by_name, key=len, reverse=True):
        if match := re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", rest, re.IGNORECASE):
            rest = f"{rest[: match.start()]}{rest[match.end() :]}"
            found |= by_name[name]
    if not found and known and any(_is_name(*place) for place in _PLACE.findall(rest)):
        return None, rest
    return tuple(k for number, k in enumerate(known) if number in found), rest


def _is_name(stem: str, _: str) -> bool:
    stem = _LEAD.sub("", stem)
    return len(stem) >= _SHORTEST and _NO_NAME.search(stem) is None


_SHORTEST = 2
_HOUSE = regex(r"(?:人民政府)?(?:办公室|办事处)?$")
_NO_FILE_NAME = regex(
    r"(?:政府信息公开|工作|年度|年报|报告|文件|初稿|草稿|终稿|定稿|修改|最终|新|稿|版|\d|年|[（）()_.\- ])+"
)
"""A file called 年报.docx is not meant by every 年报."""


def _names(report: KnownReport) -> set[str]:
    """How a report may be named: by its file, with and without ending; by its agency."""
    stem = PurePath(report.file).stem
    of_file = {report.file} | ({stem} if len(stem) > 1 and not _NO_FILE_NAME.fullmatch(stem) else set())
    return of_file | _names_of_agency(report.agency)


def _names_of_agency(agency: str) -> set[str]:
    """Whole, by its own part with and without the places above it, and a town by its name alone.

    >>> sorted(_names_of_agency("示例县白云镇人民政府"))
    ['白云', '白云镇', '白云镇人民政府', '示例县白云镇', '示例县白云镇人民政府']
    >>> sorted(_names_of_agency("示例县教育局"))
    ['县教育局', '教育局', '示例县教育局']
    """
    if not agency:
        return set()
    places, behind = split_places(agency)
    office = _HOUSE.sub("", behind)
    if not places:
        return {agency}
    own = places[-1].name
    if office:
        return {agency, office, f"{own}{office}", f"{own[-1]}{office}"} - {own}
    stem = own.removesuffix("街道") if own.endswith("街道") else own[:-1]
    names = {agency, own, f"{own}{behind}", "".join(p.name for p in places)}
    return names | ({stem} if len(stem) > 1 else set())


def _year_in(said: str, pool: Sequence[KnownReport]) -> int | None:
    if match := _YEAR.search(said):
        return int(match[1])
    years = [k.year for k in pool if k.year]
    return max(years) - 1 if years and _LAST_YEAR.search(said) else None


def _nth(said: str, pool: tuple[KnownReport, ...]) -> tuple[KnownReport, ...] | None:
    """The N-th of them; empty where there is no N-th, None where no place is said."""
    if match := _NTH.search(said):
        if match[2]:
            return pool[:1] if match[2] == "头" else pool[-1:]
        number = int(match[1]) if match[1].isdigit() else chinese_to_int(match[1]) or 0
        return pool[number - 1 : number] if number else ()
    if _BEFORE.search(said):
        turns = sorted({k.reviewed_at for k in pool if k.reviewed_at})
        earlier = [before for before, _ in pairwise(turns)]
        return tuple(k for k in pool if earlier and k.reviewed_at == earlier[-1])
    return None


def _by_verdict(said: str, pool: tuple[KnownReport, ...]) -> tuple[KnownReport, ...]:
    """Those that passed or failed; none when that is not said, or there are none such."""
    passed = ("meets", "meets_with_warnings")
    if _FAILED.search(said):
        return tuple(k for k in pool if k.review is not None and k.review["verdict"] not in passed)
    if _PASSED.search(said):
        return tuple(k for k in pool if k.review is not None and k.review["verdict"] in passed)
    return ()


def _newest(pool: tuple[KnownReport, ...]) -> tuple[KnownReport, ...]:
    """What the last review was of; with several versions of one report the last of them."""
    last = max((k.reviewed_at for k in pool), default=0)
    return tuple(k for k in pool if k.reviewed_at == last and last)
