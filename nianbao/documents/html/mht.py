"""Web archives (.mht, .mhtml): one page with all its parts in a MIME message, as browsers, Word and WPS save it."""

import email
import email.policy
import html
import re
from collections.abc import Sequence
from email.message import Message
from typing import NamedTuple

from nianbao.documents.encoding import Decoded, decode
from nianbao.documents.html.source import read_page
from nianbao.documents.limits import check_archive
from nianbao.documents.stream import Stream, UnreadableFileError
from nianbao.report.patterns import regex

MAX_PARTS = 2_000
MAX_FRAMES = 3
"""Frames in frames."""
MAX_HEADER = 10_000
"""Bytes of what a part says of its kind; the library takes long for longer ones."""
_CONTENT_TYPE = regex(rb"(?:^|[\r\n])content-type:[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*", re.IGNORECASE)
_FRAME = regex(
    r"""<iframe\b[^<>]{0,2000}?\bsrc\s*=\s*(["'])([^"'<>]{1,2000})\1[^<>]*>(?:\s*</iframe\s*>)?""", re.IGNORECASE
)
BROKEN = "这个网页存档（.mht）已损坏，无法读取，请在浏览器中重新保存，或另存为 .html、.docx 再试。"
_REPORT_WORDS = ("申请人情况", "自然人", "第二十条", "结果维持", "总体情况", "政府信息公开")


def read_mht(data: bytes) -> Stream:
    """The stream of the page in a web archive. Pictures and style sheets in it are not looked at.

    An archive may hold several pages (frames, Word's headers): the one that reads most like a report is taken, with
    what stands around its frame.
    Raises ``UnreadableFileError`` when none is in it, or as ``read_html`` does.
    """
    check_archive(data)
    if any(len(header[0]) > MAX_HEADER for header in _CONTENT_TYPE.finditer(data)):
        raise UnreadableFileError(BROKEN)
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        pages = [(part, page) for part in _parts(message) if (page := _content(part))]
    except (RecursionError, LookupError, ValueError, AttributeError, TypeError) as error:
        raise UnreadableFileError(BROKEN) from error
    if not pages:
        raise UnreadableFileError(BROKEN)
    texts = _decoded(pages)
    best = max(texts, key=lambda page: sum(page.decoded.text.count(word) for word in _REPORT_WORDS))
    return read_page(_in_its_frames(best, texts), best.decoded.notices)


class _Page(NamedTuple):
    """A page of an archive as text, with the addresses by which frames of the others name it."""

    addresses: frozenset[str]
    decoded: Decoded


def _decoded(pages: list[tuple[Message, bytes]]) -> list[_Page]:
    """The pages as text; one that cannot be decoded matters only where no other can."""
    texts = []
    for part, page in pages:
        try:
            texts.append(_Page(_addresses(part), decode(page)))
        except UnreadableFileError as error:
            undecodable = error
    if not texts:
        raise undecodable
    return texts


def _addresses(part: Message) -> frozenset[str]:
    identifier = str(part.get("Content-ID", "")).strip().strip("<>")
    location = str(part.get("Content-Location", "")).strip()
    return frozenset({f"cid:{identifier}" if identifier else "", location} - {""})


def _in_its_frames(page: _Page, pages: Sequence[_Page]) -> str:
    """The text of a page set where another page frames it: the title often stands on the outer one."""
    text = page.decoded.text
    inside = [page]
    for _ in range(MAX_FRAMES):
        for outer in pages:
            frame = None if outer in inside else _frame_of(outer.decoded.text, inside[-1].addresses)
            if frame is not None:
                text = f"{outer.decoded.text[: frame.start()]}<div>{text}</div>{outer.decoded.text[frame.end() :]}"
                inside.append(outer)
                break
        else:
            break
    return text


def _frame_of(text: str, addresses: frozenset[str]) -> re.Match[str] | None:
    return next((frame for frame in _FRAME.finditer(text) if html.unescape(frame[2]).strip() in addresses), None)


def _parts(message: Message) -> list[Message]:
    """The pages of an archive; XHTML counts."""
    parts = []
    for number, part in enumerate(message.walk()):
        if number > MAX_PARTS:
            raise UnreadableFileError("这个网页存档里的部分过多，已停止读取。")
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            parts.append(part)
    return parts


def _content(part: Message) -> bytes:
    """The bytes of a part, its quoted-printable or base64 undone."""
    payload = part.get_payload(decode=True)
    return payload.strip() if isinstance(payload, bytes) else b""
