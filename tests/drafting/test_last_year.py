"""Last year's report begins this year's workbook: figures that carry over, words that a person must keep."""

import io

import openpyxl
import pytest

from nianbao.documents import read
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.drafting.material.found import CARRIED, KEEP, STRIKE, Figure, Material, merged
from nianbao.drafting.material.inputs import DraftInputs
from nianbao.drafting.material.last_year import OPEN_NUMBER, from_last_year, split_problems
from nianbao.drafting.material.workbook import (
    SHEET_FACTS,
    SHEET_LAST_YEAR,
    SHEET_PROBLEMS,
    SHEET_TABLES,
    write_template,
)
from nianbao.drafting.material.workbook_reading import read_workbook
from nianbao.paths import CORPUS_DIR
from nianbao.report.errors import UserError
from tests.support.draft_inputs import example
from tests.support.files.pdf_files import as_page, needs_chromium, printed_by_chromium

TOWN = CORPUS_DIR / "reports" / "liuxi-town-2023.md"


@pytest.fixture(scope="module")
def report():
    return read(TOWN)


@pytest.fixture(scope="module")
def material(report):
    return from_last_year(report)


def test_agency_year_and_carried_over_figures_come_from_the_report(material, report):
    assert (material.agency, material.year) == ("示例省云岭市青禾县柳溪镇人民政府", 2024)
    table = report.table("applications")
    carried = {c: f.value for c, f in material.cells.items() if c.startswith("applications.")}
    assert carried == {
        f"applications.carried_in.{column}": table.value("carried_out", column)
        for column in ("natural_person", "commercial", "research", "social", "legal_service", "other")
    }
    assert all(f.source.startswith("2023年年报·表三") for c, f in material.cells.items() if "applications" in c)
    stock = material.cells["active_disclosure.normative_documents.in_force"]
    assert (stock.value, stock.base) == (6, True)


def test_nothing_else_of_the_tables_is_taken_over(material):
    taken = {cell.rsplit(".", 1)[0] for cell in material.cells}
    assert taken == {
        "applications.carried_in",
        "active_disclosure.regulations",
        "active_disclosure.normative_documents",
    }


def test_words_are_marked_and_carry_no_figure_of_last_year(material):
    assert material.practices
    for line in material.practices:
        assert line.carried
        assert not any(c.isdigit() for c in line.text), line.text
    texts = [line.text for line in material.practices]
    assert f"举办业务培训{OPEN_NUMBER}次，参训{OPEN_NUMBER}人次" in texts
    assert not [t for t in texts if "申请" in t or "复议" in t or "87.5" in t]


def test_problems_and_measures_come_in_pairs_and_ask_what_became_of_them(material):
    assert [p.problem[:8] for p in material.problems] == ["政策解读做得少，", "站所供稿集中在季"]
    assert [p.measure[:8] for p in material.problems] == ["从9月起把惠农政", "给7个站所排定供"]
    assert material.last_year == material.problems


@pytest.mark.parametrize(
    ("text", "problems", "measures"),
    [
        ("存在问题：一是甲不够及时；二是乙有待加强。\n改进措施：一是加强甲工作；二是改进乙工作。", ["甲不够及时", "乙有待加强"], ["加强甲工作", "改进乙工作"]),
        ("（一）存在的主要问题\n1.甲不够及时。\n2.乙有待加强。\n（二）改进措施\n1.加强甲工作。\n2.改进乙工作。", ["甲不够及时", "乙有待加强"], ["加强甲工作", "改进乙工作"]),
        ("甲工作不够及时。针对上述问题，加强甲工作。", ["甲工作不够及时"], ["针对上述问题，加强甲工作"]),
        ("存在以下不足：①解读形式单一。②更新不及时。下一步，我局将丰富解读形式。", ["解读形式单一", "更新不及时"], ["下一步，我局将丰富解读形式"]),
        ("", [], []),
    ],
)  # fmt: skip
def test_section_five_in_its_usual_shapes(text, problems, measures):
    assert split_problems(text) == (problems, measures)


@pytest.mark.parametrize("form", ["docx", "html"])
def test_word_and_web_page_give_the_same(form):
    inputs, _ = example("county")
    from nianbao.drafting.draft import make_draft

    report = make_draft(inputs).report
    data = docx_bytes(report) if form == "docx" else as_page(report).encode()
    assert from_last_year(read(data, f"去年.{form}")) == from_last_year(report)


@needs_chromium
def test_a_pdf_gives_the_same_figures_and_pairs():
    inputs, _ = example("county")
    from nianbao.drafting.draft import make_draft

    report = make_draft(inputs).report
    found, expected = from_last_year(read(printed_by_chromium(as_page(report)), "去年.pdf")), from_last_year(report)
    assert found.cells == expected.cells
    assert found.problems == expected.problems
    assert (found.agency, found.year) == (expected.agency, expected.year)


def test_another_year_is_refused_with_what_to_do(report):
    with pytest.raises(UserError, match=r"上年年报是2023年度的，要起草的是2026年度.*--year 2024"):
        from_last_year(report, 2026)


def test_a_line_that_does_not_add_up_is_asked_and_not_filled(report):
    from dataclasses import replace

    from nianbao.report import Cell, Table

    table = report.table("applications")
    broken = Table(table.layout, table.cells | {("carried_out", "total"): Cell.of(9)})
    material = from_last_year(replace(report, tables=report.tables | {"applications": broken}))
    assert not [c for c in material.cells if c.startswith("applications")]
    assert "加不起来" in material.questions[0].said[0]


# --- in the workbook ------------------------------------------------------------------------------------------


def workbook(material) -> openpyxl.Workbook:
    buffer = io.BytesIO()
    write_template(buffer, None, material)
    return openpyxl.load_workbook(io.BytesIO(buffer.getvalue()))


def saved(book) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled(book) -> bytes:
    """As a clerk saves it: every empty white cell 0."""
    for name in SHEET_TABLES.values():
        for row in book[name].iter_rows():
            for cell in row[2:]:
                leaf = row[1].value and (cell.value is None or str(cell.value).startswith("=IF"))
                if leaf and cell.column <= (5 if "表二" in name else 8):
                    cell.value = 0
    return saved(book)


def test_carried_lines_enter_a_draft_only_when_a_person_keeps_them(material):
    book = workbook(material)
    sheet = book[SHEET_FACTS]
    lines = [row for row in sheet.iter_rows() if str(row[3].value or "").startswith(CARRIED)]
    lines[0][2].value, lines[1][2].value = KEEP, STRIKE
    problem = book[SHEET_PROBLEMS][2]
    problem[2].value = KEEP
    book[SHEET_LAST_YEAR].cell(2, 3, "组织制作图解，解读形式单一的问题已经解决")
    inputs = read_workbook(filled(book))
    kept = [p.text for p in inputs.practices if p.aspect != "supervision"]
    assert kept == [lines[0][1].value]
    assert inputs.problems == [material.problems[0].problem]
    assert "组织制作图解，解读形式单一的问题已经解决" in [p.text for p in inputs.practices]
    assert inputs.leaf("applications", "carried_in", "natural_person") == 1


def test_every_value_shows_its_source_and_in_force_is_worked_out_from_last_years(material):
    sheet = workbook(material)[SHEET_TABLES["applications"]]
    line = next(row for row in sheet.iter_rows() if row[1].value and "上年结转" in str(row[1].value))
    assert "2023年年报·表三" in line[2].comment.text
    sheet = workbook(material)[SHEET_TABLES["active_disclosure"]]
    line = next(row for row in sheet.iter_rows() if row[1].value == "行政规范性文件")
    number = line[0].row
    assert line[4].value == f'=IF(COUNT(C{number}:D{number})=2,6+C{number}-D{number},"")'


def test_words_that_begin_like_a_formula_stay_words():
    inputs, _ = example("bureau")
    odd = DraftInputs.model_validate(inputs.model_dump() | {"problems": ['=HYPERLINK("http://x","y")']})
    buffer = io.BytesIO()
    write_template(buffer, None, odd)
    sheet = openpyxl.load_workbook(io.BytesIO(buffer.getvalue()))[SHEET_PROBLEMS]
    assert sheet.cell(2, 1).data_type == "s"
    assert read_workbook(buffer.getvalue()).problems == odd.problems


def test_undecided_lines_and_blanks_are_open_places_of_the_draft(material):
    inputs = read_workbook(saved(workbook(material)))
    assert (inputs.practices, inputs.problems) == ([], [])
    undecided = [why for why in inputs.unread.values() if CARRIED in why]
    assert undecided == [
        f"有{len(material.practices) + len(material.problems)}行沿用自上年，还没有选保留、已完成或删去，没有写进初稿"
    ]
    assert "active_disclosure.normative_documents.in_force" in dict(inputs.blanks())


# --- several sources ------------------------------------------------------------------------------------------


def cells(**figures: tuple[int, str, bool]) -> Material:
    return Material(cells={k.replace("__", "."): Figure(*v) for k, v in figures.items()})


IN_FORCE = "active_disclosure__normative_documents__"


@pytest.mark.parametrize(
    ("materials", "value", "asked"),
    [
        ([{IN_FORCE + "in_force": (6, "上年", True)}], 6, ()),
        ([{IN_FORCE + "in_force": (6, "上年", True)}, {IN_FORCE + "in_force": (8, "记录", False)}], 8, ()),
        ([{IN_FORCE + "issued": (2, "记录", False)}, {IN_FORCE + "issued": (3, "台账", False)}], None, ("2（记录）", "3（台账）")),
        ([{IN_FORCE + "issued": (2, "记录", False)}, {IN_FORCE + "issued": (2, "台账", False)}], 2, ()),
        (
            [
                {IN_FORCE + "in_force": (6, "上年年报", True)},
                {IN_FORCE + "issued": (2, "记录", False), IN_FORCE + "repealed": (1, "记录", False), IN_FORCE + "in_force": (9, "记录", False)},
            ],
            9,
            ("9（记录）", "上年6＋制发2－废止1＝7（上年年报）"),
        ),
    ],
)  # fmt: skip
def test_two_sources_that_differ_are_shown_and_never_settled(materials, value, asked):
    whole = merged([cells(**m) for m in materials])
    last = next(iter(materials[-1])) if len(materials) < 2 else list(materials[-1])[-1]
    figure = whole.cells.get(last.replace("__", "."))
    assert (figure.value if figure else None) == value
    assert tuple(s for q in whole.questions for s in q.said) == asked
