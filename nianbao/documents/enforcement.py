"""Reads the totals of an 行政执法统计年报: 行政许可, 行政处罚, 行政强制, from a workbook, a Word file or a text with tables.

Three shapes are understood: a row a kind, a column a kind, and (the official forms) a table a kind whose title names
it, on a sheet of its own or one below the other. Columns or rows of several years are counted year by year. What is not
plainly one number is refused, never guessed.
"""

import csv
from collections.abc import Iterable, Iterator
from itertools import pairwise

from nianbao.documents.encoding import decode
from nianbao.documents.enforcement_years import Cell, Row, years_apart
from nianbao.documents.formats import detect_format, reader_of
from nianbao.documents.limits import check_file_size, check_stream
from nianbao.documents.stream import Grid, GridCell, Paragraph, Stream
from nianbao.report.agency import infer_agency
from nianbao.report.enforcement import KIND_NAMES, Enforcement, EnforcementKind
from nianbao.report.errors import UserError
from nianbao.report.patterns import regex
from nianbao.report.text import fold, printable, squeeze

_COUNT = r"(?:数量|件数|总数|宗数|次数|数|合计|总计)?(?:\((?:单位:)?[件宗次]\))?"
_KINDS = {kind: regex(rf"(?:\d+[.、]|[一二三][、.])?{name}(?:决定|实施)?{_COUNT}") for kind, name in KIND_NAMES.items()}
"""A label that names a kind as a whole; 行政强制措施 is a part of one."""
_TOTAL = regex(
    rf"合计{_COUNT}|总计{_COUNT}|总数|(?:本年)?(?:作出|处理)?决定{_COUNT}|(?:本年)?(?:数量|件数|宗数){_COUNT}"
)
_GRANTED = regex(rf"(?:予以|准予)?许可(?:决定)?{_COUNT}|(?:本年)?(?:作出|处理)决定{_COUNT}")
"""The licences granted, among 申请, 受理, 不予许可 and 撤销许可."""
_SUM_ROW = regex(r"合计|总计|总合计|全部")
_NOTE = regex(r"^(?:填表|填报|统计|编制)?(?:说明|备注|注|口径)[:：]?")
_YEAR = regex(r"(20\d\d)年度?[^。]{0,30}?行政(?:执法|许可|处罚|强制)|行政执法[^。]{0,16}?(20\d\d)年")
_AGENCY = regex(
    r"^(?:填报|编制|报送)(?:单位|机关)[:：]?(?P<filler>.{4,40})$|^(?P<agency>.{4,40}?)(?:20\d\d年度?)?行政执法"
)
_ANOTHER_REPORT = regex(r"收到和处理政府信息公开申请情况|政府信息公开工作年度报告$")
_LONGEST_NOTE = 200


def read_enforcement(data: bytes, name: str) -> Enforcement:
    """The totals in a file. Raises ``UserError`` with one Chinese sentence: no such totals, or more than one of a kind."""
    shown = printable(name)
    check_file_size(len(data), shown)
    if not data.strip():
        raise UserError(f"行政执法统计年报 {shown} 是空的。")
    stream = _delimited(data, shown) if shown.lower().endswith((".csv", ".tsv")) else None
    if stream is None:
        stream = reader_of(detect_format(data, shown))(data)
    check_stream(stream)
    by_year: dict[int | None, dict[EnforcementKind, int]] = {}
    said: list[str] = []
    heading = ""
    for block in stream.blocks:
        if isinstance(block, Paragraph):
            said.append(block.text.strip())
            heading = block.text if _kinds_named(block.text) else heading
            continue
        all_rows = _rows(block)
        alone = [row[0].text for row in all_rows if len([c for c in row if c.text]) == 1]
        said += alone
        for title, part in _forms(all_rows, heading):
            for year, rows in years_apart(part):
                counts = by_year.setdefault(year, {})
                for kind, value in _found(rows, title, shown):
                    if counts.setdefault(kind, value) != value:
                        raise UserError(
                            f"行政执法统计年报 {shown} 里“{KIND_NAMES[kind]}”有两个合计：{counts[kind]}和{value}，"
                            "不知道用哪一个；请只留本机关全年的合计再试。"
                        )
        heading = ""
    by_year = {year: counts for year, counts in by_year.items() if counts}
    if any(_ANOTHER_REPORT.search(squeeze(text)) for text in said):
        raise UserError(
            f"{shown} 是政府信息公开工作年度报告，不是行政执法统计年报，没有拿来对照；请换成行政执法统计年报。"
        )
    if not by_year:
        raise UserError(
            f"在 {shown} 里没有找到行政许可、行政处罚、行政强制的合计；请给出行政执法统计年报的表格"
            "（.xlsx、.docx 或 .csv，有以这三项为名的行或列）。"
        )
    note = next((text for text in said if _NOTE.match(text)), "")
    if len(by_year) > 1:
        years = {year: counts for year, counts in by_year.items() if year is not None}
        return Enforcement(by_year.get(None, {}), note[:_LONGEST_NOTE], None, shown, _agency(said), years)
    stated, counts = next(iter(by_year.items()))
    year = stated or next((int(m[1] or m[2]) for text in [*said, shown] if (m := _YEAR.search(fold(text)))), None)
    return Enforcement(counts, note[:_LONGEST_NOTE], year, shown, _agency(said))


def _agency(said: Iterable[str]) -> str:
    """Whose totals they are, where a title or 填报单位 names an organ; else empty."""
    named = (match["filler"] or match["agency"] for text in said if (match := _AGENCY.match(squeeze(text))))
    return next((name for name in named if infer_agency(name).kind is not None), "")


def _delimited(data: bytes, name: str) -> Stream | None:
    """A .csv or .tsv as one grid; the reader of texts looks for the tables of a report. None for a workbook so called."""
    if detect_format(data, name) != "text":
        return None
    lines = decode(data).text.splitlines()
    rows = csv.reader(lines, delimiter="\t" if name.lower().endswith(".tsv") else ",")
    try:
        return Stream((Grid(tuple(tuple(GridCell(text) for text in row) for row in rows if row)),))
    except csv.Error as error:
        raise UserError(f"行政执法统计年报 {name} 不是完好的表格文件，请另存为 .xlsx 再试。") from error


def _rows(grid: Grid) -> list[Row]:
    rows = []
    for printed in grid.rows:
        row: Row = []
        at = 0
        for cell in printed:
            start = at if cell.column is None else cell.column
            at = start + cell.span
            row.append(Cell(squeeze(cell.text), start, at))
        rows.append(row)
    return [row for row in rows if any(cell.text for cell in row)]


def _forms(rows: list[Row], before: str) -> Iterator[tuple[str, list[Row]]]:
    """The forms that stand one below the other in a grid, with their titles: a line of its own that names the kind.

    ``before``: the paragraph above the grid, title of what comes first.
    """
    begins = [n for n, row in enumerate(rows) if _begins_form(row)]
    first = rows[: begins[0]] if begins else rows
    if first:
        alone = [row[0].text for row in first if len([c for c in row if c.text]) == 1]
        yield next((text for text in alone if _kinds_named(text)), before), first
    for start, end in pairwise([*begins, len(rows)]):
        yield next(cell.text for cell in rows[start] if cell.text), rows[start + 1 : end]


def _begins_form(row: Row) -> bool:
    texts = [cell.text for cell in row if cell.text]
    return len(texts) == 1 and len(_kinds_named(texts[0])) == 1 and _TITLE.search(texts[0]) is not None


_TITLE = regex(r"附?表|统计|情况")


def _kinds_named(text: str) -> list[EnforcementKind]:
    return [kind for kind, name in KIND_NAMES.items() if name in squeeze(text)]


def _kind_of(cell: Cell) -> EnforcementKind | None:
    return next((kind for kind, label in _KINDS.items() if label.fullmatch(cell.text)), None)


def _found(rows: list[Row], title: str, name: str) -> Iterator[tuple[EnforcementKind, int]]:
    """Each kind with its total: by columns, by rows, or, where neither names one, by the title of the table."""
    any_label = False
    for number, row in enumerate(rows):
        labels = [(kind, cell) for cell in row if (kind := _kind_of(cell))]
        any_label = any_label or bool(labels)
        if len(labels) == 1 and any(cell.number is not None for cell in row):
            kind, label = labels[0]
            yield kind, _in_row(rows[:number], row, label, kind, name)
        elif labels and not any(cell.number is not None for cell in row):
            for kind, label in labels:
                yield from _in_column(rows[number + 1 :], label, kind, name)
    kinds = _kinds_named(title)
    if not any_label and len(kinds) == 1:
        yield from _by_title(rows, kinds[0], name)


def _in_row(above: list[Row], row: Row, label: Cell, kind: EnforcementKind, name: str) -> int:
    """The total of a row: its only number, or the one under a heading that means the total."""
    numbers = [cell for cell in row if cell.start >= label.end and cell.number is not None]
    heads = {cell: [h.text for r in above for h in r if h.start <= cell.start < h.end and h.text] for cell in numbers}
    totals = [cell for cell in numbers if any(_is_total(head, kind) for head in heads[cell])]
    if len(numbers) == 1 and not totals and not heads[numbers[0]]:
        totals = numbers
    return _only({cell.number for cell in totals}, kind, name)


def _in_column(
    below: list[Row], label: Cell, kind: EnforcementKind, name: str
) -> Iterator[tuple[EnforcementKind, int]]:
    """The total under a heading: of its own column, or of the sub-heading that means the total."""
    under = [[cell for cell in row if label.start <= cell.start < label.end] for row in below]
    heads = [cell for row in under for cell in row if cell.text and cell.number is None]
    if label.end - label.start > 1:
        columns = {cell.start for cell in heads if _is_total(cell.text, kind)}
    else:
        columns = {label.start}
    if any(cell.number is not None for row in under for cell in row):
        yield kind, _only(_sums(below, columns), kind, name)


def _by_title(rows: list[Row], kind: EnforcementKind, name: str) -> Iterator[tuple[EnforcementKind, int]]:
    columns = {cell.start for row in rows for cell in row if len(row) > 1 and _is_heading_of_total(cell, kind)}
    yield kind, _only(_sums(rows, columns), kind, name)


def _is_total(head: str, kind: EnforcementKind) -> bool:
    return _TOTAL.fullmatch(head) is not None or (kind == "licensing" and _GRANTED.fullmatch(head) is not None)


def _is_heading_of_total(cell: Cell, kind: EnforcementKind) -> bool:
    """In a table that is all of one kind; its first column is of labels, where 合计 is a row."""
    return cell.start > 0 and (_GRANTED if kind == "licensing" else _TOTAL).fullmatch(cell.text) is not None


def _sums(rows: list[Row], columns: set[int]) -> set[int | None]:
    """The numbers of these columns: of the only row that has any, else of the row called 合计."""
    told = [(row, cell.number) for row in rows for cell in row if cell.start in columns and cell.number is not None]
    if len(told) > 1:
        told = [(row, value) for row, value in told if any(_SUM_ROW.fullmatch(cell.text) for cell in row)]
    return {value for _, value in told} if len(told) == 1 else set()


def _only(values: set[int | None], kind: EnforcementKind, name: str) -> int:
    if len(values) == 1 and (value := next(iter(values))) is not None:
        return value
    raise UserError(
        f"行政执法统计年报 {name} 里看不出“{KIND_NAMES[kind]}”的合计是哪一个数；"
        "请在表里留一个“合计”列或“合计”行（行政许可的是准予许可的件数）再试。"
    )
