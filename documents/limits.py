"""How much of a file is read. Every limit says so in one Chinese sentence; nothing is cut off in silence."""

from documents.stream import UnreadableFileError

MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
"""All parts of a packed file (docx, xlsx) together."""
MAX_PART_BYTES = 80 * 1024 * 1024
"""One part of a packed file."""
MAX_PARTS = 5_000
MAX_PAGES = 200
MAX_CELLS = 200_000
"""Table cells of one file; an annual report has about three hundred."""
MAX_BLOCKS = 100_000
"""Paragraphs and tables of one file."""
SECONDS_PER_FILE = 60
"""Readers that run in a process of their own (PDF, LibreOffice, OCR apart) are stopped after this."""


def check_file_size(size: int, name: str) -> None:
    """Raises ``UnreadableFileError`` for a file above ``MAX_FILE_BYTES``."""
    if size > MAX_FILE_BYTES:
        raise UnreadableFileError(f"文件 {name} 超过 {MAX_FILE_BYTES // 1024 // 1024} MB，已停止读取。")
