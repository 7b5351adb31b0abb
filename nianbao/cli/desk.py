"""Serving the desk: one process of Streamlit on this machine, and the browser opened when it answers."""

import signal
import socket
import subprocess
import sys
import threading
import time
import tomllib
import webbrowser
from pathlib import Path

import click

from nianbao.paths import ROOT

START_SECONDS = 30.0
HERE = "127.0.0.1"
_CONFIG = ROOT / "nianbao" / "pages" / "streamlit.toml"
"""The same as ``.streamlit/config.toml``, which an installed copy has not."""


def serve(port: int, open_browser: bool, listen: str = HERE) -> int:
    """Run the desk until it is ended; gives back its exit code. ``listen``: the address of this machine that it is on."""
    address = f"http://{HERE}:{port}"
    click.echo(f"工作台：{address}（按 Ctrl+C 结束）")
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *options()]
    command += ["--server.port", str(port), "--server.address", listen]
    cwd = ROOT if (ROOT / ".streamlit").is_dir() else Path.cwd()
    ended = threading.Event()
    if open_browser:
        threading.Thread(target=open_when_it_answers, args=(port, address, ended), daemon=True).start()
    before = signal.signal(signal.SIGTERM, _end)  # who is told to end ends the server too
    try:
        return subprocess.call(command, cwd=cwd)
    finally:
        signal.signal(signal.SIGTERM, before)
        ended.set()


def _end(*_: object) -> None:
    raise SystemExit(0)


def options() -> list[str]:
    """The desk's settings as options of the framework: to this machine only, no card of its own, our colours."""
    given: list[str] = []

    def take(name: str, value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                take(f"{name}.{key}", inner)
            return
        for each in value if isinstance(value, list) else [value]:
            given.extend((f"--{name}", str(each).lower() if isinstance(each, bool) else str(each)))

    for section, values in tomllib.loads(_CONFIG.read_text(encoding="utf-8")).items():
        take(section, {key: value for key, value in values.items() if (section, key) != ("server", "address")})
    return given


def open_when_it_answers(port: int, address: str, ended: threading.Event, seconds: float = START_SECONDS) -> bool:
    """Open the browser once the port takes connections; false when it never did, or there is no browser."""
    deadline = time.monotonic() + seconds
    while not ended.is_set() and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return webbrowser.open(address)
        ended.wait(0.1)
    return False
