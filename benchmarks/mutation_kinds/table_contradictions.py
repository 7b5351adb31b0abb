"""Changes that keep the sums of the tables and contradict something else, and changes of the form itself."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from benchmarks.mutation_kinds.model import Base, Mutated, with_text
from benchmarks.mutation_kinds.table_cells import (
    APPLICANTS,
    OUTCOMES,
    changed,
    number_at,
    table_of,
)
from nianbao.report.cells import Cell
from nianbao.report.layout import LAYOUT_2019, TableKey
from nianbao.report.model import Address, Table

NO_RULE_MAKING = ("county", "township")


# --- balanced changes, seen only against something else -------------------------------------------------------


def carried_in_for_new(base: Base, random: Random) -> Mutated | None:
    """One application moved from new to carried in: every sum holds, last year's report does not."""
    table = table_of(base, "applications")
    column = next((c for c in APPLICANTS if table.integer("new", c)), None)
    if base.previous is None or column is None:
        return None
    raws = {}
    for c in (column, "total"):
        raws["new", c] = str(number_at(table, ("new", c)) - 1)
        raws["carried_in", c] = str(number_at(table, ("carried_in", c)) + 1)
    return changed(base, "applications", raws)


def mostly_other(base: Base, random: Random) -> Mutated | None:
    table = table_of(base, "applications")
    if (table.integer("processed_total") or 0) < 10:
        return None
    raws: dict[Address, str] = {}
    for column in (*APPLICANTS, "total"):
        for row in table.outcome_rows():
            raws[row, column] = "0"
        raws["other.misc", column] = str(number_at(table, ("processed_total", column)))
    return replace(changed(base, "applications", raws), said="全部结果记到“其他处理—其他”")


def unpaid_fee(base: Base, random: Random) -> Mutated | None:
    table = table_of(base, "applications")
    row = next((r for r in table.outcome_rows() if table.integer(r, "natural_person")), None)
    if row is None:
        return None
    raws = {}
    for column in ("natural_person", "total"):
        raws[row, column] = str(number_at(table, (row, column)) - 1)
        raws["other.overdue_fee", column] = str(number_at(table, ("other.overdue_fee", column)) + 1)
    mutated = changed(base, "applications", raws)
    return replace(mutated, report=with_text(mutated.report, "other", "没有其他需要报告的事项。"))


def suits_for_reviews(base: Base, random: Random) -> Mutated | None:
    table = table_of(base, "proceedings")
    columns = (*OUTCOMES, "total")
    if table.integer("reconsideration") == table.integer("litigation_after") or not base.of("reconsideration"):
        return None
    raws: dict[Address, str] = {}
    for column in columns:
        raws["reconsideration", column] = table.cells["litigation_after", column].raw
        raws["litigation_after", column] = table.cells["reconsideration", column].raw
    return replace(changed(base, "proceedings", raws), said="行政复议与复议后起诉两块互换")


def direct_suit(base: Base, random: Random) -> Mutated | None:
    table = table_of(base, "proceedings")
    if (base.report.year or 0) < 2024 or table.integer("litigation_direct"):
        return None
    return changed(base, "proceedings", {("litigation_direct", "upheld"): "1", ("litigation_direct", "total"): "1"})


def in_force_too_small(base: Base, random: Random) -> Mutated | None:
    table = table_of(base, "active_disclosure")
    row = "normative_documents"
    made, repealed = number_at(table, (row, "issued")), number_at(table, (row, "repealed"))
    if made - repealed < 1:
        made = repealed + 3
    raws = {(row, "issued"): str(made), (row, "in_force"): str(made - repealed - 1)}
    return changed(base, "active_disclosure", raws)


def in_force_not_last_years(base: Base, random: Random) -> Mutated | None:
    if base.previous is None:
        return None
    address = ("normative_documents", "in_force")
    return changed(
        base, "active_disclosure", {address: str(number_at(table_of(base, "active_disclosure"), address) + 4)}
    )


def fee_in_yuan(base: Base, random: Random) -> Mutated | None:
    previous = base.previous and base.previous.tables["active_disclosure"]
    amount = table_of(base, "active_disclosure").value("fees", "amount")
    if not previous or not previous.value("fees", "amount") or not amount:
        return None
    return changed(base, "active_disclosure", {("fees", "amount"): str(Decimal(amount) * 10000)})


def rules_made(base: Base, random: Random) -> Mutated | None:
    if base.report.agency.level not in NO_RULE_MAKING:
        return None
    return changed(base, "active_disclosure", {("regulations", "issued"): "1", ("regulations", "in_force"): "1"})


def ten_times_last_year(base: Base, random: Random) -> Mutated | None:
    previous = base.previous and base.previous.tables["active_disclosure"]
    address = ("licensing", "decisions")
    if not previous or (previous.integer(*address) or 0) < 20:
        return None
    value = number_at(table_of(base, "active_disclosure"), address)
    return changed(base, "active_disclosure", {address: str(value * 10)})


def documents_not_as_stated(base: Base, random: Random) -> Mutated | None:
    if not base.of("issued"):
        return None
    table = table_of(base, "active_disclosure")
    row = "normative_documents"
    raws = {(row, c): str(number_at(table, (row, c)) + 3) for c in ("issued", "in_force")}
    return changed(base, "active_disclosure", raws)


# --- the form -------------------------------------------------------------------------------------------------


def row_gone(base: Base, random: Random) -> Mutated | None:
    table = table_of(base, "applications")
    row = random.choice([r for r in table.outcome_rows() if not r.startswith("other")])
    cells = {a: c for a, c in table.cells.items() if a[0] != row}
    tables = {**base.report.tables, "applications": replace(table, cells=cells)}
    return Mutated(replace(base.report, tables=tables), f"没有{table.layout.label(row)}一行")


def table_gone(base: Base, random: Random) -> Mutated | None:
    key: TableKey = random.choice(("active_disclosure", "applications", "proceedings"))
    found = {k: v for k, v in base.report.tables_found_in.items() if k != key}
    report = replace(base.report, tables={**base.report.tables, key: None}, tables_found_in=found)
    return Mutated(report, f"没有{base.report.layout.tables[key].name}")


def old_form(base: Base, random: Random) -> Mutated | None:
    tables = {k: Table(t, {a: Cell.of(0) for a in t.addresses}) for k, t in LAYOUT_2019.tables.items()}
    if table_of(base, "applications").integer("new"):
        return None  # only a report of nothing but zeros says the same in the old form
    return Mutated(replace(base.report, layout=LAYOUT_2019, tables=dict(tables)), "用了2019年的表")


def last_years_table(base: Base, random: Random) -> Mutated | None:
    if base.previous is None:
        return None
    table = base.previous.tables["applications"]
    return Mutated(replace(base.report, tables={**base.report.tables, "applications": table}), "表三照抄上年")
