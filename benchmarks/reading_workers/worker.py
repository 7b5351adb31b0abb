"""One reader on some files, in a process of its own; run by any interpreter that has the reader's library.

    python worker.py READER [--warm-up FILE] FILE...

Without ``--warm-up`` it reads the files and ends: the caller takes the time of the whole process. With it, it reads
the warm-up file first, then all other files in turn, ``PASSES`` times, and prints a line of JSON: for each pass and
file the seconds by the clock, and of the processor (children included).
"""

import gc
import json
import os
import resource
import sys
import time
from collections.abc import Callable

Reader = Callable[[str], object]
PASSES = 4


def ours() -> Reader:
    gc.set_threshold(50_000)  # as the command line does
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    from nianbao.documents import read

    return read


def floor_packed() -> Reader:
    """Unzip and parse what a Word file or a workbook says, and nothing else."""
    import zipfile

    from lxml import etree

    def read(path: str) -> object:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            wanted = [n for n in names if n == "word/document.xml" or n.startswith(("xl/worksheets/", "xl/sharedS"))]
            return [etree.fromstring(archive.read(name)) for name in wanted if name.endswith(".xml")]

    return read


def floor_page() -> Reader:
    import lxml.html

    def read(path: str) -> object:
        with open(path, "rb") as page:
            data = page.read()
        return lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding=encoding_of(data)))

    return read


def encoding_of(page: bytes) -> str:
    """Told to the parser, or it would stop early at a page that says the wrong one."""
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def floor_archive() -> Reader:
    import email

    import lxml.html

    def read(path: str) -> object:
        with open(path, "rb") as archive:
            message = email.message_from_binary_file(archive)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
        return [lxml.html.document_fromstring(page.get_payload(decode=True)) for page in pages]

    return read


def floor_text() -> Reader:
    def read(path: str) -> object:
        with open(path, "rb") as text:
            return text.read().decode("utf-8", errors="replace").split("\n")

    return read


def floor_pdf() -> Reader:
    import pypdfium2

    def read(path: str) -> object:
        document = pypdfium2.PdfDocument(path)
        try:
            return [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()

    return read


def markitdown() -> Reader:
    from markitdown import MarkItDown

    converter = MarkItDown()
    return lambda path: converter.convert(path).text_content


def docx2python() -> Reader:
    from docx2python import docx2python as extract

    def read(path: str) -> object:
        with extract(path) as content:
            return content.body

    return read


def python_docx_rows() -> Reader:
    import docx

    def read(path: str) -> object:
        tables = docx.Document(path).tables
        return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]

    return read


def python_docx_cells() -> Reader:
    import docx

    def read(path: str) -> object:
        tables = docx.Document(path).tables
        return [
            [[table.cell(r, c).text for c in range(len(table.columns))] for r in range(len(table.rows))]
            for table in tables
        ]

    return read


def pdfplumber_tables() -> Reader:
    import pdfplumber

    def read(path: str) -> object:
        with pdfplumber.open(path) as pdf:
            return [page.extract_tables() for page in pdf.pages]

    return read


READERS: dict[str, Callable[[], Reader]] = {
    reader.__name__: reader
    for reader in (
        ours,
        floor_packed,
        floor_page,
        floor_archive,
        floor_text,
        floor_pdf,
        markitdown,
        docx2python,
        python_docx_rows,
        python_docx_cells,
        pdfplumber_tables,
    )
}


def processor_seconds() -> float:
    """Of this process and of those that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def timed(read: Reader, path: str) -> tuple[float, float]:
    """``(by the clock, of the processor)`` in seconds."""
    clock, processor = time.perf_counter(), processor_seconds()
    read(path)
    return time.perf_counter() - clock, processor_seconds() - processor


def main(arguments: list[str]) -> None:
    name, *files = arguments
    read = READERS[name]()
    if files[0] != "--warm-up":
        for path in files:
            read(path)
        return
    _, warm_up, *files = files
    read(warm_up)
    print(json.dumps([[timed(read, path) for path in files] for _ in range(PASSES)]))


if __name__ == "__main__":
    main(sys.argv[1:])
