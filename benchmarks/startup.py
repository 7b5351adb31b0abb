"""From starting the process to the first screen one can work with, in Chromium: a bare Streamlit app and the desk.

    python benchmarks/startup.py [--runs 3] [--check]

"Can work with" is: the field at the foot of the page takes words, and (at the desk) the four buttons are there.
The desk is measured with an empty data folder (database made, corpus read) and with one in use. ``--check`` exits
with 1 when the desk in use takes ``LIMIT`` times the bare app or more.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
LIMIT = 2.0
TIMEOUT_MS = 60_000
BARE = """import streamlit as st
st.title("bare")
if words := st.chat_input("ask"):
    st.write(words)
"""
Ready = Callable[[Any], None]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def seconds_to_ready(browser: Any, script: Path, folder: Path, data: Path, ready: Ready) -> float:
    """Seconds from starting ``streamlit run`` until ``ready`` returns for a page of a fresh browser profile."""
    port = free_port()
    environment = os.environ | {"NIANBAO_DATA_DIR": str(data)}
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    options = ["--server.headless", "true", "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    context = browser.new_context()
    page = context.new_page()
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, *options, "--browser.gatherUsageStats", "false"], cwd=folder, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for_port(port)
        page.goto(f"http://127.0.0.1:{port}")
        ready(page)
        return time.perf_counter() - started
    finally:
        context.close()
        process.terminate()
        process.wait()


def wait_for_port(port: int) -> None:
    deadline = time.monotonic() + TIMEOUT_MS / 1000
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError("Streamlit did not start")


def bare_is_ready(page: Any) -> None:
    page.locator("[data-testid=stChatInputTextArea]:not([disabled])").wait_for(timeout=TIMEOUT_MS)


def desk_is_ready(page: Any) -> None:
    bare_is_ready(page)
    page.locator("[class*=st-key-do-] button:not([disabled])").nth(3).wait_for(timeout=TIMEOUT_MS)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    times: dict[str, list[float]] = {"bare Streamlit": [], "desk, first start": [], "desk, in use": []}
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        bare = folder / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_ARGS))
        desk = ROOT / "app.py"
        for run in range(options.runs):
            data = folder / f"data{run}"
            times["bare Streamlit"].append(seconds_to_ready(browser, bare, folder, data, bare_is_ready))
            times["desk, first start"].append(seconds_to_ready(browser, desk, ROOT, data, desk_is_ready))
            times["desk, in use"].append(seconds_to_ready(browser, desk, ROOT, data, desk_is_ready))
        browser.close()
    bare_time = median(times["bare Streamlit"])
    print(f"{'start to first interactive screen':34} {'median s':>9} {'x bare':>7}   runs")
    for name, taken in times.items():
        runs = " ".join(f"{t:.2f}" for t in taken)
        print(f"{name:34} {median(taken):9.2f} {median(taken) / bare_time:7.2f}   {runs}")
    return 1 if options.check and median(times["desk, in use"]) >= LIMIT * bare_time else 0


if __name__ == "__main__":
    sys.exit(main())
