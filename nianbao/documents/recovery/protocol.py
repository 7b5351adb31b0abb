"""The one shape of all ways in which a table that lost its grid is found again.

Each is asked of a position what begins there; the first of a list, the most certain in front, that knows an answer is
believed. A list ends with one that takes whatever stands there as it is. What needs a look at the whole text before
it can tell (do lone tabs part the cells of this one?) takes it when it is made.

``nianbao.documents.text.flavours`` lists those of plain text, ``nianbao.documents.recovery.loose_cells`` and
``wrapped_headers`` are those of any stream. ``run_together`` is none of them: it asks the equations of a table and so
has to know all of the text that may belong to it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from nianbao.documents.stream import Block


class Candidate(NamedTuple):
    """What stands in place of the lines or blocks from where it was asked for up to ``end`` (excluded)."""

    blocks: tuple[Block, ...]
    end: int


class Recovery(Protocol):
    """A way of finding tables in one text, or one stream, that it was made for."""

    def at(self, position: int) -> Candidate | None:
        """The table that begins at a position; None when none does, or not as this one knows it."""
        ...


class AsItIs:
    """Takes any block of a stream: the last of the ways."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    def at(self, position: int) -> Candidate:
        return Candidate((self._blocks[position],), position + 1)


def recovered(length: int, ways: Sequence[Recovery]) -> Iterator[Block]:
    """All blocks of a text of ``length`` lines (or a stream of so many items), the last way taking what is left."""
    position = 0
    while position < length:
        found = next(candidate for way in ways if (candidate := way.at(position)) is not None)
        yield from found.blocks
        position = found.end
