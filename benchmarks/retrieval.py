"""How well and how fast search finds. ``python benchmarks/retrieval.py`` asks the held-out questions of
``tests/evals/retrieval.yaml``; they are for reporting only: nothing was chosen on them, and no failure is printed.

``--dev`` is what methods and weights were chosen on: an index that holds one voice's questions is asked the other
voice's, each with the one text it was written for; and passages are asked for by place and subject.
"""

import argparse
import itertools
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path[0] = str(ROOT)  # else this file would stand for the room of the same name

import numpy as np  # noqa: E402
import yaml  # noqa: E402

from retrieval.chunks import EXPANSION_VOICES, LAW_KINDS, Chunk, law_chunks  # noqa: E402
from retrieval.corpus import Corpus, list_reports  # noqa: E402
from retrieval.filters import Filters  # noqa: E402
from retrieval.grams import grams  # noqa: E402
from retrieval.index import VectorIndex, ensure  # noqa: E402
from retrieval.lexical import WHOLE, LexicalIndex  # noqa: E402
from retrieval.search import Searcher  # noqa: E402
from tests.support.hashed_grams import HashedGrams  # noqa: E402

HELD_OUT = ROOT / "tests" / "evals" / "retrieval.yaml"
DEPTH = 10
"""Ranks read for the MRR."""
CORE = 3
"""The first questions written for a text ask its main point, as the held-out ones do; later ones reach further out,
so that all of them together are much harder than the held-out set."""
_SUBJECTS = {
    "主动公开": "主动公开了多少条信息",
    "依申请公开": "收到多少件申请",
    "政府信息管理": "信息是怎么管理和清理的",
    "政府信息公开平台建设": "网站专栏和新媒体办得怎么样",
    "监督保障": "考核评议得了多少分",
    "存在的主要问题及改进情况": "存在什么问题怎么整改",
}

_PLACE = re.compile(r"[\u4e00-\u9fff]{2}(?:省|市|县|镇|街道|经济开发区)")

Find = Callable[[str], Sequence[str]]
"""Question → ids of chunks, best first."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and every chunk id that answers it."""

    text: str
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares 0–1; milliseconds a query."""

    at_1: float
    at_3: float
    at_5: float
    mrr: float
    median_ms: float
    p95_ms: float

    def __str__(self) -> str:
        return (
            f"@1 {self.at_1:.3f}  @3 {self.at_3:.3f}  @5 {self.at_5:.3f}  MRR {self.mrr:.3f}"
            f"  {self.median_ms:6.2f} ms (p95 {self.p95_ms:.2f})"
        )


def measure(find: Find, questions: Sequence[Question]) -> Score:
    """Recall counts a question as found when any of its answers is among the first k."""
    ranks: list[int] = []
    times: list[float] = []
    for question in questions:
        start = time.perf_counter()
        found = find(question.text)
        times.append((time.perf_counter() - start) * 1000)
        ranks.append(next((i for i, chunk in enumerate(found[:DEPTH], 1) if chunk in question.gold), DEPTH + 1))
    share = {k: sum(rank <= k for rank in ranks) / len(ranks) for k in (1, 3, 5)}
    mrr = statistics.fmean(1 / rank if rank <= DEPTH else 0.0 for rank in ranks)
    return Score(share[1], share[3], share[5], mrr, statistics.median(times), float(np.percentile(times, 95)))


# --- the contestants --------------------------------------------------------------------------------------------


def words_only(law: Sequence[Chunk]) -> Find:
    """BM25, one document a text: with its questions if the chunks have any, without if not."""
    documents = [grams("\n".join((*chunk.questions, chunk.text, chunk.title))) for chunk in law]
    index = LexicalIndex(documents, WHOLE)

    def find(query: str) -> list[str]:
        scores = index.coverage(grams(query))
        return [law[i].id for i in np.argsort(-scores, kind="stable")[:DEPTH]]

    return find


def vectors_only(index: VectorIndex) -> Find:
    return lambda query: [chunk for chunk, _ in index.query(query, Filters(kinds=LAW_KINDS))[:DEPTH]]


def searching(searcher: Searcher) -> Find:
    return lambda query: [hit.id for hit in searcher.search(query, k=DEPTH)]


def contest(corpus: Corpus, questions: Sequence[Question], folder: Path) -> None:
    """A line for each way of ranking. All but the last two see only law and notes; those see passages too."""
    law = [chunk for chunk in corpus.chunks if chunk.kind in LAW_KINDS]
    show("BM25, no expansion", measure(words_only([replace(chunk, questions=()) for chunk in law]), questions))
    show("BM25, expansion", measure(words_only(law), questions))
    vectors = ensure(folder, corpus, HashedGrams())
    show("vectors alone (Chroma, spelling)", measure(vectors_only(vectors), questions))
    show("fused by reciprocal rank", measure(searching(Searcher(corpus, vectors)), questions))
    show("what ships", measure(searching(Searcher(corpus)), questions))
    vectors.close()


def show(name: str, score: Score) -> None:
    print(f"  {name:<34}{score}", flush=True)


# --- the questions ----------------------------------------------------------------------------------------------


def held_out() -> list[Question]:
    rows = yaml.safe_load(HELD_OUT.read_text(encoding="utf-8"))
    return [Question(row["q"], frozenset(row["gold"])) for row in rows]


def asked_by(voice: str, first: int | None = None) -> list[Question]:
    """A voice's questions, or only the ``first`` so many of each text."""
    return [Question(text, frozenset({chunk.id})) for chunk in law_chunks([voice]) for text in chunk.questions[:first]]


def about_passages(passages: Iterable[Chunk]) -> list[Question]:
    """The last place in an agency's name with what follows, and a subject: 青禾县教育局收到多少件申请."""
    gold: dict[str, set[str]] = {}
    for passage in passages:
        subject = passage.title.split(" · ")[-1]
        if subject in _SUBJECTS and passage.agency:
            start = [match.start() for match in _PLACE.finditer(passage.agency)][-1]
            name = passage.agency[start:].removesuffix("人民政府")
            gold.setdefault(name + _SUBJECTS[subject], set()).add(passage.id)
    return [Question(text, frozenset(ids)) for text, ids in gold.items()]


# --- the two modes ----------------------------------------------------------------------------------------------


def report_held_out(passages: Sequence[Chunk], folder: Path) -> None:
    questions = held_out()
    print(f"held-out questions: {len(questions)}")
    contest(Corpus((*law_chunks(), *passages)), questions, folder)


def develop(passages: Sequence[Chunk], folder: Path) -> None:
    for known, asking in itertools.permutations(EXPANSION_VOICES, 2):
        questions = asked_by(asking)
        print(f"index knows {known}, asked by {asking}: {len(questions)} questions, one right answer each")
        corpus = Corpus((*law_chunks([known]), *passages))
        contest(corpus, questions, folder)
        show("what ships, on core questions", measure(searching(Searcher(corpus)), asked_by(asking, CORE)))
    questions = about_passages(passages)
    print(f"passages by place and subject: {len(questions)} questions")
    searcher = Searcher(Corpus((*law_chunks(), *passages)))
    show("among everything", measure(searching(searcher), questions))
    in_reports: Find = lambda q: [hit.id for hit in searcher.search(q, k=DEPTH, kinds=["passage"])]  # noqa: E731
    show("--in reports", measure(in_reports, questions))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dev", action="store_true", help="cross-validate between the two voices")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        passages = [p for report in list_reports(Path(folder)) for p in report.passages]
        (develop if arguments.dev else report_held_out)(passages, Path(folder) / "index")


if __name__ == "__main__":
    main()
