"""The text of a draft as cards: each sentence with its owner, its numbers as slots, and what may be done to it."""

from dataclasses import dataclass
from typing import Any

from nianbao.work.bench.opening import Bench

Piece = tuple[str, str | None]
_OWN_TEXT = {"problem": "problem", "measure": "measure"}


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One of the drafter's lines in a sentence, to be edited: the step's ``place``, the whole ``value`` and which ``field``
    of it the words are; ``seen`` the step that stands there."""

    place: str
    field: str
    text: str
    value: Any
    seen: int


@dataclass(frozen=True)
class Card:
    """A sentence. ``key``: by which it is known whatever changes around it. ``pieces``: words, and numbers with their ledger
    entry. ``template``: with numbers as slots. ``original``: what stood before a person or a model worded it."""

    key: str
    section: str
    heading: str
    owner: str
    writer: str
    pieces: tuple[Piece, ...]
    template: str
    original: str | None = None
    claims: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    lines: tuple[OwnLine, ...] = ()
    changed: bool = False
    seen: int = 0

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.pieces)

    @property
    def turns(self) -> bool:
        """True when code words it and may word it otherwise."""
        return (self.owner in ("fact", "blank") and not self.key.startswith("blank:")) or self.changed


@dataclass(frozen=True, slots=True)
class Apart:
    """Words of a person for a sentence that the draft does not have any more, or that has other numbers now."""

    key: str
    template: str


def cards(bench: Bench) -> list[Card]:
    """Every sentence of the draft in order."""
    from nianbao.drafting.bench.writing import lasting

    found = []
    for passage in bench.written.passages:
        for sentence in passage.sentences:
            key = lasting(sentence.key, bench.built.names)
            found.append(_card(bench, passage, sentence, key))
    return found


def _card(bench: Bench, passage: Any, sentence: Any, key: str) -> Card:
    from nianbao.drafting.bench.writing import lasting_template
    from nianbao.drafting.sentences.slots import template_of

    words = bench.state.values.get(f"words.{key}")
    changed = words is not None and words.value is not None and sentence.original is not None
    return Card(
        key,
        passage.section,
        passage.heading or "",
        sentence.owner,
        sentence.writer,
        tuple(_pieces(sentence)),
        lasting_template(template_of(sentence), bench.built.names),
        sentence.original,
        sentence.claims,
        tuple(sentence.rests_on),
        tuple(_own_lines(bench, sentence)) if sentence.owner in ("own", "blank") and not changed else (),
        changed,
        words.number if words else 0,
    )


def _pieces(sentence: Any) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for span in sentence.spans:
        if span.start > at:
            pieces.append((sentence.text[at : span.start], None))
        pieces.append((sentence.text[span.start : span.end], span.entry))
        at = span.end
    return [*pieces, (sentence.text[at:], None)] if at < len(sentence.text) else pieces


def _own_lines(bench: Bench, sentence: Any) -> list[OwnLine]:
    """The drafter's lines that a sentence prints, by the places where they are kept."""
    items = {item.place: item for item in bench.built.items}
    found = []
    for id in dict.fromkeys((*(s.entry for s in sentence.spans), *sentence.rests_on)):
        name, text = bench.built.names.get(id, ""), str(bench.written.ledger[id].value)
        family = id.partition(".")[0]
        if family in _OWN_TEXT:
            name = name.rpartition(".")[0]
        if name in items and family != "fact":
            item = items[name]
            field = _OWN_TEXT.get(family, "text")
            found.append(OwnLine(name, field, str(item.value[field]), item.value, item.seen))
        elif name.startswith("follow.") or family == "result":
            place = name or f"result.{id.removeprefix('result.')}"
            standing = bench.state.values.get(place)
            found.append(OwnLine(place, "", text, None, standing.number if standing else 0))
    return found


def words_apart(bench: Bench) -> list[Apart]:
    """What was written for sentences that are not there now; nothing that was typed is lost."""
    there = {card.key for card in cards(bench) if card.changed}
    return [Apart(key, s.value) for key, s in bench.state.under("words.").items() if key not in there]
