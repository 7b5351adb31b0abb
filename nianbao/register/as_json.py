"""A register as ``register --json`` prints it. Persons appear as row numbers only."""

from typing import Any

from nianbao.register.counting import ROWS
from nianbao.register.models import Undecided
from nianbao.register.register import Register
from nianbao.register.rows import persons_hidden

Json = dict[str, Any]


def register_as_json(register: Register) -> Json:
    """The fields of the contract, and those added to them."""
    counted, cases = register.counted, register.cases
    return {
        "year": register.year,
        "rows": len(register.read.applications),
        "columns": register.read.columns,
        "tables": {
            "applications": {row: counted.table[row] for row in ROWS},
            "proceedings": cases.table if cases else None,
        },
        "cells": counted.cells | (cases.cells if cases else {}),
        "undecided": [_undecided(asked) for asked in register.undecided],
        "proposed": [{"field": "kind", "key": key or None, "rows": rows} for key, rows in counted.proposals.items()],
        "duplicates": register.duplicates,
        "overdue": [row.model_dump(mode="json") for row in register.overdue],
        "on_time": register.on_time,
        "fees": {name: {"value": str(v), "rows": rows} for name, (v, rows) in register.fees.figures.items()}
        if register.fees
        else None,
        "as_of": register.as_of.isoformat(),
        "not_running": register.not_running,
        "outside_year": counted.outside,
        "proceedings_to_confirm": cases.to_confirm if cases else [],
        "calendar": {"unknown_years": sorted(register.calendar.unknown_years)},
        "agency": register.agency or None,
        "remembered": register.answers.remembered,
        "notices": register.notices,
        "rows_at": {str(a.row): a.place.model_dump(exclude_none=False) for a in register.read.applications},
    }


def _undecided(asked: Undecided) -> Json:
    return {
        "field": asked.field,
        "raw": persons_hidden(asked.raw),
        "rows": list(asked.rows),
        "candidates": list(asked.candidates),
    }
