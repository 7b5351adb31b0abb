"""The page of a set: begun from files, shown as it stands, filtered, opened, asked beside."""

import json
import os
from typing import Any

import pytest

from nianbao.pages.words import sets
from nianbao.work.services import Services
from nianbao.work.sets.job import make_set, run
from nianbao.work.sets.lines import recent_sets, view
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
