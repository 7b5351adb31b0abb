"""法规 with its address and neighbours; 报告库 opened, filtered, added to as a folder, and cleared of what was taken in."""

from pathlib import Path

import pytest

from nianbao.pages import page, texts
from nianbao.pages.plain import plain
from nianbao.pages.words import law, library
from nianbao.report.errors import UserError
from nianbao.work.library import add_to_library, list_library, remove_from_library
from nianbao.work.services import Services
from tests.pages.test_desk_notes import SAMPLE


def test_a_search_stands_in_the_address(open_desk):
    tab = open_desk()
    tab.query_params["q"] = "收费"
    tab = tab.switch_page("nianbao/pages/law.py").run()
    assert not tab.exception
    links = tab.main.get("page_link")
    assert [link.proto.label for link in links] == [law.CONTEXT.format(label="第四十二条")]
    assert "a=42" in links[0].proto.query_string
    assert "q=" in links[0].proto.query_string


def test_an_article_stands_among_its_neighbours(open_desk):
    tab = open_desk()
    tab.query_params["a"] = "50"
    tab = tab.switch_page("nianbao/pages/law.py").run()
    assert not tab.exception
    shown = next(str(h.value) for h in tab.main.get("html") if "nb-beside" in str(h.value))
    assert [label in shown for label in ("第四十九条", "第五十条", "第五十一条", "第五十二条")] == [
        True,
        True,
        True,
        False,
    ]
    for written in ("999", "x", "1"):
        other = open_desk()
        other.query_params["a"] = written
        other = other.switch_page("nianbao/pages/law.py").run()
        assert not other.exception
        assert bool(other.warning) is (written != "1")


@pytest.fixture
def services() -> Services:
    return Services()


def test_a_report_is_opened_and_what_was_taken_in_can_go(services, open_desk):
    add_to_library(services, "青石镇.md", SAMPLE.replace("柳溪镇", "青石镇").encode())
    taken = next(e for e in list_library(services) if "青石镇" in str(e["agency"]))
    assert len(list((services.settings.data_dir / "corpus").iterdir())) == 1
    tab = open_desk()
    tab.query_params["r"] = str(taken["id"])
    tab = tab.switch_page("nianbao/pages/library.py").run()
    assert not tab.exception
    assert "青石镇" in "".join(str(h.value) for h in tab.main.get("html"))
    next(b for b in tab.main.button if b.label == library.DELETE).click().run()
    assert not tab.exception
    assert [e for e in list_library(services) if "青石镇" in str(e["agency"])] == []
    assert list((services.settings.data_dir / "corpus").iterdir()) == []
    with pytest.raises(UserError, match="随程序提供"):
        remove_from_library(services, int(str(list_library(services)[0]["id"])))


def test_taking_in_without_a_file_says_what_is_missing(services, open_desk):
    tab = open_desk().switch_page("nianbao/pages/library.py").run()
    next(b for b in tab.button if b.label == texts.LIBRARY_GO).click().run()
    assert [e.value for e in tab.main.error] == [plain(library.NO_FILES)]


def test_filters_stand_in_the_address(services, open_desk):
    tab = open_desk()
    tab.query_params["name"] = "柳溪"
    tab.query_params["year"] = "2023"
    tab = tab.switch_page("nianbao/pages/library.py").run()
    assert not tab.exception
    shown = str(tab.main.get("html")[-1].value)
    assert shown.count("<tr>") == 2
    assert "2023" in shown


def test_a_folder_is_taken_in_and_what_was_refused_is_named(services, open_desk, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(page, "on_this_machine", lambda: True)  # AppTest has no address
    (tmp_path / "一.md").write_text(SAMPLE.replace("柳溪镇", "青石镇"), "utf-8")
    (tmp_path / "二.md").write_text(SAMPLE.replace("柳溪镇", "白云镇"), "utf-8")
    (tmp_path / "坏.txt").write_text("什么也没有", "utf-8")
    tab = open_desk().switch_page("nianbao/pages/library.py").run()
    tab.text_input(key="library-folder").set_value(str(tmp_path))
    next(b for b in tab.button if b.label == library.FOLDER_GO).click().run()
    assert not tab.exception
    assert library.DONE.format(n=2) in [s.value for s in tab.success]
    assert "坏.txt" in tab.error[0].value
    assert sum(str(e["source"]) == "upload" for e in list_library(services)) == 2
