"""What a finding is known by from one review to the next."""

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nianbao.report.as_json import Json
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
    return _key(finding.rule, place, [hit.left, hit.right], hit.expression, hit.where.quote, hit.message)


def finding_key_of_json(finding: Json) -> str:
    """The same key for a finding as ``review --json`` writes it."""
    where = finding["where"]
    place, numbers = [where[name] for name in PLACE], [finding["left"], finding["right"]]
    return _key(finding["rule"], place, numbers, finding["expression"], where["quote"], finding["message"])


def _key(
    rule: str, place: list[object], numbers: list[object], expression: str | None, quote: str | None, message: str
) -> str:

    said = squeeze(message) if numbers == [None, None] else None
    return finding_key(rule, place, [*numbers, expression, squeeze(quote) if quote else None, said])


def finding_key(rule: str, place: Sequence[object], values: Sequence[object]) -> str:
    """sha256 naming a finding, e.g. ``("T3-01", ("applications", None, "natural_person"), (13, 12))``.

    Parts are compared by how they are written, so 13 and "13" are the same; None is no text.
    """
    parts = [rule, [_written(p) for p in place], [_written(v) for v in values]]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _written(part: object) -> str | None:
    return None if part is None else str(part)
