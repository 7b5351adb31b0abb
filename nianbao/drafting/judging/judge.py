"""What becomes of a sentence that a model words itself: the drafter's own, a proposal, or nothing.

It is the drafter's when it stands in the material, word for word or reworded without adding anything. It is a fact
only when it is one of code's own wordings, to the letter. Everything else is a proposal, with what it claims named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from nianbao.drafting.judging.claims import claims_of, why_refused
from nianbao.drafting.ledger.entries import build_ledger
from nianbao.drafting.ledger.ledger import Ledger
from nianbao.drafting.material.inputs import ASPECT_TITLES, DraftInputs
from nianbao.drafting.plan import plan
from nianbao.drafting.sentences.frames import Frame, fees
from nianbao.drafting.sentences.rewording import Compared, compare, letters
from nianbao.drafting.sentences.sentence import render

Becomes = Literal["fact", "own", "proposed", "refused"]
NOT_IN_MATERIAL = "材料中没有"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one sentence becomes and why. ``line``: the drafter's line it is or rewords; ``original``: where reworded."""

    sentence: str
    becomes: Becomes
    why: str
    claims: tuple[str, ...] = ()
    line: str | None = None
    original: str | None = None

    def as_json(self) -> dict[str, object]:
        """A line of ``model-check --sentences --json``."""
        told: dict[str, object] = {
            "sentence": self.sentence,
            "becomes": self.becomes,
            "why": self.why,
            "claims": list(self.claims),
        }
        return told | ({"original": self.original} if self.original else {})


@dataclass(frozen=True)
class Judge:
    """Judges the free sentences of one passage: by the drafter's ``lines`` there, and the ``frames`` of its facts."""

    ledger: Ledger
    lines: tuple[str, ...]
    frames: tuple[Frame, ...] = ()

    def of(self, sentence: str, line: str | None = None) -> Judgement:
        """One sentence; ``line`` is the id of the line it is said to reword, else any line of the passage may be it."""
        candidates = self.lines if line is None else (line,)
        if said := self.lines_said(sentence, candidates):
            return Judgement(sentence, "own", "经办人的原话", line=said[0])
        if letters(sentence) in self._facts:
            return Judgement(sentence, "fact", "与程序所写的事实句一字不差")
        if why := why_refused(sentence):
            return Judgement(sentence, "refused", why, tuple(claims_of(sentence)))
        compared = [(id, self._compared(sentence, id)) for id in candidates]
        for id, found in compared:
            if found.adds_nothing:
                return Judgement(sentence, "own", "改写经办人的话，没有增加内容", (), id, found.original)
        return self._proposed(sentence, [c for _, c in compared])

    def lines_said(self, sentence: str, candidates: tuple[str, ...]) -> tuple[str, ...]:
        """Ids of the drafter's lines that a sentence is, word for word, one after another; empty when it is not."""
        rest, said = letters(sentence), []
        while rest:
            left = (id for id in candidates if id not in said)
            found = next((id for id in left if rest.startswith(letters(self.ledger[id].shown))), None)
            if found is None:
                return ()
            said.append(found)
            rest = rest.removeprefix(letters(self.ledger[found].shown))
        return tuple(said)

    def _compared(self, sentence: str, id: str) -> Compared:
        return compare(sentence, self.ledger[id].shown, done=id.startswith(("practice.", "result.", "other.")))

    def _proposed(self, sentence: str, compared: list[Compared]) -> Judgement:
        """Named: what the nearest line lacks, what it limits and the sentence does not, and the kinds of claims."""
        nearest = max(compared, key=lambda c: c.kept, default=None)
        claims = claims_of(sentence)
        if nearest is None or nearest.kept == 0:
            return Judgement(sentence, "proposed", NOT_IN_MATERIAL, (NOT_IN_MATERIAL, *claims))
        more = [f"{NOT_IN_MATERIAL}“{'”“'.join(nearest.added)}”"] if nearest.added else []
        more += [f"丢了原文的“{'”“'.join(nearest.lost)}”"] if nearest.lost else []
        why = f"与原文“{nearest.original[:30]}”不同"
        return Judgement(sentence, "proposed", why, (*(more or [NOT_IN_MATERIAL]), *claims))

    @cached_property
    def _facts(self) -> frozenset[str]:
        return frozenset(letters(render(words, self.ledger, "fact").text) for f in self.frames for words in f.wordings)


def judges(inputs: DraftInputs, ledger: Ledger) -> Iterator[tuple[str, str, Judge]]:
    """Section key, passage key and judge of every passage that can be written freely."""
    for brief in plan(inputs, ledger):
        yield brief.section, brief.key, Judge(ledger, brief.lines, (*brief.frames, *brief.closing))
    fee = fees(ledger)
    yield "other", "other", Judge(ledger, tuple(ledger.under("other.")), (fee,) if fee else ())


SECTIONS_TO_JUDGE = ("overview", *ASPECT_TITLES, "problems", "other")


def judge_of_section(section: str, inputs: DraftInputs, ledger: Ledger) -> Judge:
    """The judge of a whole section, or of one aspect of 总体情况. Raises ``KeyError`` for what is written by code alone."""
    chosen = [j for of, key, j in judges(inputs, ledger) if section in (of, key)]
    if not chosen:
        raise KeyError(section)
    lines = tuple(id for j in chosen for id in j.lines)
    return Judge(ledger, lines, tuple(f for j in chosen for f in j.frames))


def judge(sentence: str, section: str, inputs: DraftInputs) -> Judgement:
    """What would become of a sentence in a section of a draft of these inputs, had a model said it."""
    return judge_of_section(section, inputs, build_ledger(inputs)).of(sentence)
