"""The ledger: every number a draft may print, with id, unit, period, and where it comes from.

Nothing else in a draft is a number. What is entered, and by which formula, stands in ``bookkeeping``.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from nianbao.report.cells import Number

TO_FILL, TO_CHECK = "〔待填〕", "〔待核〕"
"""What stands where nobody filled in a number, and where a number could not be read or does not balance."""
EntryKind = Literal["number", "words", "text"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One ledger line. ``shown`` is what a slot prints, unit included: 13件, 46.2%, 通过网站公开信息156条.

    number: a figure, None where it is open (``shown`` is then its mark: 〔待填〕件); words: a figure with the drafter's
    label or a date; text: the drafter's own sentence. ``source`` (an input) or ``formula`` (derived), never both.
    """

    id: str
    label: str
    kind: EntryKind
    value: Number | str | None
    unit: str
    period: str
    shown: str
    source: str | None = None
    formula: str | None = None

    @property
    def is_open(self) -> bool:
        return self.value is None

    def as_json(self) -> dict[str, object]:
        """The ``ledger`` lines of ``draft --json``: exactly one of source and formula."""
        value: object = str(self.value) if isinstance(self.value, Decimal) else self.value
        line: dict[str, object] = {
            "id": self.id,
            "label": self.label,
            "value": value,
            "unit": self.unit,
            "period": self.period,
        }
        return line | ({"source": self.source} if self.formula is None else {"formula": self.formula})


@dataclass
class Ledger:
    """Entries by id, in the order they were entered; an id is entered once."""

    year: int
    entries: dict[str, Entry] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        if entry.id in self.entries:
            raise ValueError(f"ledger id {entry.id} entered twice")
        self.entries[entry.id] = entry

    def __getitem__(self, id: str) -> Entry:
        return self.entries[id]

    def __contains__(self, id: str) -> bool:
        return id in self.entries

    def count(self, id: str) -> int | None:
        """The value of a count entry (件); None where it is open."""
        value = self.entries[id].value
        return None if value is None else int(value)

    def is_zero(self, id: str) -> bool:
        """Known to be 0. What is open is not."""
        return self.count(id) == 0

    def mark(self, *ids: str) -> str | None:
        """The mark of the first open entry among ``ids``, 〔待核〕 before 〔待填〕; None when all are known."""
        marks = [TO_CHECK if TO_CHECK in self[id].shown else TO_FILL for id in ids if self[id].is_open]
        return None if not marks else TO_CHECK if TO_CHECK in marks else TO_FILL

    def under(self, *prefixes: str) -> list[str]:
        """Ids that begin with one of ``prefixes``, in the order of entry."""
        return [id for id in self.entries if id.startswith(prefixes)]

    def say_sources(self, sources: Mapping[str, str]) -> None:
        """Where given values are from, in other words than the books' own; what is worked out keeps its formula."""
        for id, source in sources.items():
            if id in self.entries and self.entries[id].formula is None:
                self.entries[id] = replace(self.entries[id], source=source)

    def hash(self) -> str:
        """sha256 over ids and values: two drafts with one hash print the same numbers."""
        lines = [[e.id, str(e.value), e.unit, e.period] for e in self.entries.values()]
        return hashlib.sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()

    def as_json(self) -> list[dict[str, object]]:
        return [entry.as_json() for entry in self.entries.values()]
