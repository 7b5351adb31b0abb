"""One case: a seed and a writer give a file, and what must be read from it."""

from dataclasses import dataclass
from random import Random

from tests.support.reading.damage import damaged
from tests.support.reading.damage_cells import PAGE_NUMBERS
from tests.support.reading.draft import Draft, draft_of
from tests.support.reading.truth import random_report
from tests.support.reading.writers import Writer


@dataclass
class Case:
    seed: int
    writer: str
    name: str
    data: bytes
    draft: Draft


def make_case(seed: int, writer: Writer, only: str | None = None) -> Case:
    """The same seed and writer give the same file (PDF: the same content)."""
    rng = Random(f"{writer.name}/{seed}")
    draft = draft_of(random_report(rng))
    damaged(rng, draft, writer.traits, only)
    if "vanishing" in writer.traits:
        _tear_rows_with_blanks(draft)
    if "loose" in writer.traits:
        _dress_page_numbers(draft)
    return Case(seed, writer.name, f"report{writer.ending}", writer.write(rng, draft), draft)


def _tear_rows_with_blanks(draft: Draft) -> None:
    """Where a blank cell leaves nothing behind, its row is short."""
    for form in draft.forms():
        for values in (line.values for line in form.data()):
            blank = {(form.key, v.address) for v in values if v.address and not v.text.strip()}
            if blank:
                draft.lost |= blank
                draft.torn |= {(form.key, v.address[0]) for v in values if v.address}


def _dress_page_numbers(draft: Draft) -> None:
    """A page number that is but a digit would complete a short row: nobody could tell, so there is none."""
    for form in draft.forms():
        if any(key == form.key for key, _ in draft.torn):
            for line in form.lines:
                if line.role == "noise" and line.label.isdigit():
                    line.label = PAGE_NUMBERS[0].format(line.label)
