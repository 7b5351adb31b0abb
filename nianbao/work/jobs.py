"""The four jobs: draft, review, compare, look up the law. Each gives words for people and data for the screen.

The numbers in a result come from files, rules and SQL; no model is asked here except for the sentences of a
draft, and those pass the guard of the drafting room.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from nianbao.drafting.inputs import ASPECT_TITLES, DraftInputs
from nianbao.papers.wording import comparison_markdown, hits_markdown, review_markdown
from nianbao.report.model import Report
from nianbao.work.reading import file_hash, is_docx, read_once
from nianbao.work.sayable import Sayable, of_comparison, of_draft, of_review, of_texts
from nianbao.work.services import Services
from validators.profile import Profile
from validators.review import review, review_as_json

JobKind = Literal["draft", "review", "compare", "law", "help"]
Step = Callable[[str], None]
LAW_HITS = 5


@dataclass(frozen=True)
class JobResult:
    """What a job gives: Markdown for people (and the model), JSON for the screen, and what it lets anybody say.

    The guard over the model's words lets figures and judgements pass only when ``sayable`` holds them.
    """

    kind: JobKind
    markdown: str
    data: dict[str, Any] = field(default_factory=dict)
    sayable: Sayable = field(default_factory=Sayable)


def _silent(_: str) -> None:
    return None


def review_job(
    services: Services,
    name: str,
    content: bytes,
    *,
    previous: Report | None = None,
    draft: bool = False,
    profile: Profile | None = None,
    step: Step = _silent,
) -> JobResult:
    """Read a report file and run every rule. Last year's report is taken from the library when none is given.

    The report itself does not enter the library: what is handed in for review may be wrong. ``draft``: one of ours,
    where open places are only mentioned. ``profile``: the rules as a province or county sets them.
    """
    step(f"读取 {name}")
    report = read_once(content, name)
    previous = previous or stored_previous(services, report)
    step("逐条运行审核规则")
    result = review(report, previous=previous, draft=draft, profile=profile)
    data = review_as_json(result) | {
        "file": name,
        "sha256": file_hash(content),
        "is_docx": is_docx(content, name),
        "draft": draft,
        "previous_year": previous.year if previous else None,
        "rules_off": dict(result.profile.off),
        "reviewed_on": date.today().isoformat(),
    }
    return JobResult("review", review_markdown(result), data, of_review(result))


def compare_job(
    services: Services, report: Report, *, previous: Report | None = None, n: int = 10, step: Step = _silent
) -> JobResult:
    """A report against last year's and its peers, by SQL over cells."""
    from nianbao.comparison.compare import compare_stored

    step("挑选同类机关、计算指标")
    comparison = compare_stored(services.db, report, previous, n)
    return JobResult(
        "compare", comparison_markdown(comparison), comparison.model_dump(mode="json"), of_comparison(comparison)
    )


def law_job(services: Services, question: str, *, k: int = LAW_HITS, step: Step = _silent) -> JobResult:
    """Articles and notes that answer a question, the statute word for word."""
    step("检索条例和编写说明")
    hits = services.searcher.search(question, k=k, kinds=("article", "note"))
    return JobResult(
        "law", hits_markdown(hits[:3]), {"question": question, "hits": [h.as_json() for h in hits]}, of_texts(hits)
    )


def draft_job(
    services: Services,
    inputs: DraftInputs,
    *,
    previous: Report | None = None,
    conversation_id: str | None = None,
    offline: bool = False,
    step: Step = _silent,
) -> JobResult:
    """A draft from inputs: written, reviewed, exported, re-read and kept as a revision in the database."""
    from nianbao.drafting.export import draft_and_export
    from nianbao.papers.draft_text import draft_markdown
    from nianbao.store.drafts import append_revision, create_draft, list_drafts

    model = None if offline else services.model
    if previous is None:
        previous = stored_report(services, inputs.agency, inputs.year - 1)
    exemplars: dict[str, list[str]] = {}
    if model is not None:
        step("查找往年同类报告的写法")
        exemplars = find_exemplars(services, inputs)
    draft, exported = draft_and_export(inputs, previous=previous, model=model, exemplars=exemplars, progress=step)
    step("保存初稿")
    existing = list_drafts(services.db, agency=inputs.agency, year=inputs.year, conversation_id=conversation_id)
    kept = (
        existing[0]
        if existing and conversation_id
        else create_draft(services.db, inputs.agency, inputs.year, draft.report.title, conversation_id)
    )
    revision = append_revision(
        services.db,
        kept.id,
        draft.as_json()
        | {"inputs": inputs.model_dump(mode="json"), "provenance": exported.provenance, "page": exported.page},
        author="drafting",
        writer=draft.writer,  # type: ignore[arg-type]
        model=draft.model_name,
        prompt_version=draft.prompt_version,
        ledger_hash=draft.ledger.hash(),
        docx=exported.docx,
    )
    data = draft.as_json() | {
        "draft": kept.id,
        "draft_id": kept.id,
        "revision": revision.number,
        "writer": draft.writer,
        "numbers_matched": len(exported.provenance["numbers"]),
        "model_failures": draft.model_log.failures if draft.model_log else [],
        "previous_year": previous.year if previous else None,
    }
    return JobResult("draft", draft_markdown(draft), data, of_draft(draft))


# --- what the jobs share --------------------------------------------------------------------------------------


def stored_previous(services: Services, report: Report) -> Report | None:
    """Last year's report of the same agency, when the library has it."""
    if not report.agency.name or report.year is None:
        return None
    return stored_report(services, report.agency.name, report.year - 1)


def stored_report(services: Services, agency: str, year: int) -> Report | None:
    from nianbao.store.reports import find_report, load_report

    entry = find_report(services.db, agency, year)
    return None if entry is None else load_report(services.db, entry.id)


def find_exemplars(services: Services, inputs: DraftInputs) -> dict[str, list[str]]:
    """Masked passages of comparable past reports, by aspect."""
    from nianbao.drafting.exemplars import masked_exemplars
    from nianbao.report.agency import infer_agency

    agency = infer_agency(inputs.agency)
    agency = replace(agency, kind=inputs.kind or agency.kind, level=inputs.level or agency.level)

    def find(title: str) -> list[tuple[str, str]]:
        section = "overview" if title in ASPECT_TITLES.values() else "problems"
        hits = services.searcher.search(
            title, k=6, kinds=("passage",), section=section, agency_kind=agency.kind, exclude_agency=inputs.agency
        )
        return [(h.text, h.agency or "") for h in hits]

    titles: dict[str, str] = dict(ASPECT_TITLES.items()) | {"problems": "存在的主要问题及改进情况"}
    return masked_exemplars(find, titles)
