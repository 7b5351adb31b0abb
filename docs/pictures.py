"""The pictures of the READMEs, taken of the samples: ``python docs/pictures.py``. Needs Debian's chromium.

A desk of its own with an empty data folder is given the invented reports of ``corpus/`` and the inputs of a draft, and its
pages are photographed as they are; nothing is drawn by hand.
"""

import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from nianbao.pages import texts  # noqa: E402
from nianbao.settings import Settings  # noqa: E402
from nianbao.work.draft import DraftRequest, draft_report  # noqa: E402
from nianbao.work.handed.upload import Upload  # noqa: E402
from nianbao.work.services import Services  # noqa: E402
from nianbao.work.sets.job import make_set, run  # noqa: E402
from tests.browser.conftest import CHROMIUM, CHROMIUM_ARGS, Desk  # noqa: E402
from tests.browser.test_desk_story import AT_REST, answered, ask  # noqa: E402
from tests.support.draft_inputs import example  # noqa: E402

PICTURES = Path(__file__).with_name("pictures")
SAMPLES = ROOT / "corpus" / "reports"
REVIEWED = "liuxi-town-2024.md"
SLIPS = (
    ("收到政府信息公开申请11件", "收到政府信息公开申请13件"),
    ("| 一、本年新收政府信息公开申请数量 | | | 8 |", "| 一、本年新收政府信息公开申请数量 | | | 9 |"),
)
"""What a clerk may get wrong: a figure of the prose, a cell of table three."""
WIDTH, HEIGHT, COLOURS = 1366, 768, 96
LARGEST = 150_000
"""Bytes of a picture."""


def with_slips() -> str:
    text = (SAMPLES / REVIEWED).read_text(encoding="utf-8")
    for right, wrong in SLIPS:
        assert right in text
        text = text.replace(right, wrong)
    return text


def work_on(data: Path) -> tuple[str, str]:
    """A draft and a set in the data folder; their addresses."""
    services = Services(Settings(data_dir=data))
    inputs, last_year = example("county")
    draft = draft_report(services, DraftRequest(inputs, last_year, offline=True))
    files = [Upload(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*-2024.md"))]
    files = [Upload(f.name, with_slips().encode()) if f.name == REVIEWED else f for f in files]
    made = make_set(services, "青禾县 2024 年度", files)
    run(services, made)
    return f"/draft?d={draft.id}&view=text", f"/set?s={made}"


@contextmanager
def opened(desk: Desk) -> Iterator[Any]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        page = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN", color_scheme="light", bypass_csp=True
        ).new_page()
        page.set_default_timeout(60_000)
        yield page
        browser.close()


def take(page: Any, name: str) -> None:
    """The page as it stands, in few colours so that the file is small. Raises ``ValueError`` for one that is too large."""
    page.wait_for_function(AT_REST)
    page.wait_for_timeout(1500)
    whole = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    small = whole.quantize(COLOURS, dither=Image.Dither.NONE)
    target = PICTURES / f"{name}.png"
    small.save(target, optimize=True)
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}  {size // 1000} kB")
    if size > LARGEST:
        raise ValueError(f"{target.name} is larger than {LARGEST} bytes")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        desk, folder = Desk(Path(temporary) / "data"), Path(temporary)
        draft, reviewed_set = work_on(desk.data)
        report = folder / "柳溪镇2024年报.md"
        report.write_text(with_slips(), encoding="utf-8")
        desk.start()
        try:
            with opened(desk) as page:
                page.goto(desk.url)
                ask(page, "请审核这份年报", report)
                answered(page)
                page.get_by_text(texts.OPEN_WORKBENCH).click()
                page.locator(".card.on").wait_for()
                page.locator(".card", has_text="T3-01").click()
                take(page, "review")
                page.goto(desk.url)
                page.get_by_text(texts.HELP_HEADING).wait_for()
                take(page, "first")
                page.goto(f"{desk.url}{draft}")
                page.locator(".card").first.wait_for()
                take(page, "draft")
                page.goto(f"{desk.url}{reviewed_set}")
                page.locator(".set tbody tr").first.wait_for()
                take(page, "set")
        finally:
            desk.stop()


if __name__ == "__main__":
    main()
