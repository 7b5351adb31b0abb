"""Looking up the regulation, the notes and past reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from nianbao.work.job_log import logged
from nianbao.work.review import Step, silent
from nianbao.work.services import Services

if TYPE_CHECKING:
    from retrieval.lexical import LawIndex
    from retrieval.search import Hit

SearchKind = Literal["article", "note", "passage"]
LAW: tuple[SearchKind, ...] = ("article", "note")
HITS = 5
SEARCHED: dict[str | None, tuple[SearchKind, ...]] = {None: (), "regulation": ("article",), "reports": ("passage",)}
"""What ``nianbao search --in`` may name."""


@dataclass(frozen=True)
class SearchRequest:
    """``kinds``: what is looked through, everything when empty."""

    query: str
    kinds: Sequence[SearchKind] = ()
    hits: int = HITS


@logged("search")
def search(services: Services, request: SearchRequest, step: Step = silent) -> "list[Hit]":
    """Hits, best first; the statute word for word."""
    step("检索条例和编写说明")
    return services.searcher.search(request.query, k=request.hits, kinds=tuple(request.kinds) or None)


def nearness(question: str) -> float:
    """How much of a question's words the nearest article or note covers, 0 to 1; by words alone, whatever ranks the hits."""
    return min(float(_law().scores(question).max()), 1.0)


@cache
def _law() -> "LawIndex":
    from retrieval.chunks import law_chunks
    from retrieval.lexical import law_index

    return law_index(tuple(law_chunks()))
