"""The walk over a page: its lines and grids in order, layout tables dissolved, what does not print left out."""

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from nianbao.documents.html.fields import figure_in
from nianbao.documents.html.lines import Item, Lines, clean
from nianbao.documents.html.lists import OpenList
from nianbao.documents.html.tables import ROW_GROUPS, OpenTable
from nianbao.documents.html.tree import Role, role
from nianbao.documents.limits import MAX_BLOCKS
from nianbao.documents.stream import UnreadableFileError

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_SPECIAL = frozenset({"a", "li", *_HEADINGS})
"""Elements that say more of their text than where it breaks."""
MAX_TABLE_DEPTH = 50
"""Tables in tables; pages laid out by tables have five or six."""


COMMENT_ANCHOR = "#_msocom"
"""Where the mark of a comment in a page of Word leads."""


class PageItems(NamedTuple):
    """Lines and grids of a page in printed order, and the outermost elements that were left out as hidden."""

    items: list[Item]
    hidden: list[etree._Element]


def page_items(root: etree._Element) -> list[Item]:
    """Lines and grids of a page, or of a part of one, in printed order.

    Raises ``UnreadableFileError`` for a page beyond the limits.
    """
    return walk_page(root).items


def walk_page(root: etree._Element) -> PageItems:
    """As ``page_items``, with what was left out."""
    walk = _Walk()
    return PageItems(walk.run(root), walk.hidden)


@dataclass(slots=True)
class _Walk:
    """Where the walk stands: the tables, lists and links that are open, and where text goes that is met now."""

    page: Lines = field(default_factory=Lines)
    lines: Lines = field(init=False)
    tables: list[OpenTable] = field(default_factory=list)
    lists: list[OpenList] = field(default_factory=list)
    links: int = 0
    preformatted: int = 0
    hidden: list[etree._Element] = field(default_factory=list)
    skip: bool = False
    """Whether all in the element just opened has been read."""

    def __post_init__(self) -> None:
        self.lines = self.page

    def run(self, root: etree._Element) -> list[Item]:
        walker = etree.iterwalk(root, events=("start", "end"))
        roles: list[Role] = []
        for event, element in walker:
            if event == "start":
                kind = self._open(element)
                roles.append(kind)
                if kind == "gone" or self.skip:
                    walker.skip_subtree()
                    self.skip = False
                elif text := element.text:
                    self._add(text, element)
                continue
            kind = roles.pop()
            if kind != "gone":
                self._close(element, kind)
            if tail := element.tail:
                self._add(tail, element.getparent())
        self.page.end_line()
        return self.page.items

    def _add(self, text: str, element: etree._Element) -> None:
        if not self.preformatted:
            self.lines.add(text, element, self.links > 0)
            return
        for number, part in enumerate(text.split("\n")):
            if number:
                self.lines.end_line()
            self.lines.add(part, element, self.links > 0)

    def _part(self, element: etree._Element, kind: Role) -> None:
        """A space at either end of a figure that stands apart in a cell: two figures must not become one."""
        if kind == "apart" and self.tables and (element.text or "").strip().isdigit():
            self.lines.add(" ", element, self.links > 0)

    def _add_apart(self, text: str, element: etree._Element) -> None:
        """A line of its own: a field beside the same figure as text must not make one figure of two."""
        self.lines.end_line()
        self.lines.add(text, element, False)
        self.lines.end_line()

    # --- what opens -------------------------------------------------------------------------------------------

    def _open(self, element: etree._Element) -> Role:
        """Open an element; what comes back is its role, ``gone`` when nothing more of it is to be read."""
        kind = role(element)
        if kind == "cell" and self.tables:
            return self._open_cell(element)
        if kind == "faint":
            kind = "gone" if self.tables else "inline"
        if kind == "gone":
            if len(element):
                self.hidden.append(element)
            return kind
        if element.tag == "a":
            if element.get("href", "").startswith(COMMENT_ANCHOR):
                return "gone"
            self.links += 1
        if kind in ("inline", "apart"):
            self._part(element, kind)
            return kind
        if kind == "field":
            if self.tables and (figure := figure_in(element)):
                self._add_apart(figure, element)
            return "gone"
        if kind == "note":
            text = "".join(map(str, element.itertext()))
            if not self.lines.takes_note_mark(text):
                self.lines.add_power(text, element, self.links > 0)
            return "gone"
        if kind == "table":
            self._open_table(element)
        elif kind == "row" and self.tables:
            self.tables[-1].open_row()
            self.lines = self.tables[-1].lines
            if not self.lines.has_begun and (cells := _plain_cells(element)) is not None:
                for cell, text in cells:
                    self.tables[-1].add_plain_cell(cell, text)
                self.skip = True
        else:
            self._open_block(element)
        return kind

    def _open_cell(self, element: etree._Element) -> Role:
        table = self.tables[-1]
        text = _only_text(element)
        if text is None:
            table.open_cell(element)
            self.lines = table.lines
            return "cell"
        table.add_plain_cell(element, clean(text))
        self.lines = table.lines
        return "gone"

    def _open_table(self, element: etree._Element) -> None:
        if len(self.tables) >= MAX_TABLE_DEPTH:
            raise UnreadableFileError("网页里的表格嵌套过深，已停止读取。")
        self.lines.end_line()
        self.tables.append(OpenTable(element, self.lines))
        self.lines = self.tables[-1].lines

    def _open_block(self, element: etree._Element) -> None:
        self.lines.end_line()
        if len(self.lines.items) > MAX_BLOCKS:
            raise UnreadableFileError(f"网页里的段落超过{MAX_BLOCKS}段，已停止读取。")
        tag = element.tag
        if tag in ROW_GROUPS and self.tables:
            self.tables[-1].open_group()
        elif tag in _HEADINGS:
            self.lines.level = _HEADINGS[tag]
        elif tag in _LISTS:
            self.lists.append(OpenList.of(element))
        elif tag == "li":
            self.lines.number = self.lists[-1].number(element) if self.lists else ""
        elif tag == "pre":
            self.preformatted += 1

    # --- what closes ------------------------------------------------------------------------------------------

    def _close(self, element: etree._Element, kind: Role) -> None:
        if element.tag == "a":
            self.links -= 1
        if kind in ("inline", "apart"):
            self._part(element, kind)
            return
        if kind == "table":
            self._close_table()
        elif self.tables and kind in ("cell", "row", "group"):
            table = self.tables[-1]
            if kind == "cell":
                table.close_cell(element)
            elif kind == "row":
                table.close_row()
            else:
                table.end_group(element)
            self.lines = table.lines
        else:
            self._close_block(element)

    def _close_table(self) -> None:
        table = self.tables.pop()
        self.lines = table.around
        self.lines.items.extend(table.close())

    def _close_block(self, element: etree._Element) -> None:
        self.lines.end_line()
        tag = element.tag
        if tag in _HEADINGS:
            self.lines.level = None
        elif tag in _LISTS and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.lines.number = ""
        elif tag == "pre":
            self.preformatted -= 1


def _plain_cells(row: etree._Element) -> list[tuple[etree._Element, str]] | None:
    """The cells of a row with their texts, when it holds nothing but cells of a single text, as most rows do."""
    if (text := row.text) and not text.isspace():
        return None
    cells: list[tuple[etree._Element, str]] = []
    for cell in row:
        if role(cell) != "cell" or ((tail := cell.tail) and not tail.isspace()):
            return None
        text = _only_text(cell)
        if text is None:
            return None
        cells.append((cell, clean(text)))
    return cells


def _only_text(element: etree._Element) -> str | None:
    """The text of a cell that holds one text in nothing but plain elements, as most do; None for the others."""
    while True:
        inner = len(element)
        text = element.text
        if inner == 0:
            return text or ""
        if inner > 1 or (text and not text.isspace()):
            return None
        element = element[0]
        tail = element.tail
        if (tail and not tail.isspace()) or element.tag in _SPECIAL or role(element) not in ("inline", "block"):
            return None
