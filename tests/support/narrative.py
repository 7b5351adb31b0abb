"""Sentences of reports with the figures they state: our own always, those of real reports where they are at hand.

Line for line the replicas (``tests/fixtures/narrative_cases.jsonl``) say the kind of thing that the real sentences say,
in other words and with other figures; so what is known of a line, by its number, holds for both.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, SHARED

REPLICAS = ROOT / "tests" / "fixtures" / "narrative_cases.jsonl"
REAL = SHARED / "narrative_cases.jsonl"


@dataclass(frozen=True)
class Sentence:
    """``number``: its line, from 1. ``expected``: measure → figure, or the outcomes of table four with their total."""

    number: int
    text: str
    year: int
    expected: dict[str, Any]
    real: bool

    def __str__(self) -> str:
        return f"{'real' if self.real else 'replica'}-{self.number}"


def sentences() -> list[Sentence]:
    return [*_of(REPLICAS, real=False), *(_of(REAL, real=True) if REAL.is_file() else [])]


def _of(path: Path, *, real: bool) -> list[Sentence]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Sentence(number, line["text"], _year(line["source"]), line["expected"], real)
        for number, line in enumerate(lines, start=1)
    ]


def _year(source: str) -> int:
    match = re.search(r"20\d{2}", source)
    return int(match.group()) if match else 2024
