"""The lines of a draft as work: figures of the year, practices, problems with measures, other matters; each known by an id
that stays whatever stands before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from nianbao.drafting.bench.given import Given, item_ids
from nianbao.drafting.bench.state import State
from nianbao.drafting.material.found import KEEP

Family = Literal["facts", "practices", "problems", "others"]
EDITED = "{author}改写"
"""The source of a line of the material that a person wrote anew: its words are not the file's any more."""
FAMILIES: tuple[Family, ...] = ("facts", "practices", "problems", "others")
FIELDS: dict[Family, tuple[str, ...]] = {
    "facts": ("aspect", "label", "value", "unit"),
    "practices": ("aspect", "text"),
    "problems": ("problem", "measure"),
    "others": ("text",),
}


@dataclass(frozen=True, slots=True)
class Item:
    """``value``: as typed or found. ``carried``: a line of last year's report, which counts only when it is kept;
    ``decided``: 保留, 已完成, 删去 or empty. ``seen``: the step that stands at its place, 0 for none."""

    id: str
    family: Family
    value: dict[str, Any]
    source: str
    carried: bool = False
    decided: str = ""
    seen: int = 0
    file: int = -1
    """Which of the files it was found in; -1 for a line that somebody added."""

    @property
    def place(self) -> str:
        return f"item.{self.family}.{self.id}"

    @property
    def counts(self) -> bool:
        """True when it goes into the draft."""
        return not self.carried or self.decided == KEEP

    @property
    def words(self) -> str:
        return "　".join(str(v) for name, v in self.value.items() if v not in (None, "") and name != "aspect")


def items_of(state: State, given: list[Given]) -> list[Item]:
    """Every line that was found and not struck out, then those that somebody added."""
    found = [item for family in FAMILIES for item in _found(family, state, given)]
    known = {item.place for item in found} | {f"item.{f}.{id}" for f in FAMILIES for id in _ids(f, given)}
    for place, standing in state.values.items():
        if place.startswith("item.") and place not in known and standing.value is not None:
            _, family, id = place.split(".", 2)
            source = standing.author or ""
            found.append(Item(id, family, standing.value, source, seen=standing.number))  # type: ignore[arg-type]
    return found


def _lines(family: Family, given: Given) -> list[Any]:
    material = given.material
    return {
        "facts": material.facts,
        "practices": material.practices,
        "problems": material.problems,
        "others": material.other_matters,
    }[family]  # type: ignore[return-value]


def _ids(family: Family, given: list[Given]) -> list[str]:
    return item_ids(family, [line for one in given for line in _lines(family, one)])


def _found(family: Family, state: State, given: list[Given]) -> Iterator[Item]:
    found = [(file, line) for file, one in enumerate(given) for line in _lines(family, one)]
    same: set[tuple[Any, ...]] = set()
    for id, (file, line) in zip(item_ids(family, [line for _, line in found]), found, strict=True):
        place = f"item.{family}.{id}"
        standing = state.values.get(place)
        if standing is not None and standing.value is None:
            continue
        value = {name: getattr(line, name) for name in FIELDS[family]}
        known = tuple(map(str, value.values()))
        if standing is None and known in same:
            continue  # two files say the same
        same.add(known)
        carried = getattr(line, "carried", False)
        decided = state.value(f"keep.{id}", "") or ""
        shown = value if standing is None else standing.value
        source = line.source if standing is None or shown == value else EDITED.format(author=standing.author)
        yield Item(id, family, shown, source, carried, decided, standing.number if standing else 0, file)
