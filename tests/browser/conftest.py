"""The real desk in real Chromium: a process of its own on a free port, data in a temporary folder, no key."""

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.support.desk import Desk

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-dev-shm-usage",
]


PATIENCE_SECONDS = 120.0
POLICY = "Content Security Policy"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser; where there is none the stories are skipped, but in CI that is a failure."""
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI"):
            pytest.fail(f"CI has no {CHROMIUM}")
        pytest.skip(f"no {CHROMIUM} on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, chromium: Any) -> Iterator[Desk]:
    """The desk with nothing configured, shared by the stories of a module."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.start()
    yield desk
    desk.stop()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where screenshots go: ``SCREENSHOTS_DIR``, to be looked at, or a folder that is thrown away."""
    folder = Path(os.environ.get("SCREENSHOTS_DIR") or tmp_path / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def wait_until(page: Any, expression: str, *, arg: Any = None) -> None:
    """As ``wait_for_function``, whose own way of waiting evaluates text in the page: the desk's policy forbids that."""
    from playwright.sync_api import Error

    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        page.wait_for_timeout(100)  # what was just pressed has to reach the page first
        try:
            if page.evaluate(expression, arg):
                return
        except Error as error:
            if "context was destroyed" not in str(error):  # the page is loading anew
                raise
    raise TimeoutError(f"never came true: {expression}")


@pytest.fixture
def tab(chromium: Any, pictures: Path) -> Iterator[Callable[..., Any]]:
    """Opens a tab of a fresh profile. At the end: it asked nothing of any machine but this one, and raised no error."""
    contexts: list[Any] = []
    foreign: list[str] = []
    errors: list[str] = []

    def note(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            foreign.append(request.url)

    def open_tab(url: str, width: int = 1280, height: int = 900) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(1000 * PATIENCE_SECONDS)
        page.on("request", note)
        page.on("websocket", note)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if POLICY in said.text else None)
        page.wait_for_function = partial(wait_until, page)
        page.goto(url)
        return page

    yield open_tab
    for context in contexts:
        context.close()
    assert foreign == []
    assert errors == []
