"""The versions of a report: a corrected file is known as such, and what was decided on the first goes with it.

Agency and year do not tell a report: two counties have a 青石镇人民政府 each. What the files say does
(``validators.versions``).
"""

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from validators.record import ReviewRecord
from validators.versions import are_versions, traits

if TYPE_CHECKING:
    from nianbao.store.versions import Version
    from nianbao.work.services import Services


def file_version(services: "Services", conversation_id: str, record: ReviewRecord) -> ReviewRecord:
    """The record, kept as a version of its report: of one that was reviewed before, of a draft of ours, or of a new one."""
    from nianbao.store.versions import add_version, list_versions

    known = traits(record.review.report)
    drafted = _lineage_of_draft(services, conversation_id, record)
    lineage = drafted or _same(list_versions(services.db, *record.whose), record.sha256, known) or uuid.uuid4().hex
    add_version(services.db, lineage, *record.whose, record.sha256, known, conversation_id)
    return replace(record, lineage=lineage)


def lineage_of_draft(draft_id: int) -> str:
    """Which report the revisions of a draft are versions of."""
    return f"draft-{draft_id}"


def versions_before(services: "Services", record: ReviewRecord) -> "list[Version]":
    """The files of other bytes that were reviewed as versions of this report before it first was, the latest first."""
    from nianbao.store.versions import list_versions

    if not record.lineage:
        return []
    kept = list_versions(services.db, *record.whose, record.lineage)
    own = min((v.id for v in kept if v.sha256 == record.sha256), default=0)  # handed in again it is still that version
    return [v for v in kept if v.id < own and v.sha256 != record.sha256]


def _same(kept: "list[Version]", sha256: str, known: frozenset[str]) -> str:
    """The lineage of the same file, else of the latest that is a version of it; empty for a new report."""
    for version in kept:
        if version.sha256 == sha256:
            return version.lineage
    return next((v.lineage for v in kept if are_versions(v.traits, known)), "")


def _lineage_of_draft(services: "Services", conversation_id: str, record: ReviewRecord) -> str:
    """That of the draft of this conversation whose Word file was reviewed."""
    from nianbao.store.drafts import list_drafts, list_revisions, load_docx
    from nianbao.work.handed.reading import file_hash

    if not record.draft:
        return ""
    for draft in list_drafts(services.db, conversation_id=conversation_id):
        for revision in list_revisions(services.db, draft.id):
            word = load_docx(services.db, draft.id, revision.number)
            if word is not None and file_hash(word) == record.sha256:
                return lineage_of_draft(draft.id)
    return ""
