"""Sentences of a report with their numbers in place: what words stand around each, and which ledger entry printed it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from nianbao.drafting.sentences.figures import Figure, figures
from nianbao.report.model import Report
from nianbao.report.patterns import regex
from nianbao.report.text import fold

GAP = "\ue000"
"""Stands for a number in the words around it."""
_END = regex(r"(?<=[。！？])|\n")
_CLAUSE_END = regex(r"[,;:()、。!?]")
_SUBHEADING = regex(r"^\s*[(（][一二三四五六七八九十]{1,3}[)）][^。]{1,30}$")
_LOOSE = regex(r"[\s\"“”‘’《》]")


@dataclass(eq=False)
class PlacedNumber:
    """A number in its sentence. ``entry``: its ledger id; ``value``: the ledger's words for it."""

    figure: Figure
    sentence: "PlacedSentence"
    clause: int
    before: str
    after: str
    entry: str | None = None
    value: str | None = None
    partner: "PlacedNumber | None" = None

    @property
    def free(self) -> bool:
        return self.partner is None

    def says(self, other: "PlacedNumber") -> bool:
        """The same amount, said as exactly; 13件 is 十三件, 25.1万元 is 251000元, and 46% is not 46件."""
        a, b = self.figure, other.figure
        return (
            (a.plain, a.high, a.exact, a.kind) == (b.plain, b.high, b.exact, b.kind)
            and (a.unit == "%") == (b.unit == "%")
            and (a.kind == "amount" or fold(a.text) == fold(b.text))
        )


@dataclass(eq=False)
class PlacedSentence:
    section: str
    number: int
    text: str
    numbers: list[PlacedNumber] = field(default_factory=list)
    mask: str = ""
    clauses: list[str] = field(default_factory=list)


def placed_sentences(report: Report) -> Iterator[PlacedSentence]:
    """Sentences of the title and of all prose that hold a number or may be counted; sub-headings are none."""
    for section, text in (("title", report.title), *report.prose()):
        count = 0
        for piece in _END.split(text):
            if not piece or not piece.strip() or _SUBHEADING.match(piece):
                continue
            count += 1
            yield _sentence(section, count, piece.strip())


def _sentence(section: str, number: int, text: str) -> PlacedSentence:
    sentence = PlacedSentence(section, number, text)
    found = figures(text)
    masked, at, places = "", 0, []
    for figure in found:
        masked += _plain(text[at : figure.start])
        places.append(len(masked))
        masked += GAP
        at = figure.end
    sentence.mask = masked + _plain(text[at:])
    starts = [0, *(m.end() for m in _CLAUSE_END.finditer(sentence.mask))]
    ends = [*starts[1:], len(sentence.mask)]
    sentence.clauses = [sentence.mask[a:b].strip(",;:()、。!? ") for a, b in zip(starts, ends, strict=True)]
    for figure, place in zip(found, places, strict=True):
        clause = max(i for i, start in enumerate(starts) if start <= place)
        before, after = sentence.mask[starts[clause] : place], sentence.mask[place + 1 : ends[clause]]
        sentence.numbers.append(PlacedNumber(figure, sentence, clause, before, after))
    return sentence


def _plain(text: str) -> str:
    return _LOOSE.sub("", fold(text))


def name_entries(
    originals: list[PlacedSentence], ledger: dict[str, dict[str, Any]], prose: Sequence[dict[str, Any]]
) -> None:
    """Give the draft's numbers their ledger ids: the slots of each sentence, in order, by their values."""
    pieces = [(str(p["sentence"]).strip().rstrip("。"), [str(s) for s in p.get("slots", [])]) for p in prose]
    for sentence in originals:
        for text, slots in pieces:
            start = sentence.text.find(text) if slots and text else -1
            inside = start >= 0
            if not inside and text and slots and sentence.text.rstrip("。") in text:
                start, inside = 0, True  # a slot's own words run over several sentences
                text = sentence.text
            if inside:
                within = [n for n in sentence.numbers if start <= n.figure.start < start + len(text)]
                _assign([n for n in within if n.entry is None], slots, ledger)
        if sentence.section == "title":
            _assign(sentence.numbers, ["year"], ledger)


def _assign(numbers: list[PlacedNumber], slots: list[str], ledger: dict[str, dict[str, Any]]) -> None:
    waiting = list(numbers)
    for slot in slots:
        if slot not in ledger:
            continue
        line = ledger[slot]
        for figure in figures(_said(line)):
            number = next((n for n in waiting if (n.figure.plain, n.figure.kind) == (figure.plain, figure.kind)), None)
            if number is not None:
                waiting.remove(number)
                number.entry, number.value = slot, _value(line, number.figure)


def _said(line: dict[str, Any]) -> str:
    """A ledger line as it is printed: a number with its unit, or the words themselves."""
    return f"{line['value']}{line['unit']}" if is_number(line["value"]) else str(line["value"])


def _value(line: dict[str, Any], figure: Figure) -> str:
    return str(line["value"]) if is_number(line["value"]) else figure.text


def is_number(value: object) -> bool:
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False
