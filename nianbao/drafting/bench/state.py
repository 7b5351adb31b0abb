"""Where the work on a draft stands: the steps of all who worked on it, one after another.

A place is ``base``, ``material.KEY``, ``figure.PLACE`` (as ``DraftInputs`` names places), ``item.FAMILY.ID``, ``keep.ID``,
``result.NAME``, ``follow.ID``, ``basic.NAME``, ``question.ID``, ``words.KEY``, ``turn.KEY``, ``turn``, ``proposal.KEY``,
``arranged``, ``specific.PASSAGE``, ``answer.FILE.FIELD.WORDS``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol

BASE = "base"


class Step(Protocol):
    """A step as the store keeps it."""

    @property
    def number(self) -> int: ...
    @property
    def place(self) -> str: ...
    @property
    def value(self) -> Any: ...
    @property
    def author(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def beside(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at a place, who put it there and when; ``number`` of the step."""

    value: Any
    number: int
    author: str
    at: datetime


@dataclass(frozen=True)
class State:
    """``values``: place → what stands there. ``beside``: place → what somebody else typed there without seeing it."""

    agency: str = ""
    year: int = 0
    values: dict[str, Standing] = field(default_factory=dict)
    beside: dict[str, list[Standing]] = field(default_factory=dict)
    last: int = 0
    revision: int | None = None
    """The revision that the work began from, where it did."""
    saved: tuple[int, int] | None = None
    """A step, and the revision that says what stood after it."""

    def value(self, place: str, default: Any = None) -> Any:
        standing = self.values.get(place)
        return default if standing is None else standing.value

    def with_value(self, place: str, value: Any, values: dict[str, Standing] | None = None) -> "State":
        """The state had this been said too; nothing is kept."""
        now = Standing(value, self.last + 1, "", datetime.now(UTC))
        return replace(self, values=(self.values if values is None else values) | {place: now})

    def under(self, prefix: str) -> dict[str, Standing]:
        """Rest of the place → what stands there, in the order in which the places were first named; gone ones left out."""
        return {
            place.removeprefix(prefix): standing
            for place, standing in self.values.items()
            if place.startswith(prefix) and standing.value is not None
        }


def fold(steps: Iterable[Step]) -> State:
    """The state after these steps. A base step begins anew, or (``{"step": n}``) goes back to where the work stood then."""
    done = list(steps)
    state = State()
    for step in done:
        standing = Standing(step.value, step.number, step.author, step.at)
        if step.place == BASE:
            state = _begun(step, done, standing)
        elif step.beside:
            state.beside.setdefault(step.place, []).append(standing)
        else:
            state.values[step.place] = standing
            state.beside.pop(step.place, None)
        state = replace(state, last=step.number)
    return state


def _begun(step: Step, done: list[Step], standing: Standing) -> State:
    if (back := step.value.get("step")) is not None:
        return replace(
            fold(s for s in done if s.number <= back), beside={}, saved=(step.number, step.value["revision"])
        )
    state = State(step.value["agency"], step.value["year"], revision=step.value.get("revision"))
    if state.revision is not None:
        state = replace(state, saved=(step.number, state.revision))
    if step.value.get("material"):
        state.values["material.base"] = replace(standing, value=step.value["material"])
    if step.value.get("arranged"):
        state.values["arranged"] = replace(standing, value=step.value["arranged"])
    return state
