"""Drafting a report from the inputs: written, reviewed, exported, matched again, kept as a revision."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianbao.drafting.material.inputs import ASPECT_TITLES, DraftInputs
from nianbao.drafting.watch import UNWATCHED as UNWATCHED
from nianbao.drafting.watch import PassageDone as PassageDone
from nianbao.drafting.watch import Watch as Watch
from nianbao.report.agency import infer_agency
from nianbao.report.codec import report_as_json
from nianbao.report.layout import SECTIONS
from nianbao.report.model import Report
from nianbao.work.job_log import logged
from nianbao.work.last_year import last_years_report
from nianbao.work.revised.revisions import made
from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.drafting.draft import Draft
    from nianbao.drafting.export import Exported


_PROBLEMS = next(section.title for section in SECTIONS if section.key == "problems")


@dataclass(frozen=True)
class DraftRequest:
    """``previous``: last year's report where it was handed in; else the library is asked unless ``ask_library`` is false.

    ``conversation_id``: a draft of the same agency and year made in this conversation gets a new revision.
    """

    inputs: DraftInputs
    previous: Report | None = None
    ask_library: bool = True
    offline: bool = False
    conversation_id: str | None = None
    author: str = "drafting"
    after: int | None = None
    """The revision that this one is made from; somebody else's newer one raises ``RevisionConflictError``."""


@dataclass(frozen=True)
class KeptDraft:
    """The draft with its Word file, and where it is kept. ``previous``: the report that served as last year's."""

    draft: "Draft"
    exported: "Exported"
    id: int
    revision: int
    previous: Report | None


def load_inputs(workbook: bytes) -> DraftInputs:
    """The inputs in a workbook, or in YAML or JSON. Raises ``InputsError`` with every error at once."""
    from nianbao.drafting.material.workbook_reading import load_inputs_bytes

    return load_inputs_bytes(workbook)


@logged("draft")
def draft_report(services: Services, request: DraftRequest, watch: Watch = UNWATCHED) -> KeptDraft:
    """Write the draft and keep it, also when somebody stopped the model: then the built-in writer did the rest. Raises ``UserError`` for inputs that cannot be drafted from."""
    from nianbao.drafting.export import draft_and_export

    inputs = request.inputs
    library = services.library if request.ask_library else None
    last = last_years_report(library, inputs.agency, inputs.year, request.previous)
    model = None if request.offline else services.model
    exemplars: dict[str, list[str]] = {}
    if model is not None:
        model = model.until(watch.stopped)
        watch.step("查找往年同类报告的写法")
        exemplars = exemplars_for(services, inputs)
    draft, exported = draft_and_export(
        inputs,
        previous=last.report,
        previous_source=last.source,
        model=model,
        exemplars=exemplars,
        watch=watch,
    )
    watch.step("保存初稿")
    number, revision = _keep(services, request, draft, exported, last.report)
    return KeptDraft(draft, exported, number, revision, last.report)


def _keep(
    services: Services, request: DraftRequest, draft: "Draft", exported: "Exported", previous: Report | None
) -> tuple[int, int]:
    from nianbao.drafting.bench.writing import arranged_as_json
    from nianbao.store.drafts import append_revision, create_draft, list_drafts

    inputs, conversation = request.inputs, request.conversation_id
    existing = (
        list_drafts(services.db, agency=inputs.agency, year=inputs.year, conversation_id=conversation)
        if conversation
        else []
    )
    kept = (
        existing[0]
        if existing
        else create_draft(services.db, inputs.agency, inputs.year, draft.report.title, conversation)
    )
    revision = append_revision(
        services.db,
        kept.id,
        draft.as_json()
        | {"inputs": inputs.model_dump(mode="json"), "provenance": exported.provenance, "page": exported.page}
        | {"arranged": {key: arranged_as_json(items) for key, items in draft.arranged.items()}}
        | {"last_year": None if previous is None else report_as_json(previous)}
        | made("drafted" if request.author == "drafting" else "edited", request.after),
        author=request.author,
        after=request.after,
        writer=draft.writer,  # type: ignore[arg-type]
        model=draft.model_name,
        prompt_version=draft.prompt_version,
        ledger_hash=draft.ledger.hash(),
        docx=exported.docx,
    )
    return kept.id, revision.number


def exemplars_for(services: Services, inputs: DraftInputs) -> dict[str, list[str]]:
    """Masked passages of comparable past reports, by aspect."""
    from nianbao.drafting.model.exemplars import masked_exemplars

    kind = inputs.kind or infer_agency(inputs.agency).kind

    def find(title: str) -> list[tuple[str, str]]:
        section = "overview" if title in ASPECT_TITLES.values() else "problems"
        hits = services.searcher.search(
            title, k=6, kinds=("passage",), section=section, agency_kind=kind, exclude_agency=inputs.agency
        )
        return [(h.text, h.agency or "") for h in hits]

    titles = {str(key): title for key, title in ASPECT_TITLES.items()} | {"problems": _PROBLEMS}
    return masked_exemplars(find, titles)
