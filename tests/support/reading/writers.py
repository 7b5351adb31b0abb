"""The registry of writers: each turns a draft into a file of its own shape."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.support.reading.draft import Draft

Write = Callable[[Random, Draft], bytes]


@dataclass(frozen=True)
class Writer:
    """``traits`` say which damage its files cannot have: ``rigid`` (every row has all its cells), ``grid`` (cells have
    places of their own, so that header lines cannot change places), ``small tables``, ``headless`` (columns without
    names), ``loose`` (a cell is but a line, so that a page number that is but a digit may be one), ``vanishing`` (a
    blank cell leaves nothing behind)."""

    name: str
    ending: str
    write: Write
    traits: frozenset[str]
    slow: bool


WRITERS: dict[str, Writer] = {}


def writer(name: str, ending: str, *traits: str, slow: bool = False) -> Callable[[Write], Write]:
    def register(write: Write) -> Write:
        WRITERS[name] = Writer(name, ending, write, frozenset(traits), slow)
        return write

    return register


def all_writers(slow: bool = False) -> list[Writer]:
    import tests.support.reading.writers_docx
    import tests.support.reading.writers_html
    import tests.support.reading.writers_programs
    import tests.support.reading.writers_text
    import tests.support.reading.writers_xlsx  # noqa: F401 — they register

    return [w for w in WRITERS.values() if slow or not w.slow]
