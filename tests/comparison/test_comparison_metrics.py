"""Each metric from its own cells; a blank operand makes it None and never 0."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest

from nianbao.comparison.metrics import METRICS, OPERANDS, CellAddress, Metric, address_label, cells_of
from nianbao.report import LAYOUT_2021, Report
from nianbao.report.cells import Number
from nianbao.report.layout import OUTCOME_GROUPS

BY_KEY = {metric.key: metric for metric in METRICS}


def full() -> dict[CellAddress, Number | None]:
    """Every official cell with a number that tells it from the others; table three's total is the sum of outcomes."""
    cells: dict[CellAddress, Number | None] = {}
    for key, table in LAYOUT_2021.tables.items():
        for number, (row, column) in enumerate(table.addresses, start=1):
            cells[key, row, column] = number
    cells["active_disclosure", "fees", "amount"] = Decimal("12.50")
    return cells


@pytest.mark.parametrize(
    ("key", "rows", "table", "column"),
    [
        ("received", ["new"], "applications", "total"),
        ("carried_in", ["carried_in"], "applications", "total"),
        ("processed", ["processed_total"], "applications", "total"),
        ("carried_out", ["carried_out"], "applications", "total"),
        ("outcome.granted", ["granted"], "applications", "total"),
        ("outcome.partial", ["partial"], "applications", "total"),
        (
            "outcome.unable",
            ["unable.not_held", "unable.needs_creation", "unable.unclear_after_correction"],
            "applications",
            "total",
        ),
        ("outcome.other", ["other.overdue_correction", "other.overdue_fee", "other.misc"], "applications", "total"),
        ("reconsideration", ["reconsideration"], "proceedings", "total"),
        ("reconsideration_corrected", ["reconsideration"], "proceedings", "corrected"),
        ("litigation", ["litigation_direct", "litigation_after"], "proceedings", "total"),
        ("litigation_direct", ["litigation_direct"], "proceedings", "total"),
        ("litigation_after", ["litigation_after"], "proceedings", "total"),
        ("litigation_corrected", ["litigation_direct", "litigation_after"], "proceedings", "corrected"),
        ("normative_documents_issued", ["normative_documents"], "active_disclosure", "issued"),
        ("normative_documents_in_force", ["normative_documents"], "active_disclosure", "in_force"),
        ("licensing", ["licensing"], "active_disclosure", "decisions"),
        ("penalties", ["penalties"], "active_disclosure", "decisions"),
        ("fees", ["fees"], "active_disclosure", "amount"),
    ],
)
def test_sums(key: str, rows: list[str], table: str, column: str) -> None:
    cells = full()
    values = [cells[table, row, column] for row in rows]  # type: ignore[index]
    assert None not in values
    assert BY_KEY[key].value(cells) == sum(v for v in values if v is not None)


OUTCOMES = {
    "granted": "（一）",
    "partial": "（二）",
    "denied": "（三）",
    "unable": "（四）",
    "rejected": "（五）",
    "other": "（六）",
}
"""Group → what the official form prints before it, and before nothing else of table three's results."""


@pytest.mark.parametrize("group", OUTCOMES)
def test_an_outcome_is_what_the_form_prints_under_its_heading(group: str) -> None:
    """Each row weighs another power of two, so that a sum tells which rows it is made of."""
    weights: dict[CellAddress, Number | None] = {}
    expected = 0
    for number, (key, row) in enumerate(LAYOUT_2021.tables["applications"].rows.items()):
        if key == "other":  # one row in place of three, in the 2019 form
            continue
        weights["applications", key, "total"] = 2**number
        expected += 2**number if any(label.startswith(OUTCOMES[group]) for label in row.labels) else 0
    assert BY_KEY[f"outcome.{group}"].value(weights) == expected
    whole = weights["applications", "processed_total", "total"]
    assert whole is not None
    assert BY_KEY[f"outcome_share.{group}"].value(weights) == (Decimal(expected * 100) / whole).quantize(
        Decimal("0.1"), ROUND_HALF_UP
    )


def test_the_six_groups_are_all_outcomes_once() -> None:
    rows = [row for group in OUTCOME_GROUPS for _, row, _ in BY_KEY[f"outcome.{group}"].terms]
    form = list(LAYOUT_2021.tables["applications"].rows)
    assert rows == form[form.index("granted") : form.index("processed_total")]


SHARE_CELLS: dict[CellAddress, Number | None] = {
    ("applications", "new", "natural_person"): 96,
    ("applications", "new", "commercial"): 21,
    ("applications", "new", "research"): 1,
    ("applications", "new", "social"): 2,
    ("applications", "new", "legal_service"): 6,
    ("applications", "new", "other"): 3,
    ("applications", "new", "total"): 129,
    ("applications", "granted", "total"): 43,
    ("applications", "processed_total", "total"): 127,
    ("proceedings", "reconsideration", "upheld"): 7,
    ("proceedings", "reconsideration", "corrected"): 2,
    ("proceedings", "reconsideration", "other"): 3,
    ("proceedings", "reconsideration", "pending"): 1,
    ("proceedings", "reconsideration", "total"): 13,
}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("natural_person_share", "74.4"),
        ("organisations_share", "25.6"),
        ("outcome_share.granted", "33.9"),
        ("reconsideration_corrected_rate", "16.7"),  # 2 of 12 concluded, not of 13
    ],
)
def test_shares(key: str, expected: str) -> None:
    assert str(BY_KEY[key].value(SHARE_CELLS)) == expected


@pytest.mark.parametrize("metric", METRICS, ids=lambda m: m.key)
def test_any_blank_operand_makes_a_metric_unknown(metric: Metric) -> None:
    assert metric.value(full()) is not None
    for address in metric.terms + metric.base:
        blank = full() | {address: None}
        assert metric.value(blank) is None
        assert metric.missing(blank) == [address]
        absent = full()
        del absent[address]
        assert metric.value(absent) is None
    assert metric.missing(full()) == []


def test_a_share_of_nothing_is_unknown() -> None:
    nothing = dict.fromkeys(full(), 0)
    for metric in METRICS:
        assert metric.value(nothing) == (None if metric.base else 0), metric.key
        assert metric.missing(nothing) == []


def test_one_row_of_other_handling_replaces_the_three() -> None:
    merged = {a: v for a, v in full().items() if not a[1].startswith("other.")} | {
        ("applications", "other", "total"): 9
    }
    assert BY_KEY["outcome.other"].value(merged) == 9
    assert BY_KEY["outcome_share.other"].value(merged) is not None
    assert BY_KEY["outcome.other"].value(merged | {("applications", "other", "total"): None}) is None
    assert BY_KEY["litigation"].value(merged) == BY_KEY["litigation"].value(full())


@pytest.mark.parametrize("metric", METRICS, ids=lambda m: m.key)
def test_units_and_words(metric: Metric) -> None:
    value = metric.value(full())
    assert isinstance(value, int if metric.unit == "件" else Decimal)
    assert (metric.unit == "%") == bool(metric.base)
    assert metric.label
    assert metric.formula
    assert all(address_label(a).startswith("表") for a in metric.terms + metric.base)


def test_keys_and_labels_are_unique() -> None:
    assert len({m.key for m in METRICS}) == len({m.label for m in METRICS}) == len(METRICS)


def test_operands_are_places_in_the_form() -> None:
    places = {(k, r, c) for k, t in LAYOUT_2021.tables.items() for r, c in t.addresses}
    assert set(OPERANDS) - places == {("applications", "other", "total")}


def test_cells_of_a_report_keep_blanks_apart_from_what_is_absent(make_report: Callable[..., Report]) -> None:
    report = make_report(cells={("applications", "new", "total"): "", ("active_disclosure", "fees", "amount"): "1.5"})
    assert cells_of(report) == {
        ("applications", "new", "total"): None,
        ("active_disclosure", "fees", "amount"): Decimal("1.5"),
    }


@pytest.mark.parametrize(
    ("address", "label"),
    [
        (("applications", "new", "total"), "表三·一、本年新收政府信息公开申请数量·总计"),
        (("active_disclosure", "licensing", "decisions"), "表二·行政许可"),
        (("active_disclosure", "procurement", "amount"), "表二·政府集中采购·采购总金额"),
    ],
)
def test_address_labels(address: CellAddress, label: str) -> None:
    assert address_label(address) == label
