"""What was changed in Word, to be taken over into the work: figures of the tables, sentences around their numbers, gaps
that were filled in."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from nianbao.report.layout import cell_label
from nianbao.work.bench.opening import Bench
from nianbao.work.bench.saying import Said
from nianbao.work.bench.sentences import NEW, Card, Edit, cards
from nianbao.work.revised.match import OPEN_MARK
from nianbao.work.revised.revisions import KeptRevision, difference, load_revision
from nianbao.work.services import Services


@dataclass(frozen=True, slots=True)
class WordChange:
    """A place that differs from the revision that the file was matched against. ``said`` takes it over; None where that has
    to be done by hand: a sentence with another number, one that was added or taken out."""

    where: str
    before: str
    after: str
    said: Said | None


def word_changes(services: Services, bench: Bench) -> list[WordChange]:
    """The changes of the newest revision, when it was edited in Word, that the work does not hold yet."""
    if not bench.draft.latest:
        return []
    newest = load_revision(services, bench.draft.id)
    if newest.ledger_of is None:
        return []
    found = difference(services, bench.draft.id, newest.ledger_of, newest.number)
    known = {_plain(card.text): card for card in cards(bench)}
    changed = [(s, _words(known.get(_plain(s.before)), s.after)) for s in found.sentences if s.section != "title"]
    whole: dict[str, Any] = {}
    for _, taken in changed:
        if taken is not None and taken[0].field:
            whole[_place(taken[0])] = whole.get(_place(taken[0]), taken[0].value) | {taken[0].field: taken[1]}
    changes = [
        WordChange(s.section, s.before, s.after, _said(*taken, whole) if taken is not None else None)
        for s, taken in changed
        if not _stands(bench, known, s.after)
    ]
    return [*changes, *_figures(bench, newest)]


def _stands(bench: Bench, known: dict[str, Card], after: str) -> bool:
    """True where the work says this already: as a sentence, or as words of a person that a sentence brings in its own way."""
    words = _plain(_bare(after))
    return _plain(after) in known or any(
        words in {_plain(_bare(str(w))) for w in (v.values() if isinstance(v, dict) else [v])}
        for place, standing in bench.state.values.items()
        if place.startswith(("item.", "result.")) and (v := standing.value)
    )


def _figures(bench: Bench, newest: KeptRevision) -> list[WordChange]:
    """Leaves with another number; sums follow from their parts."""
    found = []
    for number in newest.content.get("match", {}).get("numbers", ()):
        cell = number.get("cell")
        entry = bench.written.ledger.entries.get(cell or "")
        if number["state"] != "differs" or entry is None or entry.formula or str(entry.value) == number["text"]:
            continue
        standing = bench.state.values.get(f"figure.{cell}")
        said = Said(f"figure.{cell}", number["text"], standing.number if standing else 0)
        found.append(WordChange(cell_label(cell), str(number["ledger_value"] or ""), number["text"], said))
    return found


def _plain(text: str) -> str:
    return "".join(text.split())


def _bare(words: str) -> str:
    return words.strip().rstrip("。；")


def _words(card: Card | None, after: str) -> tuple[Edit, str] | None:
    """Where the sentence of the Word file goes, and its words: all its numbers in their places, an own line, a filled gap."""
    if card is None or len(card.edits) != 1 or not after.strip():
        return None
    edit = card.edits[0]
    if edit.slots is None:
        lead, _, end = card.text.partition(edit.text) if edit.text else ("", "", "")
        if not after.startswith(lead) or edit.text not in card.text or _bare(end):
            return None
        words = _bare(after.removeprefix(lead))
        return (edit, words) if words and (edit.text or OPEN_MARK not in words) else None
    template, at = "", 0
    for name, shown in edit.slots.items():
        place = after.find(shown, at)
        if place < 0:
            return None
        template += after[at:place] + "{{" + name + "}}"
        at = place + len(shown)
    return edit, template + after[at:]


def _said(edit: Edit, words: str, whole: dict[str, Any]) -> Said:
    """``whole``: place → its value with all the fields that were changed in Word, a problem and its measure together."""
    return Said(_place(edit), whole[_place(edit)] if edit.field else words, edit.seen)


def _place(edit: Edit) -> str:
    """A new line is named after the gap that it fills: problem and measure without a line yet are one."""
    family, _, id = edit.place.rpartition(".")
    if id != NEW:
        return edit.place
    gap = "" if "problem" in edit.value else edit.label
    return f"{family}.u{sha256(gap.encode()).hexdigest()[:8]}"
