"""From an arrangement (frames, lines, rewordings, proposals in an order) to sentences with owners.

The arrangement is the built-in one or a model's. Either way the words of the facts are code's, what the arrangement
leaves out is added, and nothing is said twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from nianbao.drafting.arrangement import Facts, Item, Lines, Proposal, Reworded, built_in, ids_of, without
from nianbao.drafting.judging.judge import Judge
from nianbao.drafting.ledger.ledger import Ledger
from nianbao.drafting.plan import Brief
from nianbao.drafting.sentences import wordings as w
from nianbao.drafting.sentences.frames import Frame, Seed, slot
from nianbao.drafting.sentences.rewording import letters
from nianbao.drafting.sentences.sentence import Sentence, Writer, render

Paragraph = tuple[Sentence, ...]
Leads = tuple[Sequence[str], Sequence[str]]


@dataclass
class Composer:
    """Writes the passages of one draft. ``refused`` collects what could not stand, with the reason. ``dropped``: keys of
    proposals that a person does not want: what they stood for is said in the drafter's own words."""

    ledger: Ledger
    seed: Seed
    dropped: frozenset[str] = frozenset()
    refused: list[tuple[str, str]] = field(default_factory=list)

    def passage(self, brief: Brief, items: Sequence[Item], writer: Writer, judge: Judge) -> list[Paragraph]:
        """The paragraphs of a passage, complete: frames and lines left out of ``items`` are added."""
        items = [item for given in items if (item := self._resolved(given, judge)) is not None]
        if brief.key == "problems":
            return self._problems(brief, items, writer, judge)
        sentences = list(self._sentences(brief, self._completed(brief, items, writer), judge))
        sentences += [self.blank(what) for what in brief.blanks]
        return [tuple(sentences)] if sentences else []

    def _resolved(self, item: Item, judge: Judge) -> Item | None:
        """Free words that turn out to be one of the drafter's lines are that line, and are not printed beside it again.

        What is word for word a fact of code goes: the frame itself says it.
        """
        if not isinstance(item, Proposal):
            return item
        if said := judge.lines_said(item.text, judge.lines):
            return Lines(said)
        found = judge.of(item.text)
        if found.becomes == "fact":
            return None
        return Reworded(found.line, item.text) if found.becomes == "own" and found.line is not None else item

    def fact(self, frame: Frame, leads: Sequence[str] = ("",)) -> Sentence:
        """A frame as a sentence of its own."""
        lead = self.seed.choose(f"lead.{frame.id}", leads)
        return render(
            lead + self.seed.choose(frame.id, frame.wordings) + "。",
            self.ledger,
            "fact",
            rests_on=frame.rests_on,
            key=frame.id,
        )

    def own(self, item: Lines) -> Sentence:
        """The drafter's lines as a sentence."""
        return self._lines(item, "built-in")

    def blank(self, what: str, before: str = "") -> Sentence:
        """The mark for something that the drafter has still to fill in."""
        return Sentence(f"{before}〔待填：{what}〕。", (), "blank", key=f"blank:{what}")

    # --- facts and lines ------------------------------------------------------------------------------------------

    def _completed(self, brief: Brief, items: Sequence[Item], writer: Writer) -> list[tuple[Item, Writer]]:
        """The items without repetitions and unknown ids, and what they left out, where the form would have it."""
        known = {f.id for f in (*brief.frames, *brief.closing)} | set(brief.lines)
        used: set[str] = set()
        kept: list[Item] = []
        for item in items:
            if isinstance(item, Facts | Lines):
                ids = tuple(i for i in dict.fromkeys(item.ids) if i in known and i not in used)
                if ids:
                    kept.append(replace(item, ids=ids))
                    used |= set(ids)
            elif isinstance(item, Proposal) or (item.id in known and item.id not in used):
                kept.append(item)
                used |= {item.id} if isinstance(item, Reworded) else set()
        left = [without(item, used) for item in built_in(brief, self.ledger, self.seed)]
        missing = [item for item in left if item is not None]
        closing = {f.id for f in brief.closing}
        facts = [i for i in missing if isinstance(i, Facts) and not set(i.ids) & closing]
        opened = [i for i in facts if i.ids[0].startswith("opening.")]
        rest = [i for i in facts if i not in opened]
        lines = [i for i in missing if isinstance(i, Lines)]
        ends = [i for i in missing if isinstance(i, Facts) and set(i.ids) & closing]
        last_fact = 1 + max((n for n, i in enumerate(kept) if isinstance(i, Facts)), default=-1)
        parts: list[tuple[list[Item], Writer]] = [
            (list(opened), "built-in"), (kept[:last_fact], writer), (list(rest), "built-in"),
            (kept[last_fact:], writer), ([*lines, *ends], "built-in"),
        ]  # fmt: skip
        return [(item, by) for part, by in parts for item in part]

    def _sentences(self, brief: Brief, items: Sequence[tuple[Item, Writer]], judge: Judge) -> Iterator[Sentence]:
        frames = {f.id: f for f in (*brief.frames, *brief.closing)}
        opening, led, last = "", False, ""
        for item, writer in items:
            if isinstance(item, Facts):
                leads = _leads(opening, led, last)
                said = self._facts(item, [frames[id] for id in item.ids if id in frames], writer, leads)
                last = said.text
                yield said
                is_opening = item.ids[0].startswith("opening.")
                opening = said.text if is_opening else opening
                led = led or not is_opening
            elif isinstance(item, Lines):
                yield self._lines(item, writer)
            elif (sentence := self._free(item, judge)) is not None:
                yield sentence

    def _facts(self, item: Facts, frames: list[Frame], writer: Writer, leads: Leads) -> Sentence:
        clauses = [self._wording(f, item.style) for f in frames]
        joint = item.joint or self.seed.choose(f"joint.{item.ids[0]}", ("，", "；"))
        if item.whole_first and len(clauses) > 2:
            text = f"{clauses[0]}，其中{'、'.join(clauses[1:])}"
        else:
            text = joint.join(clauses)
        rests = tuple(id for f in frames for id in f.rests_on)
        end = "：" if item.ids[0].startswith("opening.") else "。"
        return render(
            f"{self._lead(item, frames[0], leads)}{text}{end}",
            self.ledger,
            "fact",
            writer,
            rests,
            joined_key(f.id for f in frames),
        )

    def _wording(self, frame: Frame, style: int | None) -> str:
        if style is None:
            return self.seed.choose(frame.id, frame.wordings)
        return frame.wordings[style % len(frame.wordings)]

    def _lead(self, item: Facts, frame: Frame, leads: Leads) -> str:
        if not frame.lead:
            return ""
        if item.lead is not None and item.lead in (*w.FIRST_LEADS, *w.FACT_LEADS, *w.LATER_LEADS, *w.MORE_LEADS):
            return item.lead
        return self.seed.choose(f"lead.{frame.id}", leads[0] if frame.group == "facts" else leads[1])

    def _lines(self, item: Lines, writer: Writer) -> Sentence:
        lead = self._result_lead(item.ids[0])
        text = lead + item.joint.join(slot(id) for id in item.ids) + "。"
        return render(text, self.ledger, "own", writer, key=joined_key(item.ids))

    def _result_lead(self, id: str) -> str:
        """工作考核方面，… — unless the drafter's sentence says so itself."""
        name = id.removeprefix("result.")
        if not id.startswith("result."):
            return ""
        subject = w.RESULT_LEADS[name][0][:4]
        return "" if subject in self.ledger[id].shown else self.seed.choose(id, w.RESULT_LEADS[name])

    def _free(self, item: Reworded | Proposal, judge: Judge) -> Sentence | None:
        """A model's rewording or proposal as judged; a rewording that cannot stand gives way to the drafter's own words."""
        line = item.id if isinstance(item, Reworded) else None
        found = judge.of(item.text, line)
        if found.becomes == "refused":
            self.refused.append((item.text, found.why))
            return None if line is None else self._lines(Lines((line,)), "built-in")
        text = _closed(item.text)
        if found.becomes == "own":
            entry = found.line or line
            if entry is not None and found.original is None:  # word for word
                return self._lines(Lines((entry,)), "model")
            return Sentence(text, (), "own", "model", (entry,) if entry else (), found.original, key=entry or "")
        key = f"proposal:{digest(letters(text))}"
        if key in self.dropped:
            return None if line is None else self._lines(Lines((line,)), "built-in")
        rests = (line,) if line else ()
        original = self.ledger[line].shown if line else None
        return Sentence(text, (), "proposed", "model", rests, original, found.claims, key)

    # --- section five ---------------------------------------------------------------------------------------------

    def _problems(self, brief: Brief, items: Sequence[Item], writer: Writer, judge: Judge) -> list[Paragraph]:
        """Two lists, problems and measures, each item a sentence; proposals stand at the end of their list."""
        said = {i.id: i for i in items if isinstance(i, Reworded)}
        order = [id for i in items for id in ([i.id] if isinstance(i, Reworded) else ids_of(i))]
        paragraphs: list[Paragraph] = []
        for family, intros in (("problem.", w.PROBLEMS), ("measure.", w.MEASURES)):
            ids = sorted((id for id in brief.lines if id.startswith(family)), key=lambda i: _place(order, i))
            entries = [self._entry(id, said.get(id), writer if id in order else "built-in", judge) for id in ids]
            if entries:
                intro = self.seed.choose(family, intros)
                paragraphs.append(tuple(self._listed(entries, intro)))
        free = [self._free(i, judge) for i in items if isinstance(i, Proposal)]
        if proposals := tuple(s for s in free if s is not None):
            paragraphs.append(proposals)
        if brief.blanks:
            paragraphs.append(tuple(self.blank(what) for what in brief.blanks))
        return paragraphs

    def _entry(self, id: str, said: Reworded | None, writer: Writer, judge: Judge) -> Sentence:
        sentence = self._free(said, judge) if said else None
        return sentence or self._lines(Lines((id,)), writer)

    def _listed(self, entries: list[Sentence], intro: str) -> Iterator[Sentence]:
        """一是…；二是…。 with the introduction before the first; one entry alone has no number."""
        for n, entry in enumerate(entries):
            number = f"{w.ORDINALS[n]}是" if len(entries) > 1 and n < len(w.ORDINALS) else ""
            before = render((intro if n == 0 else "") + number, self.ledger, "own")
            end = "。" if n == len(entries) - 1 else "；"
            yield joined(before, replace(entry, text=entry.text.rstrip("。") + end))


def digest(words: str) -> str:
    """A short name for words."""
    return sha256(words.encode()).hexdigest()[:12]


def joined_key(ids: Iterable[str]) -> str:
    """The key of a sentence that is made of these frames or lines."""
    return "+".join(ids)


def _leads(opening: str, led: bool, last: str) -> Leads:
    """What may open the drafter's figures, and those of the form, after what was said before: no two sentences on end
    begin with a word for the year."""
    if led:
        return w.MORE_LEADS[:3], w.WITHOUT_YEAR if "年" in last[:_BEGINNING] else w.LATER_LEADS
    if "年" in opening:
        return ("",), ("",)
    return (w.OPENED_LEADS, w.OPENED_LEADS) if opening else (w.FACT_LEADS, w.FIRST_LEADS)


_BEGINNING = 8
"""Characters of a sentence among which its word for the year stands."""


def joined(before: Sentence, sentence: Sentence) -> Sentence:
    """``sentence`` with words of code before it; its spans move along."""
    shift = len(before.text)
    spans = before.spans + tuple(replace(s, start=s.start + shift, end=s.end + shift) for s in sentence.spans)
    return replace(sentence, text=before.text + sentence.text, spans=spans)


def _place(order: list[str], id: str) -> tuple[int, int]:
    """Where a model put a line; those it left out stand after, in their own order."""
    return (order.index(id), 0) if id in order else (len(order), int(id.rpartition(".")[2]))


def _closed(text: str) -> str:
    """A sentence ends with a full stop."""
    return text.strip().rstrip("，,；;：:。") + "。"
