"""What a person does to a draft: a value for a place, checked before it is kept, and taken back on request."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from nianbao.report.errors import UserError
from nianbao.work.bench.opening import AUTHOR, open_draft
from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.store.draft_steps import DraftStep
    from nianbao.work.bench.opening import Bench

MOST_TEXT, MOST_FIGURE = 2000, 40
UNKNOWN_PLACE = "这里不能填写。"
TOO_LONG = "太长了，最多{most}字。"
BAD_DAY = "“{said}”不是日期，请写成2025年1月20日的样子。"
ONE_WORDING = "这一句只有一种说法；要换，请直接改文字。"
NO_SENTENCE = "这一句已经变了，请看过现在的再改。"
NOT_YOURS = "没有可以撤销的。"
_TRIES = 6


@dataclass(frozen=True, slots=True)
class Said:
    """What came from the screen: ``seen`` is the step that stood at the place for whoever typed, 0 for none."""

    place: str
    value: Any
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """What a step changed, to be taken back: its number, its place and what stood there before."""

    number: int
    place: str
    before: Any
    beside: bool = False


def say(services: Services, id: int, said: Sequence[Said], author: str, own: Collection[int] = ()) -> list[Done]:
    """Keep values for places, all or none; what stands there already is not said again. ``own``: steps of this tab, which
    its screen may not have drawn yet.

    Raises ``UserError`` for a place that cannot be filled in and a value that it cannot take.
    """
    from nianbao.store import draft_steps as store

    bench = open_draft(services, id)
    checked = [store.Said(s.place, _checked(services, id, s), s.seen) for s in said]
    state = bench.state
    checked = [s for s in checked if s.place not in state.values or state.value(s.place) != s.value]
    _try(bench, {s.place: s.value for s in checked})
    steps = store.append_steps(services.db, id, checked, author or AUTHOR, own)
    return [Done(s.number, s.place, bench.state.value(s.place), s.beside) for s in steps]


def _try(bench: "Bench", values: dict[str, Any]) -> None:
    """Raises ``UserError`` when no draft could be made with these values: nothing is kept that shuts the draft."""
    from nianbao.drafting.bench.inputs import build_inputs

    state = bench.state
    for place, value in values.items():
        state = state.with_value(place, value)
    build_inputs(state)


def done_before(services: Services, id: int, numbers: Sequence[Sequence[int]]) -> list[list[Done]]:
    """What a tab had done before its page was loaded anew, by the numbers of its steps; numbers of no step are passed over."""
    from nianbao.store import draft_steps as store

    steps = {s.number: s for s in store.list_steps(services.db, id)}

    def done(number: int) -> Done:
        step = steps[number]
        stood = [s for s in steps.values() if s.place == step.place and s.number < number and not s.beside]
        return Done(number, step.place, stood[-1].value if stood else None, step.beside)

    found = [[done(n) for n in group if n in steps and steps[n].place != store.BASE] for group in numbers]
    return [group for group in found if group]


def take_back(services: Services, id: int, done: Sequence[Done], author: str) -> "list[DraftStep]":
    """What stood before stands again."""
    from nianbao.store import draft_steps as store

    if not done:
        raise UserError(NOT_YOURS)
    return store.append_steps(
        services.db, id, [store.Said(d.place, d.before) for d in reversed(done)], author or AUTHOR
    )


def settle_beside(services: Services, id: int, place: str, value: Any, author: str) -> None:
    """Choose between what two people typed at one place without seeing each other; both stay in the record."""
    from nianbao.store import draft_steps as store

    store.append_steps(services.db, id, [store.Said(place, value)], author or AUTHOR)


def _checked(services: Services, id: int, said: Said) -> Any:
    kind, _, rest = said.place.partition(".")
    check = _CHECKS.get(kind)
    if check is None:
        raise UserError(UNKNOWN_PLACE)
    return check(services, id, rest, said.value)


def _figure(services: Services, id: int, rest: str, value: Any) -> str:
    """As typed: what is no number is kept and asked about, like a cell of the workbook."""
    from nianbao.drafting.bench.inputs import FEES
    from nianbao.drafting.material.notes_material import LEAVES

    if rest not in LEAVES and rest not in ("on_time", *(f"fees.{n}" for n in FEES)):
        raise UserError(UNKNOWN_PLACE)
    return _short(value, MOST_FIGURE)


def _item(services: Services, id: int, rest: str, value: Any) -> dict[str, Any] | None:
    from pydantic import ValidationError

    from nianbao.drafting.bench.items import FIELDS
    from nianbao.drafting.material.inputs import ASPECT_TITLES

    family = rest.partition(".")[0]
    if value is None:
        return None
    if family not in FIELDS or not isinstance(value, dict):
        raise UserError(UNKNOWN_PLACE)
    found = {name: _short(value.get(name) or "", MOST_TEXT) for name in FIELDS[family]}
    if "aspect" in found and found["aspect"] not in ASPECT_TITLES:
        raise UserError(UNKNOWN_PLACE)
    try:
        _as_inputs(family, found)
    except ValidationError as error:
        raise UserError(_WRONG_ITEM[family]) from error
    return found


_WRONG_ITEM = {
    "facts": "事项要写文字（80字以内，不含花括号），单位不超过8个字、不含数字。",
    "practices": "做法要写文字，2000字以内。",
    "problems": "问题和措施至少写一样，2000字以内。",
    "others": "事项要写文字，2000字以内。",
}


def _as_inputs(family: str, found: dict[str, Any]) -> None:
    from pydantic import TypeAdapter

    from nianbao.drafting.material.inputs import Fact, Practice, Text

    if family == "facts":
        Fact.model_validate(found | {"value": None})
    elif family == "practices":
        Practice.model_validate(found)
    else:
        TypeAdapter(Text).validate_python("".join(found.values()).strip())


def _keep(services: Services, id: int, rest: str, value: Any) -> str:
    from nianbao.drafting.material.found import DONE, KEEP, STRIKE

    if value not in (KEEP, DONE, STRIKE, ""):
        raise UserError(UNKNOWN_PLACE)
    return str(value)


def _text(services: Services, id: int, rest: str, value: Any) -> str:
    return _short(value, MOST_TEXT)


def _basic(services: Services, id: int, rest: str, value: Any) -> Any:
    from nianbao.drafting.material.workbook_reading import day_of

    if rest == "blank_zero":
        return bool(value)
    if rest != "signed_on":
        raise UserError(UNKNOWN_PLACE)
    written = str(value or "").strip()
    if not written:
        return None
    try:
        return date.fromisoformat(str(day_of(written))).isoformat()
    except ValueError as error:
        raise UserError(BAD_DAY.format(said=written[:20])) from error


def _question(services: Services, id: int, rest: str, value: Any) -> bool:
    return bool(value)


def _words(services: Services, id: int, rest: str, value: Any) -> str | None:
    """A sentence's wording with its numbers as slots, under lasting names; None goes back to code's words."""
    from nianbao.drafting.bench.writing import lasting, lasting_template, ledger_template
    from nianbao.drafting.sentences.slots import check_words

    if value is None:
        return None
    bench = open_draft(services, id)
    names = bench.built.names
    sentence = next((s for _, s in bench.written.prose if lasting(s.key, names) == rest), None)
    if sentence is None:
        raise UserError(NO_SENTENCE)
    check_words(ledger_template(str(value), names), sentence, bench.written.ledger)
    return lasting_template(ledger_template(str(value), names), names)


def _turn(services: Services, id: int, rest: str, value: Any) -> int:
    return int(value)


def _proposal(services: Services, id: int, rest: str, value: Any) -> str | None:
    from nianbao.drafting.bench.writing import DROPPED, TAKEN

    if value not in (TAKEN, DROPPED, None):
        raise UserError(UNKNOWN_PLACE)
    return None if value is None else str(value)


def _short(value: Any, most: int) -> str:
    text = str(value).strip()
    if len(text) > most:
        raise UserError(TOO_LONG.format(most=most))
    return text


_CHECKS: dict[str, Any] = {
    "figure": _figure,
    "item": _item,
    "keep": _keep,
    "result": _text,
    "follow": _text,
    "basic": _basic,
    "question": _question,
    "words": _words,
    "turn": _turn,
    "proposal": _proposal,
}


def other_wording(services: Services, id: int, key: str, author: str, own: Collection[int] = ()) -> list[Done]:
    """The next wording of a sentence that code words, by the seed; with an empty ``key`` of every sentence (换一种写法).

    A person's own words of that sentence give way to code's. Raises ``UserError`` when there is but one wording.
    """
    from nianbao.drafting.bench.writing import lasting, write_draft

    bench = open_draft(services, id)
    place = f"turn.{key}" if key else "turn"
    before, turn = _texts(bench.written, bench.built.names, lasting), bench.state.value(place, 0) or 0
    state = bench.state
    for step in range(1, _TRIES):
        values = {p: s for p, s in state.values.items() if p != f"words.{key}"}
        tried = state.with_value(place, turn + step, values)
        now = _texts(write_draft(tried, bench.built, bench.last_year), bench.built.names, lasting)
        if (now != before) if not key else (key in now and now[key] != before.get(key)):
            said = [Said(place, turn + step, state.last)]
            if key and f"words.{key}" in state.values:
                said.append(Said(f"words.{key}", None, state.last))
            return say(services, id, said, author, own)
    raise UserError(ONE_WORDING)


def _texts(written: Any, names: Any, lasting: Any) -> dict[str, str]:
    return {lasting(s.key, names): s.text for _, s in written.prose}
