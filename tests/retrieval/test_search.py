"""Ranking, hard filters, and the contract of a hit; all without Chroma."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nianbao.paths import ROOT
from retrieval.chunks import Chunk, law_chunks
from retrieval.corpus import Corpus, load_corpus
from retrieval.grams import grams
from retrieval.lexical import QUESTION_DECAY, LawIndex, LexicalIndex, Tuning, pooled
from retrieval.search import SCOPES, Searcher, fused, open_searcher


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return Searcher(load_corpus(tmp_path_factory.mktemp("data")))


# --- terms and scores -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("年报", ["年", "报", "年报"]),
        ("２０个工作日", ["20", "个", "工", "作", "日", "个工", "工作", "作日"]),
        ("DOCX 文件", ["docx", "文", "件", "文件"]),
        ("收　费，12.5万", ["收", "费", "收费", "12.5", "万"]),
        ("，。！", []),
        ("", []),
    ],
)
def test_grams(text: str, terms: list[str]) -> None:
    assert grams(text) == terms


def test_coverage_is_a_share() -> None:
    index = LexicalIndex([["a", "b"], ["c"], ["a"]], Tuning(1.2, 0.75))
    everything = index.coverage(["a", "b"])
    assert 0 < everything[2] < everything[0] < 1
    assert everything[1] == 0
    assert index.coverage(["a", "zzz"])[2] < index.coverage(["a"])[2], "unknown terms count against a hit"
    assert not index.coverage([]).any()
    assert LexicalIndex([], Tuning(1.2, 0.75)).coverage(["a"]).shape == (0,)


def test_pooling_lets_the_best_question_count_most() -> None:
    import numpy as np

    rows = np.array([[0.5, 0.0], [0.1, 0.4]], dtype=np.float32)
    assert pooled(rows) == pytest.approx([0.5, 0.4 + 0.1 * QUESTION_DECAY])


def test_fusion_prefers_what_both_rankings_have() -> None:
    assert [item for item, _ in fused([1, 2, 3], [3, 2])][:2] == [3, 2]
    assert fused([7], [7])[0] == pytest.approx((7, 1.0))


# --- what is found ----------------------------------------------------------------------------------------------


def test_the_expansion_earns_its_place() -> None:
    """Known questions of one voice against unseen ones of the other: far above the bare text (about 0.6)."""
    chunks = law_chunks(["citizen"])
    asked = [(q, i) for i, c in enumerate(law_chunks(["staff"])) for q in c.questions][::7]

    def recall_at_5(index: LawIndex) -> float:
        return sum(right in (-index.scores(q)).argsort()[:5] for q, right in asked) / len(asked)

    bare = recall_at_5(LawIndex([Chunk(c.id, c.kind, c.title, c.text) for c in chunks]))
    assert recall_at_5(LawIndex(chunks)) > 0.9
    assert bare < 0.75


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("第五十条", "article:50"),
        ("第50条讲了啥", "article:50"),
        ("五十条第四项", "article:50"),
        ("《政府信息公开条例》第三十三条第二款", "article:33"),
        ("应当在每年1月31日前提交上一年度政府信息公开工作年度报告", "article:49"),
        ("自收到申请之日起7个工作日内一次性告知申请人作出补正", "article:30"),
    ],
)
def test_the_right_text_comes_first(searcher: Searcher, query: str, first: str) -> None:
    assert searcher.search(query)[0].id == first


def test_articles_named_together_keep_their_order(searcher: Searcher) -> None:
    hits = searcher.search("第五十条和第四十九条有什么关系", k=5)
    assert [h.id for h in hits[:2]] == ["article:50", "article:49"]
    assert [h.score for h in hits[:2]] == [1.0, 1.0]
    assert len({h.id for h in hits}) == len(hits)


def test_a_named_article_obeys_filters(searcher: Searcher) -> None:
    assert all(h.kind == "passage" for h in searcher.search("第五十条", kinds=["passage"]))


def test_questions_about_law_are_not_drowned_by_reports(searcher: Searcher) -> None:
    hits = searcher.search("申请信息公开要收多少钱", k=5)
    assert sum(h.id.startswith("report:") for h in hits) <= 1


def test_a_place_in_the_question_brings_its_report(searcher: Searcher) -> None:
    hits = searcher.search("柳溪镇的新媒体推送了多少条", k=3)
    assert "柳溪镇" in (hits[0].agency or "")


@pytest.mark.parametrize("query", ["", "   ", "，。", "zzzz qqqq"])
def test_nothing_to_go_on_finds_nothing(searcher: Searcher, query: str) -> None:
    assert searcher.search(query) == []


@pytest.mark.parametrize("k", [0, 1, 3, 500])
def test_k_is_a_ceiling(searcher: Searcher, k: int) -> None:
    hits = searcher.search("年度报告", k=k)
    assert len(hits) <= k
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


# --- filters ----------------------------------------------------------------------------------------------------

FILTERS = [
    {"year": 2023},
    {"agency_kind": "department"},
    {"level": "township"},
    {"region": "示例省"},
    {"section": "problems"},
    {"exclude_agency": "示例省云岭市青禾县柳溪镇人民政府"},
    {"year": 2024, "agency_kind": "government", "level": "county", "section": "overview"},
]


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_filters_are_hard(searcher: Searcher, wanted: dict[str, object]) -> None:
    hits = searcher.search("政府信息公开存在的问题和改进", k=500, kinds=["passage"], **wanted)  # type: ignore[arg-type]
    assert hits
    for hit in hits:
        chunk = searcher.chunk(hit.id)
        for field, value in wanted.items():
            if field == "exclude_agency":
                assert chunk.agency != value
            else:
                assert getattr(chunk, field) == value


def test_a_filter_that_nothing_satisfies_gives_nothing(searcher: Searcher) -> None:
    assert searcher.search("政府信息公开", year=1999) == []
    assert searcher.search("政府信息公开", kinds=["article"], year=2023) == [], "an article has no year"
    assert searcher.search("政府信息公开", kinds=[]) == []


def test_an_unknown_kind_is_refused(searcher: Searcher) -> None:
    with pytest.raises(ValueError, match="没有这种文本：law"):
        searcher.search("年报", kinds=["law"])


@pytest.mark.parametrize(("scope", "kinds"), [("regulation", {"article"}), ("reports", {"passage"})])
def test_scopes(searcher: Searcher, scope: str, kinds: set[str]) -> None:
    assert {h.kind for h in searcher.search("政府信息公开工作", k=50, kinds=SCOPES[scope])} == kinds


# --- the contract -----------------------------------------------------------------------------------------------


def test_a_hit_is_the_contract(searcher: Searcher) -> None:
    article = searcher.search("第五十条")[0].as_json()
    assert list(article) == ["id", "kind", "title", "article", "agency", "year", "section", "text", "score"]
    assert (article["kind"], article["article"], article["agency"]) == ("article", "第五十条", None)
    note = next(h for h in searcher.search("表三的勾稽关系", k=10, kinds=["note"])).as_json()
    assert note["kind"] == "passage"
    assert note["id"].startswith("note:")
    passage = searcher.search("新媒体", kinds=["passage"])[0].as_json()
    assert (passage["kind"], passage["article"]) == ("passage", None)
    assert passage["agency"]
    assert passage["year"]
    json.dumps([article, note, passage])


# --- cost -------------------------------------------------------------------------------------------------------


def test_searching_loads_no_heavy_library() -> None:
    code = (
        "import sys; from retrieval.search import open_searcher; s = open_searcher(); assert s.search('年报几号前交');"
        "assert s.ranking == 'lexical' and s.notice is None;"
        "print([m for m in ('chromadb', 'langchain_core', 'openai', 'streamlit', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_quoting_the_law_loads_no_search_library() -> None:
    code = (
        "import sys; from nianbao.report.regulation import cite; cite(50);"
        "print([m for m in ('chromadb', 'bm25s', 'numpy', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_empty_corpus_is_no_accident() -> None:
    assert Searcher(Corpus(())).search("年报") == []


def test_open_searcher_reads_what_the_user_added(tmp_path: Path) -> None:
    from nianbao.settings import get_settings

    folder = get_settings().data_dir / "corpus"
    folder.mkdir(parents=True)
    sample = (ROOT / "corpus" / "reports" / "luqi-town-2024.md").read_text(encoding="utf-8")
    (folder / "mine.md").write_text(sample.replace("鹭栖镇", "白鹤滩镇"), encoding="utf-8")
    hits = open_searcher().search("白鹤滩镇", kinds=["passage"])
    assert hits[0].id.startswith("report:mine:")
