"""The parts of a report: what stands before its first heading, and each section under its heading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nianbao.documents.recognise.headings import section_heading, unknown_heading
from nianbao.documents.recognise.tables import divide
from nianbao.documents.stream import Block, Paragraph
from nianbao.report.label_words import is_label
from nianbao.report.layout import SectionKey
from nianbao.report.model import Heading, Section
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

CONTENTS_RUN = 3
"""So many headings with nothing between them are a table of contents, not sections."""
FEWEST_SUB_HEADINGS = 2
"""So many paragraphs numbered （一）（二） before section two are section one, its heading left out."""
_FIGURES_BEHIND = regex(r"[\s/|]+[\d/].*$")
_SUB_HEADING = regex(r"^\(([一二三四五六七八九])\)")


@dataclass
class Part:
    """A heading with the blocks under it; the part before the first heading has neither key nor heading.

    ``key`` without a ``heading`` that says so: section one under another name, or under none.
    """

    key: SectionKey | None
    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)


def parts_of(blocks: Sequence[Block]) -> list[Part]:
    """The front of the file and its sections, in printed order, without a table of contents."""
    parts = [Part(None, None)]
    for block in blocks:
        heading = section_heading(block) if isinstance(block, Paragraph) else None
        if heading is None:
            parts[-1].blocks.append(block)
        else:
            parts.append(Part(heading.key, heading))
    return _with_overview(_without_contents(parts))


def _without_contents(parts: list[Part]) -> list[Part]:
    """Drop a leading run of bare headings that come again later with text under them (a table of contents)."""
    run = 1
    while run < len(parts) and not parts[run].blocks:
        run += 1
    listed = _keys(parts[1:run])
    again = _keys(parts[run:])
    if len(listed) < CONTENTS_RUN or not listed <= again:
        return parts
    if run < len(parts) and not _keys([parts[run]]) <= listed:
        # The last entry of the contents has swallowed what stands between them and the first section.
        return [Part(None, None, parts[0].blocks + parts[run].blocks), *parts[run + 1 :]]
    return [parts[0], *parts[run:]]


def _with_overview(parts: list[Part]) -> list[Part]:
    """Section one out of the front, where it stands there under another name (一、工作情况) or under none."""
    front, rest = parts[0], parts[1:]
    if not rest or "overview" in _keys(rest):
        return parts
    if renamed := _renamed(front.blocks):
        at, heading = renamed
        return [Part(None, None, front.blocks[:at]), Part("overview", heading, front.blocks[at + 1 :]), *rest]
    if (first := _unnamed(front.blocks)) is not None:
        return [Part(None, None, front.blocks[:first]), Part("overview", None, front.blocks[first:]), *rest]
    return parts


def _renamed(front: Sequence[Block]) -> tuple[int, Heading] | None:
    """A heading 一、 of no official title with something and no other heading below it, and where it stands."""
    met = [
        (at, heading)
        for at, block in enumerate(front)
        if isinstance(block, Paragraph) and (heading := unknown_heading(block)) and not _is_table_label(block)
    ]
    return met[-1] if met and met[-1][1].ordinal == 1 and met[-1][0] + 1 < len(front) else None


def _unnamed(front: Sequence[Block]) -> int | None:
    """Where the first of several paragraphs stands that are numbered （一）（二）."""
    first: int | None = None
    wanted = 1
    for at, block in enumerate(front):
        match = _SUB_HEADING.match(squeeze(block.text)) if isinstance(block, Paragraph) else None
        if match and chinese_to_int(match[1]) == wanted:
            first = at if first is None else first
            wanted += 1
    return first if wanted > FEWEST_SUB_HEADINGS else None


def by_section(parts: list[Part]) -> Iterator[tuple[SectionKey | None, list[Block]]]:
    """The blocks of each part with the section they stand in."""
    for part in parts:
        yield part.key, part.blocks


def _keys(parts: list[Part]) -> set[SectionKey]:
    return {p.key for p in parts if p.key}


def sections_of(parts: list[Part]) -> tuple[Section, ...]:
    """Sections in printed order; a heading printed twice is one section with both texts."""
    merged: dict[SectionKey, tuple[Heading | None, list[str]]] = {}
    for part in parts:
        if part.key is not None:
            _, lines = merged.setdefault(part.key, (part.heading, []))
            lines.extend(_lines(part.blocks))
    return tuple(
        Section(key, heading, heading.title if heading else "", "\n".join(lines))
        for key, (heading, lines) in merged.items()
    )


def headings_of(parts: list[Part]) -> Iterator[Heading]:
    """Top-level headings in printed order, those of no official title among them."""
    for part in parts:
        if part.heading:
            yield part.heading
        for block in part.blocks:
            if isinstance(block, Paragraph) and (unknown := unknown_heading(block)) and not _is_table_label(block):
                yield unknown


def _is_table_label(paragraph: Paragraph) -> bool:
    """True for 三、本年度办理结果 and the like, printed outside its table, alone or with its figures."""
    return is_label(_FIGURES_BEHIND.sub("", paragraph.text))


def _lines(blocks: list[Block]) -> list[str]:
    """Prose of a part: paragraphs, and the words of grids that are no official table."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.extend(line.strip() for line in block.text.split("\n") if line.strip())
        elif not divide(block):
            lines.extend(text for row in block.rows if (text := " ".join(c.text for c in row if c.text)))
    return lines
