"""What a person waits for at the desk, in Chromium, with a bare Streamlit page measured beside it in the same run.

    python benchmarks/desk.py [--runs 3] [--check]

The servers are up; every first visit has a browser profile of its own. ``--check`` exits with 1 when a limit is passed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from startup import BARE, CHROMIUM, CHROMIUM_ARGS, ROOT, bare_is_ready, desk_is_ready, free_port, wait_for_port

from nianbao.settings import Settings
from nianbao.work.services import Services
from tests.support.many import reviewed_set

SAMPLE = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
FAULTS = (
    ("收到政府信息公开申请11件", "收到政府信息公开申请13件"),
    ("| 一、本年新收政府信息公开申请数量 | | | 8 |", "| 一、本年新收政府信息公开申请数量 | | | 9 |"),
)
QUESTION, QUESTIONS = "收到申请后多少天内要答复？", 6
MARK = """(n) => new Promise((done) => {
  const root = [...document.querySelectorAll('*')].find((e) => e.shadowRoot?.querySelector('.pane')).shadowRoot;
  const began = performance.now();
  root.querySelectorAll('.card')[n].click();
  requestAnimationFrame(() => requestAnimationFrame(() =>
    done(root.querySelector('.on[data-f]') ? performance.now() - began : NaN)));
})"""

NINETY = 90
NODES = """() => {
  let count = 0;
  const visit = (root) => { for (const e of root.querySelectorAll('*')) { count++; if (e.shadowRoot) visit(e.shadowRoot); } };
  visit(document);
  return count;
}"""


@dataclass
class Line:
    """A measured number beside its limit."""

    name: str
    value: float
    unit: str
    limit: float
    runs: list[float]

    def __str__(self) -> str:
        runs = " ".join(f"{run:.2f}" for run in self.runs)
        verdict = "" if self.value < self.limit else "  OVER"
        return f"{self.name:46} {self.value:7.2f} {self.unit:3} {self.limit:7.2f}{verdict}   {runs}"


@contextmanager
def served(script: Path, folder: Path, data: Path) -> Any:
    """The address of a Streamlit server that runs ``script``."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    options = ["--server.headless", "true", "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    process = subprocess.Popen(
        [*command, *options, "--browser.gatherUsageStats", "false"],
        cwd=folder, env=os.environ | {"NIANBAO_DATA_DIR": str(data)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for_port(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def first_visit(browser: Any, url: str, ready: Callable[[Any], None]) -> tuple[float, float]:
    """Seconds until the page can be worked with, and megabytes that came for it, in a fresh profile."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    done: list[Any] = []
    frames: list[int] = []
    page.on("requestfinished", lambda request: done.append(request))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: frames.append(len(data))))
    began = time.perf_counter()
    page.goto(url)
    ready(page)
    taken = time.perf_counter() - began
    page.wait_for_timeout(1500)
    size = sum(request.sizes()["responseBodySize"] for request in done) + sum(frames)
    context.close()
    return taken, size / 1e6


def asked(page: Any, words: str, answers: int, file: Path | None = None) -> float:
    """Seconds from Enter to the answer as it was kept; ``answers`` are there then."""
    bare_is_ready(page)
    if file is not None:
        page.locator("[data-testid=stChatInput] input[type=file]").set_input_files(str(file))
        page.locator("[data-testid=stChatInput] [data-testid=stFileChip]").wait_for()
    field = page.locator("[data-testid=stChatInputTextArea]:not([disabled])")
    field.fill(words)
    page.locator("[data-testid=stChatInputSubmitButton]:not([disabled])").wait_for()
    began = time.perf_counter()
    field.press("Enter")
    page.locator(".nb-by").nth(answers - 1).wait_for()
    return time.perf_counter() - began


def at_the_workbench(page: Any, url: str, file: Path) -> tuple[list[float], list[float]]:
    """Seconds from a click on a finding to its mark, and from A to the decision as the server kept it."""
    page.goto(url)
    asked(page, "请审核", 1, file)
    page.locator("a[href*='doc=']").first.click()
    page.locator(".card.on").wait_for()
    page.wait_for_timeout(1500)
    count = page.locator(".card").count()
    marks = [page.evaluate(MARK, n % count) / 1000 for n in range(1, 9)]
    kept = []
    page.locator(".card").first.click()
    for n in range(count):
        began = time.perf_counter()
        page.keyboard.press("a")
        page.locator(".card .said", has_text="未署名").nth(n).wait_for()
        kept.append(time.perf_counter() - began)
        page.wait_for_timeout(500)
    return marks, kept


def a_set(browser: Any, url: str) -> tuple[float, int]:
    """Seconds until the last of the lines is there, in a fresh profile, and nodes of the page, shadow trees too."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    began = time.perf_counter()
    page.goto(url)
    page.locator(".set tbody tr").nth(NINETY - 1).wait_for(state="attached")
    taken = time.perf_counter() - began
    page.wait_for_timeout(1500)
    nodes: int = page.evaluate(NODES)
    context.close()
    return taken, nodes


def measure(browser: Any, folder: Path, runs: int) -> list[Line]:
    bare, data, faulty = folder / "bare.py", folder / "data", folder / "年报.md"
    bare.write_text(BARE, encoding="utf-8")
    text = SAMPLE.read_text(encoding="utf-8")
    for before, after in FAULTS:
        assert before in text
        text = text.replace(before, after)
    faulty.write_text(text, encoding="utf-8")
    ninety = reviewed_set(Services(Settings(data_dir=data)), NINETY)
    with served(bare, folder, data) as bare_url, served(ROOT / "app.py", ROOT, data) as url:
        first_visit(browser, url, desk_is_ready)  # the database is made
        bare_visits = [first_visit(browser, bare_url, bare_is_ready) for _ in range(runs)]
        visits = [first_visit(browser, url, desk_is_ready) for _ in range(runs)]
        page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()
        page.goto(url)
        turns = [asked(page, QUESTION, n + 1) for n in range(QUESTIONS)]
        marks, kept = at_the_workbench(page, url, faulty)
        sets = [a_set(browser, f"{url}/set?s={ninety}") for _ in range(runs)]
    bare_seconds, seconds = ([v[0] for v in each] for each in (bare_visits, visits))
    beyond = median(v[1] for v in visits) - median(v[1] for v in bare_visits)
    times = median(seconds) / median(bare_seconds)
    return [
        Line("bare Streamlit: first interactive", median(bare_seconds), "s", float("inf"), bare_seconds),
        Line("desk: first interactive", median(seconds), "s", float("inf"), seconds),
        Line("desk: first interactive, times the bare page", times, "×", 2.0, []),
        Line("first visit beyond Streamlit's own", beyond, "MB", 1.5, [v[1] for v in visits]),
        Line("finding clicked to its place marked", median(marks), "s", 0.15, marks),
        Line("decision by key to kept and signed", median(kept), "s", 0.5, kept),
        Line("90 reviewed reports: to the last line", median(s[0] for s in sets), "s", 2.0, [s[0] for s in sets]),
        Line("90 reviewed reports: DOM nodes", median(s[1] for s in sets), "", 3000, []),
        Line("last turn of a conversation, times the first", turns[-1] / turns[0], "×", 1.3, turns),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_ARGS))
        lines = measure(browser, Path(temporary), options.runs)
        browser.close()
    print(f"{'at the desk (median)':46} {'value':>7}     {'limit':>7}   runs")
    for line in lines:
        print(line)
    return int(options.check and any(line.value >= line.limit for line in lines))


if __name__ == "__main__":
    sys.exit(main())
