"""Plain text and Markdown: the flavours in which reports are passed around are listed in ``flavours``."""

from collections.abc import Iterator

from nianbao.documents.encoding import decode
from nianbao.documents.limits import check_text
from nianbao.documents.recognise.radicals import fold_radicals
from nianbao.documents.recovery.protocol import recovered
from nianbao.documents.stream import Block, Stream
from nianbao.documents.text.edges import without_edges
from nianbao.documents.text.flavours import FLAVOURS
from nianbao.documents.text.html import split_tables
from nianbao.documents.text.lines import without_drawing, without_page_lines
from nianbao.documents.text.lone_pipes import with_pipes_behind
from nianbao.documents.text.markdown import plain_line
from nianbao.documents.text.torn import with_torn_labels_joined
from nianbao.documents.text.wrapping import join_wrapped

MAX_FRONT_MATTER = 40


def read_text(data: bytes) -> Stream:
    """Stream of a .txt or .md file, in any of the encodings of ``encoding.decode``."""
    check_text(data)
    decoded = decode(data)
    text = fold_radicals(decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    blocks: list[Block] = []
    for piece in split_tables(text):
        if isinstance(piece, str):
            lines = piece.split("\n")
            blocks += _read_lines(lines if blocks else _without_front_matter(lines))
        else:
            blocks += piece
    return Stream(tuple(blocks), decoded.notices)


def _read_lines(printed: list[str]) -> Iterator[Block]:
    plain = without_edges([plain_line(line) for line in without_drawing(printed)])
    lines = with_torn_labels_joined(with_pipes_behind(join_wrapped(without_page_lines(plain))))
    return recovered(len(lines), [flavour(lines) for flavour in FLAVOURS])


def _without_front_matter(lines: list[str]) -> list[str]:
    """A Markdown file may open with a block of ``key: value`` lines about itself."""
    if not lines or lines[0].strip() != "---":
        return lines
    end = next((n for n, line in enumerate(lines[1:MAX_FRONT_MATTER], start=1) if line.strip() == "---"), None)
    return lines if end is None else lines[end + 1 :]
