"""Our search as a LangChain retriever. Importing this module imports langchain-core: do it inside functions."""

from retrieval.quiet import silence

silence()

from langchain_core.callbacks import CallbackManagerForRetrieverRun  # noqa: E402
from langchain_core.documents import Document  # noqa: E402
from langchain_core.retrievers import BaseRetriever  # noqa: E402
from pydantic import ConfigDict  # noqa: E402

from retrieval.search import Searcher  # noqa: E402


class NianbaoRetriever(BaseRetriever):
    """``search`` for chains and agents. A document's metadata is the hit as ``search --json`` has it, without text."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    k: int = 5
    kinds: tuple[str, ...] | None = None
    """Of ``article``, ``note``, ``passage``; None is all."""
    year: int | None = None
    agency_kind: str | None = None
    level: str | None = None
    region: str | None = None
    section: str | None = None
    exclude_agency: str | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        hits = self.searcher.search(
            query,
            self.k,
            kinds=self.kinds,
            year=self.year,
            agency_kind=self.agency_kind,
            level=self.level,
            region=self.region,
            section=self.section,
            exclude_agency=self.exclude_agency,
        )
        found = [hit.as_json() for hit in hits]
        return [Document(page_content=hit.pop("text"), metadata=hit) for hit in found]
