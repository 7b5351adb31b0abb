"""What is handed to machines without internet: pinned as the project itself, whole, and not run as root."""

import hashlib
import importlib.util
import json
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from nianbao.api.guard import HEALTH
from nianbao.cli.main import app
from nianbao.settings import Settings
from nianbao.work.doctor import OUR_PACKAGES
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
    assert "/api/health" in " ".join(services["desk"]["healthcheck"]["test"])


def test_what_the_container_is_told_is_there() -> None:
    """Sources, program, options, data folder, port: each names what the project has."""
    text = (BUNDLE / "Containerfile").read_text("utf-8")
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE)
        for source in line.split()[:-1]
    ]  # fmt: skip
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert {*OUR_PACKAGES, "app.py", "pyproject.toml"} <= {*copied}
    program, command, *options = json.loads(text.rpartition("\nCMD ")[2])
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    known = {
        name for parameter in app.commands[command].params for name in (*parameter.opts, *parameter.secondary_opts)
    }
    assert program in scripts
    assert {option for option in options if option.startswith("--")} <= known
    port = next(parameter.default for parameter in app.commands[command].params if parameter.name == "port")
    compose = yaml.safe_load((BUNDLE / "compose.yaml").read_text("utf-8"))
    desk = compose["services"]["desk"]
    assert f"EXPOSE {port}\n" in text
    assert f"127.0.0.1:{port}{HEALTH}" in text
    assert desk["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert {re.findall(rf"{word}[ =](\S+)", text)[-1] for word in ("VOLUME", "NIANBAO_DATA_DIR", "WORKDIR")} == {
        "/data"
    }
    assert desk["volumes"] == ["desk:/data"]
    fields = {f"NIANBAO_{name.upper()}" for name in Settings.model_fields}
    assert {*desk["environment"], "NIANBAO_DATA_DIR"} <= fields
    named = {volume.partition(":")[0] for service in compose["services"].values() for volume in service["volumes"]}
    assert named == {*compose["volumes"]}


@pytest.mark.parametrize("name", ["install.cmd", "start.cmd"])
def test_a_double_click_on_windows_shows_why_it_ended(name: str) -> None:
    """Its lines end as Windows has them, it goes to its own folder, and no window closes before it was read. One-line
    ``if`` only: brackets and labels break on characters of several bytes."""
    content = (BUNDLE / name).read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    lines = content.decode("utf-8").splitlines()
    assert lines[:3] == ["@echo off", "chcp 65001 >nul", 'cd /d "%~dp0"']
    assert not [line for line in lines if line.rstrip().endswith("(") or line.startswith((":", "goto"))]
    assert all(lines[number - 1].endswith("pause") for number, line in enumerate(lines) if "exit /b" in line)
    assert lines[-1].endswith("pause")
