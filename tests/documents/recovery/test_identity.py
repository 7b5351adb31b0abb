"""Whose report and of which year: what each place says, and which one is believed."""

import csv
from datetime import date
from pathlib import Path

import pytest

from nianbao.documents import UnreadableFileError, read

BODY = """
一、总体情况
全年主动公开政府信息12条。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项
无。
"""


def said(text: str, name: str = "报告.txt") -> tuple[str, int | None, list[tuple[str, str, str]]]:
    report = read((text + BODY).encode(), name)
    return report.agency.name, report.year, [(s.subject, s.value, s.source) for s in report.statements]


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("示例省云岭市教育局2024年政府信息公开工作年度报告", "示例省云岭市教育局", 2024),
        ("示例省云岭市教育局2023年度政府信息公开工作年度报告", "示例省云岭市教育局", 2023),
        ("2022年度青禾县柳溪镇人民政府政府信息公开工作年度报告", "青禾县柳溪镇人民政府", 2022),
        ("云岭市公安局2023年度政府信息公开工作报告", "云岭市公安局", 2023),
        ("云岭市公安局2023年信息公开工作年度报告", "云岭市公安局", 2023),
        ("云岭市公安局2025年政府信息公开年度报告", "云岭市公安局", 2025),
        ("云岭市公安局政府信息公开工作2022年度报告", "云岭市公安局", 2022),
        ("2022年云岭市公安局信息公开年报", "云岭市公安局", 2022),
        ("云岭海关(本级机关)2023年政府信息公开工作年度报告", "云岭海关(本级机关)", 2023),
        ("青禾县人民政府(县人民政府办公室)\n2023年政府信息公开工作年度报告", "青禾县人民政府(县人民政府办公室)", 2023),
        ("青禾县水利局\n2023年政府信息\n公开工作年度报告", "青禾县水利局", 2023),
        ("青禾府〔2024〕1号\n青禾县水利局2023年\n政府信息公开工作年度报告", "青禾县水利局", 2023),
        ("青禾县水利局关于2023年政府信息公开工作的年度报告", "青禾县水利局", 2023),
        ("【青禾县水利局】2023年政府信息公开工作年度报告", "青禾县水利局", 2023),
        ("政府信息公开工作年度报告\n（2023年）\n青禾县水利局", "青禾县水利局", 2023),
        ("县政府办公室：\n青禾县水利局2023年政府信息公开工作\n年度报告", "青禾县水利局", 2023),
        ("青禾县水利局政府信息公开工作年度报告\n〔2023年度〕", "青禾县水利局", 2023),
        ("青禾县水利局政府信息公开工作年度报告\n（二〇二三年度）", "青禾县水利局", 2023),
        ("青禾县水利局\n政府信息公开工作年度报告\n统计期限为2023年1月1日至12月31日。", "青禾县水利局", 2023),
        ("青禾县水利局政府信息公开工作年度报告\n现公布本报告。", "青禾县水利局", None),
        ("政府信息公开工作年度报告\n现公布本报告。", "", None),
    ],
)
def test_titles(title, agency, year):
    assert said(title)[:2] == (agency, year)


def test_every_place_is_kept_with_where_it_is_from():
    front = "青禾县水利局2024年政府信息公开工作年度报告\n本报告数据的统计期限自2023年1月1日起至2023年12月31日止。"
    report = read((front + BODY + "青禾县水利局\n2025年1月20日").encode(), "青禾县教育局2024年政府信息公开年报.docx")
    assert (report.agency.name, report.year) == ("青禾县水利局", 2024)
    assert [(s.subject, s.value, s.source) for s in report.statements] == [
        ("year", "2024", "title"),
        ("agency", "青禾县水利局", "title"),
        ("year", "2023", "period"),
        ("agency", "青禾县水利局", "signature"),
        ("year", "2024", "file_name"),
        ("agency", "青禾县教育局", "file_name"),
    ]


@pytest.mark.parametrize(
    ("front", "name", "year"),
    [
        ("统计期限：2022年1月1日—12月31日。", "x.txt", 2022),
        ("现公布我局2021年度政府信息公开工作年度报告。", "x.txt", 2021),
        ("按照《关于做好2020年政府信息公开工作年度报告编制发布工作的通知》要求编制。", "年报2021.txt", 2021),
        ("", "x.txt", None),
    ],
)
def test_without_a_title_other_places_tell_the_year(front, name, year):
    assert said(front, name)[1] == year


@pytest.mark.parametrize(
    ("preamble", "agency"),
    [
        ("本报告由青禾县水利局依照《中华人民共和国政府信息公开条例》编制。", "青禾县水利局"),
        ("本报告由青禾县水利局依据《条例》，结合本局工作实际，组织编制。", "青禾县水利局"),
        ("本报告由青禾县水利局依法编制。", "青禾县水利局"),
        ("青禾县水利局按照《中华人民共和国政府信息公开条例》要求编制本报告。", "青禾县水利局"),
        ("青禾县水利局依据《条例》第五十条和上级通知，编制2023年度报告。", "青禾县水利局"),
        ("根据县人民政府办公室要求，现编制本报告。", ""),
        ("按照《条例》要求编制本报告。", ""),
    ],
)
def test_without_a_title_the_preamble_names_the_agency(preamble, agency):
    assert said(preamble)[0] == agency


def test_a_report_in_the_form_before_2019_is_refused():
    with pytest.raises(UnreadableFileError, match="2019年以前"):
        said("青禾县水利局2017年政府信息公开工作年度报告")


def test_a_report_in_one_paragraph_of_many_lines_has_its_sections():
    from nianbao.documents.build import build_report
    from nianbao.documents.stream import Paragraph, Stream

    text = "青禾县水利局2023年政府信息公开工作年度报告" + BODY
    report = build_report(Stream((Paragraph(text.strip()),)))
    assert [s.key for s in report.sections][:2] == ["overview", "active_disclosure"]
    assert report.text("overview") == "全年主动公开政府信息12条。"


def lines_that_name() -> list[list[str]]:
    """A title, a line of a page or a preamble with agency, kind, level, year as labelled by someone who has not read the code.

    ``?``: not told there. An office that only a preamble names may have made its government's report: no kind.
    """
    with Path(__file__).with_name("titles.tsv").open(encoding="utf-8") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("line", "names", "kind", "level", "year"), lines_that_name(), ids=lambda value: value[:24])
def test_agency_kind_level_and_year_from_wherever_the_report_says_them(line, names, kind, level, year):
    report = read((line.replace("\\n", "\n") + BODY).encode(), "x.txt")
    told = (report.agency.kind or "?", report.agency.level or "?", str(report.year or "?"))
    assert (report.agency.name or "?") in names.split("|")
    assert told == (kind, level, year)


PRINTED = [
    ("发布时间：2025-03-20 10:37  来源：区政府办", date(2025, 3, 20), "发布时间"),
    ("发布时间：2025-03-2010:37来源：区政府办浏览次数：12", date(2025, 3, 20), "发布时间"),
    ("索引号：01430发布日期：2025年3月20日文号：无", date(2025, 3, 20), "发布日期"),
    ("公布日期：2025/3/20", date(2025, 3, 20), "公布日期"),
    ("[ 发 布 日 期 ] 2025.03.20", date(2025, 3, 20), "发布日期"),
    ("日期：2025-03-20", date(2025, 3, 20), "日期"),
    ("来源：县审计局 时间：2025-03-20", date(2025, 3, 20), "时间"),
    ("发布日期：20250320", date(2025, 3, 20), "发布日期"),
    ("成文日期：2025-03-18 发布日期：2025-03-20", date(2025, 3, 20), "发布日期"),
    ("成文日期：2025-03-18", date(2025, 3, 18), "成文日期"),
    ("统计时间：2024年1月1日至12月31日", None, ""),
    ("生效日期：2025-03-20", None, ""),
    ("更新日期：2025-03-20", None, ""),
    ("发布日期：2025-13-40", None, ""),
    ("自2025年3月20日起施行。", None, ""),
]


@pytest.mark.parametrize(("line", "day", "source"), PRINTED)
def test_the_day_of_publication_printed_above_the_report(line, day, source):
    report = read((f"青禾县水利局2024年政府信息公开工作年度报告\n{line}" + BODY).encode(), "x.txt")
    assert (report.published, report.published_source) == (day, source)


@pytest.mark.parametrize(
    "signature",
    [
        "青禾县水利局\n2025年1月20日",
        "青禾县水利局 2025年1月20日",
        "青禾县水利局2025年1月20日",
        "青禾县水利局\n二〇二五年一月二十日",
        "青禾县水利局\n2025-01-20",
    ],
)
def test_the_day_of_a_signature_stands_for_it(signature):
    report = read(("2024年政府信息公开工作年度报告" + BODY + signature).encode(), "x.txt")
    assert (report.published, report.published_source) == (date(2025, 1, 20), "落款日期")
    assert (report.agency.name, report.agency.kind) == ("青禾县水利局", "department")


def test_a_date_in_prose_at_the_end_is_no_signature():
    report = read(("2024年政府信息公开工作年度报告" + BODY + "以上数据截至\n2024年12月31日。").encode(), "x.txt")
    assert report.published is None


def test_an_office_named_by_the_preamble_alone_may_have_made_its_governments_report():
    report = read(("2024年政府信息公开工作年度报告\n本报告由青禾县人民政府办公室编制。" + BODY).encode(), "x.txt")
    assert (report.agency.name, report.agency.kind, report.agency.level) == ("青禾县人民政府办公室", None, "county")
    signed = read(("青禾县人民政府办公室2024年政府信息公开工作年度报告" + BODY).encode(), "x.txt")
    assert signed.agency.kind == "department"


PAGE_BODY = "".join(f"<p>{line}</p>" for line in BODY.strip().split("\n"))
CARD = "<table><tr><td>索引号</td><td>0143</td><td>发布机构</td><td>青禾县水利局</td></tr></table>"
OTHERS = "<ul><li>青禾县教育局2024年政府信息公开工作年度报告</li></ul>"


@pytest.mark.parametrize(
    ("head", "above", "source"),
    [
        ("青禾县水利局2024年政府信息公开工作年度报告_青禾县人民政府", "", "page"),
        ("政务公开", CARD, "metadata"),
        ("政务公开", "<p>来源：青禾县水利局 发布时间：2025-01-20</p>", "metadata"),
        ("政务公开", "<p>本报告由青禾县水利局编制。</p>", "preamble"),
    ],
)
def test_a_page_whose_title_names_no_agency(head, above, source):
    title = "<h1>2024年政府信息公开工作年度报告</h1>"
    page = f"<html><head><title>{head}</title></head><body>{title}{above}<div>{PAGE_BODY}</div>{OTHERS}</body></html>"
    report = read(page.encode(), "x.html")
    assert (report.agency.name, report.agency.kind, report.agency.level) == ("青禾县水利局", "department", "county")
    assert source in {s.source for s in report.statements if s.subject == "agency"}


def test_titles_of_other_reports_beside_it_name_nobody():
    page = f"<h1>2024年政府信息公开工作年度报告</h1><div>{PAGE_BODY}</div>{OTHERS}"
    assert read(page.encode(), "x.html").agency.name == ""
