"""Telling pages saved from websites, and XML of Word, from plain text by their first characters."""

import re
from typing import Literal

from nianbao.documents.encoding import looks_like_utf16
from nianbao.report.patterns import regex

HEAD = 4096
MARKUP_ENOUGH = 5
"""So many tags of these make a page of a text that begins without one."""

_MHT = regex(rb"^(?:[\w-]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)*MIME-Version:", re.IGNORECASE)
_MHT_BODY = regex(rb"^Content-Type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_OPENING = regex(
    r"<(?:!doctype\s+html|!--|!\[if|(?:html|head|body|meta|title|link|style|script|div|p|span|table|tbody|tr|td|center|font|h[1-6]"
    r"|section|article|main|ul|ol|br|b|strong|a|img|base|frameset|form|o:p)\b)",
    re.IGNORECASE,
)
_TAG = regex(r"</(?:td|p|div|span|table|tr|h[1-6])\s*>", re.IGNORECASE)
_PAGE = regex(r"<(?:html|body|head|table)\b", re.IGNORECASE)
_PROLOGUE = regex(r"\s*<\?xml\b", re.IGNORECASE)
_PAGE_ROOT = regex(r"<html\b", re.IGNORECASE)
_MARKDOWN_NAMES = (".md", ".markdown", ".txt")
_PAGE_NAMES = (".html", ".htm", ".xhtml", ".shtml")


def detect_markup(data: bytes, name: str) -> Literal["html", "mht", "xml"] | None:
    """``mht`` for a web archive, ``xml``, ``html`` for a page or a piece of one; None for everything else."""
    start = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _MHT.match(start) and _MHT_BODY.search(start):
        return "mht"
    head = _readable(data)
    if _PROLOGUE.match(head):
        return "html" if _PAGE_ROOT.search(head) else "xml"
    ending = name.lower()
    text = head.lstrip("\ufeff\xef\xbb\xbf \t\r\n")
    if _OPENING.match(text):
        if not ending.endswith(_MARKDOWN_NAMES):
            return "html"
        return "html" if _PAGE.search(text) else None
    if ending.endswith(_PAGE_NAMES) or len(_TAG.findall(head)) >= MARKUP_ENOUGH:
        return "html" if "<" in head else None
    return None


def _readable(data: bytes) -> str:
    """The first characters, good enough to see tags in them."""
    if not looks_like_utf16(data):
        return data[:HEAD].decode("latin-1")
    little = data[:2] == b"\xff\xfe" or (data[:2] != b"\xfe\xff" and data[1:2] == b"\x00")
    return data[: 2 * HEAD].decode("utf-16-le" if little else "utf-16-be", errors="replace").lstrip("\ufeff")
