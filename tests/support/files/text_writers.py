"""Two independent ways in which reports are dumped to text, for reading back. Not our exporter."""

from nianbao.report import Report
from nianbao.report.form import official_grid


def _front(report: Report) -> str:
    name = report.agency.name
    return f"{name}\n{report.year}年政府信息公开工作年度报告\n\n{report.preamble}\n\n"


def row_a_line(report: Report) -> str:
    """A row a line, tabs between cells, merged cells left empty (PDF and web dumps)."""

    def table(key: str) -> str:
        grid = official_grid(report.layout.tables[key], report.tables[key])
        width = max(c.column + c.colspan for c in grid.cells())
        height = max(c.row + c.rowspan for c in grid.cells())
        lines = [[""] * width for _ in range(height)]
        for cell in grid.cells():
            lines[cell.row][cell.column] = cell.text
        return "\n".join("\t".join(line) for line in lines) + "\n"

    return _front(report) + "".join(
        f"## {s.heading.raw}\n\n{s.text}\n\n{table(s.key) if s.key in report.tables else ''}\n" for s in report.sections
    )


def cell_a_line(report: Report) -> str:
    """A cell a line, tab-indented, an empty line after each row; merged cells below their first are an empty cell."""

    def table(key: str) -> str:
        grid = official_grid(report.layout.tables[key], report.tables[key])
        height = max(c.row + c.rowspan for c in grid.cells())
        rows = []
        for number in range(height):
            cells = {
                c.column: c.text if c.row == number else "" for c in grid.cells() if c.row <= number < c.row + c.rowspan
            }
            rows.append("".join(f"\t{cells[column]}\n" for column in sorted(cells)))
        return "\n".join(rows)

    return _front(report) + "".join(
        f"{s.heading.raw}\n{s.text}\n{table(s.key) if s.key in report.tables else ''}\n\n" for s in report.sections
    )
