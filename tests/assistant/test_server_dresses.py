"""Any server: in each of its dresses chat and draft are usable, no thought leaks, and the process ends."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from nianbao.drafting.draft import make_draft
from nianbao.drafting.model.client import ModelClient, ModelFailure
from nianbao.drafting.model.probe import Found, keep
from nianbao.work.model.probe import probe
from nianbao.work.services import Services
from tests.support.draft_inputs import example
from tests.support.model.chat_results import SAMPLE, sample, settings_in
from tests.support.model.chat_scripts import assistant_with, turn
from tests.support.model.dresses import DRESSES, SPOKEN, TELLS, Dress, answer_to
from tests.support.model.scripted_server import Behaviour, Endless, Raw, Request, ScriptedServer, Status, Text


@pytest.mark.parametrize("dress", DRESSES, ids=lambda d: d.name)
def test_a_chat_in_every_dress(offline_services: Services, dress: Dress) -> None:
    """The review is there whatever the server does; what the model may say is said, or a notice says why not."""
    with ScriptedServer(dress.script) as server:
        assistant = assistant_with(offline_services, server.base_url, dress.timeout)
        done = turn(assistant, "请审核这份报告", [(SAMPLE, sample())])
    assert done.kinds == ["review"]
    assert done.texts("error") == []
    assert [tell for tell in TELLS if tell in done.words + "".join(done.texts("notice"))] == []
    if dress.usable:
        assert "审核结论：符合" in done.words
        assert "请逐项对照台账核对" in done.words
        assert "[v1]" not in done.words
        assert "```" not in done.words
    else:
        assert len(done.texts("notice")) == 1


@pytest.mark.parametrize("dress", DRESSES, ids=lambda d: d.name)
def test_a_draft_in_every_dress(tmp_path: Path, dress: Dress) -> None:
    """The model's proposal is in the draft, or the built-in writer's draft says what went wrong; no thought is printed."""
    inputs, previous = example("town")
    with ScriptedServer(dress.script) as server:
        client = ModelClient(settings_in(tmp_path, server.base_url, dress.timeout))
        draft = make_draft(inputs, previous=previous, model=client)
    text = "".join(s.text for _, s in draft.prose)
    assert [tell for tell in TELLS if tell in text] == []
    assert draft.model_log is not None
    assert ("定期听取群众意见" in text) is dress.usable
    assert bool(draft.model_log.failures) is not dress.usable or dress.usable
    assert all(s.writer != "model" for _, s in draft.prose) is not dress.usable


def test_a_redirect_to_another_origin_is_not_followed(tmp_path: Path) -> None:
    """Neither the question nor the key is carried on."""

    class Moved(Behaviour):
        def answer(self, reply: "object") -> None:
            reply.json({}, 307, {"Location": f"{elsewhere.base_url}/chat/completions"})  # type: ignore[attr-defined]

    with ScriptedServer([Text("好。")]) as elsewhere, ScriptedServer(lambda _: Moved()) as server:
        client = ModelClient(settings_in(tmp_path, server.base_url))
        with pytest.raises(ModelFailure, match="转到别的地址"):
            client.ask("你好")
        assert elsewhere.requests == []


def test_an_answer_without_end_is_bounded(tmp_path: Path) -> None:
    """A body of any size is left off."""
    with ScriptedServer([Raw('{"a": "' + "x" * 17_000_000, "application/json")]) as server:
        client = ModelClient(settings_in(tmp_path, server.base_url))
        with pytest.raises(ModelFailure):
            client.ask("你好")


def test_a_slow_answer_that_keeps_coming_is_not_cut(tmp_path: Path) -> None:
    """The time is that of the first token and of the silence after it, not of the whole answer."""
    said = "请逐项对照台账核对。"
    with ScriptedServer([_Slow(said, pause=0.1)]) as server:
        assert ModelClient(settings_in(tmp_path, server.base_url, 0.5)).ask("你好") == said


class _Slow(Behaviour):
    """One character at a time, with a pause before each."""

    def __init__(self, text: str, pause: float) -> None:
        self.text, self.pause = text, pause

    def answer(self, reply: "object") -> None:
        from tests.support.model.scripted_server import Reply, _chunk

        assert isinstance(reply, Reply)
        reply.start_events()
        for character in self.text:
            reply.wait(self.pause)
            reply.event(_chunk({"content": character}))
        reply.end_events("stop")


# --- what was probed --------------------------------------------------------------------------------------------


def test_the_probe_finds_out_and_keeps(tmp_path: Path) -> None:
    """Tools refused, the old token key only: found once, kept beside the settings, and used from then on."""

    def script(request: Request) -> Behaviour:
        if "max_completion_tokens" in request.body or request.body.get("tools"):
            return Status(400)
        return Text('{"a": 1}' if "JSON" in request.text else "<think>嗯</think>你好")

    with ScriptedServer(script) as server:
        services = Services(settings_in(tmp_path, server.base_url))
        found = probe(services)
        assert (found.answers, found.token_key, found.tools, found.thinking, found.json) == (
            True, "max_tokens", False, True, True,
        )  # fmt: skip
        assert services.model is not None
        assert services.model.found == found
        assert services.model.ask("请只输出 JSON") == '{"a": 1}'
        assert "max_completion_tokens" not in server.requests[-1].body


def test_a_server_known_to_have_no_tools_is_asked_without(offline_services: Services) -> None:
    with ScriptedServer(lambda r: Text(answer_to(r))) as server:
        assistant = assistant_with(offline_services, server.base_url)
        keep(assistant.services.settings.data_dir, Found("scripted", server.base_url, True, "max_tokens", tools=False))
        done = turn(assistant, "请审核这份报告", [(SAMPLE, sample())])
        assert all("tools" not in r.body and "max_completion_tokens" not in r.body for r in server.requests)
    (assistant.services.settings.data_dir / "model.json").unlink()
    assert "请逐项对照台账核对" in done.words


# --- the process ------------------------------------------------------------------------------------------------


def test_the_process_ends_although_the_stream_blocks(tmp_path: Path) -> None:
    """``nianbao ask`` shows the articles and ends by itself when the model's server only drips."""
    import os

    with ScriptedServer(lambda _: Endless("line")) as server:
        model = {"OPENAI_API_KEY": "x", "OPENAI_BASE_URL": server.base_url, "NIANBAO_MODEL": "scripted"}
        env = os.environ | model | {"NIANBAO_DATA_DIR": str(tmp_path), "NIANBAO_MODEL_TIMEOUT": "0.5"}
        begun = time.monotonic()
        command = [sys.executable, "-m", "nianbao", "ask", "申请多少天内要答复"]
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "第三十三条" in done.stdout
    assert "超时" in done.stderr or "无法解析" in done.stderr
    assert time.monotonic() - begun < 30
    assert SPOKEN not in done.stdout
