"""An edited Word file against the draft it was made from: every number, sentence by sentence.

The draft is a list of numbers with their ledger entries, each in its clause. Numbers of the edited file find theirs by the
words around them, wherever they have moved to: whole sentences first, then clauses, then single numbers. Words may
change freely; what a number was, and what it is now, is all that is said here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from nianbao.drafting.ledger.placed_numbers import (
    PlacedNumber,
    PlacedSentence,
    is_number,
    name_entries,
    placed_sentences,
)
from nianbao.report.cells import Cell
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS
from nianbao.report.model import Report

State = Literal["matches", "differs", "unknown", "missing"]
"""matches: as in the ledger; differs: another value at its place; unknown: a number the draft did not have there;
missing: a ledger number that stood in the draft and is gone."""
LEAST_SHARED = 2
"""Characters that the words before two numbers must share to be about the same thing …"""
LEAST_CLAUSE = 2
"""… and that a clause must have besides its numbers to be known again."""
_SPOKEN_OF = frozenset({"amount", "date", "document", "broken"})


@dataclass(frozen=True, slots=True)
class MatchedNumber:
    """One number of the edited file (or, missing, of the draft). ``sentence`` counts from 1 in its section; a table's number
    has ``cell`` instead. ``ledger`` is the entry's id, ``ledger_value`` what it says."""

    text: str
    section: str
    sentence: int | None
    state: State
    ledger: str | None
    ledger_value: str | None
    cell: str | None = None
    quote: str = ""

    def as_json(self) -> dict[str, Any]:
        line = {
            "text": self.text,
            "section": self.section,
            "sentence": self.sentence,
            "state": self.state,
            "ledger": self.ledger,
            "ledger_value": self.ledger_value,
            "quote": self.quote,
        }
        return line | ({"cell": self.cell} if self.cell else {})


def match(
    edited: Report, drafted: Report, ledger: Sequence[dict[str, Any]], prose: Sequence[dict[str, Any]]
) -> list[MatchedNumber]:
    """Every number of ``edited``, in reading order, then those that are missing.

    ``drafted``: the draft as its own Word file reads; ``ledger`` and ``prose``: as ``draft --json`` prints them.
    """
    values = {str(line["id"]): line for line in ledger}
    originals = list(placed_sentences(drafted))
    name_entries(originals, values, prose)
    now = list(placed_sentences(edited))
    _pair(now, originals)
    found = [n for s in now for number in s.numbers if (n := _judged(number, originals)) is not None]
    gone = [_missing(n) for s in originals for n in s.numbers if n.free and n.entry]
    return [*found, *_cells(edited, values), *gone]


# --- pairing --------------------------------------------------------------------------------------------------


def _pair(now: list[PlacedSentence], originals: list[PlacedSentence]) -> None:
    """The surest pairs first: sentences with the same words, clauses with the same words, numbers with like words."""
    _pair_units([(s.mask, s.numbers) for s in now], [(s.mask, s.numbers) for s in originals])
    _pair_units(_clauses(now), _clauses(originals))
    free = [n for s in now for n in s.numbers if n.free]
    for same_value in (True, False):
        _pair_numbers(free, [n for s in originals for n in s.numbers if n.free], same_value)


Unit = tuple[str, list[PlacedNumber]]


def _clauses(sentences: list[PlacedSentence]) -> list[Unit]:
    units = []
    for sentence in sentences:
        for position, clause in enumerate(sentence.clauses):
            numbers = [n for n in sentence.numbers if n.clause == position]
            if numbers and len(clause) - len(numbers) >= LEAST_CLAUSE:
                units.append((clause, numbers))
    return units


def _pair_units(now: list[Unit], originals: list[Unit]) -> None:
    """Pieces with the same words around their numbers; of several, those that agree in most numbers."""
    by_words: dict[str, list[list[PlacedNumber]]] = defaultdict(list)
    for words, numbers in originals:
        if numbers and all(n.free for n in numbers):
            by_words[words].append(numbers)
    candidates = []
    for order, (words, numbers) in enumerate(now):
        if numbers and all(n.free for n in numbers):
            for place, theirs in enumerate(by_words.get(words, ())):
                agree = sum(a.says(b) for a, b in zip(numbers, theirs, strict=True))
                candidates.append((-agree, abs(order - place), order, place, numbers, theirs))
    for *_, numbers, theirs in sorted(candidates, key=lambda c: c[:4]):
        if all(n.free for n in (*numbers, *theirs)):
            for a, b in zip(numbers, theirs, strict=True):
                a.partner, b.partner = b, a


def _pair_numbers(now: list[PlacedNumber], originals: list[PlacedNumber], same_value: bool) -> None:
    candidates = []
    for i, a in enumerate(now):
        for j, b in enumerate(originals):
            if a.free and b.free and (not same_value or a.says(b)) and a.figure.kind == b.figure.kind:
                score = _alike(a, b)
                if score:
                    candidates.append((-score, i, j))
    for _, i, j in sorted(candidates):
        if now[i].free and originals[j].free:
            now[i].partner, originals[j].partner = originals[j], now[i]


def _alike(a: PlacedNumber, b: PlacedNumber) -> int:
    """How much of the words right before and behind two numbers is the same; 0 when too little."""
    before, after = _shared(a.before[::-1], b.before[::-1]), _shared(a.after, b.after)
    enough = before >= LEAST_SHARED or (before == len(a.before) == len(b.before) and after >= LEAST_SHARED)
    return 2 * before + after if enough else 0


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


# --- judging --------------------------------------------------------------------------------------------------


def _judged(number: PlacedNumber, originals: Iterable[PlacedSentence]) -> MatchedNumber | None:
    """What became of a number; None for list numbers, names and the like, which no ledger holds."""
    figure, sentence = number.figure, number.sentence
    partner = number.partner or _said_before(number, originals)
    if figure.kind not in _SPOKEN_OF and not (figure.text.startswith("第") and partner is not None):
        return None
    if partner is not None:
        state: State = "matches" if number.says(partner) else "differs"
        entry, value = partner.entry, partner.value or partner.figure.text
    elif figure.kind != "amount" and not figure.in_digits:
        return None
    else:
        state, entry, value = "unknown", None, None
    return MatchedNumber(figure.text, sentence.section, sentence.number, state, entry, value, quote=sentence.text)


def _said_before(number: PlacedNumber, originals: Iterable[PlacedSentence]) -> PlacedNumber | None:
    """A number that repeats what the draft says elsewhere, in the same words."""
    words = number.sentence.clauses[number.clause]
    if len(words) <= LEAST_CLAUSE:
        return None
    place = [n for n in number.sentence.numbers if n.clause == number.clause].index(number)
    for sentence in originals:
        for position, clause in enumerate(sentence.clauses):
            if clause == words:
                return [n for n in sentence.numbers if n.clause == position][place]
    return None


def _missing(number: PlacedNumber) -> MatchedNumber:
    sentence = number.sentence
    return MatchedNumber(
        number.figure.text,
        sentence.section,
        sentence.number,
        "missing",
        number.entry,
        number.value,
        quote=sentence.text,
    )


def _cells(edited: Report, ledger: dict[str, dict[str, Any]]) -> Iterator[MatchedNumber]:
    """The cells of the official tables; what the ledger has and the file has not is missing."""
    for key in TABLE_KEYS:
        table = edited.table(key)
        for row, column in LAYOUT_2021.tables[key].addresses:
            id = f"{key}.{row}.{column}"
            line = ledger.get(id)
            cell = table.get(row, column) if table else None
            expected = None if line is None or line["value"] is None else str(line["value"])
            section = LAYOUT_2021.tables[key].section
            if cell is None or cell.value is None:
                if expected is not None:
                    raw = cell.raw.strip() if cell else ""
                    yield MatchedNumber(raw or expected, section, None, "missing", id, expected, cell=id)
                continue
            yield MatchedNumber(
                cell.raw.strip(),
                section,
                None,
                _cell_state(cell, expected),
                id if expected else None,
                expected,
                cell=id,
            )


def _cell_state(cell: Cell, expected: str | None) -> State:
    if expected is None or not is_number(expected):
        return "unknown"
    return "matches" if cell.value is not None and Decimal(cell.value) == Decimal(expected) else "differs"
