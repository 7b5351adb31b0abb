"""The configured model arranges the text of a draft on request; what it adds of its own are proposals to take or drop."""

from dataclasses import dataclass

from nianbao.report.errors import UserError
from nianbao.work.bench.opening import AUTHOR, open_draft
from nianbao.work.draft import exemplars_for
from nianbao.work.review import Step, silent
from nianbao.work.services import Services

NO_MODEL = "没有配置模型。"
NOTHING_USABLE = "模型没有给出可用的文字，初稿没有变。{why}"


@dataclass(frozen=True, slots=True)
class Arranged:
    """How many passages the model arranged, how many sentences of its own it proposes, and what went wrong."""

    passages: int
    proposals: int
    failures: tuple[str, ...]


def ask_model(services: Services, id: int, author: str, step: Step = silent) -> Arranged:
    """Have the model arrange every passage; a person's words and decisions stay. Raises ``UserError``."""
    from nianbao.drafting.arrangement import Proposal
    from nianbao.drafting.bench.writing import arranged_as_json, arranged_lasting
    from nianbao.drafting.draft import make_draft
    from nianbao.store.draft_steps import Said, append_steps

    if services.model is None:
        raise UserError(NO_MODEL)
    bench = open_draft(services, id)
    inputs = bench.built.inputs
    exemplars = exemplars_for(services, inputs)
    draft = make_draft(
        inputs, previous=bench.last_year.report, model=services.model, exemplars=exemplars, progress=step
    )
    failures = tuple(draft.model_log.failures) if draft.model_log else ()
    if not draft.arranged:
        raise UserError(NOTHING_USABLE.format(why="；".join(dict.fromkeys(failures))))
    written = {key: arranged_as_json(items) for key, items in draft.arranged.items()}
    passages = arranged_lasting(written, bench.built.names)
    arranged = {"passages": passages, "model": draft.model_name, "prompt": draft.prompt_version}
    append_steps(services.db, id, [Said("arranged", arranged)], author or AUTHOR)
    proposals = sum(isinstance(item, Proposal) for items in draft.arranged.values() for item in items)
    return Arranged(len(draft.arranged), proposals, failures)
