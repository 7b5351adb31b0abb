"""What a register leaves open and what was answered to it: the wordings, the rows, what a message said of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nianbao.assistant.understanding import answer_signs
from nianbao.report.layout import outcome_group
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of the register: open, or answered in words before. ``among``: the rows that it may be."""

    field: str
    raw: str
    rows: tuple[int, ...] = ()
    open: bool = True
    among: tuple[str, ...] = ()

    def says_other_than(self, row: str) -> bool:
        """Whether its own words are of another group: what says 不予公开 is no 予以公开."""
        groups = {outcome_group(one) for one in self.among}
        return len(groups) == 1 and groups <= answer_signs.SAY_THEIR_GROUP and outcome_group(row) not in groups


@dataclass(slots=True)
class Said:
    """``mapping``: what was understood, in the shape of a mapping file. ``unclear``: lines for what was not. ``taken_back``:
    wordings that wait again; ``back``: the last answers (``all`` of them) are to be taken back. ``asks``: wordings that were asked
    about. ``rows_back``: applications of which what was said is taken back. ``rest``: words that are about something else."""

    mapping: dict[str, Any] = field(default_factory=dict)
    unclear: list[str] = field(default_factory=list)
    taken_back: list[Wording] = field(default_factory=list)
    back: bool = False
    all: bool = False
    asks: list[Wording] = field(default_factory=list)
    rows_back: list[int] = field(default_factory=list)
    rest: str = ""

    @property
    def is_any(self) -> bool:
        return bool(self.mapping or self.unclear or self.taken_back or self.rows_back or self.back or self.asks)


def wordings_of(register: Json) -> list[Wording]:
    """Those that are asked, and those that were answered and may be answered anew."""
    found = [
        Wording(u["field"], u["raw"], tuple(u["rows"]), among=tuple(u["candidates"]))
        for u in register.get("undecided") or ()
    ]
    for said in (register.get("answers") or {}, register.get("remembered") or {}):
        for name in ("result", "kind"):
            known = {(w.field, squeeze(w.raw)) for w in found}
            found += [Wording(name, raw, (), False) for raw in said.get(name, {}) if (name, squeeze(raw)) not in known]
    return found


def rows_listed(listed: str) -> list[int]:
    """``9、24`` and ``45至49`` → numbers."""
    found: list[int] = []
    for part in regex(r"\d+(?:[件号条]?[到至~-]+第?\d+)?").findall(listed):
        first, last = ([int(n) for n in regex(r"\d+").findall(part)] * 2)[:2]
        found += range(first, max(first, last) + 1) if last - first < _MOST else [first]
    return found


_MOST = 500
