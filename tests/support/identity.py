"""An identity provider of the tests' own: a process of ``oidc-provider-mock`` on a free loopback port."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.desk import free_port

COOKIE_SECRET = "not a secret, but longer than thirty-two characters"
_START_SECONDS = 30.0


@contextmanager
def provider(people: dict[str, str]) -> Iterator[str]:
    """Its metadata address; ``people``: subject → name."""
    port = free_port()
    users = [["--user-claims", json.dumps({"sub": sub, "name": name})] for sub, name in people.items()]
    command = [
        sys.executable,
        "-m",
        "oidc_provider_mock",
        "--port",
        str(port),
        *(word for user in users for word in user),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/.well-known/openid-configuration"
    finally:
        process.kill()
        process.wait()


def login_settings(metadata: str, desk: str) -> dict[str, str]:
    """Settings of a desk at an address whose people log in at the provider."""
    return {
        "NIANBAO_OIDC_METADATA_URL": metadata,
        "NIANBAO_OIDC_CLIENT_ID": "nianbao",
        "NIANBAO_OIDC_CLIENT_SECRET": "secret",
        "NIANBAO_OIDC_REDIRECT_URI": f"{desk}/oauth2callback",
        "NIANBAO_OIDC_COOKIE_SECRET": COOKIE_SECRET,
    }
