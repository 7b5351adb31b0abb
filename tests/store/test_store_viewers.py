"""Another's is not to be had: every function of the store, called by a stranger with the right ids.

A function that is added to the store is met here (``test_every_function_is_tried``) before anybody can forget it.
"""

import importlib
import inspect
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from nianbao import store
from nianbao.documents import read
from nianbao.store import (
    audit,
    conversations,
    draft_steps,
    drafts,
    filings,
    notes,
    people,
    profiles,
    reports,
    seed,
    sets,
    turns,
    versions,
)
from nianbao.store.database import Database, NotFoundError
from nianbao.store.viewer import LOCAL, Viewer
from tests.conftest import ROOT

SAMPLE = read(ROOT / "corpus" / "reports" / "liuxi-town-2024.md")
AGENCY, YEAR = SAMPLE.agency.name, 2024
OWNER = Viewer("p1", "青禾县人民政府", "甲")
STRANGERS = {
    "another office": Viewer("p2", "样板县人民政府", "乙"),
    "the same office": Viewer("p3", "青禾县人民政府", "丙"),
    "the same person elsewhere": Viewer("p1", "样板县人民政府", "甲"),
    "the local person": LOCAL,
}
WHOLE = {"database", "dump", "failures", "figures", "models", "quick", "retention", "seed", "trust", "types", "viewer"}
"""Modules of the store that keep nothing of anybody's: opening, moving it as a whole, what comes with the program."""
MODULES: tuple[ModuleType, ...] = tuple(
    importlib.import_module(f"{store.__name__}.{found.name}")
    for found in pkgutil.iter_modules(store.__path__)
    if found.name not in WHOLE and not found.ispkg
)
REFUSED = "refused"
OF_THE_PROGRAM = {
    *("trade_of", "write_report", "in_library_of", "own_conversation", "own_draft", "is_own", "this_process"),
    "write_line",
    *("verify", "last_hash", "person_who_logged_in"),
}
"""Not asked by a viewer about things of others: they take a session, or look whether the chain holds, or ask who it is."""
OF_THE_OFFICE = {
    *("list_notes", "current_notes", "load_report", "list_reports", "find_report"),
    *("list_filings", "list_years", "load_filing", "filings.list_steps", "steps_of_year"),
    *("filings.list_versions", "versions.list_versions", "load_version"),
    *("load_page", "newest_versions", "take_step", "list_lines", "list_people", "load_person", "set_person"),
    *("list_profiles", "delete_profile", "load_set", "list_sets", "delete_set", "begin_set"),
    *("touch_set", "keep_result", "list_files", "files_of_agency", "load_record", "load_content"),
    *("decisions_of_years", "delete_report"),
}
"""What colleagues share."""
MAKING = {"create_conversation", "save_report", "add_note", "set_roster", "log_event", "save_profile", "create_set"}
"""They make something of the caller's own; ``test_what_is_made_is_the_makers`` looks whose."""


@dataclass
class Things:
    """One of each kind, kept by ``OWNER``."""

    talk: str
    attachment: int
    draft: int
    report: int
    filing: int
    person: str
    file: str
    batch: str
    finding: str = "f" * 64


@pytest.fixture
def things(db: Database) -> Things:
    mine = db.seen_by(OWNER)
    talk = conversations.create_conversation(mine, "青禾的对话").id
    conversations.append_message(mine, talk, "user", "请审核")
    attachment = conversations.add_attachment(mine, talk, "年报.docx", b"PK").id
    draft = drafts.create_draft(mine, AGENCY, YEAR, "初稿", talk).id
    drafts.append_revision(mine, draft, {"x": 1}, author="甲", writer="built-in", docx=b"PK")
    notes.add_note(mine, "f" * 64, AGENCY, YEAR, "accepted", "对", "甲")
    report = reports.save_report(mine, SAMPLE, "upload", "年报.md", "a" * 64)
    turns.begin_turn(mine, talk)
    filings.set_roster(mine, YEAR, [filings.Due("柳溪镇人民政府", date(2025, 1, 31))])
    filing = filings.list_filings(mine, YEAR)[0].id
    file = filings.NewFile("年报.md", b"PK", {"x": 1})
    filings.take_step(mine, filing, "file", "filed", seen=0, name="甲", version=file, page=file)
    person = people.person_who_logged_in(mine, "https://idp", "s1", "甲").id
    people.set_person(db, person, OWNER.office, ["clerk"])
    draft_steps.append_steps(mine, draft, [draft_steps.Said("a", 1)], "甲")
    file_of_draft = draft_steps.save_draft_file(mine, draft, "x.docx", b"x")
    versions.add_version(mine, "l", AGENCY, YEAR, "a" * 64, frozenset(), talk)
    profiles.save_profile(mine, "本单位", "")
    batch = sets.create_set(mine, "一批", [("年报.md", b"PK")]).id
    sets.keep_result(mine, batch, 1, {"agency": AGENCY, "year": YEAR}, {"x": 1})
    return Things(talk, attachment, draft, report, filing, person, file_of_draft, batch)


TRIES: dict[str, tuple[Callable[[Database, Things], Any], Any]] = {
    "rename_conversation": (lambda db, t: conversations.rename_conversation(db, t.talk, "x"), REFUSED),
    "delete_conversation": (lambda db, t: conversations.delete_conversation(db, t.talk), REFUSED),
    "list_conversations": (lambda db, t: conversations.list_conversations(db), []),
    "load_conversation": (lambda db, t: conversations.load_conversation(db, t.talk), REFUSED),
    "append_message": (lambda db, t: conversations.append_message(db, t.talk, "user", "x"), REFUSED),
    "count_conversations": (lambda db, t: conversations.count_conversations(db), 0),
    "load_messages": (lambda db, t: conversations.load_messages(db, t.talk), []),
    "add_attachment": (lambda db, t: conversations.add_attachment(db, t.talk, "x", b"x"), REFUSED),
    "list_attachments": (lambda db, t: conversations.list_attachments(db, t.talk), []),
    "load_attachment": (lambda db, t: conversations.load_attachment(db, t.attachment), REFUSED),
    "create_draft": (lambda db, t: drafts.create_draft(db, AGENCY, YEAR, "x", t.talk), REFUSED),
    "talk_about": (lambda db, t: drafts.talk_about(db, t.draft, t.talk), REFUSED),
    "append_revision": (
        lambda db, t: drafts.append_revision(db, t.draft, {}, author="x", writer="built-in"),
        REFUSED,
    ),
    "load_draft": (lambda db, t: drafts.load_draft(db, t.draft), REFUSED),
    "list_drafts": (lambda db, t: drafts.list_drafts(db, conversation_id=t.talk), []),
    "list_revisions": (lambda db, t: drafts.list_revisions(db, t.draft), []),
    "load_revision": (lambda db, t: drafts.load_revision(db, t.draft), REFUSED),
    "load_docx": (lambda db, t: drafts.load_docx(db, t.draft, 1), None),
    "list_notes": (lambda db, t: notes.list_notes(db, AGENCY, YEAR), []),
    "current_notes": (lambda db, t: notes.current_notes(db, AGENCY, YEAR), {}),
    "load_report": (lambda db, t: reports.load_report(db, t.report), REFUSED),
    "delete_report": (lambda db, t: reports.delete_report(db, t.report), REFUSED),
    "list_reports": (lambda db, t: reports.list_reports(db), []),
    "find_report": (lambda db, t: reports.find_report(db, AGENCY, YEAR), None),
    "begin_turn": (lambda db, t: turns.begin_turn(db, t.talk), REFUSED),
    "renew_turn": (lambda db, t: turns.renew_turn(db, t.talk), REFUSED),
    "end_turn": (lambda db, t: turns.end_turn(db, t.talk), REFUSED),
    "is_at_work": (lambda db, t: turns.is_at_work(db, t.talk), REFUSED),
    "ask_to_stop": (lambda db, t: turns.ask_to_stop(db, t.talk), REFUSED),
    "is_asked_to_stop": (lambda db, t: turns.is_asked_to_stop(db, t.talk), REFUSED),
    "drafts_with_ledger": (lambda db, t: drafts.drafts_with_ledger(db, ""), []),
    "append_steps": (lambda db, t: draft_steps.append_steps(db, t.draft, [draft_steps.Said("a", 2)], "乙"), REFUSED),
    "draft_steps.list_steps": (lambda db, t: draft_steps.list_steps(db, t.draft), []),
    "last_step": (lambda db, t: draft_steps.last_step(db, t.draft), 0),
    "last_worked_on": (lambda db, t: draft_steps.last_worked_on(db), {}),
    "save_draft_file": (lambda db, t: draft_steps.save_draft_file(db, t.draft, "y", b"y"), REFUSED),
    "load_draft_file": (lambda db, t: draft_steps.load_draft_file(db, t.draft, t.file), REFUSED),
    "add_version": (
        lambda db, t: versions.add_version(db, "l", AGENCY, YEAR, "b" * 64, frozenset(), t.talk),
        REFUSED,
    ),
    "list_profiles": (lambda db, t: profiles.list_profiles(db), {}),
    "delete_profile": (lambda db, t: profiles.delete_profile(db, "本单位"), REFUSED),
    "load_set": (lambda db, t: sets.load_set(db, t.batch), REFUSED),
    "list_sets": (lambda db, t: sets.list_sets(db), []),
    "delete_set": (lambda db, t: sets.delete_set(db, t.batch), REFUSED),
    "begin_set": (lambda db, t: sets.begin_set(db, t.batch), REFUSED),
    "touch_set": (lambda db, t: sets.touch_set(db, t.batch, state="done"), REFUSED),
    "keep_result": (
        lambda db, t: sets.keep_result(db, t.batch, 1, {"agency": AGENCY, "year": YEAR}, {"x": 1}),
        REFUSED,
    ),
    "list_files": (lambda db, t: sets.list_files(db, t.batch), []),
    "files_of_agency": (lambda db, t: sets.files_of_agency(db, AGENCY, YEAR), []),
    "load_record": (lambda db, t: sets.load_record(db, t.batch, 1), REFUSED),
    "load_content": (lambda db, t: sets.load_content(db, t.batch, 1), REFUSED),
    "decisions_of_years": (lambda db, t: sets.decisions_of_years(db, {YEAR}).last, {}),
    "list_filings": (lambda db, t: filings.list_filings(db, YEAR), []),
    "list_years": (lambda db, t: filings.list_years(db), []),
    "load_filing": (lambda db, t: filings.load_filing(db, t.filing), REFUSED),
    "filings.list_steps": (lambda db, t: filings.list_steps(db, t.filing), REFUSED),
    "steps_of_year": (lambda db, t: filings.steps_of_year(db, YEAR), {}),
    "versions.list_versions": (lambda db, t: versions.list_versions(db, AGENCY, YEAR), []),
    "filings.list_versions": (lambda db, t: filings.list_versions(db, t.filing), REFUSED),
    "load_version": (lambda db, t: filings.load_version(db, t.filing, 1), REFUSED),
    "newest_versions": (lambda db, t: filings.newest_versions(db, YEAR, ("filed",), lambda _: True), []),
    "load_page": (lambda db, t: filings.load_page(db, t.filing, 1), REFUSED),
    "take_step": (lambda db, t: filings.take_step(db, t.filing, "first", "x", seen=1, name="x"), REFUSED),
    "list_lines": (lambda db, t: audit.list_lines(db), []),
    "list_people": (lambda db, t: people.list_people(db), []),
    "load_person": (lambda db, t: people.load_person(db, t.person), REFUSED),
    "set_person": (lambda db, t: people.set_person(db, t.person, db.viewer.office, ["manager"]), REFUSED),
}
"""Function → a call with the owner's ids, and what a stranger gets."""


def test_every_function_is_tried() -> None:
    public = [
        (module.__name__.rpartition(".")[2], name)
        for module in MODULES
        for name, made in inspect.getmembers(module, inspect.isfunction)
        if made.__module__ == module.__name__ and not name.startswith("_")
    ]
    several = {name for name, count in Counter(name for _, name in public).items() if count > 1}
    named = {f"{module}.{name}" if name in several else name for module, name in public}
    assert named - OF_THE_PROGRAM == {*TRIES, *MAKING}


def called(name: str, db: Database, things: Things) -> Any:
    try:
        return TRIES[name][0](db, things)
    except NotFoundError:
        return REFUSED


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_gets_nothing(db: Database, things: Things, who: str) -> None:
    shared = OF_THE_OFFICE if who == "the same office" else set()
    if who == "the local person":  # whoever sits at the machine enters people, and stands in the log for it
        shared = {"list_people", "load_person", "set_person", "list_lines"}
    strange = db.seen_by(STRANGERS[who])
    got = {name: called(name, strange, things) for name in TRIES if name not in shared}
    assert got == {name: TRIES[name][1] for name in got}


def in_order(names: Iterable[str]) -> list[str]:
    """What ends something comes last."""
    last = ("end_turn", "delete_report", "delete_profile", "delete_set", "delete_conversation", "set_person")
    return [n for n in TRIES if n in names and n not in last] + [n for n in last if n in names]


def test_the_owner_has_all_of_it(db: Database, things: Things) -> None:
    """What the strangers were refused is there: else the test above could not fail."""
    mine = db.seen_by(OWNER)
    for name in in_order(TRIES):
        assert called(name, mine, things) not in (REFUSED, [], {}), name
    assert called("load_conversation", mine, things) == REFUSED


def test_colleagues_share_decisions_and_the_library(db: Database, things: Things) -> None:
    colleague = db.seen_by(STRANGERS["the same office"])
    for name in in_order(OF_THE_OFFICE):
        assert called(name, colleague, things) not in (REFUSED, [], {}), name


@pytest.mark.parametrize("who", STRANGERS)
def test_what_is_made_is_the_makers(db: Database, things: Things, who: str) -> None:
    """The same file, the same finding: what two offices keep of it are two things."""
    viewer = STRANGERS[who]
    strange = db.seen_by(viewer)
    conversations.create_conversation(strange)
    notes.add_note(strange, things.finding, AGENCY, YEAR, "dismissed", "不对", "乙")
    other = reports.save_report(strange, SAMPLE, "upload", "年报.md", "a" * 64)
    mine = db.seen_by(OWNER)
    assert [c.title for c in conversations.list_conversations(mine)] == ["青禾的对话"]
    if viewer.office != OWNER.office:
        assert other != things.report
        assert [n.decision for n in notes.list_notes(mine, AGENCY, YEAR)] == ["accepted"]
        assert [e.id for e in reports.list_reports(mine)] == [things.report]


def test_what_comes_with_the_program_is_everybodys(db: Database) -> None:
    seed.seed_corpus(db, ROOT / "corpus")
    ids = [[e.id for e in reports.list_reports(db.seen_by(v))] for v in (LOCAL, OWNER, *STRANGERS.values())]
    assert ids[0]
    assert all(found == ids[0] for found in ids)
