"""The page 起草: every tab opens, what its widgets and components say is kept, a second tab sees both sides."""

import json
from typing import Any

import pytest

from nianbao.pages.draft_bench import figures, sentences
from nianbao.pages.words import drafts
from nianbao.work.bench.opening import begin_draft, open_draft
from nianbao.work.bench.saying import Said, say
from nianbao.work.bench.sentences import cards
from nianbao.work.bench.versions import save_revision
from nianbao.work.draft import DraftRequest, draft_report
from nianbao.work.services import Services
from tests.support.draft_inputs import example

PAGE = "nianbao/pages/draft.py"
PLACE = "figure.applications.new.natural_person"


@pytest.fixture
def services() -> Services:
    return Services()


def county(services: Services) -> int:
    inputs, previous = example("county")
    return draft_report(services, DraftRequest(inputs, previous, ask_library=False, offline=True)).id


def opened(open_desk: Any, id: int | None, tab: str = "material") -> Any:
    page = open_desk()
    if id is not None:
        page.query_params["d"] = str(id)
        page.query_params["view"] = tab
    page = page.switch_page(PAGE).run()
    assert not page.exception, page.exception
    return page


def sent(page: Any, component: str) -> dict[str, Any]:
    """What a component was given."""
    return json.loads(page.get("bidi_component")[0].proto.json)


def test_every_tab_opens_and_what_is_said_in_components_is_kept(services: Services, open_desk: Any):
    id = county(services)
    page = opened(open_desk, id)
    for tab in drafts.VIEWS:
        page = page.segmented_control(key=f"bench-view-{id}").set_value(tab).run()
        assert not page.exception, tab
    page = opened(open_desk, id, "figures")
    queue = [
        {"seq": n + 1, "what": "say", "place": PLACE, "value": value, "seen": 0}
        for n, value in enumerate(("40", "41", "42", "43", "44"))
    ]
    page.session_state[figures.KEY] = {"queue": queue}
    page = page.run()
    assert open_draft(services, id).state.value(PLACE) == "44"
    assert open_draft(services, id).state.beside == {}
    assert sent(page, figures.KEY)["ack"] == 5
    page.session_state[figures.KEY] = {"queue": [*queue, {"seq": 6, "what": "undo", "place": "", "value": None}]}
    page = page.run()
    assert open_draft(services, id).state.value(PLACE) == "43"
    bad = {"seq": 7, "what": "say", "place": "figure.applications.new.total", "value": "9", "seen": 0}
    page.session_state[figures.KEY] = {"queue": [bad]}
    page = page.run()
    assert sent(page, figures.KEY)["wrong"] == {"figure.applications.new.total": "这里不能填写。"}


def test_two_tabs_that_disagree_are_both_shown(services: Services, open_desk: Any):
    id = county(services)
    say(services, id, [Said(PLACE, "50")], "周晓")
    say(services, id, [Said(PLACE, "51", seen=0)], "孙明")
    page = opened(open_desk, id)
    shown = "".join(str(m.value) for m in page.markdown)
    assert "周晓" in shown
    assert "孙明" in shown
    other = next(b for b in page.button if b.label == drafts.USE_BESIDE)
    other.click().run()
    assert open_draft(services, id).state.value(PLACE) == "51"


def test_what_a_refresh_sends_again_is_no_second_window(services: Services, open_desk: Any):
    """1, 12, 123 were typed, 1 and 12 had arrived when the page was loaded anew."""
    id = county(services)
    say(services, id, [Said(PLACE, "1")], "周晓")
    say(services, id, [Said(PLACE, "12")], "周晓")
    page = opened(open_desk, id, "figures")
    again = {"seq": 1, "what": "say", "place": PLACE, "value": "123", "seen": 0, "mine": ["1", "12"]}
    page.session_state[figures.KEY] = {"queue": [again]}
    page.run()
    state = open_draft(services, id).state
    assert (state.value(PLACE), state.beside) == ("123", {})
    say(services, id, [Said(PLACE, "7", state.last)], "孙明")
    page = opened(open_desk, id, "figures")  # another browser tab
    page.session_state[figures.KEY] = {"queue": [again | {"value": "1234"}]}
    page.run()
    assert [s.value for s in open_draft(services, id).state.beside[PLACE]] == ["1234"]


def test_sentences_come_with_their_numbers_and_turn(services: Services, open_desk: Any):
    id = county(services)
    page = opened(open_desk, id, "text")
    given = sent(page, sentences.KEY)
    card = next(c for c in given["cards"] if "按期答复" in "".join(p for p, _ in c["pieces"]))
    assert given["ledger"]["share.on_time"]["formula"] == "45÷46"
    before = "".join(p for p, _ in card["pieces"])
    page.session_state[sentences.KEY] = {"queue": [{"seq": 1, "what": "turn", "place": card["key"], "value": None}]}
    page = page.run()
    after = next(c.text for c in cards(open_draft(services, id)) if c.key == card["key"])
    assert after != before


def test_a_draft_is_begun_and_its_revisions_are_told_apart(services: Services, open_desk: Any):
    page = opened(open_desk, None)
    page.text_input(key="begin-agency").set_value("示例省云岭市白榆县水务局")
    page = page.button[[b.label for b in page.button].index(drafts.BEGIN)].click().run()
    assert not page.exception
    id = int(page.query_params["d"][0])
    say(services, id, [Said("basic.blank_zero", True)], "")
    save_revision(services, id, "")
    say(services, id, [Said(PLACE, "3"), Said("figure.applications.granted.natural_person", "3")], "")
    save_revision(services, id, "周晓")
    page = opened(open_desk, id, "versions")
    html = "".join(str(h.proto.body) for h in page.get("html"))
    assert drafts.DIFFERENCE_HEADS[0] in html
    assert "<ins>3</ins>" in html
    page = page.button(key="go-back").click().run()
    assert open_draft(services, id).state.value(PLACE) is None
    assert not page.exception
    assert begin_draft(services, "示例省云岭市白榆县水务局", 2024) != id


def test_what_is_open_is_said_once_and_counted_in_one_way(services: Services, open_desk: Any):
    id = begin_draft(services, "示例省云岭市白榆县人民政府", 2024)
    own = {"aspect": "management", "text": "修订目录，其中新增〔待填〕项"}
    say(services, id, [Said("item.practices.u1", own)], "")
    page = opened(open_desk, id, "check")
    html = "".join(str(h.proto.body) for h in page.get("html"))
    found = [c for c in cards(open_draft(services, id)) if c.is_open]
    assert any(c.owner == "own" for c in found)
    assert "STR-08</span>" not in html
    assert [o.kind for o in open_draft(services, id).written.open if "修订目录" in o.what] == ["blank"]
    left = len(open_draft(services, id).written.open)
    assert drafts.MARKS_ABOVE.format(n=left) in html
    assert drafts.OPEN.format(n=left) in [e.label for e in page.main.expander]
    page = opened(open_desk, id, "text")
    filters = page.segmented_control(key="bench-filter").options
    assert f"{drafts.FILTERS['blank']} {len(found)}" in filters
    assert sent(page, sentences.KEY)["places"] == left
    assert sum(c["open"] for c in sent(page, sentences.KEY)["cards"]) == len(found)
