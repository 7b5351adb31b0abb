"""Slots: ``{{id}}`` in prose stands for a ledger entry. The renderer is strict and remembers what it filled."""

import re
from dataclasses import dataclass
from typing import Literal

from nianbao.drafting.ledger import Ledger
from nianbao.report.patterns import regex

SLOT = regex(r"\{\{\s*([a-z][a-z0-9_.]*)\s*\}\}")
Writer = Literal["model", "built-in"]


class SlotError(ValueError):
    """A template names an entry that the ledger does not hold, or has stray braces."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where in the rendered text an entry was printed."""

    start: int
    end: int
    entry: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered sentence with the places of its entries."""

    text: str
    spans: tuple[Span, ...]
    writer: Writer

    @property
    def slots(self) -> list[str]:
        return [span.entry for span in self.spans]


def slots_of(template: str) -> list[str]:
    """Ids of the slots in a template, in order, repeated if repeated."""
    return SLOT.findall(template)


def without_slots(template: str) -> str:
    return SLOT.sub("", template)


def render(template: str, ledger: Ledger, writer: Writer) -> Rendered:
    """Fill every slot; raises ``SlotError`` for an unknown one or for braces that are no slot."""
    if re.search(r"[{}]", without_slots(template)):
        raise SlotError("句子里有不成对的花括号")
    parts: list[str] = []
    spans: list[Span] = []
    length = position = 0
    for match in SLOT.finditer(template):
        if match[1] not in ledger:
            raise SlotError(f"账上没有“{match[1]}”")
        before, shown = template[position : match.start()], ledger[match[1]].shown
        length += len(before)
        spans.append(Span(length, length + len(shown), match[1]))
        parts += [before, shown]
        length += len(shown)
        position = match.end()
    parts.append(template[position:])
    return Rendered("".join(parts), tuple(spans), writer)
