"""Last year's report, for the rules that compare with it."""

from collections.abc import Callable, Iterator
from functools import wraps

from nianbao.report.model import Report
from validators.engine import Check, Context, Hit, Remark
from validators.preconditions import last_years_report


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
