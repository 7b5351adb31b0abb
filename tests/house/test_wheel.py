"""An installed copy: what the wheel puts into the world, and that it works there, far from the sources. Some seconds."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

OURS = {"app.py", "prompts", "corpus", "retrieval", "validators", "nianbao"}
"""All that an environment gets from us; a word like ``store`` or ``report`` at the top would belong to somebody else."""
SOURCES = ("pyproject.toml", "README.md", "LICENSE", *sorted(OURS))
NOTHING = shutil.ignore_patterns("__pycache__", "*.egg-info")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing is left behind in the sources and nothing built before gets in."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=NOTHING)
        else:
            shutil.copy(source, folder / name)
    build = f"from setuptools import build_meta; print(build_meta.build_wheel({str(folder / 'dist')!r}))"
    (folder / "dist").mkdir()
    result = subprocess.run([sys.executable, "-c", build], cwd=folder, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return next((folder / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel in it, as an installer puts it there; what we depend on is lent to it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def run(installed: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    python = installed / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "NIANBAO", "OPENAI"))}
    clean["NIANBAO_DATA_DIR"] = str(cwd / "data")
    return subprocess.run([str(python), *arguments], cwd=cwd, env=clean, capture_output=True, text=True, timeout=60)


def test_the_wheel_puts_our_six_names_into_the_world_and_no_other(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == OURS
    assert [name for name in names if "/tests/" in name or name.endswith((".pyc", ".db"))] == []


def test_the_wheel_holds_every_file_of_the_rooms(wheel: Path) -> None:
    """Rule pages, profiles, prompts, the corpus, style sheets: what is no module is forgotten easily. Examples are for learning only."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    kept = {
        path.relative_to(ROOT).as_posix()
        for name in sorted(OURS)
        for path in [ROOT / name, *(ROOT / name).rglob("*")]
        if path.is_file() and "__pycache__" not in path.parts and "examples" not in path.parts
    }
    assert sorted(kept - packed) == []


def test_a_file_of_another_folder_is_reviewed(installed: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "corpus" / "reports" / "liuxi-town-2024.md", tmp_path / "年报.md")
    result = run(installed, "-m", "nianbao", "review", "年报.md", "--json", cwd=tmp_path)
    assert result.returncode in (0, 1), result.stderr
    found = json.loads(result.stdout)
    assert {item["verdict"] for item in found["article50"]} == {"met"}


def test_the_console_script_is_the_same_entry(installed: Path, wheel: Path, tmp_path: Path) -> None:
    scripts = next(n for n in zipfile.ZipFile(wheel).namelist() if n.endswith("entry_points.txt"))
    assert b"nianbao = nianbao.__main__:main" in zipfile.ZipFile(wheel).read(scripts)
    code = "import sys, validators; from nianbao.__main__ import main; print(validators.__file__); sys.argv[1:] = ['rules', 'NT-01']; main()"
    result = run(installed, "-c", code, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith(str(installed))
    assert "NT-01" in result.stdout
