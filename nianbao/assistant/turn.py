"""The work of one turn: what is meant, done by code; then the model's words, when there is one; all of it kept.

It runs in a thread of its own and reports through a queue (see ``service``).
"""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from nianbao.assistant.acts.help import HELP as HELP
from nianbao.assistant.acts.of_set import summary
from nianbao.assistant.carry_out import CarryOut
from nianbao.assistant.done import Done
from nianbao.assistant.events import Event, EventKind
from nianbao.assistant.material import Material, Paper
from nianbao.assistant.understanding.situation import Situation
from nianbao.assistant.understanding.understand import understand
from nianbao.assistant.understanding.understood import Understood
from nianbao.report.errors import UserError
from nianbao.report.text import storable
from nianbao.work.compare import CompareRequest
from nianbao.work.conversations import keep_answer, keep_question, kind_of_file, words_of_conversation
from nianbao.work.draft import DraftRequest, PassageDone, Watch, load_inputs
from nianbao.work.handed.reading import why_slow
from nianbao.work.handed.upload import Upload
from nianbao.work.jobs import JobKind, JobResult, compare_job, draft_job, law_job, review_job
from nianbao.work.model.calls import ModelFailure
from nianbao.work.open_document import OpenDocument
from nianbao.work.profiles import profile_named
from nianbao.work.review import ReviewRequest, Step
from nianbao.work.reviewed.versions import file_version
from nianbao.work.services import Services
from nianbao.work.sets.job import MANY, has_inputs, make_set, run, set_title
from nianbao.work.sets.lines import view
from validators.profile import Profile
from validators.review import ReviewOptions

_log = logging.getLogger(__name__)
HISTORY_TURNS = 6
FAILED = "处理时出错，没有完成。可以重试；如果反复出现，请把文件和操作步骤告诉系统管理员。"
NOT_KEPT = "结果没能保存，请重试；如果反复出现，请告诉系统管理员。"
UNFINISHED = "模型没有作出说明"
STOPPED = "已按您的要求停止；停止以前的结果都已保存。"
_TALKED_ABOUT = (
    "law",
    "review",
    "compare",
    "draft",
    "register",
    "explain",
    "suggest",
    "list",
    "verdict",
    "figure",
    "overdue",
)
"""Acts after which a model may say something; on the others it has nothing to add."""


class StoppedError(UserError):
    """Somebody asked the turn to stop."""


@dataclass
class Turn:
    services: Services
    conversation_id: str
    text: str
    uploads: list[Upload]
    events: "queue.Queue[Event]"
    profile: str = ""
    """Name of the rule profile that reviews and comparisons use; the setting's when empty."""
    open: OpenDocument | None = None
    """The document beside which the conversation stands."""
    log: list[Event] = field(default_factory=list)
    at_work: str = ""
    acts: list[Done] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._tool_at_work = threading.Lock()
        self._tools_closed = False
        self._outcomes: dict[tuple[str, str], JobResult | UserError] = {}
        self._bad_workbook = False
        self._set_id = ""
        self._stopping = threading.Event()

    def keep_question(self) -> None:
        """The question and its files, on disk. Raises ``UserError``: an unknown conversation, too many files."""
        if self._is_set():
            self._set_id = make_set(
                self.services, set_title(self.uploads), self.uploads, self.profile, self.conversation_id
            )
        keep_question(self.services, self.conversation_id, self.text, self.uploads, self._set_id)

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

    def stop(self) -> None:
        """Ends the turn at its next step; what has been found until then stays."""
        self._stopping.set()

    def emit(self, kind: EventKind, text: str = "", result: JobResult | None = None) -> None:
        event = Event(kind, storable(text), result)
        self.log.append(event)
        self.events.put(event)

    def step(self, text: str) -> None:
        """Raises ``UserError`` once somebody has asked to stop."""
        self._go_on()
        self.emit("step", text)

    @property
    def _watch(self) -> Watch:
        """A draft under way is not broken off: it is stopped where it stands, and kept."""
        return Watch(partial(self.emit, "step"), self._passage, self._stopping.is_set)

    def _passage(self, done: PassageDone) -> None:
        event = Event("passage", passage=done)
        self.log.append(event)
        self.events.put(event)

    def _go_on(self) -> None:
        if self._stopping.is_set():
            raise StoppedError(STOPPED)

    @property
    def _results(self) -> list[JobResult]:
        return [e.result for e in self.log if e.result is not None]

    @property
    def _words(self) -> str:
        return "".join(e.text for e in self.log if e.kind == "words").strip()

    def _keep(self) -> None:
        payload: dict[str, Any] = {
            "at_work": self.at_work,
            "steps": [e.text for e in self.log if e.kind == "step"],
            "notices": [e.text for e in self.log if e.kind == "notice"],
            "errors": [e.text for e in self.log if e.kind == "error"],
            "results": [{"kind": r.kind, "markdown": r.markdown, "data": r.data} for r in self._results],
            "acts": [done.as_json() for done in self.acts],
            "pending": next((done.pending for done in self.acts if done.pending), None),
        }
        keep_answer(self.services, self.conversation_id, self._words, payload)

    # --- who answers ------------------------------------------------------------------------------------------

    def _answer(self) -> None:
        if self._set_id:
            self._review_set()
            return
        handed_in = bool(self.uploads)
        self._name_bad_uploads()
        if handed_in and not self.uploads:
            return
        self.material = Material(self.services, self.conversation_id, self.uploads, self._bad_workbook, self.open)
        model = self.services.settings.model if self.services.model is not None else ""
        self._carrying = CarryOut(
            self.material, self._do, self._run, self._show, lambda: self._results, self.step, model, self._watch
        )
        asked = understand(self.text, self.material.situation(self.text))
        for request in asked:
            self._carry_out(request)
        if (
            self.services.model is not None
            and self.text.strip()
            and self._worth_words()
            and not self._stopping.is_set()
        ):
            self._with_model()
        if self.acts and self.acts[-1].below_floor and not self._results:
            self.emit("words", self.acts[-1].text)

    # --- many reports at once -----------------------------------------------------------------------------------

    def _is_set(self) -> bool:
        """Many reports in one message, and nothing is wanted but to have them reviewed."""
        count = len(self.uploads)
        if count < MANY or has_inputs(self.uploads):
            return False
        asked = understand(self.text, Situation(reports=count, new_reports=count))
        return all(request.act == "review" for request in asked)

    def _review_set(self) -> None:
        """As a job of its own, which can be watched on its page meanwhile."""
        data = {"set": self._set_id, "title": set_title(self.uploads), "files": len(self.uploads)}
        self._show(JobResult("set", "", data))
        tenth = -1

        def told(phase: str, done: int, total: int) -> None:
            nonlocal tenth
            self._go_on()
            if done * 10 // total != tenth:
                tenth = done * 10 // total
                self.step(f"{phase} {done}/{total}")

        run(self.services, self._set_id, told)
        done = Done("review", text=summary(view(self.services, self._set_id)))
        self.acts.append(done)
        self.emit("words", done.text)

    def _worth_words(self) -> bool:
        return any(done.act in _TALKED_ABOUT or done.below_floor for done in self.acts)

    def _carry_out(self, request: Understood) -> None:
        """One request by code. What failed is told; the next is done all the same."""
        self.step(request.why)
        try:
            done = self._carrying.act(request)
        except StoppedError:
            raise
        except UserError as error:
            self.acts.append(Done(request.act, request.refers, str(error), said=request.said))
            self.emit("error", str(error))
            return
        self.acts.append(done)
        if done.text and not done.below_floor:
            self.emit("words", (self._words and "\n\n") + done.text)

    def _name_bad_uploads(self) -> None:
        """Every uploaded file is opened once: a bad one is named before anything is done, and left out."""
        good = []
        for upload in self.uploads:
            inputs = upload.name.lower().endswith((".yaml", ".yml", ".json", ".xlsx"))
            try:
                if why := why_slow(upload.content, upload.name):
                    self.step(f"读取 {upload.name}（{why}）")
                kind_of_file(upload.name, upload.content)
            except UserError as error:
                self._bad_workbook |= inputs
                self.emit("error", str(error) if upload.name in str(error) else f"{upload.name}：{error}")
            else:
                good.append(upload)
        self.uploads = good

    # --- with the model ---------------------------------------------------------------------------------------

    def _with_model(self) -> None:
        """The model's words about what code found; whatever becomes of them, that stays."""
        before = self._words
        failure = self._ask_model()
        if failure:
            self.emit("notice", f"{failure}，模型的说明到此为止；已给出的结果不受影响。")
        elif self._words == before:
            self.emit("notice", f"{UNFINISHED}；已给出的结果不受影响。")

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
        run = AgentRun(self.services.model.until(self._stopping.is_set), tools, self._known())
        try:
            for words in run.words(self.text, self._situation(), self._history()):
                self._go_on()
                self.emit("words", words)
        except ModelFailure as failure:
            return str(failure)
        finally:
            with self._tool_at_work:  # a job that is under way is waited for: nothing is done or shown twice
                self._tools_closed = True
        return ""

    def _known(self) -> list[JobResult]:
        """What the model may cite: this turn's results, else what lies open from an earlier turn."""
        if self._results:
            return self._results
        kept = self.material.desk.results.get(self.material.situation().subject)
        return [JobResult(kept["kind"], kept["markdown"], kept["data"])] if kept else []

    def _tool(self, job: JobKind, question: str = "") -> JobResult:
        """A job for the model: done once a turn and question, then only told again. Runs in a thread of the model's.

        Raises ``UserError`` when the job fails, which the user is told as well; and once the turn has given up on
        the model.
        """
        key = (job, storable(question).strip() if job == "law" else "")
        with self._tool_at_work:
            if self._tools_closed:
                raise UserError(UNFINISHED)
            if key not in self._outcomes:
                self._outcomes[key] = self._outcome(job, key[1])
            outcome = self._outcomes[key]
        if isinstance(outcome, UserError):
            raise outcome
        return outcome

    def _outcome(self, job: JobKind, question: str) -> JobResult | UserError:
        done = next((r for r in reversed(self._results) if r.kind == job and job != "law"), None)
        if done is not None:
            return done
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
        papers = self.material.papers()
        reports, drafts = ([p.name for p in papers if p.is_draft is kind] for kind in (False, True))
        parts = [f"已上传的报告：{'、'.join(reports)}" if reports else "没有上传报告"]
        parts += [f"本对话的初稿：{'、'.join(drafts)}"] if drafts else []
        parts.append("已上传起草资料表" if self.material.workbook is not None else "没有上传起草资料表")
        new = [u.name for u in self.uploads]
        return "；".join(parts) + (f"；本次新上传：{'、'.join(new)}" if new else "") + "。"

    def _history(self) -> list[tuple[str, str]]:
        return words_of_conversation(self.services, self.conversation_id)[:-1][-HISTORY_TURNS:]

    # --- the jobs ---------------------------------------------------------------------------------------------

    def _do(
        self,
        job: JobKind,
        paper: Paper | None = None,
        question: str = "",
        said: str = "",
        quiet: bool = False,
    ) -> JobResult:
        """Run one job, show its result (unless ``quiet``), and give it back (to the model, when one asked)."""
        if job == "law":
            result = law_job(self.services, question or self.text, self.step)
        elif job == "draft":
            result = draft_job(self.services, self._draft_request(), self._watch)
        else:
            paper = paper or self.material.subject(said or self.text, any(r.kind == "draft" for r in self._results))
            previous = self.material.report_of(paper.report.agency.name, (paper.report.year or 0) - 1)
            if job == "review":
                options = ReviewOptions(draft=paper.is_draft, profile=self._profile)
                request = ReviewRequest(
                    paper.name, paper.content, previous, self.services.library, options, self.material.peers_of(paper)
                )
                file = partial(file_version, self.services, self.conversation_id)
                result = review_job(request, self.step, file)
            else:
                asked = CompareRequest(paper.report, previous, profile=self._profile)
                result = compare_job(self.services, asked, self.step)
        if not quiet:
            self._show(result)
        return result

    def _run(self, job: Callable[[Step], JobResult]) -> JobResult:
        """A job whose request is known, done and shown."""
        result = job(self.step)
        self._show(result)
        return result

    def _show(self, result: JobResult) -> None:
        self.emit("result", result=result)

    def _draft_request(self) -> DraftRequest:
        workbook = self.material.workbook
        if workbook is None:
            raise UserError("还没有上传能用的起草资料表。" if self._bad_workbook else "还没有上传起草资料表。")
        inputs = load_inputs(workbook)
        previous = self.material.report_of(inputs.agency, inputs.year - 1)
        return DraftRequest(inputs, previous, conversation_id=self.conversation_id)

    @property
    def _profile(self) -> Profile:
        return profile_named(self.services, self.profile)
