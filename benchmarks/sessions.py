"""Many browser sessions at once, each a review and a draft at the desk, beside one session alone.

    python benchmarks/sessions.py [--sessions 20] [--limit 10]

Chromium, the desk and this script share the machine, so seconds are from pressing Enter to the answer drawn, the browser's
work included. Exits with 1 when a session fails, or when the median of many is ``--limit`` times one alone or more.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
REPORT = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
CHROMIUM = "/usr/bin/chromium"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
PATIENCE = 300_000
OPENED_AT_ONCE = 3
JOBS = {"review": "请审核", "draft": "请起草"}


class Gate:
    """Few pages are opened at a time; when all are ready, all press Enter at the same moment."""

    def __init__(self, sessions: int) -> None:
        self.opening = asyncio.Semaphore(OPENED_AT_ONCE)
        self._barriers = {job: asyncio.Barrier(sessions) for job in JOBS}

    async def all_ready(self, job: str) -> None:
        await self._barriers[job].wait()

    async def leave(self) -> None:
        """One session has failed: the others need not wait for it."""
        for barrier in self._barriers.values():
            await barrier.abort()


async def session(browser: Any, url: str, files: dict[str, Path], gate: Gate) -> dict[str, float]:
    """Seconds of each job of one person in a fresh browser profile."""
    context = await browser.new_context(locale="zh-CN", viewport={"width": 800, "height": 600})
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    taken = {}
    try:
        for job, words in JOBS.items():
            field = page.locator("[data-testid=stChatInputTextArea]:not([disabled])")
            async with gate.opening:
                await page.goto(url)
                await field.wait_for()
                await page.locator("[data-testid=stChatInput] input[type=file]").set_input_files(str(files[job]))
                await page.locator("[data-testid=stChatInput] [data-testid=stFileChip]").wait_for()
                await field.fill(words)
                await page.locator("[data-testid=stChatInputSubmitButton]:not([disabled])").wait_for()
            await gate.all_ready(job)
            began = time.perf_counter()
            await field.press("Enter")
            await page.locator(".nb-by").wait_for()
            shown = ".nb-verdict" if job == "review" else ".nb-paper"
            await page.locator(shown).first.wait_for()
            taken[job] = time.perf_counter() - began
    except BaseException:
        await gate.leave()
        raise
    await context.close()
    return taken


async def together(url: str, count: int, files: dict[str, Path]) -> list[dict[str, float] | BaseException]:
    """All sessions at once; what failed stands in its place."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        gate = Gate(count)
        tasks = (session(browser, url, files, gate) for _ in range(count))
        found = await asyncio.gather(*tasks, return_exceptions=True)
        await browser.close()
        return list(found)


def memory(pid: int) -> float:
    """Megabytes that a process holds (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def main() -> int:
    """One alone, then many; the exit code."""
    from nianbao.drafting.material.workbook import write_template
    from tests.support.desk import Desk
    from tests.support.draft_inputs import example

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--limit", type=float, default=0.0, help="0: whatever it is")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        workbook = Path(place) / "资料表.xlsx"
        write_template(workbook, inputs=example("county")[0])
        files = {"review": REPORT, "draft": workbook}
        desk = Desk(Path(place) / "data")
        desk.start()
        try:
            assert desk.process is not None
            asyncio.run(together(desk.url, 1, files))  # the first fills the database and loads what is loaded late
            alone = asyncio.run(together(desk.url, 1, files))
            before = memory(desk.process.pid)
            many = asyncio.run(together(desk.url, given.sessions, files))
            after = memory(desk.process.pid)
        finally:
            desk.stop()
    failed = [found for found in (*alone, *many) if isinstance(found, BaseException)]
    for error in failed:
        print(f"failed: {type(error).__name__}: {str(error)[:200]}")
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; the desk {before:.0f} → {after:.0f} MB\n")
    print(f"{'':8} {'alone':>7} {given.sessions:>3} at once: {'median':>7} {'worst':>7}")
    bad = bool(failed)
    for job in JOBS:
        one = [found[job] for found in alone if isinstance(found, dict)]
        times = [found[job] for found in many if isinstance(found, dict)]
        if not one or not times:
            continue
        print(f"{job:8} {one[0]:6.1f}s {'':13} {statistics.median(times):6.1f}s {max(times):6.1f}s")
        bad = bad or (given.limit > 0 and statistics.median(times) > given.limit * one[0])
    print(f"\nfailed: {len(failed)} of {given.sessions + 1}")
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
