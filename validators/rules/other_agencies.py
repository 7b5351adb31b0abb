"""LK-01: another agency of the same kind in the place where a report speaks of its own.

There is no list of places to look names up in, and most names in a report are legitimate: superiors, own villages,
partners, courts. Only three constructions are looked at, and in them only a name built like the agency's own (a
town's in a town's report, 乙县自然资源局 in 甲县自然资源局's): it tells what a report tells of its own agency, it
makes this report, or it is the one to turn to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report.agency import Agency
from report.text import squeeze
from validators.basis import ARTICLE_50, FORMAT
from validators.engine import Context, Hit, Remark, Where, rule
from validators.sentences import Span, clauses, sentences

_PLACE = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{1,7}?)(?P<suffix>自治区|自治州|自治县|自治旗|民族乡|省|市(?![场政容])|州|县|旗|街道|镇(?!海)|(?<!城)乡(?![建村])"
    r"|(?<![社园校片矿])区)"
)
_KINDS = (("镇", "乡", "民族乡", "街道"), ("县", "自治县"), ("区",), ("市",), ("旗", "自治旗"))
"""Suffixes of places of one kind; a name with another suffix is a superior, a part or a partner."""
_GOVERNMENT = re.compile(r"(?:人民政府|办事处)?(?:办公室|办公厅|党政(?:综合)?办(?:公室)?)?")
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”|\"[^\"]*\"")

_NO_NAME = re.compile(
    r"^[各全我本该其所以在对和与由为经按个两某每原向从把将被据及等令使让是有]|^[一二三四五六七八九十]+$|[的等及和与在对各全所已了将为是其个该级辖请]"
    r"|乡$|城$|村$|示范|试点|建制|特色|重点|中心|周边|相邻|兄弟|有关|相关|成员|下属|直属|专$|社$|园$|景$|小$|辖$|校$|片$|矿$"
    r"|城$|山$|库$|林$|牧$|新$|开发$|保护$|自治$|功能$|管理$|试验$|实验$|合作$|先行$|综合$|地$|市$|县$|区$"
)
_TELLS = (
    r"(?:人民政府|办事处)?(?:20\d\d年度?|本年度?|今年|全年|,|共|累计|通过[^,。]{2,16}|严格|始终|积极|进一步|不断|主要){0,4}"
    r"(?:主动公开(?:各类|各项)?(?:政府)?信息|(?:未|没有|新|共)?收到[^,。]{0,12}申请|(?:未|共)?受理[^,。]{0,12}公开申请"
    r"|高度重视[^,。]{0,6}(?:信息|政务)公开|认真贯彻|严格按照|严格落实|政府信息公开工作|信息公开工作|政务公开工作)"
)
_MAKES = r"(?:人民政府|办事处)?(?:办公室|党政(?:综合)?办(?:公室)?)?(?:[^。]{0,30}?(?:编制|制作|编写)(?:了|并公布|完成)?本(?:年度)?报告|20\d\d年度?(?:政府信息公开|信息公开)(?:工作)?(?:年度)?(?:报告|情况))"
_ASK = r"[^,。]{0,16}?(?:联系|咨询|索取)"
_DATE = r"(?:\(?[一二三四五六七八九十\d]{1,2}[).、])?(?:(?:20\d\d年度?|本年度?|今年|全年),?)?"


@dataclass(frozen=True, slots=True)
class _Own:
    """The reporting agency's name taken apart: 青禾县, 自然资源局; ``places`` are all its places, superiors too."""

    stem: str
    suffix: str
    rest: str
    places: tuple[str, ...]


@rule("LK-01", "没有其他机关的名称", "warning", (ARTICLE_50, FORMAT))
def other_agency(context: Context) -> Iterator[Hit | Remark]:
    """Another agency of the same kind as the subject, the maker or the contact of this report."""
    own = _own_name(context.agency)
    if own is None:
        yield Remark("not_applicable", "从机关名称里认不出所在地，无法与正文里的名称比较")
        return
    accepted = context.profile.word_list("LK-01.own")
    told: set[str] = set()
    for section, text in context.report.prose():
        for sentence in sentences(text):
            for name, stem, start, end in _rivals(sentence, own):
                if name in told or any(word in name or name in word for word in accepted):
                    continue
                told.add(name)
                start, end = sentence.start + start, sentence.start + end
                yield Hit(
                    f"正文出现了“{name}”，与本机关“{context.agency.name}”不是一家",
                    Where(section=section, start=start, end=end, quote=text[start:end]),
                    suggestion="像是套用其他机关的报告时没有改净，核对后改正；确有其事的，写明与本机关的关系。",
                    severity="info" if _one_letter_apart(stem, own.stem) else None,
                )


def _own_name(agency: Agency) -> _Own | None:
    name = re.sub(r"\(.*?\)", "", squeeze(agency.name))
    name = re.sub(r"^[^\u4e00-\u9fff]+", "", name)
    places: list[re.Match[str]] = []
    position = 0
    while match := _PLACE.match(name, position):
        places.append(match)
        position = match.end()
    if not places or len(places[-1]["stem"]) < 2:
        return None
    last = places[-1]
    if not any(last["suffix"] in kind for kind in _KINDS):
        return None
    rest = name[position:]
    return _Own(last["stem"], last["suffix"], rest, tuple(m.group() for m in places))


def _rivals(sentence: Span, own: _Own) -> Iterator[tuple[str, str, int, int]]:
    """Name, its stem and its place in the sentence, for each other agency in one of the three constructions."""
    text = _QUOTED.sub(lambda m: "\u25a1" * len(m.group()), sentence.text)
    name = _name_pattern(own)
    tells = own.suffix != "市"  # a city's report tells of the cities under it
    for clause in clauses(Span(text, 0, len(text))):
        lead = len(clause.text) - len(clause.text.lstrip())
        rest = text[clause.start + lead :]
        patterns = [
            rf"(?:本报告|年度报告)由{name}[^,。]{{0,12}}?(?:编制|制作|编写)",
            rf"{_DATE}(?:由|现将|现就|现|将)?{name}{_MAKES}",
            rf"[^,。]{{0,12}}?(?:与|向|联系|咨询){name}{_ASK}",
        ]
        if tells:
            patterns.append(rf"{_DATE}{name}{_TELLS}")
        for pattern in patterns:
            match = re.match(pattern, rest)
            if match is None or _is_own(match["stem"], match["parents"], own) or _NO_NAME.search(match["stem"]):
                continue
            start = clause.start + lead
            yield match["name"], match["stem"], start + match.start("name"), start + match.end("name")
            break


def _name_pattern(own: _Own) -> str:
    """A name built as the own one: its superiors as far as given, a place of the same kind, the same department."""
    suffixes = next(kind for kind in _KINDS if own.suffix in kind)
    department = "" if _GOVERNMENT.fullmatch(own.rest) else re.escape(own.rest)
    superiors = "|".join(re.escape(place) for place in own.places[:-1])
    parents = rf"(?P<parents>(?:{superiors})*)" if superiors else "(?P<parents>)"
    return rf"(?P<name>{parents}(?P<stem>[\u4e00-\u9fff]{{2,5}}?)(?:{'|'.join(suffixes)}){department})"


def _is_own(stem: str, parents: str, own: _Own) -> bool:
    """The agency itself, under a longer or shorter name, or a place it is part of."""
    mine = "".join(own.places)
    return stem in mine or own.stem in stem or own.stem in parents


def _one_letter_apart(stem: str, own: str) -> bool:
    """城东 and 城西: another place, or a slip of the pen or of the recognition."""
    return len(stem) == len(own) and sum(a != b for a, b in zip(stem, own, strict=True)) == 1
