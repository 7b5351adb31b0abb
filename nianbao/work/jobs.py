"""The four jobs as the conversation shows them: the use cases, each with words for people and data for the screen.

The numbers in a result come from files, rules and SQL; no model is asked here except for the sentences of a
draft, and those pass the guard of the drafting room.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from nianbao.papers.draft_text import draft_markdown
from nianbao.papers.match_text import match_told
from nianbao.papers.wording import comparison_markdown, hits_markdown, review_markdown
from nianbao.work.compare import CompareRequest, compare_report
from nianbao.work.draft import UNWATCHED, DraftRequest, KeptDraft, Watch, draft_report, load_inputs
from nianbao.work.law import LAW, SearchRequest, search
from nianbao.work.review import ReviewRequest, Step, review_report, silent
from nianbao.work.revised.edited_word import EditedWord, take_back
from nianbao.work.revised.revisions import KeptRevision, load_revision
from nianbao.work.rollup import RollUp, as_json, rollup
from nianbao.work.services import Services
from nianbao.work.template import Sources, filled_workbook, gather
from validators.record import ReviewRecord, record_as_json

if TYPE_CHECKING:
    from nianbao.work.handed.upload import Upload

JobKind = Literal["draft", "match", "review", "compare", "law", "register", "set", "material", "rollup", "help"]
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
    """A file reviewed; ``data`` is its record. ``file``: keeps it as a version of its report (``work.reviewed.versions``)."""
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


def register_job(
    services: Services,
    files: "tuple[Upload, ...]",
    year: int | None,
    step: Step = silent,
    said: Mapping[str, Any] | None = None,
    forget: tuple[str, ...] = (),
) -> JobResult:
    """An application register: tables three and four, deadlines, duplicates, what must be asked. ``data`` is its JSON, with
    each application and what was answered.

    ``year``: None takes the year in which most of the applications came. ``said``: answers to what was asked, as a mapping
    file has them; ``forget``: wordings whose earlier answers are taken back. Raises ``UserError``.
    """
    from nianbao.papers.register_text import register_text
    from nianbao.papers.register_ways import BY_WORDS
    from nianbao.register.each import each_application
    from nianbao.register.rows import repeated_sheets
    from nianbao.work.register import RegisterRequest, answers_said, most_common_year, work_register

    step("统计申请台账")
    known = year or most_common_year(files)
    data_dir = services.settings.data_dir
    result = work_register(RegisterRequest(files, known, None, answers_said(said), data_dir=data_dir, forget=forget))
    register = result.register
    text = register_text(register, BY_WORDS)
    more = {
        "text": text,
        "files": [f.name for f in files],
        "answers": dict(said or {}),
        "each": each_application(register),
        "repeated_sheets": repeated_sheets(register.read.applications),
    }
    return JobResult("register", text, result.data | more)


def material_job(sources: Sources, agency: str = "", step: Step = silent) -> JobResult:
    """What last year's report, a register and notes give for a draft, each value with its source. ``agency``: as somebody
    named it, where the sources name none. ``data`` holds the words and the filled workbook."""
    from nianbao.papers.material_text import asked_lines, filled_lines

    step("从材料里找出能填的数和句子")
    material = gather(sources)
    material.agency = material.agency or agency or None
    filled, asked, year = filled_lines(material), asked_lines(material), material.year or sources.year
    text = "\n".join([*filled, *asked])
    data = {"text": text, "agency": material.agency, "year": year, "filled": filled, "asked": asked}
    workbook = b64encode(filled_workbook(material, year)).decode()
    return JobResult("material", text, data | {"workbook": workbook})


def blank_workbook_job(year: int, agency: str = "", step: Step = silent) -> JobResult:
    """The inputs workbook with nothing in it but the year, and the agency where it was named."""
    result = material_job(Sources(year), agency, step)
    return JobResult("material", f"{year}年度空白资料表", result.data | {"blank": True})


def workbook_of(data: dict[str, Any]) -> bytes:
    """The workbook of a result of ``material_job``."""
    return b64decode(data["workbook"])


def draft_of_material(
    services: Services, data: dict[str, Any], last: "Upload | None", conversation_id: str, watch: Watch = UNWATCHED
) -> JobResult:
    """A draft of what was gathered, open where the material says nothing. ``last``: last year's report.

    Raises ``UserError``.
    """
    from nianbao.work.handed.reading import read_once

    previous = None if last is None else read_once(last.content, last.name)
    request = DraftRequest(load_inputs(workbook_of(data)), previous, conversation_id=conversation_id)
    return draft_job(services, request, watch)


def rollup_job(services: Services, request: RollUp, step: Step = silent) -> JobResult:
    """Many reports added up. ``data``: its JSON, the words, and what to add up again for the workbook."""
    from nianbao.papers.rollup_text import rollup_lines

    step("汇总各单位的年报")
    result = rollup(request, services)
    text = "\n".join(rollup_lines(result))
    again = {"text": text, "files": [u.name for u in request.uploads], "stored": request.stored}
    return JobResult("rollup", text, as_json(result) | again)


def draft_job(services: Services, request: DraftRequest, watch: Watch = UNWATCHED) -> JobResult:
    """A draft, kept as a revision."""
    return draft_result(services, draft_report(services, request, watch))


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
    told = "\n".join(match_told(taken.matched.as_json()))
    return JobResult(
        "draft", f"{told}\n\n{result.markdown}", result.data | {"unchanged": taken.unchanged, "told": told}
    )
