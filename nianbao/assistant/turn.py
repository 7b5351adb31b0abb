"""The work of one turn: which job, on which files, by the model or without it, and the answer kept.

It runs in a thread of its own and reports through a queue (see ``service``).
"""

import logging
import queue
import threading
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from nianbao.assistant.events import Event, EventKind
from nianbao.assistant.router import INTRODUCTION, Route, route
from nianbao.documents import UnreadableFileError
from nianbao.drafting.model_client import ModelFailure
from nianbao.drafting.workbook_reading import InputsError, is_workbook, load_inputs_bytes
from nianbao.report.errors import UserError
from nianbao.report.model import Report
from nianbao.report.patterns import regex
from nianbao.report.text import storable
from nianbao.work.compare import CompareRequest
from nianbao.work.draft import DraftRequest
from nianbao.work.jobs import JobKind, JobResult, compare_job, draft_job, law_job, review_job
from nianbao.work.reading import read_once, why_slow
from nianbao.work.review import ReviewRequest
from nianbao.work.services import Services
from nianbao.work.upload import Upload
from validators.profile import Profile, load_profile
from validators.review import ReviewOptions

_log = logging.getLogger(__name__)
HISTORY_TURNS = 6
TITLE_LENGTH = 24
WORK: tuple[JobKind, ...] = ("draft", "review", "compare")
"""Jobs that give something to take away; when the model leaves one undone, it is done without the model."""
HELP = (
    "我可以做四件事：\n\n"
    "1. **起草**：下载资料表模板，填好后上传，我据此写出初稿并生成 Word 文件；\n"
    "2. **审核**：上传一份年报（Word、WPS、PDF、网页等格式），我逐条核对并给出是否符合条例第五十条的结论；\n"
    "3. **比较**：对已上传的年报说“和去年比”“和同类机关比”；\n"
    "4. **查法规**：直接提问，例如“申请多少天内要答复”。"
)
FAILED = "处理时出错，没有完成。可以重试；如果反复出现，请把文件和操作步骤告诉系统管理员。"
NOT_KEPT = "结果没能保存，请重试；如果反复出现，请告诉系统管理员。"
UNFINISHED = "模型没有完成"
_OF_THE_DRAFT = regex("初稿|草稿|稿子")


@dataclass(frozen=True, slots=True)
class _Paper:
    """A report of the conversation that could be read: an uploaded file, or the newest state of a draft of ours."""

    name: str
    content: bytes
    report: Report
    at: datetime
    is_draft: bool = False


@dataclass
class Turn:
    services: Services
    conversation_id: str
    text: str
    uploads: list[Upload]
    events: "queue.Queue[Event]"
    profile: str = ""
    """Name of the rule profile that reviews use; the setting's when empty."""
    log: list[Event] = field(default_factory=list)
    at_work: str = ""

    def __post_init__(self) -> None:
        self._tool_at_work = threading.Lock()
        self._tools_closed = False
        self._tool_outcomes: dict[tuple[JobKind, str], JobResult | UserError] = {}
        self._bad_workbook = False

    def keep_question(self) -> None:
        """The question and its files, on disk. Raises ``StoreError`` for an unknown conversation."""
        from nianbao.store.conversations import (
            add_attachment,
            append_message,
            load_conversation,
            load_messages,
            rename_conversation,
        )

        db = self.services.db
        load_conversation(db, self.conversation_id)
        if not load_messages(db, self.conversation_id):
            title = (self.text or (self.uploads[0].name if self.uploads else "")).strip()[:TITLE_LENGTH]
            rename_conversation(db, self.conversation_id, title)
        for upload in self.uploads:
            add_attachment(db, self.conversation_id, upload.name, upload.content)
        append_message(db, self.conversation_id, "user", self.text, {"files": [u.name for u in self.uploads]})

    def run(self) -> None:
        """Do the work and keep the answer, whatever happens."""
        self.at_work = self.services.at_work
        try:
            self._answer()
        except UserError as error:
            self.emit("error", str(error))
        except Exception:
            _log.exception("turn failed")
            self.emit("error", FAILED)
        try:
            self._keep()
        except Exception:
            _log.exception("answer not kept")
            self.emit("error", NOT_KEPT)

    def emit(self, kind: EventKind, text: str = "", result: JobResult | None = None) -> None:
        event = Event(kind, storable(text), result)
        self.log.append(event)
        self.events.put(event)

    def step(self, text: str) -> None:
        self.emit("step", text)

    @property
    def _results(self) -> list[JobResult]:
        return [e.result for e in self.log if e.result is not None]

    @property
    def _words(self) -> str:
        return "".join(e.text for e in self.log if e.kind == "words").strip()

    def _keep(self) -> None:
        from nianbao.store.conversations import append_message

        payload: dict[str, Any] = {
            "at_work": self.at_work,
            "steps": [e.text for e in self.log if e.kind == "step"],
            "notices": [e.text for e in self.log if e.kind == "notice"],
            "errors": [e.text for e in self.log if e.kind == "error"],
            "results": [{"kind": r.kind, "markdown": r.markdown, "data": r.data} for r in self._results],
        }
        append_message(self.services.db, self.conversation_id, "assistant", self._words, payload)

    # --- who answers ------------------------------------------------------------------------------------------

    def _answer(self) -> None:
        handed_in = bool(self.uploads)
        self._name_bad_uploads()
        if handed_in and not self.uploads:
            return
        if self.services.model is not None and self.text.strip():
            self._with_model()
        else:
            self._carry_out(self._route())

    def _name_bad_uploads(self) -> None:
        """Every uploaded file is opened once: a bad one is named before anything is done, and left out."""
        good = []
        for upload in self.uploads:
            try:
                if _is_inputs(upload):
                    load_inputs_bytes(upload.content)
                else:
                    self._say_what_is_slow(upload)
                    read_once(upload.content, upload.name)
            except UserError as error:
                self._bad_workbook |= _is_inputs(upload)
                self.emit("error", str(error) if upload.name in str(error) else f"{upload.name}：{error}")
            else:
                good.append(upload)
        self.uploads = good

    def _say_what_is_slow(self, upload: Upload) -> None:
        if why := why_slow(upload.content, upload.name):
            self.step(f"读取 {upload.name}（{why}）")

    def _route(self) -> Route:
        return route(
            self.text,
            new_report=any(not _is_inputs(u) for u in self.uploads),
            new_workbook=any(_is_inputs(u) for u in self.uploads),
            has_report=bool(self._papers()),
            has_workbook=self._workbook is not None,
        )

    def _carry_out(self, chosen: Route) -> None:
        """Do what the router chose, without the model."""
        self.step(chosen.reason)
        if chosen.job == "help":
            hint = "" if chosen.reason == INTRODUCTION else f"{chosen.reason}。\n\n"
            self.emit("words", hint + HELP)
        elif chosen.job == "review" and (new := self._new_papers()):
            for paper in new:
                self._do("review", paper=paper)
        else:
            self._do(chosen.job)

    # --- with the model ---------------------------------------------------------------------------------------

    def _with_model(self) -> None:
        """Let the model answer; what it leaves undone is done without it, and said."""
        failure = self._ask_model()
        chosen = self._route()
        tried = {job for job, outcome in self._tool_outcomes.items() if isinstance(outcome, UserError)}
        if chosen.job in {job for job, _ in tried}:
            undone = False
        elif self._results:
            undone = chosen.job in WORK and not any(r.kind in WORK for r in self._results)
        else:
            undone = bool(failure) or not self._words or chosen.job in WORK
        if undone:
            self.emit("notice", f"{failure or UNFINISHED}，改由内置程序完成。")
            self.at_work = f"内置程序（{failure or UNFINISHED}）"
            self._carry_out(chosen)
        elif failure:
            self.emit("notice", f"{failure}，模型的说明到此为止；已给出的结果不受影响。")

    def _ask_model(self) -> str:
        """Words and results of the model's turn. Returns what went wrong with the model, in Chinese, or nothing."""
        from nianbao.assistant.agent import AgentRun

        assert self.services.model is not None
        tools = {
            "draft_report": ("按已上传的资料表起草年度报告初稿", lambda _: self._tool("draft")),
            "review_report": (
                "审核最近上传的年度报告或本对话的初稿，给出条例第五十条的结论和问题清单",
                lambda _: self._tool("review"),
            ),
            "compare_report": (
                "把最近上传的年度报告或本对话的初稿与上年、与同类机关比较",
                lambda _: self._tool("compare"),
            ),
            "search_law": (
                "检索《政府信息公开条例》和年报编写说明；参数是要查的问题",
                lambda question: self._tool("law", question),
            ),
        }
        run = AgentRun(self.services.model, tools)
        try:
            for words in run.words(self.text, self._situation(), self._history()):
                self.emit("words", words)
        except ModelFailure as failure:
            return str(failure)
        finally:
            with self._tool_at_work:  # a job that is under way is waited for: nothing is done or shown twice
                self._tools_closed = True
        return ""

    def _tool(self, job: JobKind, question: str = "") -> JobResult:
        """A job for the model: done once a turn and question, then only told again. Runs in a thread of the model's.

        Raises ``UserError`` when the job fails, which the user is told as well; and once the turn has given up on
        the model.
        """
        key = (job, storable(question).strip())
        if job != "law":
            key = (job, "")
        with self._tool_at_work:
            if self._tools_closed:
                raise UserError(UNFINISHED)
            if key not in self._tool_outcomes:
                self._tool_outcomes[key] = self._outcome(*key)
            outcome = self._tool_outcomes[key]
        if isinstance(outcome, UserError):
            raise outcome
        return outcome

    def _outcome(self, job: JobKind, question: str) -> JobResult | UserError:
        try:
            return self._do(job, question=question)
        except UserError as error:
            problem = error
        except Exception:
            _log.exception("job %s failed", job)
            problem = UserError(FAILED)
        self.emit("notice", str(problem))
        return problem

    def _situation(self) -> str:
        papers = self._papers()
        reports, drafts = ([p.name for p in papers if p.is_draft is kind] for kind in (False, True))
        parts = [f"已上传的报告：{'、'.join(reports)}" if reports else "没有上传报告"]
        parts += [f"本对话的初稿：{'、'.join(drafts)}"] if drafts else []
        parts.append("已上传起草资料表" if self._workbook is not None else "没有上传起草资料表")
        new = [u.name for u in self.uploads]
        return "；".join(parts) + (f"；本次新上传：{'、'.join(new)}" if new else "") + "。"

    def _history(self) -> list[tuple[str, str]]:
        from nianbao.store.conversations import load_messages

        earlier = load_messages(self.services.db, self.conversation_id)[:-1]
        return [(m.role, m.text) for m in earlier if m.text][-HISTORY_TURNS:]

    # --- the jobs ---------------------------------------------------------------------------------------------

    def _do(self, job: JobKind, paper: _Paper | None = None, question: str = "") -> JobResult:
        """Run one job, show its result, and give it back (to the model, when one asked)."""
        if job == "law":
            result = law_job(self.services, question or self.text, self.step)
        elif job == "draft":
            result = draft_job(self.services, self._draft_request(), self.step)
        else:
            paper = paper or self._subject()
            previous = self._report_of(paper.report.agency.name, (paper.report.year or 0) - 1)
            if job == "review":
                options = ReviewOptions(draft=paper.is_draft, profile=self._profile)
                request = ReviewRequest(paper.name, paper.content, previous, self.services.library, options)
                result = review_job(request, self.step)
            else:
                result = compare_job(self.services, CompareRequest(paper.report, previous), self.step)
        self.emit("result", result=result)
        return result

    def _draft_request(self) -> DraftRequest:
        workbook = self._workbook
        if workbook is None:
            raise InputsError(["还没有上传能用的起草资料表。" if self._bad_workbook else "还没有上传起草资料表。"])
        inputs = load_inputs_bytes(workbook)
        previous = self._report_of(inputs.agency, inputs.year - 1)
        return DraftRequest(inputs, previous, conversation_id=self.conversation_id)

    # --- the material of the conversation -----------------------------------------------------------------------

    @cached_property
    def _attachments(self) -> list[tuple[Upload, datetime, Report | None]]:
        """All files of the conversation, oldest first; without a report are inputs and what cannot be read."""
        from nianbao.store.conversations import list_attachments, load_attachment

        db = self.services.db
        found = []
        for attachment in list_attachments(db, self.conversation_id):
            upload = Upload(attachment.name, load_attachment(db, attachment.id))
            found.append((upload, attachment.created_at, None if _is_inputs(upload) else _readable(upload)))
        return found

    @cached_property
    def _workbook(self) -> bytes | None:
        """The newest inputs; None when this turn brought inputs that cannot be used (older ones are not meant then)."""
        if self._bad_workbook:
            return None
        candidates = [u for u, _, report in self._attachments if report is None] + self.uploads
        return next((u.content for u in reversed(candidates) if _is_inputs(u)), None)

    @property
    def _profile(self) -> Profile:
        return load_profile(self.profile or self.services.settings.profile)

    def _papers(self) -> list[_Paper]:
        """Reports and drafts of the conversation, oldest first."""
        uploaded = [_Paper(u.name, u.content, report, at) for u, at, report in self._attachments if report is not None]
        return sorted([*uploaded, *self._drafts()], key=lambda p: p.at)

    def _drafts(self) -> list[_Paper]:
        """The newest Word file of each draft that was written in this conversation."""
        from nianbao.store.drafts import list_drafts, load_docx, load_revision

        db = self.services.db
        found = []
        for draft in list_drafts(db, conversation_id=self.conversation_id):
            content = load_docx(db, draft.id, draft.latest)
            if content is not None:
                name = f"{draft.title}（初稿{draft.latest}）.docx"
                at = load_revision(db, draft.id, draft.latest).created_at
                found.append(_Paper(name, content, read_once(content, name), at, is_draft=True))
        return found

    def _new_papers(self) -> list[_Paper]:
        """Reports that came with this message, in its order."""
        by_upload = {Upload(p.name, p.content): p for p in self._papers() if not p.is_draft}
        return [by_upload[u] for u in self.uploads if u in by_upload]

    def _subject(self) -> _Paper:
        """What is to be reviewed or compared.

        The draft, when it was written just now or is spoken of; else of the reports of this message the one with the
        latest year; else the newest report of the conversation (last year's is only there to compare with).
        """
        papers, new = self._papers(), self._new_papers()
        drafts = [p for p in papers if p.is_draft]
        drafted_now = any(r.kind == "draft" for r in self._results)
        if drafts and (drafted_now or (not new and _OF_THE_DRAFT.search(self.text))):
            return drafts[-1]
        if not papers:
            raise UnreadableFileError("还没有上传报告。")
        agency = papers[-1].report.agency.name
        pool = new or [p for p in papers if p.report.agency.name == agency]
        latest = max(p.report.year or 0 for p in pool)
        return [p for p in pool if (p.report.year or 0) == latest][-1]

    def _report_of(self, agency: str, year: int) -> Report | None:
        """The newest report of this agency and year among the files of the conversation (last year's, given alongside)."""
        reports = (p.report for p in reversed(self._papers()) if not p.is_draft)
        return next((r for r in reports if r.year == year and r.agency.name == agency), None)


def _readable(upload: Upload) -> Report | None:
    try:
        return read_once(upload.content, upload.name)
    except UnreadableFileError:
        return None


def _is_inputs(upload: Upload) -> bool:
    """Drafting inputs: our workbook, or a YAML/JSON of them by its name."""
    return is_workbook(upload.content) or upload.name.lower().endswith((".yaml", ".yml", ".json"))
