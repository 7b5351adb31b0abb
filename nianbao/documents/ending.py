"""A file that stops in the middle of a report: where, so that nobody is blamed for what would have stood behind.

An agency that leaves out a section ends its report all the same: with a signature, with section six, or with a whole
section before it. A file that stops does so within a sentence or a table, or with several sections to come.
"""

from collections.abc import Mapping, Sequence

from nianbao.documents.parts import Part, headings_of
from nianbao.documents.recognise.tables import divide
from nianbao.documents.stream import Block, Grid, Paragraph
from nianbao.report.cells import CellKind
from nianbao.report.label_words import begins_label, is_label, table_of
from nianbao.report.layout import SECTION_KEYS, SECTIONS, Layout, SectionKey, TableKey
from nianbao.report.model import EndsIn, Notice, Table
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

SIGNATURE_LINES = 4
"""A date stands among so many last lines, where a report is signed."""
FEWEST_LEFT = 2
"""So many sections are to come where a file stops between two sentences."""
FEWEST_ROWS = 2
"""A grid of one row is not made shorter."""
_LETTER = regex(r"[^\W\d_]")
_DATE = regex(r"^20\d\d年\d{1,2}月\d{1,2}日$")
_WHOLE = regex(r"[。！？!?;；…:：][”’」』）)\]]*$")


def where_it_ends(
    parts: Sequence[Part], tables: Mapping[TableKey, Table | None], unread_in: Sequence[SectionKey]
) -> EndsIn | None:
    """The section, table and row in which the file stops; None for one that does not stop in the middle.

    ``unread_in``: sections in which something stands that was not read; their end is not known.
    """
    last, left = parts[-1], _to_come(parts)
    if last.key is None or last.key in unread_in or not left:
        return None
    if _holds_other_headings(last) or _has_a_name_of_its_own(last):
        return None
    blocks = _without_foot(last.blocks)
    if not blocks:
        return EndsIn(last.key)
    key = _table_at_end(blocks)
    if key is not None and not _is_whole(tables[key]):
        return EndsIn(last.key, key, _last_row(tables[key]))
    if _is_signed(blocks):
        return None
    if isinstance(final := blocks[-1], Paragraph) and key is None:
        if not _WHOLE.search(final.text.rstrip()):
            return EndsIn(last.key)
        if any(isinstance(block, Grid) and divide(block) for block in blocks):
            return None  # prose behind the table of a section: what belongs to the next ones, perhaps, under no heading
    return EndsIn(last.key) if len(left) >= FEWEST_LEFT else None


def _has_a_name_of_its_own(part: Part) -> bool:
    """A section known by its place alone: its author counts in his own way, and may have ended in it."""
    return part.heading is not None and part.heading.key is None


def notice_of(end: EndsIn | None, layout: Layout) -> tuple[Notice, ...]:
    """One sentence that says where the file stops."""
    if end is None:
        return ()
    place = "、".join(f"“{s.ordinal}、{s.title}”" for s in SECTIONS if s.key == end.section)
    if end.table is not None:
        table = layout.tables[end.table]
        place = table.name if end.row is None else f"{table.name}“{table.rows[end.row].full_label}”一行"
    return (Notice("cut", f"文件在{place}处结束，其后没有内容，未作判断，请用完整的文件重新审核。"),)


def without_torn_row(
    end: EndsIn, blocks: Sequence[Block], tables: Mapping[TableKey, Table | None]
) -> list[Block] | None:
    """The blocks without the last row of a table, where the file stops within it: nobody knows what it would have held.

    None where it stops elsewhere, or behind a whole row.
    """
    left = _without_foot(blocks)
    if end.table is None or not left:
        return None
    if isinstance(grid := left[-1], Paragraph):
        return list(left[:-1])  # the label of a row whose figures are cut off
    if len(grid.rows) < FEWEST_ROWS:
        return None
    if (table := tables[end.table]) is not None and not _is_blank_at_end(table):
        return None
    return [*left[:-1], grid._replace(rows=grid.rows[:-1])]


def _to_come(parts: Sequence[Part]) -> Sequence[SectionKey]:
    """The sections behind the last of those that are there."""
    present = [SECTION_KEYS.index(part.key) for part in parts if part.key is not None]
    return SECTION_KEYS[max(present) + 1 :] if present else ()


def _holds_other_headings(part: Part) -> bool:
    """True where a heading of no known title stands: the report goes on in a way of its own."""
    return any(heading is not part.heading for heading in headings_of([part]))


def _without_foot(blocks: Sequence[Block]) -> Sequence[Block]:
    """Without the page number, or lone figures, that stand last."""
    end = len(blocks)
    while end and isinstance(block := blocks[end - 1], Paragraph) and not _LETTER.search(block.text):
        end -= 1
    return blocks[:end]


def _table_at_end(blocks: Sequence[Block]) -> TableKey | None:
    """The official table that the last block is, or is a label of, whole or begun."""
    final = blocks[-1]
    if isinstance(final, Grid):
        pieces = divide(final)
        return pieces[-1][0] if pieces else table_of({c.text for row in final.rows for c in row if c.text})
    if is_label(final.text):
        return table_of({final.text})
    begun = len(blocks) > 1 and "。" not in final.text and begins_label(final.text)
    return _table_at_end(blocks[:-1]) if begun else None


def _is_whole(table: Table | None) -> bool:
    return table is not None and set(table.addresses()) <= table.cells.keys() and not _is_blank_at_end(table)


def _is_blank_at_end(table: Table) -> bool:
    """True where the last row is blank and others are not, or there are none: its label stands there, its figures are cut off."""
    filled = {row for (row, _), cell in table.cells.items() if cell.kind is not CellKind.BLANK}
    others = bool(filled) or sum(map(table.has_row, table.rows())) == 1
    return others and _last_row(table) not in filled


def _last_row(table: Table | None) -> str | None:
    return None if table is None else next((row for row in reversed(table.rows()) if table.has_row(row)), None)


def _is_signed(blocks: Sequence[Block]) -> bool:
    texts = [squeeze(b.text) for b in blocks[-SIGNATURE_LINES:] if isinstance(b, Paragraph)]
    return any(_DATE.match(text) for text in texts)
