"""Offline archives: wheels by hash, an installer that needs no internet, a starter. ``make bundle`` calls it.

    python bundle/make.py [--target linux-x86_64]… [--out dist]

Needs ``uv`` (one lock a target: markers are evaluated for the machine that resolves) and a package registry. An archive
relies on the target's own CPython 3.11, which no package ships for Linux; its installer says so first. Every requirement
of a lock is then looked for among the wheels: right platform, right hash; one that is not there is an error.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
PYTHON = (3, 11)
EXTRAS = ("ocr", "postgres", "login")
PINS = HERE / "requirements.lock"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


@dataclass(frozen=True)
class Target:
    """``resolve``: how uv calls the platform; ``platforms``: tags of wheels that run there, the newest first."""

    resolve: str
    platforms: tuple[str, ...]
    windows: bool = False


def _manylinux(machine: str) -> tuple[str, ...]:
    newest = (28, 27, 26, 24, 17, 12, 5)
    return (*(f"manylinux_2_{minor}_{machine}" for minor in newest), f"manylinux2014_{machine}", f"linux_{machine}")


TARGETS = {
    "linux-x86_64": Target("x86_64-manylinux_2_28", (*_manylinux("x86_64"), "manylinux2010_x86_64", "manylinux1_x86_64")),
    "linux-aarch64": Target("aarch64-manylinux_2_28", _manylinux("aarch64")),
    "windows-x86_64": Target("windows", ("win_amd64",), windows=True),
}  # fmt: skip


def main() -> int:
    """Every target that was asked for, all of them by default; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", action="append", choices=TARGETS, help="one or several; all by default")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for name in given.target or TARGETS:
        print(f"{name} …", flush=True)
        archive, wheels = bundle(name, given.out)
        print(f"{archive.name}: {wheels} wheels, {archive.stat().st_size / 1024**2:.0f} MB", flush=True)
    return 0


def bundle(name: str, out: Path) -> tuple[Path, int]:
    """The archive of a target and how many wheels it holds. Raises ``SystemExit`` when one is missing."""
    target, version = TARGETS[name], _version()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / f"nianbao-{version}-{name}"
        wheels = folder / "wheels"
        wheels.mkdir(parents=True)
        lock = folder / "requirements.lock"
        _resolve(target, lock)
        _download(target, lock, wheels)
        ours = _build(wheels)
        with lock.open("a", encoding="utf-8") as file:
            file.write(f"nianbao=={version} \\\n    --hash=sha256:{_digest(ours)}\n")
        if missing := lacking(lock, wheels, target):
            raise SystemExit("not in the archive: " + ", ".join(missing))
        for file in ("install.cmd", "start.cmd") if target.windows else ("install.sh", "start.sh"):
            shutil.copy(HERE / file, folder)
        shutil.copy(HERE / "README.txt", folder / "使用说明.txt")
        shutil.copy(ROOT / "LICENSE", folder)
        return _pack(folder, out, target), len(list(wheels.iterdir()))


def lacking(lock: Path, wheels: Path, target: Target) -> list[str]:
    """Requirements of the lock that have no wheel for the target, or one of another hash."""
    text = lock.read_text(encoding="utf-8")
    hashes = set(re.findall(r"sha256:([0-9a-f]{64})", text))
    runs = _tags(target)
    found = {}
    for wheel in wheels.iterdir():
        name, version, _, tags = parse_wheel_filename(wheel.name)
        if tags & runs and _digest(wheel) in hashes:
            found[name] = str(version)
    return [
        f"{name}=={version}" for name, version in _PIN.findall(text) if found.get(canonicalize_name(name)) != version
    ]


def _tags(target: Target) -> set[Tag]:
    return {
        *cpython_tags(PYTHON, platforms=target.platforms),
        *compatible_tags(PYTHON, interpreter="cp311", platforms=target.platforms),
    }


def _resolve(target: Target, lock: Path) -> None:
    """The versions of the project's own lock, for another machine."""
    command = ["uv", "pip", "compile", str(ROOT / "pyproject.toml"), "--python-version", "3.11"]
    command += ["--python-platform", target.resolve, "--constraint", str(PINS), "--generate-hashes", "--no-header"]
    command += ["--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "-q", "-o", str(lock)]
    subprocess.run([*command, *(part for extra in EXTRAS for part in ("--extra", extra))], check=True)


def _download(target: Target, lock: Path, wheels: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--only-binary", ":all:", "-r", str(lock), "-d", str(wheels)]
    command += [
        "--python-version",
        "3.11",
        "--implementation",
        "cp",
        "--abi",
        "cp311",
        "--abi",
        "abi3",
        "--abi",
        "none",
    ]
    subprocess.run([*command, *(part for tag in target.platforms for part in ("--platform", tag))], check=True)


def _build(wheels: Path) -> Path:
    """Our own wheel, of a copy, so that nothing is left behind in the sources."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place)
        for name in ("pyproject.toml", "README.md", "LICENSE", "app.py"):
            shutil.copy(ROOT / name, source)
        for name in ("nianbao", "validators", "retrieval", "prompts", "corpus"):
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        code = f"from setuptools import build_meta; print(build_meta.build_wheel({str(wheels)!r}))"
        done = subprocess.run([sys.executable, "-c", code], cwd=source, check=True, capture_output=True, text=True)
    return wheels / done.stdout.strip().splitlines()[-1]


def _pack(folder: Path, out: Path, target: Target) -> Path:
    sums = [
        f"{_digest(path)}  {path.relative_to(folder).as_posix()}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8")
    archive = out / f"{folder.name}{'.zip' if target.windows else '.tar.gz'}"
    archive.unlink(missing_ok=True)
    if target.windows:
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
            for path in sorted(folder.rglob("*")):
                packed.write(path, path.relative_to(folder.parent))
    else:
        with tarfile.open(archive, "w:gz", compresslevel=1) as packed:
            packed.add(folder, folder.name)
    return archive


def _version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
