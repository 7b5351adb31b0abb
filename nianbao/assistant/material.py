"""The material of a conversation: its files, its drafts, what earlier turns found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from nianbao.assistant.understanding import signs
from nianbao.assistant.understanding.calls_itself import calls_itself
from nianbao.assistant.understanding.ellipsis import Before
from nianbao.assistant.understanding.situation import Situation
from nianbao.assistant.understanding.which_report import KnownReport, which_reports, with_spoken
from nianbao.report.codec import report_from_json
from nianbao.report.errors import UserError
from nianbao.report.model import Report
from nianbao.report.patterns import regex
from nianbao.work.conversations import (
    Kept,
    OnTheDesk,
    PaperKind,
    drafts_of_conversation,
    files_of_conversation,
    kind_of_file,
    on_the_desk,
)
from nianbao.work.handed.reading import file_hash, read_once
from nianbao.work.handed.upload import Upload
from nianbao.work.jobs import JobResult
from nianbao.work.last_year import last_years_report
from nianbao.work.open_document import OpenDocument
from nianbao.work.revised.edited_word import draft_of_file
from nianbao.work.services import Services

_OF_THE_DRAFT = regex("初稿|草稿|稿子|这稿")
NOW = 10**9
"""This turn, after all that are kept."""
AGENCY = "agency"
"""What a draft waits for, as ``pending`` has it."""
_IS_LAST_YEARS = regex(
    r"(?:是|给|补|附|传|发)[^，。]{0,6}(?:去年|上年|上一年|往年)|^(?:去年|上年|上一年)的(?:年报|报告)?[吧。]?$"
)
_LOOKED_BACK = 12
"""Requests that are looked at to tell what was spoken of last."""
_YEARS_APART = regex("今年|本年|去年|上年|上一年")


@dataclass(frozen=True, slots=True)
class Paper:
    """A report of the conversation that could be read: an uploaded file, or the newest state of a draft of ours."""

    name: str
    content: bytes
    report: Report
    at: datetime
    is_draft: bool = False


@dataclass
class Material:
    """``uploads``: the good files of this message. ``bad_workbook``: it brought inputs that cannot be used. ``open``: the
    document beside which the conversation stands; it comes before what earlier turns left."""

    services: Services
    conversation_id: str
    uploads: list[Upload]
    bad_workbook: bool = False
    open: OpenDocument | None = None

    def situation(self, said: str = "") -> Situation:
        """What lies on the desk, for the understanding. ``review`` is of the report that ``said`` names, else the newest."""
        new = [self.kind(u) for u in self.uploads]
        desk, papers = self.desk, self.papers()
        data = {kind: result["data"] for kind, result in desk.results.items()}
        drafts = [p for p in papers if p.is_draft]
        known = self.known_reports()
        which = which_reports(said, known)
        named = which.reports[0].review if which.how == "named" and len(which.reports) == 1 else None
        return Situation(
            review=dict(named) if named is not None else data.get("review"),
            draft=data.get("draft") if drafts or "draft" in data else None,
            register=data.get("register"),
            set=data.get("set"),
            last=desk.last,
            reports=sum(not p.is_draft for p in papers),
            new_reports=new.count("report"),
            has_workbook=self.workbook is not None,
            new_workbook="inputs" in new,
            has_register=bool(self.of_kind("register")),
            new_register="register" in new,
            has_notes=bool(self.of_kind("notes")),
            pending=desk.pending is not None and not self.waits_for_agency,
            put_off=desk.put_off is not None and "changes" in desk.put_off,
            waits_for_agency=self.waits_for_agency,
            years=tuple({p.report.year or 0 for p in papers if not p.is_draft}),
            last_year=bool(signs.OTHERS.search(said)) and self._last_year_is_kept,
            known=known,
            before=self.before,
        )

    @cached_property
    def _last_year_is_kept(self) -> bool:
        """Whether the library has the report of the year before the newest one, of the same agency."""
        newest = next((p.report for p in reversed(self.papers()) if not p.is_draft), None)
        if newest is None or newest.year is None:
            return False
        return self.report_of_year(newest.agency.name, newest.year - 1) is not None

    def known_reports(self, now: Sequence[JobResult] = ()) -> tuple[KnownReport, ...]:
        """Reports as handed in, and drafts that were reviewed, each with its newest review. ``now``: results of this turn.

        A file that came again under its name stands for the earlier one, in its place.
        """
        reviews: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
        of_now = [(NOW, {"data": r.data}) for r in now if r.kind == "review"]
        for turn, result in (*self.desk.reviews, *of_now):
            data = result["data"]
            reviews[data.get("file", ""), data.get("sha256", "")] = turn, data
        found: dict[tuple[str, str, int | None], KnownReport] = {}
        order = {k.upload.content: n for n, k in enumerate(self.files)}
        for paper in sorted(self.papers(), key=lambda p: order.get(p.content, len(order))):
            turn, review = reviews.pop((paper.name, file_hash(paper.content)), (0, None))
            agency, year = paper.report.agency.name, paper.report.year
            if review is not None or not paper.is_draft:
                called = calls_itself(paper.report)
                found[paper.name, agency, year] = KnownReport(paper.name, agency, year, review, turn, called)
        for (name, _), (turn, review) in reviews.items():  # its file is gone
            agency, year = review["report"]["agency"]["name"], review["report"]["year"]
            found.setdefault((name, agency, year), KnownReport(name, agency, year, review, turn))
        return with_spoken(tuple(found.values()), self.desk.asked[-_LOOKED_BACK:])

    def paper_of(self, known: KnownReport) -> Paper | None:
        """The file of a known report, in its newest state; None where it is gone."""
        same = (p for p in self.papers() if (p.name, p.report.agency.name) == (known.file, known.agency))
        return next((p for p in reversed(list(same)) if p.report.year == known.year), None)

    def report_of_known(self, known: KnownReport) -> Report:
        """As read, or as it stands in its review."""
        paper = self.paper_of(known)
        return paper.report if paper is not None else report_from_json(dict((known.review or {})["report"]))

    @cached_property
    def desk(self) -> OnTheDesk:
        """What earlier turns left, and on top of it the open document."""
        left = on_the_desk(self.services, self.conversation_id)
        if self.open is None:
            return left
        result = self.open.as_result()
        reviews = (*left.reviews, (NOW - 1, result)) if self.open.kind == "review" else left.reviews
        results = left.results | {self.open.kind: result}
        return OnTheDesk(results, self.open.kind, left.pending, reviews, left.acts, left.put_off, left.asked)

    @property
    def waits_for_agency(self) -> bool:
        """Whether the last answer asked whose report is to be drafted."""
        return (self.desk.pending or {}).get("is") == AGENCY

    @property
    def before(self) -> Before | None:
        """What the last answer did last, with the words in which it was asked."""
        done = next((a for a in reversed(self.desk.acts) if a.get("said")), None)
        return Before(done["act"], done["said"], tuple(done["refers"])) if done else None

    @cached_property
    def open_paper(self) -> Paper | None:
        """The open document as a paper; None for a set, and where its file is gone."""
        upload = None if self.open is None else self.open.file()
        if self.open is None or upload is None:
            return None
        report = read_once(upload.content, upload.name)
        return Paper(upload.name, upload.content, report, datetime.now(UTC), is_draft=self.open.kind == "draft")

    @cached_property
    def files(self) -> list[Kept]:
        """All files of the conversation, oldest first."""
        return files_of_conversation(self.services, self.conversation_id)

    def add(self, upload: Upload) -> None:
        """A file that this turn made of what was typed; it is kept already."""
        self.__dict__.pop("files", None)
        self.uploads = [*self.uploads, upload]

    def kind(self, upload: Upload) -> PaperKind | None:
        """What a file is; None for one that cannot be used."""
        try:
            return kind_of_file(upload.name, upload.content)
        except UserError:
            return None

    def of_kind(self, kind: PaperKind) -> list[Upload]:
        """Files of a kind, oldest first; those that came with this message alone when there are any."""
        new = [u for u in self.uploads if self.kind(u) == kind]
        return new or [k.upload for k in self.files if self.kind(k.upload) == kind]

    @property
    def workbook(self) -> bytes | None:
        """The newest inputs; None when this turn brought inputs that cannot be used (older ones are not meant then)."""
        found = [] if self.bad_workbook else self.of_kind("inputs")
        return found[-1].content if found else None

    def papers(self) -> list[Paper]:
        """Reports and drafts of the conversation, oldest first."""
        found = [
            Paper(k.upload.name, k.upload.content, read_once(k.upload.content, k.upload.name), k.at)
            for k in self.files
            if self.kind(k.upload) == "report"
        ]
        for kept in drafts_of_conversation(self.services, self.conversation_id):
            name, content = kept.upload.name, kept.upload.content
            found.append(Paper(name, content, read_once(content, name), kept.at, is_draft=True))
        if self.open_paper is not None:
            found = [p for p in found if p.content != self.open_paper.content] + [self.open_paper]
        return sorted(found, key=lambda p: p.at)

    def new_papers(self) -> list[Paper]:
        """Reports that came with this message, in its order."""
        by_upload = {Upload(p.name, p.content): p for p in self.papers() if not p.is_draft}
        return [by_upload[u] for u in self.uploads if u in by_upload]

    def subject(self, said: str, drafted_now: bool) -> Paper:
        """What is to be reviewed or compared.

        The draft, when it was written just now or is spoken of; else of the reports of this message the one with the
        latest year; else the newest report of the conversation (last year's is only there to compare with).
        Raises ``UserError`` when there is none.
        """
        papers, new = self.papers(), self.new_papers()
        which = which_reports(said, self.known_reports(), years=False)
        named = [p for k in which.reports if (p := self.paper_of(k)) is not None] if which.how == "named" else []
        if self.open_paper is not None and not new and not drafted_now and not named:
            return self.open_paper
        drafts = [p for p in papers if p.is_draft]
        if drafts and (drafted_now or (not new and (_OF_THE_DRAFT.search(said) or self.desk.last == "draft"))):
            return drafts[-1]
        if not papers:
            raise UserError("还没有上传报告。")
        if named and not new:
            papers = named
        agency = papers[-1].report.agency.name
        pool = [*new, *self._later(new)] or [p for p in papers if p.report.agency.name == agency]
        latest = max(p.report.year or 0 for p in pool)
        return [p for p in pool if (p.report.year or 0) == latest][-1]

    def _later(self, new: list[Paper]) -> list[Paper]:
        """Reports handed in earlier to which what came now is last year's."""
        meant = {(p.report.agency.name, (p.report.year or 0) + 1) for p in new if p.report.agency.name}
        return [p for p in self.papers() if (p.report.agency.name, p.report.year) in meant and p not in new]

    def gained_last_year(self, known: KnownReport) -> bool:
        """Whether last year's report came after the review of this one, which was made without it (or with the library's)."""
        if known.review is None or known.year is None or not known.agency:
            return False
        if (known.review.get("previous") or {}).get("from") == "file":
            return False
        return self.paper_of(known) is not None and self.report_of(known.agency, known.year - 1) is not None

    def to_review(self, said: str) -> list[Paper]:
        """The reports of this message that are to be reviewed: all; where the words tell the years apart, the latest of
        each agency; where they call it last year's, the one that it is last year's of."""
        new = self.new_papers()
        if _IS_LAST_YEARS.search(said) and (later := self._later(new)):
            return later
        if not _YEARS_APART.search(said):
            return new
        latest: dict[str, int] = {}
        for p in new:
            latest[p.report.agency.name] = max(latest.get(p.report.agency.name, 0), p.report.year or 0)
        return [p for p in new if (p.report.year or 0) == latest[p.report.agency.name]]

    def peers_of(self, paper: Paper) -> tuple[Report, ...]:
        """The reports of other agencies that came in one message with this one, to hold its wording against."""
        new = [p for p in self.new_papers() if p.content != paper.content]
        together = len(new) < len(self.new_papers())
        return tuple(p.report for p in new if together and p.report.agency.name != paper.report.agency.name)

    def report_of(self, agency: str, year: int) -> Report | None:
        """The newest report of this agency and year among the files of the conversation (last year's, given alongside)."""
        reports = (p.report for p in reversed(self.papers()) if not p.is_draft)
        return next((r for r in reports if r.year == year and r.agency.name == agency), None)

    def report_of_year(self, agency: str, year: int) -> Report | None:
        """As ``report_of``, else the library's; never another agency's. Raises ``StoreError``."""
        here = self.report_of(agency, year)
        return last_years_report(self.services.library, agency, year + 1, here).report

    def draft_of(self, paper: Paper) -> int | None:
        """The draft of ours that an uploaded Word file is an edited copy of; None for any other report."""
        return draft_of_file(self.services, paper.name, paper.content, self.conversation_id)

    def newest(self, kind: str) -> dict[str, Any] | None:
        """Data of the newest result of a kind in earlier turns."""
        result = self.desk.results.get(kind)
        return None if result is None else result["data"]
