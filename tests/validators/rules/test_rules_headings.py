"""STR-03, 04, 09, 10, 11: the forms in which titles, headings and sub-headings are really printed."""

import pytest

from tests.support.rule_examples import run_example


def found(rule, **spec):
    return [f.hit.message for f in run_example(rule, spec).findings]


TITLES = [
    # as printed, number of findings
    ("示例市示例区教育局2024年政府信息公开工作年度报告", 0),
    ("示例市示例区教育局2024年度政府信息公开工作年度报告", 0),
    ("2024年示例市示例区教育局政府信息公开工作年度报告", 0),
    ("2024年度示例镇政府信息公开工作年度报告", 0),
    ("示例区外事办公室政府信息公开工作2024年度报告", 0),
    ("示例海关(本级机关)2024年政府信息公开工作年度报告", 0),
    ("---标题: 示例县人民政府 2024 年 政府信息公开工作年度报告", 0),
    ("示例县人民政府2024年政府信息公开工作年度报告（公开版）", 0),
    ("示例县政务公开办公室2024年政府信息公开工作年度报告", 0),
    ("2024年 度假区管理委员会政府信息公开工作年度报告", 0),
    ("示例镇人民政府 2024 年政府信息公开工作年度报 告", 1),
    ("示例镇人民政府2024年政府信 息公开工作年度报告", 1),
    ("示例市自然资源局2024年度政府信息公开工作报告", 1),
    ("示例市自然资源局2024年信息公开工作年度报告", 1),
    ("示例市自然资源局2024年政府信息公开年度报告", 1),
    ("2024年示例市自然资源局信息公开年报", 1),
    ("示例市自然资源局2024年政务信息公开工作年度报告", 1),
    ("示例市自然资源局2022年政府信息公开工作年度报告", 1),
    ("2023年示例市自然资源局2024年政府信息公开工作年度报告", 1),
    ("示例县水利局政府信息公开工作年度报告（2024年度）", 0),
    ("示例县水利局政府信息公开工作年度报告〔2024年度〕", 0),
    ("示例县水利局政府信息公开工作年度报告（二〇二四年度）", 0),
    ("示例县水利局政府信息公开工作年度报告", 1),
    ("", 1),
]


@pytest.mark.parametrize(("title", "count"), TITLES)
def test_title(title, count):
    assert len(found("STR-09", title=title)) == count


def test_title_finding_shows_the_place_and_the_right_title():
    (finding,) = run_example("STR-09", {"title": "柳溪镇人民政府2024年政府信息公开年度报告"}).findings
    assert finding.hit.where.quote == "柳溪镇人民政府2024年政府信息公开年度报告"
    assert "示例省云岭市青禾县柳溪镇人民政府2024年政府信息公开工作年度报告" in finding.hit.suggestion


@pytest.mark.parametrize(
    ("section", "heading", "count"),
    [
        ("proceedings", "四、因政府信息公开工作被申请行政复议和提起行政诉讼的情况", 0),
        ("proceedings", "四、因政府信息公开被申请行政复议、提起行政诉讼情况", 0),
        ("proceedings", "四、政府信息公开行政复议及行政诉讼情况。", 0),
        ("applications", "三、收到与处理政府信息公开申请情况", 0),
        ("applications", "三、行政机关收到和处理政府信息公开申请情况", 1),
        ("other", "六、其它需要报告的事项", 1),
        ("overview", "一、2024年政府信息公开总体情况", 1),
    ],
)
def test_heading_worded(section, heading, count):
    assert len(found("STR-03", heading={section: heading})) == count


@pytest.mark.parametrize(
    ("extra", "count"),
    [
        ({"problems": ["一、存在的问题", "二、改进措施"]}, 0),
        ({"overview": ["一、加强组织领导", "二、规范公开程序"]}, 0),
        ({"applications": ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"]}, 0),
        ({"other": ["八、附件"]}, 0),  # a gap: no count goes on here
        ({"overview": ["二、政府信息公开平台建设情况"]}, 1),
        ({"other": ["七、下一年工作打算"]}, 1),
        ({"other": ["七、附件一", "八、附件二"]}, 1),
    ],
    ids=str,
)
def test_top_level_headings(extra, count):
    assert len(found("STR-04", extra_headings=extra)) == count


PROBLEMS = [
    ("（一）甲情况。\n（二）乙情况。\n（三）丙情况。", 0),
    ("( 一 )甲情况。\n（ 二）乙情况。\n(三)丙情况。", 0),
    ("问题：1.甲。\n2.乙。\n改进：1、丙。\n2、丁。\n3、戊。", 0),
    ("（一）问题\n1.甲。\n2.乙。\n（二）改进\n3.丙。\n4.丁。", 0),
    ("存在的问题\n（一）甲情况的说明。\n改进措施\n（一）乙情况的说明。", 0),
    ("（一）甲情况。\n二、乙情况\n（三）丙情况。", 0),
    ("依照第十三条\n（二）项的规定办理。", 0),
    ("2024年收到\n2.3万元，支出\n3.5万元。", 0),
    ("（二）甲情况。\n乙情况的说明。", 1),
    ("（一）甲情况。\n乙情况的说明很长，写了不止二十五个字，所以它不会是小标题。\n（一）丙情况。", 1),
    ("1、甲情况。\n2、乙情况。\n4、丙情况。\n5、丁情况。", 1),
    ("（一）甲情况。\n（三）乙情况。\n（四）丙情况。\n（四）丁情况。", 2),
]


@pytest.mark.parametrize(("text", "count"), PROBLEMS)
def test_ordinals_of_sub_headings(text, count):
    assert len(found("STR-10", sections={"problems": text})) == count


def test_ordinal_finding_quotes_the_line():
    text = "今年有些不足，说在前面。\n  （二）改进措施和下一步的打算"
    (finding,) = run_example("STR-10", {"sections": {"problems": text}}).findings
    where = finding.hit.where
    assert where.quote == text[where.start : where.end] == "（二）改进措施和下一步的打算"


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("统计期限为2024年1月1日至2024年12月31日", 0),
        ("数据统计年限自20241月1日起", 0),
        ("起止时间：2024.1.1-2024.12.31", 0),
        ("本报告截止日期为2024年12月31日", 0),
        ("以下为2024年1-12月的数据", 0),
        ("本报告由办公室编制", 1),
        ("条目中补充了申报起止日期和受理窗口，11月起执行", 1),
        ("所涉时间范围为2024年全年", 0),
    ],
)
def test_statistics_period(said, count):
    assert len(found("STR-11", preamble=said)) == count
