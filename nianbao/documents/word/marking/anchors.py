"""What the body of a Word file prints, character by character with its place, and ranges put around parts of it."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from nianbao.documents.word.leaves import leaf_text, text_leaves
from nianbao.documents.word.reading.parts import ALTERNATE
from nianbao.documents.word.reading.styles import is_struck, switched_on
from nianbao.documents.word.reading.words import TEXT_BOX, alternative
from nianbao.documents.word.xml import W

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_P, _R, _T, _RPR, _PPR = f"{W}p", f"{W}r", f"{W}t", f"{W}rPr", f"{W}pPr"
_DRAWN = frozenset({f"{W}pict", f"{W}drawing", f"{W}object"})
_INVISIBLE = "\xad\u200b\u200c\u200d\u2060\ufeff"

Ends = tuple[etree._Element, etree._Element, etree._Element]
"""Of a range: its start, its end, and the run that refers to its comment."""


def bare(text: str) -> str:
    """Text without white space and without characters of no width: what is compared, for readers fold both."""
    return "".join(char for char in text if not char.isspace() and char not in _INVISIBLE)


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A paragraph and its part of the printed text; ``start == end`` for one that prints nothing."""

    element: etree._Element
    start: int
    end: int


class PrintedText:
    """The text of a body, without white space, in one piece; text boxes come after the paragraph that holds them.

    Text that is deleted, hidden or struck through and the codes of fields are left out.
    """

    def __init__(self, body: etree._Element) -> None:
        self._spots: list[tuple[etree._Element, int]] = []
        """For every character the element that prints it, and its offset there."""
        self.paragraphs: list[PrintedParagraph] = []
        self._of_element: dict[etree._Element, PrintedParagraph] = {}
        characters: list[str] = []
        for element in body.iter(_P):
            if any(_is_other_branch(above) for above in element.iterancestors()):
                continue
            start = len(characters)
            for leaf in _printing_leaves(element):
                for offset, char in enumerate((leaf.text or "") if leaf.tag == _T else leaf_text(leaf, "\n")):
                    if bare(char):
                        characters.append(char)
                        self._spots.append((leaf, offset))
            paragraph = PrintedParagraph(element, start, len(characters))
            self.paragraphs.append(paragraph)
            self._of_element[element] = paragraph
        self.text = "".join(characters)

    def paragraph(self, element: etree._Element) -> PrintedParagraph | None:
        """A ``w:p`` as printed; None for one of a branch that is not shown."""
        return self._of_element.get(element)

    def enclose(self, start: int, end: int, ends: Ends) -> None:
        """Put a range around the characters from ``start`` to before ``end`` (at least one)."""
        opening, closing, reference = ends
        first = self._cut_before(start)
        last = self._cut_after(end - 1)  # second, for it leaves the run whole that begins with the first character
        first, last = (run if (host := _host(run)) is None else host for run in (first, last))
        first.addprevious(opening)
        last.addnext(closing)
        closing.addnext(reference)

    # --- runs cut in two ------------------------------------------------------------------------------------------

    def _cut_before(self, index: int) -> etree._Element:
        """The run that begins with a character."""
        leaf, offset = self._spots[index]
        run = _run_of(leaf)
        if leaf.getparent() is not run:
            return run
        if offset and leaf.tag == _T and bare((leaf.text or "")[:offset]):
            leaf = self._cut_leaf(leaf, offset)
        if any(sibling.tag != _RPR for sibling in leaf.itersiblings(preceding=True)):
            return _cut_run(run, leaf)
        return run

    def _cut_after(self, index: int) -> etree._Element:
        """The run that ends with a character."""
        leaf, offset = self._spots[index]
        run = _run_of(leaf)
        if leaf.getparent() is not run:
            return run
        if leaf.tag == _T and bare((leaf.text or "")[offset + 1 :]):
            self._cut_leaf(leaf, offset + 1)
        following = leaf.getnext()
        if following is not None:
            _cut_run(run, following)
        return run

    def _cut_leaf(self, leaf: etree._Element, offset: int) -> etree._Element:
        """A ``w:t`` cut in two inside its run; gives the second part."""
        text = leaf.text or ""
        second = copy.copy(leaf)
        second.tail = None
        leaf.text, second.text = text[:offset], text[offset:]
        for part in (leaf, second):
            part.set(_XML_SPACE, "preserve")
        leaf.addnext(second)
        self._spots = [(second, at - offset) if of is leaf and at >= offset else (of, at) for of, at in self._spots]
        return second


def enclose_nothing(paragraph: etree._Element, ends: Ends) -> None:
    """A range at the beginning of a paragraph that prints nothing."""
    if (host := _host(paragraph)) is not None:
        host.addprevious(ends[0])
        host.addnext(ends[2])
        host.addnext(ends[1])
        return
    place = 1 if len(paragraph) and paragraph[0].tag == _PPR else 0
    for element in reversed(ends):
        paragraph.insert(place, element)


def _cut_run(run: etree._Element, at: etree._Element) -> etree._Element:
    """A run cut in two before one of its children; gives the second part, dressed as the first."""
    second = etree.Element(run.tag)
    for name, value in run.attrib.items():
        second.set(name, value)
    dress = run.find(_RPR)
    if dress is not None:
        second.append(copy.deepcopy(dress))
    moved = [at, *at.itersiblings()]
    for child in moved:
        second.append(child)
    run.addnext(second)
    return second


def _run_of(leaf: etree._Element) -> etree._Element:
    """The outermost run around a leaf in its paragraph (the inner one of a ruby cannot hold a comment)."""
    found = leaf
    for above in leaf.iterancestors():
        if above.tag == _P:
            break
        if above.tag == _R:
            found = above
    return found


def _host(element: etree._Element) -> etree._Element | None:
    """The run in the body that holds the text box around an element; None outside. Word has no comments in text boxes."""
    boxes = list(element.iterancestors(TEXT_BOX))
    return _run_of(boxes[-1]) if boxes else None


# --- what is printed ----------------------------------------------------------------------------------------------


def _printing_leaves(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Leaves in order without those in the code of a field; a field without end hides nothing."""
    leaves = list(text_leaves(paragraph, _left_out(paragraph)))
    codes: list[bool] = []
    shown: list[etree._Element] = []
    for leaf in leaves:
        if leaf.tag == f"{W}fldChar":
            kind = leaf.get(f"{W}fldCharType")
            if kind == "begin":
                codes.append(True)
            elif kind == "separate" and codes:
                codes[-1] = False
            elif kind == "end" and codes:
                codes.pop()
        elif True not in codes:
            shown.append(leaf)
    yield from leaves if True in codes else shown


def _left_out(paragraph: etree._Element) -> Callable[[etree._Element], bool]:
    def left_out(element: etree._Element) -> bool:
        tag = element.tag
        if tag == _R:
            look = element.find(_RPR)
            return switched_on(look, "vanish") is True or is_struck(look) is True
        return tag in _DRAWN or tag in (_P, f"{W}rt", _PPR) or _is_other_branch(element)

    return left_out


def _is_other_branch(element: etree._Element) -> bool:
    """Whether an element is a branch of alternatives that is not the one shown."""
    parent = element.getparent()
    if parent is None or parent.tag != f"{ALTERNATE}AlternateContent":
        return False
    return alternative(parent) is not element
