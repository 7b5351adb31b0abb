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
