"""Numbers pasted into an official table, read strictly: what is no plain number is refused by name, never bent into one."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from nianbao.drafting.material.inputs import leaf_addresses
from nianbao.drafting.material.readings import read_number
from nianbao.report.cells import Number
from nianbao.report.labels import LabelIndex
from nianbao.report.layout import LAYOUT_2021, TableKey, TableLayout
from nianbao.report.patterns import regex

Address = tuple[str, str]
_BREAK = regex(r"\t|[|｜]|  +")
WRONG_SHAPE = (
    "粘贴的内容有{rows}行、每行{columns}个数，和{table}对不上：可以连行标题一起粘贴，"
    "或只粘贴{leaves}行数（不含合计）、{all}行数（含合计）。没有填入任何一格。"
)
NOTHING, SUM_DIFFERS = "粘贴框里没有数。", "合计写的是{said}，各格相加是{sum}"
OUTSIDE = "超出了表格"
TOO_MANY, TOO_FEW = "这一行有{n}个数，应有{leaves}个（不含合计）或{all}个（含合计）", "这一行没有数"


@dataclass(frozen=True, slots=True)
class Refused:
    """A piece that was not taken: ``line`` from 1 in what was pasted, where it would have gone, and why."""

    line: int
    text: str
    where: str
    why: str


@dataclass
class Pasted:
    """``taken``: cell id → number. Cells that were left empty in what was pasted stay as they are."""

    taken: dict[str, Number] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)


def read_pasted(text: str, key: TableKey) -> Pasted:
    """A table copied out of Excel, Word or a page: with the labels of its rows, or numbers alone in the form's order."""
    layout = LAYOUT_2021.tables[key]
    pasted = Pasted()
    lines = [(n, [p.strip() for p in _BREAK.split(line)]) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        pasted.refused.append(Refused(1, "", layout.name, NOTHING))
        return pasted
    rows = list(_labelled(lines, layout)) or _in_order(lines, layout, pasted)
    for number, addresses, values in rows:
        _take(pasted, layout, number, addresses, values)
    return pasted


def read_block(text: str, key: TableKey, at: Address) -> Pasted:
    """A block of cells whose upper left one is put on ``at``. Sums are passed over; what sticks out is refused."""
    layout, pasted = LAYOUT_2021.tables[key], Pasted()
    rows = _rows(layout)
    top = next(n for n, row in enumerate(rows) if at in row)
    left, leaves = rows[top].index(at), set(leaf_addresses(layout))
    for number, line in enumerate(text.rstrip("\n").split("\n"), start=1):
        if top + number > len(rows):
            pasted.refused.append(Refused(number, line[:40], layout.name, OUTSIDE))
            continue
        row = rows[top + number - 1]
        for n, part in enumerate(p.strip() for p in line.rstrip("\r").split("\t")):
            if left + n >= len(row):
                if part:
                    pasted.refused.append(Refused(number, part[:20], layout.rows[row[0][0]].label, OUTSIDE))
            elif row[left + n] in leaves and part:
                _cell(pasted, layout, number, row[left + n], part)
    return pasted


Line = tuple[int, list[str]]
Row = tuple[int, list[Address], list[str]]


def _labelled(lines: list[Line], layout: TableLayout) -> Iterator[Row]:
    """Rows that name themselves; heads and titles have no numbers and are passed over."""
    index = LabelIndex.of(layout)
    for number, parts in lines:
        at = max((n for n, part in enumerate(parts) if index.row(part) is not None), default=None)
        if at is not None:
            row = index.row(parts[at])
            yield number, [a for a in layout.addresses if a[0] == row], parts[at + 1 :]


def _in_order(lines: list[Line], layout: TableLayout, pasted: Pasted) -> list[Row]:
    """Numbers alone: as many lines as the table has, with or without those that are sums."""
    rows = _rows(layout)
    leaves = set(leaf_addresses(layout))
    own = [row for row in rows if any(a in leaves for a in row)]
    for shape in (rows, own, [[a for row in rows for a in row]]):
        if len(lines) == len(shape):
            return [(n, row, parts) for (n, parts), row in zip(lines, shape, strict=True)]
    wide = max(len(parts) for _, parts in lines)
    why = WRONG_SHAPE.format(rows=len(lines), columns=wide, table=layout.name, leaves=len(own), all=len(rows))
    pasted.refused.append(Refused(lines[0][0], " ".join(lines[0][1])[:40], layout.name, why))
    return []


def _rows(layout: TableLayout) -> list[list[Address]]:
    rows: dict[str, list[Address]] = {}
    for address in layout.addresses:
        rows.setdefault(address[0], []).append(address)
    return list(rows.values())


def _take(pasted: Pasted, layout: TableLayout, number: int, addresses: list[Address], values: list[str]) -> None:
    leaves = set(leaf_addresses(layout))
    own = [a for a in addresses if a in leaves]
    while values and not values[-1] and len(values) > len(addresses):
        values = values[:-1]
    row = layout.rows[addresses[0][0]].label
    if not any(values):
        pasted.refused.append(Refused(number, "", row, TOO_FEW))
        return
    if len(values) not in (len(own), len(addresses)):
        why = TOO_MANY.format(n=len(values), leaves=len(own), all=len(addresses))
        pasted.refused.append(Refused(number, " ".join(values)[:40], row, why))
        return
    placed = dict(zip(own if len(values) == len(own) else addresses, values, strict=True))
    for address, text in placed.items():
        if address in leaves and text:
            _cell(pasted, layout, number, address, text)
    _check_sums(pasted, layout, number, placed)


def _cell(pasted: Pasted, layout: TableLayout, number: int, address: Address, text: str) -> None:
    money = layout.block_of[address[0]].unit == "万元"
    reading = read_number(text, "money" if money else "count", "万元" if money else "件")
    if reading.value is None:
        pasted.refused.append(Refused(number, text[:20], layout.label(*address), reading.why))
    else:
        pasted.taken[f"{layout.key}.{'.'.join(address)}"] = reading.value


def _check_sums(pasted: Pasted, layout: TableLayout, number: int, placed: dict[Address, str]) -> None:
    """A sum that was pasted along is not taken, but it is told when it is not the sum of its line."""
    leaves = leaf_addresses(layout)
    for (row, column), text in placed.items():
        said = read_number(text).value if text and column == "total" else None
        parts = [pasted.taken.get(f"{layout.key}.{r}.{c}") for r, c in leaves if r == row and (r, c) in placed]
        known = [p for p in parts if p is not None]
        if said is not None and parts and len(known) == len(parts) and sum(known) != said:
            why = SUM_DIFFERS.format(said=said, sum=sum(known))
            pasted.refused.append(Refused(number, text, layout.label(row, column), why))
