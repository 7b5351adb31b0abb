"""Steps of the work on a draft, on SQLite and PostgreSQL: in order, never changed, rivals beside each other, files once."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from nianbao.store.database import Database, NotFoundError
from nianbao.store.draft_steps import (
    BASE,
    Said,
    append_steps,
    last_step,
    list_steps,
    load_draft_file,
    save_draft_file,
)
from nianbao.store.drafts import create_draft


def test_steps_stand_in_order_and_are_never_changed(db: Database):
    draft = create_draft(db, "青禾县人民政府", 2024)
    append_steps(db, draft.id, [Said(BASE, {"agency": "青禾县人民政府", "year": 2024}), Said("a", None)], "甲")
    [third] = append_steps(db, draft.id, [Said("a", {"text": "一"})], "乙")
    assert (third.number, third.value, last_step(db, draft.id)) == (3, {"text": "一"}, 3)
    assert [(s.place, s.author) for s in list_steps(db, draft.id)] == [(BASE, "甲"), ("a", "甲"), ("a", "乙")]
    for change in ("UPDATE draft_steps SET author = '丙'", "DELETE FROM draft_steps"):
        with pytest.raises(DBAPIError), db.writing() as session:
            session.execute(text(change))
    assert [s.author for s in list_steps(db, draft.id)] == ["甲", "甲", "乙"]


def test_rivals_stand_beside_until_the_work_begins_anew(db: Database):
    draft = create_draft(db, "青禾县人民政府", 2024)
    [first] = append_steps(db, draft.id, [Said("a", "1", seen=0)], "甲")
    assert [s.beside for s in append_steps(db, draft.id, [Said("a", "2", seen=0)], "乙")] == [True]
    assert [s.beside for s in append_steps(db, draft.id, [Said("a", "1", seen=0)], "乙")] == [False]
    [own] = append_steps(db, draft.id, [Said("a", "3", seen=first.number)], "甲", own=[first.number, 3])
    assert not own.beside
    append_steps(db, draft.id, [Said(BASE, {"step": 1})], "甲")
    assert [s.beside for s in append_steps(db, draft.id, [Said("a", "4", seen=first.number)], "乙")] == [False]


def test_files_of_the_material_are_kept_once_and_whole(db: Database):
    draft = create_draft(db, "青禾县人民政府", 2024)
    digest = save_draft_file(db, draft.id, "台账.xlsx", b"PK\x00")
    assert save_draft_file(db, draft.id, "又一份.xlsx", b"PK\x00") == digest
    assert load_draft_file(db, draft.id, digest) == ("台账.xlsx", b"PK\x00")
    with pytest.raises(NotFoundError):
        load_draft_file(db, draft.id, "0" * 64)
    with pytest.raises(NotFoundError):
        append_steps(db, draft.id + 1, [Said("a", 1)], "甲")
