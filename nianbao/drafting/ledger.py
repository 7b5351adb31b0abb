"""The ledger: every number a draft may print, with id, unit, period, and where it comes from.

Nothing else in a draft is a number. What is entered, and by which formula, stands in ``bookkeeping``.
"""

import hashlib
import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from nianbao.report.cells import Number
from nianbao.report.errors import UserError


class UnbalancedError(UserError):
    """The numbers handed in contradict each other; no draft is written over them."""


EntryKind = Literal["number", "phrase", "text"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One ledger line. ``shown`` is what a slot prints, unit included: 13件, 46.2%, 较上年增加3件.

    number: a figure; phrase: words that code derived from figures (a trend, a denial); text: the drafter's own
    sentence. ``terms``: words of which one must stand by the slot, so that a figure cannot slip into a clause
    about something else; ``context``: words of which one must come before it in the sentence; ``follows``: the
    slot that must come right before; ``partner``: the slot after which the terms need not be said again; ``part_of``: the only figure after which
    其中 may lead in this one. ``source`` (an input) or ``formula`` (derived), never both.
    """

    id: str
    label: str
    kind: EntryKind
    value: Number | str
    unit: str
    period: str
    shown: str
    terms: tuple[str, ...] = ()
    source: str | None = None
    formula: str | None = None
    context: tuple[str, ...] = ()
    follows: str | None = None
    partner: str | None = None
    part_of: str | None = None

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

    def count(self, id: str) -> int:
        """The value of a count entry (件)."""
        return int(self.entries[id].value)

    def hash(self) -> str:
        """sha256 over ids and values: two drafts with one hash print the same numbers."""
        lines = [[e.id, str(e.value), e.unit, e.period] for e in self.entries.values()]
        return hashlib.sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()

    def as_json(self) -> list[dict[str, object]]:
        return [entry.as_json() for entry in self.entries.values()]
