"""The same file reviewed again, with what the reviewer says of its agency or by another profile: another record, kept
in the conversation of the first."""

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianbao.papers.wording import AGENCY_KIND_NAMES, AGENCY_LEVEL_NAMES
from nianbao.report.agency import AgencyKind, AgencyLevel
from nianbao.report.errors import UserError
from nianbao.report.model import Report
from nianbao.work.conversations import begin, files_of_conversation
from nianbao.work.handed.reading import read_once
from nianbao.work.jobs import review_result
from nianbao.work.profiles import profile_named
from nianbao.work.review import ReviewRequest, review_report
from nianbao.work.reviewed.files import reviewed_file
from nianbao.work.reviewed.versions import file_version
from nianbao.work.reviewed.workbench import Address, conversation_beside
from validators.record import ReviewRecord
from validators.review import ReviewOptions

if TYPE_CHECKING:
    from nianbao.work.services import Services


@dataclass(frozen=True)
class AgainRequest:
    """``kind``, ``level``: as the reviewer says, None where that stays unknown; ``inferred``: nothing was said beyond the
    name. ``profile``: the key of a profile (``work.profiles``)."""

    kind: AgencyKind | None
    level: AgencyLevel | None
    profile: str
    inferred: bool = False


def review_again(services: "Services", address: Address, record: ReviewRecord, asked: AgainRequest) -> Address:
    """Where the new review is. Raises ``UserError`` when the file, or the profile, is not there any more."""
    from nianbao.store.conversations import append_message

    profile = profile_named(services, asked.profile)
    content = reviewed_file(services, address.conversation, record.sha256)
    there = _conversation(services, address, record, content)
    kind, level = (None, None) if asked.inferred else (asked.kind, asked.level)
    options = ReviewOptions(kind, level, draft=record.draft, profile=profile)
    last = _handed_in_last_year(services, there, record)
    new = review_report(ReviewRequest(record.file, content, last, services.library, options))
    new = file_version(services, there, new)
    result = review_result(new)
    append_message(services.db, there, "user", _words(record, asked, profile.name), {"files": []})
    payload = {
        "at_work": services.at_work,
        "results": [{"kind": result.kind, "markdown": result.markdown, "data": result.data}],
    }
    message = append_message(services.db, there, "assistant", "", payload)
    return Address(there, message.position, 0)


def _conversation(services: "Services", address: Address, record: ReviewRecord, content: bytes) -> str:
    """Where the new review is kept: with the first. That of a set goes to the set's conversation, and its file with it."""
    from nianbao.store.conversations import add_attachment

    if address.set is None:
        return address.conversation
    there = conversation_beside(services, address) or begin(services)
    add_attachment(services.db, there, record.file, content)
    return there


def _words(record: ReviewRecord, asked: AgainRequest, profile: str) -> str:
    said = [f"规则配置：{profile}"]
    if not asked.inferred:
        said = [
            f"机关类别：{AGENCY_KIND_NAMES[asked.kind] if asked.kind else '不明'}",
            f"层级：{AGENCY_LEVEL_NAMES[asked.level] if asked.level else '不明'}",
            *said,
        ]
    return f"请重新审核“{record.file}”（{'；'.join(said)}）。"


def _handed_in_last_year(services: "Services", conversation: str, record: ReviewRecord) -> Report | None:
    """Last year's report, where it was among the files of the conversation."""
    previous = record.review.previous
    if previous is None or previous.source != "file":
        return None
    for kept in reversed(files_of_conversation(services, conversation)):
        with suppress(UserError):  # a file that could not be read then either
            report = read_once(kept.upload.content, kept.upload.name)
            if (report.agency.name, report.year) == (previous.agency, previous.year):
                return report
    return None
