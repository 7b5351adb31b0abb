"""The ledger of a draft for a reader."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianbao.report.codec import Json
from nianbao.report.patterns import regex

if TYPE_CHECKING:
    pass


OPEN = "待填或待核"
_LEDGER_ID = regex(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A number that a draft may print. ``origin``: where it was handed in, or how it was worked out, in numbers."""

    label: str
    shown: str
    period: str
    origin: str
    formula: str
    in_prose: bool


def ledger_lines(draft: Json) -> list[LedgerLine]:
    """The ledger for a reader (``draft --json``): what the prose prints first, then the other cells of the tables."""
    entries = draft["ledger"]
    values = {e["id"]: OPEN if e["value"] is None else str(e["value"]) for e in entries}
    used = {slot for sentence in draft["prose"] for slot in sentence["slots"]}
    lines = [
        LedgerLine(
            e["label"],
            OPEN if e["value"] is None else f"{e['value']}{e['unit']}",
            e["period"],
            e.get("source") or formula_in_numbers(e["formula"], values),
            e.get("formula") or "",
            e["id"] in used,
        )
        for e in entries
    ]
    return sorted(lines, key=lambda line: not line.in_prose)


def formula_in_numbers(formula: str, values: dict[str, str]) -> str:
    """``applications.new.total/…`` → ``22÷46``; long sums without their zeros, as on the printed form."""
    terms = formula.split("+")
    if len(terms) > 1 and all(term in values for term in terms):
        numbers = [values[term] for term in terms]
        return "+".join([n for n in numbers if n != "0"] or ["0"])
    return _LEDGER_ID.sub(lambda m: values.get(m.group(), m.group()), formula).replace("/", "÷")
