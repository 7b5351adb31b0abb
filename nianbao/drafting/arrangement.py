"""The arrangement of a passage: what stands in it, in which order and how joined. Code has one; a model may give its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nianbao.drafting.ledger.ledger import Ledger
from nianbao.drafting.plan import Brief
from nianbao.drafting.sentences.frames import Frame, Seed

FACTS_A_SENTENCE = 3
SHORT_LINE = 26
"""Characters; two lines so short stand in one sentence."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Frames in one sentence, joined by a joint of the closed list; ``style`` picks the wording, ``lead`` the opening."""

    ids: tuple[str, ...]
    joint: str | None = None
    lead: str | None = None
    style: int | None = None
    whole_first: bool = False
    """The first is the sum of the others: they follow after 其中."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The drafter's lines as they stand, in one sentence."""

    ids: tuple[str, ...]
    joint: str = "；"


@dataclass(frozen=True, slots=True)
class Reworded:
    """One of the drafter's lines in other words: the drafter's own if they add nothing, else a proposal."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words of a model for which nobody vouches."""

    text: str


Item = Facts | Lines | Reworded | Proposal


def built_in(brief: Brief, ledger: Ledger, seed: Seed) -> list[Item]:
    """The arrangement of code: opening, figures, the drafter's lines, reviews and suits."""
    items: list[Item] = [Facts((f.id,)) for f in brief.frames if f.id.startswith("opening.")]
    figures = [f for f in brief.frames if not f.id.startswith("opening.")]
    own = _own_figures([f.id for f in figures if f.group == "facts"], ledger, seed)
    form = _grouped([f for f in figures if f.group != "facts"], seed)
    items += own + form if brief.key == "active" else form + own
    items += _line_items(brief.lines, ledger)
    return items + _grouped(brief.closing, seed)


def _grouped(frames: Sequence[Frame], seed: Seed) -> list[Item]:
    """Frames of a group in one sentence, or each in its own: both read well, and the seed decides."""
    items: list[Item] = []
    for group in dict.fromkeys(f.group for f in frames):
        ids = tuple(f.id for f in frames if f.group == group)
        together = seed.choose(f"together.{group}", (True, True, False))
        joint = "；" if group in ("law", "received", "done") else None
        items += [Facts(ids, joint=joint)] if together else [Facts((id,)) for id in ids]
    return items


def _own_figures(ids: list[str], ledger: Ledger, seed: Seed) -> list[Item]:
    """The drafter's figures: a whole with its parts first (其中), then up to three a sentence."""
    items: list[Item] = []
    rest = list(ids)
    for whole in ids:
        parts = [i for i in rest if i != whole and ledger[i].unit == ledger[whole].unit]
        values = [ledger[i].value for i in (whole, *parts)]
        known = [v for v in values if v is not None]
        if whole in rest and len(parts) > 1 and len(known) == len(values) and known[0] == sum(known[1:]):  # type: ignore[arg-type]
            items.append(Facts((whole, *parts), whole_first=True))
            rest = [i for i in rest if i not in (whole, *parts)]
    size = FACTS_A_SENTENCE if len(rest) != FACTS_A_SENTENCE + 1 else 2
    joint = seed.choose("joint.facts", ("，", "；"))
    return items + [Facts(tuple(rest[at : at + size]), joint=joint) for at in range(0, len(rest), size)]


def _line_items(lines: Sequence[str], ledger: Ledger) -> list[Item]:
    """The drafter's lines in the order given; two short ones share a sentence, results never."""
    items: list[Item] = []
    for id in lines:
        last = items[-1] if items else None
        short = len(ledger[id].shown) <= SHORT_LINE and not any(c in ledger[id].shown for c in "。；")
        before = ledger[last.ids[0]].shown if isinstance(last, Lines) and len(last.ids) == 1 else ""
        pair = short and before and len(before) <= SHORT_LINE and not any(c in before for c in "。；")
        if pair and isinstance(last, Lines) and not (id + last.ids[0]).count("result."):
            items[-1] = Lines((*last.ids, id), "，" if "，" not in before + ledger[id].shown else "；")
        else:
            items.append(Lines((id,)))
    return items


def with_free(items: Sequence[Item], free: Sequence[Reworded | Proposal]) -> list[Item]:
    """``items`` with further words of a model: each rewording in the place of its line, each proposal at the end."""
    said = {i.id: i for i in free if isinstance(i, Reworded)}
    found: list[Item] = []
    for item in items:
        if isinstance(item, Reworded):
            found.append(said.pop(item.id, item))
        elif isinstance(item, Lines) and said.keys() & set(item.ids):
            found += [said.pop(id) if id in said else Lines((id,)) for id in item.ids]
        else:
            found.append(item)
    return [*found, *said.values(), *(i for i in free if isinstance(i, Proposal))]


def ids_of(item: Item) -> tuple[str, ...]:
    return item.ids if isinstance(item, Facts | Lines) else (item.id,) if isinstance(item, Reworded) else ()


def without(item: Item, used: set[str]) -> Item | None:
    """An item without what was said already; None when nothing is left of it."""
    if not isinstance(item, Facts | Lines):
        return item
    ids = tuple(id for id in item.ids if id not in used)
    return replace(item, ids=ids) if ids else None
