"""A sentence of a draft and who owns it. Code words the facts; the rest is the drafter's, a proposal, or still open."""

from dataclasses import dataclass, replace
from typing import Literal

from nianbao.drafting.ledger.ledger import Ledger
from nianbao.report.patterns import regex

SLOT = regex(r"\{\{([a-z][a-z0-9_.]*)\}\}")
Owner = Literal["fact", "own", "proposed", "blank"]
"""fact: worded by code, numbers from the ledger · own: the drafter's words · proposed: nobody vouches for it yet ·
blank: something is still to be filled in or checked."""
Writer = Literal["model", "built-in"]


class SlotError(ValueError):
    """A wording of ours names an entry that the ledger does not hold, or has stray braces."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where in the text an entry was printed."""

    start: int
    end: int
    entry: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it stands in the draft.

    ``rests_on``: entries that it speaks of without printing them (未收到申请 rests on a 0). ``original``: the drafter's
    line where it was reworded. ``claims``: what a proposal says that stands in no material, for the person who decides.
    ``key``: what it is made of (frames, lines, the mark), by which it is known again in the next writing of the draft.
    """

    text: str
    spans: tuple[Span, ...]
    owner: Owner
    writer: Writer = "built-in"
    rests_on: tuple[str, ...] = ()
    original: str | None = None
    claims: tuple[str, ...] = ()
    key: str = ""

    @property
    def slots(self) -> list[str]:
        """Entries printed, in order, then those it rests on."""
        printed = [span.entry for span in self.spans]
        return printed + [id for id in self.rests_on if id not in printed]

    def as_json(self, section: str) -> dict[str, object]:
        """An entry of ``prose`` in ``draft --json``."""
        line: dict[str, object] = {"section": section, "sentence": self.text, "slots": self.slots}
        line |= {"writer": self.writer, "owner": self.owner, "original": self.original}
        return line | ({"claims": list(self.claims)} if self.owner == "proposed" else {})


def render(
    template: str,
    ledger: Ledger,
    owner: Owner,
    writer: Writer = "built-in",
    rests_on: tuple[str, ...] = (),
    key: str = "",
) -> Sentence:
    """Fill every slot of a wording. A sentence that prints an open entry is ``blank``, whoever worded it.

    Raises ``SlotError`` for an unknown slot and for braces that are none: wordings are ours, so that is our error.
    """
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
    if any(brace in SLOT.sub("", template) for brace in "{}"):
        raise SlotError("句子里有不成对的花括号")
    text = "".join(parts)
    is_open = any(ledger[span.entry].is_open for span in spans) or "〔待" in SLOT.sub("", template)
    return Sentence(text, tuple(spans), "blank" if is_open else owner, writer, rests_on, key=key)


def by(sentence: Sentence, writer: Writer) -> Sentence:
    return replace(sentence, writer=writer)
