"""The page 管理 under AppTest: people entered, changed and let go by whoever manages; the log, for whoever audits."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from nianbao.pages.page import VIEWER, the_services
from nianbao.pages.words import people as words
from nianbao.report.errors import UserError
from nianbao.store import audit, people
from nianbao.store.people import PersonEntry
from nianbao.work.people import let_go, place
from tests.conftest import ROOT

OFFICE, OTHER = "青禾县人民政府办公室", "砚洲县人民政府办公室"
PAGE = "nianbao/pages/people.py"


def came(name: str, office: str = "", *roles: str) -> PersonEntry:
    db = the_services().db
    person = people.person_who_logged_in(db, "https://idp", name, name)
    return people.set_person(db, person.id, office, roles) if office else person


def page_of(person: PersonEntry) -> Any:
    tab = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    tab.session_state[VIEWER] = person.viewer
    return tab.switch_page(PAGE).run()


def now(person: PersonEntry) -> PersonEntry:
    return people.load_person(the_services().db, person.id)


def press(tab: Any, label: str, nth: int = 0) -> Any:
    tab = [b for b in tab.button if b.label == label][nth].click().run()
    assert not tab.exception
    return tab


@pytest.fixture
def manager(open_desk: Any) -> PersonEntry:
    return came("张管", OFFICE, "manager")


def test_a_newcomer_is_taken_in_changed_shut_out_and_let_go(manager: PersonEntry) -> None:
    new = came("李新")
    tab = page_of(manager)
    assert [e.label for e in tab.main.expander] == ["张管　管理", words.ADD], (
        "whoever is of no office is nobody's to see"
    )
    tab.text_input(key="new-person").set_value(f" {new.id} ")
    tab.multiselect(key="roles-new").set_value(["clerk", "reviewer"])
    tab = press(tab, words.ADD_GO)
    assert (now(new).office, now(new).roles) == (OFFICE, ("clerk", "reviewer"))
    tab.multiselect(key=f"roles-{new.id}").set_value(["signer"])
    tab.toggle(key=f"active-{new.id}").set_value(False)
    tab = press(tab, words.SAVE, 1)
    assert (now(new).roles, now(new).active) == (("signer",), False)
    assert f"李新　终审　{words.SHUT_OUT}" in [e.label for e in tab.main.expander]
    tab = press(tab, words.LET_GO, 1)
    assert now(new).office == OFFICE, "asked first"
    press(tab, words.LET_GO_YES)
    assert (now(new).office, now(new).roles) == ("", ())
    told = [x for x in audit.list_lines(the_services().db.seen_by(manager.viewer)) if x.act == "person"]
    assert [(x.name, x.subject, x.detail["roles"]) for x in told] == [
        ("张管", "李新", ["clerk", "reviewer"]), ("张管", "李新", ["signer"]), ("张管", "李新", []),
    ]  # fmt: skip
    assert told[1].detail["before"] == {"office": OFFICE, "roles": ["clerk", "reviewer"], "active": True}
    assert audit.verify(the_services().db)[1] is None


def test_what_may_not_be_is_said_and_changes_nothing(manager: PersonEntry) -> None:
    theirs = came("王他", OTHER, "clerk")
    tab = press(page_of(manager), words.ADD_GO)
    assert "请填编号" in str(tab.error[0].value)
    tab.text_input(key="new-person").set_value(theirs.id)
    tab.multiselect(key="roles-new").set_value(["clerk"])
    tab = press(tab, words.ADD_GO)
    assert "已经归了别的单位" in str(tab.error[0].value)
    tab.multiselect(key=f"roles-{manager.id}").set_value(["auditor"])
    tab = press(tab, words.SAVE)
    assert "至少要有一个" in str(tab.error[0].value)
    tab = press(press(tab, words.LET_GO), words.LET_GO_YES)
    assert "至少要有一个" in str(tab.error[0].value)
    assert (now(manager).roles, now(theirs).office) == (("manager",), OTHER)
    clerk = the_services().seen_by(came("赵经", OFFICE, "clerk").viewer)
    for act in (lambda: place(clerk, manager.id, ["clerk"]), lambda: let_go(clerk, manager.id)):
        with pytest.raises(UserError, match="管理"):
            act()
    with pytest.raises(UserError, match="别的单位"):
        people.set_person(the_services().db.seen_by(manager.viewer), manager.id, OTHER, ["manager"])


@pytest.mark.parametrize(("role", "shown"), [("clerk", []), ("auditor", [words.AUDIT]), ("manager", [words.PEOPLE])])
def test_who_sees_what(open_desk: Any, role: str, shown: list[str]) -> None:
    came("张管", OFFICE, "manager")
    tab = page_of(came("某人", OFFICE, role))
    assert not tab.exception
    assert [s.value for s in tab.main.subheader] == shown
    assert [w.value for w in tab.main.warning] == ([] if shown else [words.NEITHER])
    if role == "auditor":
        assert "首尾相接" in " ".join(c.value for c in tab.main.caption)


def test_the_local_person_places_anybody(open_desk: Any) -> None:
    tab = open_desk()
    new = came("李新")
    tab = tab.switch_page(PAGE).run()
    assert words.NO_LOGIN in [i.value for i in tab.info]
    tab.text_input(key=f"office-{new.id}").set_value(OFFICE)
    tab.multiselect(key=f"roles-{new.id}").set_value(["manager"])
    press(tab, words.SAVE)
    assert (now(new).office, now(new).roles) == (OFFICE, ("manager",))
