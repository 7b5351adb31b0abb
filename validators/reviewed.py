"""One file of a set with its review, as one line of JSON."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One file of the set: its review as one line of JSON, or one Chinese sentence on why there is none."""

    path: Path
    line: str | None
    error: str | None = None

    @property
    def data(self) -> dict[str, Any]:
        """The ``review --json`` contract, with ``file`` and ``set``: {previous, same_report}, names of files."""
        if self.line is None:
            raise LookupError(self.error)
        found: dict[str, Any] = json.loads(self.line)
        return found
