"""Two offices and their people, logged in, in real Chromium: a filing from its upload to the website through three readers, a
return and a second version; the other office sees nothing of it."""

import sqlite3
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from nianbao.pages.office import texts
from nianbao.settings import Settings
from nianbao.store import audit, filings, people
from nianbao.store.database import open_database
from nianbao.work.services import Services
from tests.conftest import ROOT
from tests.support.desk import Desk, free_port
from tests.support.identity import login_settings, provider

pytestmark = pytest.mark.timeout(480)
SAMPLE = ROOT / "corpus" / "reports" / "qinghe-education-bureau-2024.md"
UNIT, HOST, STRANGE = "青禾县教育局", "青禾县人民政府办公室", "砚洲县人民政府办公室"
PEOPLE = {"zhang": "张三", "li": "李四", "wang": "王五", "zhao": "赵六", "qian": "钱七"}
PLACES = {
    "zhang": (UNIT, ["clerk"]),
    "li": (HOST, ["reviewer"]),
    "wang": (HOST, ["reviewer"]),
    "zhao": (HOST, ["reviewer", "signer"]),
    "qian": (STRANGE, ["clerk", "reviewer", "signer", "manager", "auditor"]),
}


@pytest.fixture
def open_for(chromium: Any) -> Iterator[Callable[[str], Any]]:
    """Opens a tab of a fresh profile. Nothing goes out: the provider's own page asks for a style sheet elsewhere."""
    contexts, asked = list[Any](), list[str]()

    def nothing_goes_out(route: Any) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            asked.append(route.request.frame.url)
            route.abort()

    def open_tab(url: str) -> Any:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        contexts.append(context)
        context.route(lambda url: url.startswith("http"), nothing_goes_out)
        page = context.new_page()
        page.set_default_timeout(120_000)
        page.goto(url)
        return page

    yield open_tab
    for context in contexts:
        context.close()
    assert {urlsplit(url).path for url in asked} <= {"/oauth2/authorize"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    """A desk with login; its people have been there once and are placed, all but the last."""
    with provider(PEOPLE) as metadata:
        desk = Desk(tmp_path / "data", port=free_port())
        desk.settings = login_settings(metadata, desk.url)
        services = Services(Settings(data_dir=desk.data))
        issuer = metadata.removesuffix("/.well-known/openid-configuration")
        for subject, (name, roles) in PLACES.items():
            person = people.person_who_logged_in(services.db, issuer, subject, PEOPLE[subject])
            if subject != "qian":
                people.set_person(services.db, person.id, name, roles)
        desk.start()
        try:
            yield desk
        finally:
            desk.stop()


def log_in(page: Any, subject: str) -> None:
    page.get_by_role("button", name=texts.LOGIN_GO).click()
    page.locator("input[name=sub]").fill(subject)
    page.locator("button[type=submit], input[type=submit]").first.click()


def form(page: Any, label: str) -> Any:
    """The form of a step, open."""
    part = page.get_by_test_id("stExpander").filter(has=page.get_by_text(label, exact=True)).first
    part.wait_for()
    if not part.locator("details[open]").count():
        part.locator("summary").click()
    return part


def uploaded(page: Any, part: Any, file: Path, label: str) -> None:
    part.locator("input[type=file]").set_input_files(str(file))
    page.get_by_text(file.name).first.wait_for()
    part.get_by_role("button", name=label).last.click()


def test_from_upload_to_the_website_through_three_readers(
    office: Desk, open_for: Callable[[str], Any], tmp_path: Path, pictures: Path
) -> None:
    db = open_database(Settings(data_dir=office.data).resolved_database_url)
    placed = {p.subject: p for p in people.list_people(db)}
    host = Services(Settings(data_dir=office.data)).seen_by(placed["zhao"].viewer)
    filings.set_roster(host.db, 2024, [filings.Due(UNIT, date(2025, 1, 31))])
    number = filings.list_filings(host.db, 2024)[0].id
    address = f"{office.url}/filings?f={number}"
    wrong = tmp_path / "一稿.md"
    wrong.write_text(SAMPLE.read_text("utf-8").replace("| 1 | 1 | 20 |", "| 1 | 1 | 21 |"), "utf-8")
    right = tmp_path / "二稿.md"
    right.write_bytes(SAMPLE.read_bytes())

    pages = {}
    for subject in PEOPLE:
        pages[subject] = page = open_for(address if subject == "zhang" else office.url)
        log_in(page, subject)
        page.get_by_role("button", name=texts.LOGOUT).wait_for()
    # the last is known to the provider, but nobody has said whose he is
    pages["qian"].get_by_text(texts.NOT_PLACED_TITLE).wait_for()
    people.set_person(db, placed["qian"].id, *PLACES["qian"])

    clerk = pages["zhang"]  # landed where they wanted to go
    clerk.get_by_text(UNIT).first.wait_for()
    assert clerk.url.removeprefix(office.url) == f"/filings?f={number}"
    uploaded(clerk, form(clerk, texts.FILE_GO), wrong, texts.FILE_GO)
    clerk.get_by_text("第1稿　报送　张三").wait_for()
    assert clerk.get_by_role("button", name=texts.READ_GO["first"]).count() == 0

    def read(subject: str, act: str) -> None:
        page = pages[subject]
        page.goto(address)
        part = form(page, texts.READ_GO[act])
        part.get_by_role("button", name=texts.READ_GO[act]).click()
        page.get_by_text(f"{texts.READ_GO[act]}　{PEOPLE[subject]}").last.wait_for()

    second = pages["wang"]
    second.goto(address)
    back = form(second, texts.RETURN_TITLE)
    back.get_by_role("button", name=texts.RETURN_GO).click()
    second.get_by_text("退回　王五").wait_for()
    second.screenshot(path=pictures / "退回.png", full_page=True)

    clerk.goto(address)
    uploaded(clerk, form(clerk, texts.FILE_GO), right, texts.FILE_GO)
    clerk.get_by_text("第2稿　报送　张三").wait_for()
    read("li", "first")
    read("wang", "second")
    read("zhao", "final")
    clerk.goto(address)
    publishing = form(clerk, texts.PUBLISH_TITLE)
    publishing.get_by_role("spinbutton").first.click()
    clerk.keyboard.type("20250120")  # a Word file states no day of its own
    uploaded(clerk, publishing, right, texts.PUBLISH_GO)
    clerk.get_by_text(texts.PAGE_SAME).wait_for()
    clerk.screenshot(path=pictures / "已公布.png", full_page=True)

    there = filings.load_filing(host.db, number)
    assert (there.state, there.version) == ("published", 2)
    steps, placed_by = filings.list_steps(host.db, number), {p.id: p.name for p in placed.values()}
    assert [(s.act, s.name) for s in steps] == [
        ("file", "张三"), ("return", "王五"), ("file", "张三"), ("first", "李四"), ("second", "王五"), ("final", "赵六"), ("publish", "张三"),
    ]  # fmt: skip
    assert all(placed_by[step.person] == step.name for step in steps)

    with clerk.expect_download() as sheet:
        clerk.get_by_role("button", name=texts.SIGN_OFF).click()

    # the other office, whatever it asks for; every page and file by id: tests/pages/test_other_offices.py
    stranger = pages["qian"]
    stranger.goto(address)
    stranger.get_by_text(texts.NOT_THERE).wait_for()
    for path in ("review", "filings?y=2024"):
        stranger.goto(f"{office.url}/{path}")
        stranger.get_by_role("button", name=texts.LOGOUT).wait_for()
        assert UNIT not in stranger.locator("body").inner_text()
    for path in ("/api/rules", "/plain/", "/api/review", urlsplit(sheet.value.url.removeprefix("blob:")).path):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{office.url}{path}")
        assert refused.value.code == 403
    assert audit.verify(db)[1] is None
    assert {line.act for line in audit.list_lines(host.db)} == {"login", "roster", "filing"}
    with sqlite3.connect(office.data / "nianbao.sqlite3") as behind_our_back:
        behind_our_back.execute("DROP TRIGGER audit_no_update")
        behind_our_back.execute("UPDATE audit SET name = '别人' WHERE act = 'filing' AND name = '李四'")
    broken = audit.verify(db)[1]
    assert broken is not None
    assert [x.name for x in audit.list_lines(host.db) if x.number == broken.number] == ["别人"]
