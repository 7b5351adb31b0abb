"""A day at the desk, in real Chromium: each test is one errand from the first click to the file in hand."""

import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from nianbao.documents import read
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.drafting.material.workbook import write_template
from nianbao.pages import texts
from nianbao.pages.plain import plain
from nianbao.pages.words import compare, drafts
from nianbao.report.regulation import cite
from nianbao.work.reviewed.notes import NEEDS_REASON
from tests.conftest import ROOT
from tests.support.desk import Desk
from tests.support.draft_inputs import example
from tests.support.model.scripted_server import Delay, Request, ScriptedServer, Text, ToolCalls
from tests.support.reports import REPLICAS

pytestmark = pytest.mark.timeout(480)
SAMPLES = ROOT / "corpus" / "reports"
ENGLISH = """() => {
  const words = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest('.stHtml, [translate=no], script, style, svg, [class*=FileChip]')) continue;
    if (!parent.checkVisibility()) continue;
    words.push(...(walker.currentNode.nodeValue.match(/[A-Za-z]{3,}/g) ?? []));
  }
  return words;
}"""
AT_REST = "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
SETTLING = 700
"""Milliseconds in which a page comes to rest."""
OUR_LATIN_WORDS = {"Word", "Excel", "JSON", "WPS", "PDF", "LibreOffice", "docx", "txt", "xlsx"}


def field(page: Any) -> Any:
    return page.locator("[data-testid=stChatInputTextArea]:not([disabled])")


def ask(page: Any, words: str, *files: Path) -> None:
    """Attach files, type, press Enter; the files must have arrived before they can be handed in."""
    field(page).wait_for()
    if files:
        page.locator("[data-testid=stChatInput] input[type=file]").set_input_files([str(f) for f in files])
        chips = page.locator("[data-testid=stChatInput] [data-testid=stFileChip]")
        chips.nth(len(files) - 1).wait_for()
    field(page).fill(words)
    page.locator("[data-testid=stChatInputSubmitButton]:not([disabled])").wait_for()
    field(page).press("Enter")


def answered(page: Any, times: int = 1) -> None:
    """The answer is there and drawn from what was kept: the line that says who did it stands only there."""
    page.locator(".nb-by").nth(times - 1).wait_for()
    page.wait_for_function(AT_REST)
    field(page).wait_for()


def settled(page: Any, selector: str) -> Any:
    """The one element of this kind, once the elements of the screen before it have gone: while Streamlit
    draws a page anew, what it drew earlier stays until the run has ended, and then both are there."""
    page.wait_for_function("selector => document.querySelectorAll(selector).length === 1", arg=selector)
    found = page.locator(selector)
    found.wait_for()
    return found


def english_words(page: Any) -> set[str]:
    """English on the screen, file names and our own JSON aside, once the page has put its widgets into Chinese."""
    page.wait_for_function("document.documentElement.lang === 'zh-CN'")
    return {w for w in page.evaluate(ENGLISH) if w not in OUR_LATIN_WORDS}


def test_first_screen_is_chinese_and_fits_a_telephone(desk: Desk, tab: Any, pictures: Path) -> None:
    page = tab(desk.url)
    page.get_by_role("button", name=texts.JOB_DRAFT_BUTTON, exact=True).wait_for()
    page.get_by_text(texts.HELP_HEADING).wait_for()
    page.screenshot(path=pictures / "first_screen.png")
    assert english_words(page) == set()
    page.get_by_role("button", name=texts.JOB_REVIEW_BUTTON, exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(texts.STREAMLIT_WORDS["Upload"]).wait_for()
    assert english_words(page) == set()
    page.screenshot(path=pictures / "review_dialog.png")
    telephone = tab(desk.url, width=390, height=844)
    telephone.get_by_role("button", name=texts.JOB_DRAFT_BUTTON, exact=True).wait_for()
    telephone.screenshot(path=pictures / "telephone.png")
    assert telephone.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_whole_report_is_reviewed(desk: Desk, tab: Any, pictures: Path) -> None:
    page = tab(desk.url)
    ask(page, "请审核这份年报", REPLICAS / "town_digits_among_headings.txt")
    answered(page)
    verdict = settled(page, ".nb-verdict")
    assert verdict.is_visible()
    page.wait_for_timeout(SETTLING)
    assert 0 < verdict.bounding_box()["y"] < 900  # the page stands at the verdict, not at its end
    page.screenshot(path=pictures / "review.png")
    assert "不符合" in verdict.inner_text()
    finding = page.locator(".nb-finding", has_text="CON-02")
    assert "工作考核" in finding.inner_text()
    finding.locator("summary").click()
    assert cite(50, paragraph=1, item=4) in finding.inner_text()
    finding.screenshot(path=pictures / "finding.png")
    page.get_by_text(texts.TABLES, exact=True).click()
    form = settled(page, ".nb-form.applications")
    assert form.bounding_box()["width"] <= page.locator("[data-testid=stExpander]").last.bounding_box()["width"]
    with page.expect_download() as download:
        page.get_by_text(texts.REVIEW_JSON).click()
    assert '"article50"' in Path(download.value.path()).read_text("utf-8")


def test_a_draft_is_made_and_opens_on_its_workbench(desk: Desk, tab: Any, pictures: Path, tmp_path: Path) -> None:
    inputs, _ = example("county")
    workbook = tmp_path / "资料表.xlsx"
    write_template(workbook, inputs=inputs)
    page = tab(desk.url)
    page.get_by_role("button", name=texts.JOB_DRAFT_BUTTON, exact=True).click()
    dialog = page.get_by_role("dialog")
    with page.expect_download() as download:
        dialog.get_by_text(texts.TEMPLATE_BUTTON).click()
    assert download.value.suggested_filename.endswith(".xlsx")
    dialog.locator("input[type=file]").set_input_files(str(workbook))
    dialog.locator("button:not([disabled])", has_text=texts.DRAFT_GO).click()
    answered(page)
    settled(page, ".nb-paper")
    page.wait_for_timeout(SETTLING)
    page.screenshot(path=pictures / "draft.png")
    page.get_by_text(drafts.OPEN_ON_BENCH).click()
    page.locator(".card.own", has_text="惠农补贴").wait_for()
    assert inputs.agency in page.locator(".nb-bar").inner_text()


def test_a_question_brings_the_article(desk: Desk, tab: Any, pictures: Path) -> None:
    page = tab(desk.url)
    ask(page, "收到申请以后几天之内必须答复")
    answered(page)
    page.locator(".nb-hit").first.wait_for()
    page.wait_for_timeout(SETTLING)
    page.screenshot(path=pictures / "law.png")
    assert any("第三十三条" in title for title in page.locator(".nb-hit-title").all_inner_texts())
    shown = re.sub(r"\s+", "", page.locator(".nb-law", has_text="20个工作日内予以答复").first.inner_text())
    assert shown == re.sub(r"\s+", "", cite(33))


def test_a_report_is_compared_with_last_year_and_peers(desk: Desk, tab: Any, pictures: Path) -> None:
    page = tab(desk.url)
    ask(page, "和去年比，也和同类机关比", SAMPLES / "liuxi-town-2023.md", SAMPLES / "liuxi-town-2024.md")
    answered(page)
    chart = page.locator("[data-testid=stVegaLiteChart]")
    chart.locator("canvas, svg").first.wait_for()
    row = page.locator("tr", has=page.get_by_role("cell", name="新收申请", exact=True))
    assert "+4件（+57.1%）" in row.inner_text()
    page.get_by_text(texts.OVERLAP, exact=True).click()
    page.wait_for_timeout(SETTLING)
    page.screenshot(path=pictures / "comparison.png")
    with page.expect_download() as paper:
        page.get_by_role("button", name=compare.WORD).click()
    assert "新收申请" in ZipFile(paper.value.path()).read("word/document.xml").decode()
    assert english_words(page) == set()


def slow_model(request: Request) -> Any:
    """Looks the law up, then thinks for a while before it says a sentence about it."""
    if request.has_tool_result():
        return Delay(2.5, Text("依据的原文列在上面的表里，请核对。"))
    return ToolCalls([("search_law", {"question": "多少天内答复"})])


def test_nothing_is_lost_by_a_refresh_or_a_crash_in_the_middle(tab: Any, pictures: Path, tmp_path: Path) -> None:
    with ScriptedServer(slow_model) as server:
        model = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "scripted", "NIANBAO_MODEL": "scripted"}
        desk = Desk(tmp_path / "data", model)
        desk.start()
        try:
            page = tab(desk.url)
            page.get_by_role("button", name=texts.JOB_LAW_BUTTON, exact=True).click()
            page.wait_for_url("**/?c=*")
            page.locator(".nb-hit").first.wait_for()
            page.reload()  # in the middle of the work
            page.get_by_text(texts.WORKING_ELSEWHERE).wait_for()
            page.screenshot(path=pictures / "waiting.png")
            answered(page)
            page.get_by_text("依据的原文列在上面的表里", exact=False).first.wait_for()
            assert page.locator(".nb-by").inner_text() == texts.DONE_BY.format(at_work="模型 scripted")
            page.wait_for_timeout(SETTLING)
            page.screenshot(path=pictures / "answered_by_model.png")

            ask(page, "那可以延长吗")
            page.locator(".nb-question", has_text="那可以延长吗").wait_for()
            page.wait_for_timeout(SETTLING)
            desk.stop()  # in the middle of the work
            desk.start()
            page.goto(page.url)
            page.get_by_text(texts.UNFINISHED).wait_for()
            page.screenshot(path=pictures / "broken_off.png")
            page.get_by_role("button", name=texts.RETRY).click()
            answered(page, times=2)
            assert page.locator(".nb-question").all_inner_texts() == [texts.LAW_EXAMPLE, "那可以延长吗", "那可以延长吗"]
        finally:
            desk.stop()


NEW_LINE = "| 一、本年新收政府信息公开申请数量 | | | 8 | 2 | 0 | 0 | 1 | 0 | 11 |"


def faulty_word(folder: Path, name: str, received: int) -> Path:
    """The sample as a Word file with a cell that breaks two equations and prose that says another number."""
    text = (SAMPLES / "liuxi-town-2024.md").read_text("utf-8")
    assert NEW_LINE in text
    assert "收到政府信息公开申请11件" in text
    text = text.replace(NEW_LINE, NEW_LINE.replace("| 8 |", "| 9 |")).replace("年12月31日止。", "年12月31日止，，。")
    file = folder / f"{name}.docx"
    file.write_bytes(docx_bytes(read(text.replace("申请11件", f"申请{received}件").encode(), "示例.md")))
    return file


def decide(page: Any, what: str, finding: int) -> None:
    """Click one of the buttons under a finding of the first review on the page."""
    page.locator(f".st-key-{what}-m2-0-{finding} button").click()


def words(page: Any, count: int) -> list[str]:
    """What was decided, once so many decisions are shown and the page has come to rest."""
    page.wait_for_function("n => document.querySelectorAll('.nb-word').length === n", arg=count)
    page.wait_for_function(AT_REST)
    return [w.text_content() for w in page.locator(".nb-word").all()]


def test_the_reviewers_word_stays_and_is_asked_again_when_numbers_change(
    tab: Any, pictures: Path, tmp_path: Path
) -> None:
    desk = Desk(tmp_path / "data", {"NIANBAO_REVIEWER": "审核人甲"})
    desk.start()
    try:
        page = tab(desk.url)
        ask(page, "请审核", faulty_word(tmp_path, "年报", 13))
        answered(page)
        verdict = settled(page, ".nb-verdict").inner_text()
        other = tab(page.url)  # the same review in another window, before anything is decided
        answered(other)
        for finding in (0, 2, 3):  # fast in a row
            decide(page, "accept", finding)
        assert all("采纳" in w and "审核人甲" in w for w in words(page, 3))
        decide(page, "dismiss", 1)
        form = settled(page, "[data-testid=stForm]")
        form.get_by_role("button", name=texts.SAVE).click()
        page.get_by_text(NEEDS_REASON).wait_for()
        page.wait_for_function(AT_REST)  # nobody types while the form is being drawn anew
        form.get_by_role("textbox").fill("该列口径不同，已核对台账")
        assert english_words(page) == set()
        page.screenshot(path=pictures / "judgement_form.png")
        form.get_by_role("textbox").press("Enter")
        page.get_by_text(texts.COUNT_DISMISSED.format(name="错误", n=2, dismissed=1)).wait_for()
        assert len(words(page, 4)) == 4
        page.get_by_text(texts.DISMISSED_GROUP.format(n=1)).click()
        page.get_by_text("该列口径不同，已核对台账").wait_for()
        page.wait_for_timeout(SETTLING)
        page.screenshot(path=pictures / "judgement.png", full_page=True)
        assert settled(page, ".nb-verdict-words").inner_text() in verdict  # rules alone make it

        decide(other, "accept", 1)
        other.get_by_text("刚刚在另一个窗口处理过").wait_for()
        assert any("已核对台账" in w for w in words(other, 4))

        with page.expect_download() as download:
            page.get_by_role("button", name=texts.OPINION_DOCX).click()
        with ZipFile(download.value.path()) as opinion:
            assert "该列口径不同，已核对台账" in opinion.read("word/document.xml").decode()
        with page.expect_download() as download:
            page.get_by_role("button", name=texts.MARKED_COPY).click()
        with ZipFile(download.value.path()) as copy:
            comments = copy.read("word/comments.xml").decode()
        assert "T3-01" in comments
        assert "T3-03" not in comments  # dismissed

        desk.stop()
        desk.start()
        page.goto(page.url)
        answered(page)
        assert len(words(page, 4)) == 4
        ask(page, "请审核", faulty_word(tmp_path, "年报改", 14))
        answered(page, times=2)
        page.get_by_text(texts.CHANGED, exact=True).wait_for()
        assert len(words(page, 8)) == 8
        page.screenshot(path=pictures / "judgement_changed.png", full_page=True)
        telephone = tab(page.url, width=390, height=844)
        answered(telephone, times=2)
        telephone.wait_for_timeout(SETTLING)
        telephone.screenshot(path=pictures / "judgement_telephone.png")
        assert telephone.evaluate("document.documentElement.scrollWidth") <= 390
    finally:
        desk.stop()


@pytest.mark.parametrize("path", ["law", "rules", "library"])
def test_other_pages_are_chinese(desk: Desk, tab: Any, pictures: Path, path: str) -> None:
    page = tab(f"{desk.url}/{path}")
    page.get_by_role("heading", level=1).wait_for()
    page.get_by_text(texts.HELP_HEADING).wait_for()
    page.screenshot(path=pictures / f"page_{path}.png")
    rule_ids = re.compile(r"[A-Z]{2,4}")
    assert {w for w in english_words(page) if not rule_ids.fullmatch(w)} == set()


def test_a_comparison_is_there_after_a_refresh_and_its_list_of_names_is_chinese(
    desk: Desk, tab: Any, pictures: Path
) -> None:
    page = tab(f"{desk.url}/compare")
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(
        str(SAMPLES / "qinghe-county-2024.md")
    )
    page.get_by_text("都与本机关（县级人民政府）不同级或不同类").wait_for()
    page.screenshot(path=pictures / "compare.png")
    page.get_by_text(compare.HOWS["names"], exact=True).click()
    page.get_by_text(compare.NOBODY_CHOSEN).wait_for()
    page.wait_for_function(AT_REST)
    page.reload()
    page.get_by_text(compare.NOBODY_CHOSEN).wait_for()
    page.get_by_text(plain(compare.HANDED_IN.format(name="qinghe-county-2024.md"))).wait_for()
    names = page.locator("[data-testid=stMultiSelect] input")
    assert names.get_attribute("placeholder") == texts.STREAMLIT_WORDS["Choose options"]
    names.click()
    page.get_by_text(texts.STREAMLIT_WORDS["Select all"], exact=True).wait_for()
    page.screenshot(path=pictures / "compare_names.png")
    assert {w for w in english_words(page) if w not in ("qinghe", "county")} == set()
