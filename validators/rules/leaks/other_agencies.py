"""LK-01: another agency in the place where a report speaks of its own.

Most names in a report are legitimate: superiors, own villages, partners, courts. A name is looked at only where the
own one would stand: as the maker of this report, as the one to turn to, as the subject of what a report tells of its
own agency, or at the head of one of the five aspects. A report that covers the organs below it rightly has them as
subjects, so there a lower organ is strange only as the maker, or with the figures of the whole.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nianbao.report.patterns import HAN, regex
from validators.basis import ARTICLE_50, FORMAT
from validators.engine import Context, Hit, Remark, Where, rule
from validators.prose.agency_names import (
    AgencyName,
    Relation,
    name_at,
    own_name,
    relation,
    same_kind,
)
from validators.prose.lines import lines, numbered
from validators.prose.one_organ import another_business, is_short_for, one_letter_apart
from validators.prose.own_words import own_clauses, own_words
from validators.prose.sentences import Span, sentences
from validators.rules.leaks.others_things import things_of_places
from validators.rules.leaks.self_designation import called_otherwise
from validators.rules.leaks.telling import ACTS, FIGURES, OWN_TOTAL, TELLS
from validators.rules.narrative.counts import measure_values

_LEAD = regex(
    r"(?:[^,。:;]{2,12}:)?\s*(?:\(?[一二三四五六七八九十\d]{1,2}[).、]|[一二三四五六七八九十]是,?)?(?:(?:20\d\d年度?|本年度?|今年|全年),?)?(?:由|现将|现就|现公布|现发布|现|将)?(?:20\d\d年度?的?)?"
)
_MADE_BY = regex(r"\s*(?:本报告|本年度报告|年度报告|本年报)(?:是|系)?由")
_TURN_TO = regex(r"[^,。]{0,12}?(?:与|向|联系|咨询)")

_MAKES = regex(
    r"(?:编制依据|[^。]{0,30}?(?:编制|制作|编写)(?:了|并公布|完成)?本(?:年度)?报告|20\d\d年度?(?:政府信息公开|信息公开)(?:工作)?(?:年度)?(?:报告|情况))"
)
_MAKES_ITSELF = regex(r"(?:(?![,。、由后供报会])[^,。]){0,20}?(?:编制|制作|编写)(?:了|并公布|完成)?本(?:年度)?报告")
_MADE = regex(r"(?:(?![,。、等和与及]|汇总).){0,12}?(?:编制|制作|编写)")
_ANNOUNCED = regex(r"(?:20\d\d年度?的?)?(?:政府信息公开|信息公开)(?:工作)?的?(?:年度)?(?:报告|情况|年报)")
_ASKED = regex(r"[^,。]{0,16}?(?:联系|咨询|索取)")

_LEARNT_FROM = regex(
    r"学习|考察|调研|交流|借鉴|经验|做法|核实|征[求询](?!第三方|意见)|询问|转[办送交至给来到]|移送|移交"
)
_WITH_OTHERS = regex(
    r"联合|会同|配合|协助|共建|签订|指导|通报|来访|邀请|委托|率先|典型|示范|案例|为例|分别|相比|例如"
    r"|等(?:地|镇|乡|县|区|街|单位|部门|\d|[一二三四五六七八九十])"
)
_US = regex(r"[我本][局镇乡县市区街厅委办省单机]")
_LINKED = regex(r"链接|转载|转发|参考|参照|对比|交叉|互查|跨|毗邻|联动|原")
"""Why another place's site may be named."""
_ASSESSES_US = regex(
    r"(?:人民)?(?:政府)?(?:办公室)?对[我本](?:镇|乡|街道|局|委|单位|机关)[^,。]{0,24}(?:考核|考评|评议|评估|测评)"
)
_CONTACT = regex(r"请|疑问|咨询|索取|来电|来函|致电")
_HEADING_LENGTH = 20


class _Rival(NamedTuple):
    """Another agency at ``start`` of a section's text; ``certain`` unless only its place in the text tells."""

    name: AgencyName
    start: int
    certain: bool = True


@rule("LK-01", "没有其他机关的名称", "warning", (ARTICLE_50, FORMAT))
def other_agency(context: Context) -> Iterator[Hit | Remark]:
    """Another agency as the maker, the contact or the subject of this report; each name once."""
    own = own_name(context.agency)
    if own is None:
        yield Remark("not_applicable", "从机关名称里认不出所在地，无法与正文里的名称比较")
        return
    accepted = context.profile.word_list("LK-01.own")
    told: set[str] = set()
    yield from called_otherwise(context, own)
    for section, text in context.report.prose():
        for rival in _rivals(context, section, text, own):
            name = rival.name.text
            if name in told or any(word in name or name in word for word in accepted):
                continue
            told.add(name)
            end = rival.start + len(name)
            slip = one_letter_apart(rival.name, own)
            yield Hit(
                f"正文出现了“{name}”，与本机关“{context.agency.name}”{'只差一个字' if slip else '不是一家'}",
                Where(section=section, start=rival.start, end=end, quote=text[rival.start : end]),
                suggestion=_SLIP if slip else _NOT_MENDED,
                severity=None if rival.certain else "info",
            )


_NOT_MENDED = "像是套用其他机关的报告时没有改净，核对后改正；确有其事的，写明与本机关的关系。"
_SLIP = "像是笔误，或者套用其他机关的报告时没有改净，核对标题和正文里的机关名称后改正。"


def _rivals(context: Context, section: str, text: str, own: AgencyName) -> Iterator[_Rival]:
    heads = set(_heads_of_aspects(text)) if section == "overview" else set()
    covers = _covers_lower_organs(context, own)
    for sentence in sentences(text):
        said = own_words(sentence.text)
        for clause in own_clauses(said):
            yield from _makers_and_contacts(said, clause, sentence.start, own)
            yield from _short_names(said, clause, sentence.start, own)
            yield from _superiors_sentence(said, clause, sentence.start, own)
            match = _LEAD.match(said, clause.start)
            name = name_at(said, match.end()) if match else None
            if match is None or name is None:
                continue
            start = sentence.start + match.end()
            in_our_place = _in_our_place(name, own, said, match.group(), covers)
            if in_our_place or _gives_our_total(context, section, sentence, name, own):
                yield _Rival(name, start)
            elif (clause.start == 0 and sentence.start in heads and _heads_strangely(name, own, said, covers)) or (
                _acts_as_we_do(name, own, said)
            ):
                yield _Rival(name, start, certain=False)
        yield from _things(sentence, own)


_SHORT_NAME = regex(rf"[省市县区州旗](?P<body>(?!政府|人民){HAN}{{2,6}}?局)")
_TO_SUPERIOR = regex(
    r"向(?P<who>[省市](?:人民)?政府)(?:(?:及|和|、)[省市](?:人民)?政府办公[厅室])?(?:提出|提交|递交)的?[^,。]{0,10}申请"
)
_TOLD_WHERE = regex(r"告知|引导|建议|指引|应当?|可以?|请|转")


def _short_names(said: str, clause: Span, offset: int, own: AgencyName) -> Iterator[_Rival]:
    """县发改局 as the subject, in the report of a 民政局: no place in it, but another body."""
    if not own.body.endswith("局") or _of_others(said):
        return
    lead = _LEAD.match(said, clause.start)
    match = _SHORT_NAME.match(said, lead.end()) if lead else None
    if match is None or not TELLS.match(said, match.end()):
        return
    if not is_short_for(match["body"], own.body):
        yield _Rival(AgencyName(match.group(), own.places, match["body"], match.end()), offset + match.start())


def _things(sentence: Span, own: AgencyName) -> Iterator[_Rival]:
    """茨木镇政府网站, 《茨木镇信息公开指南》: what a report names of its own."""
    said = own_words(sentence.text)
    if _LEARNT_FROM.search(said) or _WITH_OTHERS.search(said) or _LINKED.search(said):
        return
    for named in things_of_places(sentence):
        if relation(named.name, own) == "peer":
            full = len(named.name.places) > 1 or not named.name.last.is_town
            yield _Rival(named.name, sentence.start + named.start, certain=full)


def _superiors_sentence(said: str, clause: Span, offset: int, own: AgencyName) -> Iterator[_Rival]:
    """向市政府提出的申请, in the report of a town or sub-district: its superior's own words."""
    match = _TO_SUPERIOR.search(said, clause.start, clause.end) if own.last.is_town else None
    if match and not _TOLD_WHERE.search(said[clause.start : match.start()]):
        yield _Rival(AgencyName(match["who"], own.places, "", match.end("who")), offset + match.start("who"))


def _makers_and_contacts(said: str, clause: Span, offset: int, own: AgencyName) -> Iterator[_Rival]:
    """本报告由…编制, 请与…联系: of another place. A superior that the own name leaves out is no contact to doubt."""
    made_by = _MADE_BY.match(said, clause.start)
    if made_by and (name := name_at(said, made_by.end())) and _MADE.match(said, name.end):
        how = relation(name, own)
        elsewhere = "本" in made_by.group() and (how != "unknown" or not name.is_government)
        if how != "own" and (elsewhere or same_kind(name, own)):
            yield _Rival(name, offset + made_by.end())
    turn_to = _TURN_TO.match(said, clause.start) if _CONTACT.search(said) else None
    asked = name_at(said, turn_to.end()) if turn_to else None
    if turn_to and asked and _ASKED.match(said, asked.end) and same_kind(asked, own) and relation(asked, own) != "own":
        yield _Rival(asked, offset + turn_to.end())


def _in_our_place(name: AgencyName, own: AgencyName, said: str, lead: str, covers: bool) -> bool:
    """Whether the words after the name are those that a report says of its own agency."""
    how: Relation = relation(name, own)
    tells = TELLS.match(said, name.end) and not _LEARNT_FROM.search(said)
    if how == "own":
        return bool(tells) and another_business(name.body, own.body) and not _of_others(said)
    if same_kind(name, own):
        # A city may tell of the cities under it.
        ours = tells and (how == "peer" or own.last.suffix != "市")
        return bool(ours or _MAKES.match(said, name.end)) or _announced(said, lead, name)
    if how == "unknown":
        return False
    if how == "peer" and not covers and _ASSESSES_US.match(said, name.end):
        return True
    if _MAKES_ITSELF.match(said, name.end) or _announced(said, lead, name):
        return True
    ours = how == "peer" or (not covers and name.body != own.body)
    return ours and bool(FIGURES.match(said, name.end)) and not _of_others(said)


def _acts_as_we_do(name: AgencyName, own: AgencyName, said: str) -> bool:
    """一是白鹭县对该部门开展约谈, in another county's report; nothing says why it is told."""
    strange = same_kind(name, own) and relation(name, own) == "peer"
    return strange and bool(ACTS.match(said, name.end)) and not _of_others(said)


def _announced(said: str, lead: str, name: AgencyName) -> bool:
    """现将2024年度芦屿县政府信息公开工作报告如下."""
    return "现" in lead and bool(_ANNOUNCED.match(said, name.end))


def _covers_lower_organs(context: Context, own: AgencyName) -> bool:
    """A government above the towns reports for the organs below it; so may the committee of a zone."""
    return context.agency.kind not in ("department", "authorised") and not own.last.is_town


def _gives_our_total(context: Context, section: str, sentence: Span, name: AgencyName, own: AgencyName) -> bool:
    """The sentence begins with the name and gives as its figure the whole of the tables."""
    if relation(name, own) == "own":
        return False
    for claim in context.claims:
        counted = claim.section == section and claim.measure in ("received", "accepted")
        between = sentence.text[name.end : max(0, claim.start - sentence.start)]
        if not counted or not between or claim.end > sentence.end or re.search(r"[,;、]", between):
            continue
        if claim.amount is not None and claim.amount >= OWN_TOTAL:
            return claim.amount in [value for _, value in measure_values(context.report, claim.measure)]
    return False


def _heads_strangely(name: AgencyName, own: AgencyName, said: str, covers: bool) -> bool:
    """The full name of an agency of elsewhere opens an aspect, and nothing says what it has to do with us."""
    how = relation(name, own)
    elsewhere = how == "peer" or (how == "below" and not covers and name.body != own.body)
    return elsewhere and bool(name.body) and not _of_others(said)


def _of_others(said: str) -> bool:
    """The sentence says what the other agency has to do with this one."""
    return bool(_LEARNT_FROM.search(said) or _WITH_OTHERS.search(said) or _US.search(said))


def _heads_of_aspects(text: str) -> Iterator[int]:
    """Where the first sentence under each sub-heading begins, on the next line or in the heading's own."""
    after_heading = False
    for line in lines(text):
        heading = numbered(line)
        short = len(line.text.strip()) <= _HEADING_LENGTH
        if after_heading and heading is None:
            yield line.start
        after_heading = heading is not None and heading.style in ("paren", "section") and short
        if heading is not None and not short:
            title = re.match(r"[^。]{2,20}。", line.text)
            if title:
                yield line.start + title.end()
