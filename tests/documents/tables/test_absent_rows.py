"""A row that is not printed is absent; one that is printed and was not read is our failure, not the agency's."""

import pytest

from nianbao.documents import read
from tests.conftest import ROOT

SAMPLE = (ROOT / "corpus" / "reports" / "liuxi-town-2024.md").read_text("utf-8")
ROWS = {"carried_in": "二、上年结转政府信息公开申请数量", "other.overdue_correction": "1.申请人无正当理由逾期不补正"}


def without(row: str, instead: str = "") -> str:
    """The sample with another line in place of a row's."""
    lines = SAMPLE.split("\n")
    (at,) = [n for n, line in enumerate(lines) if ROWS[row] in line]
    return "\n".join([*lines[:at], *([instead.replace("…", lines[at])] if instead else []), *lines[at + 1 :]])


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_shares_words_with_another_is_absent_where_it_is_not_printed(row: str) -> None:
    report = read(without(row).encode(), "年报.md")
    table = report.table("applications")
    assert table is not None
    assert [r for r in table.rows() if not table.has_row(r)] == [row]


@pytest.mark.parametrize(
    "instead",
    ["| 二、上年结转 |", "| 二、上期留存政府信息公开申请数量 | | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"],
)
def test_what_is_left_of_its_own_words_or_may_be_the_row_makes_it_unread(instead: str) -> None:
    report = read(without("carried_in", instead).encode(), "年报.md")
    assert report.table("applications") is None
    assert "二、上年结转" in report.problem("applications").message
