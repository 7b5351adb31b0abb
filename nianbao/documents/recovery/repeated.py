"""A table printed twice in a row, figure for figure: it is one table."""

from collections.abc import Sequence
from typing import TypeVar

Part = TypeVar("Part")
SMALLEST = 2


def first_print(parts: Sequence[Part], texts: Sequence[object]) -> Sequence[Part]:
    """The parts (rows, cells) of the first print where all come again in the same order with the same ``texts``."""
    for size in range(SMALLEST, len(texts) // 2 + 1):
        again, rest = divmod(len(texts), size)
        if not rest and list(texts) == list(texts[:size]) * again:
            return parts[:size]
    return parts
