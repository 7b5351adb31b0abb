"""The words of one Word paragraph as printed, and what hangs on it: text boxes and notes."""

from collections.abc import Iterator, Set

from lxml import etree

from nianbao.documents.recognise.note_marks import raised_text
from nianbao.documents.word.leaves import DELETED, LEAVES, leaf_text
from nianbao.documents.word.reading.parts import ALTERNATE, MATH
from nianbao.documents.word.reading.styles import Style, Styles, is_raised, is_struck, switched_on, value_of
from nianbao.documents.word.xml import W
from nianbao.report.patterns import HAN, regex

TEXT_BOX = f"{W}txbxContent"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_PARAGRAPH, _STYLE, _CELL, _CELL_PROPERTIES = f"{W}p", f"{W}pStyle", f"{W}tc", f"{W}tcPr"
_TEXT, _RUN, _FIELD_MARK, _RUN_PROPERTIES = f"{W}t", f"{W}r", f"{W}fldChar", f"{W}rPr"
_DRAWN = frozenset({f"{W}pict", f"{W}drawing", f"{W}object"})
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_SILENT = DELETED | {f"{W}pPr", _RUN_PROPERTIES, f"{W}rt", f"{W}sdtPr", f"{W}instrText", f"{MATH}ctrlPr"}
_MATH_SIGNS = {f"{MATH}den": "/", f"{MATH}sup": "^", f"{MATH}sub": "_"}
_SPECIAL = tuple(
    {
        *(LEAVES - {_TEXT}),
        *_DRAWN,
        *_NOTES,
        *DELETED,
        *(
            W + name
            for name in ("vanish", "vertAlign", "position", "rStyle", "rt", "numPr", "specVanish", "strike", "dstrike")
        ),
        f"{ALTERNATE}AlternateContent",
        f"{MATH}t",
    }
)
"""What makes a paragraph more than the texts in it; most paragraphs have none and are read at one go."""


_SAYS = regex(rf"{HAN}|\d")
"""What hidden text must hold to be worth a word: Word hides marks of its own."""


def special_paragraphs(root: etree._Element) -> set[etree._Element]:
    """The paragraphs of a part that hold more than plain text; found for all at once, which is many times faster."""
    return {paragraph for element in root.iter(*_SPECIAL) for paragraph in element.iterancestors(_PARAGRAPH)}


def plain_text(paragraph: etree._Element) -> str:
    """The text of a paragraph that is none of ``special_paragraphs``."""
    return _plain([t.text or "" for t in paragraph.iter(_TEXT)])


def _plain(texts: list[str]) -> str:
    return "".join(texts).replace("\xad", "")


def plain_cells(table: etree._Element, special: Set[etree._Element], styles: Styles) -> dict[etree._Element, str]:
    """The words of the cells that hold one paragraph of nothing but text, as most do; the other cells are left out.

    All in one walk, for a table has hundreds. ``special`` are the ``special_paragraphs``; a paragraph is more than its
    text, too, when its style numbers, hides or strikes it.
    """
    found: dict[etree._Element, str] = {}
    if styles.of(None).adds_to_words:
        return found
    cell, is_plain = table, False
    texts: list[str] = []
    for element in table.iter(_CELL, _PARAGRAPH, _STYLE, _TEXT):
        tag = element.tag
        if tag == _TEXT:
            texts.append(element.text or "")
        elif tag == _CELL:
            if is_plain:
                found[cell] = _plain(texts).strip()
            cell, texts = element, []
            size = len(cell)
            is_plain = size == 1 or (size == 2 and cell[0].tag == _CELL_PROPERTIES)
            is_plain = is_plain and cell[-1].tag == _PARAGRAPH
        elif tag == _STYLE:
            is_plain = is_plain and not styles.of(value_of(element)).adds_to_words
        elif element in special:
            is_plain = False
    if is_plain:
        found[cell] = _plain(texts).strip()
    return found


def alternative(element: etree._Element) -> etree._Element | None:
    """The one branch to read of an ``mc:AlternateContent``: the first choice with words, else what stands in for it."""
    choices = element.findall(f"{ALTERNATE}Choice")
    branches = [*choices, *element.findall(f"{ALTERNATE}Fallback")]
    with_words = (b for b in branches if next(b.iter(_TEXT, TEXT_BOX, f"{W}tbl", _WORD_ART), None) is not None)
    return next(with_words, branches[0] if branches else None)


class Words:
    """One paragraph read. ``text`` keeps line breaks and tabs, fields show their last result; nothing hidden, deleted
    or struck through.

    ``boxes`` are the text boxes anchored in it (``w:txbxContent``) or the words of a piece of word art, ``notes`` the
    foot- and endnotes it refers to: ``(part, id)``. ``struck``: some of its text has a line through it; ``hidden``: some
    is not printed. ``drawn``: it
    holds pictures or objects, of which only the text boxes are read.
    """

    __slots__ = (
        "_codes",
        "_of_paragraph",
        "_on_the_line",
        "_parts",
        "_styles",
        "boxes",
        "drawn",
        "hidden",
        "notes",
        "struck",
    )
    boxes: list[etree._Element | str]
    notes: list[tuple[str, str]]
    _parts: list[str]

    def __init__(self, paragraph: etree._Element, styles: Styles, style: Style, *, special: bool) -> None:
        """``style``: the paragraph's; ``special``: one of ``special_paragraphs``."""
        self._styles = styles
        self._of_paragraph = style
        self.struck = self.hidden = False
        self.drawn: list[etree._Element] = []
        if not style.hidden and not style.struck and not special:
            self._parts = [plain_text(paragraph)]
            self.boxes, self.notes = [], []
            return
        self._read(paragraph, fields=True)
        if self._codes and True in self._codes:  # a field without end: better its code than a lost sentence
            self._read(paragraph, fields=False)

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def _read(self, paragraph: etree._Element, *, fields: bool) -> None:
        self._parts = []
        self._codes: list[bool] | None = [] if fields else None
        """For every open field whether we are in its code; None when fields are not looked at."""
        self._on_the_line = False
        """Whether text that is not raised has come: only then can raised figures be the mark of a note."""
        self.boxes, self.drawn, self.notes = [], [], []
        self._walk(paragraph)

    def _walk(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag in _SILENT:
                continue
            elif tag in LEAVES or tag in _DRAWN or tag in _NOTES:
                self._leaf(child, raised=False)
            elif tag == f"{ALTERNATE}AlternateContent":
                if (branch := alternative(child)) is not None:
                    self._walk(branch)
            elif tag == f"{MATH}t":
                self._put(child.text or "")
            elif tag in _MATH_SIGNS and next(child.iter(f"{MATH}t"), None) is not None:
                self._put(_MATH_SIGNS[tag])
                self._walk(child)
            else:
                self._walk(child)

    def _run(self, run: etree._Element) -> None:
        hidden, struck, raised = self._of_paragraph.hidden, self._of_paragraph.struck, False
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if struck:
                    self.struck = self.struck or bool(not hidden and (child.text or "").strip())
                elif not hidden:
                    self._say(leaf_text(child, "\n"), raised)
                elif _SAYS.search(child.text or ""):
                    self.hidden = True
            elif tag == _RUN_PROPERTIES:
                hidden, struck, raised = self._appearance(child)
            elif hidden or (struck and (tag in LEAVES or tag in _NOTES)):
                if tag == _FIELD_MARK:
                    self._mark(child)
            elif tag in _SILENT:
                continue
            elif tag in LEAVES or tag in _DRAWN or tag in _NOTES:
                self._leaf(child, raised)
                if tag in _NOTES and child.get(f"{W}customMarkFollows", "0") not in ("0", "false", "off"):
                    return  # the rest of the run is the note's mark
            elif tag == f"{ALTERNATE}AlternateContent":
                if (branch := alternative(child)) is not None:
                    self._run(branch)
            else:
                self._walk(child)

    def _appearance(self, properties: etree._Element) -> tuple[bool, bool, bool]:
        """``(hidden, struck, raised)`` of a run; what it leaves open is its styles', which cancel each other out."""
        named = properties.find(f"{W}rStyle")
        style = None if named is None else self._styles.of(value_of(named))
        hidden = switched_on(properties, "vanish")
        if hidden is None:
            hidden = self._of_paragraph.hidden != (style is not None and style.hidden)
        struck = is_struck(properties)
        if struck is None:
            struck = self._of_paragraph.struck != (style is not None and style.struck)
        raised = is_raised(properties)
        if raised is None:
            raised = style is not None and style.raised
        return hidden, struck, raised

    def _leaf(self, leaf: etree._Element, raised: bool) -> None:
        tag = leaf.tag
        if tag == _FIELD_MARK:
            self._mark(leaf)
        elif tag in _NOTES:
            self.notes.append((_NOTES[tag], leaf.get(f"{W}id", "")))
        elif tag in _DRAWN:
            boxes = list(_boxes(leaf))
            self.boxes.extend(boxes)
            if not boxes:
                self.drawn.append(leaf)
        else:
            self._say(leaf_text(leaf, "\n", "\t"), raised)

    def _mark(self, mark: etree._Element) -> None:
        if self._codes is None:
            return
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._codes.append(True)
        elif kind == "separate" and self._codes:
            self._codes[-1] = False
        elif kind == "end" and self._codes:
            self._codes.pop()

    def _say(self, text: str, raised: bool) -> None:
        """Text of a run. A raised figure after text is the mark of a note, except after a letter (m²)."""
        if not raised:
            self._put(text)
            self._on_the_line = self._on_the_line or not text.isspace()
        else:
            self._put(raised_text(text, self._last()) if self._on_the_line else text)

    def _put(self, text: str) -> None:
        if not (self._codes and True in self._codes):
            self._parts.append(text)

    def _last(self) -> str:
        return "".join(self._parts[-3:]).rstrip()[-1:]


def _boxes(drawn: etree._Element) -> Iterator[etree._Element | str]:
    """The text boxes of a drawing, outermost only, each once."""
    for child in drawn:
        if child.tag == TEXT_BOX:
            yield child
        elif child.tag == f"{ALTERNATE}AlternateContent":
            if (branch := alternative(child)) is not None:
                yield from _boxes(branch)
        elif child.tag == _WORD_ART:
            yield child.get("string", "")
        else:
            yield from _boxes(child)
