"""Serving the desk: one process of Streamlit on this machine, and the browser opened when it answers."""

import socket
import subprocess
import sys
import threading
import time
import webbrowser

import click

from nianbao.paths import ROOT

START_SECONDS = 30.0


def serve(port: int, open_browser: bool) -> int:
    """Run the desk until it is ended; gives back its exit code."""
    address = f"http://127.0.0.1:{port}"
    click.echo(f"工作台：{address}（按 Ctrl+C 结束）")
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
    if not open_browser:
        return subprocess.call(command, cwd=ROOT)
    ended = threading.Event()
    threading.Thread(target=open_when_it_answers, args=(port, address, ended), daemon=True).start()
    try:
        return subprocess.call(command, cwd=ROOT)
    finally:
        ended.set()


def open_when_it_answers(port: int, address: str, ended: threading.Event, seconds: float = START_SECONDS) -> bool:
    """Open the browser once the port takes connections; false when it never did, or there is no browser."""
    deadline = time.monotonic() + seconds
    while not ended.is_set() and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return webbrowser.open(address)
        ended.wait(0.1)
    return False
