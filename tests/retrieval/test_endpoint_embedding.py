"""An embedding behind an OpenAI-compatible endpoint, over real HTTP on loopback."""

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from nianbao.settings import Settings, get_settings
from retrieval.chunks import law_chunks
from retrieval.corpus import Corpus
from retrieval.embeddings import BATCH, LONGEST_TEXT, EmbeddingError, EndpointEmbedding, configured_embedding
from retrieval.index import EmbeddingMismatchError, open_index, rebuild_index
from retrieval.search import Searcher, open_searcher

MEANINGS = (("收取费用", "信息处理费", "腰包瘪"), ("年度报告", "年报"), ("国家秘密", "保密"), ("国家档案馆", "查阅"))
"""The server knows these words to mean the same: one direction each."""
NOISE = 12


class EmbeddingServer(ThreadingHTTPServer):
    """Answers ``/v1/embeddings`` with one dimension a meaning and one for the rest; ``mood`` makes it misbehave."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.mood = "good"
        self.bodies: list[dict[str, Any]] = []

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: EmbeddingServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.bodies.append(body)
        status, answer = self._answer(body)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def _answer(self, body: dict[str, Any]) -> tuple[int, bytes]:
        mood = self.server.mood
        if mood == "down":
            return 400, b'{"error": {"message": "no such model"}}'
        if mood == "nonsense":
            return 200, b"<html>hello</html>"
        vectors = [_vector(text) for text in body["input"]]
        if mood == "one short":
            vectors = vectors[1:]
        if mood == "ragged":
            vectors[0] = vectors[0][:2]
        if mood == "zeros":
            vectors[0] = [0.0] * len(vectors[0])
        if mood == "longer":
            vectors = [[*v, 1.0] for v in vectors]
        rows = [{"object": "embedding", "index": i, "embedding": v} for i, v in enumerate(vectors)]
        answer = {"object": "list", "data": rows[::-1], "model": "m", "usage": {"prompt_tokens": 1, "total_tokens": 1}}
        return 200, json.dumps(answer).encode()

    def log_message(self, format: str, *args: object) -> None:
        pass


def _vector(text: str) -> list[float]:
    """The meanings, and a little of the text itself: no two texts are quite alike."""
    noise = hashlib.sha256(text.encode()).digest()[:NOISE]
    return [float(any(word in text for word in words)) for words in MEANINGS] + [0.1 * (b / 255 - 0.5) for b in noise]


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    server = EmbeddingServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def settings(server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
    monkeypatch.setenv("NIANBAO_EMBEDDING_MODEL", "m")
    get_settings.cache_clear()
    return get_settings()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """The corpus without its questions: so that words alone cannot do what meaning should."""
    corpus = Corpus(tuple(replace(c, questions=()) for c in law_chunks()))
    monkeypatch.setattr("retrieval.search.load_corpus", lambda data_dir: corpus)
    return corpus


def endpoint(server: EmbeddingServer, model: str = "m") -> EndpointEmbedding:
    return EndpointEmbedding(model, server.base_url, "", timeout=5)


def test_texts_go_in_batches_as_plain_words(server: EmbeddingServer) -> None:
    texts = [f"第{n}件" for n in range(BATCH + 5)] + ["长" * (LONGEST_TEXT + 100)]
    vectors = endpoint(server).embed_documents(texts)
    assert vectors.shape == (len(texts), len(MEANINGS) + NOISE)
    assert [len(b["input"]) for b in server.bodies] == [BATCH, 6]
    sent = [text for body in server.bodies for text in body["input"]]
    assert sent == [text[:LONGEST_TEXT] for text in texts]
    assert {b["encoding_format"] for b in server.bodies} == {"float"}


def test_answers_are_put_in_order(server: EmbeddingServer) -> None:
    vectors = endpoint(server).embed_documents(["年报", "保密"])
    assert vectors[0][1] == 1
    assert vectors[1][2] == 1


@pytest.mark.parametrize("mood", ["down", "nonsense", "one short", "ragged", "zeros"])
def test_a_bad_answer_is_an_error_in_chinese(server: EmbeddingServer, mood: str) -> None:
    server.mood = mood
    with pytest.raises(EmbeddingError) as error:
        endpoint(server).embed_documents(["年报", "保密"])
    assert str(error.value).startswith("向量服务")


def test_nobody_at_home() -> None:
    with pytest.raises(EmbeddingError, match="OPENAI_BASE_URL"):
        EndpointEmbedding("m", "http://127.0.0.1:9/v1", "", timeout=2).embed_query("年报")


def test_the_name_tells_models_apart_and_keeps_secrets() -> None:
    names = {
        EndpointEmbedding(model, url, "sk-secret", 5).name
        for model in ("a", "b")
        for url in ("http://user:pw@one.example:8000/v1", "http://two.example/v1", "")
    }
    assert len(names) == 6
    assert not any("pw" in name or "secret" in name for name in names)


def test_settings_choose_the_embedding(settings: Settings) -> None:
    assert isinstance(configured_embedding(settings), EndpointEmbedding)
    assert configured_embedding(Settings(embedding_model="")) is None


def test_rebuild_by_settings(settings: Settings) -> None:
    """What ``nianbao corpus rebuild`` calls, on the whole corpus."""
    count = rebuild_index(settings)
    assert count is not None
    assert count > 200
    assert (settings.data_dir / "index" / "CURRENT").is_file()


def test_meaning_finds_what_words_do_not(settings: Settings, small: Corpus) -> None:
    query = "会不会让人腰包瘪下去"
    assert "article:42" not in [h.id for h in Searcher(small).search(query, k=5)]
    searcher = open_searcher(settings)
    assert searcher.ranking == "fused"
    assert searcher.notice is None
    assert "article:42" in [h.id for h in searcher.search(query, k=8)]


def test_the_index_is_made_once(settings: Settings, small: Corpus, server: EmbeddingServer) -> None:
    open_searcher(settings)
    asked = len(server.bodies)
    assert asked > 1
    open_searcher(settings).search("年报")
    assert len(server.bodies) == asked + 1, "one request, for the query"


def test_another_model_does_not_read_this_ones_index(
    settings: Settings, small: Corpus, server: EmbeddingServer
) -> None:
    open_searcher(settings)
    with pytest.raises(EmbeddingMismatchError, match="不能混用"):
        open_index(settings.data_dir / "index", small, endpoint(server, "another"))


def test_an_endpoint_that_fails_leaves_search_by_words(
    settings: Settings, small: Corpus, server: EmbeddingServer, tmp_path: Path
) -> None:
    server.mood = "down"
    searcher = open_searcher(settings)
    assert searcher.ranking == "lexical"
    assert "目前只按字词检索" in (searcher.notice or "")
    assert searcher.search("第五十条")[0].id == "article:50"
    server.mood = "good"
    searcher = open_searcher(settings)
    assert searcher.ranking == "fused"
    for mood in ("down", "longer"):
        server.mood = mood
        assert searcher.search("年度报告提交日期")
        assert "本次只按字词检索" in (searcher.notice or "")
    server.mood = "good"
    searcher.search("年度报告提交日期")
    assert searcher.notice is None
