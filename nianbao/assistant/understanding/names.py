"""Which reports are named in words: by file, by agency in full or in short, by its place; and what is named and not here."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from nianbao.assistant.understanding.known_report import KnownReport
from nianbao.report.agency_place import split_places
from nianbao.report.gazetteer import short_names
from nianbao.report.patterns import regex
from nianbao.report.short_name import short_name_in


class Named(NamedTuple):
    """``rest``: what was said without the names; ``missing``: names that no report has."""

    reports: tuple[KnownReport, ...]
    rest: str
    missing: tuple[str, ...]


def named_in(said: str, known: Sequence[KnownReport]) -> Named:
    """Longer names first: 示例县白云镇 speaks of the town, not of the county. A place above the agency is a name where not all
    have it."""
    found, rest = _exactly(said, known)
    more, rest = _in_short(rest, known)
    found |= more
    if not found:
        found, rest = _by_place(rest, known)
    for place in _shared_places(known):
        rest = rest.replace(place, "")
    here = {name for k in known for p in split_places(k.agency)[0] for name in (p.name, _stem(p.name))}
    missing = (name for name in (_not_here(rest, bool(found)) if known else ()) if not (found and name in here))
    return Named(tuple(k for n, k in enumerate(known) if n in found), rest, tuple(dict.fromkeys(missing)))


def _exactly(said: str, known: Sequence[KnownReport]) -> tuple[set[int], str]:
    by_name: dict[str, set[int]] = {}
    for number, report in enumerate(known):
        for name in _names(report):
            by_name.setdefault(name.lower(), set()).add(number)
    for number, report in enumerate(known):
        for name in _names_of_file(report.file):
            if name.lower() not in by_name or number in by_name[name.lower()]:
                by_name.setdefault(name.lower(), set()).add(number)
    rest, found = said, set[int]()
    for name in sorted(by_name, key=len, reverse=True):
        match = re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", rest, re.IGNORECASE)
        if match and (its := {n for n in by_name[name] if not _is_anothers(rest[: match.start()], known[n], name)}):
            found |= its
            rest = f"{rest[: match.start()]}{rest[match.end() :]}"
    return found, rest


def _in_short(said: str, known: Sequence[KnownReport]) -> tuple[set[int], str]:
    """住建局, 住建, of the agency or of what its file is called."""
    found, spans = set[int](), set[tuple[int, int]]()
    for number, report in enumerate(known):
        for agency in (report.agency, _agency_of_file(report.file)):
            span = short_name_in(said, split_places(agency)[1]) if agency else None
            if span and not _is_anothers(said[: span[0]], report):
                found.add(number)
                spans.add(span)
    for start, end in sorted(spans, reverse=True):
        said = f"{said[:start]}{said[end:]}"
    return found, said


def _by_place(said: str, known: Sequence[KnownReport]) -> tuple[set[int], str]:
    """上海 for 上海市教育委员会, where others are of other places."""
    by_place: dict[str, set[int]] = {}
    shared = _shared_places(known)
    for number, report in enumerate(known):
        places, behind = split_places(report.agency)
        for place in (p for p in places if p.name not in shared):
            stem = _stem(place.name)
            for name in {stem, place.name} if _HOUSE.sub("", behind) else {stem}:
                by_place.setdefault(name, set()).add(number)
    for name in sorted(by_place, key=len, reverse=True):
        if len(name) > 1 and name in said and len(by_place[name]) < len(known):
            return by_place[name], said.replace(name, "", 1)
    return set(), said


def _shared_places(known: Sequence[KnownReport]) -> list[str]:
    """Places that stand in front of all agencies: they tell none from the others."""
    if len(known) < 2:
        return []
    each = [{p.name for p in split_places(k.agency)[0]} for k in known]
    return sorted(set.intersection(*each), key=len, reverse=True)


# --- how one report is named ---------------------------------------------------------------------------------------

_HOUSE = regex(r"(?:人民政府|管理委员会)?(?:办公[室厅]|办事处)?$")
_NO_FILE_NAME = regex(
    r"(?:政府信息公开|工作|年度|年报|报告|文件|初稿|草稿|终稿|定稿|修改|最终|送审|审核|申请|公开|信息|政务|上报|报送|汇总|材料|正式|公示|公布|新|稿|版|\d|年|[（）()_.\- ])+"
)
"""A file called 年报.docx is not meant by every 年报."""
_AROUND = r"(?:政府信息公开|工作|年度|年报|报告|初稿|草稿|终稿|定稿|修改稿?|送审稿?|审核稿?|报送|上报|最终|正式|\d+|[年的（）()_.\-— ])+"
_AROUND_A_NAME = regex(rf"^{_AROUND}|{_AROUND}$")
_AN_AGENCY = regex(r"(?:局|厅|委|委员会|管委会|办|办公[室厅]|政府|办事处|镇|乡|街道|[县区市州旗盟省]|院|站|队|中心)$")
_ZONE = regex(r"(?:综合|经济|技术|高新|开发|实验|产业|管理|新|示范|试验|保税|旅游|度假)+区$")


def _names(report: KnownReport) -> set[str]:
    """How a report may be named: by its file, with and without ending; by its agency; by what its text calls itself."""
    stem = PurePath(report.file).stem
    of_file = {report.file} | ({stem} if len(stem) > 1 and not _NO_FILE_NAME.fullmatch(stem) else set())
    return of_file.union(*(names_of_agency(name) for name in (report.agency, *report.called)))


def _names_of_file(file: str) -> set[str]:
    return set(names_of_agency(_agency_of_file(file)))


@lru_cache(maxsize=512)
def _agency_of_file(file: str) -> str:
    """``白榆县住建局`` of 白榆县住建局2024.html; empty where a file is called by nobody's name."""
    name = _AROUND_A_NAME.sub("", PurePath(file).stem)
    return name if len(name) > 1 and _AN_AGENCY.search(name) else ""


@lru_cache(maxsize=1024)
def names_of_agency(agency: str) -> frozenset[str]:
    """Whole, by its own part with and without the places above it, and a town by its name alone.

    >>> sorted(names_of_agency("示例县白云镇人民政府"))
    ['白云', '白云镇', '白云镇人民政府', '示例县白云镇', '示例县白云镇人民政府']
    >>> sorted(names_of_agency("示例县教育局"))
    ['县教育局', '教育局', '示例县教育局']
    """
    if not agency:
        return frozenset()
    places, behind = split_places(agency)
    office = _HOUSE.sub("", behind)
    if not places:
        return frozenset({agency})
    own = places[-1].name
    if office:
        return frozenset({agency, office, f"{own}{office}", f"{own[-1]}{office}"} - {own})
    names = {agency, own, f"{own}{behind}", "".join(p.name for p in places)}
    names |= {f"{own}管委会"} if behind.endswith("管理委员会") else set()
    return frozenset(names | {name for name in [_stem(own)] if len(name) > 1})


def _stem(place: str) -> str:
    """白云 of 白云镇, 平潭 of 平潭综合实验区."""
    zone = _ZONE.sub("", place)
    return zone if zone != place else place.removesuffix("街道") if place.endswith("街道") else place[:-1]


# --- names that are another's, or nobody's here -------------------------------------------------------------------

_PLACE = regex(
    r"([\u4e00-\u9fff]{2,6}?)(镇|乡|街道|县|区|市|局|委员会|(?<=卫健|发改|国资|住建|经信)委)(?![级内里长域直外政办员])"
)
_ENDS_A_PLACE = regex(r"([\u4e00-\u9fff]{2,6})([省市州盟县区旗])$")
_ENDS_A_LEVEL = regex(r"(?:^|[^\u4e00-\u9fff]|[我本全和跟与问看下是])([省市州县区旗])$")
"""市教育局 is not the county's."""
_AT_THE_FRONT = regex(r"(?:^|[，,。；;？?！!\s、和跟与及]|还有|那么?|以及)$")
_NO_NAME = regex(
    r"(?:们|个|家|的|哪|这|那|本|各|全|该|些|每|几|两|县|市|区|镇|乡|格|布|结|当|上|股|超|别|其他|其它|其余|另外|剩下|兄弟)$"
)
_NO_AREA = regex(r"(?:城|集|村|小|社|地|园|辖|专)$")
"""社区, 园区, 专区: no names of districts; 人社局 is one of a bureau."""
_LEAD = regex(
    r"^(?:请问|问问?|看看?|查|请|那么?|那|和|跟|与|同|给|把|将|对|向|从|由|在|为|让|及|经|通过|审|审核|还有|以及|或|或者|告诉我|说说|一下|除了)+"
)
_ASKED_OF_A_PLACE = regex(
    r"^(?:$|[的呢吧吗？?！!。，,、和跟与比]|那[份个]|能|可以|符合|合格|收|新收|受理|申请|办结|结转|复议|诉讼|处罚|许可|行政|不予|公开率|怎么|有几|有多少|几件|多少)"
)


def _is_anothers(before: str, report: KnownReport, name: str = "") -> bool:
    """Whether another place stands before a name: 青禾县教育局 is not 示例县's. ``name``: 县教育局 begins with the end of its place."""
    if name[1:] in _names(report) | _names_of_file(report.file):
        before += name[0]
    places, behind = split_places(report.agency or _agency_of_file(report.file))
    level = _ENDS_A_LEVEL.search(before)
    if level and places and _HOUSE.sub("", behind):
        return places[-1].name[-1] != level[1]
    match = _ENDS_A_PLACE.search(before)
    if match is None or not _is_name(match[1], match[2]):
        return False
    place = _LEAD.sub("", match[1]) + match[2]
    return bool(places) and not any(place.endswith(p.name) or p.name.endswith(place) for p in places)


def _not_here(rest: str, found: bool) -> Iterable[str]:
    """Names of towns, places, bureaus in what is left; beside one that was found only where a name can begin."""
    for match in _PLACE.finditer(rest):
        name = _LEAD.sub("", match[1]) + match[2]
        before = rest[: match.end() - len(name)]
        if _is_name(match[1], match[2]) and (not found or _AT_THE_FRONT.search(before)):
            yield name
    for start in range(len(rest) - 1):
        if not _AT_THE_FRONT.search(rest[:start]):
            continue
        lead = _LEAD.match(rest[start:])
        at = start + (lead.end() if lead else 0)
        length = next((n for n in (4, 3, 2) if rest[at : at + n] in short_names()), 0)
        if length and _ASKED_OF_A_PLACE.match(rest[at + length :]):
            yield rest[at : at + length]


def _is_name(stem: str, ending: str) -> bool:
    stem = _LEAD.sub("", stem)
    if len(stem) < _SHORTEST or _NO_NAME.search(stem):
        return False
    return ending in _BUREAUS or _NO_AREA.search(stem) is None


_SHORTEST = 2
_BUREAUS = ("局", "委", "委员会")


def without_missing(said: str) -> str:
    """The words without a name that none has."""
    said = _PLACE.sub(lambda m: "" if _is_name(m[1], m[2]) else m[0], said)
    for name in _not_here(said, found=False):
        said = said.replace(name, "", 1)
    return said
