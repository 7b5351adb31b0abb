"""An embedding without a server, for tests and benchmarks of the vector index: spelling alone, no meaning."""

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from retrieval.embeddings import EmbeddingError, Vectors
from retrieval.grams import grams

DIMENSION = 1024


class HashedGrams:
    """Signed hashing of 1–2-grams weighted by exact idf; the same on every machine and in every process."""

    name = f"test:hashed-grams-{DIMENSION}"

    def __init__(self) -> None:
        self._texts = 0
        self._seen: Mapping[str, int] = {}

    def fit(self, texts: Sequence[str]) -> dict[str, Any]:
        state = {"texts": len(texts), "seen": dict(Counter(g for text in texts for g in set(grams(text))))}
        self.restore(state)
        return state

    def restore(self, state: Mapping[str, Any]) -> None:
        try:
            self._texts, self._seen = int(state["texts"]), dict(state["seen"])
        except (KeyError, TypeError, ValueError) as error:
            raise EmbeddingError("索引里的字频记录已损坏。") from error

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for term, count in Counter(grams(text)).items():
                place, sign = _hashed(term)
                row[place] += sign * (1 + math.log(count)) * self._idf(term)
            length = float(np.linalg.norm(row))
            if length:
                row /= length
            else:
                row[0] = 1.0  # a text without a single term still needs a direction
        return vectors

    def embed_query(self, text: str) -> Vectors:
        return self.embed_documents([text])

    def _idf(self, term: str) -> float:
        return math.log(1 + self._texts / max(self._seen.get(term, 1), 1))


@lru_cache(maxsize=200_000)
def _hashed(term: str) -> tuple[int, int]:
    """Place and sign of a term. blake2b, since Python's own ``hash`` is salted for each process."""
    number = int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little")
    return (number >> 1) % DIMENSION, 1 if number & 1 else -1
