"""The parts of a report: what stands before its first heading, and each section under its heading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nianbao.documents.recognise.headings import section_heading, unknown_heading
from nianbao.documents.recognise.renamed import is_answer, is_other_wording, may_be_title_of
from nianbao.documents.recognise.tables import divide
from nianbao.documents.stream import Block, Paragraph
from nianbao.report.label_words import is_label
from nianbao.report.layout import SECTION_KEYS, SectionKey
from nianbao.report.model import Heading, Section
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.report.text import collapse, squeeze

CONTENTS_RUN = 3
"""So many headings with nothing between them are a table of contents, not sections."""
FEWEST_SUB_HEADINGS = 2
"""So many paragraphs numbered （一）（二） before section two are section one, its heading left out."""
ROWS_OF_TABLE_THREE = 4
"""一、本年新收 … 四、结转下年度: 六、其他 is no row of it, though 其他 is one."""
_FIGURES_BEHIND = regex(r"[\s/|]+[\d/].*$")
_SUB_HEADING = regex(r"^\(([一二三四五六七八九])\)")


@dataclass
class Part:
    """A heading with the blocks under it; the part before the first heading has neither key nor heading.

    ``key`` without a ``heading`` that says so: a section under another name, or section one under none.
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
    return _with_renamed(_without_contents(parts))


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


def _with_renamed(parts: list[Part]) -> list[Part]:
    """Sections under another name (一、工作情况, 六、其他) out of the parts in which they stand, and section one under none."""
    known = _keys(parts)
    if len(known) == len(SECTION_KEYS):
        return parts
    found: list[Part] = []
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        found += _apart(part, _missing_between(part, following, known))
    front, rest = found[0], found[1:]
    if rest and "overview" not in _keys(rest) and (first := _unnamed(front.blocks)) is not None:
        return [Part(None, None, front.blocks[:first]), Part("overview", None, front.blocks[first:]), *rest]
    return found


def _missing_between(part: Part, following: Part | None, known: set[SectionKey]) -> list[SectionKey]:
    """The sections that are nowhere, and whose place is between two parts that follow each other."""
    if part.key is None and following is None:
        return []
    first = 0 if part.key is None else SECTION_KEYS.index(part.key) + 1
    last = len(SECTION_KEYS) if following is None or following.key is None else SECTION_KEYS.index(following.key)
    return [key for key in SECTION_KEYS[first:last] if key not in known]


def _apart(part: Part, missing: Sequence[SectionKey]) -> list[Part]:
    """A part divided at the headings of no official title that have the ordinals of missing sections."""
    divided: list[Part] = [part]
    for at, heading in _in_their_place(part, missing):
        key = SECTION_KEYS[(heading.ordinal or 0) - 1]
        named = heading._replace(key=key) if is_other_wording(key, heading.title) else heading
        under = part.blocks[at:] if is_answer(heading.title) else part.blocks[at + 1 :]
        last = divided[-1]
        divided[-1] = Part(last.key, last.heading, last.blocks[: len(last.blocks) - len(part.blocks) + at])
        divided.append(Part(key, named, under))
    return divided


def _in_their_place(part: Part, missing: Sequence[SectionKey]) -> list[tuple[int, Heading]]:
    """Headings that go on with the count of the sections, and where they stand; not those of a list that counts for
    itself (一、二、三、 …) and comes to the same number, nor one that names what another section is about.

    Of the front, where a table of contents may stand above, the last run that begins with section one, if it is whole:
    with some of them missing, nobody knows what stands under which.
    """
    met = [
        (at, heading)
        for at, block in enumerate(part.blocks)
        if isinstance(block, Paragraph) and (heading := _unknown_heading(block) or _numbered_by_word(block, missing))
    ]
    if part.key is None:
        ones = [i for i, (_, heading) in enumerate(met) if heading.ordinal == 1]
        met = met[ones[-1] :] if ones and met[ones[-1]][0] + 1 < len(part.blocks) else []
    taken: list[tuple[int, Heading]] = []
    last_taken, before = 0, 0
    for at, heading in met:
        ordinal = heading.ordinal or 0
        key = next((key for key in missing if SECTION_KEYS.index(key) + 1 == ordinal), None)
        counts_for_itself = ordinal == before + 1 and before != last_taken
        before = ordinal
        if key and ordinal > last_taken and not counts_for_itself and may_be_title_of(key, heading.title):
            last_taken = ordinal
            taken.append((at, heading))
    return taken if part.key is not None or len(taken) == len(missing) else []


def _numbered_by_word(paragraph: Paragraph, missing: Sequence[SectionKey]) -> Heading | None:
    """其他 with a number that Word put before it, which the file does not say."""
    title = collapse(paragraph.text)
    if not paragraph.auto_numbered:
        return None
    key = next((k for k in missing if k in ("problems", "other") and is_other_wording(k, squeeze(title))), None)
    return Heading(None, title, SECTION_KEYS.index(key) + 1, "auto", title) if key else None


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
            unknown = _unknown_heading(block) if isinstance(block, Paragraph) else None
            if unknown and (part.heading is None or unknown.raw != part.heading.raw):
                yield unknown


def _unknown_heading(paragraph: Paragraph) -> Heading | None:
    """A heading of no official title; 三、本年度办理结果 and the like, printed outside table three, alone or with their
    figures, are none."""
    heading = unknown_heading(paragraph)
    if heading is None:
        return None
    of_table = (heading.ordinal or 0) <= ROWS_OF_TABLE_THREE and is_label(_FIGURES_BEHIND.sub("", paragraph.text))
    return None if of_table else heading


def _lines(blocks: list[Block]) -> list[str]:
    """Prose of a part: paragraphs, and the words of grids that are no official table."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.extend(line.strip() for line in block.text.split("\n") if line.strip())
        elif not divide(block):
            lines.extend(text for row in block.rows if (text := " ".join(c.text for c in row if c.text)))
    return lines
