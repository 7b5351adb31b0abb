"""Who may log in, and what shuts when people do: our table decides, at once; half a setting is said at the start."""

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from nianbao.cli.main import app
from nianbao.office.filings.readings import Person
from nianbao.report.errors import UserError
from nianbao.settings import Settings, get_settings
from nianbao.store.database import open_database
from nianbao.store.people import person_who_logged_in, set_person
from nianbao.store.viewer import Viewer
from nianbao.work.people import acting, enter, is_admitted, must_be, people, who_came
from nianbao.work.services import Services

LOGIN = {
    "oidc_metadata_url": "http://127.0.0.1:1/.well-known/openid-configuration",
    "oidc_client_id": "nianbao",
    "oidc_client_secret": "secret",
    "oidc_redirect_uri": "http://127.0.0.1:8501/oauth2callback",
    "oidc_cookie_secret": "x" * 40,
}


@pytest.fixture
def services() -> Services:
    found = Services(Settings())
    found.__dict__["db"] = open_database(found.settings.resolved_database_url)
    return found


def test_whoever_comes_first_has_no_office_and_no_role(services: Services) -> None:
    person = who_came(services, "https://idp", "s1", "张三")
    assert not is_admitted(person)
    assert who_came(services, "https://idp", "s1", "张三改名").id == person.id
    assert who_came(services, "https://other", "s1", "另一家的张三").id != person.id
    placed = enter(services, person.id, " 示例县 水务局 ", ["经办", "审核"])
    assert (placed.office, placed.roles, placed.viewer.office) == (
        "示例县 水务局",
        ("clerk", "reviewer"),
        "示例县水务局",
    )
    assert is_admitted(placed)
    assert not is_admitted(enter(services, person.id, "示例县水务局", ["经办"], active=False))


def test_roles_hold_at_once_and_names_are_the_tables(services: Services) -> None:
    person = enter(services, who_came(services, "i", "s", "李四").id, "甲局", ["审核"])
    theirs = services.seen_by(person.viewer)
    assert acting(theirs, "冒名") == Person("李四", person.id, frozenset({"reviewer"}))
    with pytest.raises(UserError, match="管理"):
        must_be(theirs, "manager")
    enter(services, person.id, "甲局", ["管理"])
    must_be(theirs, "manager")
    enter(services, person.id, "甲局", ["管理"], active=False)
    assert acting(theirs).roles == frozenset()
    assert acting(services, " 王  五 ") == Person("王 五")
    must_be(services, "manager")


@pytest.mark.parametrize(
    ("who", "office", "roles", "said"),
    [("无此人", "甲局", ["经办"], "没有“无此人”"), ("同名", "甲局", ["经办"], "有2个人叫"), ("独名", "甲局", ["局长"], "没有角色“局长”"),
     ("独名", "", ["经办"], "写明单位"), ("独名", "甲局", [], "写明单位")],
)  # fmt: skip
def test_what_cannot_be_entered_is_said(services: Services, who: str, office: str, roles: list[str], said: str) -> None:
    for subject, name in (("1", "同名"), ("2", "同名"), ("3", "独名")):
        person_who_logged_in(services.db, "i", subject, name)
    with pytest.raises(UserError, match=said):
        enter(services, who, office, roles)


def test_an_office_sees_its_own_people_alone(services: Services) -> None:
    for subject, office in (("1", "甲局"), ("2", "甲局"), ("3", "乙局")):
        set_person(services.db, person_who_logged_in(services.db, "i", subject, subject).id, office, ["clerk"])
    assert len(people(services)) == 3
    assert [p.name for p in people(services.seen_by(Viewer("x", "甲局")))] == ["1", "2"]
    result = CliRunner().invoke(app, ["people", "set", "3", "--office", "丙局", "--roles", "终审、审计"])
    assert result.output.strip() == "3：丙局　终审、审计"
    assert "丙局　终审、审计" in CliRunner().invoke(app, ["people", "list"]).output


def test_half_a_setting_is_said_at_the_start() -> None:
    from nianbao.api.server import parts

    assert parts(Settings())["secrets"] is None
    with pytest.raises(UserError, match="NIANBAO_OIDC_COOKIE_SECRET"):
        parts(Settings(**LOGIN | {"oidc_cookie_secret": ""}))
    secrets = parts(Settings(**LOGIN))["secrets"]
    assert secrets is not None
    assert secrets["auth"]["client_id"] == "nianbao"
    assert "secret" not in repr(Settings(**LOGIN)).replace("client_secret", "").replace("cookie_secret", "")


@pytest.mark.parametrize(
    ("token", "path", "code"),
    [("", "/api/rules", 403), ("", "/plain/", 403), ("", "/api/health", 200), ("t", "/plain/", 403), ("t", "/api/rules", 403)],
)  # fmt: skip
def test_with_login_the_doors_that_know_nobody_are_shut(
    monkeypatch: pytest.MonkeyPatch, token: str, path: str, code: int
) -> None:
    from starlette.applications import Starlette

    from nianbao.api.server import parts

    monkeypatch.setenv("NIANBAO_API_TOKEN", token)  # REST asks for it itself
    get_settings.cache_clear()
    given = parts(Settings(**LOGIN))
    client = TestClient(Starlette(routes=given["routes"], middleware=given["middleware"]), base_url="http://127.0.0.1")
    assert client.get(path).status_code == code
