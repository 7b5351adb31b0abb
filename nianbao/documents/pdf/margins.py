"""What is printed at the head and foot of every page: page numbers, running headers and footers, left out."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from nianbao.documents.pdf.lines import Line
from nianbao.documents.pdf.page import PageContent
from nianbao.documents.pdf.tables import Item
from nianbao.report.label_words import within_label
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

MARGIN = 0.15
"""Share of the page's height, at its head and at its foot, in which such lines stand."""
OUTERMOST = 3
"""So many lines from the edge may be running ones."""
NEAR_MIDDLE = 0.05
"""Share of the page's width by which a page number may be off its middle."""
SAME_HEIGHT = 3.0
"""Points by which the height of a running line may differ between pages."""

_MARK = r"[-—–―·•~_|]"
_NUMBERED = regex(
    rf"^(?:{_MARK}+(?P<dashed>\d{{1,3}}){_MARK}+"
    r"|第(?P<chinese>[\d一二三四五六七八九十]{1,3})页(?:[,，/]?\(?共[\d一二三四五六七八九十]{1,3}页\)?)?"
    r"|(?P<of>\d{1,3})/(?P<total>\d{1,3})"
    r"|(?:[Pp]age|[Pp])\.?(?P<english>\d{1,3})(?:of\d{1,3})?)$"
)
_BARE = regex(r"^\d{1,3}$")
_ADDRESS = regex(r"^(?:https?|file)://\S+$")

Place = tuple[int, int]
"""Page and item, both from 0."""


def without_margins(pages: Sequence[Sequence[Item]], contents: Sequence[PageContent]) -> list[list[Item]]:
    """The items of every page without what its margins repeat."""
    candidates = {(p, n): line for p, page in enumerate(pages) for n, line in _outer_lines(page, contents[p])}
    gone = {place for place, line in candidates.items() if _is_page_number(line, len(pages))}
    gone |= _counting(candidates, gone, contents)
    gone |= _running(candidates, contents)
    return [[item for n, item in enumerate(page) if (p, n) not in gone] for p, page in enumerate(pages)]


def _outer_lines(page: Sequence[Item], content: PageContent) -> Iterator[tuple[int, Line]]:
    """The first and last lines of a page as far as nothing but lines in the margins is met."""
    for order in (range(len(page)), range(len(page) - 1, -1, -1)):
        for n in list(order)[:OUTERMOST]:
            item = page[n]
            in_margin = isinstance(item, Line) and not (
                MARGIN * content.height < item.base < (1 - MARGIN) * content.height
            )
            if not isinstance(item, Line) or not in_margin:
                break
            yield n, item


def _is_page_number(line: Line, pages: int) -> bool:
    """- 4 -, 第4页, 4/6 (with the number of pages), alone or beside the page's address."""
    texts = [squeeze(piece.text) for piece in line.pieces()]
    if len(texts) > 1:
        texts = [text for text in texts if not _ADDRESS.match(text)]
        return len(texts) == 1 and _numbered(texts[0], pages)
    return _numbered(texts[0], pages) or _numbered(squeeze(line.text), pages)


def _numbered(text: str, pages: int) -> bool:
    match = _NUMBERED.match(text)
    if match is None:
        return False
    if match["of"]:
        return int(match["of"]) <= int(match["total"]) and int(match["total"]) >= pages
    chinese = match["chinese"]
    return chinese is None or chinese.isdigit() or chinese_to_int(chinese) is not None


def _counting(candidates: dict[Place, Line], known: set[Place], contents: Sequence[PageContent]) -> set[Place]:
    """Bare numbers that count with the pages; on a lone page, a 1 by itself in the middle of the foot."""
    by_step: defaultdict[int, list[Place]] = defaultdict(list)
    for (page, n), line in candidates.items():
        text = squeeze(line.text)
        if (page, n) not in known and _BARE.match(text):
            by_step[int(text) - page].append((page, n))
    found: set[Place] = set()
    for step, places in by_step.items():
        pages = {page for page, _ in places}
        if len(pages) > 1:
            found |= set(places)
        elif len(contents) == 1 and step == 1:
            found |= {
                p
                for p in places
                if abs(_middle(candidates[p]) - contents[0].width / 2) < NEAR_MIDDLE * contents[0].width
            }
    return found


def _middle(line: Line) -> float:
    return (line.x0 + line.x1) / 2


def _running(candidates: dict[Place, Line], contents: Sequence[PageContent]) -> set[Place]:
    """Lines that stand at the same height on several pages with the same words, numbers in them apart."""
    said: defaultdict[tuple[str, bool], list[tuple[float, Place]]] = defaultdict(list)
    for place, line in candidates.items():
        words = re.sub(r"\d+", "#", squeeze(line.text))
        at_head = line.base < contents[place[0]].height / 2
        height = line.base if at_head else contents[place[0]].height - line.base
        if re.search(r"[^\W\d_]", words) and not all(within_label(piece.text) for piece in line.pieces()):
            said[words, at_head].append((height, place))
    found: set[Place] = set()
    for heights in said.values():
        usual, count = Counter(round(h / SAME_HEIGHT) for h, _ in heights).most_common(1)[0]
        if count >= max(2, len(contents) // 3):
            found |= {place for h, place in heights if abs(round(h / SAME_HEIGHT) - usual) <= 1}
    return found
