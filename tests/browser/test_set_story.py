"""A section chief with ninety reports, in real Chromium: nine handed in and watched, ninety filtered, opened, asked, taken away."""

import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from nianbao.pages.words import sets
from nianbao.settings import Settings
from nianbao.work.services import Services
from tests.browser.conftest import Desk
from tests.browser.test_desk_story import AT_REST, SETTLING, english_words
from tests.browser.test_workbench_story import ARIA
from tests.support.many import many_reports, reviewed_set, town

pytestmark = pytest.mark.timeout(480)
NODES = """() => {
  let count = 0;
  const visit = (root) => { for (const e of root.querySelectorAll('*')) { count++; if (e.shadowRoot) visit(e.shadowRoot); } };
  visit(document);
  return count;
}"""
SHOWN = "(wanted) => document.querySelector('.st-key-set-bar') && [...document.querySelectorAll('*')].some((e) => e.shadowRoot && e.shadowRoot.querySelectorAll('tbody tr').length === wanted)"
MOST_NODES = 3000


def test_ninety_reports(tab: Any, pictures: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    ninety = reviewed_set(Services(Settings(data_dir=data)), 90)
    folder = tmp_path / "年报"
    folder.mkdir()
    for file in many_reports(9):
        (folder / file.name).write_bytes(file.content)
    desk = Desk(data)
    desk.start()
    try:
        page = tab(f"{desk.url}/set", width=1366, height=768)
        page.get_by_role("textbox", name=sets.FOLDER).fill(str(folder))
        page.get_by_role("button", name=sets.FOLDER_GO).click()
        page.locator("[data-testid=stProgress]").wait_for()  # the job is watched, not waited for
        page.screenshot(path=pictures / "set_at_work.png")
        page.goto(f"{desk.url}/set?s={ninety}")
        page.wait_for_function(SHOWN, arg=90)
        page.wait_for_function(AT_REST)
        page.wait_for_timeout(SETTLING)
        page.screenshot(path=pictures / "set.png")
        nodes = page.evaluate(NODES)
        assert nodes < MOST_NODES
        assert english_words(page) <= {"FEE"}
        assert page.evaluate(ARIA) == []

        page.keyboard.press("/")  # the conversation is one key away
        page.wait_for_function("document.activeElement?.closest('.st-key-side-ask') !== null")
        page.get_by_role("radio", name=re.compile("尚不符合")).click()
        page.wait_for_function(SHOWN, arg=18)
        page.get_by_role("radio", name=re.compile("全部")).click()
        page.wait_for_function(SHOWN, arg=90)
        page.get_by_role("combobox").click()
        page.get_by_role("option", name=re.compile("FEE-02")).click()
        page.wait_for_function(SHOWN, arg=18)
        page.locator(".st-key-side-ask textarea").fill("哪些单位没有写信息处理费")
        page.keyboard.press("Enter")
        page.get_by_text("没有写明信息处理费的 18 个").wait_for()
        page.wait_for_timeout(SETTLING)
        page.screenshot(path=pictures / "set_asked.png")

        page.get_by_text(sets.EXPORT, exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("button", name=sets.LIST).click()
        with ZipFile(download.value.path()) as book:
            assert "xl/workbook.xml" in book.namelist()
        page.keyboard.press("Escape")
        page.locator("tbody a", has_text=town(3)).first.click()
        page.locator(".card").first.wait_for()
        assert f"set~{ninety}.4.0" in page.url
        page.screenshot(path=pictures / "set_opened.png")
        for number, (width, height, dark) in enumerate(((390, 844, False), (1366, 768, True))):
            other = tab(f"{desk.url}/set?s={ninety}", width=width, height=height)
            if dark:
                other.emulate_media(color_scheme="dark")
            other.wait_for_function(SHOWN, arg=90)
            other.wait_for_timeout(SETTLING)
            other.screenshot(path=pictures / f"set_{number}.png")
            assert other.evaluate("document.documentElement.scrollWidth") <= width
        page.goto(f"{desk.url}/set")
        done = page.get_by_role("link", name=re.compile(sets.STATES["done"]))
        done.nth(1).wait_for()
    finally:
        desk.stop()
