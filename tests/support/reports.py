"""The reports that readers and rules are held to: replicas of our own always, the real ones where they are at hand."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT, SHARED

REPLICAS = ROOT / "tests" / "fixtures" / "reports"
REAL = SHARED / "reports"
REAL_TWIN = {
    "town_notes_left_behind": "000_76dba209f2768b4a",
    "town_tabs_and_slips": "001_5937ca3af0d8f695",
    "town_digits_among_headings": "004_d3db6b388dfeabf3",
    "city_over_pages": "huaian_city_2024",
    "district_run_together": "pingtan_2021",
    "district_nested_spans": "pingtan_2024",
    "office_blank_totals_2019": "shanghai_gov_office_2019",
    "county_small_tables": "shuyang_county_2025",
}
"""Replica → the real file whose layout and accidents it has."""
_AS_PRINTED = {"pingtan_2021": "平潭综合实验区", "pingtan_2024": "", "shuyang_county_2025": "沐阳县人民政府"}
"""Agencies that real files print otherwise than the sheet of expected values (an area for its office, an OCR slip)."""
_UNDECIDED = {"pingtan_2021": ["active_disclosure"]}
"""Tables of real files that the text alone does not decide: they have to be declared unreadable."""


@dataclass(frozen=True)
class Truth:
    """A report with what is to be read and found in it."""

    path: Path

    @property
    def is_real(self) -> bool:
        return self.path.parent == REAL

    def __str__(self) -> str:
        return f"{'real' if self.is_real else 'replica'}-{self.path.stem}"

    def expected(self) -> dict[str, Any]:
        """``agency``, ``year``, ``layout``, ``undecided`` (tables that cannot be told), ``tables`` by row and column."""
        sheet = self.path.parent / "expected" / f"{self.path.stem}.json"
        said: dict[str, Any] = json.loads(sheet.read_text(encoding="utf-8"))
        said.setdefault("undecided", _UNDECIDED.get(self.path.stem, []))
        said["agency"] = _AS_PRINTED.get(self.path.stem, said["agency"])
        said["layout"] = said["layout"][:4]
        return said

    def findings(self) -> dict[str, Any]:
        """``must``, ``pass``, ``state``, ``errors``, ``article50`` as ``expected/findings.yaml`` lists them."""
        listed: dict[str, Any] = _findings(self.path.parent)[self.path.stem]
        return listed


@cache
def _findings(folder: Path) -> dict[str, Any]:
    listed: dict[str, Any] = yaml.safe_load((folder / "expected" / "findings.yaml").read_text(encoding="utf-8"))
    return {path.stem: {} for path in _files(folder)} | listed


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_file()) if folder.is_dir() else []


def truths(replica: str | None = None) -> list[Truth]:
    """All replicas, then all real ones that are here; or one replica and its twin."""
    found = [Truth(path) for folder in (REPLICAS, REAL) for path in _files(folder)]
    wanted = (replica, REAL_TWIN.get(replica or ""))
    return [truth for truth in found if replica is None or truth.path.stem in wanted]
