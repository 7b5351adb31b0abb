"""Whole reports in the layouts that dumps have: no cell wrong, no section lost, and nobody accused of our reading."""

import pytest

from nianbao.documents import read
from nianbao.report.layout import SECTION_KEYS
from nianbao.report.model import Report
from tests.support.reading.cases import Case
from tests.support.reading.judge import judge
from tests.support.reading.layouts import LAYOUTS, Layout, layout_case
from validators.review import review

REPORTS = 10
LEAST_EQUAL = 0.8
"""Of the tables; marks in place of zeros and figures left out make some of a few layouts undecidable."""
EVERY_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)


def cases(layout: Layout) -> list[tuple[Case, Report]]:
    made = [layout_case(layout, seed) for seed in range(REPORTS)]
    return [(case, read(case.data, case.name)) for case in made]


@EVERY_LAYOUT
def test_every_cell_comes_back_or_its_table_is_declared_unread(layout):
    judgements = [j for seed in range(REPORTS) for j in judge(layout_case(layout, seed))]
    assert not [j for j in judgements if j.verdict in ("silent", "refused")]
    assert sum(j.verdict == "equal" for j in judgements) >= LEAST_EQUAL * len(judgements)


@EVERY_LAYOUT
def test_no_section_and_no_sentence_is_lost(layout):
    for case, report in cases(layout):
        told_by_sub_headings = any(text.startswith("（二）") for text in case.draft.truth.prose["overview"])
        if layout.heading_one or told_by_sub_headings:
            assert {section.key for section in report.sections} == set(SECTION_KEYS), case.seed
        said = {"preamble": report.preamble, **{s.key: s.text for s in report.sections}}
        for key, paragraphs in case.draft.truth.prose.items():
            # without its heading, what stands before （一） is told from the preamble by nothing
            text = said.get(key, "") if layout.heading_one else "\n".join(said.values())
            assert [p for p in paragraphs if p not in text] == [], (case.seed, key)


@EVERY_LAYOUT
def test_a_complete_report_is_not_accused_of_what_it_has(layout):
    for case, report in cases(layout):
        if layout.heading_one is None and report.section("overview") is None:
            continue
        errors = [f for f in review(report).findings if f.severity == "error" and f.rule in ("STR-01", "STR-05")]
        assert errors == [], case.seed


@pytest.mark.parametrize(
    ("heading", "severity"),
    [
        ("一、2024年工作回顾", "info"),
        ("一、工作落实情况", "info"),
        ("一、总体情况、", None),
        ("一、2024年度政务公开总体情况", None),
        (None, "warning"),
    ],
)
def test_section_one_renamed_or_unnamed_is_said_so_and_no_more(heading, severity):
    layout = next(x for x in LAYOUTS if x.name == "section one renamed")
    case = layout_case(Layout("x", layout.table, heading_one=heading), 3)
    found = [f.severity for f in review(read(case.data, "x.txt")).findings if f.rule == "STR-01"]
    assert found == ([severity] if severity else [])


def test_headings_of_a_report_of_another_make_are_no_section_one():
    """Two unknown headings before a known one: nobody knows what stands under which."""
    text = "示例县教育局2024年政府信息公开工作年度报告\n一、工作机制\n好。\n二、公开渠道\n好。\n五、存在的主要问题及改进情况\n无。\n"
    assert [s.key for s in read(text.encode(), "x.txt").sections] == ["problems"]


@pytest.mark.parametrize("label", ["其他对外管理服务事项", "一、本年新收政府信息公开申请数量"])
def test_a_label_is_no_heading(label):
    from nianbao.documents.recognise.headings import section_heading
    from nianbao.documents.stream import Paragraph

    assert section_heading(Paragraph(label)) is None


SIX = ["总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项"]  # fmt: skip


def sections_under(titles: list[str], inside: dict[int, str] | None = None) -> dict[str, str]:
    """Section → its text, of a report with these headings; a line under each, and more under some."""
    lines = ["示例县教育局2024年政府信息公开工作年度报告"]
    for number, title in enumerate(titles):
        lines += [f"{'一二三四五六'[number]}、{title}", f"第{number}段。", *(inside or {}).get(number, "").split()]
    read_in = read("\n".join(lines).encode(), "x.txt")
    return {s.key: s.text for s in read_in.sections}


@pytest.mark.parametrize(
    "titles",
    [
        [*SIX[:5], "其他"],
        [*SIX[:5], "其他需要报告的情况"],
        [*SIX[:4], "存在的主要问题", SIX[5]],
        [*SIX[:4], "问题及改进", "其他"],
        ["概况", *SIX[1:]],
        ["概况", "主动公开情况", "依申请公开情况", "复议诉讼情况", "存在不足和改进", "其他"],
        [*SIX[:5], "工作亮点"],
    ],
)
def test_a_heading_in_a_missing_sections_place_is_that_sections(titles: list[str]) -> None:
    assert [text[:2] for text in sections_under(titles).values()] == [f"第{number}" for number in range(6)]


@pytest.mark.parametrize("title", ["下一步措施", "附件", "复议诉讼情况"])
def test_a_heading_that_names_another_sections_topic_is_not_the_missing_ones(title: str) -> None:
    assert "other" not in sections_under([*SIX[:5], title])


def test_a_list_that_comes_to_the_number_of_a_missing_section_is_none() -> None:
    inside = {4: "一、栏目少 二、更新慢 三、解读少 四、人手紧 五、培训少 六、经费紧"}
    assert "other" not in sections_under(SIX[:5], inside)


def test_a_heading_that_answers_is_its_own_text() -> None:
    text = "\n".join(
        [
            "示例县教育局2024年政府信息公开工作年度报告",
            *(f"{'一二三四五'[i]}、{SIX[i]}\n好。" for i in range(5)),
            "六、无其他需要报告的事项",
        ]
    )
    assert read(text.encode(), "x.txt").text("other") == "六、无其他需要报告的事项"


def test_a_short_heading_that_word_numbers_is_the_missing_sections() -> None:
    from nianbao.documents.parts import parts_of
    from nianbao.documents.stream import Paragraph

    titles = [Paragraph(title, auto_numbered=True) for title in [*SIX[:5], "其他"]]
    blocks = [block for title in titles for block in (title, Paragraph("一段话。"))]
    assert [part.key for part in parts_of(blocks)][-1] == "other"
