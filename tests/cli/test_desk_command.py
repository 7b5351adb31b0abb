"""``nianbao app``: the desk is served without the framework's own card, and the browser is opened when it answers."""

import socket
import threading
import tomllib

import pytest

from nianbao.cli import desk
from tests.conftest import ROOT


def test_no_card_of_the_framework_comes_first():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["headless"] is True


def test_an_installed_copy_has_the_same_settings():
    """It has no .streamlit folder, so they are handed over as options: else it would listen on every address."""
    ours = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
    assert (ROOT / "nianbao" / "pages" / "streamlit.toml").read_text("utf-8") == ours
    given = desk.options()
    assert given[given.index("--server.headless") + 1] == "true"
    assert given[given.index("--browser.gatherUsageStats") + 1] == "false"
    assert given.count("--theme.headingFontSizes") == 6
    assert "--theme.dark.sidebar.backgroundColor" in given


def test_it_listens_on_this_machine_alone_unless_told(monkeypatch):
    commands: list[list[str]] = []
    monkeypatch.setattr(desk.subprocess, "call", lambda command, cwd: commands.append(command) or 0)
    desk.serve(8599, open_browser=False)
    desk.serve(8599, open_browser=False, listen="0.0.0.0")
    assert [c[c.index("--server.address") + 1] for c in commands] == ["127.0.0.1", "0.0.0.0"]


def test_the_browser_is_opened_once_the_port_answers(monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr(desk.webbrowser, "open", lambda url: opened.append(url) or True)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
        assert not desk.open_when_it_answers(port, "x", threading.Event(), 0.3)  # bound, but nobody listens yet
        server.listen()
        assert desk.open_when_it_answers(port, f"http://127.0.0.1:{port}", threading.Event(), 5)
    assert opened == [f"http://127.0.0.1:{port}"]


def test_a_desk_that_ended_opens_nothing(monkeypatch):
    monkeypatch.setattr(desk.webbrowser, "open", lambda url: pytest.fail("opened"))
    ended = threading.Event()
    ended.set()
    assert not desk.open_when_it_answers(9, "x", ended)


@pytest.mark.parametrize("wanted", [True, False])
def test_the_browser_can_be_left_alone(monkeypatch, wanted):
    asked: list[int] = []
    monkeypatch.setattr(desk.subprocess, "call", lambda command, cwd: 0)
    monkeypatch.setattr(desk, "open_when_it_answers", lambda port, *_: asked.append(port))
    assert desk.serve(8599, open_browser=wanted) == 0
    for thread in threading.enumerate():
        if thread.daemon and thread is not threading.current_thread():
            thread.join(0.2)
    assert asked == ([8599] if wanted else [])
