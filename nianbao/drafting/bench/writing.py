"""From the state of the work to the draft: a person's words, turns and decisions under the names that stay."""

from collections.abc import Mapping
from typing import Any

from nianbao.drafting.arrangement import Facts, Item, Lines, Proposal, Reworded
from nianbao.drafting.bench.inputs import Built
from nianbao.drafting.bench.state import State
from nianbao.drafting.draft import Draft, Work, make_draft
from nianbao.drafting.sentences.sentence import SLOT
from nianbao.report.layout import TABLE_KEYS
from validators.review import Served

TAKEN, DROPPED = "taken", "dropped"
_ITEMS: dict[str, type[Any]] = {c.__name__: c for c in (Facts, Lines, Reworded, Proposal)}
_APART = "+"
FREE = ("proposal:", "blank:")
"""Keys that are made of words, not of ids."""


def write_draft(state: State, built: Built, last_year: Served) -> Draft:
    """The draft as the work stands."""
    return make_draft(
        built.inputs, previous=last_year.report, previous_source=last_year.source, work=work_of(state, built)
    )


def work_of(state: State, built: Built) -> Work:
    ids = {name: id for id, name in built.names.items()}
    turns: dict[str, int] = {}
    for name, standing in state.under("turn.").items():
        for part in _in_ledger(name, ids).split(_APART):
            turns |= dict.fromkeys((part, f"lead.{part}", f"joint.{part}"), standing.value)
    decided = state.under("proposal.")
    by_model = state.value("arranged") or {}
    specific = state.under("specific.")
    told = [by_model, *(s.value for s in specific.values())]
    return Work(
        turns,
        state.value("turn", 0) or 0,
        {key: arranged_of([_renamed(i, ids) for i in items]) for key, items in by_model.get("passages", {}).items()},
        {key: _free_of(s.value["items"], ids) for key, s in specific.items()},
        {_in_ledger(key, ids): _slots(s.value, ids) for key, s in state.under("words.").items()},
        frozenset(key for key, s in decided.items() if s.value == TAKEN),
        frozenset(key for key, s in decided.items() if s.value == DROPPED),
        {_ledger_id(place): source for place, source in built.sources.items() if source},
        next((v["model"] for v in told if v.get("model")), ""),
        next((v["prompt"] for v in told if v.get("prompt")), ""),
    )


def lasting(key: str, names: Mapping[str, str]) -> str:
    """The key of a sentence under names that stay when lines come and go."""
    return key if key.startswith(FREE) else _APART.join(names.get(part, part) for part in key.split(_APART))


def lasting_template(template: str, names: Mapping[str, str]) -> str:
    """A wording whose slots have names that stay."""
    return _slots(template, names)


def ledger_template(template: str, names: Mapping[str, str]) -> str:
    """A wording whose slots are ids of this writing's ledger."""
    return _slots(template, {name: id for id, name in names.items()})


def arranged_as_json(items: Any) -> list[dict[str, Any]]:
    """A passage's arrangement as it is kept with a revision."""
    return [{"is": type(i).__name__} | {n: getattr(i, n) for n in i.__dataclass_fields__} for i in items]


def arranged_lasting(arranged: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Arrangements whose lines and figures have names that stay."""
    return {key: [_renamed(item, names) for item in items] for key, items in arranged.items()}


def _renamed(item: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    named = dict(item)
    if "id" in item:
        named["id"] = names.get(item["id"], item["id"])
    if "ids" in item:
        named["ids"] = [names.get(id, id) for id in item["ids"]]
    return named


def arranged_of(items: list[dict[str, Any]]) -> list[Item]:
    found: list[Item] = []
    for item in items:
        fields = {name: tuple(v) if name == "ids" else v for name, v in item.items() if name != "is"}
        found.append(_ITEMS[item["is"]](**fields))
    return found


def _free_of(items: list[dict[str, Any]], ids: Mapping[str, str]) -> list[Reworded | Proposal]:
    named = arranged_of([_renamed(item, ids) for item in items])
    return [item for item in named if isinstance(item, Reworded | Proposal)]


def _in_ledger(key: str, ids: Mapping[str, str]) -> str:
    return key if key.startswith(FREE) else _APART.join(ids.get(part, part) for part in key.split(_APART))


def _slots(template: str, ids: Mapping[str, str]) -> str:
    return SLOT.sub(lambda m: "{{" + ids.get(m[1], m[1]) + "}}", template)


def _ledger_id(place: str) -> str:
    """A place of the inputs as the ledger has it: cells are the same, fees.notices is fee.notices."""
    return place if place.startswith(TABLE_KEYS) else place.replace("fees.", "fee.")
