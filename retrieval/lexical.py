"""Lexical ranking: BM25 over characters and pairs of characters, law and passages each in their own index.

Scores are *coverage*: the share of the question's weight (sum of idf) that a text holds, 0 to 1. That makes scores of
different indexes comparable, and says at a glance whether a hit is worth anything.

How the written questions enter was chosen by asking one voice's questions of an index that holds only the other's
(``benchmarks/retrieval.py --dev``): text, title and all questions of an article as one document rank far better than
each question on its own; adding a little of the best single questions helps by about one question in a hundred.
Stop words, 3-grams, gapped pairs, other weights, a ridge classifier and centroids brought nothing beyond chance.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retrieval.chunks import Chunk
from retrieval.grams import grams

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tuning:
    """BM25's two knobs: ``k1`` how long repeats keep counting, ``b`` how much long texts are held back."""

    k1: float
    b: float


WHOLE = Tuning(k1=3.0, b=0.5)
"""Article or note with its questions: long texts, where a repeated word is evidence."""
QUESTION = Tuning(k1=1.2, b=0.5)
PASSAGE = Tuning(k1=1.2, b=0.75)

QUESTION_WEIGHT = 0.15
QUESTION_DECAY = 0.85
"""The second best question of an article counts this much of the best, the third the square of it, and so on."""
QUESTIONS_POOLED = 12


class LexicalIndex:
    """BM25 over documents that are already terms."""

    def __init__(self, documents: Sequence[Sequence[str]], tuning: Tuning) -> None:
        import bm25s  # type: ignore[import-untyped]

        self.size = len(documents)
        self._seen = Counter(term for document in documents for term in set(document))
        self._engine = None
        if any(documents):
            self._engine = bm25s.BM25(method="lucene", k1=tuning.k1, b=tuning.b)
            self._engine.index([list(d) for d in documents], show_progress=False)

    def coverage(self, terms: Sequence[str]) -> Scores:
        """Share of the query's weight each document holds, 0–1, in the order of the documents."""
        weight = sum(self._idf(term) for term in terms)
        if self._engine is None or not weight:
            return np.zeros(self.size, dtype=np.float32)
        scores: Scores = self._engine.get_scores(list(terms))
        return scores / np.float32(weight)

    def _idf(self, term: str) -> float:
        seen = self._seen[term]
        return math.log(1 + (self.size - seen + 0.5) / (seen + 0.5))


class LawIndex:
    """Articles and notes, each with its written questions."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        asked = [[grams(question) for question in chunk.questions] for chunk in chunks]
        whole = [
            [term for question in questions for term in question] + grams(f"{chunk.text}\n{chunk.title}")
            for chunk, questions in zip(chunks, asked, strict=True)
        ]
        self._whole = LexicalIndex(whole, WHOLE)
        self._questions = LexicalIndex([question for questions in asked for question in questions], QUESTION)
        self._questions_of = _rows([len(questions) for questions in asked])

    def scores(self, query: str) -> Scores:
        """Coverage of the query by each chunk, plus a little of the coverage by its best questions."""
        terms = grams(query)
        by_question = np.append(self._questions.coverage(terms), np.float32(0))
        return self._whole.coverage(terms) + QUESTION_WEIGHT * pooled(by_question[self._questions_of])


@lru_cache(maxsize=1)
def law_index(chunks: tuple[Chunk, ...]) -> LawIndex:
    """The index of these articles and notes, made once."""
    return LawIndex(chunks)


class PassageIndex:
    """Passages of reports, with their title: a question may name the agency, the year or the section."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self._index = LexicalIndex([grams(f"{chunk.title}\n{chunk.text}") for chunk in chunks], PASSAGE)

    def scores(self, query: str) -> Scores:
        return self._index.coverage(grams(query))


def pooled(scores: Scores) -> Scores:
    """Rows of question scores to one number a row: best first, each further one counting less."""
    best = -np.sort(-scores, axis=1)[:, :QUESTIONS_POOLED]
    total: Scores = best @ (QUESTION_DECAY ** np.arange(best.shape[1])).astype(np.float32)
    return total


def _rows(counts: Sequence[int]) -> NDArray[np.intp]:
    """Row i holds the places of the i-th chunk's questions, padded with -1 (the zero that ``scores`` appends)."""
    rows = np.full((len(counts), max(counts, default=0)), -1, dtype=np.intp)
    for row, places in zip(rows, _runs(counts), strict=True):
        row[: len(places)] = places
    return rows


def _runs(counts: Sequence[int]) -> Iterator[range]:
    start = 0
    for count in counts:
        yield range(start, start + count)
        start += count
