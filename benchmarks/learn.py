"""Learns from examples written by hand what requests ask for and which words a model may say; prints how well.

    python benchmarks/learn.py utterances           each file of examples, understood by what the others taught
    python benchmarks/learn.py model_words          each file of sentences, judged by what the others taught
    python benchmarks/learn.py utterances --write   learn from all, and keep the weights (``corpus/learned``)

Needs scikit-learn (``pip install scikit-learn``); the program itself does not.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nianbao.assistant.learned import EXAMPLES_DIR, STEP, fingerprint, path_of  # noqa: E402
from nianbao.assistant.understanding.english import in_chinese  # noqa: E402
from nianbao.assistant.understanding.likely import MODEL as ACTS  # noqa: E402
from nianbao.assistant.understanding.likely import features as features_of_request  # noqa: E402
from nianbao.assistant.words.harmless import HARMS, HELPS, least, never  # noqa: E402
from nianbao.assistant.words.harmless import MODEL as WORDS  # noqa: E402
from nianbao.assistant.words.harmless import features as features_of_sentence  # noqa: E402
from retrieval.chunks import law_chunks  # noqa: E402
from retrieval.lexical import LawIndex  # noqa: E402

WORDS_STRENGTH = 1.0
SEEN_LEAST = 3
"""Examples in which a feature must occur to be learned."""
LAW_EVERY, LAW_WEIGHT, LAW_FOLDS = 3, 0.1, 6
"""Each so many-th question written for the law is an example, counts this much, and is left out of the index while its nearness
is measured, with the others of its part."""


@dataclass(frozen=True)
class Example:
    """``file``: who wrote it. ``also``: labels that are as good. ``alone``: whether it may be learned from."""

    file: str
    said: str
    label: str
    features: frozenset[str]
    also: tuple[str, ...] = ()
    weight: float = 1.0
    alone: bool = True


def requests() -> list[Example]:
    """Requests with what lies on the desk and the act that they ask for; those of two acts are only understood."""
    found = []
    for path in sorted((EXAMPLES_DIR / ACTS).glob("*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            acts = row["act"] if isinstance(row["act"], list) else [row["act"]]
            also = row.get("also", ())
            also = (also,) if isinstance(also, str) else tuple(also)
            said = in_chinese(str(row["say"]))
            known = frozenset(features_of_request(said, row["context"]))
            found.append(Example(path.stem, said, "+".join(acts), known, also, alone=len(acts) == 1))
    return found


def questions_to_the_law() -> list[Example]:
    """Questions written for the search, each as near to the law as it would be had it not been written."""
    chunks = law_chunks()
    asked = [(c.id, q) for c in chunks for q in c.questions]
    found = []
    for fold in range(LAW_FOLDS):
        left_out = set(asked[fold::LAW_FOLDS])
        index = LawIndex(
            [replace(c, questions=tuple(q for q in c.questions if (c.id, q) not in left_out)) for c in chunks]
        )

        def near(question: str, index: LawIndex = index) -> float:
            return min(float(index.scores(question).max()), 1.0)

        for _, question in sorted(left_out)[::LAW_EVERY]:
            known = frozenset(features_of_request(question, "none", near))
            found.append(Example("law", question, "law", known, weight=LAW_WEIGHT))
    return found


class Model:
    """A fitted model over the features that occur often enough."""

    def __init__(self, examples: Sequence[Example], strength: float, *, balanced: bool = False) -> None:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression

        taught = [e for e in examples if e.alone]
        seen = Counter(f for e in taught for f in e.features)
        self.known = {f for f, n in seen.items() if n >= SEEN_LEAST}
        self.columns = DictVectorizer()
        rows = self.columns.fit_transform([self._row(e) for e in taught])
        self.fitted = LogisticRegression(C=strength, max_iter=400, class_weight="balanced" if balanced else None)
        self.fitted.fit(rows, [e.label for e in taught], sample_weight=[e.weight for e in taught])

    def _row(self, example: Example) -> dict[str, int]:
        return {f: 1 for f in example.features if f in self.known}

    def scores(self, examples: Iterable[Example]) -> Any:
        """A row of scores an example, in the order of ``labels``."""
        return self.fitted.decision_function(self.columns.transform([self._row(e) for e in examples]))

    @property
    def labels(self) -> list[str]:
        return [str(label) for label in self.fitted.classes_]

    def kept(self) -> dict[str, Any]:
        """The weights in whole steps, as the program reads them."""
        coefficients, bias = self.fitted.coef_, self.fitted.intercept_
        if len(self.labels) == 2:  # one row stands for both
            coefficients, bias = [-coefficients[0] / 2, coefficients[0] / 2], [-bias[0] / 2, bias[0] / 2]
        steps = [[round(float(w) / STEP) for w in row] for row in coefficients]
        weights = {}
        for column, feature in enumerate(self.columns.feature_names_):
            of_labels = [(label, row[column]) for label, row in enumerate(steps) if row[column]]
            if of_labels:
                weights[feature] = [number for pair in of_labels for number in pair]
        return {"labels": self.labels, "bias": [round(float(b) / STEP) for b in bias], "weights": weights}


def write(name: str, model: Model) -> None:
    """Keep the weights, with the fingerprint of what they were learned from."""
    kept = {"examples": fingerprint(name)} | model.kept()
    lines = [f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in kept.items() if k != "weights"]
    weights = ",\n".join(
        f"{json.dumps(f, ensure_ascii=False)}:{json.dumps(w, separators=(',', ':'))}"
        for f, w in sorted(kept["weights"].items())
    )
    text = "{" + ",\n".join([*lines, f'"weights": {{\n{weights}\n}}']) + "}\n"
    path_of(name).parent.mkdir(parents=True, exist_ok=True)
    path_of(name).write_text(text, encoding="utf-8")
    print(f"{path_of(name).relative_to(ROOT)}: {len(kept['weights'])} features, {len(text) // 1024} KB")


def acts(verbose: bool, keep: bool) -> None:
    """How many requests of each file are understood from the others', and the confusions."""
    examples, law = requests(), questions_to_the_law()
    if keep:
        write(ACTS, Model([*examples, *law], 1.0))
        return
    confused: Counter[tuple[str, str]] = Counter()
    told: dict[tuple[str, str], list[str]] = {}
    for file in sorted({e.file for e in examples}):
        voice = file.split("_")[0]
        model = Model([e for e in [*examples, *law] if e.file.split("_")[0] != voice], 1.0)
        mine = [e for e in examples if e.file == file and e.alone]
        got = [model.labels[int(row.argmax())] for row in model.scores(mine)]
        right = [g == e.label or g in e.also for e, g in zip(mine, got, strict=True)]
        print(f"{file:20} {sum(right):4} of {len(mine):4}  {100 * sum(right) / len(mine):.0f} %", flush=True)
        for e, g, r in zip(mine, got, right, strict=True):
            if not r:
                confused[e.label, g] += 1
                told.setdefault((e.label, g), []).append(e.said)
    for (label, got_), count in confused.most_common():
        print(f"  {label} → {got_}: {count}")
        for said in told[label, got_] if verbose else ():
            print(f"      {said}")


def sentences() -> list[Example]:
    """Sentences that a model could say, with whether they help or harm."""
    found = []
    for path in sorted((EXAMPLES_DIR / WORDS).glob("*.yaml")):
        for label, said in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            found += [Example(path.stem, s, label, frozenset(features_of_sentence(s))) for s in said]
    return found


def model_words(verbose: bool, keep: bool) -> None:
    """How many helping sentences are shown and how many harmful ones, of each file from the others'."""
    examples = sentences()
    if keep:
        write(WORDS, Model(examples, WORDS_STRENGTH, balanced=True))
        return
    every: Counter[tuple[str, bool]] = Counter()
    for file in sorted({e.file for e in examples}):
        model = Model([e for e in examples if e.file != file], WORDS_STRENGTH, balanced=True)
        mine = [e for e in examples if e.file == file]
        helps = model.scores(mine) * (1 if model.labels[1] == HELPS else -1)
        shown = [may_stand(e.said, float(score)) for e, score in zip(mine, helps, strict=True)]
        told = Counter((e.label, s) for e, s in zip(mine, shown, strict=True))
        every.update(told)
        print(f"{file:12} {_shares(told)}", flush=True)
        for e, s in zip(mine, shown, strict=True):
            if verbose and s is (e.label == HARMS):
                print(f"    {e.label}: {e.said}")
    print(f"{'all':12} {_shares(every)}")


def may_stand(sentence: str, score: float) -> bool:
    """As ``not_to_say`` decides, with this score."""
    return not never(sentence) and score > least(sentence)


def _shares(told: Counter[tuple[str, bool]]) -> str:
    parts = []
    for label in (HELPS, HARMS):
        total = told[label, True] + told[label, False]
        parts.append(
            f"{label} shown {told[label, True]:4} of {total:4}  {100 * told[label, True] / max(total, 1):.1f} %"
        )
    return "  ".join(parts)


LEARNED: dict[str, Callable[[bool, bool], None]] = {ACTS: acts, WORDS: model_words}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=sorted(LEARNED))
    parser.add_argument("--write", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    LEARNED[args.what](args.verbose, args.write)


if __name__ == "__main__":
    main()
