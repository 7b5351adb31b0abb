"""What a finding is known by from one review to the next."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

if TYPE_CHECKING:
    from validators.engine import Finding


PLACE = ("section", "table", "row", "column")


def finding_key_of(finding: "Finding") -> str:
    """The key of a finding in the store.

    Place: section, table, row, column; offsets move whenever something before them is edited. Values: both numbers,
    the expression and the quote; where there are no numbers, what the message says was found.
    """
    hit = finding.hit
    place = [getattr(hit.where, name) for name in PLACE]
    said = squeeze(hit.message) if hit.left is None and hit.right is None else None
    quote = squeeze(hit.where.quote) if hit.where.quote else None
    return finding_key(finding.rule, place, [hit.left, hit.right, hit.expression, quote, said])


def finding_key(rule: str, place: Sequence[object], values: Sequence[object]) -> str:
    """sha256 naming a finding, e.g. ``("T3-01", ("applications", None, "natural_person"), (13, 12))``.

    Parts are compared by how they are written, so 13 and "13" are the same; None is no text.
    """
    parts = [rule, [_written(p) for p in place], [_written(v) for v in values]]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _written(part: object) -> str | None:
    return None if part is None else str(part)


# --- the same matter after something was changed -------------------------------------------------------------------

About = Mapping[str, Any]
ALIKE = 0.6
"""From this likeness on (figures aside), two wordings at one place are taken for the same matter."""
_FIGURES = regex(r"[\d,.，％%]+")


def about(finding: "Finding") -> dict[str, Any]:
    """What is kept of a finding, to know its matter again and to show what was decided on."""
    hit = finding.hit
    said: dict[str, Any] = {"rule": finding.rule, "severity": finding.severity, "title": finding.title}
    said |= {"message": hit.message, "expression": hit.expression}
    return said | {name: getattr(hit.where, name) for name in (*PLACE, "quote")}


def likeness(one: About, other: About) -> float:
    """0–1: 0 for another rule or place, 1 for the same row or column of a table; in prose how alike the two read, figures
    aside. The quote tells more than our own words about it."""
    if any(one.get(name) != other.get(name) for name in ("rule", *PLACE)):
        return 0.0
    if one.get("row") or one.get("column"):
        return 1.0
    part = "quote" if one.get("quote") and other.get("quote") else "message"
    first, second = (_FIGURES.sub("", squeeze(each.get(part) or "")) for each in (one, other))
    return SequenceMatcher(None, first, second).ratio()
