"""A change of a draft's material, as it is shown and then made."""

from dataclasses import dataclass
from typing import Literal

PAIR = "pairs.new"
"""A problem and its measure that are to be added together: the two as lines of the value."""
How = Literal["set", "delete", "add", "move"]


@dataclass(frozen=True, slots=True)
class Change:
    """``place``: facts.1, practices.2, problems.1 …, from 1. ``before``/``after``: words as shown; ``value`` the new value,
    of a move the line as it is to stand there. ``to``: of a move, the list or the aspect (``practices.platform``).
    ``words``: of the line before, those that gave way; "" for all of it."""

    place: str
    how: How
    before: str
    after: str
    value: str
    to: str = ""
    words: str = ""
