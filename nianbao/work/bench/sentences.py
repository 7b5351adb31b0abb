"""The text of a draft as cards: each sentence with its owner, its numbers as slots, and what may be done to it."""

from dataclasses import dataclass
from typing import Any

from nianbao.drafting.material.inputs import ASPECT_TITLES
from nianbao.drafting.plan import RESULT_NAMES
from nianbao.work.bench.opening import Bench
from nianbao.work.revised.match import OPEN_MARK

Piece = tuple[str, str | None]
_PAIR = ("problem", "measure")
NEW = "*"
"""In a place: an id that whoever adds the line gives it."""
_MEASURES = "改进措施"


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that can be changed: the step's ``place``, and where its value has fields, which ``field`` of ``value`` they
    are. ``slots``: name → what is printed, for words around numbers. ``keeps``: an empty field does not strike the line."""

    place: str
    text: str
    field: str = ""
    value: Any = None
    seen: int = 0
    slots: dict[str, str] | None = None
    keeps: bool = False
    label: str = ""


@dataclass(frozen=True)
class Card:
    """A sentence. ``key``: by which it is known whatever changes around it. ``pieces``: words, and numbers with their ledger
    entry. ``original``: what stood before a person or a model worded it. ``fills``: what is to be filled in here."""

    key: str
    section: str
    heading: str
    owner: str
    pieces: tuple[Piece, ...]
    original: str | None = None
    claims: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    fills: str = ""
    changed: bool = False
    seen: int = 0
    proposal_seen: int = 0

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.pieces)

    @property
    def is_open(self) -> bool:
        """True where something is to be filled in or checked, whoever's sentence it is."""
        return self.owner == "blank" or OPEN_MARK in self.text

    @property
    def turns(self) -> bool:
        """True when code words it and may word it otherwise."""
        return self.changed or (self.owner == "fact" and not self.key.startswith("sign"))

    @property
    def adds_to(self) -> str:
        """Where a new line of this passage goes (``to_add``); empty for passages that code alone writes."""
        aspect = _aspect(self.heading)
        return aspect or (self.section if self.section in ("problems", "other") else "")


@dataclass(frozen=True, slots=True)
class Apart:
    """Words of a person for a sentence that the draft does not have any more, or that has other numbers now."""

    key: str
    template: str


def cards(bench: Bench) -> list[Card]:
    """Every sentence of the draft in order."""
    return [_card(bench, passage, s) for passage in bench.written.passages for s in passage.sentences]


def to_add() -> dict[str, Edit]:
    """What can be added to a passage: a practice to an aspect, a problem, another matter."""
    aspects = {str(a): Edit(f"item.practices.{NEW}", "", "text", {"aspect": a, "text": ""}) for a in ASPECT_TITLES}
    return aspects | {
        "problems": Edit(f"item.problems.{NEW}", "", "problem", {"problem": "", "measure": ""}),
        "other": Edit(f"item.others.{NEW}", "", "text", {"text": ""}),
    }


def _aspect(heading: str) -> str:
    return next((str(key) for key, title in ASPECT_TITLES.items() if heading.endswith(title)), "")


def _card(bench: Bench, passage: Any, sentence: Any) -> Card:
    from nianbao.drafting.bench.writing import lasting

    key = lasting(sentence.key, bench.built.names)
    words = bench.state.values.get(f"words.{key}")
    proposal = bench.state.values.get(f"proposal.{key}")
    changed = words is not None and words.value is not None and sentence.original is not None
    card = Card(
        key,
        passage.section,
        passage.heading or "",
        sentence.owner,
        tuple(_pieces(sentence)),
        sentence.original,
        sentence.claims,
        tuple(sentence.rests_on),
        changed=changed,
        seen=words.number if words else 0,
        proposal_seen=proposal.number if proposal else 0,
    )
    edits, fills = _edits(bench, card, sentence)
    return Card(**{f: getattr(card, f) for f in card.__dataclass_fields__} | {"edits": tuple(edits), "fills": fills})


def _edits(bench: Bench, card: Card, sentence: Any) -> tuple[list[Edit], str]:
    """What of a sentence a person may type: a gap, own lines where they are kept, or the words around its numbers."""
    if card.key.startswith("blank:"):
        return _gap(bench, card, card.key.removeprefix("blank:")), card.key.removeprefix("blank:")
    if card.owner == "proposed" or card.key.startswith("sign"):
        return [], ""
    own = list(_own_lines(bench, sentence)) if not card.changed else []
    return own or [_around_numbers(bench, card, sentence)], ""


def _around_numbers(bench: Bench, card: Card, sentence: Any) -> Edit:
    from nianbao.drafting.bench.writing import lasting_template
    from nianbao.drafting.sentences.slots import template_of

    names = bench.built.names
    slots = {names.get(s.entry, s.entry): sentence.text[s.start : s.end] for s in sentence.spans}
    return Edit(f"words.{card.key}", lasting_template(template_of(sentence), names), seen=card.seen, slots=slots)


def _gap(bench: Bench, card: Card, what: str) -> list[Edit]:
    """Where what is missing can be typed; a gap in the numbers has none here."""
    for name, label in RESULT_NAMES.items():
        if what == f"{label}结果":
            return [Edit(f"result.{name}", "", label=what)]
    if card.section == "problems":
        field = "measure" if _MEASURES in what else "problem"
        item = next((i for i in bench.built.items if i.family == "problems" and i.counts and not i.value[field]), None)
        if item is not None:
            return [Edit(item.place, "", field, item.value, item.seen, keeps=True, label=what)]
        return [Edit(f"item.problems.{NEW}", "", field, {"problem": "", "measure": ""}, label=what)]
    aspect = _aspect(card.heading)
    if aspect and aspect != "active":
        return [Edit(f"item.practices.{NEW}", "", "text", {"aspect": aspect, "text": ""}, label=what)]
    return []


def _pieces(sentence: Any) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for span in sentence.spans:
        if span.start > at:
            pieces.append((sentence.text[at : span.start], None))
        pieces.append((sentence.text[span.start : span.end], span.entry))
        at = span.end
    return [*pieces, (sentence.text[at:], None)] if at < len(sentence.text) else pieces


def _own_lines(bench: Bench, sentence: Any) -> list[Edit]:
    """The drafter's lines that a sentence prints, by the places where they are kept: those in its text, and of the drafter's
    own sentence the line that it words otherwise. What opens a passage rests on all its lines and prints none."""
    items = {item.place: item for item in bench.built.items}
    rests = sentence.rests_on if sentence.owner == "own" else ()
    found = []
    for id in dict.fromkeys((*(s.entry for s in sentence.spans), *rests)):
        family, name = id.partition(".")[0], bench.built.names.get(id, "")
        if family in _PAIR:
            name = name.rpartition(".")[0]
        if name in items and family != "fact":
            item = items[name]
            field = family if family in _PAIR else "text"
            other = any(v for k, v in item.value.items() if k not in (field, "aspect"))
            found.append(Edit(name, str(item.value[field]), field, item.value, item.seen, keeps=other))
        elif name.startswith("follow.") or family == "result":
            standing = bench.state.values.get(name or id)
            number = standing.number if standing else 0
            found.append(Edit(name or id, str(bench.written.ledger[id].value), seen=number))
    return found


def words_apart(bench: Bench) -> list[Apart]:
    """What was written for sentences that are not there now; nothing that was typed is lost."""
    there = {card.key for card in cards(bench) if card.changed}
    return [Apart(key, s.value) for key, s in bench.state.under("words.").items() if key not in there]
