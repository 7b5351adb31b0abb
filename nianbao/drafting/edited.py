"""A draft that a person edited as a text: whose each sentence is now, and what is still open in it.

What stands in the text as the draft had it keeps its owner; every other sentence is the person's own, with the sentence
of the draft that it comes from beside it.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from nianbao.drafting.ledger.ledger import TO_CHECK, TO_FILL
from nianbao.drafting.ledger.matching import MatchedNumber
from nianbao.drafting.sentences.open_places import OpenKind, OpenPlace, open_in_prose, section_title
from nianbao.drafting.sentences.sentence import Sentence
from nianbao.report.model import Report
from nianbao.report.patterns import regex

Json = dict[str, Any]
_END = regex(r"(?<=[。！？])|\n")
_SUBHEADING = regex(r"^\s*[(（][一二三四五六七八九十]{1,3}[)）][^。]{1,30}$")
_WORDS = regex(r"[\u4e00-\u9fff0-9]")
_OPEN = "〔待"
_BARE = regex(f"{TO_FILL}|{TO_CHECK}")
_AKIN = 0.5
"""Share of characters in common from which a sentence is said to come of another."""


def edited_prose(report: Report, drafted: Sequence[Json], numbers: Sequence[MatchedNumber]) -> list[Json]:
    """Every sentence of ``report`` as an entry of ``prose``, in reading order.

    ``drafted``: the draft's ``prose``; ``numbers``: those of the report, matched.
    """
    left = list(drafted)
    found = []
    for section, text in report.prose():
        for line in text.split("\n"):
            if line.strip() and not _SUBHEADING.match(line):
                found += list(_of_line(section, line.strip(), left))
    for entry in found:
        if "sentence" not in entry["kept"]:
            entry["kept"] = _own(entry["text"], entry["section"], left, numbers)
    return [entry["kept"] for entry in found]


def _of_line(section: str, line: str, left: list[Json]) -> Iterator[Json]:
    """A line cut into what the draft said, word for word, and the rest by sentences. Takes what it finds out of ``left``."""
    places: list[tuple[int, int, Json]] = []
    for entry in sorted((e for e in left if e["section"] == section), key=lambda e: -len(e["sentence"])):
        start = line.find(entry["sentence"])
        while start >= 0 and any(a < start + len(entry["sentence"]) and start < b for a, b, _ in places):
            start = line.find(entry["sentence"], start + 1)
        if start >= 0 and entry["sentence"]:
            places.append((start, start + len(entry["sentence"]), entry))
            left.remove(entry)
    at = 0
    for start, end, entry in sorted(places, key=lambda p: p[0]):
        yield from _pieces(section, line[at:start])
        yield {"section": section, "text": entry["sentence"], "kept": entry}
        at = end
    yield from _pieces(section, line[at:])


def _pieces(section: str, text: str) -> Iterator[Json]:
    for piece in _END.split(text):
        if piece and _WORDS.search(piece):
            yield {"section": section, "text": piece.strip(), "kept": {}}


def _own(text: str, section: str, left: list[Json], numbers: Sequence[MatchedNumber]) -> Json:
    """A sentence of the person's own; it is still open where it holds a mark."""
    origin = _origin(text, section, left)
    if origin is not None:
        left.remove(origin)
    slots = [n.ledger for n in numbers if n.ledger and n.section == section and text in n.quote and n.text in text]
    entry: Json = {"section": section, "sentence": text, "slots": list(dict.fromkeys(slots)), "writer": "built-in"}
    return entry | {"owner": "blank" if _OPEN in text else "own", "original": origin and origin["sentence"]}


def _origin(text: str, section: str, left: Sequence[Json]) -> Json | None:
    """The sentence of the draft that this one comes of: most like it, of the same section."""
    akin = [
        (SequenceMatcher(None, text, e["sentence"], autojunk=False).ratio(), e) for e in left if e["section"] == section
    ]
    share, origin = max(akin, key=lambda pair: pair[0], default=(0.0, None))
    return origin if share >= _AKIN else None


def open_after_edit(report: Report, prose: Sequence[Json], before: Sequence[Json]) -> list[OpenPlace]:
    """Marks that are still in the tables and the text, and proposals that nobody took. ``before``: the draft's ``open``."""
    told = {place["place"]: place for place in before}
    found = []
    for key, table in report.tables.items():
        for (row, column), cell in table.cells.items() if table is not None else ():
            if _OPEN in cell.raw:
                place = f"{key}.{row}.{column}"
                known = told.get(place, {})
                what = (
                    known.get("what")
                    or f"{report.layout.tables[key].label(row, column)}还是{cell.raw.strip()}，请填写或核对"
                )
                found.append(OpenPlace(place, what, known.get("kind", "blank"), known.get("where"), key))
    sentences = [
        (e["section"], Sentence(e["sentence"], (), e["owner"], claims=tuple(e.get("claims", ())))) for e in prose
    ]
    return [*found, *open_in_prose(sentences), *_bare_marks(sentences)]


def _bare_marks(prose: Sequence[tuple[str, Sentence]]) -> Iterator[OpenPlace]:
    """Sentences that print the mark of a number: in a text each is a place of its own, whatever cell it comes from."""
    count: dict[str, int] = {}
    for section, sentence in prose:
        number = count[section] = count.get(section, 0) + 1
        if mark := _BARE.search(sentence.text):
            name = section_title(section)
            what = f"{name}第{number}句还有{mark.group()}，请填写或核对：“{sentence.text}”"
            kind: OpenKind = "unbalanced" if mark.group() == TO_CHECK else "blank"
            yield OpenPlace(f"{section}.{number}", what, kind, section=section, quote=sentence.text)
