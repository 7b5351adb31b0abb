"""The figures of peers: one SQL query over their cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianbao.comparison.metrics import OPERANDS, CellAddress, Cells
from nianbao.report.cells import Number
from retrieval.peers import Peer

if TYPE_CHECKING:
    from nianbao.store.database import Database


@dataclass(frozen=True, slots=True)
class PeerFigures:
    """A peer and the numbers that the metrics read."""

    peer: Peer
    cells: Cells


def peer_figures(db: "Database", peers: Sequence[Peer]) -> list[PeerFigures]:
    """The numbers of these peers, in the same order."""
    cells = peer_cells(db, [peer.report_id for peer in peers])
    return [PeerFigures(peer, cells.get(peer.report_id, {})) for peer in peers]


def peer_cells(db: "Database", ids: Sequence[int]) -> dict[int, dict[CellAddress, Number | None]]:
    """Report id → the cells that metrics read, of many reports at once. Numbers are exact; None is not a number."""
    if not ids:
        return {}
    from sqlalchemy import select, tuple_

    from nianbao.store.models import CellRow

    address = tuple_(CellRow.table_key, CellRow.row_key, CellRow.column_key)
    query = select(CellRow.report_id, CellRow.table_key, CellRow.row_key, CellRow.column_key, CellRow.value).where(
        CellRow.report_id.in_(ids), address.in_(OPERANDS)
    )
    found: dict[int, dict[CellAddress, Number | None]] = {}
    with db.reading() as session:
        for report_id, table, row, column, value in session.execute(query):
            found.setdefault(report_id, {})[table, row, column] = value  # type: ignore[index]  # keys of the layout
    return found
