"""Whatever independent writers and damage do to a report: every cell is read as printed, or we say what we could not read.

A fixed sample; ``benchmarks/reading_property.py`` runs thousands, and PDF.
"""

import pytest

from tests.support.reading.cases import make_case
from tests.support.reading.judge import judge
from tests.support.reading.tally import Tally
from tests.support.reading.writers import WRITERS, all_writers

CASES_EACH = 18
"""With the sixteen or so quick writers some 300 cases."""
LEAST_EQUAL = 0.6
"""Share of tables that must come back whole: a reader that declares everything unreadable is safe and useless."""


@pytest.mark.parametrize("name", [writer.name for writer in all_writers()])
def test_cells_come_back_equal_or_the_table_is_declared_unreadable(name):
    tally = Tally()
    for seed in range(CASES_EACH):
        case = make_case(seed, WRITERS[name])
        tally.add(case, judge(case))
    assert not tally.silent, "\n".join(tally.silent)
    whole = tally.total("equal") / (3 * CASES_EACH)
    assert whole >= LEAST_EQUAL, f"only {whole:.0%} of the tables came back"


@pytest.mark.parametrize("name", [writer.name for writer in all_writers()])
def test_an_undamaged_report_is_read_whole_nearly_always(name):
    """Nearly: where merged cells are left out, or blank ones, a row of blanks can be read in two ways."""
    tally = Tally()
    for seed in range(100, 106):
        case = make_case(seed, WRITERS[name], only="")
        tally.add(case, judge(case))
    assert not tally.silent, "\n".join(tally.silent)
    assert tally.total("equal") >= 0.8 * 3 * tally.cases, tally.by_writer
