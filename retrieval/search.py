"""Search over law, notes and passages of reports: who asks in spoken words gets the article.

Ranking is BM25 (``retrieval.lexical``), rebuilt in memory at each start, so that it is never stale. With an
endpoint's embedding configured, the vector index is fused in by reciprocal rank. The built-in embedding is not fused:
measured, it makes the ranking worse (``benchmarks/retrieval.py --dev``); so without a key Chroma is never loaded here.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from nianbao.report.patterns import HAN, regex
from nianbao.report.regulation import find_references
from nianbao.report.text import fold
from nianbao.settings import Settings, get_settings
from retrieval.chunks import LAW_KINDS, Chunk, ChunkKind
from retrieval.corpus import Corpus, load_corpus
from retrieval.embeddings import EmbeddingError, configured_embedding
from retrieval.filters import Filters, checked_kinds
from retrieval.index import IndexUnusableError, VectorIndex, ensure, index_root
from retrieval.lexical import PassageIndex, law_index

SCOPES: dict[str, tuple[ChunkKind, ...]] = {"regulation": ("article",), "reports": ("passage",)}
"""What ``nianbao search --in`` names."""

PASSAGE_WEIGHT = 0.6
"""Of a passage's score beside law and notes: most questions are about the law, and reports talk of little else."""
NAMED_PASSAGE_WEIGHT = 1.5
"""The same when the question names a place or agency whose report is in the corpus."""
FUSION_DEPTH = 60
"""The constant of reciprocal-rank fusion, as usual; also how deep the rankings are read."""

_PLACE = regex(rf"{HAN}{{2,6}}?(?:自治区|开发区|街道|省|市|县|区|镇|乡)")
_WHITE = regex(r"\s+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk found; see ``Chunk`` for the fields. ``score``: 0–1, comparable within one answer only; an article asked
    for by number has 1."""

    id: str
    kind: ChunkKind
    title: str
    article: str | None
    agency: str | None
    year: int | None
    section: str | None
    text: str
    score: float

    @classmethod
    def of(cls, chunk: Chunk, score: float) -> "Hit":
        return cls(
            id=chunk.id,
            kind=chunk.kind,
            title=chunk.title,
            article=chunk.article,
            agency=chunk.agency,
            year=chunk.year,
            section=chunk.section,
            text=chunk.text,
            score=round(min(score, 1.0), 4),
        )

    def as_json(self) -> dict[str, Any]:
        """As the contract of ``search --json`` has it; a note is a passage there, told by its id ``note:…``."""
        return asdict(self) | {"kind": "article" if self.kind == "article" else "passage"}


class Searcher:
    """Search over one state of the corpus; safe to share between threads.

    ``notice`` says in Chinese what does not work as configured (None: all is well). It may appear after a search,
    when the endpoint stops answering; the lexical ranking answers then.
    """

    def __init__(self, corpus: Corpus, vectors: VectorIndex | None = None, notice: str | None = None) -> None:
        law = [c for c in corpus.chunks if c.kind in LAW_KINDS]
        passages = [c for c in corpus.chunks if c.kind == "passage"]
        self.notice = notice
        self._chunks = law + passages
        self._place = {chunk.id: i for i, chunk in enumerate(self._chunks)}
        self._law, self._passages = law_index(tuple(law)), PassageIndex(passages)
        self._is_passage = np.array([c.kind == "passage" for c in self._chunks], dtype=bool)
        self._names = {name for agency in {c.agency for c in passages} if agency for name in _names(agency)}
        self._vectors = vectors

    @property
    def ranking(self) -> Literal["lexical", "fused"]:
        """What ranks the hits."""
        return "lexical" if self._vectors is None else "fused"

    def search(
        self,
        query: str,
        k: int = 5,
        *,
        kinds: Sequence[str] | None = None,
        year: int | None = None,
        agency_kind: str | None = None,
        level: str | None = None,
        region: str | None = None,
        section: str | None = None,
        exclude_agency: str | None = None,
    ) -> list[Hit]:
        """At most ``k`` hits, best first; fewer when fewer have anything of the query. Filters are hard.

        ``kinds``: of ``article``, ``note``, ``passage``, see ``SCOPES``. The other filters: see ``Filters``.
        An article named by number (第五十条, 50条) comes first. Raises ``ValueError`` for an unknown kind.
        """
        filters = Filters(checked_kinds(kinds), year, agency_kind, level, region, section, exclude_agency)
        if not query.strip():
            return []
        named = self._named_articles(query, filters)
        admitted = np.array([filters.admits(chunk) for chunk in self._chunks], dtype=bool)
        ranked = self._rank(query, filters, admitted)
        found = [(chunk, 1.0) for chunk in named]
        found += [(self._chunks[i], score) for i, score in ranked if self._chunks[i] not in named]
        return [Hit.of(chunk, score) for chunk, score in found[: max(k, 0)]]

    def chunk(self, chunk_id: str) -> Chunk:
        """A chunk by its id. Raises ``KeyError``."""
        return self._chunks[self._place[chunk_id]]

    def _named_articles(self, query: str, filters: Filters) -> list[Chunk]:
        numbers = dict.fromkeys(reference.article for reference in find_references(query))
        chunks = [self.chunk(f"article:{number}") for number in numbers if f"article:{number}" in self._place]
        return [chunk for chunk in chunks if filters.admits(chunk)]

    def _rank(self, query: str, filters: Filters, admitted: np.ndarray[Any, Any]) -> list[tuple[int, float]]:
        weight = np.where(self._is_passage, self._passage_weight(query, filters), 1.0)
        scores = np.concatenate([self._law.scores(query), self._passages.scores(query)]) * weight * admitted
        order = [int(i) for i in np.argsort(-scores, kind="stable") if scores[i] > 0]
        by_words = [(i, float(scores[i])) for i in order]
        near = self._near(query, filters)
        if near is None:
            return by_words
        by_meaning = [(self._place[chunk], similarity) for chunk, similarity in near if chunk in self._place]
        by_meaning = [(i, similarity * float(weight[i])) for i, similarity in by_meaning if admitted[i]]
        by_meaning.sort(key=lambda item: -item[1])
        return fused([i for i, _ in by_words], [i for i, _ in by_meaning])

    def _passage_weight(self, query: str, filters: Filters) -> float:
        if not set(filters.kinds) & set(LAW_KINDS):
            return 1.0
        flat = _WHITE.sub("", fold(query))
        return NAMED_PASSAGE_WEIGHT if any(name in flat for name in self._names) else PASSAGE_WEIGHT

    def _near(self, query: str, filters: Filters) -> list[tuple[str, float]] | None:
        """The vector index's answer; None without one, or when it fails now."""
        if self._vectors is None:
            return None
        try:
            near = self._vectors.query(query, filters)
        except (EmbeddingError, IndexUnusableError) as error:
            self.notice = f"{error}本次只按字词检索。"
            return None
        self.notice = None
        return near


def fused(*rankings: Sequence[int]) -> list[tuple[int, float]]:
    """Reciprocal-rank fusion: items with a score of 0–1, where 1 is first in every ranking."""
    total: dict[int, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking[:FUSION_DEPTH], 1):
            total[item] = total.get(item, 0.0) + (FUSION_DEPTH + 1) / (FUSION_DEPTH + rank) / len(rankings)
    return sorted(total.items(), key=lambda entry: -entry[1])


def _names(agency: str) -> list[str]:
    """What a question may call an agency: its full name, or a place in it (柳溪镇)."""
    return [agency, *(match.group() for match in _PLACE.finditer(agency))]


# --- opening ----------------------------------------------------------------------------------------------------


def open_searcher(settings: Settings | None = None) -> Searcher:
    """A searcher over the corpus as it is now.

    With an endpoint's embedding configured this opens the vector index, and builds it when it is missing, damaged
    or made otherwise (some dozens of requests, once). When that fails search is lexical, and ``notice`` says why.
    """
    settings = settings or get_settings()
    corpus = load_corpus(settings.data_dir)
    embedding = configured_embedding(settings)
    if embedding is None:
        return Searcher(corpus)
    try:
        return Searcher(corpus, ensure(index_root(settings.data_dir), corpus, embedding))
    except (EmbeddingError, IndexUnusableError, OSError) as error:
        return Searcher(corpus, notice=f"向量检索不可用：{error}目前只按字词检索。")
