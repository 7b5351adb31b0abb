"""What is no table: a line is a paragraph; rules drawn with characters and empty lines are nothing."""

from collections.abc import Sequence

from nianbao.documents.recovery.protocol import Candidate
from nianbao.documents.stream import Paragraph
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

MAX_RULE = 500
"""Characters of a line drawn with characters."""
_ARTEFACT = regex(r"\[bookmark:[^\[\]]*\]")
_RULE = regex(r"^(?:[-=_*~—–\s]{3,}|([-=_*~])\1{3,}[^-=_*~]*\1{4,})$")
_MARKDOWN_HEADING = regex(r"^(#{1,6})\s+(.*)$")


class Prose:
    """Takes any line."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def at(self, position: int) -> Candidate:
        paragraph = _paragraph(self._lines[position])
        return Candidate((paragraph,) if paragraph else (), position + 1)


def _paragraph(line: str) -> Paragraph | None:
    text = _ARTEFACT.sub("", line).strip()
    if not squeeze(text) or (len(text) <= MAX_RULE and _RULE.match(text)):
        return None
    if heading := _MARKDOWN_HEADING.match(text):
        return Paragraph(heading[2].rstrip("#").rstrip(), level=len(heading[1]))
    return Paragraph(text)
