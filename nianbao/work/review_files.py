"""Files to take away from a review: the opinion (Word, HTML), the result as JSON, the marked copy of a .docx.

A review is kept as JSON. For its papers it is done again from the file that was kept with it, and must come out as
it is shown: what is handed out never differs from the screen.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from nianbao.report.errors import UserError
from nianbao.report.model import Report
from nianbao.work.reading import file_hash, read_once
from nianbao.work.review_notes import reviewers_word
from validators.finding_keys import finding_key_of, finding_key_of_json
from validators.profile import PROFILES_DIR, Profile, load_profile
from validators.review import Review, review

if TYPE_CHECKING:
    from nianbao.work.services import Services

Json = dict[str, Any]
NO_FILE = "没有找到所审核的文件，请重新上传并审核后再下载。"
NOT_AS_SHOWN = "规则或上年年报在这次审核之后有了变化，请重新审核后再下载。"


def review_json(services: "Services", data: Json) -> bytes:
    """The review as shown, with what reviewers decided under ``notes``."""
    notes = [
        {
            "finding": number,
            "rule": judged.finding["rule"],
            "decision": judged.note.decision,
            "reason": judged.note.text,
            "reviewer": judged.note.reviewer,
            "at": judged.note.created_at.isoformat(timespec="seconds"),
        }
        for number, judged in enumerate(reviewers_word(services, data).judged)
        if judged.note
    ]
    return json.dumps(data | {"notes": notes}, ensure_ascii=False, indent=1).encode()


def opinion_paper(services: "Services", conversation_id: str, data: Json, ending: Literal[".docx", ".html"]) -> bytes:
    """The 审核意见 with the reviewers' notes. Raises ``UserError`` when it would not be what is shown."""
    from nianbao.papers.opinion import opinion_file

    _, again = review_again(services, conversation_id, data)
    notes = reviewers_word(services, data).for_opinion()
    on = date.fromisoformat(data["reviewed_on"])
    return opinion_file([again], [data["file"]], ending, digests=[data["sha256"]], notes=[notes], on=on)


def marked_copy(services: "Services", conversation_id: str, data: Json) -> bytes:
    """The uploaded .docx with comments at the places found; the upload itself stays as it is. Raises ``UserError``."""
    from nianbao.papers.opinion import marked_docx

    content, again = review_again(services, conversation_id, data)
    return marked_docx(content, again, reviewers_word(services, data).for_opinion(), name=data["file"])


def review_again(services: "Services", conversation_id: str, data: Json) -> tuple[bytes, Review]:
    """The file of a review that is shown, and the same review of it. Raises ``UserError`` when it comes out otherwise."""
    content = _reviewed_file(services, conversation_id, data.get("sha256", ""))
    report = read_once(content, data["file"])
    profile = _profile_named(services, data.get("profile"))
    for previous in _previous(services, conversation_id, report, data.get("previous_year")):
        again = review(report, previous=previous, draft=data.get("draft", False), profile=profile)
        if _as_shown(again, data):
            return content, again
    raise UserError(NOT_AS_SHOWN)


def profiles(services: "Services") -> dict[str, Profile]:
    """Rule profiles to choose from: how ``load_profile`` knows them → the profile; the setting's first."""
    own = sorted(path.stem for path in PROFILES_DIR.glob("*.toml"))
    return {source: load_profile(source) for source in dict.fromkeys([services.settings.profile, *own])}


def _as_shown(again: Review, data: Json) -> bool:
    shown = [finding_key_of_json(f) for f in data["findings"]]
    states = [(r["rule"], r["state"]) for r in data["rules"]]
    return (
        again.verdict == data["verdict"]
        and [finding_key_of(f) for f in again.findings] == shown
        and [(r.rule, r.state) for r in again.results] == states
    )


def _profile_named(services: "Services", name: str | None) -> Profile:
    found = next((p for p in profiles(services).values() if p.name == name), None)
    if found is None:
        raise UserError(NOT_AS_SHOWN)
    return found


def _previous(services: "Services", conversation_id: str, report: Report, year: int | None) -> Iterator[Report | None]:
    """Last year's reports that the review may have been done with: files of the conversation, then the library."""
    from nianbao.work.jobs import stored_previous

    if year is None:
        yield None
        return
    for name, content in _files(services, conversation_id):
        try:
            other = read_once(content, name)
        except UserError:
            continue
        if other.year == year and other.agency.name == report.agency.name:
            yield other
    yield stored_previous(services, report)


def _reviewed_file(services: "Services", conversation_id: str, sha256: str) -> bytes:
    """The bytes that were reviewed: an uploaded file, or the Word file of a draft. Raises ``UserError``."""
    from nianbao.store.drafts import list_drafts, list_revisions, load_docx

    db = services.db
    for _, content in _files(services, conversation_id, sha256):
        return content
    for draft in list_drafts(db, conversation_id=conversation_id):
        for revision in list_revisions(db, draft.id):
            word = load_docx(db, draft.id, revision.number)
            if word is not None and file_hash(word) == sha256:
                return word
    raise UserError(NO_FILE)


def _files(services: "Services", conversation_id: str, sha256: str = "") -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the conversation's files, the newest first; of those with this hash when one is given."""
    from nianbao.store.conversations import list_attachments, load_attachment

    for attachment in reversed(list_attachments(services.db, conversation_id)):
        if sha256 in ("", attachment.sha256):
            yield attachment.name, load_attachment(services.db, attachment.id)
