"""The environment of the readers that Nianbao does not need: made once, under the system's temporary folder."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGES = ("markitdown[docx,pdf]", "docx2python")
FOLDER = "nianbao-benchmark-readers"
SECONDS = 600


def interpreter() -> Path | None:
    """The Python of that environment, made from the configured package index when it is not there; None when it
    cannot be made."""
    folder = Path(tempfile.gettempdir()) / FOLDER
    python = folder / "bin" / "python"
    ready = folder / "ready"
    if not ready.exists():
        shutil.rmtree(folder, ignore_errors=True)
        if not _made(folder, python):
            return None
        ready.touch()
    return python


def _made(folder: Path, python: Path) -> bool:
    if uv := shutil.which("uv"):
        steps = [[uv, "venv", "--python", sys.executable, str(folder)]]
        steps += [[uv, "pip", "install", "--python", str(python), *PACKAGES]]
    else:
        steps = [[sys.executable, "-m", "venv", str(folder)]]
        steps += [[str(python), "-m", "pip", "install", "--disable-pip-version-check", *PACKAGES]]
    print("making an environment for the other readers …", file=sys.stderr)
    try:
        for step in steps:
            subprocess.run(step, check=True, capture_output=True, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"it could not be made: {error}", file=sys.stderr)
        return False
    return True
