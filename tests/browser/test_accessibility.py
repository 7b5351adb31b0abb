"""axe-core over every page of the desk, light and dark: nothing wrong in our own nodes; what Streamlit's own widgets have
is listed here by name, and none of it is critical."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from nianbao.pages import texts
from nianbao.settings import Settings
from nianbao.work.draft import DraftRequest, draft_report
from nianbao.work.handed.upload import Upload
from nianbao.work.services import Services
from nianbao.work.sets.job import make_set, run
from tests.browser.test_desk_story import AT_REST, OUR_LATIN_WORDS, answered, ask, english_words, faulty_word
from tests.browser.test_workbench_story import ARIA
from tests.conftest import ROOT
from tests.support.desk import Desk
from tests.support.draft_inputs import example
from tests.support.many import reviewed_set

pytestmark = pytest.mark.timeout(600)
RUN = """async (only) => {
  const asked = {elementRef: true, resultTypes: ['violations']};
  if (only) asked.runOnly = {type: 'rule', values: only};
  const found = await axe.run(document, asked);
  return found.violations.flatMap(({id, impact, nodes}) => nodes.map(({element, html}) => {
    const own = element.closest('.stHtml') || element.getRootNode() instanceof ShadowRoot;
    const widget = element.closest('[data-testid]')?.dataset.testid ?? '';
    return {rule: id, impact, own: Boolean(own), widget, html: html.slice(0, 200)};
  }));
}"""
TURNING = 350
"""Milliseconds in which Streamlit's widgets have taken their new colours."""
OF_STREAMLIT = {
    ("presentation-role-conflict", "stFileUploaderDropzone"),  # its drop zone is a section without a role, with a name
    ("heading-order", "stHeadingWithActionElements"),  # st.subheader is an h3 wherever it stands
}
"""(rule of axe, widget) that Streamlit 1.67 itself breaks."""

NAMES = {*texts.RULES_FAMILIES, *OUR_LATIN_WORDS, "HTML"}
"""Rules are called by their ids, programs and kinds of files by their names."""

LATIN = re.compile("[A-Za-z]{3,}")


def addresses() -> list[str]:
    """The paths of all pages that ``app.py`` knows."""
    tree = ast.parse((ROOT / "app.py").read_text("utf-8"))
    pages = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "attr", "") == "Page"]
    paths = [k.value.value for page in pages for k in page.keywords if k.arg == "url_path"]
    assert len(paths) >= 4
    return ["", *paths]


def work_to_look_at(desk: Desk) -> list[str]:
    """Addresses of a draft, the steps that have much of their own, and of a set."""
    services = Services(Settings(data_dir=desk.data))
    inputs, _ = example("town")
    draft = draft_report(services, DraftRequest(inputs, offline=True)).id
    sample = (ROOT / "corpus" / "reports" / "liuxi-town-2024.md").read_bytes()
    made = make_set(services, "两份", [Upload("甲.md", sample), Upload("乙.md", "什么也没有".encode())])
    run(services, made)
    return [*(f"/draft?d={draft}&view={step}" for step in ("figures", "text", "check")), f"/set?s={made}"]


def turn(page: Any, scheme: str) -> None:
    """The reader's system turns dark or light; Streamlit follows, its widgets take a moment."""
    page.emulate_media(color_scheme=scheme)
    app = "document.querySelector('[data-testid=stApp]')"
    page.wait_for_function(f"getComputedStyle({app}).colorScheme === '{scheme}'")
    page.wait_for_timeout(TURNING)


def violations(page: Any, only: list[str] | None = None) -> list[dict[str, Any]]:
    page.wait_for_function(AT_REST)
    page.wait_for_function("document.documentElement.lang === 'zh-CN'")
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, only)
    return found


def test_every_page_is_sound_for_whoever_reads_it(desk: Desk, tab: Any, tmp_path: Path) -> None:
    page = tab(desk.url, width=1366, height=768)
    ask(page, "请审核", faulty_word(tmp_path, "一稿", 13))
    answered(page)
    conversation = page.url.removeprefix(desk.url)
    page.get_by_text(texts.OPEN_WORKBENCH).click()
    page.locator(".card.on").wait_for()
    workbench = page.url.removeprefix(desk.url).split("#")[0]
    opened = [
        f"/set?s={reviewed_set(Services(Settings(data_dir=desk.data)), 6)}",
        "/compare?r=2",
        "/law?a=50",
        "/library?r=2",
    ]
    views = [f"{workbench}&view={view}" for view in ("article50", "rules")]
    paths = [*(f"/{a}" for a in addresses()), "/rules?profiles=", conversation, workbench, *views]
    work = work_to_look_at(desk)
    paths += [*work, *opened]
    dark = {conversation, workbench, *work}
    found: list[tuple[str, dict[str, Any]]] = []
    english: list[tuple[str, str]] = []
    for path in paths:
        page.emulate_media(color_scheme="light")
        page.goto(f"{desk.url}{path}")
        page.get_by_test_id("stSidebarUserContent").get_by_role("button").first.wait_for()
        found += [(path, each) for each in violations(page)]
        english += [(path, word) for word in english_words(page) - NAMES]
        english += [(path, label) for label in page.evaluate(ARIA) if set(LATIN.findall(label)) - NAMES]
        if path in dark:
            turn(page, "dark")
            found += [(f"{path} dark", each) for each in violations(page, ["color-contrast"])]
    page.set_viewport_size({"width": 911, "height": 512})  # 150 %: the pages that find no room are counted by Streamlit
    page.goto(desk.url)
    page.get_by_test_id("stSidebarUserContent").get_by_role("button").first.wait_for()
    page.wait_for_function(AT_REST)
    english += [("150 %", word) for word in english_words(page) - NAMES]
    ours = [(path, each) for path, each in found if each["own"] or each["impact"] == "critical"]
    strange = [(path, each) for path, each in found if (each["rule"], each["widget"]) not in OF_STREAMLIT]
    assert (english, ours, strange) == ([], [], [])
