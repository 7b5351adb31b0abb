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
from nianbao.report.patterns import HAN, regex
from nianbao.report.text import fold, squeeze
from validators.basis import ARTICLE_50, FORMAT
from validators.claims import Claim, Measure, Passage, count_claims
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import last_years_report
from validators.prose.own_words import own_clauses, own_words
from validators.prose.sentences import Span, sentences
from validators.rules.narrative.counts import measure_values
from validators.rules.years.results import results_of_other_years

_SECTIONS: tuple[SectionKey, ...] = ("overview", "problems", "other")
"""Sections two to four hold what is left of the tables; of the preamble's period TM-02 speaks."""

_YEAR = regex(r"(?<!\d)(20\d\d)\s*(?=年)")
_ANY_YEAR = regex(r"(?<!\d)20\d\d(?=\s*(?:年|[-—~至到]))|(?<=[-—~至到])\s*20\d\d")
_THIS_YEAR = regex(r"今年|本年|当年|本报告")
_RANGE = regex(r"20\d\d\s*年?度?\s*(?:[-—~至到、和与]|及(?!时)|以来|起|开始|之?前|之?后|以[前后])")
_SINCE = regex(r"(?:自|从|过去)\s*20\d\d|以来|至今|历年")
_COMPARED = regex(
    r"[较比][^,。]{0,4}20\d\d|同比|环比|相比|对比|[较比](?:上年|去年|前年|往年)|上一?年|去年|前年|往年|增长|下降|上升|增幅|降幅"
    r"|(?:增加|减少|提高|降低)了?\s*\d|持平|结转|转结"
)
_PLAN = regex(r"将|拟|要|计划|力争|争取|确保|预计|目标|继续|进一步|下一?步|明年|不少于|不低于|达到|打算|安排|争创|重点")
_BACKGROUND = regex(
    r"考核|考评|评估|评议|评价|测评|荣获|获评|获得|被评|被列|授予|排名|试点|成立|设立|组建|建成|启动|启用|上线|印发|出台|制定"
    r"|修订|机构改革|挂牌|揭牌|合并|更名|迁|年报|年度报告|整改|反馈|巡视|审计|决算|预算|公报|年鉴|文件"
)

# At the head of a clause: an ordinal, the agency itself, the year.
_MARKER = (
    r"(?:[^:,\d]{2,12}:)?(?:\(?\s*(?:[一二三四五六七八九十]{1,2}|\d{1,2})\s*[).、]|[一二三四五六七八九十]是|其中)?\s*"
)
_HEAD = regex(rf"{_MARKER}(?:截至|截止到?)?(?P<who>{HAN}{{0,16}}?)(?P<year>20\d\d)\s*年(?P<rest>.*)")
_SELF = regex(r"(?:我|本|全)(?:省|市|州|县|区|旗|镇|乡|街道|局|厅|委|办|单位|机关|系统|部门|院|中心|校|队|署|社区)?")
_ATTRIBUTE = regex(
    rf"^度?(?:(?!主动公开|公开|发布|收到|受理|没有|[无未])[^,]){{0,24}}?的(?!要求|规定|指导|关心|支持|原则|{HAN}{{0,4}}领导)"
)
_SUBHEADING = 12
"""Shorter lines without a year are sub-headings and open nothing."""
_MONTH = regex(r"^\s*\d{1,2}\s*月")
_YEAR_END = regex(r"^(?:12月(?:31日|底)|年?底|末)")
_UNIT = r"(?:余|多)?\s*(?:条次|条|件|篇|份|则|期|项|个|宗|起|元)"
_TOLD = regex(
    rf"(?:主动公开|公开(?:各类|各项)?(?:政府|政务)?信息|发布(?:各类|各项)?(?:政府|政务|政策)?信息)(?!的|工作|目录|指南|事项|标准)[^。]{{0,40}}?\d\s*{_UNIT}"
    rf"|(?:收到|接到|新收|受理)(?!的)[^。,]{{0,30}}?申请[^。,的]{{0,12}}?\d\s*{_UNIT}|(?:收到|接到|新收|受理)\s*\d+\s*{_UNIT}[^。,]{{0,20}}?公开申请(?!的)"
    rf"|(?:制发|制定|出台|发布)[^。,的]{{0,12}}?规范性文件\s*\d+\s*{_UNIT}"
    r"|(?:未|没有|无|尚未)(?:收到|接到|接收到?|受理)[^。]{0,40}?申请(?!的)"
    rf"|(?:未|没有)(?:发生|产生|出现|引发)?[^。,]{{0,20}}?行政(?:复议|诉讼)|无[^。,]{{0,12}}?行政(?:复议|诉讼)"
    rf"|(?:未|没有|共)?收取(?:任何|政府信息公开|依申请公开)*(?:信息处理)?费|(?:没有|无)其[他它]需要?(?:报告|说明)的?事项"
)
_LACKS = regex(
    r"[^。]{0,30}?(?:存在|还有|仍有|尚有|有)[^。]{0,20}(?:问题|短板|不足|差距|薄弱环节|弱项)|度?的?(?:主要|突出)的?(?:问题|不足|短板)(?:是|有|为|:)"
)
_MENDED = regex(r"整改|解决|改进|完成|克服|针对|销号|落实|已经?|上述|提出|指出|反馈")
"""Last year's problems are told of where it is said what became of them."""
_OPENING = regex(
    r"坚持|认真|严格|深入|高度重视|积极|扎实|紧紧|紧扣|持续|切实|全面|不断|围绕|贯彻|落实|取得(?:了)?(?:一定|明显|较好|积极)"
)
_INTENDED = (
    r"[^。,;将]{0,14}?[,]?[^。,;将]{0,12}?(?:将(?:会|继续|进一步|不断|持续|着力|重点|认真|严格|切实|积极|深入|全面|从|以下|按|围绕|加强|加大|加快|强化|深化|完善|优化|推进"
    r"|推动|提升|提高|规范|健全|拓宽|拓展|整合|建立|开展|组织|坚持|落实|做好|抓好)|计划|拟|力争|争取|打算)"
)
_PLAN_HEAD = regex(_INTENDED)
_PLANNED_AND_DONE = regex(r"要求|提出|规划|方案|已|完成|落实了|如期|按计划|上述|原")
_PLAN_OF_A_YEAR = regex(rf"(?P<year>20\d\d)\s*年{_INTENDED}")
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

    ``minor``: it may as well be the other year's, and the report does not say why it tells that.
    """

    year: int
    section: SectionKey | Literal["preamble"]
    start: int
    end: int
    quote: str
    certain: str = ""
    minor: bool = False


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
            yield Hit(
                f"{year}年度的报告写了“{same[0].quote[:30]}”，{why}，年份却是{other}年{more}",
                Where(section=section, start=same[0].start, end=same[0].end, quote=same[0].quote),
                suggestion=f"说的是本年的，改为{year}年并核对数字；确实是{other}年的事，写明与本年的关系。",
                severity="info" if same[0].minor else None,
            )


def _claims(context: Context, section: SectionKey, year: int) -> Iterator[_Misdated]:
    text = context.report.text(section)
    proved = list(_figures_of_this_year(context, section, year))
    places = {claim.start for claim in proved}
    yield from proved
    for claim in (*_misdated(text, section, year, context.agency), *_results(text, section, year)):
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
    for head in _heads(words, agency):
        ranges_or_carried = _RANGE.match(words[head.since - 4 :]) or _THOSE_OF.match(head.rest)
        if head.year != year and not (head.of_a_month or head.of_a_thing or ranges_or_carried):
            yield head.year, passage.sentence.start + head.since


class _Head(NamedTuple):
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


def _heads(words: str, agency: Agency) -> Iterator[_Head]:
    for clause in own_clauses(words):
        head = _HEAD.match(clause.text.strip())
        if head is not None and _is_self(head["who"], agency):
            since = clause.start + clause.text.index(head["year"]) + len(head["year"])
            rest = re.sub(r"^\s*年", "", words[since:])
            yield _Head(int(head["year"]), since, rest, opens=clause.start == 0)


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
            other = _told_year(sentence, section, year, agency, opening=not opened)
            opened = True
            firm = other == year - 1 and _activity_of(sentence, other, agency)
            if other is not None and (firm or not _tells_of_years(line, following, other)):
                start, end = position + sentence.start, position + sentence.end
                yield _Misdated(other, section, start, end, text[start:end].strip())
        position += len(line) + 1


def _tells_of_years(line: str, following: str, other: int) -> bool:
    """Whether the paragraph names further years, or the next one goes on with another: 2023年…, 2024年…."""
    bare = own_words(line)
    planned = {int(match["year"]) for match in _PLAN_OF_A_YEAR.finditer(bare)}
    named = {int(year) for year in _YEAR.findall(bare)} - {year for year in planned if year > other}
    next_head = _HEAD.match(following)
    goes_on = next_head is not None and not next_head["who"] and int(next_head["year"]) != other
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
    for head in _heads(bare, agency):
        if head.of_a_month or head.of_a_thing:
            return None
        if other < year and _PLAN_HEAD.match(head.rest) and not _PLANNED_AND_DONE.search(bare):
            return other
        if _TOLD.search(head.rest) or (section == "problems" and _LACKS.match(head.rest) and not _MENDED.search(bare)):
            return other
        first_words = opening and other == year - 1 and head.opens
        if first_words and _OPENING.search(head.rest) and not _BACKGROUND.search(bare):
            return other
    return None


def _activity_of(sentence: Span, other: int, agency: Agency) -> bool:
    """2023年12月举办了开放日: an activity of the agency's own in a month of the other year, told for itself."""
    bare = own_words(sentence.text)
    heads = [head for head in _heads(bare, agency) if head.year == other]
    return any(_ACTIVITY.match(head.rest) for head in heads) and not _LEADS_ON.search(bare)


_MAKES_THE_REPORT = regex(r"(?:编制|撰写|形成|制作)(?:了)?(?:本|此|该)(?:年度)?(?:报告|年报)")


def _of_the_preamble(context: Context, year: int) -> Iterator[_Misdated]:
    """2023年,我镇严格按照《条例》…编制本报告: the first words of the preamble are on the year reported."""
    text = context.report.preamble
    for sentence in islice(sentences(text), 1):
        bare = own_words(sentence.text)
        named = {int(y) for y in _ANY_YEAR.findall(bare)}
        if named == {year - 1} and _MAKES_THE_REPORT.search(bare) and _opens_with_work(bare, context.agency):
            start, end = sentence.start, sentence.end
            yield _Misdated(year - 1, "preamble", start, end, text[start:end].strip())


def _opens_with_work(bare: str, agency: Agency) -> bool:
    heads = [head for head in _heads(bare, agency) if head.opens and not head.of_a_month and not head.of_a_thing]
    return any(_OPENING.search(head.rest) for head in heads)


def _is_self(who: str, agency: Agency) -> bool:
    """Nobody named before the year, or the reporting agency: 我镇, 全县, 庞各庄镇."""
    who = who.strip()
    name = squeeze(agency.name).removesuffix("人民政府")
    return not who or bool(_SELF.fullmatch(who)) or (len(who) >= 2 and squeeze(who).removesuffix("人民政府") in name)
