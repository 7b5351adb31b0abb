"""The page 报送 under AppTest: a year's list, a filing read, returned and read again, by people who name themselves."""

from typing import Any

import pytest

from nianbao.office.filings.readings import Person
from nianbao.office.roster import RosterLine
from nianbao.pages.office import texts
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain
from nianbao.store.filings import list_filings
from nianbao.work.filings.roster import set_roster
from nianbao.work.filings.steps import Acting, Returned, file_version, filing_of, send_back, steps_of
from nianbao.work.handed.upload import Upload
from tests.conftest import ROOT
from validators.profile import national

PAGE = "nianbao/pages/filings.py"
UNIT = "青禾县教育局"
SAMPLE = ROOT / "corpus" / "reports" / "qinghe-education-bureau-2024.md"


def page(tab: Any) -> str:
    return "\n".join(str(h.value) for h in tab.main.get("html"))


def press(tab: Any, label: str, name: str, act: str) -> Any:
    tab.text_input(key=f"name-{act}").set_value(name)
    for box in tab.checkbox:
        if box.label == texts.PASS_KNOWING:
            box.check()
    return next(b for b in tab.button if b.label == label).click().run()


@pytest.fixture
def filing(open_desk: Any) -> tuple[Any, int]:
    tab = open_desk()
    services = the_assistant().services
    words = SAMPLE.read_text(encoding="utf-8").replace("| 1 | 1 | 20 |", "| 1 | 1 | 21 |")
    set_roster(services, 2024, [RosterLine(UNIT), RosterLine("示例县水务局")], national())
    found = filing_of(services, 2024, UNIT).id
    file_version(services, found, Upload(SAMPLE.name, words.encode()), Acting(Person("张三"), national()))
    return tab, found


def test_a_year_without_a_roster_asks_for_one(open_desk: Any) -> None:
    tab = open_desk().switch_page(PAGE).run()
    assert not tab.exception
    assert texts.NO_ROSTER in [i.value for i in tab.info]


def test_a_roster_that_was_imported_by_mistake_is_taken_back_and_what_was_filed_stays(filing: tuple[Any, int]) -> None:
    tab, number = filing
    tab.query_params["y"] = "2024"
    tab.switch_page(PAGE).run()
    tab.button(key="roster-drop").click().run()
    tab.button(key="roster-drop-yes").click().run()
    assert not tab.exception
    assert [f.id for f in list_filings(the_assistant().services.db, 2024)] == [number]


def test_the_list_of_a_year(filing: tuple[Any, int]) -> None:
    tab, _ = filing
    tab.query_params["y"] = "2024"
    tab.switch_page(PAGE).run()
    assert not tab.exception
    assert "应报 2，已报 1" in page(tab)
    shown = [link.proto.label for link in tab.main.get("page_link")]
    assert shown == [UNIT, "示例县水务局"]
    assert "示例县水务局：贵单位2024年" in "\n".join(c.value for c in tab.code)


def test_a_filing_is_read_by_different_people_and_returned_with_its_findings(filing: tuple[Any, int]) -> None:
    tab, number = filing
    tab.query_params["f"] = str(number)
    tab.switch_page(PAGE).run()
    assert not tab.exception
    press(tab, texts.READ_GO["first"], "李四", "first")
    press(tab, texts.READ_GO["second"], "李四", "second")
    assert any("要由不同的人来做" in str(e.value) for e in tab.error)
    press(tab, texts.READ_GO["second"], "王五", "second")
    assert "复审通过" in page(tab)
    press(tab, texts.RETURN_GO, "赵六", "return")
    assert not tab.exception
    *_, last = steps_of(the_assistant().services, number)
    assert (last.act, last.name, last.state) == ("return", "赵六", "returned")
    assert [f["rule"] for f in last.detail["findings"]]
    assert last.detail["findings"][0]["message"].split("（")[0] in page(tab)
    assert [b.label for b in tab.button if b.label in (*texts.READ_GO.values(), texts.RETURN_GO)] == []


def test_what_the_review_holds_against_a_version_is_said_and_confirmed_before_it_passes(
    filing: tuple[Any, int],
) -> None:
    tab, number = filing
    tab.query_params["f"] = str(number)
    tab.switch_page(PAGE).run()
    assert any("尚不符合" in w.value and "错误 " in w.value for w in tab.warning)
    tab.text_input(key="name-first").set_value("李四")
    next(b for b in tab.button if b.label == texts.READ_GO["first"]).click().run()
    assert [str(e.value) for e in tab.error] == [plain(texts.PASS_ASKS)]
    assert [s.act for s in steps_of(the_assistant().services, number)] == ["file"]
    press(tab, texts.READ_GO["first"], "李四", "first")
    *_, last = steps_of(the_assistant().services, number)
    assert (last.act, "错误 " in last.text) == ("first", True)


def test_beside_the_next_version_stands_what_was_asked_for_and_what_was_changed(filing: tuple[Any, int]) -> None:
    tab, number = filing
    services = the_assistant().services
    send_back(services, number, Returned(text="请核对发布信息的条数"), Acting(Person("李四"), national()))
    mended = SAMPLE.read_text(encoding="utf-8").replace("323条", "322条").encode()
    file_version(services, number, Upload(SAMPLE.name, mended), Acting(Person("张三"), national()))
    tab.query_params["f"], tab.query_params["y"] = str(number), "2026"
    tab.switch_page(PAGE).run()
    assert not tab.exception
    assert texts.RETURNED_WITH.format(name="李四", text="请核对发布信息的条数") in page(tab)
    assert "<del>323</del>" in page(tab)
    assert "<ins>322</ins>" in page(tab)
    assert tab.query_params["y"] == "2024"


def test_an_address_that_leads_nowhere(filing: tuple[Any, int]) -> None:
    tab, _ = filing
    for written in ("999", "x", "-1"):
        tab.query_params["f"] = written
        tab.switch_page(PAGE).run()
        assert not tab.exception
        assert texts.NOT_THERE in [w.value for w in tab.warning]


def test_whoever_signed_last_stands_in_every_form_of_the_page(filing: tuple[Any, int]) -> None:
    tab, number = filing
    tab.query_params["f"] = str(number)
    tab.switch_page(PAGE).run()
    press(tab, texts.READ_GO["first"], "李四", "first")
    fields = [field.value for field in tab.main.text_input if field.label == texts.NAME]
    assert len(fields) > 1
    assert set(fields) == {"李四"}
    assert (
        tab.text_input(key="reviewer-field").value == ""
    )  # a step of a filing names nobody for the opinions elsewhere
    tab.text_input(key="reviewer-field").set_value("王五").run()
    assert tab.text_input(key="name-return").value == "王五"
    next(b for b in tab.button if b.label == texts.RETURN_GO).click().run()
    assert [(s.act, s.name) for s in steps_of(the_assistant().services, number)][1:] == [
        ("first", "李四"),
        ("return", "王五"),
    ]


def test_a_button_without_its_file_or_name_says_what_is_missing(filing: tuple[Any, int]) -> None:
    tab, number = filing
    tab.query_params["y"] = "2024"
    tab.switch_page(PAGE).run()
    asked = {
        texts.RECEIVE_GO: texts.FILE_NONE,
        texts.ROLLUP_GO: texts.ROLLUP_NONE,
        texts.ROSTER_GO: texts.ROSTER_NONE,
    }
    for label, said in asked.items():
        next(b for b in tab.button if b.label == label).click().run()
        assert [str(e.value) for e in tab.error] == [plain(said)]
    tab.query_params["f"] = str(number)
    tab.run()
    next(b for b in tab.button if b.label == texts.FILE_GO).click().run()
    assert [str(e.value) for e in tab.error] == [plain(texts.FILE_NONE)]
    for name, act in (("李四", "first"), ("王五", "second"), ("赵六", "final")):
        press(tab, texts.READ_GO[act], name, act)
    next(b for b in tab.button if b.label == texts.PUBLISH_GO).click().run()
    assert [str(e.value) for e in tab.error] == [plain(texts.PUBLISH_NONE)]
