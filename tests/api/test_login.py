"""Where people log in: REST and plain pages know them by the desk's cookie, and an office sees nothing of another's."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from nianbao.api.guard import Guard
from nianbao.settings import Settings
from nianbao.work.library import add_report
from nianbao.work.people import enter, people
from nianbao.work.services import Services
from tests.conftest import ROOT
from tests.support.desk import Desk, free_port
from tests.support.identity import login_settings, provider

REPORT = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
BEFORE = ROOT / "corpus" / "reports" / "liuxi-town-2023.md"
OURS, THEIRS = "示例省云岭市青禾县人民政府办公室", "示例省汐川市芦屿县人民政府办公室"
TOKEN = "a long token of a program"
DOORS = ("/api/rules", "/api/rules/T3-01", "/api/search?query=%E7%94%B3%E8%AF%B7")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with ExitStack() as kept:
        metadata = kept.enter_context(provider({"zhang": "张三", "li": "李四"}))
        port = free_port()
        settings = login_settings(metadata, f"http://127.0.0.1:{port}") | {"NIANBAO_API_TOKEN": TOKEN}
        desk = Desk(tmp_path_factory.mktemp("desk"), settings, port)
        desk.start()
        kept.callback(desk.stop)
        yield desk


@pytest.mark.parametrize(
    ("kept", "led"),
    [("/filings?f=3", True), ("/plain/law?q=%E7%94%B3", True), ("//evil.example", False), ("/\\evil.example", False),
     ("https://evil.example/", False), ("/auth/logout", False), ("/api/rules", False), ("/a b", False), ("", False),
     ("/media/x.docx", False), ("/" + "x" * 2000, False), ("/x\r\nSet-Cookie: a=b", False), ("javascript:alert(1)", False)],
)  # fmt: skip
def test_a_login_leads_to_a_page_of_our_own_alone(kept: str, led: bool) -> None:
    landing = Route("/oauth2callback", lambda _: RedirectResponse("/", 302))
    app = Starlette(routes=[landing], middleware=[Middleware(Guard)])
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        client.cookies.set("nianbao_asked", quote(kept, safe=""))
        answer = client.get("/oauth2callback")
    assert answer.headers["location"] == (kept if led else "/")


def test_all_of_it_under_the_path_of_a_proxy(tmp_path: Path) -> None:
    """``server.baseUrlPath``: the desk, the doors and the guard before them, the way to the login and back."""
    with ExitStack() as kept:
        metadata, port = kept.enter_context(provider({"zhang": "张三"})), free_port()
        settings = login_settings(metadata, f"http://127.0.0.1:{port}/nianbao")
        desk = Desk(tmp_path, settings | {"STREAMLIT_SERVER_BASE_URL_PATH": "nianbao"}, port)
        desk.start()
        kept.callback(desk.stop)
        client = kept.enter_context(browser(desk))
        assert client.get("/nianbao/_stcore/health").text == "ok"
        assert client.get("/nianbao/api/health").json()["status"] == "ok"
        shell = client.get("/nianbao/review?doc=x", headers={"User-Agent": "Mozilla/5.0 Chrome/130.0.0.0"})
        assert "location.replace('/nianbao/plain')" in shell.text
        assert "nianbao_asked=%2Fnianbao%2Freview" in shell.headers["set-cookie"]
        probe = client.get("/nianbao/review/_stcore/host-config", headers={"Accept": "*/*"})
        assert "nianbao_asked" not in probe.headers.get("set-cookie", "")
        old = client.get("/nianbao/", headers={"User-Agent": "Trident/7.0"}, follow_redirects=False)
        assert old.headers["location"] == "/nianbao/plain"
        for path in ("/nianbao/api/rules", "/nianbao/media/x.docx", "/api/rules"):
            assert client.get(path).status_code == 403, path
        form = client.get("/nianbao/plain/law", params={"q": "收费"})
        landed = client.post(str(form.url), data={"sub": "zhang"})
        assert (landed.url.path, landed.status_code) == ("/nianbao/plain/law", 403)
        enter(Services(Settings(data_dir=desk.data)), "张三", OURS, ["经办"])
        page = client.get("/nianbao/plain")
        assert (page.url.path, page.status_code) == ("/nianbao/plain/", 200)
        links = re.findall(r'(?:href|action)="(/[^"]*)"', page.text)
        assert links
        assert {link.startswith("/nianbao/") for link in links} == {True}
        assert client.get("/nianbao/api/rules/T3-01").status_code == 200
        key = re.search(r'name="form" value="([^"]+)"', page.text)
        assert key is not None
        sent = {"file": (REPORT.name, REPORT.read_bytes())}
        reviewed = client.post("/nianbao/plain/review", files=sent, data={"form": key.group(1)})
        paper = re.search(r'href="(/nianbao/plain/files/[^"]+)"', reviewed.text)
        assert paper is not None
        assert client.get(paper.group(1)).status_code == 200


@contextmanager
def browser(desk: Desk, subject: str = "") -> Iterator[httpx.Client]:
    """A browser without script; logged in at the provider as ``subject``."""
    given = {"base_url": desk.url, "follow_redirects": True, "timeout": 60, "trust_env": False}
    with httpx.Client(**given, headers={"Accept": "text/html, */*"}) as client:
        if subject:
            form = client.get("/plain/")
            assert "oidc" in form.text.lower() or form.url.port != desk.port
            client.post(str(form.url), data={"sub": subject})
        yield client


def test_doors_open_for_people_of_an_office_and_show_that_office_alone(desk: Desk) -> None:
    with browser(desk) as stranger:
        for door in DOORS:
            assert stranger.get(door).status_code == 403
            assert stranger.get(door, headers={"Authorization": "Bearer wrong"}).status_code == 401
            assert stranger.get(door, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        sent = {"file": (REPORT.name, REPORT.read_bytes())}
        for path in ("/api/review", "/api/parse", "/api/compare", "/plain/review", "/plain/draft"):
            assert stranger.post(path, files=sent).status_code == 403
        assert stranger.get("/api/health").status_code == 200
        assert stranger.get("/plain/").url.port != desk.port  # led to the provider

    with browser(desk) as client:  # lands where they wanted to go, and is told by whom they may be placed
        form = client.get("/plain/law", params={"q": "收费"})
        landed = client.post(str(form.url), data={"sub": "zhang"})
        assert (landed.url.path, landed.url.params["q"]) == ("/plain/law", "收费")
        assert client.get("/filings").headers.get("set-cookie", "").count("nianbao_asked") == 0
    with browser(desk, "zhang") as zhang, browser(desk, "li") as li:
        for known in (zhang, li):  # but nobody has said whose they are
            assert known.get("/api/rules").status_code == 403
            assert "管理员" in known.get("/plain/").text
        services = Services(Settings(data_dir=desk.data))
        enter(services, "张三", OURS, ["经办"])
        enter(services, "李四", THEIRS, ["经办"])
        assert zhang.get("/api/rules").status_code == li.get("/api/rules").status_code == 200

        theirs = next(p for p in people(services) if p.name == "李四")
        from nianbao.documents import read

        report = read(BEFORE.read_text("utf-8").replace("青禾县柳溪镇", "青禾县无名镇").encode(), "无名镇2023.md")
        add_report(services.seen_by(theirs.viewer), report, BEFORE)
        this_year = REPORT.read_text("utf-8").replace("青禾县柳溪镇", "青禾县无名镇").encode()
        found = {}
        for name, client in (("zhang", zhang), ("li", li)):
            found[name] = client.post("/api/review", files={"file": ("年报.md", this_year)}).json()["previous"]
        assert found["zhang"] is None
        assert found["li"]["from"] == "library"

        form = li.get("/plain/")
        key = re.search(r'name="form" value="([^"]+)"', form.text)
        assert key is not None
        page = li.post("/plain/review", files={"file": ("年报.md", this_year)}, data={"form": key.group(1)})
        links = re.findall(r'href="(/plain/files/[^"]+)"', page.text)
        assert links
        assert {li.get(link).status_code for link in links} == {200}
        assert {zhang.get(link).status_code for link in links} == {404}

        enter(services, "张三", OURS, ["经办"], active=False)  # shut out at once, whatever the cookie says
        assert zhang.get("/api/rules").status_code == 403
