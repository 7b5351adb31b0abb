"""The workbench of one review: its record by address, decisions as they come from the screen, and the earlier version."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from nianbao.report.codec import CodecError
from nianbao.report.errors import UserError
from nianbao.report.layout import SECTION_KEYS
from nianbao.work.handed.reading import file_hash
from nianbao.work.reviewed.notes import decide, reviewers_word
from nianbao.work.reviewed.versions import lineage_of_draft, versions_before
from validators.codec import review_from_json
from validators.engine import Finding
from validators.record import ReviewRecord, record_from_json

if TYPE_CHECKING:
    from nianbao.store.notes import Decision, Note
    from nianbao.work.services import Services

NOT_THERE = "没有找到这份审核记录：链接可能不完整，或对话已被删除。请从历史对话中打开。"
DRAFT_NAME = "{title}（初稿{revision}）.docx"
OVERTAKEN = "这一项刚刚在另一个窗口处理过。现在显示的是最新的处理意见，请看过后再定。"
_DRAFT = "draft"
"""Stands in an address where a conversation would: the review of a draft's revision."""


OF_SET = "set~"
"""Begins an address whose review belongs to a set: ``set~SET.FILE.0``."""


class Address(NamedTuple):
    """Which review: the conversation, the position of its answer, the number of the result in it; or ``draft``, the
    draft's id and the revision's number; or ``set~`` with a set's id, and the number of a file of it.
    """

    conversation: str
    position: int
    number: int

    @property
    def set(self) -> str | None:
        """The id of the set that the review belongs to."""
        return self.conversation.removeprefix(OF_SET) if self.conversation.startswith(OF_SET) else None

    def __str__(self) -> str:
        return f"{self.conversation}.{self.position}.{self.number}"

    @classmethod
    def of(cls, written: str) -> "Address":
        """Raises ``UserError`` for what is no address."""
        conversation, _, rest = written.partition(".")
        position, _, number = rest.partition(".")
        if not (conversation and position.isdecimal() and number.isdecimal()):
            raise UserError(NOT_THERE)
        return cls(conversation, int(position), int(number))

    @classmethod
    def of_draft(cls, draft_id: int, revision: int) -> "Address":
        """Where the review of a revision is."""
        return cls(_DRAFT, draft_id, revision)

    @property
    def is_draft(self) -> bool:
        return self.conversation == _DRAFT


class Kept(NamedTuple):
    """A review that is kept with an answer, where, and when it was answered."""

    address: Address
    record: ReviewRecord
    at: datetime


def load_record(services: "Services", address: Address) -> ReviewRecord:
    """Raises ``UserError`` when there is no such review."""
    from nianbao.store.conversations import load_messages

    if address.is_draft:
        return _record_of_draft(services, address)
    if address.set is not None:
        return _of_set(services, address.set, address.position)
    for message in load_messages(services.db, address.conversation):
        results = message.payload.get("results", [])
        if message.position == address.position and address.number < len(results):
            record = _record(results[address.number])
            if record is not None:
                return record
    raise UserError(NOT_THERE)


def _of_set(services: "Services", set_id: str, number: int) -> ReviewRecord:
    from nianbao.store.database import NotFoundError
    from nianbao.store.sets import load_record as load_data

    try:
        return record_from_json(load_data(services.db, set_id, number))
    except (NotFoundError, CodecError) as error:
        raise UserError(NOT_THERE) from error


def conversation_beside(services: "Services", address: Address) -> str | None:
    """Where a review is talked about: its conversation, that of its set or its draft; None when that was deleted."""
    from nianbao.store.drafts import list_drafts
    from nianbao.store.sets import load_set

    if address.set is not None:
        return load_set(services.db, address.set).conversation_id
    if address.is_draft:
        return next((d.conversation_id for d in list_drafts(services.db) if d.id == address.position), None)
    return address.conversation


def _record_of_draft(services: "Services", address: Address) -> ReviewRecord:
    """The review that was made of a revision when it was written, as a record."""
    from nianbao.store.database import NotFoundError
    from nianbao.store.drafts import load_docx, load_revision

    _, draft, number = address
    try:
        revision = load_revision(services.db, draft, number)
        review = review_from_json(revision.content)
    except (NotFoundError, CodecError) as error:
        raise UserError(NOT_THERE) from error
    word = load_docx(services.db, draft, number)
    name = DRAFT_NAME.format(title=review.report.title, revision=number)
    sha256 = "" if word is None else file_hash(word)
    day, lineage = revision.created_at.astimezone().date(), lineage_of_draft(draft)
    return ReviewRecord(review, name, day, sha256, is_docx=word is not None, draft=True, lineage=lineage)


def recent_reviews(services: "Services", limit: int = 20) -> list[Kept]:
    """Reviews in the conversations used last, the latest first."""
    found = []
    for kept in _reviews(services, limit):
        found.append(kept)
        if len(found) == limit:
            break
    return found


def earlier_version(services: "Services", record: ReviewRecord) -> Kept | None:
    """The review of the version before this one; None when this was the first, or the earlier one has been deleted."""
    for version in versions_before(services, record):
        kept_there = _reviews_in(services, version.conversation_id) + _in_sets(services, record, version.sha256)
        for kept in kept_there:
            if kept.record.sha256 == version.sha256 and kept.record.lineage == record.lineage:
                return kept
    return None


def _in_sets(services: "Services", record: ReviewRecord, sha256: str) -> list[Kept]:
    """The reviews of these bytes in sets, the latest first."""
    from nianbao.store.sets import files_of_agency

    found = []
    for file in files_of_agency(services.db, *record.whose):
        if file.sha256 == sha256 and file.reviewed_at is not None:
            address = Address(f"{OF_SET}{file.set_id}", file.number, 0)
            found.append(Kept(address, load_record(services, address), file.reviewed_at))
    return found


def _reviews(services: "Services", conversations: int) -> Iterator[Kept]:
    """All kept reviews of the conversations used last, the latest answer first."""
    from nianbao.store.conversations import list_conversations

    used = [_reviews_in(services, c.id) for c in list_conversations(services.db, conversations)]
    yield from sorted((kept for reviews in used for kept in reviews), key=lambda kept: kept.at, reverse=True)


def _reviews_in(services: "Services", conversation_id: str) -> list[Kept]:
    """The reviews kept in one conversation, the latest first."""
    from nianbao.store.conversations import load_messages

    found = []
    for message in reversed(load_messages(services.db, conversation_id)):
        for number, result in reversed(list(enumerate(message.payload.get("results", [])))):
            if (record := _record(result)) is not None:
                found.append(Kept(Address(conversation_id, message.position, number), record, message.created_at))
    return found


def _record(result: Any) -> ReviewRecord | None:
    if result["kind"] != "review":
        return None
    try:
        return record_from_json(result["data"])
    except CodecError:
        return None


# --- in the order of the document ------------------------------------------------------------------------------


def document_order(record: ReviewRecord) -> list[int]:
    """Places in ``review.findings`` as a reader meets them: title, preamble, sections; in one the table, then the prose."""
    findings = record.review.findings
    return sorted(range(len(findings)), key=lambda n: _where(record, findings[n]))


def _where(record: ReviewRecord, finding: Finding) -> tuple[int, ...]:
    where, layout = finding.hit.where, record.review.report.layout
    section = layout.tables[where.table].section if where.table else where.section
    sections = (None, "title", "preamble", *SECTION_KEYS)
    if where.table is None:
        return sections.index(section), 1, where.start or 0
    rows = list(layout.tables[where.table].rows)
    return sections.index(section), 0, rows.index(where.row) if where.row in rows else -1


# --- deciding --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """A decision as it came from the screen. ``finding``: place in ``review.findings``; ``seen``: the note that stood
    there for whoever decided, None for none."""

    finding: int
    what: "Decision"
    text: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What a decision changed, to be taken back: the note that was made and the one that stood before it."""

    finding: int
    made: int
    before: "Note | None"


def keep(services: "Services", record: ReviewRecord, said: Said, reviewer: str, own: Sequence[int] = ()) -> Step:
    """Keep a decision. ``own``: notes made in this tab, which its screen knows before it is drawn anew.

    Raises ``UserError``: no words where there must be some, or somebody else decided meanwhile.
    """
    judged = reviewers_word(services, record).judged
    if not 0 <= said.finding < len(judged):
        raise UserError(NOT_THERE)
    now = judged[said.finding]
    standing = now.last.id if now.last else None
    if standing != said.seen and standing not in own:
        raise UserError(OVERTAKEN)
    made = decide(services, record, now, said.what, said.text, reviewer)
    return Step(said.finding, made.id, now.last)


def take_back(services: "Services", record: ReviewRecord, step: Step, reviewer: str) -> Step:
    """Undo one decision: what stood before stands again. Raises ``UserError`` when somebody decided since."""
    before = step.before
    what: Decision = "withdrawn" if before is None else before.decision
    said = Said(step.finding, what, before.text if before else "", step.made)
    return keep(services, record, said, before.reviewer if before and what != "withdrawn" else reviewer)
