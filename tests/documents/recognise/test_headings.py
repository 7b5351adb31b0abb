"""Titles and section headings in the forms agencies print them (see the variants in the field)."""

import pytest

from nianbao.documents.recognise.headings import find_title, section_heading, split_heading
from nianbao.documents.stream import Paragraph

HEADINGS = [
    ("一、总体情况", "overview", 1, "chinese"),
    ("1、 总体情况", "overview", 1, "arabic"),
    ("总体情况", "overview", None, "none"),
    ("一、2020年政府信息公开总体情况", "overview", 1, "chinese"),
    ("二、主动公开政府信息情况", "active_disclosure", 2, "chinese"),
    ("二、行政机关主动公开政府信息情况", "active_disclosure", 2, "chinese"),
    ("三、收到和处理政府信息公开申请情况", "applications", 3, "chinese"),
    ("三、收到处理政府信息公开申请的情况", "applications", 3, "chinese"),
    ("四、政府信息公开行政复议、行政诉讼情况", "proceedings", 4, "chinese"),
    ("四、政府信息公开行政复议和行政诉讼情况", "proceedings", 4, "chinese"),
    ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "proceedings", 4, "chinese"),
    ("五、存在的主要问题及改进情况", "problems", 5, "chinese"),
    ("五、政府信息公开工作存在的主要问题及改进措施", "problems", 5, "chinese"),
    ("五、当前存在的主要问题及下步改进措施", "problems", 5, "chinese"),
    ("、主动公开政府信息情况", "active_disclosure", None, "none"),
    ("四、行政复议、行政诉讼情况", "proceedings", 4, "chinese"),
    ("五、存在的不足及改进措施", "problems", 5, "chinese"),
    ("六、其他需要报告的事项", "other", 6, "chinese"),
    ("六、其它需要报告事项。", "other", 6, "chinese"),
]
NOT_HEADINGS = [
    "存在不足。将加以改进。",
    "（一）主动公开情况",
    "行政复议、行政诉讼情况",
    "一、主动公开情况",
    "本年度总体情况良好，各项工作有序推进。",
    "存在的主要问题：一是更新不及时；二是解读不够。",
    "其他事项详见附件说明，不再赘述。",
]


@pytest.mark.parametrize(("text", "key", "ordinal", "numbering"), HEADINGS)
def test_headings(text, key, ordinal, numbering):
    heading = section_heading(Paragraph(text))
    assert heading is not None
    assert (heading.key, heading.ordinal, heading.numbering) == (key, ordinal, numbering)


@pytest.mark.parametrize("text", NOT_HEADINGS)
def test_prose_is_no_heading(text):
    assert section_heading(Paragraph(text)) is None


def test_word_numbering_counts():
    assert section_heading(Paragraph("总体情况", auto_numbered=True)).numbering == "auto"


TITLES = [
    (["示例县教育局2024年政府信息公开工作年度报告"], "示例县教育局", 2024),
    (["示例县教育局", "2024年政府信息公开工作年度报告"], "示例县教育局", 2024),
    (["示例县教育局2024年政府信息", "公开工作年度报告"], "示例县教育局", 2024),
    (["2022年示例县教育局政府信息公开工作年度报告"], "示例县教育局", 2022),
    (["示例县教育局2023年度政府信息公开工作年度报告"], "示例县教育局", 2023),
    (["示例县教育局2023年信息公开工作年度报告"], "示例县教育局", 2023),
    (["示例县教育局政府信息公开工作2022年度报告"], "示例县教育局", 2022),
    (["示例镇人民政府 2023 年政府信息公开工作年度报 告"], "示例镇人民政府", 2023),
    (["示例县教育局政府信息公开工作年度报告（2024年）"], "示例县教育局", 2024),
    (["示例县教育局政府信息公开工作年度报告(2024)"], "示例县教育局", 2024),
    (["示例县教育局二〇二四年政府信息公开工作年度报告"], "示例县教育局", 2024),
    (["示例县教育局2024年政府信息公开工作年度报告（全文）"], "示例县教育局", 2024),
    (["示例县教育局关于2024年政府信息公开工作情况的报告"], "示例县教育局", 2024),
    (["【县教育局】示例县教育局2024年政府信息公开工作年度报告"], "示例县教育局", 2024),
    (["登录 注册", "示例县教育局2024年政府信息公开工作年度报告"], "示例县教育局", 2024),
    (["【字体:    】 打印", "2024年度示例镇政府信息公开工作年度报告"], "示例镇", 2024),
    (["无障碍 长者助手", "示例县教育局", "2024年政府信息公开工作年度报告"], "示例县教育局", 2024),
    (["重庆市示例区大", "盛镇人民政府2024年政府信息公开工作年度报告"], "重庆市示例区大盛镇人民政府", 2024),
    (
        ["关于报送年报的函", "示例县教育局", "2024年1月9日", "示例县教育局2023年政府信息公开工作年度报告"],
        "示例县教育局",
        2023,
    ),
]


@pytest.mark.parametrize(("lines", "agency", "year"), TITLES)
def test_titles(lines, agency, year):
    title = find_title([Paragraph(line) for line in lines] + [Paragraph("根据规定，编制本报告。")])
    assert title is not None
    assert (title.agency, title.year) == (agency, year)


def test_a_sentence_about_reports_is_no_title():
    assert find_title([Paragraph("按照要求，我局编制了2023年政府信息公开工作年度报告，现予公布。")]) is None


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("六、其他需要报告的事项：无", ("六、其他需要报告的事项", "无")),
        ("六、其他需要报告的事项  无", ("六、其他需要报告的事项", "无")),
        ("六、其他需要报告的事项（无）", ("六、其他需要报告的事项", "（无）")),
        ("六、其他需要报告的事项。2024年，我局未收费。", ("六、其他需要报告的事项", "2024年，我局未收费。")),
        ("一、总体情况2024年，我局公开信息5条。", ("一、总体情况", "2024年，我局公开信息5条。")),
        ("五、存在的主要问题及改进情况……7", ("五、存在的主要问题及改进情况",)),
        ("六、其他需要报告的事项 - 8 -", ("六、其他需要报告的事项",)),
        ("六、其他需要报告的事项", None),
        ("一、总体情况、二、主动公开政府信息情况等六个部分组成", None),
        ("一、总体情况：二、主动公开政府信息情况", None),
        ("其他需要报告的事项：无", None),
        ("（六）其他需要报告的事项：无", None),
        ("六、其他需要报告的事项较多", None),
    ],
)
def test_a_heading_and_the_text_in_its_line(line, parts):
    assert split_heading(line) == parts
