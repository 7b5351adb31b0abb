"""What was changed in Word, to be taken over into the work: figures of the tables, and sentences around their numbers."""

from dataclasses import dataclass

from nianbao.report.layout import cell_label
from nianbao.work.bench.opening import Bench
from nianbao.work.bench.saying import Said
from nianbao.work.bench.sentences import Card, cards
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
    changes = [
        WordChange(s.section, s.before, s.after, _sentence(known.get(_plain(s.before)), s.after))
        for s in found.sentences
        if _plain(s.after) not in known and s.section != "title"
    ]
    return [*changes, *_figures(bench, newest)]


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


def _sentence(card: Card | None, after: str) -> Said | None:
    """The sentence as it is in Word, as words for its card: all its numbers in their places, or an own line."""
    if card is None or len(card.edits) != 1 or not after.strip():
        return None
    edit = card.edits[0]
    if edit.slots is None:
        lead, found, end = card.text.partition(edit.text)
        if not found or not after.startswith(lead):
            return None
        words = after.removeprefix(lead).strip().rstrip("。；")
        value = words if not edit.field else edit.value | {edit.field: words}
        return Said(edit.place, value, edit.seen) if words and end.strip("。；") == "" else None
    template, at = "", 0
    for name, shown in edit.slots.items():
        place = after.find(shown, at)
        if place < 0:
            return None
        template += after[at:place] + "{{" + name + "}}"
        at = place + len(shown)
    return Said(edit.place, template + after[at:], edit.seen)
