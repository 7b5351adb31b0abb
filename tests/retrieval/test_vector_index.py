"""The Chroma index: whole or not at all, never mixed, made again after any trouble, one writer."""

import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from nianbao.paths import CORPUS_DIR, ROOT
from nianbao.settings import get_settings
from retrieval.chunks import Chunk, law_chunks, report_passages
from retrieval.corpus import Corpus
from retrieval.filters import Filters
from retrieval.index import (
    EmbeddingMismatchError,
    IndexUnusableError,
    VectorIndex,
    build,
    ensure,
    open_index,
    rebuild_index,
    self_check,
)
from retrieval.search import Searcher
from tests.support.hashed_grams import HashedGrams

SAMPLES = ("liuxi-town-2023", "liuxi-town-2024", "xichuan-housing-2023")


def small_corpus() -> Corpus:
    """A dozen articles with two questions each, and three reports: a build takes a second or two."""
    from nianbao.documents import read

    law = [replace(chunk, questions=chunk.questions[:2]) for chunk in law_chunks()[40:52]]
    passages = [p for name in SAMPLES for p in report_passages(read(CORPUS_DIR / "reports" / f"{name}.md"), name)]
    return Corpus((*law, *passages))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return small_corpus()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, corpus: Corpus) -> Path:
    """A finished index; tests that change it take a copy."""
    root = tmp_path_factory.mktemp("built") / "index"
    build(root, corpus, HashedGrams())
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "index"
    shutil.copytree(built, copy)
    return copy


def folders(root: Path) -> list[str]:
    return sorted(p.name for p in root.iterdir() if p.is_dir())


def finds_itself(index: VectorIndex, corpus: Corpus) -> bool:
    chunk = corpus.chunks[0]
    return index.query(chunk.questions[0])[0][0] == chunk.id


# --- the embedding ----------------------------------------------------------------------------------------------


def test_the_built_in_embedding_is_the_same_in_every_process() -> None:
    code = (
        "import hashlib; from tests.support.hashed_grams import HashedGrams; e = HashedGrams(); e.fit(['年报几号前交', '收费']);"
        "print(hashlib.sha256(e.embed_query('年报要收费吗').tobytes()).hexdigest())"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_vectors_have_length_one_even_of_nothing() -> None:
    import numpy as np

    embedding = HashedGrams()
    embedding.fit(["年报", "收费"])
    vectors = embedding.embed_documents(["年报几号前交", "，。", ""])
    assert vectors.shape == (3, 1024)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1)


# --- building and reading ---------------------------------------------------------------------------------------


def test_an_index_answers_and_its_manifest_says_what_it_is(root: Path, corpus: Corpus) -> None:
    index = open_index(root, corpus, HashedGrams())
    assert index.manifest.embedding == HashedGrams.name
    assert index.manifest.dimension == 1024
    assert index.manifest.vectors == sum(1 + len(c.questions) for c in corpus.chunks)
    for chunk in corpus.chunks[:12]:
        assert index.query(chunk.questions[0])[0][0] == chunk.id
    index.close()


def test_filters_hold_inside_the_index(root: Path, corpus: Corpus) -> None:
    by_id = {c.id: c for c in corpus.chunks}
    index = open_index(root, corpus, HashedGrams())
    for filters in (
        Filters(kinds=("article",)),
        Filters(kinds=("passage",), year=2023),
        Filters(kinds=("passage",), agency_kind="department", level="prefecture"),
        Filters(section="problems"),
        Filters(kinds=("passage",), exclude_agency="示例省云岭市青禾县柳溪镇人民政府"),
    ):
        found = index.query("公开工作存在的问题", filters)
        assert found
        assert all(filters.admits(by_id[chunk]) for chunk, _ in found)
    assert index.query("公开", Filters(year=1999)) == []
    index.close()


def test_two_readers_in_one_process_do_not_disturb_each_other(root: Path, corpus: Corpus) -> None:
    first, second = (open_index(root, corpus, HashedGrams()) for _ in range(2))
    first.close()
    assert finds_itself(second, corpus)
    second.close()


def test_a_new_build_replaces_the_old_folder(root: Path, corpus: Corpus) -> None:
    before = folders(root)
    (root / "building-left-by-a-crash").mkdir()
    build(root, corpus, HashedGrams())
    after = folders(root)
    assert len(after) == 1
    assert after != before


def test_fused_search_uses_the_index(root: Path, corpus: Corpus) -> None:
    index = open_index(root, corpus, HashedGrams())
    searcher = Searcher(corpus, index)
    assert searcher.ranking == "fused"
    chunk = corpus.chunks[3]
    assert searcher.search(chunk.questions[0], k=3)[0].id == chunk.id
    assert all(h.kind == "passage" for h in searcher.search("问题", kinds=["passage"]))
    index.close()


def test_search_goes_on_by_words_when_the_index_fails(root: Path, corpus: Corpus) -> None:
    index = open_index(root, corpus, HashedGrams())
    searcher = Searcher(corpus, index)
    index.close()  # as if its files had been pulled away
    assert searcher.search(corpus.chunks[3].questions[0])[0].id == corpus.chunks[3].id
    assert "只按字词检索" in (searcher.notice or "")


def test_without_an_embedding_there_is_nothing_to_build() -> None:
    """What ``nianbao corpus rebuild`` calls: no index that no search would open."""
    settings = get_settings()
    assert rebuild_index(settings) is None
    assert not (settings.data_dir / "index").exists()


# --- never mixed ------------------------------------------------------------------------------------------------


class OtherEmbedding(HashedGrams):
    name = "another:1"


def test_another_embedding_is_refused_and_not_mixed_in(root: Path, corpus: Corpus) -> None:
    with pytest.raises(EmbeddingMismatchError) as error:
        open_index(root, corpus, OtherEmbedding())
    assert "不能混用" in str(error.value)
    assert HashedGrams.name in str(error.value)
    before = folders(root)
    index = ensure(root, corpus, OtherEmbedding())
    assert index.manifest.embedding == "another:1"
    assert folders(root) != before
    index.close()


def test_another_dimension_under_the_same_name_is_refused(root: Path, corpus: Corpus) -> None:
    index = open_index(root, corpus, HashedGrams())
    embedding = index._embedding
    embedding.embed_query = lambda text: HashedGrams().embed_documents([text])[:, :512]  # type: ignore[method-assign]
    with pytest.raises(EmbeddingMismatchError, match=r"1024维.*512维"):
        index.query("年报")
    index.close()


def test_a_changed_corpus_makes_the_index_stale(root: Path, corpus: Corpus) -> None:
    extra = Chunk("note:new", "note", "新说明", "新写的一段", questions=("新问题",))
    with pytest.raises(IndexUnusableError, match="有变化"):
        open_index(root, Corpus((*corpus.chunks, extra)), HashedGrams())


# --- damage -----------------------------------------------------------------------------------------------------


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def overwrite(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 64] = b"\xff" * 64
    file.write_bytes(bytes(data))


def graph_file(folder: Path, name: str = "data_level0.bin") -> Path:
    return next((folder / "chroma").rglob(name))


def point_to(root: Path, content: bytes) -> None:
    (root / "CURRENT").write_bytes(content)


def database(folder: Path) -> Path:
    return folder / "chroma" / "chroma.sqlite3"


DAMAGE: dict[str, Callable[[Path, Path], object]] = {
    "no pointer": lambda root, folder: (root / "CURRENT").unlink(),
    "pointer to nowhere": lambda root, folder: point_to(root, b"v-gone"),
    "pointer outside": lambda root, folder: point_to(root, b"../x"),
    "pointer of wrong bytes": lambda root, folder: point_to(root, b"\xff\xfe\x00"),
    "no manifest": lambda root, folder: (folder / "manifest.json").unlink(),
    "half a manifest": lambda root, folder: truncate(folder / "manifest.json"),
    "manifest of another shape": lambda root, folder: (folder / "manifest.json").write_text("{}"),
    "half the letter counts": lambda root, folder: truncate(folder / "embedding.json"),
    "half a graph": lambda root, folder: truncate(graph_file(folder)),
    "graph with wrong bytes": lambda root, folder: overwrite(graph_file(folder)),
    "a graph file missing": lambda root, folder: graph_file(folder, "link_lists.bin").unlink(),
    "half a database": lambda root, folder: truncate(database(folder)),
    "no database": lambda root, folder: database(folder).unlink(),
    "database is text": lambda root, folder: database(folder).write_text("x" * 5000),
    "no Chroma folder": lambda root, folder: shutil.rmtree(folder / "chroma"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_noticed_before_chroma_sees_it(root: Path, corpus: Corpus, damage: str) -> None:
    folder = root / (root / "CURRENT").read_text().strip()
    DAMAGE[damage](root, folder)
    with pytest.raises(IndexUnusableError) as error:
        open_index(root, corpus, HashedGrams())
    assert str(error.value).endswith("。")


@pytest.mark.parametrize("damage", ["pointer to nowhere", "half a manifest", "half a graph", "half a database"])
def test_damage_is_mended(root: Path, corpus: Corpus, damage: str) -> None:
    DAMAGE[damage](root, root / (root / "CURRENT").read_text().strip())
    index = ensure(root, corpus, HashedGrams())
    assert finds_itself(index, corpus)
    index.close()


def test_the_check_in_the_child_process_can_fail(root: Path) -> None:
    chroma = root / (root / "CURRENT").read_text().strip() / "chroma"
    vectors = json.loads((chroma.parent / "manifest.json").read_text())["vectors"]
    assert self_check(chroma, vectors)
    assert not self_check(chroma, vectors + 1)
    command = [sys.executable, "-m", "retrieval.verify"]
    assert subprocess.run([*command, str(chroma), str(vectors)], cwd=ROOT, capture_output=True).returncode == 0
    assert subprocess.run([*command, str(chroma), str(vectors + 1)], cwd=ROOT, capture_output=True).returncode == 1
    shutil.rmtree(chroma)
    assert subprocess.run([*command, str(chroma), str(vectors)], cwd=ROOT, capture_output=True).returncode != 0


def test_an_index_that_does_not_verify_is_not_switched_to(
    root: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = folders(root)
    monkeypatch.setattr("retrieval.index.sys.executable", shutil.which("false") or "/bin/false")
    with pytest.raises(IndexUnusableError, match="没有通过检验"):
        build(root, corpus, HashedGrams())
    assert folders(root) == before
    index = open_index(root, corpus, HashedGrams())
    index.close()


# --- killed, and two at once ------------------------------------------------------------------------------------

BUILDER = """
import sys, time
from pathlib import Path
import retrieval.index as index
from tests.support.hashed_grams import HashedGrams
from tests.retrieval.test_vector_index import small_corpus

root, (name, _, nth), embedding = Path(sys.argv[1]), sys.argv[2].partition(":"), HashedGrams()
embedding.name = sys.argv[3]
calls = 0

def pausing(original):
    def wrapper(*arguments):
        global calls
        calls += 1
        if calls == int(nth or 1):
            print("PAUSED", flush=True)
            time.sleep(60)
        return original(*arguments)
    return wrapper

if name:
    setattr(index, name, pausing(getattr(index, name)))
fill = index._fill
def timed(*arguments):
    start = time.time()
    made = fill(*arguments)
    time.sleep(0.5)
    print("FILLED", start, time.time(), flush=True)
    return made
index._fill = timed
index.build(root, small_corpus(), embedding)
"""


def start_builder(root: Path, pause_at: str = "", embedding: str = HashedGrams.name) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", BUILDER, str(root), pause_at, embedding]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    "moment", ["_add_all", "_graph_hashes", "_write_durably", "_verify", "_write_durably:3", "_remove_others"]
)
def test_kill_9_of_the_builder_leaves_an_index_that_answers(root: Path, corpus: Corpus, moment: str) -> None:
    """Killed before Chroma is filled, after that, before the manifest is whole, before the new index is verified,
    before the pointer is switched, after that."""
    builder = start_builder(root, moment)
    assert builder.stdout is not None
    while "PAUSED" not in (line := builder.stdout.readline()):
        assert line, "the builder ended too early"
    builder.send_signal(signal.SIGKILL)
    assert builder.wait() == -signal.SIGKILL
    index = open_index(root, corpus, HashedGrams())
    assert finds_itself(index, corpus)
    index.close()
    build(root, corpus, HashedGrams())  # the lock died with its holder
    assert len(folders(root)) == 1, "what the killed builder left is gone"


@pytest.mark.parametrize("after", [0.05, 0.6, 1.2])
def test_kill_9_at_any_time(root: Path, corpus: Corpus, after: float) -> None:
    builder = start_builder(root)
    time.sleep(after)
    builder.kill()
    builder.wait()
    index = ensure(root, corpus, HashedGrams())
    assert finds_itself(index, corpus)
    index.close()


def test_writers_take_turns(tmp_path: Path, corpus: Corpus) -> None:
    root = tmp_path / "index"
    builders = [start_builder(root, embedding=name) for name in ("one", "two", "three")]
    printed = [builder.communicate(timeout=120)[0] for builder in builders]
    assert [builder.returncode for builder in builders] == [0, 0, 0]
    spans = sorted(tuple(map(float, line.split()[1:])) for out in printed for line in out.splitlines())
    assert len(spans) == 3
    assert all(later[0] >= earlier[1] for earlier, later in itertools.pairwise(spans))
    assert len(folders(root)) == 1
    last = HashedGrams()
    last.name = json.loads((root / folders(root)[0] / "manifest.json").read_text())["embedding"]
    index = open_index(root, corpus, last)
    assert finds_itself(index, corpus)
    index.close()


def test_writers_of_the_same_index_end_with_one(tmp_path: Path, corpus: Corpus) -> None:
    root = tmp_path / "index"
    builders = [start_builder(root) for _ in range(2)]
    assert [builder.wait(timeout=120) for builder in builders] == [0, 0]
    assert len(folders(root)) == 1
    index = open_index(root, corpus, HashedGrams())
    assert finds_itself(index, corpus)
    index.close()
