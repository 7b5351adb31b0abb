"""The configured model arranges the text of a draft on request; what it adds of its own are proposals to take or drop."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from nianbao.report.errors import UserError
from nianbao.work.bench.opening import AUTHOR, open_draft
from nianbao.work.draft import UNWATCHED, PassageDone, Watch, exemplars_for
from nianbao.work.services import Services

NO_MODEL = "没有配置模型。"
NOTHING_USABLE = "模型没有给出可用的文字，初稿没有变。{why}"


@dataclass(frozen=True, slots=True)
class Arranged:
    """How many passages the model arranged, how many sentences of its own it proposes, and what went wrong."""

    passages: int
    proposals: int
    failures: tuple[str, ...]
    stopped: bool = False


@dataclass
class _WhileThere:
    """Looks on for one who may go away: then the model is stopped, and what it did is kept all the same."""

    watch: Watch
    gone: BaseException | None = None

    def step(self, text: str) -> None:
        self._told(lambda: self.watch.step(text))

    def passage(self, done: PassageDone) -> None:
        self._told(lambda: self.watch.passage(done))

    def stopped(self) -> bool:
        return bool(self._told(self.watch.stopped)) or self.gone is not None

    def _told(self, tell: Callable[[], object]) -> object:
        try:
            return None if self.gone is not None else tell()
        except BaseException as error:  # a page that is drawn anew ends its run with an exception of its own
            self.gone = error
            return None


def ask_model(services: Services, id: int, author: str, watch: Watch = UNWATCHED) -> Arranged:
    """Have the model arrange every passage; a person's words and decisions stay, and where it is stopped the passages that
    it has done. Raises ``UserError``, and what ``watch`` raised, once the work is kept."""
    there, ended = _WhileThere(watch), threading.Event()
    _at_work[_name(services, id)] = ended
    try:
        return _arranged(services, id, author, Watch(there.step, there.passage, there.stopped))
    finally:
        _at_work.pop(_name(services, id), None)
        ended.set()
        if there.gone is not None:
            raise there.gone


def let_finish(services: Services, id: int) -> None:
    """Return when the model's work on this draft, which was stopped, is kept: a page that is drawn anew is drawn while the
    one before still ends."""
    if ended := _at_work.get(_name(services, id)):
        ended.wait(_PATIENCE)


_at_work: dict[tuple[str, int], threading.Event] = {}
"""The model's work in this process, by draft."""
_PATIENCE = 10.0


def _name(services: Services, id: int) -> tuple[str, int]:
    return services.settings.resolved_database_url, id


def _arranged(services: Services, id: int, author: str, watch: Watch) -> Arranged:
    from nianbao.drafting.arrangement import Proposal
    from nianbao.drafting.bench.writing import arranged_as_json, arranged_lasting
    from nianbao.drafting.draft import make_draft
    from nianbao.store.draft_steps import Said, append_steps

    if services.model is None:
        raise UserError(NO_MODEL)
    bench = open_draft(services, id)
    inputs = bench.built.inputs
    exemplars = exemplars_for(services, inputs)
    model = services.model.until(watch.stopped)
    draft = make_draft(inputs, previous=bench.last_year.report, model=model, exemplars=exemplars, watch=watch)
    failures = tuple(draft.model_log.failures) if draft.model_log else ()
    stopped = draft.model_log is not None and draft.model_log.stopped
    if stopped and not draft.arranged:
        return Arranged(0, 0, failures, stopped)
    if not draft.arranged:
        raise UserError(NOTHING_USABLE.format(why="；".join(dict.fromkeys(failures))))
    written = {key: arranged_as_json(items) for key, items in draft.arranged.items()}
    passages = arranged_lasting(written, bench.built.names)
    before = (bench.state.value("arranged") or {}).get("passages", {}) if stopped else {}
    arranged = {"passages": before | passages, "model": draft.model_name, "prompt": draft.prompt_version}
    append_steps(services.db, id, [Said("arranged", arranged)], author or AUTHOR)
    proposals = sum(isinstance(item, Proposal) for items in draft.arranged.values() for item in items)
    return Arranged(len(draft.arranged), proposals, failures, stopped)
