"""``set``, where a figure is asked: of those that are named each, else of all together, or who has any."""

from collections.abc import Iterable

from nianbao.assistant.acts.figure_of_report import figures_of_report
from nianbao.assistant.acts.together import Of, together
from nianbao.assistant.acts.which_ones import without_report
from nianbao.assistant.understanding.cells import columns_in
from nianbao.assistant.understanding.known_report import KnownReport
from nianbao.assistant.understanding.together import asks_together, latest_of_each, rows_asked
from nianbao.assistant.understanding.which_report import which_reports
from nianbao.report.model import Report
from nianbao.work.sets.lines import Line

NO_NAME = "这一批里没有您说的那一份：{names}。"


def figures_of_set(reports: Iterable[tuple[Line, Report | None]], said: str) -> str:
    """``reports``: every line of the set with its report."""
    found = {KnownReport(line.file, line.agency, line.year): (line, report) for line, report in reports}
    which = which_reports(said, tuple(found), years=False)
    if which.how == "unknown":
        return NO_NAME.format(names="、".join(which.missing) or "没有这一份")
    meant = latest_of_each(which.reports if which.how in ("named", "all") else found)
    rows = rows_asked(said) or ("new",)
    if which.how == "named" and not (asks_together(said) and len(meant) > 1):
        told = [_one(known, found[known][1], rows, said) for known in meant]
    else:
        of = [Of(k.short, k.year, found[k][1], found[k][0].problem or "还没有审完") for k in meant]
        told = [together([o._replace(why="") if o.report else o for o in of], said, rows, columns_in(said))]
    return "\n\n".join([*told, *([without_report(which.missing)] if which.missing else [])])


def _one(known: KnownReport, report: Report | None, rows: tuple[str, ...], said: str) -> str:
    if report is None:
        return f"**{known.name}**\n\n没有读出，这个数请看原件。"
    return figures_of_report(known.name, report, rows, said)
