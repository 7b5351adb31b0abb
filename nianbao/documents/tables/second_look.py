"""A second look at what was read: do the figures of each row stand behind its label in the source?

Independent of the table reader: it knows nothing of columns or grids, only the order in which the file prints
its texts. What it cannot confirm is not withdrawn, but said (EX-01).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from nianbao.documents.stream import Block, Paragraph
from nianbao.report.cells import Cell, CellKind
from nianbao.report.labels import LabelIndex
from nianbao.report.layout import TableKey
from nianbao.report.model import Address, Table
from nianbao.report.text import squeeze

MAX_LABEL = 60
MAX_TORN = 4


def unconfirmed_rows(blocks: Sequence[Block], tables: Mapping[TableKey, Table | None]) -> list[tuple[TableKey, str]]:
    """Rows of official tables whose figures do not stand behind their label anywhere in the source."""
    texts = list(_texts(blocks))
    found: list[tuple[TableKey, str]] = []
    for key, table in tables.items():
        if table is None:
            continue
        cells = list(table.cells.values())
        if any(cell.origin != "printed" for cell in cells):
            continue  # decoded or recognised figures have a sign of their own
        if key == "proceedings":
            raws = _raws(table)
            left = [row for row in table.rows() if not _in_a_row(texts, raws.get(row, []))]
            found += [(key, row) for row in left if not _in_a_column(blocks, raws[row])]
            continue
        index = LabelIndex.of(table.layout)
        raws = _raws(table)
        near = _right_behind(index, texts, raws)
        if far := [row for row in table.rows() if row in raws and row not in near]:
            behind = _behind_labels(index, texts)
            found += [(key, row) for row in far if not any(_holds(seen, raws[row]) for seen in behind.get(row, ()))]
    return found


def _right_behind(index: LabelIndex, texts: list[str], raws: Mapping[str, list[str]]) -> set[str]:
    """Rows whose figures follow directly on their label: most, and quickly seen."""
    found = set()
    for number, text in enumerate(texts):
        row = None if text.isdecimal() else index.row(text)
        wanted = raws.get(row) if row else None
        if row and wanted and texts[number + 1 : number + 1 + len(wanted)] == wanted:
            found.add(row)
    return found


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield squeeze(block.text)
        else:
            yield from (text for row in block.rows for cell in row if (text := squeeze(cell.text)))


def _raws(table: Table) -> dict[str, list[str]]:
    """Row key → what its cells print, blank ones left out."""
    raws: dict[str, list[str]] = {}
    for (row, _), cell in sorted(table.cells.items(), key=_as_printed(table)):
        if raw := squeeze(cell.raw):
            raws.setdefault(row, []).append(raw)
    return raws


def _as_printed(table: Table) -> Callable[[tuple[Address, Cell]], tuple[int, int, int]]:
    """Cells of a row in the order of the source where their places tell it: columns may stand in another than the form's."""
    order = {address: number for number, address in enumerate(table.cells)}
    one_line = table.layout.key == "proceedings" and len({c.place.row for c in table.cells.values() if c.place}) == 1

    def key(item: tuple[Address, Cell]) -> tuple[int, int, int]:
        address, cell = item
        place = cell.place if one_line else None
        return (order[address], 0, 0) if place is None else (0, place.cell or 0, order[address])

    return key


def _holds(seen: list[str], wanted: list[str]) -> bool:
    """True when each of the ``wanted`` is there, as often."""
    return all(seen.count(raw) >= wanted.count(raw) for raw in set(wanted))


def _behind_labels(index: LabelIndex, texts: list[str]) -> dict[str, list[list[str]]]:
    """Row key → for each place where its label stands, the texts between it and the next row label."""
    behind: dict[str, list[list[str]]] = {}
    current: list[list[str]] = []
    for number, text in enumerate(texts):
        # a figure ends no label, nor does what stands for none (/)
        if not text.isdecimal() and not _is_filler(text) and (rows := _rows_ending_at(index, texts, number)):
            current = [[] for _ in rows]
            for row, place in zip(rows, current, strict=True):
                behind.setdefault(row, []).append(place)
        for place in current:
            place.append(text)
    return behind


def _is_filler(text: str) -> bool:
    return not text[:1].isalnum() and Cell.read(text).kind is not CellKind.TEXT


def _rows_ending_at(index: LabelIndex, texts: list[str], number: int) -> list[str]:
    """The row whose label ends with this text: the text alone, or the last line of a torn label."""
    text = texts[number]
    if len(text) > MAX_LABEL:
        return []
    if row := index.row(text):
        return [row]
    if not index.may_end_label(text):
        return []
    for count in range(2, MAX_TORN + 1):
        joined = "".join(texts[max(0, number - count + 1) : number + 1])
        if len(joined) <= MAX_LABEL and index.is_label(joined) and (row := index.row(joined)):
            return [row]
    return []


def _in_a_row(texts: list[str], wanted: list[str]) -> bool:
    size = len(wanted)
    return any(texts[i : i + size] == wanted for i in range(len(texts) - size + 1)) if size else True


def _in_a_column(blocks: Sequence[Block], wanted: list[str]) -> bool:
    """The same in a column of a grid: outcomes printed as rows. Columns are counted from the right, where labels that
    reach over several rows do not shift them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            continue
        for nth in range(1, max((len(row) for row in block.rows), default=0) + 1):
            if _in_a_row([text for row in block.rows if nth <= len(row) and (text := squeeze(row[-nth].text))], wanted):
                return True
    return False
