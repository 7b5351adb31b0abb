"""An organ's 行政执法统计年报 (国办发〔2018〕118号): what stands beside table two of its disclosure report."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

EnforcementKind = Literal["licensing", "penalties", "coercion"]
"""As the rows of table two are called."""
KIND_NAMES: dict[EnforcementKind, str] = {"licensing": "行政许可", "penalties": "行政处罚", "coercion": "行政强制"}


@dataclass(frozen=True, slots=True)
class Enforcement:
    """``counts``: decisions of the year (件) by kind, only those that were read; ``note``: how the file says it counts;
    ``year`` and ``agency`` where it names them; ``source``: the file's name; ``by_year``: counts of each year, where a table has several."""

    counts: Mapping[EnforcementKind, int]
    note: str = ""
    year: int | None = None
    source: str = ""
    agency: str = ""
    by_year: Mapping[int, Mapping[EnforcementKind, int]] = field(default_factory=dict)

    def of_year(self, year: int | None) -> "Enforcement":
        """The counts of one year, where it tells years apart; else itself."""
        if year is None or year not in self.by_year:
            return self
        return replace(self, counts=self.by_year[year], year=year, by_year={})
