"""The material of a draft: files handed in, what each gave, and what of it a person has to settle."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from nianbao.report.errors import UserError
from nianbao.report.layout import LAYOUT_2021
from nianbao.work.bench.belongs import (
    OtherAgencyError,
    check_agency,
    check_notes,
    check_report,
    check_workbook,
    register_years,
)
from nianbao.work.bench.opening import AUTHOR, Bench, open_draft
from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.drafting.bench.given import Given
    from nianbao.drafting.bench.state import State
    from nianbao.work.handed.upload import Upload

KINDS = {"register": "申请台账", "previous": "上年年报", "notes": "工作记录", "workbook": "资料表"}
ALREADY = "“{name}”已经交过，没有重复计入。"
NOTHING_IN_NOTES = "“{name}”里没有读出数，也没有读出考核、问题这样的话，没有作为材料。"
TABLE_FOUR, CASES = "台账：表四没有填入", "复议、诉讼"
TABLE_THREE, SETTLED_HERE = "台账：表三没有填全", "请在“台账里认不出的说法”里逐项选定，选定后自动填入"
NOT_DONE_YET = "尚未办结"
"""In place of a day of the answer."""
BY_HAND = "结果“{raw}”认不出（台账第{rows}件），请在“数字”的表四里填"
_KEY = 12


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was handed in: its kind in Chinese and what is to be known of it, or why it was not used. ``may_count``:
    a person may say that it is this draft's all the same."""

    name: str
    kind: str = ""
    wrong: str = ""
    note: str = ""
    may_count: bool = False


@dataclass(frozen=True, slots=True)
class Gave:
    """A file of the material as it counts: how many figures and lines it gave, and what it leaves open."""

    key: str
    name: str
    kind: str
    counts: dict[str, int]
    open: int
    unread: tuple[str, ...] = ()
    """Why its cells could not be read, one line a cell."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a register that code does not decide. ``choices``: key → label; empty where a day is asked for."""

    file: str
    asked: str
    raw: str
    rows: tuple[int, ...]
    choices: dict[str, str] = field(default_factory=dict)
    likely: tuple[str, ...] = ()


def hand_in(
    services: Services, id: int, uploads: "list[Upload]", author: str, of_any_agency: bool = False
) -> list[Handed]:
    """Keep files and what they give; one that cannot be used is told, and the others count. ``of_any_agency``: a person
    says that they are this draft's, whatever agency they name."""
    from nianbao.drafting.bench.inputs import build_inputs
    from nianbao.store.draft_steps import Said, append_steps, save_draft_file

    told: list[Handed] = []
    for upload in uploads:
        bench = open_draft(services, id)
        key = sha256(upload.content).hexdigest()[:_KEY]
        if f"material.{key}" in bench.state.values and bench.state.value(f"material.{key}") is not None:
            told.append(Handed(upload.name, wrong=ALREADY.format(name=upload.name)))
            continue
        try:
            given, note = _given(services, bench, upload, of_any_agency)
            build_inputs(bench.state.with_value(f"material.{key}", given.as_json()))
        except OtherAgencyError as error:
            told.append(Handed(upload.name, wrong=str(error), may_count=True))
            continue
        except UserError as error:
            told.append(Handed(upload.name, wrong=str(error)))
            continue
        given.file = save_draft_file(services.db, id, upload.name, upload.content)
        append_steps(services.db, id, [Said(f"material.{key}", given.as_json())], author or AUTHOR)
        told.append(Handed(upload.name, KINDS[given.kind], note=note))
    return told


def take_out(services: Services, id: int, key: str, author: str) -> None:
    """A file counts no longer; what was typed stays."""
    from nianbao.store.draft_steps import Said, append_steps

    append_steps(services.db, id, [Said(f"material.{key}", None)], author or AUTHOR)


def what_each_gave(bench: Bench) -> list[Gave]:
    """Every file that counts, in the order in which they came."""
    found = []
    for key, given in bench.built.given.items():
        material = given.material
        counts = {
            "cells": len(material.cells) + len(material.fees) + (material.on_time is not None),
            "facts": len(material.facts),
            "lines": len(material.practices) + len(material.other_matters) + len(material.results),
            "problems": len(material.problems),
        }
        open = len(given.asked) + len(material.questions) + len(given.unread)
        found.append(Gave(key, given.name, KINDS[given.kind], counts, open, tuple(given.unread.values())))
    return found


# --- reading a file --------------------------------------------------------------------------------------------


def _given(services: Services, bench: Bench, upload: "Upload", of_any_agency: bool) -> "tuple[Given, str]":
    """What a file gives, once it is known to be this draft's, with what is to be known of it."""
    from nianbao.work.conversations import kind_of_file

    kind = kind_of_file(upload.name, upload.content)
    note = ""
    if kind == "register":
        given, agency, note = _register(services, bench.state, upload, {})
    elif kind == "inputs":
        given, agency = _workbook(bench.state, upload)
    elif kind == "notes":
        given, agency = _notes(bench.state, upload), None
    else:
        given, agency = _last_year(bench, upload)
    if not of_any_agency:
        check_agency(upload.name, agency, bench.state)
    return given, note


def _workbook(state: "State", upload: "Upload") -> "tuple[Given, str]":
    from nianbao.drafting.bench.given import given_inputs
    from nianbao.drafting.material.workbook_reading import load_inputs_bytes

    inputs = load_inputs_bytes(upload.content)
    check_workbook(upload.name, inputs.year, state)
    return given_inputs(inputs, upload.name), inputs.agency


def _notes(state: "State", upload: "Upload") -> "Given":
    from nianbao.drafting.bench.given import Given
    from nianbao.drafting.material.found import Material
    from nianbao.drafting.material.notes import read_notes
    from nianbao.drafting.material.notes_material import notes_material
    from nianbao.work.template import notes_text

    text = notes_text(upload.content)
    noted = read_notes(text, state.year)
    check_notes(upload.name, text, noted, state)
    material = notes_material(noted, upload.name, text)
    if material == Material():
        raise UserError(NOTHING_IN_NOTES.format(name=upload.name))
    return Given(upload.name, "notes", material)


def _last_year(bench: Bench, upload: "Upload") -> "tuple[Given, str]":
    from nianbao.drafting.bench.given import Given
    from nianbao.drafting.material.last_year import from_last_year
    from nianbao.work.handed.reading import read_once

    report = read_once(upload.content, upload.name)
    check_report(upload.name, report, bench)
    return Given(upload.name, "previous", from_last_year(report, bench.state.year)), report.agency.name


def _register(services: Services, state: "State", upload: "Upload", said: dict[str, Any]) -> "tuple[Given, str, str]":
    """A register with the answers given so far (those of the agency's earlier registers are remembered); the agency that
    it names itself, and how many of it fall into the year."""
    from nianbao.drafting.bench.given import Given
    from nianbao.drafting.material.found import Question
    from nianbao.drafting.material.register_material import register_material
    from nianbao.register.answers import parse_mapping
    from nianbao.register.register import agency_in
    from nianbao.work.register import RegisterRequest, work_register

    answers = parse_mapping(said, upload.name)
    request = RegisterRequest(
        (upload,), state.year, answers=answers, agency=state.agency, data_dir=services.settings.data_dir
    )
    register = work_register(request).register
    material = register_material(register)
    material.questions = [q for q in material.questions if not q.subject.endswith("认不出") and q.subject != TABLE_FOUR]
    material.questions = [
        Question(q.kind, q.subject, (SETTLED_HERE,)) if q.subject == TABLE_THREE else q for q in material.questions
    ]
    cases = register.cases
    for words in cases.undecided if cases else ():
        where = BY_HAND.format(raw=words.raw, rows="、".join(map(str, words.rows)))
        material.questions.append(Question("open", CASES, (where,)))
    asked = [u.model_dump(mode="json") for u in register.counted.undecided]
    if cases and cases.to_confirm:
        asked.append({"field": "proceedings", "raw": CASES, "rows": cases.to_confirm})
    given = Given(upload.name, "register", material, None, {}, asked)
    return given, agency_in(register.read.titles), register_years(register)


# --- settling --------------------------------------------------------------------------------------------------


def wordings_asked(bench: Bench) -> list[Wording]:
    """What the registers leave undecided."""
    return [
        Wording(key, a["field"], a["raw"], tuple(a["rows"]), _choices(a), tuple(a.get("candidates") or ()))
        for key, given in bench.built.given.items()
        for a in given.asked
    ]


def _choices(question: dict[str, Any]) -> dict[str, str]:
    """Key → label; of two columns that may hold a day, their names; nothing where a day is asked for."""
    from nianbao.register.wording import OUTCOMES
    from nianbao.report.arithmetic import APPLICANT_KEYS

    table, asked = LAYOUT_2021.tables["applications"], question["field"]
    if asked == "received" and question.get("candidates"):
        return {name: name for name in question["candidates"]}
    if asked == "result":
        return {row: "·".join(table.rows[row].labels[1:]) for row in OUTCOMES}
    if asked == "kind":
        labels = {c.key: c.label for c in table.blocks[0].columns}
        return {key: labels[key] for key in APPLICANT_KEYS}
    return {"all": "都属于本年度"} if asked == "proceedings" else {}


def settle_wording(services: Services, id: int, wording: Wording, answer: str, author: str) -> None:
    """Say what the words of a register stand for; the register is counted anew. Raises ``UserError`` for no answer to it."""
    from nianbao.register.answers import OPEN
    from nianbao.store.draft_steps import Said, append_steps, load_draft_file
    from nianbao.work.handed.upload import Upload

    bench = open_draft(services, id)
    if wording.asked == "answered" and answer.strip() == NOT_DONE_YET:
        answer = OPEN
    place = f"answer.{wording.file}.{wording.asked}.{sha256(wording.raw.encode()).hexdigest()[:_KEY]}"
    new = {"field": wording.asked, "raw": wording.raw, "answer": answer}
    if wording.asked == "received" and wording.choices:
        new |= {"field": "columns", "raw": "received"}
    said: dict[str, Any] = {}
    for one in (*(s.value for s in bench.state.under(f"answer.{wording.file}.").values()), new):
        if one["field"] == "proceedings":
            said["proceedings"] = one["answer"]
        else:
            said.setdefault(one["field"], {})[one["raw"]] = one["answer"]
    file = bench.built.given[wording.file].file
    assert file is not None
    name, content = load_draft_file(services.db, id, file)
    given, _, _ = _register(services, bench.state, Upload(name, content), said)
    given.file = file
    steps = [Said(place, new), Said(f"material.{wording.file}", given.as_json())]
    append_steps(services.db, id, steps, author or AUTHOR)
