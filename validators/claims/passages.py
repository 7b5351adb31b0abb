"""Sentences in their surroundings: what the paragraph is about, which year a clause speaks of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from nianbao.report.model import Report
from nianbao.report.patterns import regex
from validators.claims.scope import Reporter, Turn, own_places, turns
from validators.prose.sentences import Span, clauses, sentences

APPLICATION_TOPIC = regex(r"依申请|公开申请|信息申请|申请公开|申请(?!人|复议|行政复议|表|书)")
_OTHER_TOPIC = regex(
    r"留言|来信(?!等)|信访件|信访(?!举报)|热线|工单|建议案|提案|咨询|投诉|邮件|网民|线索|诉求|人次|批示|舆情|(?<!复)议案|人大代表|政协|许可申请|"
    r"立案|证照|补贴|救助|低保|来电|执法|监督意见|问政|市长信箱|书记信箱|领导信箱|互动|简报|稿件|督办|督查"
)
_OUTCOME = regex(r"不予处理|不予公开|无法提供|部分公开|其[他它]处理")
"""Of applications, whatever the reason given with it: 信访类不予处理."""
_COURT = regex(r"复议|诉讼|起诉|法院|判决")
_APPLICATION = regex(r"申请(?!人)")
_DISCLOSURE = regex(r"信息公开|依申请|政务公开|公开申请|对答复不服|不服答复")
YEAR_CARRY = regex(
    r"(?P<from>20\d\d)年度?结转(?:至|到)(?P<to>20\d\d)年度?|(?:结转(?:至|到)|(?:转入|顺延至|延续至)|结转(?=20\d\d年度?\d))(?P<next>20\d\d)年度?"
)

_YEAR = regex(r"(20\d\d)\s*年(?!度?(?:结转|转结|转来|转入|遗留))")
_COMPARED_YEAR = regex(r"(?:比|较|同|与)\s*20\d\d\s*年度?")
_SINCE = regex(
    r"20\d\d年以来|自20\d\d年|[近前]\s*[三五\d]年|历年来|(?<!结转)20\d\d年?(?:至|到|—|-|~|–)20\d\d年?(?=[^,]{0,4},?[^,\d]{0,8}(?:分别|共|累计))"
)
_APART = regex(
    r"(?:不|未|没有)(?:再)?(?:计入|纳入|列入|统计在|包括在|包含在|在)(?:本[局机镇县单年报]|表[二三四]|统计|上述|内)|不含(?:本[局机镇县市区单街乡委院厅])"
    r"|不是政府信息公开申请|按各自(?:的)?程序|另行编制(?:年度)?报告"
)
_COUNTS_A_PLACE = r"(?:全|本|我)(?:{places})[^,,。;;\n\d]{{0,16}}?(?:收到?|接|受理|办理|办结|新增|申请|复议|诉讼)"
_SUBHEADING = regex(r"^\s*(?:[(（][一二三四五六七八九十]+[)）]|\d+[.、．]|[一二三四五六七八九十]+是)")


@dataclass(frozen=True)
class Passage:
    """One sentence with what its paragraph is about. ``text`` is the section's, ``number`` counts the sentences."""

    section: str
    text: str
    sentence: Span
    number: int
    of_applications: bool
    of_disclosure: bool
    year: int | None
    reporter: Reporter

    @property
    def many_years(self) -> bool:
        """True when the sentence counts over several years (2019年以来, 近三年)."""
        return _SINCE.search(self.sentence.text) is not None

    @property
    def told_apart(self) -> bool:
        """True when the sentence says that its figures are none of this report's (不计入表三, 不含本局数据)."""
        return _APART.search(self.sentence.text) is not None

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        return tuple(clauses(self.sentence))

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Whose figures the sentence gives, from where on."""
        return turns(self.sentence, self.clauses, self.reporter)

    @cached_property
    def current_clauses(self) -> tuple[tuple[Span, bool], ...]:
        """The clauses about this year and about disclosure, each with whether it speaks of review and suits."""
        return tuple(self._current_clauses())

    def _current_clauses(self) -> Iterator[tuple[Span, bool]]:
        other_topic = in_court = False
        for clause in self.clauses:
            if _COURT.search(clause.text):
                in_court = True
            elif _APPLICATION.search(clause.text):
                in_court = False
            if _OTHER_TOPIC.search(clause.text) and not _OUTCOME.search(clause.text):
                other_topic = True
            elif APPLICATION_TOPIC.search(clause.text):
                other_topic = False
            if not other_topic and self.period(clause) == "current":
                yield clause, in_court

    def period(self, clause: Span) -> Literal["current", "other"]:
        """Another year's when the latest year named before or in the clause is another one."""
        if self.year is None:
            return "current"
        said = self.sentence.text[: clause.end - self.sentence.start]
        years = [int(y) for y in _YEAR.findall(_COMPARED_YEAR.sub("", YEAR_CARRY.sub("", said)))]
        return "other" if years and years[-1] != self.year else "current"

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end].strip()


def passages(report: Report) -> Iterator[Passage]:
    """Every sentence of the prose in reading order."""
    number = 0
    reporter = _reporter(report)
    for section, text in report.prose():
        applications = disclosure = False
        for sentence in sentences(text):
            number += 1
            line_start = text.rfind("\n", 0, sentence.start) + 1
            begins_line = not text[line_start : sentence.start].strip()
            if begins_line and _SUBHEADING.match(sentence.text):
                applications = disclosure = False  # what the paragraph is about is said anew
            applications = applications or APPLICATION_TOPIC.search(sentence.text) is not None
            disclosure = disclosure or _DISCLOSURE.search(sentence.text) is not None
            yield Passage(section, text, sentence, number, applications, disclosure, report.year, reporter)


def _reporter(report: Report) -> Reporter:
    """Who reports, and whether on a whole place with its departments and towns (全区新收申请210件)."""
    places = own_places(report.agency.name)
    if not places:
        return Reporter(report.agency.name)
    counted = re.compile(_COUNTS_A_PLACE.format(places="|".join(sorted(places))))
    return Reporter(report.agency.name, any(counted.search(text) for _, text in report.prose()))
