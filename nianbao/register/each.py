"""Each application of a register's year by itself: where it counts, and its period (条例第三十三条)."""

from typing import Any

from nianbao.register.deadlines import due_day
from nianbao.register.register import Register


def each_application(register: Register) -> dict[str, dict[str, Any]]:
    """Row → ``number`` as the register has it, ``rows`` of table three, ``kind``, and the days; None where not known."""
    counted = register.counted
    rows: dict[int, list[str]] = {a.row: [] for a in counted.of_year}
    for row, members in counted.rows_of.items():
        for member in members:
            rows[member].append(row)
    kinds = {n: cell.rpartition(".")[2] for cell, members in counted.cells.items() for n in members}
    return {
        str(a.row): {
            "number": a.number,
            "rows": rows[a.row],
            "kind": kinds.get(a.row),
            "received": None if a.received is None or a.receipts else a.received.isoformat(),
            "due": None if (due := due_day(a, register.calendar)) is None or a.receipts else due.isoformat(),
            "answered": a.answered and a.answered.isoformat(),
            "extended": a.extended,
            "corrected": a.correction_received and a.correction_received.isoformat(),
            "third_party": a.third_party is not None,
        }
        for a in counted.of_year
    }
