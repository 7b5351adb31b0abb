"""Bytes to text, for plain text and web pages alike. What a page says of its own encoding is often wrong;
what its bytes can be read as is not."""

import codecs
from functools import lru_cache
from typing import NamedTuple

from nianbao.documents.stream import UnreadableFileError
from nianbao.report.model import Notice
from nianbao.report.patterns import regex

UNKNOWN = "文字编码无法识别（读出来是乱码），请将文件另存为 UTF-8 编码或 .docx 后重试。"
SAMPLE = 500
"""So many characters, taken evenly over the file, are looked at to tell Chinese prose from mojibake."""
ENOUGH = 40
"""Fewer characters beyond ASCII than this prove nothing."""
CHINESE_SHARE = 0.7
"""In Chinese prose at least this share of them are everyday characters; in UTF-8 read as GBK it is under a half."""
LONGEST_LINE = 4096
"""Bytes in which a text has a line break or an ASCII digit, at the least."""
BROKEN_SHARE = 0.005
"""A file may hold so many broken characters (titles cut by the byte) among those beyond ASCII."""

_CONTROL = regex(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ASCII = regex(r"[\x00-\x7f]+")
_EVERYDAY_SIGN = regex("[\xa0·×÷\u2010-\u203b\u2100-\u216b\u2460-\u249b\u25a0-\u25cf\u3000-\u301f\uff00-\uff5e]")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Decoded(NamedTuple):
    """The text of a file. ``broken`` characters could not be decoded and stand as U+FFFD."""

    text: str
    broken: int = 0

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the reader must be told of the decoding."""
        if not self.broken:
            return ()
        message = f"文件里有{self.broken}处文字已损坏，读成了“\ufffd”，请对照原文核对。"
        return (Notice("repaired", message),)


def decode(data: bytes) -> Decoded:
    """Text of bytes in UTF-8, UTF-16, UTF-32 or GB18030 (with GBK and GB2312).

    Bytes that are valid UTF-8 are UTF-8 whatever the page says. Raises ``UnreadableFileError`` rather than
    give out mojibake.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, errors="replace"))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if utf16 := _unmarked_utf16(data):
        return _checked(data.decode(utf16, errors="replace"))
    candidates = [data.decode(encoding, errors="replace") for encoding in ("gb18030", "utf-8")]
    plausible = [text for text in candidates if _is_chinese(text)]
    if not plausible:
        raise UnreadableFileError(UNKNOWN)
    best = min(plausible, key=lambda text: text.count("\ufffd"))
    return _checked(best)


def looks_like_utf16(data: bytes) -> bool:
    """True for UTF-16 with or without a byte order mark."""
    return data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or _unmarked_utf16(data) is not None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows by the zero bytes of its markup: every other one, hardly any on the other side.

    Chinese prose has few: it shows by being Chinese prose.
    """
    head = data[:512]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) <= len(head) // 8 or min(even, odd) > max(even, odd) // 4:
        return next((e for e in ("utf-16-le", "utf-16-be") if _is_prose_in(data, e)), None)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return None if _CONTROL.search(head.decode(encoding, errors="replace")) else encoding


def _is_prose_in(data: bytes, encoding: str) -> bool:
    """True for the beginning of Chinese prose in an encoding in which its line breaks hold zero bytes."""
    if len(data) % 2 or b"\x00" not in data[:LONGEST_LINE]:
        return False
    text = data[:LONGEST_LINE].decode(encoding, errors="replace")
    if _CONTROL.search(text) or text.count("\ufffd") > 1:  # the cut may part a pair
        return False
    return len(_ASCII.sub("", text)) >= ENOUGH and _is_chinese(text)


def _checked(text: str) -> Decoded:
    broken = text.count("\ufffd")
    allowed = max(1, int(len(_ASCII.sub("", text)) * BROKEN_SHARE))
    if broken > allowed:
        raise UnreadableFileError(UNKNOWN)
    return Decoded(text, broken)


def _is_chinese(text: str) -> bool:
    """True unless most of the characters beyond ASCII are such as Chinese prose hardly uses."""
    beyond = _ASCII.sub("", text)
    if len(beyond) < ENOUGH:
        return True
    sample = beyond[:: max(1, len(beyond) // SAMPLE)]
    return sum(map(_is_everyday, sample)) >= len(sample) * CHINESE_SHARE


@lru_cache(maxsize=8192)
def _is_everyday(char: str) -> bool:
    """Punctuation, numbered signs, full-width forms, and the 3,755 characters of level one of GB 2312."""
    if "\u4e00" <= char <= "\u9fff":
        try:
            return "\xb0" <= char.encode("gb2312").decode("latin-1")[0] <= "\xd7"
        except UnicodeEncodeError:
            return False
    return _EVERYDAY_SIGN.match(char) is not None
