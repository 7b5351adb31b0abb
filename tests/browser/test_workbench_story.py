"""A reviewer at the workbench, in real Chromium: by keyboard from the link in the chat to the paper, and the second version."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from nianbao.pages import texts
from nianbao.pages.words import workbench as words
from tests.browser.test_desk_story import AT_REST, SETTLING, answered, ask, english_words, faulty_word
from tests.support.desk import Desk

pytestmark = pytest.mark.timeout(480)
HOSTILE = "![t](https:127.0.0.1:9443).md"
ARIA = """() => {
  const found = [];
  const visit = (root) => {
    for (const each of root.querySelectorAll('*')) {
      const label = each.getAttribute('aria-label');
      if (label && each.checkVisibility() && /[A-Za-z]{3,}/.test(label)) found.push(label);
      if (each.shadowRoot) visit(each.shadowRoot);
    }
  };
  visit(document.body);
  return found;
}"""
MARKED = """(n) => new Promise((done) => {
  const host = [...document.querySelectorAll('*')].find((e) => e.shadowRoot?.querySelector('.pane'));
  const root = host.shadowRoot;
  root.querySelectorAll('.card')[n].click();
  requestAnimationFrame(() => requestAnimationFrame(() => done(root.querySelectorAll('.on[data-f]').length)));
})"""


def said(page: Any, count: int) -> list[str]:
    """What stands under the cards, once so many are decided and signed."""
    signed = page.locator(".card .said", has_text="审核人甲")
    signed.nth(count - 1).wait_for()
    page.wait_for_function(AT_REST)
    assert signed.count() == count
    return list(signed.all_inner_texts())


def test_a_review_is_decided_by_keyboard_and_its_second_version_compared(
    tab: Any, pictures: Path, tmp_path: Path
) -> None:
    desk = Desk(tmp_path / "data")
    desk.start()
    try:
        page = tab(desk.url, width=1366, height=768)
        page.get_by_role("textbox", name=texts.REVIEWER).fill("审核人甲")
        page.get_by_role("textbox", name=texts.REVIEWER).press("Enter")
        ask(page, "请审核", faulty_word(tmp_path, "一稿", 13))
        answered(page)
        page.get_by_text(texts.OPEN_WORKBENCH).click()
        page.locator(".card.on").wait_for()
        page.wait_for_function(AT_REST)
        assert "审核人甲" not in page.url
        assert "/review?doc=" in page.url
        for number in (1, 2, 3, 0):
            assert page.evaluate(MARKED, number) >= 1
        assert page.locator("td.mark-cross").inner_text() == "9"
        page.screenshot(path=pictures / "workbench.png")
        assert english_words(page) == set()
        assert page.evaluate(ARIA) == []

        page.keyboard.press("a")  # faster than the server answers
        page.keyboard.press("d")
        page.keyboard.type("口径不同，已核对台账")
        page.keyboard.press("Enter")
        page.keyboard.press("a")
        page.keyboard.press("a")
        assert sorted(w.split("　")[0] for w in said(page, 4)) == [
            "不采纳：口径不同，已核对台账",
            "采纳",
            "采纳",
            "采纳",
        ]
        page.keyboard.press("u")
        page.wait_for_function("() => true")
        said(page, 3)
        page.keyboard.press("j")
        page.screenshot(path=pictures / "workbench_decided.png")

        page.get_by_text(texts.EXPORT, exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("button", name=texts.OPINION_DOCX).click()
        with ZipFile(download.value.path()) as opinion:
            assert "审核人甲" in opinion.read("word/document.xml").decode()
        with page.expect_download() as download:
            page.get_by_role("button", name=words.FINDING_LIST).click()
        rows = list(load_workbook(BytesIO(download.value.path().read_bytes())).active.iter_rows(values_only=True))
        assert len(rows) == 3 + page.locator(".card").count()
        assert sorted(row[7] for row in rows[3:]) == ["不采纳", "未处理", "采纳", "采纳"]
        assert {row[9] for row in rows[3:]} == {"审核人甲", None}
        page.keyboard.press("Escape")
        address = page.url.split("#")[0]
        error = page.get_by_role("radio", name="错误")
        error.click()
        page.wait_for_function("location.search.endsWith('only=error')")
        page.wait_for_function("location.hash.startsWith('#f')")
        page.reload()
        page.locator(".card.on").wait_for()
        assert page.locator(".card:visible").count() == 2
        page.goto(f"{address}#f2")
        page.reload()
        page.locator("#f2.on").wait_for()
        assert len(said(page, 3)) == 3
        page.pdf(path=str(pictures / "workbench.pdf"), format="A4", print_background=True)

        page.get_by_role("link", name=texts.PAGE_DESK).click()
        ask(page, "请审核", faulty_word(tmp_path, "二稿", 14))
        answered(page)  # a conversation of its own: the page was opened anew by its address
        page.get_by_text(texts.OPEN_WORKBENCH).click()
        page.locator(".card.on").wait_for()
        assert "审核人甲" in page.locator(".left").inner_text()  # kept by this browser
        assert page.locator(".nb-bar").get_by_text(words.VERSION.format(n=2)).is_visible()
        page.get_by_role("radio", name=texts.VIEWS["since"]).click()
        page.locator(".nb-changes ins").first.wait_for()
        assert "一稿.docx" in page.get_by_text("上一稿：").inner_text()
        page.screenshot(path=pictures / "workbench_second.png")
        telephone = tab(address, width=390, height=844)
        telephone.locator(".card.on").wait_for()
        telephone.wait_for_timeout(SETTLING)
        telephone.screenshot(path=pictures / "workbench_telephone.png")
        assert telephone.evaluate("document.documentElement.scrollWidth") <= 390
        zoomed = tab(address, width=911, height=512)  # 1366×768 at 150 %
        zoomed.locator(".card.on").wait_for()
        verdict = zoomed.locator(".nb-bar-verdict").bounding_box()
        assert verdict["y"] > 50
        assert verdict["y"] + verdict["height"] < 512 / 2
    finally:
        desk.stop()


def test_a_file_name_is_never_fetched(desk: Desk, tab: Any, tmp_path: Path) -> None:
    """The tab notes every request: none goes to the address in the name, on upload, on re-opening, in the workbench."""
    content = faulty_word(tmp_path, "年报", 13).read_bytes()
    page = tab(desk.url)
    hostile = tmp_path / HOSTILE
    hostile.write_bytes(content)
    bad = tmp_path / "[登录](https:evil.example).md"
    bad.write_text("什么也没有", "utf-8")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ask(page, "请审核", hostile, bad)
    answered(page)
    assert (
        page.locator(".nb-file").first.inner_text() == f"附件　{HOSTILE}"
        or HOSTILE in page.locator(".nb-file").first.inner_text()
    )
    page.reload()
    answered(page)
    assert page.locator("[data-testid=stMain] img").count() == 0
    assert page.locator("[data-testid=stAlert] a").count() == 0
    assert [url for url in asked if "9443" in url or "evil" in url] == []
