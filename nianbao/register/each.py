"""Each application of a register's year by itself: where it counts, what the register says of it, its period (条例第三十三条)."""

from typing import Any

from nianbao.register.deadlines import due_day
from nianbao.register.models import Application
from nianbao.register.register import Register
from nianbao.register.rows import persons_hidden
from nianbao.register.wording import is_open, read_result

_EXTENDED = frozenset({"extended", "extension_notice"})
_CORRECTED = frozenset({"correction_notice", "correction_received"})
_THIRD_PARTY = frozenset({"third_party", "third_party_start", "third_party_end"})


def each_application(register: Register) -> dict[str, dict[str, Any]]:
    """Row → ``number`` as the register has it, ``rows`` of table three, ``kind``, ``result`` in the register's words, and the
    days; None where not known. ``unclear``: fields whose words alone do not decide; ``took``: working days from the day after
    receipt to the answer; ``has``: which of extension, correction and third party its table has columns for."""
    counted = register.counted
    rows: dict[int, list[str]] = {a.row: [] for a in counted.of_year}
    for row, members in counted.rows_of.items():
        for member in members:
            rows[member].append(row)
    by_row = {a.row: a for a in register.read.applications}
    kinds = {n: cell.rpartition(".")[2] for cell, members in counted.cells.items() for n in members}
    return {
        str(a.row): {
            "number": a.number,
            "rows": rows[a.row],
            "kind": kinds.get(a.row),
            "result": persons_hidden(a.result_words),
            "received": None if a.receipts or a.received is None else a.received.isoformat(),
            "due": None if (due := due_day(a, register.calendar)) is None or a.receipts else due.isoformat(),
            "answered": a.answered and a.answered.isoformat(),
            "took": _took(a, register),
            "extended": a.extended,
            "correction_asked": a.correction_notice and a.correction_notice.isoformat(),
            "corrected": a.correction_received and a.correction_received.isoformat(),
            "third_party": a.third_party is not None,
            "has": [
                name
                for name, fields in (("extended", _EXTENDED), ("corrected", _CORRECTED), ("third_party", _THIRD_PARTY))
                if fields & a.fields
            ],
            "unclear": _unclear(a, by_row[a.row]),
        }
        for a in counted.of_year
    }


def _unclear(application: Application, written: Application) -> list[str]:
    """Fields of which the register's own words decide nothing, be they answered by now."""
    found = []
    words = application.result_words
    if read_result(words).key is None and (application.answered or not is_open(words)):
        found.append("result")
    if application.kind is None:
        found.append("kind")
    if written.received is None:
        found.append("received")
    if written.answered is None and (written.answered_words or not is_open(written.result_words)):
        found.append("answered")
    return found


def _took(application: Application, register: Register) -> int | None:
    received, answered = application.received, application.answered
    if received is None or answered is None or application.receipts or answered < received:
        return None
    return register.calendar.between(received, answered)
