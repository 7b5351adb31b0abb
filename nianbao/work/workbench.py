"""The workbench of one review: its record by address, decisions as they come from the screen, and the earlier version."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from nianbao.report.codec import CodecError
from nianbao.report.errors import UserError
from nianbao.report.layout import SECTION_KEYS
from nianbao.work.review_notes import decide, reviewers_word
from validators.engine import Finding
from validators.record import ReviewRecord, record_from_json

if TYPE_CHECKING:
    from nianbao.store.notes import Decision, Note
    from nianbao.work.services import Services

NOT_THERE = "没有找到这份审核记录：链接可能不完整，或对话已被删除。请从历史对话中打开。"
OVERTAKEN = "这一项刚刚在另一个窗口处理过。现在显示的是最新的处理意见，请看过后再定。"
_LOOKED_THROUGH = 200
"""Conversations that are searched for an earlier version, the latest first."""


OF_SET = "set~"
"""Begins an address whose review belongs to a set: ``set~SET.FILE.0``."""


class Address(NamedTuple):
    """Which review: the conversation, the position of its answer, the number of the result in it.

    Of a set: ``set~`` with the set's id in place of the conversation, the file's number in place of the position.
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


class Kept(NamedTuple):
    """A review that is kept with an answer, and where."""

    address: Address
    record: ReviewRecord


def load_record(services: "Services", address: Address) -> ReviewRecord:
    """Raises ``UserError`` when there is no such review."""
    from nianbao.store.conversations import load_messages

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
    """Where a review is talked about: its conversation, or that of its set, None while there is none."""
    from nianbao.store.sets import load_set

    return address.conversation if address.set is None else load_set(services.db, address.set).conversation_id


def recent_reviews(services: "Services", limit: int = 20) -> list[Kept]:
    """Reviews in the conversations used last, the latest first."""
    found = []
    for _, kept in _reviews(services, limit):
        found.append(kept)
        if len(found) == limit:
            break
    return found


def earlier_version(services: "Services", address: Address, record: ReviewRecord) -> Kept | None:
    """The review before this one of the same agency and year, of other bytes; None when this was the first."""
    found = [*_before_in_conversations(services, address, record), *_before_in_sets(services, address, record)]
    return max(found, key=lambda at_kept: at_kept[0])[1] if found else None


def _before_in_conversations(
    services: "Services", address: Address, record: ReviewRecord
) -> Iterator[tuple[datetime, Kept]]:
    """The last one of another version, and when."""
    when = _made(services, address)
    for at, kept in _reviews(services, _LOOKED_THROUGH):
        before = (at, kept.address.number) < (when, address.number)  # of one answer the later result is the newer
        if before and kept.record.whose == record.whose and kept.record.sha256 != record.sha256:
            yield at, kept
            return


def _before_in_sets(services: "Services", address: Address, record: ReviewRecord) -> Iterator[tuple[datetime, Kept]]:
    from nianbao.store.sets import files_of_agency

    when, (agency, year) = _made(services, address), record.whose
    for file in files_of_agency(services.db, agency, year):
        at = file.reviewed_at
        if at is not None and at < when and file.sha256 != record.sha256 and file.set_id != address.set:
            there = Address(f"{OF_SET}{file.set_id}", file.number, 0)
            yield at, Kept(there, load_record(services, there))
            return


def _made(services: "Services", address: Address) -> datetime:
    """When the review was filed."""
    from nianbao.store.conversations import load_messages
    from nianbao.store.sets import list_files

    if address.set is not None:
        at = next((f.reviewed_at for f in list_files(services.db, address.set) if f.number == address.position), None)
    else:
        messages = load_messages(services.db, address.conversation)
        at = next((m.created_at for m in messages if m.position == address.position), None)
    if at is None:
        raise UserError(NOT_THERE)
    return at


def _reviews(services: "Services", conversations: int) -> Iterator[tuple[datetime, Kept]]:
    """All kept reviews with when they were made, the latest answer first."""
    from nianbao.store.conversations import list_conversations, load_messages

    answers = [
        message
        for conversation in list_conversations(services.db, conversations)
        for message in load_messages(services.db, conversation.id)
        if any(r["kind"] == "review" for r in message.payload.get("results", []))
    ]
    for message in sorted(answers, key=lambda m: m.created_at, reverse=True):
        for number, result in reversed(list(enumerate(message.payload["results"]))):
            record = _record(result)
            if record is not None:
                yield message.created_at, Kept(Address(message.conversation_id, message.position, number), record)


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
