"""Texts to vectors by an OpenAI-compatible endpoint, which may know that 要材料 and 申请公开 are the same.

Nothing is built in: an embedding of spelling alone was measured against BM25 and added nothing to the ranking.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from nianbao.report.errors import UserError
from nianbao.settings import Settings

if TYPE_CHECKING:
    from openai import OpenAI

Vectors = NDArray[np.float32]
"""One row a text."""

BATCH = 64
"""Texts in one request to an endpoint; servers commonly refuse more."""
LONGEST_TEXT = 1200
"""Characters of a text sent to an endpoint; models commonly read 512 tokens."""
QUERY_TIMEOUT = 10.0
"""Seconds. A person waits for a query; without an answer the lexical ranking is shown alone."""


class EmbeddingError(UserError):
    """The embedding could not be had. ``str()`` is one Chinese sentence."""


class Embedding(Protocol):
    """What the vector index needs. ``name`` tells embeddings apart: vectors of two names never meet in one index."""

    @property
    def name(self) -> str: ...

    def fit(self, texts: Sequence[str]) -> dict[str, Any]:
        """Learn from the corpus what is needed, and return it as JSON to be kept with the index."""

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take back what ``fit`` returned. Raises ``EmbeddingError`` when it is not that."""

    def embed_documents(self, texts: Sequence[str]) -> Vectors: ...

    def embed_query(self, text: str) -> Vectors:
        """One row."""


class EndpointEmbedding:
    """``POST {base_url}/embeddings`` of any OpenAI-compatible server. The client is made at the first call."""

    def __init__(self, model: str, base_url: str, api_key: str, timeout: float) -> None:
        self._model, self._base_url, self._api_key, self._timeout = model, base_url, api_key, timeout
        self._client: OpenAI | None = None
        address = urlsplit(base_url)
        place = f"{address.hostname or 'default'}{f':{address.port}' if address.port else ''}{address.path.rstrip('/')}"
        self.name = f"endpoint:{place}:{model}"

    def fit(self, texts: Sequence[str]) -> dict[str, Any]:
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        return None

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        batches = [texts[i : i + BATCH] for i in range(0, len(texts), BATCH)]
        return np.concatenate([self._request(batch, self._timeout, retries=2) for batch in batches])

    def embed_query(self, text: str) -> Vectors:
        return self._request([text], min(self._timeout, QUERY_TIMEOUT), retries=0)

    def _request(self, texts: Sequence[str], timeout: float, retries: int) -> Vectors:
        from openai import OpenAIError

        try:
            answer = (
                self._connected()
                .with_options(timeout=timeout, max_retries=retries)
                .embeddings.create(model=self._model, input=[t[:LONGEST_TEXT] for t in texts], encoding_format="float")
            )
            rows = sorted(answer.data, key=lambda row: row.index)
            vectors = np.array([row.embedding for row in rows], dtype=np.float32)
        except OpenAIError as error:
            raise EmbeddingError(
                f"向量服务没有给出结果（{type(error).__name__}），"
                "请检查 OPENAI_BASE_URL、NIANBAO_EMBEDDING_MODEL 和网络。"
            ) from error
        except (ValueError, TypeError, AttributeError) as error:
            raise EmbeddingError("向量服务的应答不是约定的格式。") from error
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            raise EmbeddingError(f"向量服务应答了{len(rows)}个向量，应为{len(texts)}个同样长度的向量。")
        if not np.linalg.norm(vectors, axis=1).all():
            raise EmbeddingError("向量服务应答了全零的向量。")
        return vectors

    def _connected(self) -> "OpenAI":
        if self._client is None:
            from openai import OpenAI

            self._client = OpenAI(api_key=self._api_key or "none", base_url=self._base_url or None)
        return self._client


def configured_embedding(settings: Settings) -> Embedding | None:
    """The endpoint's embedding when one is set; without one search is by words, and there is no vector index."""
    if not settings.embedding_configured:
        return None
    return EndpointEmbedding(
        settings.embedding_model, settings.openai_base_url, settings.openai_api_key, settings.model_timeout
    )
