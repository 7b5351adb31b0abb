"""YR-05: a claim about this year under another date, among the many other years that a report rightly names."""

import dataclasses

import pytest

from tests.support.rule_examples import context_of
from validators.catalogue import catalogue
from validators.engine import Context, RuleResult

OPENING = "全年公开工作按计划完成，各项任务均已落实到位。"


def result_for(text: str, section: str = "overview", agency: str | None = None) -> RuleResult:
    spec = {"sections": {section: text}} | ({"agency": agency} if agency else {})
    return catalogue()["YR-05"].run(context_of(spec))


@pytest.mark.parametrize(
    "text",
    [
        "（二）主动公开\n2023年，我镇主动公开政府信息156条。",
        "柳溪镇2023年通过县政府门户网站主动公开重点领域政府信息156条，其中财政信息20条。",
        "（一）主动公开\n全年工作平稳。\n2023年度共收到政府信息公开申请13件，11件均如期答复。",
        "2023年我镇未收到政府信息公开申请。",
        "2023年未发生因政府信息公开引起的行政复议和行政诉讼。",
        "截至2023年12月31日，全镇主动公开政府信息156条。",
        "2023年，我镇认真贯彻落实《中华人民共和国政府信息公开条例》，扎实推进各项工作。",
        "将公开工作列入议程，加强统筹规划，2023年全年主动公开政府信息220条。",
        "2025年我镇主动公开政府信息156条。",
        "2021年，我镇主动公开政府信息156条。",
        "（三）政府信息管理\n2023年，柳溪镇人民政府共制定规范性文件0件，废止0件。",
    ],
)
def test_another_years_date_on_this_years_figures(text: str) -> None:
    result = result_for(text)
    assert result.state == "fail", text
    assert [f.severity for f in result.findings] == ["warning"]


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("problems", "2023年，我镇政府信息公开工作取得一定成效，但仍存在不足：一是解读形式单一；二是更新不及时。"),
        ("problems", "2022年，我镇政府信息公开工作仍有三处短板：一是解读少；二是更新慢；三是培训少。"),
        ("problems", "2023年我镇信息公开工作还存在一些问题和不足。"),
        ("other", "2023年没有其他需要报告的事项。"),
        ("other", "2023年度本机关未收取信息处理费。"),
    ],
)
def test_sections_five_and_six(section: str, text: str) -> None:
    assert result_for(text, section).state == "fail"


@pytest.mark.parametrize(
    "text",
    [
        "2024年，我镇主动公开政府信息156条。",
        "全年主动公开政府信息156条，较2023年增加20条。",
        "主动公开政府信息156条，2023年主动公开政府信息120条，同比增长30%。",
        "2023年收到申请30件，2024年收到28件。",
        "2023年收到申请30件。今年收到28件，有所减少。",
        "2023年收到政府信息公开申请30件。\n2024年收到政府信息公开申请28件。",
        "2022—2024年，我镇主动公开政府信息500条。",
        "2023年以来，我镇主动公开政府信息300条。",
        "自2023年起，我镇主动公开政府信息全部附解读，共发布300条。",
        "2023年结转的1件申请已经办结。",
        "2023年收到的3件申请已于1月答复。",
        "2023年12月收到申请1件，在规定期限内答复。",
        "公开2023年度部门决算和“三公”经费决算，2023年决算公开率100%。",
        "印发《2023年政务公开工作要点》，2023年主动公开工作要点中的任务全部完成。",
        "2023年度政务公开考核中，我镇获评优秀。",
        "2023年，我镇被评为全县政务公开先进单位。",
        "2023年，我镇启动村务公开试点，公开栏覆盖11个村。",
        "2022年建成的政务公开专区接待群众300人次，2022年建成的专栏公开信息30条。",
        "2025年，我镇将进一步扩大公开范围，力争主动公开政府信息200条。",
        "2025年，我镇计划主动公开政府信息不少于200条。",
        "落实县政府办〔2023〕15号文件，主动公开政府信息156条。",
        "对2015年以来的文件逐件标注，公开政府信息213件。",
        "县教育局2023年主动公开政府信息213条。",
        "2023年存在的问题已经整改，全年主动公开政府信息213条。",
        "2023年年度报告反映的问题已经整改，共公开信息213条。",
        "“十四五”期间，2021年主动公开政府信息100条，2022年主动公开政府信息120条，2023年主动公开政府信息130条。",
        "专栏“2023年主动公开政府信息30条”已经归档。",
    ],
)
def test_other_years_that_are_right(text: str) -> None:
    assert result_for(f"{OPENING}\n{text}").findings == (), text


@pytest.mark.parametrize(
    "text",
    [
        "2025年，我镇坚持问题导向，公开惠民政策信息200条。",
        "2023年年报提出的不足，已经改进。",
        "2023年存在的“解读形式单一”问题整改情况：增加图解。",
        "针对2023年工作中的不足，我镇开展了培训。",
        "2025年，我镇将针对短板加大培训力度，解决存在的问题。",
        "2025年完成扫描文件500件，公开信息全部可以检索。",
    ],
)
def test_plans_and_reviews_of_section_five(text: str) -> None:
    assert result_for(text, "problems").findings == ()


def test_the_agencys_own_name_before_the_year_is_no_other_body() -> None:
    text = f"{OPENING}\n芦屿县自然资源局2023年主动公开政府信息156条。"
    assert result_for(text, agency="示例省汐川市芦屿县自然资源局").state == "fail"
    assert result_for(text, agency="示例省汐川市人民政府").state == "pass"


@pytest.mark.parametrize(
    ("text", "with_last_year", "found"),
    [
        ("2023年，我镇收到政府信息公开申请11件，较上年增加4件，本年办结11件。", True, True),
        ("2023年，本年新收政府信息公开申请11件，比上年增加4件。", True, True),
        ("截至2023年12月31日，收到政府信息公开申请11件，较上年增加4件。", False, True),
        ("2023年，收到政府信息公开申请7件，今年收到11件，增加4件。", True, False),
        ("2023年收到申请7件，2024年收到政府信息公开申请11件。", True, False),
        ("2023年收到的11件申请已全部办结，较上年减少。", True, False),
        ("2023年12月收到政府信息公开申请11件，较上年增加4件。", True, False),
        ("2023年，县司法局收到政府信息公开申请11件，较上年增加4件。", True, False),
        ("2023年，网上收到政府信息公开申请11件，较上年增加4件。", True, False),
        ("2023年，共结转政府信息公开申请11件，较上年增加4件。", True, False),
        ("2023至2024年，收到政府信息公开申请11件，较上年增加4件。", True, False),
    ],
)
def test_a_figure_of_this_years_tables(text: str, with_last_year: bool, found: bool) -> None:
    """The sample's tables have 11 applications, last year's 7."""
    spec = {"append": {"overview": text}} | ({"previous": "liuxi-town-2023"} if with_last_year else {})
    result = catalogue()["YR-05"].run(context_of(spec))
    assert bool(result.findings) == found, text


def test_the_same_figure_in_both_years_proves_nothing() -> None:
    text = "2023年，我镇收到政府信息公开申请11件，较上年增加4件。"
    cells = {"applications.new.natural_person": "11", "applications.new.total": "11"}
    spec = {"append": {"overview": text}, "previous": "liuxi-town-2023", "previous_cells": cells}
    assert catalogue()["YR-05"].run(context_of(spec)).findings == ()


def test_one_finding_a_section_and_year() -> None:
    text = "2023年，我镇主动公开政府信息156条。\n（二）依申请公开\n2023年，我镇收到政府信息公开申请3件。"
    (finding,) = result_for(text).findings
    assert "还有1处" in finding.hit.message
    assert text[finding.hit.where.start : finding.hit.where.end] == "2023年，我镇主动公开政府信息156条"


def test_a_report_whose_year_was_not_read_is_not_judged() -> None:
    context = context_of({"sections": {"overview": "2023年，我镇主动公开政府信息156条。"}})
    unknown: Context = dataclasses.replace(context, report=dataclasses.replace(context.report, year=None))
    assert catalogue()["YR-05"].run(unknown).state == "insufficient_data"


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("2023年度考核为良好等次，2023年社会评议满意率95%，2023年未发生责任追究。", "warning"),
        ("县政府对本镇2022年度政务公开工作考核为良好等次。", "warning"),
        ("开展自查，2023年县政府对我镇政务公开工作考核为优秀等次，群众满意率98%，全年未发生责任追究情况。", "warning"),
        ("2023年未发生责任追究情形。", "warning"),
        ("县政府对本镇2023年度政务公开工作考核为良好等次。", "info"),
        ("2023年度考核结果为优秀，社会评议满意率95%，未发生责任追究。", "info"),
        ("2023年社会评议满意率为95%。", "info"),
        ("2024年4月，县政府公布2023年度考核结果，我镇为优秀等次。", None),
        ("县政府5月通报了2023年度政务公开考核结果，我镇为优秀等次。", None),
        ("在2023年度政务公开考核中被评为优秀等次。", None),
        ("2024年考核为良好等次，2023年为优秀等次。", None),
        ("2023年度考核办法已经修订，未发生责任追究。", None),
        ("2022年、2023年考核均为优秀等次。", None),
        ("社会评议满意率为95%，较2023年提高2个百分点。", None),
        ("针对2023年度考核得分为82分的情况，逐项整改。", None),
    ],
)
def test_results_of_another_year(text: str, severity: str | None) -> None:
    """An assessment is often announced a year later; several results, or an older one, are this year's misdated."""
    found = [f.severity for f in result_for(f"{OPENING}\n（五）监督保障\n{text}").findings]
    assert found == ([severity] if severity else []), text


@pytest.mark.parametrize(
    ("section", "text", "found"),
    [
        ("problems", "改进情况：2023年，我镇将加强答复审核，整合惠企栏目。", True),
        ("problems", "2023年我镇计划增加图解数量。", True),
        ("problems", "2023年主要问题是补偿信息公开不够细。2024年，我镇将从10月起按户公示。", True),
        ("problems", "2023年，我镇将政务公开列入考核，问题已经整改。", False),
        ("problems", "2023年提出的“将加强审核”的要求已经落实。", False),
        ("problems", "2023年计划建设的3个专栏已建成。", False),
        ("problems", "2025年，我镇将加强答复审核。", False),
        ("overview", "2023年12月份组织了主题为“政务服务暖民心”的开放日活动，代表们提出建议6条。", True),
        ("overview", "2023年11月，我镇举办业务培训1次，参加30人。", True),
        ("overview", "2023年12月召开的会议确定了全年培训安排。", False),
        ("overview", "2023年12月组织了检查，对发现的问题今年逐项整改。", False),
        ("overview", "2023年12月起组织开展政务公开进村活动，已举办8场。", False),
        ("overview", "2022年5月举办了首届开放日活动。", False),
    ],
)
def test_plans_that_are_over_and_last_years_activities(section: str, text: str, found: bool) -> None:
    assert bool(result_for(f"{OPENING}\n{text}", section).findings) is found, text


@pytest.mark.parametrize(
    ("preamble", "found"),
    [
        ("2023年，我镇严格按照《中华人民共和国政府信息公开条例》的要求，扎实推进各项工作，编制本报告。", True),
        ("2024年，我镇严格按照《中华人民共和国政府信息公开条例》的要求，扎实推进各项工作，编制本报告。", False),
        ("根据2021年印发的格式，认真编制本报告。", False),
        ("2025年1月，我镇严格按照条例编制本报告。", False),
        ("2023年，我镇认真整改，2024年扎实推进，现编制本报告。", False),
    ],
)
def test_the_year_with_which_the_preamble_begins(preamble: str, found: bool) -> None:
    result = catalogue()["YR-05"].run(context_of({"preamble": preamble}))
    assert [f.hit.where.section for f in result.findings] == (["preamble"] if found else [])


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("overview", "截至2023年底，全镇当年公开政府信息156条。"),
        ("overview", "镇政府网站2023年公开政府信息156条，其中财政信息20条。"),
        ("overview", "增加一道检查，用软件筛出身份证号，2023年全年拦下76条。"),
        ("problems", "2021年度工作的不足之处：一是依据说得不细；二是更换慢。"),
        ("problems", "2023年，我镇将针对上述短板做好以下工作：一是每周提醒；二是补齐清册。"),
        ("problems", "2024年，我镇将做好以下工作：一是每周提醒；二是补齐清册。"),
        ("problems", "二是完成2012年以来文件的校对，其余文件计划在2024年上半年完成。"),
        ("problems", "2023年，我镇将采取以下措施：一是培训；二是抽查，其余栏目计划在2025年6月前补齐。"),
        ("other", "1. 信息处理费：2022年没有产生应收费的申请，收取金额为0元。"),
        ("other", "2023年度全镇没有发出信息处理费收费通知，实收0元。"),
        ("other", "2023年度信息处理费收取金额0元，未出现减免或退费。"),
    ],
)
def test_sums_lacks_fees_and_plans_of_a_past_year(section: str, text: str) -> None:
    assert [f.severity for f in result_for(text, section).findings] == ["warning"], text


@pytest.mark.parametrize(
    "text", ["2022年门户网站首页做了减法，一级栏目由11个压减为7个。", "2023年把三类账目的公开字段固定下来。"]
)
def test_work_told_under_a_past_year_without_a_reason_is_a_hint(text: str) -> None:
    assert [f.severity for f in result_for(text).findings] == ["info"]


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("overview", "截至2023年底，全镇累计建成公开专区3处，当年又建1处。"),
        ("overview", "县政府网站2023年改版后，栏目由11个压减为7个。"),
        ("overview", "2022年机构改革时并入的3个单位，公开目录全部重编。"),
        ("overview", "2023年2月接到的建议今年办结，栏目已调整。"),
        ("problems", "2024年，我镇将公开工作纳入考核，仍有两处不足：一是解读少；二是更新慢。"),
        ("problems", "2024年，我镇将财政信息列为重点，11个村均已补齐。"),
        ("problems", "2023年提出的将加强审核一事，已经完成。"),
        ("problems", "其余文件原计划在2024年上半年完成，因人手不足推迟。"),
        ("problems", "其余文件计划在2025年上半年完成。"),
        ("problems", "按计划在2024年上半年完成了校对。"),
        ("problems", "2023年度工作的不足之处：更新慢。今年均已整改。"),
        ("problems", "2025年，我镇将做好以下工作：一是每周提醒；二是补齐清册。"),
        ("other", "2024年度没有发出信息处理费收费通知，实收0元。"),
        ("other", "2023年度发出的1件收费通知于今年缴清，信息处理费10元。"),
    ],
)
def test_what_was_planned_done_or_ended_in_a_past_year_is_rightly_told(section: str, text: str) -> None:
    assert not result_for(text, section).findings, text
