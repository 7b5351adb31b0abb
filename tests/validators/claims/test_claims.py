"""What the grammar reads out of sentences as offices write them, and what the rules make of it."""

from typing import Any

import pytest

from nianbao.report.agency import infer_agency
from nianbao.report.layout import LAYOUT_2021
from nianbao.report.model import Report, Section
from tests.support.narrative import Sentence, sentences
from tests.support.rule_examples import context_of
from validators.catalogue import catalogue
from validators.claims import Claim, read_claims

TOWN = "示例省云岭市青禾县柳溪镇人民政府"
COUNTY = "示例省云岭市青禾县人民政府"
BUREAU = "示例省云岭市青禾县教育局"
HEAD = "（二）依申请公开\n"
"""The sub-heading under which such sentences stand; it says what the paragraph is about."""

Amounts = dict[str, list[int]]


def claims(text: str, agency: str = TOWN, year: int = 2024) -> list[Claim]:
    section = Section("overview", None, "总体情况", text)
    return read_claims(Report(infer_agency(agency), year, "", "", LAYOUT_2021, (section,), {}))


def amounts(found: list[Claim]) -> Amounts:
    """Measure → amounts claimed of the whole or of another body; parts (a channel, a kind of applicant) left out."""
    read: Amounts = {}
    for claim in found:
        if claim.scope != "part" and claim.amount is not None and claim.measure != "all_answered":
            read.setdefault(claim.measure, []).append(int(claim.amount))
    return read


def said(found: list[Claim]) -> str:
    """The same in reading order, flat: ``received 17, answered 14``."""
    return ", ".join(
        f"{c.measure} {c.amount}"
        for c in found
        if c.scope != "part" and c.amount is not None and c.measure != "all_answered"
    )


def _slips(rows: list[Any]) -> list[Any]:
    """Rows, reason last, that come out wrong as yet; one turns red as soon as it comes out right."""
    return [pytest.param(*row[:-1], marks=pytest.mark.xfail(strict=True, reason=row[-1])) for row in rows]


# --- what a sentence says -------------------------------------------------------------------------------------

READINGS = [
    # one sentence with everything, brackets and all
    (
        "受理2146件，答复2159件（含上年度结转52件，另有39件顺延到下年度答复）",
        "accepted 2146, answered 2159, carried_in 52, carried_out 39",
    ),
    (
        "受理政府信息公开申请418 件，答复402 件（含上年度结转申请9 件，另有25 件顺延到下年度答复）",
        "accepted 418, answered 402, carried_in 9, carried_out 25",
    ),
    (
        "收到政府信息公开申请17件，14件均如期答复,3件结转下年度继续办理",
        "received 17, answered 14, carried_out 3",
    ),
    ("14件均按规定办结，6件申请人主动撤销", "answered 14"),
    ("办理上年度结转申请2件。答复19件", "carried_in 2, answered 19"),
    (
        "2023年结转至2024年4件，2024年共受理183件，已办结179件，结转下年度办理8件",
        "carried_in 4, accepted 183, answered 179, carried_out 8",
    ),
    (
        "全年共办理64件，其中本年新受理59件，上年结转5件，转下年办理7件",
        "accepted 59, carried_in 5, carried_out 7",
    ),
    ("上年结转6件，截至12月底已回复71件，3件正在办理中", "carried_in 6, answered 71, carried_out 3"),
    (
        "本年度全县共收到52件申请，及时依法依规办结50件，2件结转下年度继续办理",
        "received 52, answered 50, carried_out 2",
    ),
    (
        "共收到9件信息依申请公开，其中7件已经按时按规完成答复，剩余2件结转下年度继续办理",
        "received 9, answered 7, carried_out 2",
    ),
    (
        "新收政府信息公开申请数量256件，上年结转政府信息公开申请数量7件。其中，予以公开140件，结转下年度继续办理11件",
        "received 256, carried_in 7, carried_out 11",
    ),
    (
        "新收申请二十六件，上年结转四件，办结二十五件，结转下年五件",
        "received 26, carried_in 4, answered 25, carried_out 5",
    ),
    # units and wordings of what was received
    ("全市全年共收办政府信息公开申请案件2518件", "received 2518"),
    ("收到和处理政府信息公开申请一条", "received 1"),
    ("我局共收到信息公开申请34起", "received 34"),
    ("园区全年收到8封申请", "received 8"),
    ("本年度收到3项依申请公开事项", "received 3"),
    ("收到政府信息公开申请15宗", "received 15"),
    ("收到申请1,308件", "received 1308"),
    # whose year
    ("2023年受理42件，2024年受理37件", "accepted 37"),
    ("2024年收到申请37件，2023年收到申请42件", "received 37"),
    ("去年收到申请42件，今年收到申请37件", "received 37"),
    ("收到申请37件，比上年减少5件，下降11.9%", "received 37"),
    ("2025年，我局将进一步优化流程，预计受理申请60件", ""),
    ("近三年共收到申请96件", ""),
    ("截至2025年1月8日，结转的3件全部办结", ""),
    # reviews and suits
    ("120件行政复议中，维持75件", "reconsideration 120"),
    (
        "政府信息公开行政复议205件，其中结果维持60 件，结果纠正31 件，其他结果98 件，尚未审结16 件；"
        "政府信息公开行政诉讼33 件，其中结果维持20件，结果纠正2 件，其他结果6 件，尚未审结5 件",
        "reconsideration 205, litigation 33",
    ),
    ("因政府信息公开引发行政复议4件、行政诉讼0件", "reconsideration 4, litigation 0"),
    ("全年收到行政复议6条，其中4撤销行政复议完结办理，2条正在办理中", "reconsideration 6"),
    ("因政府信息公开被提起行政诉讼案件2件", "litigation 2"),
    ("行政复议和行政诉讼数量均较上年有所减少", ""),
    # denials
    ("全年未收到政府信息公开申请", "received 0"),
    ("2.依申请公开:2024年未收到该项申请", "received 0"),
    ("未收到政府信息公开申请，无上年结转政府信息公开申请", "received 0, carried_in 0"),
    ("未发生行政复议、行政诉讼案件", "reconsideration 0, litigation 0"),
    ("未发生行政复议被纠错案件", ""),
    ("未收到重复申请", ""),
    # figures of other matters
    ("制发政策性文件9件", ""),
    ("制定发布规范性文件6件，清理废止文件1件，现行有效文件27件", ""),
    ("公开行政处罚决定88件，公开行政许可决定61件", ""),
    ("主动公开县政府规章7件(含新制定3件，修改2件，废止2件)", ""),
    ("予以公开及部分公开33件，占55.00%；不予公开9件，占15.00%；无法提供18件，占30.00%", ""),
    ("其中3件由于重复申请不予处理，其余均已按相关规定进行回复", ""),
    ("全年收取政府信息公开信息处理费1260 元", ""),
    ("共主动公开政府信息180余条", ""),
    ("共向社会主动公开政府信息12万余条", ""),
    ("共公开各类信息742，其中“政务动态”类信息503条", ""),
    ("通过门户网站公开信息2018条", ""),
    ("依申请公开5条，免于公开信息0条", ""),
    ("收到群众留言96件，全部办结", ""),
    ("12345热线受理工单410件，办结402件", ""),
    ("承办人大代表建议4件、政协提案3件，全部办结", ""),
    ("每件申请都在20个工作日内答复", ""),
]

ONCE_MISREAD = [
    ("结转上年度政府信息公开申请5件", "carried_in 5"),
    ("收到信息公开申请34起，比2023年(41起)下降17%，答复34起", "received 34, answered 34"),
    ("部分公开答复 0 件，转下一年度办理答复的有 2 件", "carried_out 2"),
    ("同意公开答复 12 件，不予公开答复 3件，其他处理 6 件", ""),
    ("被申请行政复议案件5件，行政诉讼案件2件", "reconsideration 5, litigation 2"),
    ("未发生因政府信息公开引起的行政复议案件", "reconsideration 0"),
    ("收到申请：26件；办结：25件", "received 26, answered 25"),
    ("收到公民、法人和其他组织提交的政府信息公开申请26件", "received 26"),
    ("上年度未收到政府信息公开申请，本年度收到申请26件", "received 26"),
    ("上半年未收到申请，下半年收到申请3件", ""),
    ("未收到信函申请，网上收到申请26件", ""),
    ("未收到政府信息公开申请方面的举报", ""),
    ("未收到信息公开申请人的异议", ""),
    ("收到申请一万三千件，答复一千零五件", "received 13000, answered 1005"),
    ("收到申请三千二百件，答复三千二件", "received 3200, answered 3200"),
    ("收到申请一百五件", "received 150"),
    ("收到申请3千件", "received 3000"),
    ("收到申请三四件，答复五六十件", ""),
    ("收到申请数百件，答复上千件，受理1万3千件", ""),
]
READ_WRONGLY = [
    ("合计85件，上年结转6件", "received 85, carried_in 6", "合计 says no measure"),
    ("5件未到期，转入下年办理", "carried_out 5", "the amount stands a comma before its measure"),
]


@pytest.mark.parametrize(("text", "expected"), [*READINGS, *ONCE_MISREAD, *_slips(READ_WRONGLY)])
def test_amounts_of_a_sentence(text: str, expected: str) -> None:
    assert said(claims(HEAD + text)) == expected


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("收到申请26件", "exact"),
        ("受理申请25余件", "at_least"),
        ("收到申请超过20件", "at_least"),
        ("受理申请近30件", "about"),
        ("受理申请30件左右", "about"),
    ],
)
def test_approximate_amounts_only_bound(text: str, bound: str) -> None:
    assert [c.bound for c in claims(HEAD + text)] == [bound]


@pytest.mark.parametrize(
    ("text", "agency", "scope"),
    [
        ("收到申请26件", TOWN, "whole"),
        ("我镇收到申请26件", TOWN, "whole"),
        ("柳溪镇收到申请26件", TOWN, "whole"),
        ("全镇收到申请26件", TOWN, "whole"),
        ("县教育局全年收到申请26件", BUREAU, "whole"),
        ("2024年全县收到申请26件", COUNTY, "whole"),
        ("县政府办受理申请17件", COUNTY, "other"),
        ("县教育局收到申请17件", COUNTY, "other"),
        ("各乡镇收到申请17件", COUNTY, "other"),
        ("通过网络收到申请17件", TOWN, "part"),
        ("收到自然人申请17件", TOWN, "part"),
    ],
)
def test_scope_of_an_amount(text: str, agency: str, scope: str) -> None:
    assert [c.scope for c in claims(HEAD + text, agency)] == [scope]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("2024年我镇收到申请26件", TOWN),
        ("本年度我镇收到申请26件", TOWN),
        ("2024年度柳溪镇收到申请26件", TOWN),
        ("2024年我局收到申请26件", BUREAU),
        ("一年来全镇收到申请26件", TOWN),
    ],
)
def test_scope_of_our_own_after_a_date(text: str, agency: str) -> None:
    assert [c.scope for c in claims(HEAD + text, agency)] == ["whole"]


def test_scope_holds_through_the_sentence() -> None:
    found = claims(HEAD + "县政府办公室受理申请17件，办结16件", COUNTY)
    assert [(c.measure, c.scope) for c in found] == [("accepted", "other"), ("answered", "other")]


# --- what the rules make of it --------------------------------------------------------------------------------

ROWS = {
    "new": "applications.new.total",
    "carried_in": "applications.carried_in.total",
    "done": "applications.processed_total.total",
    "carried_out": "applications.carried_out.total",
    "review": "proceedings.reconsideration.total",
    "upheld": "proceedings.reconsideration.upheld",
    "granted": "applications.granted.total",
    "denied": "applications.denied.process.total",
    "fees": "active_disclosure.fees.amount",
    "documents": "active_disclosure.normative_documents.issued",
}
NARRATIVE = [rule for rule in catalogue() if rule.startswith("NT-")]


def found_by(text: str, table: dict[str, str]) -> dict[str, str]:
    """Narrative rules that fire → severity of their first finding."""
    cells = {ROWS[key]: raw for key, raw in table.items()}
    context = context_of({"sections": {"overview": HEAD + text, "problems": "", "other": ""}, "cells": cells})
    results = [catalogue()[rule].run(context) for rule in NARRATIVE]
    return {r.rule: r.findings[0].severity for r in results if r.findings}


WARNING, INFO = "warning", "info"
VERDICTS: list[tuple[str, dict[str, str], dict[str, str]]] = [
    (
        "受理2146件，答复2159件（含上年度结转52件，另有39件顺延到下年度答复）",
        {"new": "2146", "carried_in": "52", "done": "2159", "carried_out": "39"},
        {},
    ),
    (
        "受理2146件，答复2159件（含上年度结转52件，另有39件顺延到下年度答复）",
        {"new": "2100", "carried_in": "50", "done": "2100", "carried_out": "50"},
        {"NT-02": WARNING, "NT-03": WARNING, "NT-04": WARNING, "NT-05": WARNING},
    ),
    ("14件均按规定办结，6件申请人主动撤销", {"new": "14", "done": "14", "carried_out": "0"}, {}),
    ("14件均按规定办结，6件申请人主动撤销", {"new": "20", "carried_in": "0", "done": "20"}, {"NT-04": WARNING}),
    ("办理上年度结转申请2件。答复19件", {"carried_in": "2", "done": "19"}, {}),
    ("办理上年度结转申请2件。答复19件", {"carried_in": "19", "done": "2"}, {"NT-02": WARNING, "NT-04": WARNING}),
    ("因政府信息公开引起的120件行政复议中，维持75件", {"review": "120", "upheld": "75"}, {}),
    ("因政府信息公开引起的120件行政复议中，维持75件", {"review": "75", "upheld": "75"}, {"NT-08": WARNING}),
    ("因政府信息公开引起的120件行政复议中，维持75件", {"review": "120", "upheld": "57"}, {"NT-09": WARNING}),
    ("2023年受理42件，2024年受理37件", {"new": "37"}, {}),
    ("2023年受理42件，2024年受理37件", {"new": "42", "carried_in": "0"}, {"NT-03": WARNING}),
    ("2025年，我局将进一步优化流程，预计受理申请60件，全部办结", {"new": "5", "carried_out": "3"}, {}),
    ("全年未收到政府信息公开申请", {"new": "0"}, {}),
    ("全年未收到政府信息公开申请", {"new": "3"}, {"NT-11": WARNING}),
    ("申请按期答复率100%", {"carried_out": "5"}, {}),
    ("收到的申请全部办结", {"carried_out": "5"}, {"NT-12": WARNING}),
    ("收到的申请全部办结", {"carried_out": "0"}, {}),
    ("收到的申请全部答复，仅5件结转下年度继续办理", {"carried_out": "5"}, {}),
    ("制发政策性文件9件", {"documents": "6"}, {}),
    ("全镇收到政府信息公开申请2518件", {"new": "2450", "carried_in": "68"}, {}),
    ("全镇收到政府信息公开申请2518件", {"new": "2400", "carried_in": "68"}, {"NT-01": WARNING}),
    ("县政府办公室受理申请17件", {"new": "95", "carried_in": "0"}, {"NT-03": INFO}),
    ("收取信息处理费1260元", {"fees": "53104.2"}, {}),
    (
        "收到政府信息公开申请17件，14件均如期答复,3件结转下年度继续办理",
        {"new": "17", "done": "14", "carried_out": "3"},
        {},
    ),
    (
        "收到政府信息公开申请17件，14件均如期答复,3件结转下年度继续办理",
        {"new": "18", "carried_in": "0", "done": "15", "carried_out": "2"},
        {"NT-01": WARNING, "NT-04": WARNING, "NT-05": WARNING},
    ),
    ("行政复议和行政诉讼数量均较上年有所减少", {"review": "3"}, {}),
    ("受理申请近30件", {"new": "28"}, {}),
    ("受理申请20余件", {"new": "28"}, {}),
    ("受理申请40余件", {"new": "28", "carried_in": "0"}, {"NT-03": WARNING}),
]


@pytest.mark.parametrize(("text", "table", "expected"), VERDICTS)
def test_what_the_narrative_rules_find(text: str, table: dict[str, str], expected: dict[str, str]) -> None:
    assert found_by(text, table) == expected


WRONGLY_ACCUSED: list[tuple[str, dict[str, str]]] = [
    (
        "同意公开答复12件，不予公开答复3件，转下一年度办理答复的有2件",
        {"done": "21", "carried_in": "0", "carried_out": "2", "granted": "12", "denied": "3"},
    ),
    ("上年度未收到政府信息公开申请，本年度收到申请26件", {"new": "26"}),
    ("未收到信函申请，网上收到申请26件", {"new": "26"}),
    ("除5件尚在办理期限内外，申请全部办结", {"carried_out": "5"}),
    ("健全台账，确保申请全部按期办结", {"carried_out": "5"}),
    ("县政府办公室受理申请17件，办结16件", {"new": "95", "carried_in": "0", "done": "90"}),
    ("14件均按规定办结", {"new": "14", "carried_in": "1", "done": "14", "carried_out": "1"}),
]


@pytest.mark.parametrize(("text", "table"), WRONGLY_ACCUSED)
def test_no_warning_where_none_is_due(text: str, table: dict[str, str]) -> None:
    assert [rule for rule, severity in found_by(text, table).items() if severity == WARNING] == []


# --- the sentences that were collected from real reports, where they are at hand -------------------------------

MEASURES = {
    "new": ("received", "accepted"),
    "total_incl_carried": ("received", "accepted"),
    "carried": ("carried_in",),
    "done": ("answered",),
    "forward": ("carried_out",),
    "review": ("reconsideration",),
    "litigation": ("litigation",),
}
NOT_READ: dict[tuple[int, str], str] = {
    (5, "total_incl_carried"): "共办理N件: 办理 is no measure of the grammar",
    (5, "done"): "derived (all that was handled less what went over), not stated",
    (7, "new"): "合计N件 says no measure",
    (19, "forward"): "traditional characters are not read",
    (20, "new"): "derived (by companies and by persons), not stated",
}
"""Line and measure → why its figure is not read; one turns red as soon as it is."""


def _stated(sentence: Sentence) -> dict[str, int]:
    """The expected totals of a sentence that the grammar has a measure for; of a list the last is the total."""
    known = {k: v for k, v in sentence.expected.items() if k in MEASURES}
    return {k: v[-1] if isinstance(v, list) else v for k, v in known.items()}


def _read(sentence: Sentence) -> Amounts:
    return amounts(claims(HEAD + sentence.text, agency="", year=sentence.year))


def _param(sentence: Sentence, key: str) -> Any:
    reason = NOT_READ.get((sentence.number, key))
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(sentence, key, id=f"{sentence} {key}", marks=marks)


@pytest.mark.parametrize(("sentence", "key"), [_param(s, key) for s in sentences() for key in _stated(s)])
def test_collected_sentence(sentence: Sentence, key: str) -> None:
    read = _read(sentence)
    values = {value for measure in MEASURES[key] for value in read.get(measure, [])}
    assert _stated(sentence)[key] in values


@pytest.mark.parametrize("sentence", sentences(), ids=str)
def test_collected_sentence_says_nothing_else(sentence: Sentence) -> None:
    stated = _stated(sentence)
    unstated = {
        measure: values
        for measure, read in _read(sentence).items()
        if (values := set(read) - {stated[k] for k in stated if measure in MEASURES[k]})
    }
    assert unstated == {}
