"""An organ's 行政执法统计年报 (国办发〔2018〕118号): what stands beside table two of its disclosure report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

EnforcementKind = Literal["licensing", "penalties", "coercion"]
"""As the rows of table two are called."""
KIND_NAMES: dict[EnforcementKind, str] = {"licensing": "行政许可", "penalties": "行政处罚", "coercion": "行政强制"}


@dataclass(frozen=True, slots=True)
class Enforcement:
    """``counts``: decisions of the year (件) by kind, only those that were read; ``note``: how the file says it counts;
    ``year`` and ``agency`` where it names them; ``source``: the file's name."""

    counts: Mapping[EnforcementKind, int]
    note: str = ""
    year: int | None = None
    source: str = ""
    agency: str = ""
