"""What a rule needs before it can look, each a small object that says why it is not there.

A rule names them in its decorator, ``@rule("T3-01", …, Needs("applications"), NotMisaligned())``, in the order in which
they are asked.
"""

from dataclasses import dataclass

from nianbao.report.layout import SectionKey, TableKey
from nianbao.report.model import Report
from validators.engine import Context, Remark
from validators.prose.one_organ import another_organ


class _Need:
    of_whole = False


class Needs(_Need):
    """Tables that must have been read."""

    def __init__(self, *tables: TableKey) -> None:
        self.tables = tables

    def unmet(self, context: Context) -> Remark | None:
        absent = next((key for key in self.tables if context.report.table(key) is None), None)
        return None if absent is None else missing_table(context.report, absent)


class NeedsPrevious(_Need):
    """Last year's report, with tables of it that must have been read."""

    def __init__(self, *tables: TableKey) -> None:
        self.tables = tables

    def unmet(self, context: Context) -> Remark | None:
        previous = last_years_report(context)
        if isinstance(previous, Remark):
            return previous
        if any(previous.table(key) is None for key in self.tables):
            return Remark("insufficient_data", "上一年度报告的相应表格没有读到")
        return None


class NotMisaligned(_Need):
    """Figures of table three that stand where they belong; T3-06 tells when they do not."""

    def unmet(self, context: Context) -> Remark | None:
        if context.misalignment is None:
            return None
        return Remark("parse_error", f"{context.misalignment.what}，见 T3-06，没有拿表三的数作比较")


class WholeText(_Need):
    """All pages with their text: what is missing cannot be told from a file of which pages are pictures."""

    of_whole = True

    def unmet(self, context: Context) -> Remark | None:
        notice = context.report.notice("no_text_layer")
        return Remark("parse_error", notice.message) if notice else None


class AskedFor(_Need):
    """A list of the profile that says what a local notice asks for; the national default has none."""

    def __init__(self, key: str, what: str) -> None:
        self.key, self.what = key, what

    def unmet(self, context: Context) -> Remark | None:
        if context.profile.word_list(self.key):
            return None
        return Remark("not_applicable", f"规则配置“{context.profile.name}”没有列出{self.what}")


class WholeSection(_Need):
    """A section that the file does not stop in or before: what is missing there may stand behind the cut."""

    def __init__(self, section: SectionKey) -> None:
        self.section = section

    def unmet(self, context: Context) -> Remark | None:
        report, notice = context.report, context.report.notice("cut")
        if notice is None or report.ends_in is None:
            return None
        behind = report.lies_behind_end(self.section) or report.ends_in.section == self.section
        return Remark("insufficient_data", notice.message) if behind else None


@dataclass(frozen=True, slots=True)
class OfLayout(_Need):
    """The form of a year: ``2019`` or ``2021``."""

    layout: str

    def unmet(self, context: Context) -> Remark | None:
        if context.report.layout.key == self.layout:
            return None
        return Remark("not_applicable", "本规则不适用于这一版式的报告")


TABLE_THREE = (Needs("applications"), NotMisaligned())
"""Table three with its figures where they belong: what nearly every rule on it needs."""


def last_years_report(context: Context) -> Report | Remark:
    """The report of the year before, or why what was given is not that: of another year, of another organ for sure."""
    previous = context.previous
    if previous is None:
        return Remark("insufficient_data", "没有提供上一年度报告")
    year, last = context.report.year, previous.year
    if year is not None and last is not None and last != year - 1:
        return Remark("insufficient_data", f"提供的是{last}年度报告，不是{year - 1}年度的")
    if another_organ(context.agency, previous.agency):
        return Remark("insufficient_data", f"提供的上一年度报告是“{previous.agency.name}”的，不是本机关的")
    return previous


def missing_table(report: Report, key: TableKey) -> Remark:
    """Why a table is not there: we could not read it (our failure), or the report has none."""
    problem = report.problem(key)
    if problem is not None:
        return Remark("parse_error", problem.message)
    if (notice := report.notice("cut")) and report.stops_before_end_of(key):
        return Remark("insufficient_data", notice.message)
    return Remark("insufficient_data", f"报告中没有{report.layout.tables[key].name}")
