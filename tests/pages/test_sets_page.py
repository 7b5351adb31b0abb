"""The page of a set: begun from files, shown as it stands, filtered, opened, asked beside."""

import io
import json
import os
import zipfile
from typing import Any

import pytest

from nianbao.pages.words import sets
from nianbao.report.errors import UserError
from nianbao.work.handed.archive import unpacked
from nianbao.work.handed.upload import Upload
from nianbao.work.services import Services
from nianbao.work.sets.job import make_set, run
from nianbao.work.sets.lines import recent_sets, throw_away, view
from tests.support.many import many_reports, town

PAGE = "nianbao/pages/sets.py"


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    return Services()


@pytest.fixture
def made(services: Services) -> str:
    set_id = make_set(services, "试一批", many_reports(6))
    run(services, set_id)
    return set_id


def table(tab: Any) -> str:
    found: str = json.loads(tab.get("bidi_component")[0].proto.json)["table"]
    return found


def test_a_set_is_filtered_opened_and_asked(services, made, open_desk):
    tab = open_desk()
    tab.query_params["s"] = made
    tab = tab.switch_page(PAGE).run()
    assert not tab.exception
    assert table(tab).count("<tr") == 7
    assert f"review?doc=set~{made}.2.0" in table(tab)
    tab.main.button_group[0].set_value("does_not_meet").run()
    assert table(tab).count("<tr") == 2
    assert town(1) in table(tab)
    tab.main.button_group[0].set_value("any").run()
    tab.main.selectbox[0].select("FEE-02").run()
    assert table(tab).count("<tr") == 2
    assert town(3) in table(tab)
    tab.sidebar.chat_input[0].set_value("哪些单位没有写信息处理费").run()
    assert not tab.exception
    assert any(town(3) in str(m.value) for m in tab.sidebar.markdown)
    assert view(services, made).set.conversation_id is not None


def test_the_review_of_a_set_is_worked_on_like_any_other(services, made, open_desk):
    tab = open_desk()
    tab.query_params["doc"] = f"set~{made}.2.0"
    tab = tab.switch_page("nianbao/pages/review.py").run()
    assert not tab.exception
    assert town(1) in "".join(str(h.value) for h in tab.main.get("html"))


def test_a_set_that_stands_still_is_said_and_one_that_is_gone_too(services, open_desk):
    waiting = make_set(services, "停下的", many_reports(5))
    from nianbao.store.sets import touch_set

    touch_set(services.db, waiting, state="stopped", problem="已停止。")
    tab = open_desk()
    tab.query_params["s"] = waiting
    tab = tab.switch_page(PAGE).run()
    assert [b.label for b in tab.main.button if b.label == sets.GO_ON]
    gone = open_desk()
    gone.query_params["s"] = "没有"
    gone = gone.switch_page(PAGE).run()
    assert not gone.exception
    assert "没有找到这一批" in gone.warning[0].value
    assert len(recent_sets(services)) == 1


def test_a_set_is_deleted_after_a_yes_and_one_that_goes_meanwhile_is_said(services, made, open_desk):
    tab = open_desk()
    tab.query_params["s"] = made
    tab = tab.switch_page(PAGE).run()
    tab.main.button(key="set-delete").click().run()
    assert [s.id for s in recent_sets(services)] == [made]
    throw_away(services, made)  # in another tab
    tab.button(key="set-delete-go").click().run()
    assert not tab.exception
    assert any("没有找到这一批" in str(e.value) for e in (*tab.error, *tab.warning))
    other = make_set(services, "另一批", many_reports(2))
    tab = open_desk()
    tab.query_params["s"] = other
    tab = tab.switch_page(PAGE).run()
    tab.main.button(key="set-delete").click().run()
    tab.button(key="set-delete-go").click().run()
    assert not tab.exception
    assert recent_sets(services) == []


def test_a_filter_stands_in_the_address_and_the_way_back_leads_to_the_list(services, made, open_desk):
    tab = open_desk()
    tab.query_params["s"] = made
    tab.query_params["only"] = "does_not_meet"
    tab = tab.switch_page(PAGE).run()
    assert table(tab).count("<tr") == 2
    del tab.query_params["only"]  # Back
    tab = tab.run()
    assert table(tab).count("<tr") == 7
    back = open_desk()
    back.query_params["doc"] = f"set~{made}.2.0"
    back = back.switch_page(PAGE).run()
    assert table(back).count("<tr") == 7


def test_a_zip_is_taken_as_the_files_in_it():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("年报/甲.md", b"1")
        archive.writestr("__MACOSX/._a.md", b"2")
        archive.writestr("乙.md".encode("gbk").decode("cp437"), b"3")
    files = unpacked([Upload("一批.zip", packed.getvalue()), Upload("丙.md", b"4")])
    assert sorted((f.name, f.content) for f in files) == [("丙.md", b"4"), ("乙.md", b"3"), ("甲.md", b"1")]
    for bad in (b"nothing", packed.getvalue()[:40]):
        with pytest.raises(UserError, match=r"一批.zip：压缩包损坏"):
            unpacked([Upload("一批.zip", bad)])
