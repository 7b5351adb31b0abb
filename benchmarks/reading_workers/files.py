"""The files that are read: not by our own Word writer, but by LibreOffice, by openpyxl, by hand, from websites.

    python benchmarks/reading_workers/files.py FOLDER COUNT

makes them in a process of its own, so that the one that measures stays small: a child starts as large as its parent.
"""

import json
import shutil
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.set_reports import write_set  # noqa: E402
from nianbao.documents import read  # noqa: E402
from nianbao.documents.stream import Block, Paragraph  # noqa: E402
from nianbao.documents.word.reading.source import read_docx  # noqa: E402
from nianbao.report.form import official_grid  # noqa: E402

SHARED_REPORTS = ROOT.parent / "shared" / "reports"
PAGES = ROOT / "tests" / "fixtures" / "reading"
SEED = 50
SECONDS = 180


class FileSet(NamedTuple):
    """Files of one format from one writer. ``warm_up`` is another report of the same making, read before them."""

    format: str
    made_by: str
    files: tuple[Path, ...]
    warm_up: Path


def file_sets(folder: Path, count: int) -> list[FileSet]:
    """``count`` made-up reports (one more to warm up on) in every format, and the real ones where they are at hand."""
    write_set(folder, count + 1, seed=SEED)
    sources = sorted(folder.glob("*.docx"))
    sets: list[FileSet] = []
    pages = _by_office(sources, "html", "html")
    for format, target in (("docx", "docx:MS Word 2007 XML"), ("pdf", "pdf")):
        if made := _by_office(sources, format, target):
            sets.append(FileSet(format, "LibreOffice", made[1:], made[0]))
    if pages:
        sets.append(FileSet("html", "LibreOffice", pages[1:], pages[0]))
        archives = tuple(_archive(page) for page in pages)
        sets.append(FileSet("mht", "a page wrapped", archives[1:], archives[0]))
    saved = tuple(sorted(PAGES.glob("*.html")))
    sets.append(FileSet("html", "three sites", saved, pages[0] if pages else saved[0]))
    books = tuple(_workbook(source) for source in sources)
    sets.append(FileSet("xlsx", "openpyxl", books[1:], books[0]))
    for format, gap in (("txt", "\t"), ("md", "|")):
        texts = tuple(_text(source, format, gap) for source in sources)
        sets.append(FileSet(format, "a row a line", texts[1:], texts[0]))
    for format in ("html", "pdf"):
        warm_up = next((s.warm_up for s in sets if s.format == format), None)
        real = tuple(sorted(SHARED_REPORTS.glob(f"*.{format}")))
        if real:
            sets.append(FileSet(format, "real reports", real, warm_up or real[0]))
    return sorted(sets, key=lambda s: ("docx", "html", "pdf", "xlsx", "txt", "md", "mht").index(s.format))


def _by_office(sources: list[Path], format: str, target: str) -> tuple[Path, ...]:
    """What LibreOffice makes of Word files; nothing when it is not there."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        print(f"without LibreOffice there is no {format} of its making", file=sys.stderr)
        return ()
    folder = sources[0].parent / f"office-{format}"
    profile = f"-env:UserInstallation={(sources[0].parent / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", target, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return tuple(folder / f"{source.stem}.{format}" for source in sources)


def _workbook(source: Path) -> Path:
    """The official tables, a sheet each, their cells merged as on the form."""
    from openpyxl import Workbook

    report = read(source)
    book = Workbook()
    book.worksheets[0].cell(1, 1, report.title)
    for key, table in report.tables.items():
        sheet = book.create_sheet(report.layout.tables[key].name)
        form = official_grid(report.layout.tables[key], table)
        for cell in (cell for row in form.rows for cell in row):
            text = cell.text
            sheet.cell(cell.row + 1, cell.column + 1, int(text) if text.isdecimal() else text)
            if cell.rowspan > 1 or cell.colspan > 1:
                top, left = cell.row + 1, cell.column + 1
                bottom, right = top + cell.rowspan - 1, left + cell.colspan - 1
                sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    path = source.with_suffix(".xlsx")
    book.save(path)
    return path


def _text(source: Path, format: str, gap: str) -> Path:
    """A row a line, its cells parted by tabs or pipes."""
    lines = [line for block in read_docx(source.read_bytes()).blocks for line in _lines(block, gap)]
    path = source.with_suffix(f".{format}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _lines(block: Block, gap: str) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text, ""]
    rows = [[cell.text.replace("\n", "") for cell in row] for row in block.rows]
    if gap == "|":
        return [f"| {' | '.join(row)} |" for row in rows] + [""]
    return [gap.join(row) for row in rows] + [""]


def _archive(page: Path) -> Path:
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.add_related(page.read_bytes(), maintype="text", subtype="html", cte="quoted-printable")
    path = page.with_suffix(".mht")
    path.write_bytes(message.as_bytes())
    return path


if __name__ == "__main__":
    made = file_sets(Path(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps([[s.format, s.made_by, [str(path) for path in s.files], str(s.warm_up)] for s in made]))
