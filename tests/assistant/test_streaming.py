"""What is done is shown at once: passages of a draft, sentences of a model; stop keeps them, the rest is the built-in's."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nianbao.assistant.events import Event
from nianbao.assistant.sentences import settled_sentences, split_all
from nianbao.assistant.service import Assistant
from nianbao.drafting.material.workbook import write_template
from nianbao.settings import Settings
from nianbao.work.handed.upload import Upload
from nianbao.work.services import Services
from tests.conftest import ROOT
from tests.support.draft_inputs import example
from tests.support.model.canned_model import passage_asked
from tests.support.model.scripted_server import Behaviour, Delay, Request, ScriptedServer, Text

PLAN = json.dumps({"plan": [{"proposed": "推动公开工作向基层延伸"}]}, ensure_ascii=False)
TITLES = ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障", "存在的主要问题及改进情况"]


def assistant(folder: Path, server: ScriptedServer, timeout: float = 20) -> Assistant:
    told = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "scripted"}
    settings = Settings(_env_file=None, data_dir=folder, model="scripted", model_timeout=timeout, **told)  # type: ignore[arg-type, call-arg]
    return Assistant(Services(settings))


def workbook(folder: Path) -> Upload:
    path = folder / "资料表.xlsx"
    write_template(path, inputs=example("county")[0])
    return Upload(path.name, path.read_bytes())


def is_draft(request: Request) -> bool:
    return "这一段" in request.text and "plan" in request.text


def third_hangs(request: Request) -> Behaviour:
    """Two passages at once, then silence."""
    if not is_draft(request):
        return Text("请先看标黄的地方。")
    hangs = passage_asked(request.text) not in ("active", "on_request")
    return Delay(30, Text(PLAN)) if hangs else Text(PLAN)


def test_passages_come_before_the_draft_and_stop_keeps_them(tmp_path: Path) -> None:
    with ScriptedServer(third_hangs) as server:
        desk = assistant(tmp_path, server)
        conversation = desk.start()
        events: list[Event] = []
        for event in desk.turn(conversation, "请起草", [workbook(tmp_path)]):
            events.append(event)
            if event.passage is not None and event.passage.title == "依申请公开":
                stopped = time.monotonic()
                desk.stop(conversation)
        assert time.monotonic() - stopped < 15
    done = [e.passage for e in events if e.passage is not None]
    assert [(p.title, p.writer) for p in done] == [(t, "model" if t in TITLES[:2] else "built-in") for t in TITLES]
    assert ("推动公开工作向基层延伸。", "proposed") in done[0].sentences
    kinds = [e.kind for e in events]
    assert kinds.index("passage") < kinds.index("result")
    result = next(e.result for e in events if e.result is not None)
    assert any("“主动公开”、“依申请公开”由模型安排，其余各段由内置程序" in n for n in result.data["notices"])
    assert not result.data["model_failures"]
    assert not any(r["rule"] == "EX-04" and r["state"] == "fail" for r in result.data["rules"])
    kept = desk.messages(conversation)[-1].payload["results"][-1]["data"]
    assert {p["writer"] for p in kept["prose"]} == {"model", "built-in"}


def test_stop_before_the_first_passage_gives_the_built_in_draft(tmp_path: Path) -> None:
    with ScriptedServer(lambda _: Delay(30, Text(PLAN))) as server:
        desk = assistant(tmp_path, server)
        conversation = desk.start()
        events = []
        for event in desk.turn(conversation, "请起草", [workbook(tmp_path)]):
            events.append(event)
            if event.kind == "step" and "主动公开" in event.text:
                desk.stop(conversation)
    result = next(e.result for e in events if e.result is not None)
    assert result.data["writer"] == "built-in"
    assert any("还没有安排好任何一段" in n for n in result.data["notices"])


SAID = ("请先看提示的那一处。[f1]", "再对照台账核对。", "改好以后请重新上传。", "还有什么要我看的吗？")


def test_sentences_come_one_by_one_once_the_model_is_known_not_to_think(tmp_path: Path) -> None:
    """The first answer of an unknown server is shown whole: only its end tells whether it was thinking."""
    with ScriptedServer(lambda _: Text("".join(SAID), chunk=6, pause=0.06)) as server:
        desk = assistant(tmp_path, server)
        conversation = desk.start()
        report = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
        spread = []
        for said, files in (("审核一下", [Upload(report.name, report.read_bytes())]), ("第一条怎么改", [])):
            came = [time.monotonic() for e in desk.turn(conversation, said, files) if e.kind == "words"]
            spread.append(came[-1] - came[-3])
    assert spread[0] < spread[1]
    assert spread[1] > 0.1  # the pauses between the chunks


@pytest.mark.parametrize("dress", ["<think>{t}</think>{a}", "{t}</think>{a}", "Thinking Process: {t}\n\n回答：{a}"])
def test_no_thinking_is_streamed(tmp_path: Path, dress: str) -> None:
    """Not even from a model that answered plainly before, where its thinking is told apart."""
    thought, answers = "用户想知道结果。先看看问题清单吧。", ["请对照台账核对。", dress]
    if dress.startswith("{t}"):
        answers = [dress, dress]  # without a beginning it cannot be told from an answer until it ends
    said = iter(a.format(t=thought, a="再核对一遍正文。") for a in answers)
    with ScriptedServer(lambda _: Text(next(said, "好的。"), chunk=5)) as server:
        desk = assistant(tmp_path, server)
        conversation = desk.start()
        report = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
        list(desk.turn(conversation, "审核一下", [Upload(report.name, report.read_bytes())]))
        words = "".join(e.text for e in desk.turn(conversation, "第一条怎么改") if e.kind == "words")
    assert "再核对一遍正文" in words
    assert "问题清单吧" not in words


def test_a_sentence_waits_for_its_citations() -> None:
    assert settled_sentences("先改标题。") == ([], "先改标题。")
    assert settled_sentences("先改标题。[f1") == ([], "先改标题。[f1")
    assert settled_sentences("先改标题。[f1]再") == (["先改标题。[f1]"], "再")
    assert split_all("先改标题。[f1][s1]再补一句。[f2、f3]") == ["先改标题。[f1][s1]", "再补一句。[f2、f3]"]


def test_the_command_line_shows_passages_and_ctrl_c_stops_the_model(tmp_path: Path) -> None:
    workbook(tmp_path)
    with ScriptedServer(third_hangs) as server:
        told = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "scripted", "NIANBAO_MODEL": "scripted"}
        command = [
            sys.executable,
            "-m",
            "nianbao",
            "draft",
            str(tmp_path / "资料表.xlsx"),
            "-o",
            str(tmp_path / "out.docx"),
        ]
        environment = {"PATH": "/usr/bin:/bin", "NIANBAO_DATA_DIR": str(tmp_path / "data"), "PYTHONUTF8": "1"} | told
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True, encoding="utf-8"
        )
        assert process.stderr is not None
        seen = ""
        while "【依申请公开】（模型）" not in seen:
            line = process.stderr.readline()
            assert line, seen
            seen += line
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert "正在停下" in err
    assert "【监督保障】（内置模板）" in err
    assert "由模型安排，其余各段由内置程序写成" in out
    assert (tmp_path / "out.docx").exists()
