"""Lines that are a page number or a running foot, in every format that prints pages."""

from nianbao.report.patterns import regex
from nianbao.report.text import fold

_PAGE_NUMBER = regex(r"^\s*(?:[-—–]+\s*\d{1,3}\s*[-—–]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)\s*$")


def is_page_number(text: str) -> bool:
    """- 4 -, 第4页 共6页: marked as page numbers; a bare 4 is not, for it may be a figure."""
    return _PAGE_NUMBER.match(fold(text)) is not None
