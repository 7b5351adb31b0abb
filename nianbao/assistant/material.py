"""The material of a conversation: its files, its drafts, what earlier turns found."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from nianbao.assistant.understanding.situation import Situation
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
from nianbao.work.edited_word import draft_of_file
from nianbao.work.handed.reading import read_once
from nianbao.work.handed.upload import Upload
from nianbao.work.open_document import OpenDocument
from nianbao.work.services import Services

_OF_THE_DRAFT = regex("初稿|草稿|稿子|这稿")
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

    def situation(self) -> Situation:
        """What lies on the desk, for the understanding."""
        new = [self.kind(u) for u in self.uploads]
        desk, papers = self.desk, self.papers()
        data = {kind: result["data"] for kind, result in desk.results.items()}
        drafts = [p for p in papers if p.is_draft]
        return Situation(
            review=data.get("review"),
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
            pending=desk.pending is not None,
            years=tuple({p.report.year or 0 for p in papers if not p.is_draft}),
        )

    @cached_property
    def desk(self) -> OnTheDesk:
        """What earlier turns left, and on top of it the open document."""
        left = on_the_desk(self.services, self.conversation_id)
        if self.open is None:
            return left
        return OnTheDesk(left.results | {self.open.kind: self.open.as_result()}, self.open.kind, left.pending)

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
        if self.open_paper is not None and not new and not drafted_now:
            return self.open_paper
        drafts = [p for p in papers if p.is_draft]
        if drafts and (drafted_now or (not new and (_OF_THE_DRAFT.search(said) or self.desk.last == "draft"))):
            return drafts[-1]
        if not papers:
            raise UserError("还没有上传报告。")
        agency = papers[-1].report.agency.name
        pool = new or [p for p in papers if p.report.agency.name == agency]
        latest = max(p.report.year or 0 for p in pool)
        return [p for p in pool if (p.report.year or 0) == latest][-1]

    def to_review(self, said: str) -> list[Paper]:
        """The reports of this message that are to be reviewed: all; where the words tell the years apart, the latest of
        each agency."""
        new = self.new_papers()
        if not _YEARS_APART.search(said):
            return new
        latest: dict[str, int] = {}
        for p in new:
            latest[p.report.agency.name] = max(latest.get(p.report.agency.name, 0), p.report.year or 0)
        return [p for p in new if (p.report.year or 0) == latest[p.report.agency.name]]

    def report_of(self, agency: str, year: int) -> Report | None:
        """The newest report of this agency and year among the files of the conversation (last year's, given alongside)."""
        reports = (p.report for p in reversed(self.papers()) if not p.is_draft)
        return next((r for r in reports if r.year == year and r.agency.name == agency), None)

    def draft_of(self, paper: Paper) -> int | None:
        """The draft of ours that an uploaded Word file is an edited copy of; None for any other report."""
        return draft_of_file(self.services, paper.name, paper.content, self.conversation_id)

    def newest(self, kind: str) -> dict[str, Any] | None:
        """Data of the newest result of a kind in earlier turns."""
        result = self.desk.results.get(kind)
        return None if result is None else result["data"]
