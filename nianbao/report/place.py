"""Where something stood in the file it was read from, and how it came out of it."""

from typing import Literal, NamedTuple

Origin = Literal["printed", "decoded", "recognised", "unknown"]
"""printed: as text; decoded: from figures run together, where one reading alone fits; recognised: from a picture;
unknown: kept before this was recorded."""


class Place(NamedTuple):
    """All counted from 1; None where the format does not know. ``block`` is a paragraph or table of the file,
    ``row`` and ``cell`` are those of its table as printed."""

    page: int | None = None
    block: int | None = None
    row: int | None = None
    cell: int | None = None
