"""What one file of the material gave, as it is kept with the step that brought it."""

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any, Literal

from nianbao.drafting.material.found import Figure, Material, TextLine
from nianbao.drafting.material.inputs import DraftInputs

Kind = Literal["register", "previous", "notes", "workbook"]
FOLLOWED_ASPECT = "supervision"


@dataclass
class Given:
    """``unread``: place (figure or item id) → why it could not be read. ``asked``: words of a register that code does not
    decide. ``file``: sha256 of the file, None for an earlier revision."""

    name: str
    kind: Kind
    material: Material
    file: str | None = None
    unread: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    agency_kind: str | None = None
    agency_level: str | None = None

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = _adapter().dump_python(self, mode="json", exclude_defaults=True)
        return found

    @classmethod
    def of_json(cls, data: dict[str, Any]) -> "Given":
        given: Given = _adapter().validate_python(data)
        return given


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Given)


def given_inputs(inputs: DraftInputs, name: str, file: str | None = None) -> Given:
    """Inputs of a workbook or an earlier revision, each value with ``name`` as its source."""
    material = Material.of(inputs)
    material.cells = {cell: Figure(f.value, name) for cell, f in material.cells.items()}
    material.fees = {fee: Figure(f.value, name) for fee, f in material.fees.items()}
    material.results = {key: TextLine(line.text, name) for key, line in material.results.items()}
    for lines in (material.practices, material.other_matters):
        lines[:] = [TextLine(line.text, name, line.aspect) for line in lines]
    material.facts = [_sourced(f, name) for f in material.facts]
    material.problems = [_sourced(p, name) for p in material.problems]
    ids = item_ids("facts", material.facts)
    unread = {}
    for place, why in inputs.unread.items():
        family, _, number = place.partition(".")
        unread[f"facts.{ids[int(number) - 1]}" if family == "facts" else place] = why
    return Given(name, "workbook", material, file, unread, [], inputs.kind, inputs.level)


def _sourced(line: Any, name: str) -> Any:
    from dataclasses import replace

    return replace(line, source=name)


def item_ids(family: str, lines: list[Any]) -> list[str]:
    """Ids by which the lines of a file are known again: of their words and source, so that the order does not matter."""
    seen: dict[str, int] = {}
    ids = []
    for line in lines:
        digest = sha256(f"{family}·{line}".encode()).hexdigest()[:8]
        seen[digest] = seen.get(digest, 0) + 1
        ids.append(f"m{digest}" + (f"x{seen[digest]}" if seen[digest] > 1 else ""))
    return ids
