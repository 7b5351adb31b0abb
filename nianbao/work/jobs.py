"""The four jobs as the conversation shows them: the use cases, each with words for people and data for the screen.

The numbers in a result come from files, rules and SQL; no model is asked here except for the sentences of a
draft, and those pass the guard of the drafting room.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from nianbao.papers.draft_text import draft_markdown
from nianbao.papers.match_text import match_told
from nianbao.papers.wording import comparison_markdown, hits_markdown, review_markdown
from nianbao.work.compare import CompareRequest, compare_report
from nianbao.work.draft import DraftRequest, KeptDraft, draft_report
from nianbao.work.edited_word import EditedWord, take_back
from nianbao.work.law import LAW, SearchRequest, search
from nianbao.work.review import ReviewRequest, Step, review_report, silent
from nianbao.work.revisions import KeptRevision, load_revision
from nianbao.work.services import Services
from validators.record import ReviewRecord, record_as_json

if TYPE_CHECKING:
    from nianbao.work.handed.upload import Upload

JobKind = Literal["draft", "match", "review", "compare", "law", "register", "set", "help"]
_SHOWN_HITS = 3


@dataclass(frozen=True)
class JobResult:
    """What a job gives: Markdown for people, JSON for the screen; what a model may cite of it is made by ``told``."""

    kind: JobKind
    markdown: str
    data: dict[str, Any] = field(default_factory=dict)


def review_job(
    request: ReviewRequest, step: Step = silent, file: Callable[[ReviewRecord], ReviewRecord] | None = None
) -> JobResult:
    """A file reviewed; ``data`` is its record. ``file``: keeps it as a version of its report (``work.versions``)."""
    record = review_report(request, step)
    return review_result(file(record) if file else record)


def review_result(record: ReviewRecord) -> JobResult:
    """A record as the conversation shows it."""
    return JobResult("review", review_markdown(record.review), record_as_json(record))


def compare_job(services: Services, request: CompareRequest, step: Step = silent) -> JobResult:
    """A report beside last year's and its peers."""
    comparison = compare_report(services, request, step)
    data = comparison.model_dump(mode="json")
    return JobResult("compare", comparison_markdown(comparison), data)


def law_job(services: Services, question: str, step: Step = silent) -> JobResult:
    """Articles and notes that answer a question."""
    hits = search(services, SearchRequest(question, LAW), step)
    data = {"question": question, "hits": [h.as_json() for h in hits]}
    return JobResult("law", hits_markdown(hits[:_SHOWN_HITS]), data)


def register_job(services: Services, files: "tuple[Upload, ...]", year: int | None, step: Step = silent) -> JobResult:
    """An application register: tables three and four, deadlines, duplicates, what must be asked. ``data`` is its JSON.

    ``year``: None takes the year in which most of the applications came. Raises ``UserError``.
    """
    from nianbao.papers.register_text import register_text
    from nianbao.work.register import RegisterRequest, most_common_year, work_register

    step("统计申请台账")
    known = year or most_common_year(files)
    result = work_register(RegisterRequest(files, known, data_dir=services.settings.data_dir))
    text = register_text(result.register)
    return JobResult("register", text, result.data | {"text": text, "files": [f.name for f in files]})


def draft_job(services: Services, request: DraftRequest, step: Step = silent) -> JobResult:
    """A draft, kept as a revision."""
    return draft_result(services, draft_report(services, request, step))


def draft_result(services: Services, kept: KeptDraft) -> JobResult:
    """A draft that was just made, as the conversation shows it."""
    return revision_result(load_revision(services, kept.id, kept.revision))


def revision_result(kept: KeptRevision) -> JobResult:
    """A kept revision as the conversation shows it."""
    return JobResult("draft", draft_markdown(kept.data, kept.data["writer"]), kept.data)


def match_job(services: Services, request: EditedWord, step: Step = silent) -> JobResult:
    """An edited Word file of a draft: matched, kept as a revision and shown as it is now; ``markdown`` begins with the match."""
    step("与初稿的台账逐个核对数字")
    taken = take_back(services, request)
    result = revision_result(taken.kept)
    told = "\n".join(match_told(taken.matched))
    return JobResult(
        "draft", f"{told}\n\n{result.markdown}", result.data | {"unchanged": taken.unchanged, "told": told}
    )
