"""What a report shares with reports of other agencies: stretches of its prose, and whole tables.

Only facts are gathered here (which characters, which cells, with whom); who wrote them first cannot be told.
"""

import re
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

from nianbao.report.layout import TableKey
from nianbao.report.model import Report, Table
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

_OFFICE = regex(r"(?:人民政府)?(?:办公厅|办公室)?$|政府$|办事处$|管理委员会$|管委会$|行政公署$")
_LAST_PLACE = regex(r"[^省市县区州盟旗镇乡]{1,8}(?:省|自治区|市|州|盟|县|区|旗|镇|乡|街道)$")
_CHANCE_BITS = 6
"""Tables alike by chance: at most one set in 2**6 is to have such a pair."""


class Peer(NamedTuple):
    """The other report: whose, of which year, and the name of its file ("" when it is not a file)."""

    agency: str
    year: int | None
    file: str = ""

    @property
    def name(self) -> str:
        """``示例县教育局2024年年报（甲.docx）``."""
        return (
            f"{self.agency}{'' if self.year is None else f'{self.year}年'}年报{f'（{self.file}）' if self.file else ''}"
        )


class Stretch(NamedTuple):
    """Consecutive characters that stand in the other report, too. Offsets are those of the section's text;
    ``length`` counts them without white space, ``own`` without the formulas among them."""

    peer: Peer
    section: str
    start: int
    end: int
    quote: str
    length: int
    own: int


class SameTable(NamedTuple):
    """A table alike, cell for cell, in the other report; ``figures`` are its non-zero cells that are no sums."""

    peer: Peer
    table: TableKey
    figures: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Everything shared with peers. ``compared`` counts the other agencies that were looked at."""

    compared: int
    stretches: tuple[Stretch, ...] = ()
    tables: tuple[SameTable, ...] = ()


class TableDigest(NamedTuple):
    """A table as compared between agencies. ``bits``: how much it takes to hit on these figures by chance."""

    table: TableKey
    cells: str
    figures: int
    bits: float


def agency_key(name: str) -> str:
    """An agency's name as compared: without brackets and white space. "" when it was not read."""
    return re.sub(r"[(\[].*?[)\]]", "", squeeze(name))


def related(one: str, other: str) -> bool:
    """Whether two agencies (keys) are one under two names, or one's report may well speak for the other.

    A government's report gathers those of its departments and towns; a bureau's holds its branches'. An agency
    whose name was not read is taken for a relation: nobody is accused on no evidence.
    """
    if not one or not other or one.endswith(other) or other.endswith(one):
        return True
    return _above(one, other) or _above(other, one)


def _above(one: str, other: str) -> bool:
    if other.startswith(one):
        return True
    office = _OFFICE.search(one)
    if office is None or not office.group():
        return False
    place = _LAST_PLACE.search(one[: office.start()])
    return place is not None and len(place.group()) > 2 and place.group() in other


def table_digests(report: Report) -> list[TableDigest]:
    """The tables of a report that hold any figure, as compared with other agencies'."""
    found = []
    for key, table in report.tables.items():
        if table is None:
            continue
        addresses = list(table.addresses())
        counted = [v for a in addresses if (v := table.value(*a)) and not follows(table, *a)]
        if counted:
            cells = f"{table.layout.key}:{len(addresses)}:" + ",".join(str(table.value(*a)) for a in addresses)
            bits = sum(1 + log2(1 + abs(float(v))) for v in counted)
            found.append(TableDigest(key, cells, len(counted), bits))
    return found


def follows(table: Table, row: str, column: str) -> bool:
    """Sums follow from other cells; so does what is in force when nothing was issued or repealed."""
    if column == "in_force":
        return not table.value(row, "issued") and not table.value(row, "repealed")
    return column == "total" or row == "processed_total"


def beyond_chance(bits: float, agencies: int) -> bool:
    """Whether tables alike in so many bits are more than what some pair of so many agencies has anyway.

    Two small towns with two applications each have the same table three, and mean nothing by it.
    """
    pairs = max(1, agencies * (agencies - 1) // 2)
    return bits >= log2(pairs) + _CHANCE_BITS
