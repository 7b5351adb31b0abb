"""The tables. Chinese labels stay in the layout: here are keys, raw text and numbers."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from nianbao.report.cells import Number
from nianbao.store.types import ExactNumber, Line, UtcDateTime, Words, now


class Base(DeclarativeBase):
    """Constraints are named by rule, so that a later migration can find them on any database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {dict[str, Any]: JSON, list[Any]: JSON, datetime: UtcDateTime}


_NEAR = ("agency_kind", "agency_level", "complete")
"""Peers are looked for in order of nearness (``retrieval.peers``): each step reads an index from where it begins."""


class _Offices:
    """``office``: whose it is (``viewer.Viewer``); empty for the local person's."""

    office: Mapped[str] = mapped_column(Line(200), default="", server_default=text("''"))


class _Owned(_Offices):
    """``owner``: the person whose it is, in that office."""

    owner: Mapped[str] = mapped_column(Line(36), default="", server_default=text("''"))


class ReportRow(_Offices, Base):
    """A report: who, when, and all of it as JSON. What SQL compares stands in ``cells`` once more."""

    __tablename__ = "reports"
    __table_args__ = (
        Index(None, "agency_key", "year"),
        Index("ix_reports_trade_in_region", *_NEAR, "agency_region", "trade", "agency_key", "year"),
        Index("ix_reports_region", *_NEAR, "agency_region", "agency_key", "year"),
        Index("ix_reports_trade", *_NEAR, "trade", "agency_key", "year"),
        Index("ix_reports_anywhere", *_NEAR, "agency_key", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(Line(64), unique=True)
    """sha256 of source, agency and year (and of the file for uploads): saving the same again replaces it."""
    source: Mapped[str] = mapped_column(Line(16))
    agency_name: Mapped[str] = mapped_column(Words)
    agency_key: Mapped[str] = mapped_column(Line(200))
    """The name without white space and brackets, for finding it again."""
    agency_kind: Mapped[str | None] = mapped_column(Line(16))
    agency_level: Mapped[str | None] = mapped_column(Line(16))
    agency_region: Mapped[str | None] = mapped_column(Line(64))
    agency_inferred: Mapped[bool]
    year: Mapped[int | None]
    title: Mapped[str] = mapped_column(Words)
    layout: Mapped[str] = mapped_column(Line(8))
    file_name: Mapped[str] = mapped_column(Words)
    sha256: Mapped[str] = mapped_column(Line(64))
    has_prose: Mapped[bool]
    complete: Mapped[bool] = mapped_column(default=False)
    """Table three is known; otherwise there are only the few numbers that a text states."""
    trade: Mapped[str] = mapped_column(Line(8), default="")
    """The end of a department's name that tells its trade (教育局); empty for the others."""
    content: Mapped[dict[str, Any]]
    """The whole report as ``report.codec`` writes it."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class CellRow(Base):
    """A cell of an official table, for SQL. ``raw`` is what was printed; ``kind`` and ``value`` are read off it.

    ``value`` is null unless the cell is a number; also for a number too long for the column, which then
    counts as missing in comparisons but comes back whole from the report's ``content``.
    """

    __tablename__ = "cells"
    __table_args__ = (Index(None, "table_key", "row_key", "column_key"),)

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    table_key: Mapped[str] = mapped_column(Line(32), primary_key=True)
    row_key: Mapped[str] = mapped_column(Line(48), primary_key=True)
    column_key: Mapped[str] = mapped_column(Line(32), primary_key=True)
    raw: Mapped[str] = mapped_column(Words)
    kind: Mapped[str] = mapped_column(Line(8))
    value: Mapped[Number | None] = mapped_column(ExactNumber)


class ConversationRow(_Owned, Base):
    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(Line(36), primary_key=True)
    title: Mapped[str] = mapped_column(Words)
    created_at: Mapped[datetime] = mapped_column(default=now)
    turn_holder: Mapped[str] = mapped_column(Line(160), default="", server_default=text("''"))
    """The process that works on a turn of it (``turns``); empty when none does."""
    turn_until: Mapped[datetime | None]
    turn_stop: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Somebody asked the turn that is at work to stop."""


class MessageRow(Base):
    """One turn. ``position`` counts from 1 inside its conversation."""

    __tablename__ = "messages"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(Line(16))
    text: Mapped[str] = mapped_column(Words)
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=now)


class AttachmentRow(Base):
    """An uploaded file, kept whole so that it survives a refresh."""

    __tablename__ = "attachments"
    __table_args__ = (UniqueConstraint("conversation_id", "name", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Line(255))
    sha256: Mapped[str] = mapped_column(Line(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now)


class DraftRow(_Owned, Base):
    __tablename__ = "drafts"
    __table_args__ = (Index(None, "agency_key", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id"), index=True)
    agency_name: Mapped[str] = mapped_column(Words)
    agency_key: Mapped[str] = mapped_column(Line(200))
    year: Mapped[int]
    title: Mapped[str] = mapped_column(Words)
    created_at: Mapped[datetime] = mapped_column(default=now)


class RevisionRow(Base):
    """One state of a draft. Append-only: a trigger refuses updates and deletions (migration 0001)."""

    __tablename__ = "draft_revisions"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    author: Mapped[str] = mapped_column(Words)
    writer: Mapped[str] = mapped_column(Line(16))
    model: Mapped[str] = mapped_column(Words)
    prompt_version: Mapped[str] = mapped_column(Line(64))
    ledger_hash: Mapped[str] = mapped_column(Line(64))
    content: Mapped[dict[str, Any]]
    docx: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now)


class DraftStepRow(Base):
    """One step of the work on a draft: a value at a place. Append-only, as revisions are (migration 0004)."""

    __tablename__ = "draft_steps"
    __table_args__ = (Index(None, "draft_id", "place"),)

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(Words)
    value: Mapped[dict[str, Any]]
    author: Mapped[str] = mapped_column(Words)
    beside: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)


class DraftFileRow(Base):
    """A file of the material that a draft is made from, kept whole."""

    __tablename__ = "draft_files"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(Line(64), primary_key=True)
    name: Mapped[str] = mapped_column(Line(255))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now)


class NoteRow(_Offices, Base):
    """What a reviewer decided about a finding. Later notes on the same finding stand above earlier ones."""

    __tablename__ = "notes"
    __table_args__ = (Index(None, "agency_key", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    finding: Mapped[str] = mapped_column(Line(64), index=True)
    """sha256 of rule, place and values (``validators.finding_keys``)."""
    agency_name: Mapped[str] = mapped_column(Words)
    agency_key: Mapped[str] = mapped_column(Line(200))
    year: Mapped[int | None]
    lineage: Mapped[str] = mapped_column(Line(40), default="", server_default=text("''"))
    """Which report of this name and year, by its versions; empty for notes made before that was told apart."""
    about: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """What the finding said when it was decided on (rule, place, words); empty for notes made before this was kept."""
    decision: Mapped[str] = mapped_column(Line(16))
    text: Mapped[str] = mapped_column(Words)
    reviewer: Mapped[str] = mapped_column(Words)
    created_at: Mapped[datetime] = mapped_column(default=now)


class PersonRow(Base):
    """Who may log in, as we know them: the provider tells who it is, this table whose they are and what they may do."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[str] = mapped_column(Line(36), primary_key=True)
    issuer: Mapped[str] = mapped_column(Line(255))
    subject: Mapped[str] = mapped_column(Line(255))
    name: Mapped[str] = mapped_column(Words)
    office_name: Mapped[str] = mapped_column(Words)
    office: Mapped[str] = mapped_column(Line(200))
    """The name as it is looked up (``trust.agency_key``)."""
    roles: Mapped[list[Any]]
    active: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(default=now)


class FilingRow(Base):
    """The report of a unit for a year, which it owes to the office that gathers: where it stands."""

    __tablename__ = "filings"
    __table_args__ = (UniqueConstraint("office", "year", "unit_key"), Index(None, "unit_key", "year"))

    id: Mapped[int] = mapped_column(primary_key=True)
    office: Mapped[str] = mapped_column(Line(200))
    """The office that gathers; empty for the local person's."""
    year: Mapped[int]
    unit: Mapped[str] = mapped_column(Words)
    unit_key: Mapped[str] = mapped_column(Line(200))
    position: Mapped[int]
    due_on: Mapped[date]
    contact: Mapped[str] = mapped_column(Words)
    state: Mapped[str] = mapped_column(Line(16))
    version: Mapped[int]
    """The number of its newest version, 0 for none."""
    steps: Mapped[int]
    """How many steps it has; whoever takes the next must have seen them all."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class FilingVersionRow(Base):
    """A file as it was filed, with the record of its review. Append-only, as are steps and pages (migration 0008)."""

    __tablename__ = "filing_versions"

    filing_id: Mapped[int] = mapped_column(ForeignKey("filings.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(Words)
    sha256: Mapped[str] = mapped_column(Line(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    record: Mapped[dict[str, Any]]
    """``validators.record`` as JSON."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class FilingStepRow(Base):
    """What was done with a filing, by whom, and where it stood then."""

    __tablename__ = "filing_steps"

    filing_id: Mapped[int] = mapped_column(ForeignKey("filings.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    act: Mapped[str] = mapped_column(Line(16))
    state: Mapped[str] = mapped_column(Line(16))
    person: Mapped[str] = mapped_column(Line(36))
    name: Mapped[str] = mapped_column(Words)
    text: Mapped[str] = mapped_column(Words)
    detail: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=now)


class FilingPageRow(Base):
    """The page of the website that was saved for a step, as it was."""

    __tablename__ = "filing_pages"

    filing_id: Mapped[int] = mapped_column(ForeignKey("filings.id"), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(Words)
    sha256: Mapped[str] = mapped_column(Line(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class AuditRow(Base):
    """A line of the audit log. ``hash`` covers the line and ``previous``, the hash of the line before."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(Line(36))
    name: Mapped[str] = mapped_column(Words)
    office: Mapped[str] = mapped_column(Line(200))
    act: Mapped[str] = mapped_column(Line(32))
    subject: Mapped[str] = mapped_column(Words)
    detail: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    previous: Mapped[str] = mapped_column(Line(64))
    hash: Mapped[str] = mapped_column(Line(64))


class ReviewSetRow(_Owned, Base):
    """Many reports reviewed together, outside any page; ``touched_at`` is when the work last went on."""

    __tablename__ = "review_sets"

    id: Mapped[str] = mapped_column(Line(36), primary_key=True)
    title: Mapped[str] = mapped_column(Words)
    profile: Mapped[str] = mapped_column(Words)
    state: Mapped[str] = mapped_column(Line(8))
    phase: Mapped[str] = mapped_column(Line(8))
    done: Mapped[int]
    problem: Mapped[str] = mapped_column(Words)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    touched_at: Mapped[datetime] = mapped_column(default=now)


class SetFileRow(Base):
    """A file of a set; ``summary`` is what a list shows of its review, ``record`` the whole, both empty before."""

    __tablename__ = "set_files"
    __table_args__ = (Index(None, "agency_key", "year"),)

    set_id: Mapped[str] = mapped_column(ForeignKey("review_sets.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Words)
    sha256: Mapped[str] = mapped_column(Line(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    problem: Mapped[str] = mapped_column(Words, default="")
    agency_key: Mapped[str] = mapped_column(Line(200), default="")
    year: Mapped[int | None]
    summary: Mapped[dict[str, Any]] = mapped_column(default=dict)
    record: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class VersionRow(_Offices, Base):
    """A file that was reviewed, as one version of a report: the versions of one report share their ``lineage``."""

    __tablename__ = "versions"
    __table_args__ = (Index(None, "agency_key", "year"), Index(None, "lineage"))

    id: Mapped[int] = mapped_column(primary_key=True)
    lineage: Mapped[str] = mapped_column(Line(40))
    agency_key: Mapped[str] = mapped_column(Line(200))
    year: Mapped[int | None]
    sha256: Mapped[str] = mapped_column(Line(64))
    traits: Mapped[list[Any]]
    """Hashes of its sentences and figures, by which the next version is known."""
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(default=now)


class ProfileRow(Base):
    """A rule profile of the office's own: the TOML file as it was handed in."""

    __tablename__ = "profiles"

    office: Mapped[str] = mapped_column(Line(200), primary_key=True, default="")
    name: Mapped[str] = mapped_column(Line(120), primary_key=True)
    text: Mapped[str] = mapped_column(Words)
    created_at: Mapped[datetime] = mapped_column(default=now)


class MetaRow(Base):
    """Small facts about the database itself, such as the hash of the corpus it was seeded from."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(Line(64), primary_key=True)
    value: Mapped[str] = mapped_column(Words)
