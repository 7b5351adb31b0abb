"""One turn of the conversation: files in, live steps and results out, everything kept as it happens.

The work runs in a thread of its own and reports through a queue. When the browser goes away in the middle,
the work goes on and its answer is in the database when the page is opened again.
"""

import logging
import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from assistant.jobs import (
    JobKind,
    JobResult,
    compare_job,
    draft_job,
    law_job,
    review_job,
)
from assistant.router import route
from assistant.services import Services
from documents import UnreadableFileError, read_bytes
from drafting.model_client import ModelFailure
from drafting.workbook import InputsError, is_workbook, load_inputs_bytes
from report.errors import UserError
from report.model import Report

if TYPE_CHECKING:
    from store.conversations import Message

_log = logging.getLogger(__name__)
EventKind = Literal["step", "words", "result", "notice", "error", "done"]
HISTORY_TURNS = 6
TITLE_LENGTH = 24
HELP = (
    "我可以做四件事：\n\n"
    "1. **起草**：下载资料表模板，填好后上传，我据此写出初稿并生成 Word 文件；\n"
    "2. **审核**：上传一份年报（.docx、.txt、.md），我逐条核对并给出是否符合条例第五十条的结论；\n"
    "3. **比较**：对已上传的年报说“和去年比”“和同类机关比”；\n"
    "4. **查法规**：直接提问，例如“申请多少天内要答复”。"
)
FAILED = "处理时出错，没有完成。可以重试；如果反复出现，请把文件和操作步骤告诉系统管理员。"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file handed in with a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a turn, in order: a step, words of an answer, a result, a notice, an error, the end."""

    kind: EventKind
    text: str = ""
    result: JobResult | None = None


class Assistant:
    """The conversation over the four jobs, with or without a model."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._running: dict[str, threading.Thread] = {}
        self._lock = threading.Lock()

    # --- conversations ----------------------------------------------------------------------------------------

    def start(self) -> str:
        """A new conversation's id."""
        from store.conversations import create_conversation

        return create_conversation(self.services.db).id

    def messages(self, conversation_id: str) -> "list[Message]":
        from store.conversations import load_messages

        return load_messages(self.services.db, conversation_id)

    def is_running(self, conversation_id: str) -> bool:
        """True while a turn of this conversation is being worked on in this process."""
        thread = self._running.get(conversation_id)
        return thread is not None and thread.is_alive()

    # --- a turn -----------------------------------------------------------------------------------------------

    def turn(self, conversation_id: str, text: str, uploads: list[Upload] | None = None) -> Iterator[Event]:
        """Events of one turn. The question and its files are kept before the first event comes."""
        from store.conversations import add_attachment, append_message, load_messages, rename_conversation

        uploads = uploads or []
        db = self.services.db
        with self._lock:
            if self.is_running(conversation_id):
                yield Event("error", "上一个请求还在处理，请等它完成。")
                return
            if not load_messages(db, conversation_id):
                title = (text or (uploads[0].name if uploads else "")).strip()[:TITLE_LENGTH]
                rename_conversation(db, conversation_id, title)
            for upload in uploads:
                add_attachment(db, conversation_id, upload.name, upload.content)
            files = [u.name for u in uploads]
            append_message(db, conversation_id, "user", text, {"files": files})
            events: queue.Queue[Event] = queue.Queue()
            work = _Turn(self.services, conversation_id, text, uploads, events)
            thread = threading.Thread(target=work.run, name=f"turn-{conversation_id[:8]}", daemon=True)
            self._running[conversation_id] = thread
            thread.start()
        while True:
            event = events.get()
            if event.kind == "done":
                return
            yield event


@dataclass
class _Turn:
    services: Services
    conversation_id: str
    text: str
    uploads: list[Upload]
    events: "queue.Queue[Event]"

    def run(self) -> None:
        """Do the work, keep the answer, and end with ``done`` whatever happens."""
        self.log: list[Event] = []
        self.at_work = self.services.at_work
        try:
            self._answer()
        except UserError as error:
            self.emit("error", str(error))
        except Exception:
            _log.exception("turn failed")
            self.emit("error", FAILED)
        finally:
            try:
                self._keep()
            finally:
                self.events.put(Event("done"))

    def emit(self, kind: EventKind, text: str = "", result: JobResult | None = None) -> None:
        event = Event(kind, text, result)
        self.log.append(event)
        self.events.put(event)

    def step(self, text: str) -> None:
        self.emit("step", text)

    def _keep(self) -> None:
        from store.conversations import append_message

        words = "".join(e.text for e in self.log if e.kind == "words").strip()
        payload: dict[str, Any] = {
            "at_work": self.at_work,
            "steps": [e.text for e in self.log if e.kind == "step"],
            "notices": [e.text for e in self.log if e.kind == "notice"],
            "errors": [e.text for e in self.log if e.kind == "error"],
            "results": [
                {"kind": e.result.kind, "markdown": e.result.markdown, "data": e.result.data}
                for e in self.log
                if e.result is not None
            ],
        }
        append_message(self.services.db, self.conversation_id, "assistant", words, payload)

    # --- who answers ------------------------------------------------------------------------------------------

    def _answer(self) -> None:
        self._check_uploads()
        if self.services.model is not None and self.text.strip():
            try:
                self._with_model()
                return
            except ModelFailure as failure:
                self.emit("notice", f"{failure}，改由内置程序完成。")
                self.at_work = f"内置程序（{failure}）"
                if any(e.result for e in self.log):
                    return
        self._without_model()

    def _check_uploads(self) -> None:
        """Every uploaded file is opened once, so that a bad one is named before anything is done."""
        for upload in self.uploads:
            if not _is_inputs(upload):
                read_bytes(upload.content, upload.name)

    def _without_model(self) -> None:
        workbook, reports = self._latest_workbook(), self._reports()
        new_reports = [u for u in self.uploads if not _is_inputs(u)]
        chosen = route(
            self.text,
            new_report=bool(new_reports),
            new_workbook=len(new_reports) < len(self.uploads),
            has_report=bool(reports),
            has_workbook=workbook is not None,
        )
        self.step(chosen.reason)
        if chosen.job == "help":
            hint = chosen.reason + "。\n\n" if chosen.reason.endswith(("上传报告", "资料表")) else ""
            self.emit("words", hint + HELP)
            return
        if chosen.job == "review" and len(new_reports) > 1:
            for upload in new_reports:
                self._do("review", upload=upload)
            return
        self._do(chosen.job)

    def _with_model(self) -> None:
        from assistant.agent import AgentRun

        assert self.services.model is not None
        tools = {
            "draft_report": ("按已上传的资料表起草年度报告初稿", lambda _: self._do("draft")),
            "review_report": ("审核最近上传的年度报告，给出条例第五十条的结论和问题清单", lambda _: self._do("review")),
            "compare_report": ("把最近上传的年度报告与上年、与同类机关比较", lambda _: self._do("compare")),
            "search_law": ("检索《政府信息公开条例》和年报编写说明；参数是要查的问题", lambda q: self._do("law", question=q)),
        }
        run = AgentRun(self.services.model, tools)
        for words in run.words(self.text, self._situation(), self._history()):
            self.emit("words", words)

    def _situation(self) -> str:
        reports = [name for name, _ in self._reports()]
        parts = [f"已上传的报告：{'、'.join(reports)}" if reports else "没有上传报告"]
        parts.append("已上传起草资料表" if self._latest_workbook() is not None else "没有上传起草资料表")
        new = [u.name for u in self.uploads]
        return "；".join(parts) + (f"；本次新上传：{'、'.join(new)}" if new else "") + "。"

    def _history(self) -> list[tuple[str, str]]:
        from store.conversations import load_messages

        earlier = load_messages(self.services.db, self.conversation_id)[:-1]
        return [(m.role, m.text) for m in earlier if m.text][-HISTORY_TURNS:]

    # --- the jobs ---------------------------------------------------------------------------------------------

    def _do(self, job: JobKind, upload: Upload | None = None, question: str = "") -> JobResult:
        """Run one job, show its result, and give it back (to the model, when one asked)."""
        if job == "law":
            result = law_job(self.services, question or self.text, step=self.step)
        elif job == "draft":
            workbook = self._latest_workbook()
            if workbook is None:
                raise InputsError(["还没有上传起草资料表"])
            inputs = load_inputs_bytes(workbook)
            previous = self._report_of(inputs.agency, inputs.year - 1)
            result = draft_job(
                self.services, inputs, previous=previous, conversation_id=self.conversation_id, step=self.step
            )
        else:
            name, content = (upload.name, upload.content) if upload else self._latest_report()
            report = read_bytes(content, name)
            previous = self._report_of(report.agency.name, (report.year or 0) - 1)
            if job == "review":
                result = review_job(self.services, name, content, previous=previous, step=self.step)
            else:
                result = compare_job(self.services, report, previous=previous, step=self.step)
        self.emit("result", result=result)
        return result

    def _attachments(self) -> list[Upload]:
        """All files of the conversation, oldest first; those of this turn are among them."""
        from store.conversations import list_attachments, load_attachment

        db = self.services.db
        return [Upload(a.name, load_attachment(db, a.id)) for a in list_attachments(db, self.conversation_id)]

    def _latest_workbook(self) -> bytes | None:
        return next((u.content for u in reversed(self._attachments()) if _is_inputs(u)), None)

    def _reports(self) -> list[tuple[str, bytes]]:
        return [(u.name, u.content) for u in self._attachments() if not _is_inputs(u)]

    def _latest_report(self) -> tuple[str, bytes]:
        """The newest report: one of this turn, else the one with the latest year (last year's is only for comparing)."""
        new = [u for u in self.uploads if not _is_inputs(u)]
        candidates = [(u.name, u.content) for u in new] or self._reports()
        if not candidates:
            raise UnreadableFileError("还没有上传报告。")
        return max(candidates, key=lambda c: (_readable(*c) or 0))

    def _report_of(self, agency: str, year: int) -> Report | None:
        """A report of this agency and year among the files of the conversation (last year's, uploaded alongside)."""
        for name, content in self._reports():
            try:
                report = read_bytes(content, name)
            except UnreadableFileError:
                continue
            if report.year == year and report.agency.name == agency:
                return report
        return None


def _readable(name: str, content: bytes) -> int | None:
    """Year of a report file, None when it tells none."""
    try:
        return read_bytes(content, name).year
    except UnreadableFileError:
        return None


def _is_inputs(upload: Upload) -> bool:
    """Drafting inputs: our workbook, or a YAML/JSON of them by its name."""
    return is_workbook(upload.content) or upload.name.lower().endswith((".yaml", ".yml", ".json"))
