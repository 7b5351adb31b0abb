"""What a finding is known by from one review to the next."""

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

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
