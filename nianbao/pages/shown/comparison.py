"""A comparison for a reader: bars of its charts, changes in words."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from nianbao.report.codec import Json

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart of a metric. ``role``: own, last_year, median, peer."""

    name: str
    role: Literal["own", "last_year", "median", "peer"]
    value: float
    shown: str


def bars(comparison: Json, metric: Json) -> list[Bar]:
    """Own value, last year's, the peers' median, then the peers from largest to smallest; the unknown have no bar."""
    unit, year = metric["unit"], comparison["year"]
    made: list[Bar] = []

    def add(name: str, role: Literal["own", "last_year", "median", "peer"], value: int | str | None) -> None:
        if value is not None:
            made.append(Bar(name, role, float(value), f"{value}{unit}"))

    add(f"本机关 {year}年" if year else "本机关", "own", metric["value"])
    add(f"本机关 {comparison['previous_year']}年", "last_year", metric["previous"])
    add("同类中位数", "median", metric["peer_median"])
    for peer in sorted(metric["peers"], key=lambda p: Decimal(str(p["value"])), reverse=True):
        add(f"{peer['agency']} {peer['year']}年", "peer", peer["value"])
    return made
