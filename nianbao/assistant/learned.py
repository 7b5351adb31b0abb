"""A linear model learned from examples: each feature of a text adds to the score of each label.

The examples are written by hand (``corpus/examples``); ``benchmarks/learn.py`` learns from them and keeps the weights
(``corpus/learned``). Nothing is learned while the program runs: the same words always get the same scores.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nianbao.paths import CORPUS_DIR

LEARNED_DIR = CORPUS_DIR / "learned"
EXAMPLES_DIR = CORPUS_DIR / "examples"
STEP = 0.05
"""The weights are kept in whole steps of this."""


@dataclass(frozen=True, slots=True)
class Learned:
    """``bias``: steps that each label begins with. ``weights``: of a feature, label number and steps in turn."""

    labels: tuple[str, ...]
    bias: tuple[int, ...]
    weights: dict[str, list[int]]

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """The score of each label, higher for the likelier; what was never seen in an example adds nothing."""
        total = list(self.bias)
        for feature in features:
            known = self.weights.get(feature, ())
            for place in range(0, len(known), 2):
                total[known[place]] += known[place + 1]
        return {label: steps * STEP for label, steps in zip(self.labels, total, strict=True)}


@cache
def learned(name: str) -> Learned:
    """The model of this name, read once."""
    kept = json.loads(path_of(name).read_text(encoding="utf-8"))
    return Learned(tuple(kept["labels"]), tuple(kept["bias"]), kept["weights"])


def path_of(name: str) -> Path:
    """Where the weights of a model are kept."""
    return LEARNED_DIR / f"{name}.json"


def fingerprint(name: str) -> str:
    """Of the examples of a model; the weights keep that of the examples from which they were learned."""
    from hashlib import sha256

    files = sorted((EXAMPLES_DIR / name).glob("*.yaml"))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def runs(text: str, longest: int) -> Iterator[str]:
    """The runs of one to ``longest`` characters of a text between marks of its two ends."""
    marked = f"^{text}$"
    for size in range(1, longest + 1):
        for start in range(len(marked) - size + 1):
            yield marked[start : start + size]
