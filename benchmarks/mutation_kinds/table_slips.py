"""Slips in the cells of a table: one cell, or several that trade places or move."""

from dataclasses import replace
from random import Random

from benchmarks.mutation_kinds.model import Base, Make, Mutated
from benchmarks.mutation_kinds.table_cells import (
    APPLICANTS,
    changed,
    number_at,
    pick,
    places,
    table_of,
)
from nianbao.report.cells import CellKind
from nianbao.report.layout import TableKey, outcome_group
from nianbao.report.model import Address, Table

# --- one cell -------------------------------------------------------------------------------------------------


def bumped(key: TableKey, step: int, columns: tuple[str, ...] = ()) -> Make:
    def make(base: Base, random: Random) -> Mutated | None:
        table = table_of(base, key)
        fit = [a for a in places(table) if not columns or a[1] in columns]
        address = pick(random, table, fit, max(0, -step))
        return None if address is None else changed(base, key, {address: str(number_at(table, address) + step)})

    return make


def times_ten(key: TableKey) -> Make:
    def make(base: Base, random: Random) -> Mutated | None:
        table = table_of(base, key)
        address = pick(random, table, places(table), 1)
        return None if address is None else changed(base, key, {address: str(number_at(table, address) * 10)})

    return make


def digits_swapped(base: Base, random: Random) -> Mutated | None:
    table = table_of(base, "applications")
    fit = [a for a in places(table) if len(set(table.cells[a].raw)) > 1 and table.cells[a].raw.isdigit()]
    if not fit:
        return None
    address = random.choice(fit)
    raw = table.cells[address].raw
    spots = [n for n in range(len(raw) - 1) if raw[n] != raw[n + 1] and (n > 0 or raw[1] != "0")]
    if not spots:
        return None
    at = random.choice(spots)
    return changed(base, "applications", {address: raw[:at] + raw[at + 1] + raw[at] + raw[at + 2 :]})


def raw_in(key: TableKey, raw: str, *, over: CellKind | None = None, rows: tuple[str, ...] = ()) -> Make:
    """Another raw text in one cell; ``over``: only over such a cell; ``rows``: only in these."""

    def make(base: Base, random: Random) -> Mutated | None:
        table = table_of(base, key)
        fit = [
            a
            for a in places(table)
            if (over is None or table.cells[a].kind is over) and (not rows or a[0] in rows) and a[0] != "fees"
        ]
        return changed(base, key, {random.choice(fit): raw}) if fit else None

    return make


# --- several cells --------------------------------------------------------------------------------------------


def swapped_in_row(base: Base, random: Random) -> Mutated | None:
    table = table_of(base, "applications")
    pairs = [
        (row, a, b)
        for row in table.rows()
        for n, a in enumerate(APPLICANTS)
        for b in APPLICANTS[n + 1 :]
        if table.integer(row, a) != table.integer(row, b)
    ]
    if not pairs:
        return None
    row, a, b = random.choice(pairs)
    return changed(base, "applications", {(row, a): table.cells[row, b].raw, (row, b): table.cells[row, a].raw})


def swapped_in_column(base: Base, random: Random) -> Mutated | None:
    table = table_of(base, "applications")
    rows = table.rows()
    pairs = [
        (column, a, b)
        for column in APPLICANTS
        for n, a in enumerate(rows)
        for b in rows[n + 1 :]
        if table.integer(a, column) != table.integer(b, column)
    ]
    if not pairs:
        return None
    column, a, b = random.choice(pairs)
    raws = {(a, column): table.cells[b, column].raw, (b, column): table.cells[a, column].raw}
    return changed(base, "applications", raws)


def exchanged(base: Base, a: str, b: str) -> Mutated:
    table = table_of(base, "applications")
    raws: dict[Address, str] = {}
    for column in (*APPLICANTS, "total"):
        raws[a, column], raws[b, column] = table.cells[b, column].raw, table.cells[a, column].raw
    mutated = changed(base, "applications", raws)
    return replace(mutated, said=f"两行互换：{table.layout.label(a)}、{table.layout.label(b)}")


def rows_of_different_roles(base: Base, random: Random) -> Mutated | None:
    table = table_of(base, "applications")
    outcomes = table.outcome_rows()
    pairs = [("new", "carried_out"), ("new", "processed_total"), ("carried_in", "carried_out")]
    pairs += [(outcome, role) for outcome in outcomes for role in ("new", "processed_total", "carried_out")]
    fit = [(a, b) for a, b in pairs if table.integer(a) != table.integer(b)]
    # New and 办理总计 may trade places unseen by the sums when nothing is carried over; a clerk sees the prose then.
    fit = [(a, b) for a, b in fit if breaks_sums(table, a, b)]
    return exchanged(base, *random.choice(fit)) if fit else None


def breaks_sums(table: Table, a: str, b: str) -> bool:
    values = {row: number_at(table, (row, "total")) for row in table.rows()}
    values[a], values[b] = values[b], values[a]
    outcomes = sum(values[row] for row in table.outcome_rows())
    balanced = values["new"] + values["carried_in"] == values["processed_total"] + values["carried_out"]
    return not balanced or outcomes != values["processed_total"]


def rows_of_two_outcomes(base: Base, random: Random) -> Mutated | None:
    table = table_of(base, "applications")
    stated = {s.measure for s in base.stated}
    pairs = [
        (a, b)
        for n, a in enumerate(table.outcome_rows())
        for b in table.outcome_rows()[n + 1 :]
        if outcome_group(a) != outcome_group(b)
        and {outcome_group(a), outcome_group(b)} & stated
        and table.integer(a) != table.integer(b)
    ]
    return exchanged(base, *random.choice(pairs)) if pairs else None


def new_for_carried_in(base: Base, random: Random) -> Mutated | None:
    table = table_of(base, "applications")
    if table.integer("new") == table.integer("carried_in") or not (base.of("received") and base.of("carried_in")):
        return None
    return exchanged(base, "new", "carried_in")


def column_shifted(base: Base, random: Random) -> Mutated | None:
    """One column of applicants a row lower from some row on; its last figure is lost."""
    table = table_of(base, "applications")
    rows = table.rows()
    column = random.choice([c for c in APPLICANTS if table.integer("new", c)] or [""])
    if not column:
        return None
    start = random.randrange(2)
    values = [table.cells[row, column].raw for row in rows]
    moved = [*values[:start], "0", *values[start:-1]]
    raws = {(row, column): raw for row, raw in zip(rows, moved, strict=True)}
    return replace(changed(base, "applications", raws), said=f"{column}一列从{rows[start]}起下移一行")


def stream(stray: str | None) -> Make:
    """The cells as one stream: a stray number stands among them, or one is lost, and all after it move by one."""

    def make(base: Base, random: Random) -> Mutated | None:
        table = table_of(base, "applications")
        addresses = places(table)
        if (table.integer("new") or 0) < 5:
            return None
        at = random.randrange(len(addresses) * 3 // 4)
        raws = [table.cells[a].raw for a in addresses]
        moved = [*raws[:at], stray, *raws[at:-1]] if stray is not None else [*raws[:at], *raws[at + 1 :], ""]
        changes = dict(zip(addresses, moved, strict=True))
        said = f"{table.layout.label(*addresses[at])}处{'多' if stray else '少'}一格，其后错位"
        return replace(changed(base, "applications", changes), said=said)

    return make


def rows_shifted(base: Base, random: Random) -> Mutated | None:
    table = table_of(base, "applications")
    rows = table.rows()
    if not table.integer("new"):
        return None
    start = random.randrange(2, 8)
    raws: dict[Address, str] = {}
    for n in range(start, len(rows)):
        for column in (*APPLICANTS, "total"):
            raws[rows[n], column] = table.cells[rows[n - 1], column].raw if n > start else "0"
    mutated = replace(changed(base, "applications", raws), said=f"从{table.layout.label(rows[start])}起整行下移一行")
    moved = mutated.report.tables["applications"]
    assert moved is not None
    return mutated if any(table.integer(r) != moved.integer(r) for r in rows) and unbalanced(moved) else None


def unbalanced(table: Table) -> bool:
    return breaks_sums(table, "new", "new")


def row_shifted_left(base: Base, random: Random) -> Mutated | None:
    table = table_of(base, "applications")
    columns = (*APPLICANTS, "total")
    fit = [r for r in table.rows() if table.integer(r)]
    if not fit:
        return None
    row = random.choice(fit)
    raws = {(row, c): table.cells[row, columns[n + 1]].raw if n < 6 else "0" for n, c in enumerate(columns)}
    return replace(changed(base, "applications", raws), said=f"{table.layout.label(row)}一行左移一列")
