"""Another office sees nothing through the doors: every route of REST and of the plain pages, with the owner's ids, over HTTP.

The tables are checked against the applications: a route without its row fails. So are the framework's own routes.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from starlette.routing import Route

from nianbao.settings import Settings
from nianbao.work.library import add_to_library
from nianbao.work.people import enter, people
from nianbao.work.profiles import add_profile
from nianbao.work.services import Services
from tests.api.test_login import BEFORE, OURS, REPORT, THEIRS, browser
from tests.support.desk import Desk, free_port
from tests.support.draft_inputs import example
from tests.support.identity import login_settings, provider

SECRET = "隐泉"
"""Stands in what the owner's office keeps and in nothing that is sent here."""
NAMED = REPORT.read_text("utf-8").replace("青禾县柳溪镇", "青禾县无名镇").encode()
LAST_YEAR = BEFORE.read_text("utf-8").replace("青禾县柳溪镇", "青禾县无名镇")
REGISTER = REPORT.parents[2] / "tests" / "fixtures" / "registers" / "town_register_2024.xlsx"


@dataclass
class Kept:
    """What the owner's office keeps, and the clients of a person of it and of another's."""

    owner: httpx.Client
    stranger: httpx.Client
    profile: str
    paper: str
    """Token of a paper on the shelf of the plain pages."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    with ExitStack() as stack:
        metadata, port = stack.enter_context(provider({"zhang": "张三", "li": "李四"})), free_port()
        desk = Desk(tmp_path_factory.mktemp("desk"), login_settings(metadata, f"http://127.0.0.1:{port}"), port)
        desk.start()
        stack.callback(desk.stop)
        owner, stranger = (stack.enter_context(browser(desk, subject)) for subject in ("zhang", "li"))
        for client in (owner, stranger):
            assert client.get("/api/rules").status_code == 403  # known to the provider, but not yet placed
        services = Services(Settings(data_dir=desk.data))
        enter(services, "张三", OURS, ["经办"])
        enter(services, "李四", THEIRS, ["经办"])
        mine = services.seen_by(next(p for p in people(services) if p.name == "张三").viewer)
        peer = REPORT.read_text("utf-8").replace("柳溪镇", f"{SECRET}镇")
        for name, text in (("上年.md", LAST_YEAR), ("同类.md", peer)):
            add_to_library(mine, name, text.encode())
        profile = add_profile(mine, 'name = "本单位的规则"'.encode())
        page = posted(owner, "/plain/review", {"file": ("年报.md", NAMED)})
        token = re.search(r'href="/plain/files/([^/]+)/', page.text)
        assert token is not None
        yield Kept(owner, stranger, profile, token.group(1))


def posted(client: httpx.Client, path: str, files: dict[str, Any], **fields: object) -> httpx.Response:
    """A form of the plain pages is sent with its key, as a browser does."""
    if path.startswith("/plain"):
        key = re.search(r'name="form" value="([^"]+)"', client.get("/plain/").text)
        assert key is not None
        fields["form"] = key.group(1)
    return client.post(path, files=files, data=fields)


def workbook() -> bytes:
    import io

    from nianbao.drafting.material.workbook import write_template

    stream = io.BytesIO()
    write_template(
        stream, 2024, inputs=example("town")[0].model_copy(update={"agency": "示例省云岭市青禾县无名镇人民政府"})
    )
    return stream.getvalue()


def named(_: Kept) -> dict[str, Any]:
    return {"file": ("年报.md", NAMED)}


Ask = Callable[[httpx.Client, Kept], httpx.Response]
Sees = Callable[[httpx.Response], bool]


def secret(answer: httpx.Response) -> bool:
    return SECRET in answer.text


def last_year(answer: httpx.Response) -> bool:
    """It was found in the library."""
    return bool(answer.json()["previous"])


def done(answer: httpx.Response) -> bool:
    return answer.status_code == 200


def nothing(answer: httpx.Response) -> bool:
    """What is not kept is nobody's: there is nothing for its owner to see either."""
    return secret(answer)


ROUTES: dict[str, list[tuple[Ask, Sees]]] = {
    "GET /api/openapi.json": [(lambda c, _: c.get("/api/openapi.json"), nothing)],
    "GET /api/health": [(lambda c, _: c.get("/api/health"), nothing)],
    "POST /api/parse": [(lambda c, k: posted(c, "/api/parse", named(k)), nothing)],
    "POST /api/review": [
        (lambda c, k: posted(c, "/api/review", named(k)), last_year),
        (lambda c, k: posted(c, "/api/review", named(k), profile=k.profile, library="false"), done),
    ],
    "POST /api/compare": [(lambda c, k: posted(c, "/api/compare", named(k), peers=100), secret)],
    "POST /api/register": [
        (lambda c, _: posted(c, "/api/register", {"files": (REGISTER.name, REGISTER.read_bytes())}, year=2024), nothing)
    ],
    "GET /api/search": [(lambda c, _: c.get("/api/search", params={"query": f"{SECRET}镇", "in": "reports"}), secret)],
    "GET /api/rules": [(lambda c, _: c.get("/api/rules"), nothing)],
    "GET /api/rules/{rule_id}": [(lambda c, k: c.get(f"/api/rules/{k.profile}"), nothing)],
    "GET /plain/": [(lambda c, _: c.get("/plain/"), nothing)],
    "POST /plain/review": [(lambda c, k: posted(c, "/plain/review", named(k)), lambda a: "上年年报：2023" in a.text)],
    "POST /plain/draft": [
        (
            lambda c, _: posted(c, "/plain/draft", {"workbook": ("资料.xlsx", workbook())}),
            lambda a: "上年年报：" in a.text,
        )
    ],
    "GET /plain/law": [(lambda c, _: c.get("/plain/law", params={"q": "镇的申请"}), nothing)],
    "GET /plain/template.xlsx": [(lambda c, _: c.get("/plain/template.xlsx"), nothing)],
    "GET /plain/files/{token}/{name}": [(lambda c, k: c.get(f"/plain/files/{k.paper}/review.json"), done)],
}
"""Route → what is asked, with the owner's ids, and what its owner alone can see in the answer (``nothing``: neither)."""


def test_every_route_is_tried() -> None:
    from nianbao.api import rest
    from nianbao.api.plain import pages

    described = rest.make().openapi()["paths"]
    there = {f"{method.upper()} /api{path}" for path, methods in described.items() for method in methods}
    there |= {f"GET /api{r.path}" for r in rest.make().routes if isinstance(r, Route) and "openapi" in r.path}
    there |= {
        f"{method} /plain{route.path}"
        for route in pages.make().routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert there == set(ROUTES)


def test_a_stranger_sees_nothing_through_any_door(kept: Kept) -> None:
    got = {}
    for route, rows in ROUTES.items():
        for number, (ask, sees) in enumerate(rows):
            mine, theirs = ask(kept.owner, kept), ask(kept.stranger, kept)
            got[route, number] = (sees(mine), sees(theirs), secret(theirs))
    assert got == {
        (route, n): (sees is not nothing, False, False)
        for route, rows in ROUTES.items()
        for n, (_, sees) in enumerate(rows)
    }
