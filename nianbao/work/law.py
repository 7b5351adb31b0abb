"""Looking up the regulation, the notes and past reports."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from nianbao.report.as_json import Json
from nianbao.work.services import Services

if TYPE_CHECKING:
    pass


SearchKind = Literal["article", "note", "passage"]


def search(services: Services, query: str, kinds: Sequence[SearchKind], k: int) -> list[Json]:
    """Hits as the contract writes them, best first."""
    return [hit.as_json() for hit in services.searcher.search(query, k=k, kinds=tuple(kinds))]
