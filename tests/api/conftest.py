"""The real address of the desk, as ``nianbao app`` serves it; one process for the tests of a module."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.support.desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with running(tmp_path_factory.mktemp("desk")) as desk:
        yield desk


@pytest.fixture
def client(desk: Desk) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk.url, timeout=60, trust_env=False) as client:
        yield client


@contextmanager
def running(data: Path, **settings: str) -> Iterator[Desk]:
    """A desk that is stopped at the end."""
    desk = Desk(data, settings)
    desk.start()
    try:
        yield desk
    finally:
        desk.stop()
