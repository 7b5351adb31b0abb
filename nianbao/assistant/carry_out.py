"""An understood act, carried out by code: a job with its result, or an answer in code's words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from nianbao.assistant.acts.ask import ask
from nianbao.assistant.acts.draft import (
    BEGUN,
    BLANK_WORKBOOK,
    NO_AGENCY,
    REGISTER_BESIDE,
    REGISTER_FILLED,
    name_said,
    not_mine,
    orders_a_report,
    sources_for,
    wants_a_blank,
    wants_a_workbook,
)
from nianbao.assistant.acts.edit import (
    NOT_EXPORTED,
    not_in_the_file,
    not_taken,
)
from nianbao.assistant.acts.explain import explain_draft_marks
from nianbao.assistant.acts.export import exported_kind, nothing_of, ready, says_yes_first
from nianbao.assistant.acts.figure import changed_since, figure_of_draft, whole_of_draft
from nianbao.assistant.acts.help import help_text
from nianbao.assistant.acts.history import (
    compares_revisions,
)
from nianbao.assistant.acts.law import answers, with_article
from nianbao.assistant.acts.listing import list_open
from nianbao.assistant.acts.of_comparison import of_comparison
from nianbao.assistant.acts.of_set import of_set
from nianbao.assistant.acts.of_set_figures import figures_of_set
from nianbao.assistant.acts.refuse import refuse
from nianbao.assistant.acts.rollup import NEEDS, of_the_library
from nianbao.assistant.acts.since_earlier import asks_since, since_told
from nianbao.assistant.acts.suggest import suggest
from nianbao.assistant.acts.verdict import not_here, verdict_of_draft, verdicts_of_reviews
from nianbao.assistant.acts.which_ones import which_ones, without_report
from nianbao.assistant.acts.whole import asks_whole
from nianbao.assistant.done import Done
from nianbao.assistant.material import AGENCY, NOW, Material, Paper
from nianbao.assistant.of_draft import OfDraft
from nianbao.assistant.of_register import OfRegister
from nianbao.assistant.of_reports import OfReports
from nianbao.assistant.understanding import signs
from nianbao.assistant.understanding.absent import no_such
from nianbao.assistant.understanding.checks import asks_check
from nianbao.assistant.understanding.english import in_chinese
from nianbao.assistant.understanding.references import agency_named, finding_number, section_in
from nianbao.assistant.understanding.together import (
    asks_figures,
)
from nianbao.assistant.understanding.understood import NOTES, Understood
from nianbao.assistant.understanding.which_report import KnownReport, names_a_report, which_reports
from nianbao.assistant.understanding.years import year_named
from nianbao.report.layout import SECTION_KEYS
from nianbao.report.patterns import regex
from nianbao.work.draft import UNWATCHED, Watch
from nianbao.work.handed.downloads import report_year
from nianbao.work.handed.typed_notes import keep_typed
from nianbao.work.jobs import (
    JobResult,
    blank_workbook_job,
    draft_of_material,
    match_job,
    material_job,
    rollup_job,
)
from nianbao.work.review import Step
from nianbao.work.revised.edited_word import EditedWord
from nianbao.work.revised.revisions import load_revision
from nianbao.work.rollup import RollUp
from nianbao.work.sets.lines import view
from nianbao.work.sets.reports import reports_of_set
from validators.record import record_from_json

Do = Callable[..., JobResult]
_ON_WHAT_IS_NAMED = ("law", "explain", "suggest", "list", "verdict", "figure", "ask")
"""Acts that would answer something else where what is named does not exist."""
_ON_WHAT_STANDS = ("list", "verdict", "explain", "history", "compare", "figure", "ask")
"""Acts by which it may be asked what became of the findings of an earlier version."""
_OF_REPORTS = ("verdict", "list", "explain", "suggest", "figure", "export")
_OF_PAPERS = ("compare", "explain", "list", "figure")
"""Acts on papers; of two states of the draft (上一稿) the history tells."""
_MAY_BE_A_FIGURE = ("list", "verdict", "explain", "law", "refuse")
"""Acts that have no answer to what a report itself tells."""
_REGISTER = regex(r"台账")
_OF_THE_REPORT = regex(r"年报|报告[里中]|正文|表[二三四]")


@dataclass
class CarryOut:
    """``do``: runs a job, shows its result and gives it back; ``run``: the same for one whose request is whole. ``show``: shows a result again that an earlier turn made."""

    material: Material
    do: Do
    run: Callable[[Callable[[Step], JobResult]], JobResult]
    show: Callable[[JobResult], None]
    results: Callable[[], list[JobResult]]
    step: Step
    model: str = ""
    watch: Watch = UNWATCHED
    """Who looks on while a draft is written."""
    done: list[Done] = field(default_factory=list)
    """What became of the requests of this message so far."""

    def act(self, asked: Understood) -> Done:
        """Do one request. Raises ``UserError`` for what could not be done."""
        if asked.act in _MAY_BE_A_FIGURE and self._subject() in ("review", "files"):
            asked = (not signs.FALSIFY.search(asked.said) and self.of_reports.its_figures(asked)) or asked
        of_revisions = asked.act in _OF_PAPERS and compares_revisions(asked.said) and self._subject() == "draft"
        carry: Callable[[Understood], Done] = self._history if of_revisions else getattr(self, f"_{asked.act}")
        answer = self._since_earlier(asked.said) if asked.act in _ON_WHAT_STANDS else ""
        answer = answer or (no_such(asked.said) if asked.act in _ON_WHAT_IS_NAMED else None) or ""
        done = Done(asked.act, text=answer) if answer else carry(asked)
        done.refers, done.said = done.refers or asked.refers, asked.said
        if asked.act in _OF_REPORTS and done.text and (missing := self._not_answered(asked.said)):
            done.text = f"{done.text}\n\n{without_report(missing)}"
        self.done.append(done)
        return done

    def _not_answered(self, said: str) -> tuple[str, ...]:
        """Names beside those that were answered of which no report is here."""
        which = which_reports(said, self._here())
        return which.missing if which.reports else ()

    # --- jobs -------------------------------------------------------------------------------------------------

    def _law(self, asked: Understood) -> Done:
        question = with_article(in_chinese(asked.said))
        result = self.do("law", question=question, quiet=True)
        hits = result.data["hits"]
        best = max((h["score"] for h in hits), default=0.0)
        if not answers(question, best):
            return Done("refuse", text=refuse(asked.said), below_floor=True)
        self.show(result)
        return Done("law", text="", hits=hits)

    def _review(self, asked: Understood) -> Done:
        if not self.material.new_papers() and which_reports(asked.said, self._here()).how == "unknown":
            return Done("ask", text=not_here(self._here()))
        papers: list[Paper | None] = [*self.material.to_review(asked.said)] or self._named_papers(asked.said) or [None]
        told, new = list[str](), self.material.new_papers()
        for paper in papers:
            draft = None if paper is None or paper.is_draft else self.material.draft_of(paper)
            if paper is None or draft is None:
                self.do("review", paper=paper, said=asked.said)
                if paper is not None and new and paper not in new:
                    told.append(f"{paper.report.agency.name}{paper.report.year}年的年报有了上年年报，已重新审核。")
            else:
                request = EditedWord(paper.name, paper.content, draft)
                told.append(_matched(self.run(partial(match_job, self.material.services, request))))
        reviewed = [k for k in self.of_reports.known() if k.reviewed_at == NOW]
        if len(reviewed) > 1:
            told += [which_ones(reviewed), verdicts_of_reviews(reviewed)]
        return Done("review", text="\n\n".join(told))

    def _named_papers(self, said: str) -> list[Paper | None]:
        """Several reports of earlier messages, where several are meant."""
        which = which_reports(said, self.of_reports.known())
        found = [self.material.paper_of(k) for k in which.reports if which.how in ("named", "all")]
        return [*found] if len(found) > 1 and None not in found else []

    def _compare(self, asked: Understood) -> Done:
        if answer := self.of_reports.together(asked.said):
            return Done("compare", text=answer)
        if answer := self._of_comparison(asked):
            return Done("compare", text=answer)
        self.do("compare", said=asked.said)
        return Done("compare")

    def _comparison(self) -> dict[str, Any] | None:
        """The comparison that lies here, where nothing came after it."""
        desk = self.material.desk
        lies = desk.last == "compare" and not self.results() and not self.material.new_papers()
        return desk.results["compare"]["data"] if lies and "compare" in desk.results else None

    def _of_comparison(self, asked: Understood) -> str | None:
        data = None if asks_check(asked.said) else self._comparison()
        return None if data is None else of_comparison(data, asked.said, self.of_reports.known())

    def _draft(self, asked: Understood) -> Done:
        if wants_a_blank(asked.said):
            return self._blank_workbook(asked)
        material, waiting = self.material, self._waiting()
        if material.workbook is not None or material.bad_workbook:
            if whose := not_mine(asked.said, material):
                return Done("ask", text=whose)
            self.do("draft")
            told = [not_taken(waiting)] if waiting else []
            told += [REGISTER_BESIDE] if self.of_register.is_new else []
            return Done("draft", text="\n\n".join(told))
        if NOTES in asked.refers:
            material.add(keep_typed(material.services, material.conversation_id, asked.said))
        sources = sources_for(material, year_named(asked.said), self.of_register.answers)
        if sources is None:
            return self._offer_workbook(asked)
        agency = agency_named(asked.said) or (name_said(asked.said) if material.waits_for_agency else "")
        gathered = self.run(lambda step: material_job(sources, agency, step))
        if not gathered.data["agency"]:
            return Done("draft", text=NO_AGENCY, pending={"is": AGENCY})
        services, conversation = material.services, material.conversation_id
        self.run(lambda _: draft_of_material(services, gathered.data, sources.previous, conversation, self.watch))
        return Done("draft", text=BEGUN)

    def _offer_workbook(self, asked: Understood) -> Done:
        """A draft needs the workbook: with a register alone it is offered filled, with nothing blank."""
        if self.material.of_kind("register"):
            self.of_register.shown_again(asked.said)
            return Done("draft", text=f"{REGISTER_FILLED}{ask('draft', self.material.situation())}")
        return self._blank_workbook(asked)

    def _blank_workbook(self, asked: Understood) -> Done:
        year = year_named(asked.said) or report_year(date.today())
        self.run(lambda step: blank_workbook_job(year, agency_named(asked.said), step))
        return Done("ask", text=BLANK_WORKBOOK.format(year=year))

    def _register(self, asked: Understood) -> Done:
        if not self.material.of_kind("register"):
            return Done("ask", text=ask("register", self.material.situation()))
        return Done("register", text=self.of_register.counted(asked.said))

    def _rollup(self, asked: Understood) -> Done:
        agency, year = agency_named(asked.said), year_named(asked.said)
        if not agency or year is None:
            return Done("rollup", text=NEEDS)
        files = () if of_the_library(asked.said) else tuple(self.material.of_kind("report"))
        several = len(files) > 1
        request = RollUp((), agency, year, stored=not several, uploads=files if several else ())
        self.run(partial(rollup_job, self.material.services, request))
        return Done("rollup")

    def _overdue(self, asked: Understood) -> Done:
        return Done("overdue", text=self.of_register.overdue(asked.said))

    @property
    def of_register(self) -> OfRegister:
        return OfRegister(self.material, self.step, self.show, self.results)

    def _set(self, asked: Understood) -> Done:
        data = self._data("set")
        if data is None:
            return self._ask(asked)
        lines = view(self.material.services, data["set"])
        if asks_figures(asked.said):
            return Done("set", text=figures_of_set(reports_of_set(self.material.services, lines), asked.said))
        return Done("set", text=of_set(lines, asked.said))

    # --- of a review or a draft -------------------------------------------------------------------------------

    def _data(self, kind: str) -> dict[str, Any] | None:
        now = [r.data for r in self.results() if r.kind == kind]
        return now[-1] if now else self.material.newest(kind)

    def _subject(self) -> str:
        now = [r.kind for r in self.results() if r.kind in ("review", "draft", "register")]
        return now[-1] if now else self.material.situation().subject

    @property
    def of_reports(self) -> OfReports:
        return OfReports(self.material, self.do, self.results)

    def _since_earlier(self, said: str) -> str:
        """What became of the findings since the version before; empty where that is not asked of a review."""
        data = self._data("review") if self._subject() == "review" and asks_since(said) else None
        return since_told(self.material.services, record_from_json(data)) if data else ""

    def _draft_meant(self, said: str) -> dict[str, Any] | None:
        """The draft, where it lies open and no other report is named; its agency's earlier reports are not meant by the name."""
        draft = self._data("draft") if self._subject() == "draft" else None
        itself = self._draft_itself()
        if draft is None or itself is None:
            return None
        which = which_reports(said, (*self.of_reports.known(), itself))
        return draft if which.how in ("these", "unclear", "all") or itself in which.reports else None

    def _draft_itself(self) -> KnownReport | None:
        """The newest draft as a report that may be named."""
        draft = self._data("draft")
        if draft is None:
            return None
        report = draft.get("report") or {}
        return KnownReport("初稿", (report.get("agency") or {}).get("name") or "", report.get("year"))

    def _here(self) -> tuple[KnownReport, ...]:
        """All reports and drafts that may be named."""
        itself = self._draft_itself()
        return (*self.of_reports.known(), *([] if itself is None else [itself]))

    def _explain(self, asked: Understood) -> Done:
        if answer := self._of_comparison(asked):
            return Done("explain", text=answer)
        draft = self._draft_meant(asked.said)
        if draft is None and self._data("review") is None:
            draft = self._data("draft")
            return Done("explain", text=explain_draft_marks(draft)) if draft else self._ask(asked)
        return Done("explain", text=explain_draft_marks(draft) if draft else self.of_reports.explain(asked))

    def _suggest(self, asked: Understood) -> Done:
        draft = self._draft_meant(asked.said)
        if draft and asks_whole(asked.said):
            return Done("suggest", text=whole_of_draft(draft, asked.said))
        if draft is None and self._data("review") is not None:
            return Done("suggest", text=self.of_reports.suggest(asked))
        sections = [r for r in asked.refers if r in SECTION_KEYS]
        section = sections[0] if sections else section_in(asked.said)
        rules = [r for r in asked.refers if r not in SECTION_KEYS]
        return Done("suggest", text=suggest(None, rules, section, finding_number(asked.said)))

    def _list(self, asked: Understood) -> Done:
        if answer := self._of_comparison(asked):
            return Done("list", text=answer)
        draft = self._draft_meant(asked.said)
        if draft and asks_whole(asked.said):
            return Done("list", text=whole_of_draft(draft, asked.said))
        if draft:
            section = next((r for r in asked.refers if r in SECTION_KEYS), None)
            return Done("list", text=list_open(draft, asked.said, section))
        if text := self.of_reports.which_ones(asked.said):
            return Done("list", text=text)
        return Done("list", text=self.of_reports.list(asked)) if self._data("review") else self._ask(asked)

    def _verdict(self, asked: Understood) -> Done:
        if draft := self._draft_meant(asked.said):
            return Done("verdict", text=verdict_of_draft(draft))
        if not self.of_reports.known():
            self.do("review", said=asked.said)  # a draft of ours, or nothing: it says which
        if text := self.of_reports.which_ones(asked.said):
            return Done("verdict", text=text)
        return Done("verdict", text=self.of_reports.verdict(asked.said))

    def _figure(self, asked: Understood) -> Done:
        if answer := self.of_reports.together(asked.said):
            return Done("figure", text=answer)
        if answer := self._of_comparison(asked):
            return Done("figure", text=answer)
        of_a_report = self.of_reports.known() and (
            (_OF_THE_REPORT.search(asked.said) and not self.of_register.is_new)
            or names_a_report(asked.said, self.of_reports.known())
        )
        asks_register = _REGISTER.search(asked.said) and self.material.of_kind("register")
        if (self._subject() == "register" or asks_register) and not of_a_report:
            return Done("figure", text=self.of_register.figure(asked.refers, asked.said))
        if draft := self._draft_meant(asked.said):
            told = [figure_of_draft(draft, asked.refers, asked.said)]
            if draft["revision"] > 1:
                first = load_revision(self.material.services, draft["draft"], 1).content
                told.append(changed_since(first, draft, asked.refers))
            return Done("figure", text="\n".join(filter(None, told)))
        return Done("figure", text=self.of_reports.figure(asked)) if self.of_reports.known() else self._ask(asked)

    def _export(self, asked: Understood) -> Done:
        """What is named, else what was worked on last, once more with its files to download; never anything else."""
        if any(d.act == "edit" for d in self.done) and not any(r.kind == "draft" for r in self.results()):
            return Done("export", text=NOT_EXPORTED)
        pending = self.material.desk.pending
        if pending is not None and pending == self._waiting() and says_yes_first(asked.said):
            saved = self.of_draft.confirmed(pending)
            return Done("export", text=f"{saved.text}\n\n{ready('draft')}")
        if wants_a_blank(asked.said):
            return self._blank_workbook(asked)
        named = exported_kind(asked.said)
        subject = named or ("draft" if self._at_work_on_the_draft() else self._worked_on())
        if subject in ("review", "files") and names_a_report(asked.said, self.of_reports.known()):
            return self._export_named(asked)
        waiting = self._waiting() if subject == "draft" else None
        if not any(r.kind == subject for r in self.results()):
            if subject == "register" and self.material.of_kind("register"):
                self.of_register.shown_again(asked.said)
            elif kept := self.material.desk.results.get(subject):
                self.show(JobResult(kept["kind"], kept["markdown"], kept["data"]))
            else:
                return Done("export", text=nothing_of(named, self._worked_on())) if named else self._ask(asked)
        text = ready(subject, self._whose(subject), self._others(subject))
        return Done("export", text=f"{text}\n\n{not_in_the_file(waiting)}" if waiting else text, pending=waiting)

    def _at_work_on_the_draft(self) -> bool:
        """Whether the last answer was about the draft, whatever was shown before."""
        acts = [a["act"] for a in self.material.desk.acts]
        return bool(acts) and acts[-1] in ("edit", "history") and self._data("draft") is not None and not self.results()

    def _worked_on(self) -> str:
        return "compare" if self._comparison() is not None else self._subject()

    def _whose(self, kind: str) -> str:
        """Whose result is exported, where it says so."""
        report = (self._data(kind) or {}).get("report") or {}
        agency, year = (report.get("agency") or {}).get("name") or "", report.get("year")
        return f"{agency}{year}年" if agency and year else agency

    def _others(self, kind: str) -> list[str]:
        """Other reports that were reviewed, whose opinions are not in what is exported."""
        if kind != "review":
            return []
        newest = self._data(kind)
        return [k.name for k in self.of_reports.known() if k.review is not None and k.review != newest]

    def _export_named(self, asked: Understood) -> Done:
        """The reviews of the reports that are named, shown again."""
        which = self.of_reports.reviewed(asked.said)
        if not which.reports:
            return Done("export", text=not_here(self.of_reports.known()))
        newest = {(r["data"]["file"], r["data"].get("sha256")): r for _, r in self.material.desk.reviews}
        for kept in (r for r in newest.values() if any(r["data"] == k.review for k in which.reports)):
            self.show(JobResult(kept["kind"], kept["markdown"], kept["data"]))
        return Done("export", text=ready("review", "、".join(k.name for k in which.reports)))

    # --- of a draft -------------------------------------------------------------------------------------------

    @property
    def of_draft(self) -> OfDraft:
        return OfDraft(self.material, self.step, self.show, self.results, self._draft)

    def _waiting(self) -> dict[str, Any] | None:
        return self.of_draft.waiting()

    def _edit(self, asked: Understood) -> Done:
        return self.of_draft.edit(asked) or self._ask(asked)

    def _history(self, asked: Understood) -> Done:
        return self.of_draft.history(asked) or self._ask(asked)

    # --- words only -------------------------------------------------------------------------------------------

    def _help(self, asked: Understood) -> Done:
        return Done("help", text=help_text(asked.said, self.model))

    def _ask(self, asked: Understood) -> Done:
        if NOTES in asked.refers:
            return self.of_draft.offer_notes("ask", asked.said)
        if asked.wants == "draft" or wants_a_workbook(asked.said):
            return self._offer_workbook(asked)
        return Done("ask", text=ask(asked.wants or asked.act, self.material.situation()))

    def _refuse(self, asked: Understood) -> Done:
        if wants_a_workbook(asked.said) or orders_a_report(asked.said):
            return self._offer_workbook(asked)
        return Done("refuse", text=refuse(asked.said))


def _matched(result: JobResult) -> str:
    """What became of the numbers of an edited Word file, and where it is kept."""
    kept = (
        f"与第{result.data['revision']}稿相同，没有另存"
        if result.data["unchanged"]
        else f"已保存为第{result.data['revision']}稿"
    )
    told = result.data["told"].split("\n")
    more = ["……全部见上面的核对结果"] if len(told) > _TOLD_IN_WORDS else []
    return "\n".join([f"这是本系统初稿的 Word 修改稿，{kept}。", *told[:_TOLD_IN_WORDS], *more])


_TOLD_IN_WORDS = 8
"""Lines of the match that stand in the answer itself."""
