"""How much of a file is read. Every limit says so in one Chinese sentence; nothing is cut off in silence.

An annual report has some ten thousand characters in a hundred paragraphs and three hundred cells. The limits
leave room for fifty times that, and keep the worst of files within ``SECONDS_PER_FILE``.
"""

from collections.abc import Iterable

from nianbao.documents.stream import Block, Grid, Stream, UnreadableFileError

MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
"""All parts of a packed file (docx, xlsx) that are read, together."""
MAX_PART_BYTES = 80 * 1024 * 1024
"""One part of a packed file."""
MAX_PARTS = 5_000
MAX_MARKUP = 1_000_000
"""Signs ``<`` in one XML part or page; a report has some ten thousand."""
MAX_TEXT_BYTES = 4 * 1024 * 1024
"""A file of plain text."""
MAX_LINES = 100_000
"""Lines of plain text."""
MAX_ARCHIVE_LINES = 1_000_000
"""Lines of a web archive; pictures in it take most of them."""
MAX_PAGES = 200
MAX_CELLS = 50_000
"""Table cells of one file."""
MAX_BLOCKS = 20_000
"""Paragraphs and tables of one file."""
MAX_CHARACTERS = 500_000
"""Characters of one file, in paragraphs and cells."""
SECONDS_PER_FILE = 20
"""Readers that run in a process of their own (PDF, LibreOffice, OCR apart) are stopped after this."""

_WRONG_FILE = "已停止读取，请确认是不是选错了文件。"
TOO_MANY_PARTS = f"文件里的部分过多，不像一份年报，{_WRONG_FILE}"


def check_file_size(size: int, name: str) -> None:
    """Raises ``UnreadableFileError`` for a file above ``MAX_FILE_BYTES``."""
    if size > MAX_FILE_BYTES:
        raise UnreadableFileError(f"文件 {name} 超过 {MAX_FILE_BYTES // 1024 // 1024} MB，已停止读取。")


def check_text(data: bytes) -> None:
    """Raises ``UnreadableFileError`` for plain text that is no report by its sheer size."""
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableFileError(f"文字文件超过 {MAX_TEXT_BYTES // 1024 // 1024} MB，{_WRONG_FILE}")
    if data.count(b"\n") + data.count(b"\r") > 2 * MAX_LINES:  # a line may end with both
        raise UnreadableFileError(f"文字文件超过 {MAX_LINES} 行，{_WRONG_FILE}")
    if data.count(b"\t") + data.count(b"|") > 2 * MAX_CELLS:
        raise UnreadableFileError(f"文件里的表格超过 {MAX_CELLS} 格，{_WRONG_FILE}")


def check_packed(data: bytes) -> None:
    """Raises ``UnreadableFileError`` for a packed file of so many entries that only listing them takes long."""
    if data.count(b"PK\x01\x02") > 4 * MAX_PARTS:  # packed files inside it have entries, too
        raise UnreadableFileError(TOO_MANY_PARTS)


def check_archive(data: bytes) -> None:
    """Raises ``UnreadableFileError`` for a web archive of more lines or parts than any page has."""
    if data.count(b"\n") > MAX_ARCHIVE_LINES or data.count(b"\n--") > 4 * MAX_PARTS:
        raise UnreadableFileError(TOO_MANY_PARTS)


def check_markup(text: str | bytes) -> None:
    """Raises ``UnreadableFileError`` for a page or an XML part with more tags than any report."""
    if (text.count("<") if isinstance(text, str) else text.count(b"<")) > MAX_MARKUP:
        raise UnreadableFileError(f"文件里的标记过多，不像一份年报，{_WRONG_FILE}")


def check_stream(stream: Stream) -> None:
    """Raises ``UnreadableFileError`` for more than the report is built from, whatever reader it came from."""
    if len(stream.blocks) > MAX_BLOCKS:
        raise UnreadableFileError(f"文件里的段落和表格超过 {MAX_BLOCKS} 个，{_WRONG_FILE}")
    cells, characters = _size(stream.blocks)
    if cells > MAX_CELLS:
        raise UnreadableFileError(f"文件里的表格超过 {MAX_CELLS} 格，{_WRONG_FILE}")
    if characters > MAX_CHARACTERS:
        raise UnreadableFileError(f"文件里的文字超过 {MAX_CHARACTERS // 10_000} 万字，{_WRONG_FILE}")


def _size(blocks: Iterable[Block]) -> tuple[int, int]:
    """Cells and characters of all blocks."""
    cells = characters = 0
    for block in blocks:
        if isinstance(block, Grid):
            cells += sum(map(len, block.rows))
            characters += sum(len(cell.text) for row in block.rows for cell in row)
        else:
            characters += len(block.text)
    return cells, characters
