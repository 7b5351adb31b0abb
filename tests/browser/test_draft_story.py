"""A clerk's days with a draft, in real Chromium: material, figures, words, Word, the edited Word back, the next day; on both
databases, and on the next day in another process of the desk."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from nianbao.documents import read
from nianbao.drafting.ledger.entries import build_tables
from nianbao.pages import texts
from nianbao.pages.words import drafts
from nianbao.settings import Settings
from nianbao.work.bench.opening import open_draft
from nianbao.work.services import Services
from tests.browser.conftest import Desk
from tests.browser.test_desk_story import AT_REST, SETTLING, english_words
from tests.support.files.word_edits import with_words
from tests.work.test_template import AGENCY, EXPECTED, NOTES, REGISTER, last_year

pytestmark = pytest.mark.timeout(480)
CELL = 'input[data-p="figure.active_disclosure.licensing.decisions"]'


def tab_of(page: Any, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()
    page.wait_for_function(AT_REST)


def kept(page: Any, component: str) -> None:
    """Everything that was sent is acknowledged."""
    page.wait_for_function(
        "selector => [...document.querySelectorAll('*')].some(e => {const r = e.shadowRoot?.querySelector(selector);"
        " return r?.nianbao && r.nianbao.queue.length === 0 && r.nianbao.seq > 0})",
        arg=component,
    )


def test_a_clerk_drafts_edits_and_goes_on_the_next_day(
    chromium: Any, tab: Any, pictures: Path, tmp_path: Path, new_database: Callable[[], str]
) -> None:
    files = {"去年.docx": last_year(), "台账.xlsx": REGISTER.read_bytes(), "记录.txt": NOTES.encode()}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    url = new_database()
    desk = Desk(tmp_path / "data", {"NIANBAO_REVIEWER": "周晓", "NIANBAO_DATABASE_URL": url})
    desk.start()
    try:
        page = tab(desk.url, 1366, 768)
        page.get_by_role("button", name=texts.JOB_DRAFT_BUTTON, exact=True).click()
        page.get_by_role("dialog").get_by_text(drafts.TO_BENCH).click()
        page.get_by_label(drafts.AGENCY).fill(AGENCY)
        page.get_by_role("combobox", name=drafts.YEAR).click()
        page.get_by_role("option", name="2024").click()
        page.get_by_role("button", name=drafts.BEGIN).click()
        page.locator(".nb-bar").wait_for()
        inputs = page.locator("[data-testid=stMain] input[type=file]")
        inputs.set_input_files([str(tmp_path / name) for name in files])
        page.get_by_text("“记录.txt”按工作记录计入").wait_for()
        page.get_by_role("button", name=drafts.COUNT_ALL_THE_SAME).click()  # the register is titled 西岭街道办事处
        page.get_by_text("“台账.xlsx”按申请台账计入").wait_for()
        page.wait_for_function(AT_REST)
        page.get_by_text(drafts.LOOKED).first.click()
        page.wait_for_function(AT_REST)
        page.screenshot(path=pictures / "draft_material.png")
        assert english_words(page) == set()
        address = page.url

        tab_of(page, drafts.VIEWS["figures"])
        cell = page.locator(CELL)
        assert cell.input_value() == "208"
        assert page.locator('[data-s="applications.new.total"]').inner_text() == str(
            EXPECTED["applications"]["new"]["total"]
        )
        cell.click()  # takes the whole value, as in a spreadsheet; Enter goes to the next cell below
        page.keyboard.type("209")
        page.keyboard.press("Enter")
        page.keyboard.type("约17")
        page.keyboard.press("Enter")
        kept(page, ".figures")
        page.locator("input.refused").focus()
        assert "约数" in page.locator(".source strong").inner_text()
        page.screenshot(path=pictures / "draft_figures.png")
        page.keyboard.press("Control+a")
        page.keyboard.type("16")
        page.keyboard.press("Enter")
        kept(page, ".figures")

        tab_of(page, drafts.VIEWS["text"])
        card = page.locator(".card", has_text="行政规范性文件")
        card.locator(".slot").first.click()
        assert "记录.txt第" in page.locator(".ledger").inner_text()
        page.keyboard.press("e")
        page.locator(".area").press("End")
        page.keyboard.type("目录已经更新。")
        page.wait_for_timeout(SETTLING)
        page.reload()  # before it is saved: what was typed is there
        page.locator(
            ".card.on .area", has_text="目录已经更新"
        ).wait_for()  # at its own sentence only, which is in sight
        assert page.locator(".write textarea, .write .area").count() == 1
        page.locator(".area").press("Enter")
        page.locator(".card.own", has_text="目录已经更新").wait_for()
        page.screenshot(path=pictures / "draft_text.png")

        tab_of(page, drafts.VIEWS["export"])
        page.get_by_role("button", name=drafts.SAVE_AS.format(n=1)).click()
        with page.expect_download() as download:
            page.get_by_role("button", name=texts.DRAFT_DOCX).click()
        word = tmp_path / "初稿.docx"
        download.value.save_as(word)
        written = read(word)
        assert "目录已经更新" in written.text("overview")
        bench = open_draft(Services(Settings(data_dir=tmp_path / "data", database_url=url)), 1)
        for key, table in build_tables(bench.built.inputs).items():
            again = written.tables[key]
            assert again is not None
            assert {a: c.value for a, c in again.cells.items()} == {a: c.value for a, c in table.cells.items()}

        desk.stop()  # the next day, with the file edited in Word
        desk.port = 0
        desk.start()
        back = tmp_path / "改好.docx"
        back.write_bytes(with_words(word.read_bytes(), "目录已经更新", "目录更新3次"))
        page.goto(f"{desk.url}/draft?{re.sub('&view=.*', '', urlsplit(address).query)}&view=check")
        page.locator("[data-testid=stMain] input[type=file]").set_input_files(str(back))
        page.get_by_text(drafts.MATCHED.format(name="改好.docx", n=2)).wait_for()
        row = page.locator("tr", has_text=drafts.STATES["unknown"])
        assert "目录更新3次" in row.inner_text()
        page.screenshot(path=pictures / "draft_matched.png")
        tab_of(page, drafts.VIEWS["versions"])
        changed = page.locator(".nb-changes ins", has_text="目录更新3次")
        changed.wait_for()
        page.screenshot(path=pictures / "draft_versions.png")
        assert "周晓" in page.locator(".nb-table").first.inner_text()
    finally:
        desk.stop()


def begun(desk: Desk, tab: Any, view: str) -> Any:
    """The page of a draft that was just begun, at one of its views."""
    page = tab(f"{desk.url}/draft", 1366, 768)
    page.get_by_label(drafts.AGENCY).fill(AGENCY)
    page.get_by_role("button", name=drafts.BEGIN).click()
    page.locator(".nb-bar").wait_for()
    tab_of(page, drafts.VIEWS[view])
    return page


def test_enter_goes_down_the_column_and_leaves_it_below_the_last(desk: Desk, tab: Any) -> None:
    """Numbers typed one after the other, each with Enter, never run together; a refresh in between is no second window."""
    page = begun(desk, tab, "figures")
    for first, numbers in (
        ("active_disclosure.regulations.issued", range(13, 20)),
        ("applications.other.misc.natural_person", range(41, 45)),
        ("fees.collected", range(51, 53)),
    ):
        page.locator(f'input[data-p="figure.{first}"]').click()
        for number in numbers:
            page.keyboard.type(str(number))
            page.keyboard.press("Enter")
    page.reload()
    page.locator(f'input[data-p="figure.{first}"]').wait_for()
    kept(page, ".figures")
    page.wait_for_function(AT_REST)
    typed = page.evaluate("p => p.map((e) => e.value).filter(Boolean)", page.locator("input[data-p]").element_handles())
    assert typed == [*map(str, (13, 14, 15, 16, 17, 18)), "41", "42", "51"]
    assert page.locator("[class*=st-key-both-]").count() == 0
    page.locator('[data-do="undo"]').click()  # what was typed before the refresh can still be taken back
    page.wait_for_function(
        "e => e.value === ''",
        arg=page.locator('input[data-p="fees.collected"], input[data-p="figure.fees.collected"]').element_handle(),
    )


def test_a_sentence_being_added_outlives_leaving_the_page(desk: Desk, tab: Any) -> None:
    page = begun(desk, tab, "text")
    page.get_by_role("button", name=f"政府信息管理：{drafts.ADD}").click()
    page.keyboard.type("修订了公开目录")
    address = page.url
    page.goto(desk.url)
    page.goto(address)
    area = page.locator(".write.new textarea")
    area.wait_for()
    assert area.count() == 1
    assert area.input_value() == "修订了公开目录"
    area.press("Enter")
    page.locator(".card.own", has_text="修订了公开目录").wait_for()
    page.wait_for_function(AT_REST)
    assert area.count() == 0
