"""写具体一点: with a model its words are shown, then stand amber in a new revision; without one it is said what is missing."""

import pytest

from nianbao.papers.specific_text import specific_told
from nianbao.report.errors import UserError
from nianbao.settings import Settings
from nianbao.store.drafts import load_revision
from nianbao.work.bench.opening import open_draft
from nianbao.work.bench.saying import Said, say
from nianbao.work.bench.sentences import cards
from nianbao.work.bench.specific import MoreSpecific, Specified, more_specific, take_specific
from nianbao.work.draft import DraftRequest, draft_report
from nianbao.work.services import Services
from tests.support.draft_inputs import example
from tests.support.model.scripted_server import ScriptedServer, json_text

SHARPER = "政策解读形式单一，图解和视频偏少，读者看不明白"
ANSWER = {
    "plan": [
        {"line": "problem.1", "reworded": SHARPER},
        {"proposed": "安排专人每周检查栏目更新"},
        {"proposed": "全年办结申请99件"},
    ]
}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    return Services(Settings(data_dir=tmp_path_factory.mktemp("specific")))


@pytest.fixture
def draft(services: Services) -> int:
    inputs, previous = example("county")
    return draft_report(services, DraftRequest(inputs, previous, ask_library=False, offline=True)).id


def asked(services: Services, request: MoreSpecific, answer: object = ANSWER) -> tuple[Specified, str]:
    """What came of it, and the prompt."""
    with ScriptedServer(lambda _: json_text(answer)) as server:
        told = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "scripted"}
        settings = Settings(data_dir=services.settings.data_dir, model="scripted", model_timeout=5, **told)  # type: ignore[arg-type]
        found = more_specific(Services(settings), request)
        return found, server.requests[0].text


def test_a_models_words_are_shown_and_taken_as_proposals(services: Services, draft: int) -> None:
    found, prompt = asked(services, MoreSpecific(draft, "problems", wish="第五部分写具体一点"))
    assert "第五部分写具体一点" in prompt
    assert "problem.1：" in prompt
    assert [s.owner for s in found.suggested] == ["proposed", "proposed"]
    assert any("数字" in why for why in found.failures)
    line = open_draft(services, draft).written.ledger["problem.1"].shown
    assert f"“{line}”改为“{SHARPER}。”" in specific_told(found)
    assert load_revision(services.db, draft).number == 1  # shown, not taken

    pending = found.as_json()
    assert pending is not None
    assert take_specific(services, pending, "周晓") == (draft, 2)
    prose = {p["sentence"]: p for p in load_revision(services.db, draft, 2).content["prose"]}
    amber = [p for p in prose.values() if p["owner"] == "proposed"]
    assert len(amber) == 2
    assert amber[0]["original"] == line
    assert open_draft(services, draft).written.verdict == "undetermined"
    take_specific(services, pending, "周晓")
    assert sum("每周检查" in c.text for c in cards(open_draft(services, draft))) == 1


def test_a_rewording_that_is_dropped_gives_the_drafters_line_back(services: Services, draft: int) -> None:
    found, _ = asked(services, MoreSpecific(draft, "problems"))
    line = open_draft(services, draft).written.ledger["problem.1"].shown
    take_specific(services, found.as_json() or {})
    key = next(c.key for c in cards(open_draft(services, draft)) if SHARPER in c.text)
    say(services, draft, [Said(f"proposal.{key}", "dropped")], "")
    now = cards(open_draft(services, draft))
    assert [c.owner for c in now if line in c.text] == ["own"]
    assert not any(SHARPER in c.text for c in now)


def test_only_the_line_that_is_meant(services: Services, draft: int) -> None:
    line = open_draft(services, draft).written.ledger["problem.1"].shown
    found, _ = asked(services, MoreSpecific(draft, "problems", line=line[:6]))
    assert [s.text for s in found.suggested] == [SHARPER]
    assert not asked(services, MoreSpecific(draft, "problems", line="别的一句话"))[0].suggested


def test_without_a_model_it_is_said_what_is_asked_and_missing(services: Services, draft: int) -> None:
    told = specific_told(more_specific(services, MoreSpecific(draft, "problems")))
    assert "第五十条第（四）项" in told
    assert "哪个栏目或环节" in told
    assert "没有配置模型" in told
    whole = more_specific(services, MoreSpecific(draft, "overview"))
    assert len(whole.passages) == 5
    assert more_specific(services, MoreSpecific(draft, "other")).passages[0].title
    with pytest.raises(UserError, match="程序按数字"):
        more_specific(services, MoreSpecific(draft, "applications"))


def test_a_model_that_gives_nothing_usable(services: Services, draft: int) -> None:
    found, _ = asked(services, MoreSpecific(draft, "problems"), {"plan": [{"proposed": "全年办结申请99件"}]})
    assert found.as_json() is None
    assert "初稿没有变" in specific_told(found)
