"""Reading and writing the cells of a base, for the changes to tables."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from benchmarks.mutation_kinds.model import Base, Mutated
from nianbao.report.cells import Cell
from nianbao.report.layout import TableKey
from nianbao.report.model import Address, Report, Table

APPLICANTS = ("natural_person", "commercial", "research", "social", "legal_service", "other")
OUTCOMES = ("upheld", "corrected", "other", "pending")
BLOCKS = ("reconsideration", "litigation_direct", "litigation_after")


def put(report: Report, key: TableKey, raws: dict[Address, str]) -> Report:
    table = report.tables[key]
    assert table is not None
    cells = {**table.cells, **{address: Cell.read(raw) for address, raw in raws.items()}}
    return replace(report, tables={**report.tables, key: replace(table, cells=cells)})


def table_of(base: Base, key: TableKey) -> Table:
    table = base.report.tables[key]
    assert table is not None
    return table


def pick(random: Random, table: Table, addresses: Iterable[Address], least: int = 0) -> Address | None:
    fit = [a for a in addresses if (count := table.integer(*a)) is not None and count >= least]
    return random.choice(fit) if fit else None


def number_at(table: Table, address: Address) -> int:
    value = table.integer(*address)
    assert value is not None
    return value


def changed(base: Base, key: TableKey, raws: dict[Address, str]) -> Mutated:
    table = table_of(base, key)
    said = "、".join(
        f"{table.layout.label(*address)} {table.cells[address].raw}→{raw or '空'}" for address, raw in raws.items()
    )
    return Mutated(put(base.report, key, raws), said)


def places(table: Table) -> list[Address]:
    return list(table.addresses())
