"""Tables in the many ways in which programs write them into text: every cell right, or the table declared unreadable."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.documents import read
from nianbao.report import Cell, Report, Table
from nianbao.report.form import official_grid
from tests.conftest import ROOT
from tests.support.tables import reports

SAMPLE = (ROOT / "corpus" / "reports" / "liuxi-town-2024.md").read_text(encoding="utf-8")
SOUND = read(SAMPLE.encode(), "sample.md")

Rows = list[list[str]]


def whole_rows(report: Report, key: str) -> Rows:
    """Rows of the whole grid, merged cells empty but for their first."""
    cells = list(official_grid(report.layout.tables[key], report.tables[key]).cells())
    rows = [[""] * max(c.column + c.colspan for c in cells) for _ in range(max(c.row + c.rowspan for c in cells))]
    for cell in cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def printed_rows(report: Report, key: str) -> Rows:
    """Rows of the cells that begin in them, as a page gives them out."""
    cells = list(official_grid(report.layout.tables[key], report.tables[key]).cells())
    return [
        [c.text for c in sorted(cells, key=lambda c: c.column) if c.row == row]
        for row in range(max(c.row + c.rowspan for c in cells))
    ]


def html(report: Report, key: str) -> str:
    cells = list(official_grid(report.layout.tables[key], report.tables[key]).cells())
    rows = []
    for row in range(max(c.row + c.rowspan for c in cells)):
        own = sorted((c for c in cells if c.row == row), key=lambda c: c.column)
        rows.append("".join(f'<td rowspan="{c.rowspan}" colspan="{c.colspan}">{c.text}</td>' for c in own))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>\n"


def html_page_a_table(report: Report, key: str) -> str:
    table = html(report, key).strip()
    return f'<div style="text-align: center;"><html><body>{table}</body></html></div>\n'


def inner_text(report: Report, key: str) -> str:
    """What browsers give out for cells of paragraphs."""
    rows = ["\n\n\t\n\n".join(row) for row in printed_rows(report, key)]
    return "\n\n\n\n\n".join(rows) + "\n\n\n"


def inner_text_close(report: Report, key: str) -> str:
    return "\n".join("\n\t\n".join(row) for row in printed_rows(report, key)) + "\n"


def quoted(report: Report, key: str) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(whole_rows(report, key))
    return out.getvalue()


def semicolons(report: Report, key: str) -> str:
    return "\n".join(";".join(row) for row in whole_rows(report, key)) + "\n"


def lists(report: Report, key: str) -> str:
    return "\n".join(str([cell or None for cell in row]) for row in whole_rows(report, key)) + "\n"


def wide_bars(report: Report, key: str) -> str:
    return "\n".join("｜" + "｜".join(row) + "｜" for row in whole_rows(report, key)) + "\n"


def drawn(report: Report, key: str) -> str:
    rows = ["│" + "│".join(row) + "│" for row in whole_rows(report, key)]
    return "┌──┬──┐\n" + "\n├──┼──┤\n".join(rows) + "\n└──┴──┘\n"


def ascii_grid(report: Report, key: str) -> str:
    rule = "\n+------+----+\n"
    return rule + rule.join("| " + " | ".join(row) + " |" for row in whole_rows(report, key)) + rule


def bold(report: Report, key: str) -> str:
    rows = [["**" + cell.replace(".", r"\.") + "**" if cell else "" for cell in row] for row in whole_rows(report, key)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def spaces(report: Report, key: str) -> str:
    return "\n".join("  ".join(cell for cell in row if cell) for row in printed_rows(report, key)) + "\n"


WRITERS = [
    html,
    html_page_a_table,
    inner_text,
    inner_text_close,
    quoted,
    semicolons,
    lists,
    wide_bars,
    drawn,
    ascii_grid,
    bold,
    spaces,
]


def written(report: Report, writer) -> bytes:
    parts = [f"# {report.agency.name}{report.year}年政府信息公开工作年度报告\n\n{report.preamble}\n"]
    for section in report.sections:
        table = writer(report, section.key) if section.key in report.tables else ""
        parts.append(f"## {section.heading.raw}\n\n{section.text}\n\n{table}")
    return "\n".join(parts).encode()


@pytest.mark.parametrize("name", ["x.md", "x.txt", ""])
@pytest.mark.parametrize("writer", WRITERS)
def test_a_whole_report_is_read_whole(writer, name):
    again = read(written(SOUND, writer), name)
    assert (again.agency.name, again.year) == (SOUND.agency.name, SOUND.year)
    assert [s.key for s in again.sections] == [s.key for s in SOUND.sections]
    assert not again.problems
    assert again.section("overview").text.replace("# ", "") == SOUND.section("overview").text
    for key, table in SOUND.tables.items():
        assert {a: c.value for a, c in again.tables[key].cells.items()} == {a: c.value for a, c in table.cells.items()}


@pytest.mark.parametrize("writer", WRITERS)
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_no_cell_is_ever_wrong(writer, data):
    report = data.draw(reports())
    again = read(written(report, writer), "x.md")
    for key, table in report.tables.items():
        if again.tables[key] is None:
            continue
        for address, cell in again.tables[key].cells.items():
            assert cell.value == table.cells[address].value, (key, address)


@pytest.mark.parametrize("writer", [w for w in WRITERS if w is not spaces])
@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_a_blank_cell_moves_no_figure(writer, data):
    report = data.draw(reports())
    blank = Cell.read("")
    tables = {
        key: Table(table.layout, {a: cell if cell.value else blank for a, cell in table.cells.items()})
        for key, table in report.tables.items()
    }
    again = read(written(replace(report, tables=tables), writer), "x.md")
    for key, table in report.tables.items():
        for address, cell in again.tables[key].cells.items() if again.tables[key] else ():
            assert cell.value == (table.cells[address].value or None), (key, address)


@pytest.mark.parametrize("filler", ["-", "/", "—"])
@pytest.mark.parametrize("gap", [" ", "   "])
def test_fillers_hold_the_place_of_figures_between_spaces(filler, gap):
    def writer(report: Report, key: str) -> str:
        rows = [[filler if cell == "0" else cell for cell in row if cell] for row in printed_rows(report, key)]
        return "\n".join(gap.join(row) for row in rows) + "\n"

    again = read(written(SOUND, writer), "x.txt")
    assert not again.problems
    for key, table in SOUND.tables.items():
        for address, cell in table.cells.items():
            assert (again.tables[key].cells[address].value or 0) == cell.value
            assert (again.tables[key].cells[address].kind == "dash") == (cell.value == 0)


def test_a_row_between_spaces_that_lacks_a_figure_is_not_filled():
    def writer(report: Report, key: str) -> str:
        rows = [[cell for cell in row if cell and cell != "0"] for row in printed_rows(report, key)]
        return "\n".join("  ".join(row) for row in rows) + "\n"

    again = read(written(SOUND, writer), "x.txt")
    for key in ("applications", "proceedings"):
        assert again.tables[key] is None
        assert again.problem(key)


def test_lone_tabs_are_blank_cells_where_cells_begin_with_tabs():
    from tests.support.files.text_writers import cell_a_line

    assert {a: c.value for a, c in read(cell_a_line(SOUND).encode(), "x").tables["applications"].cells.items()} == {
        a: c.value for a, c in SOUND.tables["applications"].cells.items()
    }


def test_thousands_on_a_line_of_their_own_are_no_row():
    from nianbao.documents.text.delimited import read_delimited

    assert read_delimited(["1,649,156", "983,375"], 0) == ([], 0)
    assert read_delimited(["一是主动公开,二是依申请公开,三是监督保障"], 0) == ([], 0)
    assert read_delimited(["规章,0,0,0", "1,2,3", "以上。"], 0) == ([["规章", "0", "0", "0"], ["1", "2", "3"]], 2)
    assert read_delimited(['"规', '章",1,2,3'], 0) == ([["规章", "1", "2", "3"]], 2)
    assert read_delimited(["[['规章', 1, None, 'a\\nb'], ['x', None]]"], 0) == ([], 0)
    assert read_delimited(["[['规章', 1, None], ['行政许可', '1,234', null]]"], 0)[0] == [
        ["规章", "1", ""],
        ["行政许可", "1,234", ""],
    ]
