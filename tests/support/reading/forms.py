"""The official tables as lines that can be damaged, and as boxes on a grid once they are to be written."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from nianbao.report.layout import BALANCE_HINT, CONTENT_HEADER, TableKey, TableLayout
from tests.support.reading.truth import Address, TrueCell


@dataclass
class Value:
    """A value as printed; ``address`` is None for one that does not belong here."""

    text: str
    address: Address | None
    across: int = 1
    """Grid columns: in table two the last value takes the rest of the line."""


@dataclass
class Head:
    """A header cell at a grid column."""

    text: str
    column: int
    across: int = 1
    down: int = 1
    leaf: bool = False
    """Names one column of values, so that it may change place with another leaf and its values."""


@dataclass
class Line:
    """One line of a table: a block's title, heads, a row of data, or what a page break left between two rows."""

    role: Literal["title", "head", "data", "noise"]
    groups: list[str] = field(default_factory=list)
    label: str = ""
    values: list[Value] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    row: str = ""


@dataclass
class Form:
    """One official table. The labels of a data row take ``label_width`` grid columns, its values the rest."""

    key: TableKey
    lines: list[Line]
    width: int
    label_width: int
    hide_repeated_groups: bool = True
    """A group's label is one merged cell beside its rows, as the form has it; else it is printed in each row."""
    trailing: int = 0
    """Empty cells behind the last one, the same in every row of data."""

    def data(self) -> list[Line]:
        return [line for line in self.lines if line.role == "data"]

    def parts(self) -> Iterator["Form | Line"]:
        """The table cut where noise stands: for formats in which nothing can stand between two rows."""
        lines: list[Line] = []
        for line in self.lines:
            if line.role != "noise":
                lines.append(line)
                continue
            if lines:
                yield replace(self, lines=lines)
            yield line
            lines = []
        if lines:
            yield replace(self, lines=lines)


@dataclass(frozen=True)
class Box:
    """A physical cell at its place on the grid."""

    text: str
    row: int
    column: int
    across: int
    down: int
    role: Literal["title", "head", "label", "value"]


def form_of(layout: TableLayout, cells: dict[Address, TrueCell]) -> Form:
    """The official form filled in, in the official order."""
    if layout.key == "active_disclosure":
        return _active(layout, cells)
    return _applications(layout, cells) if layout.key == "applications" else _proceedings(layout, cells)


def _values(layout: TableLayout, row: str, cells: dict[Address, TrueCell]) -> list[Value]:
    return [Value(cells[row, c.key].raw, (row, c.key)) for c in layout.columns_of(row)]


def _active(layout: TableLayout, cells: dict[Address, TrueCell]) -> Form:
    lines: list[Line] = []
    for block in layout.blocks:
        heads = [Head(CONTENT_HEADER, 0)]
        heads += [Head(c.label, i, leaf=True) for i, c in enumerate(block.columns, start=1)]
        heads[-1].across = 4 - heads[-1].column
        lines += [Line("title", label=block.title), Line("head", heads=heads)]
        for row in block.rows:
            values = _values(layout, row.key, cells)
            values[-1].across = heads[-1].across
            lines.append(Line("data", [], row.label, values, row=row.key))
    return Form("active_disclosure", lines, 4, 1)


def _applications(layout: TableLayout, cells: dict[Address, TrueCell]) -> Form:
    leaf = [c.label for c in layout.blocks[0].columns]
    heads = [
        [Head(BALANCE_HINT, 0, 3, 3), Head("申请人情况", 3, 7)],
        [Head(leaf[0], 3, 1, 2), Head("法人或其他组织", 4, 5), Head(leaf[6], 9, 1, 2)],
        [Head(text, 4 + i, leaf=True) for i, text in enumerate(leaf[1:6])],
    ]
    lines = [Line("head", heads=h) for h in heads]
    for key in dict.fromkeys(row for row, _ in cells):
        labels = list(layout.rows[key].labels)
        lines.append(Line("data", labels[:-1], labels[-1], _values(layout, key, cells), row=key))
    return Form("applications", lines, 10, 3)


def _proceedings(layout: TableLayout, cells: dict[Address, TrueCell]) -> Form:
    leaf = [c.label for c in layout.blocks[0].columns]
    heads = [
        [Head("行政复议", 0, 5), Head("行政诉讼", 5, 10)],
        [
            *(Head(text, i, 1, 2, leaf=True) for i, text in enumerate(leaf)),
            Head("未经复议直接起诉", 5, 5),
            Head("复议后起诉", 10, 5),
        ],
        [Head(text, 5 + i, leaf=True) for i, text in enumerate([*leaf, *leaf])],
    ]
    values = [v for block in layout.blocks for v in _values(layout, block.rows[0].key, cells)]
    lines = [*(Line("head", heads=h) for h in heads), Line("data", values=values, row="proceedings")]
    return Form("proceedings", lines, 15, 0)


def boxes(form: Form) -> list[list[Box]]:
    """Physical cells line by line; equal group labels one below the other are one merged cell."""
    lines = [line for line in form.lines if line.role != "noise"]
    grid: list[list[Box]] = []
    for number, line in enumerate(lines):
        if line.role == "title":
            grid.append([Box(line.label, number, 0, form.width, 1, "title")])
        elif line.role == "head":
            grid.append([Box(h.text, number, h.column, h.across, h.down, "head") for h in line.heads])
        else:
            above = lines[number - 1] if number and lines[number - 1].role == "data" else None
            grid.append([*_labels(form, line, above, lines[number:], number), *_value_boxes(form, line, number)])
    return grid


def _labels(form: Form, line: Line, above: Line | None, below: list[Line], number: int) -> Iterator[Box]:
    for depth, group in enumerate(line.groups):
        path = line.groups[: depth + 1]
        if form.hide_repeated_groups:
            if above is not None and above.groups[: depth + 1] == path:
                continue
            same = [later.role == "data" and later.groups[: depth + 1] == path for later in below]
            down = same.index(False) if False in same else len(same)
        else:
            down = 1
        yield Box(group, number, depth, 1, down, "label")
    if form.label_width:
        column = len(line.groups)
        yield Box(line.label, number, column, form.label_width - column, 1, "label")


def _value_boxes(form: Form, line: Line, number: int) -> Iterator[Box]:
    column = form.label_width
    for value in line.values:
        yield Box(value.text, number, column, value.across, 1, "value")
        column += value.across
    for extra in range(form.trailing):
        yield Box("", number, column + extra, 1, 1, "value")


def expanded(form: Form, down: str, across: str) -> list[list[str]]:
    """Rows of texts. For the further places of a merged cell: ``empty``, ``repeat`` its text, or ``omit`` them."""
    grid = boxes(form)
    rows: list[dict[int, str]] = [{} for _ in grid]
    for box in (b for row in grid for b in row):
        for r in range(box.row, min(box.row + box.down, len(rows))):
            for c in range(box.column, box.column + box.across):
                if (r > box.row and down == "omit") or (c > box.column and across == "omit"):
                    continue
                first = (r == box.row or down == "repeat") and (c == box.column or across == "repeat")
                rows[r][c] = box.text if first else ""
    return [[row[c] for c in sorted(row)] for row in rows]


def expanded_with_noise(form: Form, down: str, across: str) -> list[list[str] | str]:
    """``expanded``, with what stands between two rows as plain texts: for formats that are only lines."""
    rows: list[list[str] | str] = list(expanded(form, down, across))
    for place, line in enumerate(form.lines):
        if line.role == "noise":
            rows.insert(place, line.label)
    return rows
