"""Changes of a draft on request: shown first, then a new revision made from the changed inputs.

Only what the drafter handed in can be changed (figures of the year's work, lines, results); sentences that code words
follow from it. Nothing is ever changed in silence and no revision is changed or removed.
"""

from copy import deepcopy
from dataclasses import asdict, dataclass, replace
from typing import Any

from nianbao.report.codec import report_from_json
from nianbao.report.errors import UserError
from nianbao.report.patterns import regex
from nianbao.work.bench.by_words import CHANGED_SINCE, inputs_at_work, say_changes
from nianbao.work.revised.as_said import plainly
from nianbao.work.revised.cells import cell_lines, is_cell, put_in
from nianbao.work.revised.cells_told import CellsOf, cells_told
from nianbao.work.revised.change import PAIR, Change
from nianbao.work.revised.foreseen import foreseen
from nianbao.work.revised.named import all_lines
from nianbao.work.revised.revisions import load_revision, whoever_asks
from nianbao.work.revised.waiting import (
    WITHDRAWN,
    Corrected,
    corrected,
    corrects,
    drops_the_earlier,
    measure_of_new,
    taken_back,
    told_of,
)
from nianbao.work.revised.wishes import SectionOf, wished
from nianbao.work.services import Services


@dataclass(frozen=True, slots=True)
class Proposal:
    """Changes to revision ``revision`` of draft ``draft``, waiting for a yes. ``why_not``: in Chinese, what was not read or has
    still to be said. ``kept``: those that were shown before and wait still; ``foreseen``: what a review would then hold against
    the draft."""

    draft: int
    revision: int
    changes: tuple[Change, ...] = ()
    why_not: str = ""
    kept: tuple[Change, ...] = ()
    foreseen: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any] | None:
        """For the payload of the message that shows it; None when nothing waits."""
        if not (self.kept or self.changes):
            return None
        changes = [asdict(c) for c in (*self.kept, *self.changes)]
        return {"draft": self.draft, "revision": self.revision, "changes": changes, "kept": len(self.kept)}


def _no_cell(said: str) -> tuple[str, ...]:
    return ()


def propose(
    services: Services,
    draft: int,
    revision: int,
    said: str,
    section_of: SectionOf | None = None,
    spoken: str = "",
    waiting: dict[str, Any] | None = None,
    cells_of: CellsOf = _no_cell,
) -> Proposal:
    """What a request would change in a revision. Reads only. ``spoken``: what was said before, where 这句 was named;
    ``waiting``: what was shown of this revision and got no yes yet. Raises ``NotFoundError``."""
    if waiting and (rest := drops_the_earlier(said)):
        waiting, said = None, rest
    at_work = inputs_at_work(services, draft)
    content = (
        _content(services, draft, revision) if at_work is None else load_revision(services, draft, revision).content
    )
    inputs = at_work or dict(content["inputs"])
    waits = [Change(**c) for c in waiting["changes"]] if waiting else []
    shown = _changed(inputs, [asdict(c) for c in waits if is_cell(c.place)])
    of_cells = cells_told(shown, plainly(said), cells_of).changes
    right = (measure_of_new(said, waits) or corrected(inputs, said, waits)) if waiting and not of_cells else None
    if waiting and right is not None:
        proposal = _put_right(Proposal(draft, revision), right, waiting)
    else:
        found = wished(shown, said, section_of or _nowhere, spoken, frozenset(c.place for c in waits), cells_of)
        changes = _since_the_draft(inputs, found.changes)
        told = f"{_NOT_PUT_RIGHT}{found.told}" if waiting and not changes and corrects(said) else found.told
        proposal = _joined(Proposal(draft, revision, changes, told), waiting)
    taken = [asdict(c) for c in (*proposal.kept, *proposal.changes)]
    then = foreseen(inputs, _changed(inputs, taken), content.get("last_year")) if taken else ()
    return replace(proposal, foreseen=then)


_NOT_PUT_RIGHT = "您的更正没有读懂，前面列出的改动还是原来的说法；不对的话先说“算了”，再把要改的整句说一遍。"


def _since_the_draft(inputs: dict[str, Any], changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Cells that were read on top of what waits, as changes of what stands in the draft."""
    stand = cell_lines(inputs) if any(is_cell(change.place) for change in changes) else {}
    return tuple(replace(c, before=stand.get(c.place, c.before)) for c in changes)


def _changed(inputs: dict[str, Any], changes: list[dict[str, Any]]) -> dict[str, Any]:
    """The inputs as they are once changes are taken."""
    changed = deepcopy(inputs)
    steps = [step for change in changes for step in steps_of(change)]
    for step in sorted(steps, key=_from_behind):
        _apply(changed, step)
    return changed


def _nowhere(said: str) -> str | None:
    return None


def _put_right(empty: Proposal, right: Corrected, waiting: dict[str, Any]) -> Proposal:
    """One of those that wait in other words, or waiting no more; the others are as they were."""
    earlier = [Change(**w) for w in waiting["changes"]]
    both = (earlier[: waiting.get("kept", 0)], earlier[waiting.get("kept", 0) :])
    kept, new = (tuple(n for c in part if (n := right.now if c == right.was else c) is not None) for part in both)
    return replace(empty, changes=new, why_not=right.told, kept=kept)


def _joined(proposal: Proposal, waiting: dict[str, Any] | None) -> Proposal:
    """The proposal with those that wait for a yes already; what was said last of a place holds."""
    if waiting is None:
        return proposal
    said_anew = {c.place for c in proposal.changes if c.how != "add"}
    earlier = (Change(**c) for c in waiting["changes"])
    kept = (c for c in earlier if c not in proposal.changes and (c.how == "add" or c.place not in said_anew))
    return replace(proposal, kept=tuple(kept))


def withdrawn(waiting: dict[str, Any], said: str) -> Proposal | None:
    """What still waits after one of the changes (培训那处不改了), those of before, or all of them were taken back; None where
    none is."""
    changes = [Change(**c) for c in waiting["changes"]]
    gone = taken_back(changes, said, waiting.get("kept", 0))
    if gone is None:
        return None
    left = tuple(c for c in changes if c not in gone)
    return Proposal(waiting["draft"], waiting["revision"], (), WITHDRAWN.format(told=told_of(gone)), left)


def steps_of(change: dict[str, Any]) -> list[dict[str, Any]]:
    """A change as changes of one place each: what is moved between lists goes here and comes there."""
    name, to = change["place"].partition(".")[0], change.get("to", "")
    if change["how"] != "move" or (to.startswith("practices.") and name in ("facts", "practices")):
        return [change]
    gone = {**change, "how": "delete", "after": "", "value": ""}
    come = to if to.startswith("practices.") else f"{to}.new"
    return [gone, {**change, "how": "add", "place": come, "before": "", "after": change["value"]}]


def apply_edit(services: Services, pending: dict[str, Any], conversation_id: str) -> Any:
    """The confirmed changes as a new revision by 经办人: ``id`` and ``revision``. A draft that is open on the workbench is
    changed there. Raises ``UserError``, ``RevisionConflictError``."""
    if (at_work := inputs_at_work(services, pending["draft"])) is not None:
        steps = [step for change in pending["changes"] for step in steps_of(change)]
        texts = all_lines(at_work) | cell_lines(at_work)
        if any(c["how"] != "add" and texts.get(c["place"]) != c["before"] for c in steps):
            raise UserError(CHANGED_SINCE)
        return say_changes(services, pending["draft"], steps, whoever_asks(services))
    content = _content(services, pending["draft"], pending["revision"])
    inputs = _changed(content["inputs"], pending["changes"])
    return _redraft(services, content, inputs, pending, conversation_id)


def _from_behind(change: dict[str, Any]) -> tuple[str, int]:
    """The last line of a list first, so that the places of the others stand; what is added comes at the end."""
    name, _, at = change["place"].partition(".")
    return name, -int(at) if change["how"] != "add" and at.isdigit() else 1


def _apply(inputs: dict[str, Any], change: dict[str, Any]) -> None:
    name, _, at = change["place"].partition(".")
    if change["place"] == PAIR:
        _add_pair(inputs, *change["value"].partition("\n")[::2])
        return
    if change["how"] == "add":
        inputs[name].append({"aspect": at, "text": change["value"]} if name == "practices" else change["value"])
        return
    if change["how"] == "set" and isinstance(inputs.get("unread"), dict):
        inputs["unread"].pop(change["place"], None)
    if is_cell(change["place"]):
        put_in(inputs, change["place"], change["value"])
        return
    if name in ("on_time", "signed_on"):
        inputs[name] = change["value"]
        return
    if name == "fees":
        inputs[name] = (inputs.get(name) or {}) | {at: change["value"]}
        return
    if name == "results":
        inputs[name][at] = change["value"] or None
        return
    index = int(at) - 1
    if name == "measures":
        inputs[name] += [""] * (index + 1 - len(inputs[name]))
    if change["how"] == "move":
        inputs[name][index]["aspect"] = change["to"].partition(".")[2]
    elif change["how"] == "delete":
        if name in ("problems", "measures"):
            inputs[name][index] = ""
        else:
            del inputs[name][index]
    elif name == "facts":
        if regex(r"\d+(?:\.\d+)?").fullmatch(change["value"]):
            inputs[name][index]["value"] = change["value"]
        else:
            inputs[name][index]["label"] = regex(r"\d.*$").sub("", change["after"])
    elif name == "practices":
        inputs[name][index]["text"] = change["value"]
    else:
        inputs[name][index] = change["value"]


def _add_pair(inputs: dict[str, Any], problem: str, measure: str) -> None:
    """A problem and its measure at the end, side by side."""
    number = max(len(inputs["problems"]), len(inputs["measures"]))
    for name, text in (("problems", problem), ("measures", measure)):
        inputs[name] += [""] * (number - len(inputs[name])) + [text]


def _redraft(
    services: Services, content: dict[str, Any], inputs: dict[str, Any], pending: dict[str, Any], conversation_id: str
) -> Any:
    """The draft anew from changed inputs, with the last year's report that it was first made with."""
    from pydantic import ValidationError

    from nianbao.drafting.material.inputs import DraftInputs
    from nianbao.work.draft import DraftRequest, draft_report

    try:
        checked = DraftInputs.model_validate(inputs)
    except ValidationError as error:
        raise UserError("改动后的内容不能用来起草，没有保存，请换个说法。") from error
    last_year = content.get("last_year")
    previous = report_from_json(last_year) if last_year else None
    request = DraftRequest(
        checked,
        previous,
        offline=True,
        conversation_id=conversation_id,
        author=whoever_asks(services),
        after=pending["revision"],
    )
    return draft_report(services, request)


def _content(services: Services, draft: int, revision: int) -> dict[str, Any]:
    """A revision that can be changed by its inputs. Raises ``NotFoundError``, ``UserError``."""
    kept = load_revision(services, draft, revision)
    if not kept.content.get("inputs"):
        raise UserError("这一稿没有保存资料，不能在对话里改；请改资料表后重新上传。")
    if not kept.by_material:
        raise UserError(
            f"第{revision}稿是您在 Word 里改过的，在对话里改会重新成文、丢掉那些改动。"
            f"请在 Word 里改好再传回来核对；或者先说“回到第{kept.ledger_of}稿”，再在对话里改。"
        )
    return kept.content
