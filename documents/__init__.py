"""Files ⇄ ``Report``. ``read`` is the one way in, whatever the format; it never writes to the source."""

from collections.abc import Callable
from pathlib import Path

from documents.build import build_report
from documents.stream import Block, UnreadableFileError
from report.model import Report

__all__ = ["MAX_FILE_BYTES", "UnreadableFileError", "read", "read_bytes"]

MAX_FILE_BYTES = 50 * 1024 * 1024


def read(path: str | Path) -> Report:
    """Read one report file. Raises ``UnreadableFileError`` with one Chinese sentence when it cannot be read."""
    path = Path(path)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnreadableFileError(f"{path.name} 是文件夹，请指定一个文件。")
        if size > MAX_FILE_BYTES:
            raise UnreadableFileError(f"文件 {path.name} 超过 {MAX_FILE_BYTES // 1024 // 1024} MB，已停止读取。")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFileError(f"找不到文件：{path}") from error
    except OSError as error:
        raise UnreadableFileError(f"无法打开文件：{path}") from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Report:
    """Read one report from memory; the format is told by content, the name only helps where the text is silent."""
    if not data.strip():
        raise UnreadableFileError(f"文件 {name} 是空的。")
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFileError(f"文件 {name} 超过 {MAX_FILE_BYTES // 1024 // 1024} MB，已停止读取。")
    return build_report(_reader(data, name)(data), name)


def _reader(data: bytes, name: str) -> Callable[[bytes], list[Block]]:
    """The reader for this content. Readers are imported when needed: a text needs no XML library."""
    if data.startswith(b"PK\x03\x04"):
        from documents.docx_source import read_docx

        return read_docx
    if data.startswith((b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")) or (
        b"\x00" in data[:2048] and data[:2] not in (b"\xff\xfe", b"\xfe\xff")
    ):
        raise UnreadableFileError(f"暂不能读取 {name} 的格式，请在 Word 或 WPS 中另存为 .docx 再试。")
    from documents.text_source import read_text

    return read_text
