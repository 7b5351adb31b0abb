"""Beginning a draft as work, and opening it again as it stands."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from nianbao.report.errors import UserError
from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.drafting.bench.inputs import Built
    from nianbao.drafting.bench.state import State
    from nianbao.drafting.draft import Draft as Written
    from nianbao.store.drafts import Draft
    from validators.review import Served

AUTHOR = "经办人"
NOT_THERE = "没有找到这份初稿：链接可能不完整。"
NO_NAME, BAD_YEAR = "请填写机关全称。", "年度应在{first}年到{last}年之间。"
FROM_REVISION = "起草时所交资料"
FIRST_YEAR, LAST_YEAR = 2021, 2100
LEAST_NAME = 2
_KEPT = 8
_written: "OrderedDict[tuple[str, int, int, int], Bench]" = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True)
class Bench:
    """A draft as it stands. ``last_year``: the report that serves as last year's. ``newer``: a revision that was
    made elsewhere (in the conversation) since the work began."""

    draft: "Draft"
    state: "State"
    built: "Built"
    written: "Written"
    last_year: "Served"
    newer: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft in the list of those begun, with when it was last worked on."""

    id: int
    agency: str
    year: int
    revisions: int
    at: datetime


def begin_draft(services: Services, agency: str, year: int, author: str = AUTHOR) -> int:
    """A new draft without anything in it; returns its number. Raises ``UserError``."""
    from nianbao.store.draft_steps import BASE, Said, append_steps
    from nianbao.store.drafts import create_draft

    name = agency.strip()
    if len(name) < LEAST_NAME:
        raise UserError(NO_NAME)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UserError(BAD_YEAR.format(first=FIRST_YEAR, last=LAST_YEAR))
    draft = create_draft(services.db, name, year)
    append_steps(services.db, draft.id, [Said(BASE, {"agency": name, "year": year})], author)
    return draft.id


def open_draft(services: Services, id: int, author: str = AUTHOR) -> Bench:
    """The draft as it stands; one that was made in the conversation becomes work when it is first opened. ``author``: who
    opens it. Raises ``UserError``, ``InputsError``."""
    from nianbao.store.draft_steps import last_step

    draft = find_draft(services, id)
    last = last_step(services.db, id)
    if last == 0:
        take_revision(services, id, draft.latest, author)
        last = last_step(services.db, id)
    key = (services.settings.resolved_database_url, id, draft.latest, last)
    with _lock:
        bench = _written.get(key)
    if bench is None:
        bench = _open(services, draft)
        with _lock:
            _written[key] = bench
            while len(_written) > _KEPT:
                _written.popitem(last=False)
    return bench


def find_draft(services: Services, id: int) -> "Draft":
    """Raises ``UserError`` for a number that no draft has."""
    from nianbao.store.database import NotFoundError
    from nianbao.store.drafts import load_draft

    try:
        return load_draft(services.db, id)
    except NotFoundError as error:
        raise UserError(NOT_THERE) from error


def take_revision(services: Services, id: int, number: int, author: str = AUTHOR, same_as: int | None = None) -> None:
    """The work goes on from a revision. One that was saved on the workbench is taken up as it stood then, step by step.
    ``same_as``: a later revision that says the same."""
    from nianbao.store.draft_steps import BASE, Said, append_steps
    from nianbao.store.drafts import load_revision

    revision = load_revision(services.db, id, number)
    step = revision.content.get("step")
    value = {"step": step} if step else _as_base(revision.content)
    value["revision"] = same_as or number
    append_steps(services.db, id, [Said(BASE, value)], author)


def _as_base(content: dict[str, Any]) -> dict[str, Any]:
    from nianbao.drafting.bench.given import given_inputs
    from nianbao.drafting.bench.inputs import build_inputs
    from nianbao.drafting.bench.state import Standing, State
    from nianbao.drafting.bench.writing import arranged_lasting
    from nianbao.drafting.material.inputs import DraftInputs

    if not content.get("inputs"):
        raise UserError("这一稿没有保存资料，不能在工作台里接着改；请把它的资料表交到“材料”。")
    inputs = DraftInputs.model_validate(content["inputs"])
    given = given_inputs(inputs, FROM_REVISION).as_json()
    begun = State(inputs.agency, inputs.year, {"material.base": Standing(given, 0, "", datetime.now(UTC))})
    provenance = content.get("provenance") or {}
    passages = arranged_lasting(content.get("arranged") or {}, build_inputs(begun).names)
    arranged = {"passages": passages, "model": provenance.get("model") or "", "prompt": provenance.get("prompt") or ""}
    return {"agency": inputs.agency, "year": inputs.year, "material": given, "arranged": arranged}


def drafts_at_work(services: Services, limit: int = 20) -> list[Waiting]:
    """Drafts, the one worked on last first."""
    from nianbao.store.draft_steps import last_worked_on
    from nianbao.store.drafts import list_drafts

    worked = last_worked_on(services.db)
    found = [
        Waiting(d.id, d.agency, d.year, d.latest, worked.get(d.id, d.created_at)) for d in list_drafts(services.db)
    ]
    return sorted(found, key=lambda w: w.at, reverse=True)[:limit]


def _open(services: Services, draft: "Draft") -> Bench:
    from nianbao.drafting.bench.inputs import build_inputs
    from nianbao.drafting.bench.state import BASE, fold
    from nianbao.drafting.bench.writing import write_draft
    from nianbao.store.draft_steps import list_steps
    from nianbao.store.drafts import list_revisions

    steps = list_steps(services.db, draft.id)
    state = fold(steps)
    built = build_inputs(state)
    last_year = _last_year(services, draft.id, state, built)
    elsewhere = max((r.number for r in list_revisions(services.db, draft.id) if "step" not in r.content), default=0)
    known = max((s.value.get("revision", 0) for s in steps if s.place == BASE), default=0)
    newer = elsewhere if elsewhere > known else None
    return Bench(draft, state, built, write_draft(state, built, last_year), last_year, newer)


def _last_year(services: Services, id: int, state: "State", built: "Built") -> "Served":
    """Last year's report: the one handed in last, else that of the revision which the work began from, else what is kept."""
    from nianbao.report.codec import report_from_json
    from nianbao.store.draft_steps import load_draft_file
    from nianbao.store.drafts import load_revision
    from nianbao.work.handed.reading import read_once
    from nianbao.work.last_year import last_years_report
    from validators.review import Served

    files = [given.file for given in built.given.values() if given.kind == "previous" and given.file]
    if files:
        name, content = load_draft_file(services.db, id, files[-1])
        return Served(read_once(content, name))
    begun_from = load_revision(services.db, id, state.revision).content if state.revision else {}
    if kept := begun_from.get("last_year"):
        return Served(report_from_json(kept), (begun_from.get("previous") or {}).get("from", "file"))
    return last_years_report(services.library, built.inputs.agency, built.inputs.year)


def place_name(bench: Bench, place: str) -> str:
    """What a place is, in Chinese: the cell of a table, a line, a sentence."""
    from nianbao.report.layout import TABLE_KEYS, cell_label

    kind, _, rest = place.partition(".")
    if kind == "figure":
        return cell_label(rest) if rest.startswith(TABLE_KEYS) else _NAMES.get(rest, rest)
    if kind == "item":
        item = next((i for i in bench.built.items if i.place == place), None)
        return item.words[:40] if item else _NAMES["item"]
    return _NAMES.get(place, _NAMES.get(kind, place))


_NAMES = {
    "on_time": "按期答复件数",
    "fees.notices": "发出收费通知的件数",
    "fees.charged": "通知收费的总金额",
    "fees.collected": "实际收取的总金额",
    "basic.signed_on": "成文日期",
    "basic.blank_zero": "空格按0计",
    "item": "一行材料",
    "keep": "沿用自上年的一行",
    "result": "考核、评议、追责结果",
    "follow": "上年问题的整改",
    "words": "一句的文字",
    "turn": "一句的说法",
    "proposal": "一条建议",
    "specific": "模型写具体的建议",
    "question": "一处核对",
}
