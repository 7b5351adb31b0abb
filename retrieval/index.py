"""The vectors of the corpus in a Chroma collection: derived, made whole or not at all, made again after any trouble.

Chroma loses data when it is killed while writing and when two processes write. So nothing is ever added to an index:
one writer (a lock) builds a new folder, a child process verifies it, it gets its name by one rename, and readers are
led to it by one small file that is replaced atomically. A killed builder leaves the old index in place.

::

    <root>/CURRENT             name of the folder in use
    <root>/writer.lock         held by the builder
    <root>/v-…/manifest.json   which embedding, which corpus and code, how many vectors, hashes of the graph's files
    <root>/v-…/embedding.json  what the embedding learnt from the corpus
    <root>/v-…/chroma/         Chroma's own files
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from nianbao.paths import ROOT
from nianbao.report.errors import UserError
from nianbao.report.files import private_folder
from nianbao.settings import Settings
from retrieval.chunks import Chunk
from retrieval.corpus import Corpus, code_fingerprint, load_corpus
from retrieval.embeddings import Embedding, Vectors, configured_embedding
from retrieval.filters import Filters, metadata
from retrieval.quiet import silence

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection

COLLECTION = "chunks"
FORMAT = 1
_CONFIGURATION: "CreateCollectionConfiguration" = {
    "hnsw": {"space": "cosine", "ef_search": 400, "batch_size": 2, "sync_threshold": 2}
}
"""ef_search: with Chroma's default of 100 every tenth neighbour is missed; with 400 none, at the same cost.
sync_threshold: each batch goes to the graph's files at once. What waits in the log would be replayed by each reader,
and the files would change under its hands; so they never do, and their hashes tell whether they are whole."""
_ADD_BATCH = 2000
_CODE = ("retrieval/index.py", "retrieval/embeddings.py", "retrieval/grams.py", "retrieval/filters.py")
_FOLDER, _UNFINISHED = "v-", "building-"
LOCK_TIMEOUT = 600.0
"""Seconds to wait for another builder."""
VERIFY_TIMEOUT = 300.0
_FOUND_AGAIN = 0.9
"""Share of the sampled vectors that a sound graph finds."""
NEIGHBOURS = 200
"""Vectors taken from the collection for a query; several belong to one chunk."""
_NEIGHBOUR_DECAY = 0.7
"""A chunk's second nearest vector counts this much of the nearest, the third the square of it, and so on."""


class IndexUnusableError(UserError):
    """There is no index to read, or it must be made again. ``str()`` says why, in Chinese."""


class EmbeddingMismatchError(IndexUnusableError):
    """The index was made by another embedding than the one that asks."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made from. ``files``: SHA-256 of the graph's files, which reading never changes."""

    format: int
    embedding: str
    dimension: int
    fingerprint: str
    vectors: int
    files: dict[str, str]


def index_root(data_dir: Path) -> Path:
    return data_dir / "index"


def fingerprint(corpus: Corpus, embedding: Embedding) -> str:
    """Changes with the corpus, the embedding and the code that makes the index."""
    parts = (str(FORMAT), corpus.fingerprint, embedding.name, code_fingerprint(_CODE))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


# --- reading ----------------------------------------------------------------------------------------------------


class VectorIndex:
    """An open index. Made by ``open_index`` or ``ensure``; ``close`` it when done."""

    def __init__(self, folder: Path, manifest: Manifest, embedding: Embedding) -> None:
        self.folder, self.manifest, self._embedding = folder, manifest, embedding
        with _chroma_trouble():
            self._client, self._collection = _open_collection(folder / "chroma")
            count = self._collection.count()
        if count != manifest.vectors:
            self.close()
            raise IndexUnusableError(f"索引里有{count}个向量，应为{manifest.vectors}个，需要重建。")

    def query(self, text: str, filters: Filters | None = None) -> list[tuple[str, float]]:
        """Chunk ids with similarity, best first: the mean cosine of a chunk's vectors, the nearest counting most.

        Raises ``EmbeddingError`` when the query cannot be embedded, ``IndexUnusableError`` when Chroma fails.
        """
        vector = self._embedding.embed_query(text)
        if vector.shape[1] != self.manifest.dimension:
            raise EmbeddingMismatchError(
                f"索引的向量是{self.manifest.dimension}维，查询的是{vector.shape[1]}维，不能混用，"
                "请运行 nianbao corpus rebuild 重建索引。"
            )
        with _chroma_trouble():
            found = self._collection.query(
                query_embeddings=vector,
                n_results=min(NEIGHBOURS, self.manifest.vectors),
                where=(filters or Filters()).as_where(),
                include=["metadatas", "distances"],
            )
        near: dict[str, list[float]] = {}
        vectors_of: dict[str, int] = {}
        for meta, distance in zip((found["metadatas"] or [[]])[0], (found["distances"] or [[]])[0], strict=True):
            chunk = str(meta["chunk"])
            near.setdefault(chunk, []).append(1 - distance)
            vectors_of[chunk] = int(str(meta["vectors"]))
        means = {chunk: _mean_of_nearest(similar, vectors_of[chunk]) for chunk, similar in near.items()}
        return sorted(means.items(), key=lambda item: -item[1])

    def close(self) -> None:
        self._client.close()


def _mean_of_nearest(similarities: Sequence[float], vectors: int) -> float:
    """Weighted mean over all ``vectors`` of a chunk; those not among the neighbours count 0."""
    weights = _NEIGHBOUR_DECAY ** np.arange(vectors)
    return float(np.dot(sorted(similarities, reverse=True), weights[: len(similarities)]) / weights.sum())


def open_index(root: Path, corpus: Corpus, embedding: Embedding) -> VectorIndex:
    """The index in use, if it was made from this corpus by this embedding and is whole.

    Raises ``EmbeddingMismatchError`` or ``IndexUnusableError``; never repairs. The files are checked before Chroma
    sees them: a damaged graph can take the whole interpreter down.
    """
    folder = _current_folder(root)
    manifest = _read_manifest(folder)
    if manifest.embedding != embedding.name:
        raise EmbeddingMismatchError(
            f"索引由“{manifest.embedding}”建立，当前设置的是“{embedding.name}”，两者的向量不能混用，"
            "请运行 nianbao corpus rebuild 重建索引。"
        )
    if manifest.fingerprint != fingerprint(corpus, embedding):
        raise IndexUnusableError("语料或程序在建立索引之后有变化，需要重建。")
    _check_files(folder, manifest)
    try:
        embedding.restore(json.loads((folder / "embedding.json").read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise IndexUnusableError("索引里的字频记录已损坏，需要重建。") from error
    return VectorIndex(folder, manifest, embedding)


def ensure(root: Path, corpus: Corpus, embedding: Embedding) -> VectorIndex:
    """The index in use, made anew if there is none or it does not fit: whatever was there is never mixed in.

    Raises ``EmbeddingError`` when the endpoint fails, ``IndexUnusableError`` when no index can be built here.
    """
    try:
        return open_index(root, corpus, embedding)
    except IndexUnusableError:
        build(root, corpus, embedding)
        return open_index(root, corpus, embedding)


def _current_folder(root: Path) -> Path:
    try:
        name = (root / "CURRENT").read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise IndexUnusableError("还没有建立索引。") from error
    if not name.startswith(_FOLDER) or "/" in name or "\\" in name or not (root / name).is_dir():
        raise IndexUnusableError("索引的指针指向不存在的文件夹，需要重建。")
    return root / name


def _read_manifest(folder: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnusableError("索引缺少清单或清单已损坏，需要重建。") from error
    if manifest.format != FORMAT:
        raise IndexUnusableError("索引是另一版程序建立的，需要重建。")
    return manifest


def _check_files(folder: Path, manifest: Manifest) -> None:
    if _graph_hashes(folder / "chroma") != manifest.files:
        raise IndexUnusableError("索引文件已损坏，需要重建。")
    database = folder / "chroma" / "chroma.sqlite3"
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            healthy = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.Error:
        healthy = False
    if not healthy:
        raise IndexUnusableError("索引数据库已损坏，需要重建。")


def _graph_hashes(chroma: Path) -> dict[str, str]:
    """Hashes of everything but the SQLite files, which opening them changes."""
    files = sorted(p for p in chroma.rglob("*") if p.is_file() and not p.name.startswith("chroma.sqlite3"))
    return {p.relative_to(chroma).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


# --- writing ----------------------------------------------------------------------------------------------------


def build(root: Path, corpus: Corpus, embedding: Embedding) -> Path:
    """Make the index anew and switch to it; returns its folder. The old one stays in use until the last step.

    Raises ``EmbeddingError``, or ``IndexUnusableError`` when Chroma fails, the new index does not verify, or another
    process has been building for ``LOCK_TIMEOUT`` seconds. A process that waited for one which built the very same
    index takes that.
    """
    private_folder(root)
    before = _pointer(root)
    with _sole_writer(root):
        if (pointer := _pointer(root)) != before and _made_by_another(root / pointer, corpus, embedding):
            return root / pointer
        unfinished = root / f"{_UNFINISHED}{uuid.uuid4().hex[:12]}"
        try:
            manifest = _fill(unfinished, corpus, embedding)
            _verify(unfinished / "chroma", manifest.vectors)
            finished = root / f"{_FOLDER}{manifest.fingerprint[:12]}-{uuid.uuid4().hex[:6]}"
            os.rename(unfinished, finished)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        _write_durably(root / "CURRENT", finished.name)
        _remove_others(root, finished)
        return finished


def rebuild_index(settings: Settings) -> int | None:
    """Make the index anew from the corpus, with the configured embedding; returns how many texts it covers.

    None without an embedding: search is then by words and needs no index. Raises as ``build`` does.
    """
    embedding = configured_embedding(settings)
    if embedding is None:
        return None
    corpus = load_corpus(settings.data_dir)
    build(index_root(settings.data_dir), corpus, embedding)
    return len(corpus.chunks)


def _pointer(root: Path) -> str:
    try:
        return (root / "CURRENT").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def _made_by_another(folder: Path, corpus: Corpus, embedding: Embedding) -> bool:
    try:
        return _read_manifest(folder).fingerprint == fingerprint(corpus, embedding)
    except IndexUnusableError:
        return False


def _fill(folder: Path, corpus: Corpus, embedding: Embedding) -> Manifest:
    """A whole index folder but for its final name."""
    entries = [(chunk, text) for chunk in corpus.chunks for text in _texts(chunk)]
    texts = [text for _, text in entries]
    state = embedding.fit(texts)
    vectors = embedding.embed_documents(texts)
    with _chroma_trouble():
        _add_all(folder / "chroma", [chunk for chunk, _ in entries], vectors)
    manifest = Manifest(
        format=FORMAT,
        embedding=embedding.name,
        dimension=int(vectors.shape[1]),
        fingerprint=fingerprint(corpus, embedding),
        vectors=len(entries),
        files=_graph_hashes(folder / "chroma"),
    )
    _write_durably(folder / "embedding.json", json.dumps(state, ensure_ascii=False))
    _write_durably(folder / "manifest.json", json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
    return manifest


def _texts(chunk: Chunk) -> tuple[str, ...]:
    """What stands for a chunk: itself, and each question it answers."""
    return (f"{chunk.title}\n{chunk.text}", *chunk.questions)


def _add_all(path: Path, chunks: Sequence[Chunk], vectors: Vectors) -> None:
    client = _client(path)
    try:
        # Embeddings are always given; without embedding_function=None Chroma would set up one that downloads.
        collection = client.create_collection(COLLECTION, configuration=_CONFIGURATION, embedding_function=None)
        for part in np.array_split(np.arange(len(chunks)), len(chunks) // _ADD_BATCH + 1):
            collection.add(
                ids=[str(i) for i in part],
                embeddings=vectors[part],
                metadatas=[{**metadata(chunks[i]), "vectors": len(_texts(chunks[i]))} for i in part],
            )
    finally:
        client.close()


def _verify(chroma: Path, vectors: int) -> None:
    """Open and query the new collection in a child process, which a damaged graph may kill without harm."""
    command = [sys.executable, "-m", "retrieval.verify", str(chroma.resolve()), str(vectors)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=VERIFY_TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise IndexUnusableError("新建的索引无法检验，已放弃，原索引不变。") from error
    if done.returncode != 0:
        raise IndexUnusableError("新建的索引没有通过检验，已放弃，原索引不变。")


def self_check(chroma: Path, vectors: int, samples: int = 50) -> bool:
    """Whether the collection holds so many vectors and finds ``samples`` of them, evenly picked, at distance 0.

    A few may be missed: the graph is approximate where many vectors are alike. A damaged one misses most.
    """
    with closing_collection(chroma) as collection:
        if collection.count() != vectors:
            return False
        ids = [str(i) for i in np.unique(np.linspace(0, vectors - 1, min(samples, vectors)).astype(int))]
        stored = collection.get(ids=ids, include=["embeddings"])["embeddings"]
        if stored is None or len(stored) != len(ids):
            return False
        found = collection.query(query_embeddings=np.asarray(stored), n_results=1, include=["distances"])
        at_home = [bool(row) and row[0] < 1e-3 for row in found["distances"] or [[]]]
        return sum(at_home) >= _FOUND_AGAIN * len(ids)


def _write_durably(path: Path, text: str) -> None:
    unfinished = path.with_name(f"{path.name}.{uuid.uuid4().hex[:6]}")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)


def _remove_others(root: Path, keep: Path) -> None:
    """Folders no longer pointed to, and what killed builders left. Only the holder of the lock may call this."""
    for folder in root.iterdir():
        if folder.is_dir() and folder != keep and folder.name.startswith((_FOLDER, _UNFINISHED)):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _sole_writer(root: Path) -> Iterator[None]:
    """One builder at a time, of all threads and processes. SQLite's lock is used since it works on every system
    and the kernel lets go of it when its holder is killed."""
    with closing(sqlite3.connect(root / "writer.lock", timeout=LOCK_TIMEOUT, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise IndexUnusableError("另一个程序正在重建索引，请稍后再试。") from error
        yield


# --- Chroma -----------------------------------------------------------------------------------------------------


def _client(path: Path) -> "Client":
    silence()
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    client = chromadb.PersistentClient(str(path), settings=ChromaSettings(anonymized_telemetry=False))
    return cast("Client", client)  # declared as an interface that lacks close()


def _open_collection(path: Path) -> "tuple[Client, Collection]":
    client = _client(path)
    try:
        return client, client.get_collection(COLLECTION, embedding_function=None)
    except BaseException:
        client.close()
        raise


@contextmanager
def closing_collection(path: Path) -> "Iterator[Collection]":
    client, collection = _open_collection(path)
    try:
        yield collection
    finally:
        client.close()


@contextmanager
def _chroma_trouble() -> Iterator[None]:
    """Whatever Chroma throws becomes ``IndexUnusableError``; a panic of its Rust part is not even an ``Exception``."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise IndexUnusableError(f"向量库 Chroma 不能使用（{type(error).__name__}）。") from error
