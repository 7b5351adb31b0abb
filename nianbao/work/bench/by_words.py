"""A change asked for in the conversation, made on the workbench: the same steps as if it had been typed there."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from uuid import uuid4

from nianbao.report.errors import UserError
from nianbao.report.layout import TABLE_KEYS
from nianbao.report.patterns import regex
from nianbao.work.bench.opening import Bench, open_draft
from nianbao.work.bench.saying import Said, say
from nianbao.work.bench.versions import save_revision
from nianbao.work.revised.cells import blank, is_blanks
from nianbao.work.services import Services

CHANGED_SINCE = "这一处刚刚变了，没有改。请再说一遍要怎么改。"
_NUMBER = regex(r"\d+(?:\.\d+)?")
_LISTS = {"problems": "problem", "measures": "measure"}


class Redrafted(NamedTuple):
    """The draft and its new revision."""

    id: int
    revision: int


def inputs_at_work(services: Services, id: int) -> dict[str, Any] | None:
    """The inputs of a draft as they stand on the workbench; None for one that nobody has opened there."""
    from nianbao.store.draft_steps import last_step

    return open_draft(services, id).built.inputs.model_dump(mode="json") if last_step(services.db, id) else None


def say_changes(services: Services, id: int, changes: Sequence[dict[str, Any]], author: str) -> Redrafted:
    """Confirmed changes (``work.revised.edits.Change`` as JSON) as steps, and what stands then as a revision. Raises ``UserError``."""
    bench = open_draft(services, id)
    said = [_step(bench, change) for change in _each(bench, changes)]
    merged: dict[str, Said] = {}
    for one in said:  # two words of one line are one step
        before = merged.get(one.place)
        both = before is not None and isinstance(one.value, dict) and isinstance(before.value, dict)
        merged[one.place] = Said(one.place, before.value | one.value, one.seen) if both and before else one
    say(services, id, list(merged.values()), author)
    return Redrafted(id, save_revision(services, id, author).number)


def _each(bench: Bench, changes: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The changes, that of all blank cells as one for each of them that no other change fills; what is no cell of a table stays
    as it is."""
    filled = {change["place"] for change in changes}
    for change in changes:
        if is_blanks(change["place"]):
            open = blank(bench.built.inputs.model_dump(), change["place"])
            yield from ({**change, "place": cell} for cell in open if cell not in filled)
        else:
            yield change


def _step(bench: Bench, change: dict[str, Any]) -> Said:
    name, _, at = change["place"].partition(".")
    if change["how"] == "add":
        return _added(name, at, change["value"])
    if name == "results":
        return Said(f"result.{at}", change["value"], _seen(bench, f"result.{at}"))
    if name == "signed_on":
        return Said("basic.signed_on", change["value"], _seen(bench, "basic.signed_on"))
    if name in ("fees", "on_time", *TABLE_KEYS):
        place = f"figure.{change['place']}"
        return Said(place, change["value"], _seen(bench, place))
    place, field = _line(bench, name, int(at))
    item = next((i for i in bench.built.items if i.place == place), None)
    if item is None:  # what became of a problem of last year
        return Said(place, change["value"] if change["how"] == "set" else "", _seen(bench, place))
    if change["how"] == "delete":
        left = {k: v for k, v in item.value.items() if k in _LISTS.values() and k != field and v}
        return Said(place, item.value | {field: ""} if left else None, item.seen)
    value = change["value"]
    if change["how"] == "move":
        value, field = change["to"].partition(".")[2], "aspect"
    elif name == "facts" and not _NUMBER.fullmatch(value):
        value, field = regex(r"\d.*$").sub("", change["after"]), "label"
    return Said(place, {k: "" if v is None else v for k, v in item.value.items()} | {field: value}, item.seen)


def _line(bench: Bench, name: str, number: int) -> tuple[str, str]:
    """Place and field of the n-th line of a list of the inputs."""
    names = bench.built.names
    if name == "practices":
        places = [place for id, place in names.items() if id.startswith("practice.")]
        found = places[number - 1] if number <= len(places) else None
    else:
        family = {"facts": "fact", "problems": "problem", "measures": "measure", "other_matters": "other"}[name]
        found = names.get(f"{family}.{number}") or (_beside(names, number) if name == "measures" else None)
    if found is None:
        raise UserError(CHANGED_SINCE)
    if name in _LISTS:
        return found.rpartition(".")[0], _LISTS[name]
    return found, "value" if name == "facts" else "text"


def _beside(names: dict[str, str], number: int) -> str | None:
    """The measure's place beside a problem that has none yet."""
    problem = names.get(f"problem.{number}")
    return None if problem is None else f"{problem.rpartition('.')[0]}.{_LISTS['measures']}"


def _added(name: str, at: str, value: str) -> Said:
    id = f"u{uuid4().hex[:8]}"
    if name == "practices":
        return Said(f"item.practices.{id}", {"aspect": at, "text": value})
    if name == "pairs":
        problem, _, measure = value.partition("\n")
        return Said(f"item.problems.{id}", {"problem": problem, "measure": measure})
    if name in _LISTS:
        return Said(f"item.problems.{id}", {"problem": "", "measure": ""} | {_LISTS[name]: value})
    return Said(f"item.others.{id}", {"text": value})


def _seen(bench: Bench, place: str) -> int:
    standing = bench.state.values.get(place)
    return standing.number if standing else 0
