"""What is handed to machines without internet: pinned as the project itself, whole, and not run as root."""

import hashlib
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from tests.conftest import ROOT

BUNDLE = ROOT / "bundle"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bundle_make", BUNDLE / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_versions_are_those_that_are_tested() -> None:
    ours = set(PIN.findall((ROOT / "requirements.lock").read_text("utf-8")))
    theirs = (BUNDLE / "requirements.lock").read_text("utf-8")
    assert set(PIN.findall(theirs)) - ours == set()
    assert "pytest" not in theirs
    assert "://" not in theirs


def test_a_wheel_that_lacks_or_is_another_is_named(make: ModuleType, tmp_path: Path) -> None:
    good, other = b"wheel", b"another"
    digest = hashlib.sha256(good).hexdigest()
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "".join(f"{name}==1.0 \\\n    --hash=sha256:{digest}\n" for name in ("A-a", "bb", "cc", "dd")), "utf-8"
    )
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    (wheels / "a_a-1.0-cp311-cp311-manylinux_2_17_aarch64.manylinux2014_aarch64.whl").write_bytes(good)
    (wheels / "bb-1.0-py3-none-any.whl").write_bytes(other)
    (wheels / "cc-1.0-cp311-cp311-win_amd64.whl").write_bytes(good)
    assert make.lacking(lock, wheels, make.TARGETS["linux-aarch64"]) == ["bb==1.0", "cc==1.0", "dd==1.0"]


def test_the_container_is_nobodys_root_and_tells_its_health() -> None:
    text = (BUNDLE / "Containerfile").read_text("utf-8")
    last = text.rpartition("FROM ")[2]
    assert re.search(r"^USER 10001$", last, re.MULTILINE)
    assert "/api/health" in last
    services = yaml.safe_load((BUNDLE / "compose.yaml").read_text("utf-8"))["services"]
    assert all(port.startswith("127.0.0.1:") for s in services.values() for port in s.get("ports", ()))
    assert services["login"]["profiles"] == ["login"]
    assert "healthcheck" in services["database"]
