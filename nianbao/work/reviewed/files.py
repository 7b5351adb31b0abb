"""Files to take away from a review: the opinion (Word, HTML), the record as JSON, the marked copy of a .docx.

All are made of the record as it was filed; no rule is run again.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from nianbao.papers.opinion import marked_docx, opinion_file
from nianbao.papers.opinion.reviewed import Reviewed
from nianbao.report.errors import UserError
from nianbao.work.handed.reading import file_hash
from nianbao.work.reviewed.notes import reviewers_word
from nianbao.work.reviewed.workbench import OF_SET
from validators.record import ReviewRecord, record_as_json

if TYPE_CHECKING:
    from nianbao.work.services import Services

NO_FILE = "没有找到所审核的文件，请重新上传并审核后再下载。"


def review_json(services: "Services", record: ReviewRecord) -> bytes:
    """The record, with what reviewers decided under ``notes``."""
    notes = [
        {
            "finding": number,
            "rule": judged.finding.rule,
            "decision": judged.note.decision,
            "reason": judged.note.text,
            "reviewer": judged.note.reviewer,
            "at": judged.note.created_at.isoformat(timespec="seconds"),
        }
        for number, judged in enumerate(reviewers_word(services, record).judged)
        if judged.note
    ]
    return json.dumps(record_as_json(record) | {"notes": notes}, ensure_ascii=False, indent=1).encode()


def opinion_paper(services: "Services", record: ReviewRecord, ending: Literal[".docx", ".html"]) -> bytes:
    """The 审核意见 with the reviewers' notes."""
    return opinion_file([Reviewed(record, reviewers_word(services, record).for_opinion())], ending)


def findings_workbook(services: "Services", record: ReviewRecord) -> bytes:
    """The findings as a list (.xlsx), each with what was decided."""
    from nianbao.papers.finding_list import finding_list

    return finding_list(Reviewed(record, reviewers_word(services, record).for_opinion()))


def marked_copy(services: "Services", conversation_id: str, record: ReviewRecord) -> bytes:
    """The uploaded .docx with comments at the places found; the upload itself stays as it is. Raises ``UserError``."""
    content = reviewed_file(services, conversation_id, record.sha256)
    return marked_docx(content, Reviewed(record, reviewers_word(services, record).for_opinion()))


def reviewed_file(services: "Services", conversation_id: str, sha256: str) -> bytes:
    """The bytes that were reviewed: an uploaded file, or the Word file of a draft. Raises ``UserError``."""
    from nianbao.store.drafts import list_drafts, list_revisions, load_docx

    db = services.db
    for content in _files(services, conversation_id, sha256):
        return content
    for draft in list_drafts(db, conversation_id=conversation_id):
        for revision in list_revisions(db, draft.id):
            word = load_docx(db, draft.id, revision.number)
            if word is not None and file_hash(word) == sha256:
                return word
    raise UserError(NO_FILE)


def _files(services: "Services", conversation_id: str, sha256: str) -> Iterator[bytes]:
    """The files of the conversation, or of the set (``set~…``), with this hash."""
    from nianbao.store.conversations import list_attachments, load_attachment
    from nianbao.store.sets import list_files, load_content

    if conversation_id.startswith(OF_SET):
        for file in list_files(services.db, conversation_id.removeprefix(OF_SET)):
            if file.sha256 == sha256:
                yield load_content(services.db, file.set_id, file.number)
        return
    for attachment in list_attachments(services.db, conversation_id):
        if attachment.sha256 == sha256:
            yield load_attachment(services.db, attachment.id)
