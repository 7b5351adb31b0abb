"""Damage as real files have it (variation.md): a registry of small functions, and how they are drawn for a case.

Harmless damage leaves every number in its row and column for who reads labels and heads. Destructive damage takes
a number away or adds one: such a row may be left out or its table declared unreadable, but never read wrongly.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.support.reading.draft import Draft

Change = Callable[[Random, Draft], bool]
"""Changes the draft in place; False when there was nothing to damage."""


@dataclass(frozen=True)
class Damage:
    name: str
    change: Change
    destructive: bool = False
    unfit: frozenset[str] = frozenset()
    """Traits of writers whose files cannot have this."""


DAMAGES: dict[str, Damage] = {}


def damage(name: str, destructive: bool = False, unfit: tuple[str, ...] = ()) -> Callable[[Change], Change]:
    """Registers a change under the name that the tables of results show."""

    def register(change: Change) -> Change:
        DAMAGES[name] = Damage(name, change, destructive, frozenset(unfit))
        return change

    return register


def damaged(rng: Random, draft: Draft, traits: frozenset[str], only: str | None = None) -> None:
    """None to six kinds of damage that such a file can have, at most one of them destructive; or ``only`` one kind."""
    from tests.support.reading import damage_cells, damage_labels, damage_prose  # noqa: F401 — they register

    fit = [d for d in DAMAGES.values() if not d.unfit & traits]
    if only is not None:
        drawn = [d for d in fit if d.name == only]
    else:
        harmless = [d for d in fit if not d.destructive]
        drawn = rng.sample(harmless, min(len(harmless), rng.choice((0, 1, 1, 2, 2, 3, 4, 6))))
        drawn += [d for d in [rng.choice([*(d for d in fit if d.destructive), None])] if d and rng.random() < 0.35]
    for kind in drawn:
        kind.change(rng, draft)
