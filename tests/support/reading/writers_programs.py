"""Files made by programs that are not ours, LibreOffice and Chromium. Seconds each: the long run only."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from random import Random

from tests.support.reading.draft import Draft
from tests.support.reading.writers import writer
from tests.support.reading.writers_docx import merged_docx
from tests.support.reading.writers_html import modern_page

SECONDS = 90


class NoProgramError(RuntimeError):
    """The program that writes the file is not installed here."""


def _program(*names: str) -> str:
    found = next((path for path in map(shutil.which, names) if path), None)
    if found is None:
        raise NoProgramError(f"{names[0]} is not here")
    return found


def _by_office(document: bytes, ending: str) -> bytes:
    """A Word file saved by LibreOffice as ``ending``, with a profile of its own."""
    office = _program("soffice", "libreoffice")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(document)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", ending, "--outdir", folder, str(source)]
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
        return source.with_suffix(f".{ending}").read_bytes()


@writer("PDF: LibreOffice", ".pdf", "grid", "rigid", slow=True)
def office_pdf(rng: Random, draft: Draft) -> bytes:
    return _by_office(merged_docx(rng, draft), "pdf")


@writer("PDF: Chromium", ".pdf", "grid", "rigid", slow=True)
def chromium_pdf(rng: Random, draft: Draft) -> bytes:
    browser = _program("chromium", "chromium-browser", "google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "report.html", Path(folder) / "report.pdf"
        source.write_bytes(modern_page(rng, draft))
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        command += ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
        command += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
        return target.read_bytes()


@writer("doc: LibreOffice", ".doc", "grid", "rigid", slow=True)
def office_doc(rng: Random, draft: Draft) -> bytes:
    return _by_office(merged_docx(rng, draft), "doc")


@writer("odt: LibreOffice", ".odt", "grid", "rigid", slow=True)
def office_odt(rng: Random, draft: Draft) -> bytes:
    return _by_office(merged_docx(rng, draft), "odt")


@writer("rtf: LibreOffice", ".rtf", "grid", "rigid", slow=True)
def office_rtf(rng: Random, draft: Draft) -> bytes:
    return _by_office(merged_docx(rng, draft), "rtf")
