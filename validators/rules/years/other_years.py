"""YR-05: what is told of this year under another year's date, as when last year's text was left standing.

Silent by default. A year in a report is usually right whatever it is: a comparison, a plan, a title, a case carried
over. It is a slip only where a clause begins with that year and then gives a figure that is this year's in the
tables and not last year's, or where the sentence names that one year and tells what a report tells of its own year.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Literal, NamedTuple

from nianbao.report.agency import Agency
from nianbao.report.layout import SectionKey
from nianbao.report.model import Report
from nianbao.report.patterns import regex
from nianbao.report.text import fold, squeeze
from validators.basis import ARTICLE_50, FORMAT
from validators.claims import Claim, Measure, Passage, count_claims
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import last_years_report
from validators.prose.own_words import own_words
from validators.prose.sentences import Span, sentences
from validators.rules.narrative.counts import measure_values
from validators.rules.years.heads import heads, year_that_opens
from validators.rules.years.plans import PLAN_OF_A_YEAR, goes_on_to_another_year, plan_for_the_past
from validators.rules.years.results import results_of_other_years

_SECTIONS: tuple[SectionKey, ...] = ("overview", "problems", "other")
"""Sections two to four hold what is left of the tables; of the preamble's period TM-02 speaks."""

_YEAR = regex(r"(?<!\d)(20\d\d)\s*(?=年)")
_ANY_YEAR = regex(r"(?<!\d)20\d\d(?=\s*(?:年|[-—~至到]))|(?<=[-—~至到])\s*20\d\d")
_THIS_YEAR = regex(r"今年|本年|(?<!,)(?<!全[省市州县区旗镇乡])当年|本报告")
"""截至2023年底,全市当年: that year."""
_RANGE = regex(r"20\d\d\s*年?度?\s*(?:[-—~至到、和与]|及(?!时)|以来|起|开始|之?前|之?后|以[前后])")
_SINCE = regex(r"(?:自|从|过去)\s*20\d\d|以来|至今|历年")
_COMPARED = regex(
    r"[较比][^,。]{0,4}20\d\d|同比|环比|相比|对比|[较比](?:上年|去年|前年|往年)|上一?年|去年|前年|往年|增长|下降|上升|增幅|降幅"
    r"|(?:增加|减少|提高|降低)了?\s*\d|持平|结转|转结"
)
_PLAN = regex(r"将|拟|要|计划|力争|争取|确保|预计|目标|继续|进一步|下一?步|明年|不少于|不低于|达到|打算|安排|争创|重点")
_FORWARD = regex(r"将|拟|计划|力争|争取|预计|目标|继续|进一步|打算|安排|要求|要点")
_BACKGROUND = regex(
    r"考核|考评|评估|评议|评价|测评|荣获|获评|获得|被评|被列|授予|排名|试点|成立|设立|组建|建成|启动|启用|上线|印发|出台|制定"
    r"|修订|机构改革|挂牌|揭牌|合并|更名|迁|年报|年度报告|整改|反馈|巡视|审计|决算|预算|公报|年鉴|文件"
)

_SUBHEADING = 12
"""Shorter lines without a year are sub-headings and open nothing."""
_UNIT = r"(?:余|多)?\s*(?:条次|条|件|篇|份|则|期|项|个|宗|起|元)"
_TOLD = regex(
    rf"(?:主动公开|公开(?:各类|各项)?(?:政府|政务)?信息|发布(?:各类|各项)?(?:政府|政务|政策)?信息)(?!的|工作|目录|指南|事项|标准)[^。]{{0,40}}?\d\s*{_UNIT}"
    rf"|(?:收到|接到|新收|受理)(?!的)[^。,]{{0,30}}?申请[^。,的]{{0,12}}?\d\s*{_UNIT}|(?:收到|接到|新收|受理)\s*\d+\s*{_UNIT}[^。,]{{0,20}}?公开申请(?!的)"
    rf"|(?:制发|制定|出台|发布)[^。,的]{{0,12}}?规范性文件\s*\d+\s*{_UNIT}"
    r"|(?:未|没有|无|尚未)(?:收到|接到|接收到?|受理)[^。]{0,40}?申请(?!的)"
    rf"|(?:未|没有)(?:发生|产生|出现|引发)?[^。,]{{0,20}}?行政(?:复议|诉讼)|无[^。,]{{0,12}}?行政(?:复议|诉讼)"
    rf"|(?:未|没有|无)(?:产生|发生|发出|出现)[^。,]{{0,16}}?(?:收费|处理费)|信息处理费[^。,]{{0,12}}?\d\s*元|^度?全年[^,。]{{0,16}}?\d\s*{_UNIT}"
    rf"|(?:未|没有|共)?收取(?:任何|政府信息公开|依申请公开)*(?:信息处理)?费|(?:没有|无)其[他它]需要?(?:报告|说明)的?事项"
)
_LACKS = regex(
    r"[^。]{0,30}?(?:存在|还有|仍有|尚有|有)[^。]{0,20}(?:问题|短板|不足|差距|薄弱环节|弱项)|度?的?(?:主要|突出)的?(?:问题|不足|短板)(?:是|有|为|:)"
)
_LACKS_OF = regex(
    r"^度?[^,。:的]{0,12}的?(?:主要|突出)?的?(?:不足|问题|短板|差距|欠缺|弱项|薄弱环节)(?:之处|方面)?(?:主要)?(?:是|有|为|:|在于|表现)"
)
"""2021年度工作的不足之处: heads the list of this year's."""
_MENDED = regex(r"整改|解决|改进|完成|克服|针对|销号|落实|已经?|上述|提出|指出|反馈")
"""Last year's problems are told of where it is said what became of them."""
_OPENING = regex(
    r"坚持|认真|严格|深入|高度重视|积极|扎实|紧紧|紧扣|持续|切实|全面|不断|围绕|贯彻|落实|取得(?:了)?(?:一定|明显|较好|积极)"
)
_ACTIVITY = regex(
    r"^\s*\d{1,2}\s*月(?:份|底|初|[上中下]旬|\d{1,2}日)?,?(?:[我本全][镇乡局县区市委厅单办街机][道位关室]?)?(?:组织|开展|举办|召开|举行)了?(?!的)"
)
_LEADS_ON = regex(r"以来|[后起]|要求|精神|部署|整改|反馈|问题|继续|持续|延续|成果|至今|决定|审议|研究|学习|印发|通过")
"""What was done in a month of last year may be told for what came of it."""


_MEASURES: tuple[Measure, ...] = ("received", "accepted", "answered", "reconsideration")
"""Figures of a year; what was carried over belongs to two years."""
_THOSE_OF = regex(r"^度?[^,]{0,20}?(?:收到|受理|接收|提出|登记)的(?:(?![为共有是达])[^,]){0,12}?\d")
"""2023年收到的3件申请已于1月答复: those carried over."""
_FEWEST = 2
"""A single application is counted in too many ways."""
_FEWEST_WITHOUT_LAST_YEAR = 10
"""Smaller figures may be the same in both years."""


class _Misdated(NamedTuple):
    """``start:end`` of the section tells of this year under ``year``; ``certain`` says how the tables prove it.

    ``minor``: it may as well be the other year's, and the report does not say why it tells that. ``planned``: it is a
    plan for that year.
    """

    year: int
    section: SectionKey | Literal["preamble"]
    start: int
    end: int
    quote: str
    certain: str = ""
    minor: bool = False
    planned: bool = False


@rule("YR-05", "本年的情况没有写成别的年份", "warning", (ARTICLE_50, FORMAT))
def dated_otherwise(context: Context) -> Iterator[Hit | Remark]:
    """A claim about the report's own year under another year's date; one finding a section and year."""
    year = context.report.year
    if year is None:
        yield Remark("insufficient_data", "没有认出报告的年度")
        return
    claims = [*_of_the_preamble(context, year), *(c for section in _SECTIONS for c in _claims(context, section, year))]
    for section in ("preamble", *_SECTIONS):
        found = sorted((c for c in claims if c.section == section), key=lambda c: c.minor)
        for other in sorted({c.year for c in found}):
            same = [c for c in found if c.year == other]
            more = f"（这一部分还有{len(same) - 1}处）" if len(same) > 1 else ""
            why = same[0].certain or "说的像是本年的情况"
            said = f"{year}年度的报告写了“{same[0].quote[:30]}”，"
            said += f"{other}年已经过去，还写作打算" if same[0].planned else f"{why}，年份却是{other}年"
            mend = f"说的是本年的，改为{year}年并核对数字；确实是{other}年的事，写明与本年的关系。"
            planned = f"是下一年打算的，改为{year + 1}年；已经做成的，按做成的写。"
            yield Hit(
                f"{said}{more}",
                Where(section=section, start=same[0].start, end=same[0].end, quote=same[0].quote),
                suggestion=planned if same[0].planned else mend,
                severity="info" if same[0].minor else None,
            )


def _claims(context: Context, section: SectionKey, year: int) -> Iterator[_Misdated]:
    text = context.report.text(section)
    proved = list(_figures_of_this_year(context, section, year))
    places = {claim.start for claim in proved}
    yield from proved
    found = (*_misdated(text, section, year, context.agency), *_results(text, section, year))
    for claim in sorted(found, key=lambda c: c.minor):
        if claim.start not in places:
            yield claim
            places.add(claim.start)


# --- figures that the tables prove to be this year's --------------------------------------------------------------


def _figures_of_this_year(context: Context, section: SectionKey, year: int) -> Iterator[_Misdated]:
    """Sentences that date a figure of this year's tables with another year; at most one for each sentence."""
    for passage in context.passages:
        if passage.section != section:
            continue
        of_year: dict[int, list[Claim]] = {}
        for other, since in _dated_clauses(passage, year, context.agency):
            if other not in of_year:
                of_year[other] = list(count_claims(replace(passage, year=other)))
            until = _told_until(passage, since)
            claims = [c for c in of_year[other] if since <= c.start < until]
            proof = next((said for c in claims if (said := _proof(c, context, year, other, passage))), None)
            if proof is not None:
                start, end = passage.sentence.start, passage.sentence.end
                yield _Misdated(other, section, start, end, passage.text[start:end].strip(), proof)
                break


def _dated_clauses(passage: Passage, year: int, agency: Agency) -> Iterator[tuple[int, int]]:
    """Other years at the head of a clause of the agency's own, and where what is told of them begins."""
    words = own_words(passage.sentence.text)
    for head in heads(words, agency):
        ranges_or_carried = _RANGE.match(words[head.since - 4 :]) or _THOSE_OF.match(head.rest)
        if head.year != year and not (head.of_a_month or head.of_a_thing or ranges_or_carried):
            yield head.year, passage.sentence.start + head.since


def _told_until(passage: Passage, since: int) -> int:
    """Where 今年 or 本年 goes on to this year; right after the other year (2023年,本年…) it goes on to nothing."""
    rest = passage.sentence.text[since - passage.sentence.start :]
    again = next(
        (m for m in _THIS_YEAR.finditer(rest) if squeeze(rest[: m.start()]) not in ("年", "年,", "年度,")), None
    )
    return since + again.start() if again else passage.sentence.end


def _proof(claim: Claim, context: Context, year: int, other: int, passage: Passage) -> str | None:
    """Why the figure is this year's and not the other one's; None when it may be either."""
    if claim.measure not in _MEASURES or claim.scope != "whole" or claim.bound != "exact" or claim.denied:
        return None
    if claim.amount is None or claim.amount < _FEWEST or re.search(r"结转|转结|顺延", claim.quote):
        return None
    mine = _values(context.report, claim.measure)
    if claim.amount not in mine:
        return None
    said = f"{claim.amount}件是表中本年的数"
    last = last_years_report(context) if context.previous is not None else None
    if isinstance(last, Report) and other == year - 1 and (theirs := _values(last, claim.measure)):
        return f"{said}，上年是{theirs[0]}件" if claim.amount not in theirs else None
    bare = own_words(passage.sentence.text)
    named = {int(y) for y in _ANY_YEAR.findall(bare)}
    alone = named == {other} and not _THIS_YEAR.search(bare)
    return said if alone and claim.amount >= _FEWEST_WITHOUT_LAST_YEAR else None


def _values(report: Report, measure: Measure) -> list[int]:
    return [value for _, value in measure_values(report, measure) if value is not None]


def _results(text: str, section: SectionKey, year: int) -> Iterator[_Misdated]:
    for found in results_of_other_years(text, year) if section == "overview" else ():
        quote = text[found.start : found.end].strip()
        yield _Misdated(found.year, section, found.start, found.end, quote, "", not found.sure)


# --- sentences that speak as a report speaks of its own year -------------------------------------------------------


def _misdated(text: str, section: SectionKey, year: int, agency: Agency) -> Iterator[_Misdated]:
    lines = fold(text).split("\n")
    position, opened = 0, False
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        for sentence in sentences(line):
            if len(squeeze(sentence.text)) <= _SUBHEADING and not _YEAR.search(sentence.text):
                continue
            start, end = position + sentence.start, position + sentence.end
            bare = own_words(sentence.text)
            planned = plan_for_the_past(bare, year, agency, section == "problems")
            if planned is not None and not goes_on_to_another_year(line, planned, agency):
                yield _Misdated(planned, section, start, end, text[start:end].strip(), planned=True)
                opened = True
                continue
            other = _told_year(sentence, section, year, agency, opening=not opened)
            opened = True
            firm = other == year - 1 and _activity_of(sentence, other, agency)
            if other is not None and (firm or not _tells_of_years(line, following, other)):
                yield _Misdated(other, section, start, end, text[start:end].strip())
            elif (
                section == "overview" and not sentence.start and (old := _work_of(bare, line, following, year, agency))
            ):
                yield _Misdated(old, section, start, end, text[start:end].strip(), "没有说明为什么写这一年", minor=True)
        position += len(line) + 1


def _tells_of_years(line: str, following: str, other: int) -> bool:
    """Whether the paragraph names further years, or the next one goes on with another: 2023年…, 2024年…."""
    bare = own_words(line)
    planned = {int(match["year"]) for match in PLAN_OF_A_YEAR.finditer(bare)}
    named = {int(year) for year in _YEAR.findall(bare)} - {year for year in planned if year > other}
    goes_on = year_that_opens(following) not in (None, other)
    return bool(named - {other}) or bool(_THIS_YEAR.search(line)) or goes_on


def _told_year(sentence: Span, section: SectionKey, year: int, agency: Agency, opening: bool) -> int | None:
    """The other year whose figures the sentence gives as a report gives its own, or None."""
    bare = own_words(sentence.text)
    named = {int(y) for y in _ANY_YEAR.findall(bare)}
    if len(named) != 1 or year in named or _THIS_YEAR.search(bare):
        return None
    if _RANGE.search(bare) or _SINCE.search(bare) or _COMPARED.search(bare):
        return None
    other = named.pop()
    if other > year and (section == "problems" or _PLAN.search(bare)):
        return None
    if other == year - 1 and _activity_of(sentence, other, agency):
        return other
    for head in heads(bare, agency):
        if section == "problems" and head.opens and _LACKS_OF.match(head.rest) and not _MENDED.search(bare):
            return other
        if head.of_a_month or head.of_a_thing:
            return None
        if _TOLD.search(head.rest) or (section == "problems" and _LACKS.match(head.rest) and not _MENDED.search(bare)):
            return other
        first_words = opening and other == year - 1 and head.opens
        if first_words and _OPENING.search(head.rest) and not _BACKGROUND.search(bare):
            return other
    return None


def _work_of(bare: str, line: str, following: str, year: int, agency: Agency) -> int | None:
    """The past year with which a paragraph begins to tell of work, without a word on why that year is told of."""
    named = {int(y) for y in _ANY_YEAR.findall(bare)}
    head = next(heads(bare, agency), None)
    if (
        head is None
        or not head.opens
        or named != {head.year}
        or head.year >= year
        or head.of_a_month
        or head.of_a_thing
    ):
        return None
    if _THOSE_OF.match(head.rest):
        return None
    why = any(p.search(bare) for p in (_RANGE, _SINCE, _COMPARED, _BACKGROUND, _FORWARD, _LEADS_ON, _THIS_YEAR))
    return None if why or _tells_of_years(line, following, head.year) else head.year


def _activity_of(sentence: Span, other: int, agency: Agency) -> bool:
    """2023年12月举办了开放日: an activity of the agency's own in a month of the other year, told for itself."""
    bare = own_words(sentence.text)
    return any(
        _ACTIVITY.match(head.rest) for head in heads(bare, agency) if head.year == other
    ) and not _LEADS_ON.search(bare)


_WORK_DONE = regex(
    r"^度?,?[^,。]{0,20}?(?:公开|公开工作|工作)(?:总体|整体)?(?:按|有序|平稳|稳步|顺利|扎实|持续|均|全部|圆满|如期)[^。,]{0,12}?(?:完成|开展|推进|落实|进行|提升|运行)"
)
_MAKES_THE_REPORT = regex(r"(?:编制|撰写|形成|制作)(?:了)?(?:本|此|该)(?:年度)?(?:报告|年报)")


def _of_the_preamble(context: Context, year: int) -> Iterator[_Misdated]:
    """2023年,我镇严格按照《条例》…编制本报告: the first words of the preamble are on the year reported."""
    text = context.report.preamble
    for sentence in islice(sentences(text), 1):
        bare = own_words(sentence.text)
        named = {int(y) for y in _ANY_YEAR.findall(bare)}
        if named == {year - 1} and _opens_with_work(bare, context.agency):
            start, end = sentence.start, sentence.end
            yield _Misdated(year - 1, "preamble", start, end, text[start:end].strip())


def _opens_with_work(bare: str, agency: Agency) -> bool:
    opening = [head for head in heads(bare, agency) if head.opens and not head.of_a_month and not head.of_a_thing]
    if any(_WORK_DONE.match(head.rest) for head in opening):
        return not _BACKGROUND.search(bare)
    return bool(_MAKES_THE_REPORT.search(bare)) and any(_OPENING.search(head.rest) for head in opening)
