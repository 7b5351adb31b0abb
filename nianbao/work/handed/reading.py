"""Files read once: a conversation asks for the same file again and again, and some take many seconds to read."""

import hashlib
import threading
from collections import OrderedDict

from nianbao.documents import UnreadableFileError, read
from nianbao.documents.formats import Format, detect_format
from nianbao.report.errors import UserError
from nianbao.report.model import Report

KEPT = 64
"""Reports in memory; an annual report is some hundred kilobytes."""
SLOW: dict[Format, str] = {
    "doc": "由 LibreOffice 转换，约需数秒",
    "rtf": "由 LibreOffice 转换，约需数秒",
    "odt": "由 LibreOffice 转换，约需数秒",
    "xls": "由 LibreOffice 转换，约需数秒",
    "ods": "由 LibreOffice 转换，约需数秒",
    "pdf": "扫描页要逐页识别文字，每页可能需要十几秒",
    "picture": "要识别图片里的文字，可能需要十几秒",
}
"""What takes more than two seconds, and why."""

_outcomes: "OrderedDict[tuple[str, str], Report | UnreadableFileError]" = OrderedDict()
_lock = threading.Lock()


def read_once(content: bytes, name: str) -> Report:
    """``documents.read`` for a file in memory, remembered with its failure. Raises ``UnreadableFileError``."""
    key = file_hash(content), name
    with _lock:
        outcome = _outcomes.get(key)
        if outcome is not None:
            _outcomes.move_to_end(key)
    if outcome is None:
        outcome = _read(content, name)
        with _lock:
            _outcomes[key] = outcome
            while len(_outcomes) > KEPT:
                _outcomes.popitem(last=False)
    if isinstance(outcome, UnreadableFileError):
        raise UnreadableFileError(str(outcome))
    return outcome


def read_named(name: str, content: bytes) -> Report:
    """As ``read_once``; what is wrong is said with the name of the file. Raises ``UserError``."""
    try:
        return read_once(content, name)
    except UserError as error:
        raise UserError(str(error) if name in str(error) else f"{name}：{error}") from error


def why_slow(content: bytes, name: str) -> str:
    """What takes time with this file, in Chinese; empty when nothing does or it has been read already."""
    with _lock:
        if (file_hash(content), name) in _outcomes:
            return ""
    try:
        return SLOW.get(detect_format(content, name), "")
    except UnreadableFileError:
        return ""


def file_hash(content: bytes) -> str:
    """sha256, by which a file is known again."""
    return hashlib.sha256(content).hexdigest()


def is_docx(content: bytes, name: str) -> bool:
    """True for a Word file that can be given back with comments."""
    try:
        return detect_format(content, name) == "docx"
    except UnreadableFileError:
        return False


def _read(content: bytes, name: str) -> Report | UnreadableFileError:
    try:
        return read(content, name)
    except UnreadableFileError as error:
        return error
