"""The header of table three: where its columns stand, and whether they are named in the official order."""

from collections.abc import Iterable, Sequence

from nianbao.documents.stream import Grid, GridCell
from nianbao.report.labels import LabelIndex, column_cores, has_ordinal, label_core
from nianbao.report.layout import ORGANISATIONS, Column, TableLayout

_LEAD = 2
"""Characters by which a column label is known in a torn header: 商业, 科研, 社会, 法律."""
_ORGANISATIONS = label_core(ORGANISATIONS)


def header_positions(layout: TableLayout, index: LabelIndex, grid: Grid) -> dict[int, str]:
    """Grid column → column key, from where its leaf headers stand."""
    leaves = layout.blocks[0].columns
    positions: dict[int, str] = {}
    for row in grid.rows:
        for cell in row:
            if cell.column is None or not cell.text.strip():
                continue
            core = index.core(cell.text)
            for column in leaves:
                if core in column_cores(column) and not has_ordinal(cell.text):
                    positions.setdefault(cell.column, column.key)
        if len(positions) == len(leaves):
            return positions
    return positions


def applicants_in_order(index: LabelIndex, header: Iterable[Sequence[GridCell]], columns: Sequence[Column]) -> bool:
    """False when 自然人, 法人或其他组织 (or its kinds) and 总计 are named in another order than the form's.

    Texts have no grid: the kinds may stand in a row of their own, or behind 总计 where rows have become one line.
    """
    natural, first, *_, last, total = columns
    seen: dict[str, tuple[int, int]] = {}
    for number, row in enumerate(header):
        for at, cell in enumerate(row):
            if cell.text.strip() and not has_ordinal(cell.text):
                core = index.core(cell.text)
                named = next((c.key for c in columns if core in column_cores(c)), "")
                seen.setdefault(named or ("organisations" if core == _ORGANISATIONS else ""), (number, at))
    before = [("organisations", total.key), (natural.key, "organisations"), (natural.key, total.key)]
    if "organisations" not in seen:
        before += [(natural.key, first.key), (last.key, total.key)]
    return all(seen[a] < seen[b] for a, b in before if a in seen and b in seen and seen[a][0] == seen[b][0])


def leads_agree(texts: Iterable[str], columns: Sequence[Column]) -> bool:
    """True when nothing is left of the header, or what is left names the organisations in the official order."""
    left = "".join(texts)
    leads = [column.label[:_LEAD] for column in columns if ORGANISATIONS in column.labels and column.key != "other"]
    places = [left.find(lead) for lead in leads]
    return all(p < 0 for p in places) or (min(places) >= 0 and places == sorted(places))
