"""Turns without a model, and what of a turn survives: bad files, a closed browser, a killed process."""

import json
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from nianbao.assistant.events import Event
from nianbao.assistant.service import Assistant
from nianbao.assistant.turn import FAILED
from nianbao.documents import read
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.paths import ROOT
from nianbao.report.arithmetic import Balance, equations, evaluate
from nianbao.work.handed.upload import Upload
from nianbao.work.jobs import JobResult
from nianbao.work.last_year import last_years_report
from nianbao.work.services import Services
from tests.support.draft_inputs import EXAMPLES, example
from tests.support.files.workbooks import workbook_bytes
from tests.support.model.chat_results import REPORTS, SAMPLE, SAMPLE_LAST_YEAR, broken_sample, sample, settings_in
from tests.support.model.chat_scripts import Turn, assistant_with, turn
from tests.support.model.scripted_server import Delay, ScriptedServer, Text

SAMPLES = sorted(p.name for p in REPORTS.glob("*.md"))
ERROR_WITHIN = 5.0


@pytest.fixture
def assistant(offline_services: Services) -> Assistant:
    return assistant_with(offline_services)


def messages_of(services: Services, done: Turn) -> list[tuple[str, str]]:
    from nianbao.store.conversations import load_messages

    return [(m.role, m.text) for m in load_messages(services.db, done.conversation_id)]


def assert_kept(services: Services, done: Turn, said: str) -> None:
    """The question, the words and every result of the last turn are in the database as they were shown."""
    from nianbao.store.conversations import load_messages

    user, answer = load_messages(services.db, done.conversation_id)[-2:]
    assert (user.role, user.text) == ("user", said)
    assert (answer.role, answer.text) == ("assistant", done.words.strip())
    assert answer.payload["results"] == json.loads(
        json.dumps([{"kind": r.kind, "markdown": r.markdown, "data": r.data} for r in done.results], ensure_ascii=False)
    )
    for kind in ("step", "notice", "error"):
        assert answer.payload[f"{kind}s"] == done.texts(kind)


def acts_of(assistant: Assistant, done: Turn) -> list[dict[str, Any]]:
    acts: list[dict[str, Any]] = assistant.messages(done.conversation_id)[-1].payload["acts"]
    return acts


# --- the four jobs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLES)
def test_review_of_every_sample(assistant: Assistant, name: str) -> None:
    done = turn(assistant, "请审核", [(name, sample(name))])
    assert done.kinds == ["review"]
    level = done.results[0].data["report"]["agency"]["level"]  # the rank of a development zone is not in its name
    assert done.results[0].data["verdict"] == ("meets" if level else "undetermined")
    assert done.results[0].data["file"] == name
    assert done.texts("error") == []
    assert_kept(assistant.services, done, "请审核")


def test_review_of_a_report_with_errors(assistant: Assistant) -> None:
    done = turn(assistant, "符合第五十条吗", [("改动过的.md", broken_sample())])
    assert done.results[0].data["verdict"] == "does_not_meet"
    assert {f["rule"] for f in done.results[0].data["findings"]} >= {"STR-01", "T3-01", "T3-03", "NT-01"}


def test_review_uses_last_years_report_of_the_conversation(tmp_path: Path) -> None:
    """Both years uploaded: this year's is reviewed, last year's is what it is compared with."""
    text = sample(SAMPLE_LAST_YEAR).decode().replace("柳溪", "柏溪").encode()
    this_year = sample().decode().replace("柳溪", "柏溪").encode()
    assistant = Assistant(Services(settings_in(tmp_path)))
    alone = turn(assistant, "请审核", [("今年.md", this_year)])
    assert alone.results[0].data["previous"] is None
    first = turn(assistant, "请审核", [("去年.md", text)])
    second = turn(assistant, "请审核", [("今年.md", this_year)], first.conversation_id)
    assert second.results[0].data["previous"]["year"] == 2023


def test_both_years_in_one_message(assistant: Assistant) -> None:
    """A question about the change goes to this year's report, whichever file came first."""
    files = [(SAMPLE_LAST_YEAR, sample(SAMPLE_LAST_YEAR)), (SAMPLE, sample())]
    for order in (files, files[::-1]):
        done = turn(assistant, "和去年比", order)
        assert done.kinds == ["compare"]
        assert done.results[0].data["year"] == 2024
        assert "| 新收申请 | 11件 | 7件 | +4件（+57.1%） |" in done.results[0].markdown


def test_several_reports_are_all_reviewed(assistant: Assistant) -> None:
    files = [(name, sample(name)) for name in SAMPLES[:4]]
    done = turn(assistant, "这几份都审一下", files)
    assert [r.data["file"] for r in done.results] == [name for name, _ in files]
    assert_kept(assistant.services, done, "这几份都审一下")


def test_one_bad_file_among_good_ones(assistant: Assistant) -> None:
    """The good files are reviewed, and the bad one is named."""
    done = turn(assistant, "都审一下", [(SAMPLE, sample()), ("坏的.docx", b"PK\x03\x04 broken")])
    assert [r.data["file"] for r in done.results] == [SAMPLE]
    assert any("坏的.docx" in said for said in done.texts("error") + done.texts("notice"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_draft_from_a_workbook(assistant: Assistant, name: str) -> None:
    """The Word file in the database says what the inputs say, cell by cell, when it is read again."""
    from nianbao.store.drafts import load_docx, load_revision

    inputs, previous = example(name)
    files = [("资料表.xlsx", workbook_bytes(inputs))]
    if previous is not None:
        files.append(("去年.docx", docx_bytes(previous)))
    done = turn(assistant, "请起草", files)
    assert done.kinds == ["draft"]
    data = done.results[0].data
    assert data["writer"] == "built-in"
    assert data["previous_year"] == (inputs.year - 1 if previous else None)
    assert_kept(assistant.services, done, "请起草")
    docx = load_docx(assistant.services.db, data["draft_id"], data["revision"])
    assert docx is not None
    again = read(docx, "初稿.docx")
    assert (again.agency.name, again.year) == (inputs.agency, inputs.year)
    for key, rows in inputs.tables.items():
        table = again.table(key)
        assert table is not None
        given = {(row, column): value for row, columns in rows.items() for column, value in columns.items()}
        assert {a: table.value(*a) for a in given} == given
        sums = [evaluate(e, table) for e in equations(table)]
        assert all(isinstance(s, Balance) and s.holds for s in sums)
    stored = load_revision(assistant.services.db, data["draft_id"]).content["report"]
    assert stored["sections"] == data["report"]["sections"]
    for section in again.sections:
        said = next(s["text"] for s in stored["sections"] if s["key"] == section.key)
        assert re.sub(r"\s", "", section.text) == re.sub(r"\s", "", said)


@pytest.mark.parametrize("name", ["town", "quiet"])
def test_a_draft_with_holes_is_not_said_to_meet_article_50(assistant: Assistant, name: str) -> None:
    """〔待填：工作考核结果〕 is not a result: the draft of a government without it lacks what the law asks."""
    done = turn(assistant, "请起草", [("资料表.xlsx", workbook_bytes(example(name)[0]))])
    assert "〔待填：工作考核结果〕" in done.results[0].markdown
    assert done.results[0].data["verdict"] != "meets"


def test_second_draft_is_a_new_revision(assistant: Assistant) -> None:
    from nianbao.store.drafts import list_drafts, list_revisions

    inputs, _ = example("bureau")
    first = turn(assistant, "请起草", [("资料表.xlsx", workbook_bytes(inputs))])
    second = turn(assistant, "再起草一份", conversation_id=first.conversation_id)
    assert second.kinds == ["draft"]
    (draft,) = list_drafts(assistant.services.db, conversation_id=first.conversation_id)
    assert [r.number for r in list_revisions(assistant.services.db, draft.id)] == [1, 2]


def test_the_draft_of_this_conversation_can_be_reviewed_and_compared(assistant: Assistant) -> None:
    """“审核初稿” after drafting needs no upload: the draft is there."""
    inputs, _ = example("county")
    first = turn(assistant, "请起草", [("资料表.xlsx", workbook_bytes(inputs))])
    assert turn(assistant, "审核一下初稿", conversation_id=first.conversation_id).kinds == ["review"]
    assert turn(assistant, "初稿和同类机关比怎么样", conversation_id=first.conversation_id).kinds == ["compare"]


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("申请多少天内要答复", "第三十三条"),
        ("年报要写哪些内容", "第五十条"),
        ("年报什么时候公布", "第四十九条"),
        ("可以收费吗", "第四十二条"),
    ],
)
def test_law(assistant: Assistant, question: str, article: str) -> None:
    done = turn(assistant, question)
    assert done.kinds == ["law"]
    assert article in done.results[0].markdown
    assert_kept(assistant.services, done, question)


@pytest.mark.parametrize(
    ("said", "about"),
    [("帮我起草年报", "资料表"), ("审核一下这份报告", "上传报告"), ("和去年比较", "上传报告"), ("你好", "起草")],
)
def test_what_is_missing_is_said(assistant: Assistant, said: str, about: str) -> None:
    done = turn(assistant, said)
    assert done.kinds == (["material"] if about == "资料表" else [])  # the blank workbook
    assert about in done.words
    assert [a["act"] for a in acts_of(assistant, done)] == ["help" if said == "你好" else "ask"]
    assert done.texts("error") == []


def test_reviewing_does_not_change_the_library_sample(assistant: Assistant) -> None:
    """A broken copy of a report, handed in for review, does not become the figures that others are compared with."""
    turn(assistant, "请审核", [("改动过的.md", broken_sample())])
    report = read(sample(), SAMPLE)
    kept = last_years_report(assistant.services.library, report.agency.name, 2025).report
    assert kept is not None
    table = kept.table("applications")
    assert table is not None
    assert table.integer("new") == 11


# --- bad files ------------------------------------------------------------------------------------------------

DOCX = docx_bytes(read(sample(), SAMPLE))
BAD_FILES: list[tuple[str, bytes]] = [
    ("空.docx", b""),
    ("空.md", b""),
    ("空.txt", b"  \n\n "),
    ("空.xlsx", b""),
    ("空.json", b""),
    ("空.yaml", b""),
    ("乱码.docx", bytes(range(256)) * 40),
    ("乱码.txt", bytes(range(128, 256)) * 40),
    ("断了的.docx", DOCX[: len(DOCX) // 2]),
    ("改坏的.docx", DOCX[:2000] + b"\x00" * 500 + DOCX[2500:]),
    ("旧格式.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000),
    ("程序.exe", b"MZ" + b"\x00" * 500),
    ("图片.docx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 500),
    ("表.csv", "机关,年度\n甲,2024\n".encode()),
    ("别的.zip", b"PK\x05\x06" + b"\x00" * 18),
    ("资料.json", b"[1, 2, 3]"),
    ("资料.json", b'{"agency": '),
    ("资料.yaml", b"a: [1, 2"),
    ("资料.yaml", b"- 1\n- 2\n"),
    ("资料.yaml", "agency: 甲镇人民政府\nyear: 不知道\n".encode()),
    ("资料.json", b"null"),
    ("资料.json", b"\xff\xfe\x00"),
    ("资料.yaml", b"!!python/object/apply:os.system ['true']"),
]


@pytest.mark.parametrize(("name", "content"), BAD_FILES, ids=[f"{n} {c[:8]!r}" for n, c in BAD_FILES])
def test_a_bad_file_is_one_chinese_error(assistant: Assistant, name: str, content: bytes) -> None:
    done = turn(assistant, "请处理", [(name, content)], within=ERROR_WITHIN)
    assert done.results == []
    assert len(done.texts("error")) == 1
    said = done.texts("error")[0]
    assert said != FAILED, "an error that nobody worded"
    assert re.search(r"[\u4e00-\u9fff]{2}", said)
    assert not re.search(r"Traceback|Error\b|Exception|File \"|0x[0-9a-f]{4}|pydantic|yaml\.|json\.", said), said
    assert_kept(assistant.services, done, "请处理")
    after = turn(assistant, "请审核", [(SAMPLE, sample())], done.conversation_id)
    assert after.kinds == ["review"]
    assert after.results[0].data["file"] == SAMPLE


def test_a_large_file_ends_in_time(assistant: Assistant) -> None:
    text = sample().decode()
    body = "全年收到申请若干，均依法办理。" * 20
    grown = text.replace("### （三）政府信息管理\n", "### （三）政府信息管理\n" + f"\n{body}\n" * 400)
    done = turn(assistant, "请审核", [("很长.md", grown.encode())], within=30)
    assert done.kinds == ["review"]


@pytest.mark.parametrize(
    "said", ["\x00", "审核\x00", "\ud83d", "审" * 100_000, "'; DROP TABLE messages; --", "{situation}", "⟦situation⟧"]
)
def test_strange_words_end_in_an_answer(assistant: Assistant, said: str) -> None:
    done = turn(assistant, said)
    assert done.results or done.words or done.texts("error")
    assert FAILED not in done.texts("error")


def test_an_unknown_conversation_is_an_error_for_the_reader(assistant: Assistant) -> None:
    """A conversation that was removed, or a mistyped address: a Chinese error, no exception."""
    done = turn(assistant, "你好", conversation_id="00000000-0000-0000-0000-000000000000")
    assert len(done.texts("error")) == 1


# --- two at once, and readers who leave -----------------------------------------------------------------------


def leave(events: Iterator[Event]) -> None:
    """What becomes of the events when the browser goes away."""
    assert isinstance(events, Generator)
    events.close()


def wait_until_done(assistant: Assistant, conversation_id: str, within: float = 10.0) -> None:
    end = time.monotonic() + within
    while assistant.is_running(conversation_id):
        assert time.monotonic() < end, "the turn goes on for too long"
        time.sleep(0.02)


def test_a_second_turn_of_a_conversation_is_refused(offline_services: Services) -> None:
    from nianbao.store.conversations import load_messages

    with ScriptedServer(lambda _: Delay(0.5, Text("好的。"))) as server:
        assistant = assistant_with(offline_services, server.base_url)
        conversation = assistant.start()
        first = assistant.turn(conversation, "请审核", [Upload(SAMPLE, sample())])
        worker = threading.Thread(target=lambda: list(first))
        worker.start()
        while not assistant.is_running(conversation):
            time.sleep(0.01)
        second = turn(assistant, "再来一次", conversation_id=conversation)
        assert [(e.kind, e.text) for e in second.events] == [("error", "上一个请求还在处理，请等它完成。")]
        worker.join(10)
    assert [m.text for m in load_messages(offline_services.db, conversation) if m.role == "user"] == ["请审核"]


def test_a_refused_turn_holds_up_no_one(offline_services: Services) -> None:
    """A reader who stops after the refusal (a rerun of the page) must not keep the others waiting."""
    with ScriptedServer(lambda _: Delay(0.5, Text("好的。"))) as server:
        assistant = assistant_with(offline_services, server.base_url)
        conversation = assistant.start()
        first = assistant.turn(conversation, "请审核", [Upload(SAMPLE, sample())])
        next(first)
        refused = assistant.turn(conversation, "再来一次")
        assert next(refused).kind == "error"
        other = turn(assistant, "", within=4)
        assert other.words
        list(refused)
        list(first)


@pytest.mark.parametrize("how", ["closed", "forgotten", "left open"])
def test_a_reader_who_leaves_finds_the_answer_later(
    assistant: Assistant, results: dict[str, list[JobResult]], how: str
) -> None:
    from nianbao.store.conversations import load_messages

    conversation = assistant.start()
    events = assistant.turn(conversation, "请审核", [Upload(SAMPLE, sample())])
    next(events)
    if how == "closed":
        leave(events)
    elif how == "forgotten":
        del events
    wait_until_done(assistant, conversation)
    user, answer = load_messages(assistant.services.db, conversation)
    assert user.payload["files"] == [SAMPLE]
    (found,) = (r["markdown"] for r in answer.payload["results"])
    assert found == results["review"][0].markdown


def test_nothing_is_done_twice_when_the_page_is_run_again(assistant: Assistant) -> None:
    """After the reader has left, the next turn of the conversation goes on with the file that is already there."""
    conversation = assistant.start()
    events = assistant.turn(conversation, "请审核", [Upload(SAMPLE, sample())])
    next(events)
    leave(events)
    wait_until_done(assistant, conversation)
    done = turn(assistant, "再审一遍", conversation_id=conversation)
    assert done.kinds == ["review"]
    assert [r for r, _ in messages_of(assistant.services, done)] == ["user", "assistant", "user", "assistant"]


def test_many_conversations_at_once(assistant: Assistant) -> None:
    done: list[Turn] = []
    names = SAMPLES[:6]
    threads = [
        threading.Thread(target=lambda n=n: done.append(turn(assistant, "请审核", [(n, sample(n))]))) for n in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(d.results[0].data["file"] for d in done) == names


# --- a killed process -----------------------------------------------------------------------------------------

KILLED = """
import sys
from pathlib import Path
from nianbao.work.handed.upload import Upload
from nianbao.assistant.service import Assistant
from nianbao.work.services import Services
from tests.support.model.chat_results import SAMPLE, sample, settings_in
assistant = Assistant(Services(settings_in(Path(sys.argv[1]), sys.argv[2], 60)))
conversation = assistant.start()
print(conversation, flush=True)
for event in assistant.turn(conversation, "请审核这份报告", [Upload(SAMPLE, sample())]):
    print(event.kind, flush=True)
"""


def test_a_killed_process_keeps_the_question_and_its_file(tmp_path: Path) -> None:
    from nianbao.store.conversations import list_attachments, list_conversations, load_attachment, load_messages

    with ScriptedServer(lambda _: Delay(30, Text("好的。"))) as server:
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(tmp_path), server.base_url], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        conversation = process.stdout.readline().strip()
        end = time.monotonic() + 30
        while not server.requests:
            assert time.monotonic() < end
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    assistant = Assistant(Services(settings_in(tmp_path)))
    db = assistant.services.db
    assert [c.id for c in list_conversations(db)] == [conversation]
    assert [(m.role, m.text) for m in load_messages(db, conversation)] == [("user", "请审核这份报告")]
    (attachment,) = list_attachments(db, conversation)
    assert load_attachment(db, attachment.id) == sample()
    assert not assistant.is_running(conversation)
    done = turn(assistant, "请审核这份报告", conversation_id=conversation)
    assert done.kinds == ["review"]


# --- light turns ----------------------------------------------------------------------------------------------

LIGHT = """
import sys
from pathlib import Path
from nianbao.work.handed.upload import Upload
from nianbao.assistant.service import Assistant
from nianbao.work.services import Services
from tests.support.model.chat_results import SAMPLE, sample, settings_in
assistant = Assistant(Services(settings_in(Path(sys.argv[1]))))
if sys.argv[2] == "review":
    said, upload = "请审核", Upload(SAMPLE, sample())
else:
    from tests.support.draft_inputs import example
    from tests.support.files.workbooks import workbook_bytes
    said, upload = "请起草", Upload("资料表.xlsx", workbook_bytes(example("bureau")[0]))
kinds = [e.result.kind for e in assistant.turn(assistant.start(), said, [upload]) if e.result]
heavy = ("langchain", "langgraph", "chromadb", "streamlit", "openai", "tiktoken", "pandas", "altair")
print(kinds, sorted({name.split(".")[0] for name in sys.modules if name.startswith(heavy)}))
"""


@pytest.mark.parametrize("job", ["review", "draft"])
def test_offline_turns_import_nothing_heavy(tmp_path: Path, job: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIGHT, str(tmp_path), job],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == f"['{job}'] []"


def test_no_words_of_an_offline_turn_leave_the_machine(assistant: Assistant) -> None:
    """Without a model nothing is asked of any server: conftest forbids the network, this shows that it was not tried."""
    for said, files in (
        ("请审核", [(SAMPLE, sample())]),
        ("请起草", [("资料表.xlsx", workbook_bytes(example("quiet")[0]))]),
        ("可以收费吗", []),
    ):
        done = turn(assistant, said, files)
        assert done.results
        assert done.texts("error") == []
        assert done.texts("notice") == []
