"""Files ⇄ ``Report``. ``read`` is the one way in, whatever the format; it never writes to the source."""

from pathlib import Path

from nianbao.documents.build import build_report
from nianbao.documents.formats import detect_format, reader_of
from nianbao.documents.limits import MAX_FILE_BYTES, check_file_size, check_stream
from nianbao.documents.recognise.register_head import IS_REGISTER, looks_like_register
from nianbao.documents.stream import UnreadableFileError
from nianbao.report.files import FileError, read_whole
from nianbao.report.model import Report
from nianbao.report.text import is_decodable, printable

__all__ = ["UnreadableFileError", "load", "read"]


def read(source: str | Path | bytes, name: str = "") -> Report:
    """Read one report from a file or from memory; the format is told by content, not by the name's ending.

    ``name`` is the file's name for messages, and for the year where the text is silent.
    Raises ``UnreadableFileError`` with one Chinese sentence when it cannot be read.
    """
    if isinstance(source, bytes):
        data = source
    else:
        path = Path(source)
        data, name = load(path), printable(name or path.name)
    check_file_size(len(data), name)
    if not data.strip():
        raise UnreadableFileError(f"文件 {name} 是空的。")
    stream = reader_of(detect_format(data, name))(data)
    check_stream(stream)
    if looks_like_register(stream.blocks):
        raise UnreadableFileError(IS_REGISTER.format(name=name or "文件"))
    return build_report(stream, name)


def load(path: Path) -> bytes:
    """The bytes of a file, within the limit. Raises ``UnreadableFileError`` with one Chinese sentence."""
    if not is_decodable(path.name):
        raise UnreadableFileError(f"文件名 {printable(path.name)} 里有认不出的字符，没有读取；请改名后再试。")
    try:
        return read_whole(path, MAX_FILE_BYTES)
    except FileError as error:
        raise UnreadableFileError(str(error)) from error
