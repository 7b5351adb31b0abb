"""The reports behind the lines of a set, as they stand in their reviews."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nianbao.report.codec import report_from_json
from nianbao.report.model import Report
from nianbao.work.sets.lines import Line, SetView

if TYPE_CHECKING:
    from nianbao.work.services import Services


def reports_of_set(services: "Services", shown: SetView) -> Iterator[tuple[Line, Report | None]]:
    """Each line with its report, read when it is its turn; None for a file that waits or could not be read."""
    from nianbao.store.sets import load_record

    for line in shown.lines:
        record = load_record(services.db, shown.set.id, line.number) if line.verdict else {}
        yield line, report_from_json(dict(record["report"])) if record else None
