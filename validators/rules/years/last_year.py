"""Last year's report, for the rules that compare with it."""

from collections.abc import Callable, Iterator
from functools import wraps

from nianbao.report.model import Report
from validators.engine import Check, Context, Hit, Remark


def last_years_report(context: Context) -> Report | Remark:
    """The report of the year before, or why what was given is not that. The engine saw that something was given."""
    previous = context.previous
    if previous is None:
        return Remark("insufficient_data", "没有提供上一年度报告")
    year, last = context.report.year, previous.year
    if year is not None and last is not None and last != year - 1:
        return Remark("insufficient_data", f"提供的是{last}年度报告，不是{year - 1}年度的")
    return previous


def with_last_year(compare: Callable[[Context, Report], Iterator[Hit | Remark]]) -> Check:
    """Make a check of a comparison with last year's report; without that report it only remarks why."""

    @wraps(compare)
    def check(context: Context) -> Iterator[Hit | Remark]:
        previous = last_years_report(context)
        if isinstance(previous, Remark):
            yield previous
        else:
            yield from compare(context, previous)

    return check
