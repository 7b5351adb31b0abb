"""Rules on figures in the prose read it without disguises, and quote it as it is printed."""

from collections.abc import Iterator
from dataclasses import replace
from functools import wraps

from validators.engine import Check, Context, Hit, Remark, Where
from validators.prose.plain import place_at


def through_disguise(check: Check) -> Check:
    """Make a check look at the prose without marks of direction, blanks in words and asides before a number.

    What it finds is quoted where it stands in the report as printed.
    """

    @wraps(check)
    def looked(context: Context) -> Iterator[Hit | Remark]:
        undisguised, places = context.undisguised
        for found in check(undisguised):
            if isinstance(found, Hit) and found.where.section in places:
                found = replace(found, where=_as_printed(context, found.where, places[found.where.section]))
            yield found

    return looked


def _as_printed(context: Context, where: Where, places: list[int]) -> Where:
    if where.start is None or where.end is None:
        return where
    printed, clear = (_text(c, where.section) for c in (context, context.undisguised[0]))
    start, end = place_at(places, where.start, where.end)
    if where.quote is None:
        return replace(where, start=start, end=end)
    quoted = clear.find(where.quote, max(0, where.start - len(where.quote)))
    first, last = place_at(places, quoted, quoted + len(where.quote)) if quoted >= 0 else (start, end)
    return replace(where, start=start, end=end, quote=printed[first:last])


def _text(context: Context, section: str | None) -> str:
    return next(text for key, text in context.report.prose() if key == section)
