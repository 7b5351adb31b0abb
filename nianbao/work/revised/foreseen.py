"""What a review would hold against a draft once changes are taken: told before the yes, while nothing is saved."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from nianbao.report.codec import report_from_json

if TYPE_CHECKING:
    from nianbao.drafting.draft import Draft
    from nianbao.report.model import Report

_SHOWN = 4
_MARKED = "列没有平以前，这一列和写到它的句子先标〔待核〕，平了才写出数来"
_MORE = "…… 另有{n}处"


def foreseen(
    inputs: Mapping[str, Any], changed: Mapping[str, Any], last_year: Mapping[str, Any] | None
) -> tuple[str, ...]:
    """What of the draft that the built-in writer makes of ``changed`` does not hold, and does of ``inputs``: columns that do not
    balance, errors and warnings of its review; the first few, in Chinese. Nothing for inputs of which no draft can be made:
    that is told when they are taken."""
    from validators.since import since

    previous = report_from_json(dict(last_year)) if last_year else None
    before, after = (_drafted(i, previous) for i in (inputs, changed))
    if before is None or after is None:
        return ()
    stood = {place.what for place in before.open}
    told = [place.what for place in after.open if place.kind == "unbalanced" and place.what not in stood]
    told += [_MARKED] if told else []
    new = since(before.review, after.review).new
    told += [f"{f.rule}：{f.hit.message}" for f in new if f.severity != "info"]
    more = (_MORE.format(n=len(told) - _SHOWN),) if len(told) > _SHOWN else ()
    return (*told[:_SHOWN], *more)


def _drafted(inputs: Mapping[str, Any], previous: "Report | None") -> "Draft | None":
    from pydantic import ValidationError

    from nianbao.drafting.draft import make_draft
    from nianbao.drafting.material.inputs import DraftInputs

    try:
        return make_draft(DraftInputs.model_validate(dict(inputs)), previous=previous)
    except ValidationError:
        return None
