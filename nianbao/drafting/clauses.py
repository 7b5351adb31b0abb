"""A template cut into sentences, clauses and segments, each with the slots that stand in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.drafting.slots import SLOT
from nianbao.report.patterns import regex

GAP = "\ue000"
"""Stands for a slot while the words around it are read; a private-use character no text may contain."""
_SENTENCE_END = regex(r"[。；！？]")
_CLAUSE_END = regex(r"[，：（）]")
_HALF_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between two marks, a ``GAP`` for each slot; ``lead`` is what was said before it."""

    words: str
    slots: tuple[str, ...]
    lead: str

    @property
    def segments(self) -> "list[Clause]":
        """The clause between its 、, each with its own slots."""
        found, rest, lead = [], list(self.slots), self.lead
        for words in self.words.split("、"):
            count = words.count(GAP)
            found.append(Clause(words, tuple(rest[:count]), lead))
            rest, lead = rest[count:], lead + words
        return found


def with_gaps(template: str) -> str:
    """The template with a ``GAP`` for each slot and Chinese punctuation."""
    return SLOT.sub(GAP, template).translate(_HALF_WIDTH)


def sentences(template: str) -> Iterator[list[Clause]]:
    """Clauses sentence by sentence, in order; ``lead`` runs on over the sentences of one template."""
    slots = SLOT.findall(template)
    taken, lead = 0, ""
    for sentence in _SENTENCE_END.split(with_gaps(template)):
        clauses = []
        for words in _CLAUSE_END.split(sentence):
            count = words.count(GAP)
            clauses.append(Clause(words, tuple(slots[taken : taken + count]), lead))
            taken += count
            lead += words + "，"
        if any(c.words for c in clauses):
            yield clauses
