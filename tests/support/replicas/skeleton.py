"""A file as pieces: what belongs to its layout, its numbers, and its prose. The pieces put together are the file."""

import re
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from nianbao.report.form import official_grid
from nianbao.report.layout import LAYOUT_2019, LAYOUT_2021

Kind = Literal["layout", "number", "prose"]


class Piece(NamedTuple):
    kind: Kind
    text: str


_BETWEEN = {
    "txt": re.compile(r"(\t|\n)"),
    "md": re.compile(r"(\||\t|\n)"),
    "html": re.compile(r"(<!--.*?-->|<[^>]*>|&nbsp;|\n)", re.DOTALL),
}
"""Format → what stands between pieces. A comment is one piece of prose."""
_SPACE = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
_NUMBER = re.compile(r"\d[\d.,]*元?")
_ORDINAL = re.compile(r"^[#\s]*[(（]?[一二三四五六七八九十\d]+(?:[)）]、?|[、.．])\s*")
_SIGNS_ONLY = re.compile(r"[\W_]*")
_TABLES_RUN_TOGETHER = re.compile(r"(二、主动公开政府信息情况\s*第二十条.*?(?=五、))")
LONGEST_HEADING = 20


def pieces(text: str, suffix: str, keep: Collection[str] = ()) -> Iterator[Piece]:
    """The pieces of a file of this suffix. ``keep``: words of its layout that no official form prints."""
    between = _BETWEEN[suffix]
    for part in between.split(text):
        if part.startswith("<!--"):
            yield Piece("prose", part)
        elif between.fullmatch(part) or not part:
            yield Piece("layout", part)
        elif _TABLES_RUN_TOGETHER.search(part):
            yield from _run_together(part)
        else:
            yield from _plain(part, keep)


def _plain(part: str, keep: Collection[str]) -> Iterator[Piece]:
    before, core, after = _SPACE.match(part).groups()  # type: ignore[union-attr]
    yield Piece("layout", before)
    yield Piece(_kind(core, keep), core)
    yield Piece("layout", after)


def _run_together(line: str) -> Iterator[Piece]:
    """A page flattened to one line: prose, the three tables with their figures run together, prose."""
    opening, tables, closing = _TABLES_RUN_TOGETHER.split(line)
    yield Piece("prose", opening)
    labels = "|".join(re.escape(label) for label in sorted(OFFICIAL, key=len, reverse=True))
    for part in re.split(f"({labels})", tables):
        yield from _plain(part, (part,)) if part in OFFICIAL else _figures(part)
    yield Piece("prose", closing)


def _figures(part: str) -> Iterator[Piece]:
    """What stands between two labels: figures, perhaps with the ordinal of a heading behind them."""
    before, figures, after = re.match(r"(\s*)([\d.]*(?:\s[\d.]+)*)(.*)", part, re.DOTALL).groups()  # type: ignore[union-attr]
    yield Piece("layout", before)
    yield Piece("number" if figures else "layout", figures)
    yield Piece("layout", after)


def _kind(core: str, keep: Collection[str]) -> Kind:
    if _NUMBER.fullmatch(core):
        return "number"
    if _SIGNS_ONLY.fullmatch(core) or core in keep or _is_official(core):
        return "layout"
    return "prose"


def _is_official(core: str) -> bool:
    """A label, a part of one, or a heading."""
    words = _compact(re.sub(r"^#+", "", core))
    bare = _compact(_ORDINAL.sub("", core))
    if words in OFFICIAL_TEXT or bare in OFFICIAL_TEXT:
        return len(words) > 1 or core in OFFICIAL_TEXT
    return bool(_ORDINAL.match(core)) and len(core) <= LONGEST_HEADING and not re.search("[。；:：]", core)


def _compact(text: str) -> str:
    return re.sub(r"\s", "", text).translate(str.maketrans("():,", "（）：，"))


def _official() -> frozenset[str]:
    """Every text that the official forms print, as they print it."""
    words: set[str] = set()
    for layout in (LAYOUT_2021, LAYOUT_2019):
        words |= {section.title for section in layout.sections}
        for table in layout.tables.values():
            words |= {cell.text for cell in official_grid(table, None).cells() if cell.text}
    return frozenset(words)


OFFICIAL = _official()
OFFICIAL_TEXT = "\n".join(_compact(word) for word in sorted(OFFICIAL))
