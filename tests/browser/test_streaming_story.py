"""A draft with a slow model, in Chromium: passages stand there one by one, 停止 keeps them, and the answer says which."""

import json
from pathlib import Path
from typing import Any

import pytest

from nianbao.drafting.material.workbook import write_template
from nianbao.pages.words import home
from tests.browser.test_desk_story import SETTLING, answered, ask, english_words
from tests.support.desk import Desk
from tests.support.draft_inputs import example
from tests.support.model.canned_model import passage_asked
from tests.support.model.scripted_server import Behaviour, Delay, Request, ScriptedServer, Text

pytestmark = pytest.mark.timeout(480)
PLAN = json.dumps({"plan": [{"proposed": "推动公开工作向基层延伸"}]}, ensure_ascii=False)


def slow(request: Request) -> Behaviour:
    """Each passage takes a moment; the third does not come."""
    third = passage_asked(request.text) not in ("active", "on_request")
    return Delay(60 if third else 1.0, Text(PLAN))


def test_passages_stand_there_as_they_are_done_and_stop_keeps_them(tab: Any, pictures: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "资料表.xlsx"
    write_template(workbook, inputs=example("county")[0])
    with ScriptedServer(slow) as server:
        model = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "scripted", "NIANBAO_MODEL": "scripted"}
        desk = Desk(tmp_path / "data", model)
        desk.start()
        try:
            page = tab(desk.url)
            ask(page, "请起草", workbook)
            page.locator(".nb-passage").first.wait_for()
            assert page.locator(".nb-passage").count() == 1  # the next is still being written
            page.locator(".nb-passage").nth(1).wait_for()
            first = page.locator(".nb-passage").first
            assert home.ARRANGED_BY["model"] in first.locator("h3").inner_text()
            assert first.locator("mark.blank").all_inner_texts() == ["推动公开工作向基层延伸。"]
            assert english_words(page) <= {"scripted"}  # the name of the model
            page.wait_for_timeout(SETTLING)
            page.screenshot(path=pictures / "passages_so_far.png")
            page.reload()  # in the middle of the work: what is done stands there again
            page.locator(".nb-passage").nth(1).wait_for()
            page.get_by_role("button", name=home.STOP).click()
            answered(page)
            page.get_by_text("“主动公开”、“依申请公开”由模型安排", exact=False).first.wait_for()
            assert page.locator(".nb-passage").count() == 0
            page.wait_for_timeout(SETTLING)
            page.screenshot(path=pictures / "stopped.png", full_page=True)
        finally:
            desk.stop()
