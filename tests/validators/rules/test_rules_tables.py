"""Equations: the sign that holds, the difference, and the one cell that would explain two of them."""

import re

import pytest

from tests.support.rule_examples import run_example
from validators.pages import load_page, page_ids

CELL = "applications.granted.natural_person"


def messages(rule: str, cells: dict[str, str]) -> list[str]:
    return [f.hit.message for f in run_example(rule, {"cells": cells, "expect": "fail"}).findings]


def test_a_broken_equation_prints_the_sign_that_holds_and_the_difference() -> None:
    (finding,) = run_example("T3-01", {"cells": {"applications.new.total": "14"}, "expect": "fail"}).findings
    assert finding.hit.expression == "14+1 ≠ 11+1"
    assert "14+1 ≠ 11+1（差3）" in finding.hit.message
    assert (finding.hit.left, finding.hit.right, finding.delta) == (15, 12, 3)


@pytest.mark.parametrize("rule", ["T3-02", "T3-03"])
def test_two_equations_that_cross_in_one_cell_name_it(rule: str) -> None:
    (message,) = messages(rule, {CELL: "9"})
    assert "交叉在“表三·三、本年度办理结果·（一）予以公开·自然人”" in message
    assert "现为9" in message


def test_equations_out_by_different_sums_name_no_cell() -> None:
    assert all("交叉" not in m for m in messages("T3-02", {CELL: "9", "applications.granted.total": "5"}))


_SIDES = re.compile(r"(?P<left>[\d.+÷/×-]+%?) (?P<sign>[=≠<>≤≥]) (?P<right>[\d.+÷/×-]+%?)")
_HOLDS = {
    "=": lambda a, b: abs(a - b) < 1e-9,
    "≠": lambda a, b: abs(a - b) > 1e-9,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "≤": lambda a, b: a <= b,
    "≥": lambda a, b: a >= b,
}


def _worked_out(side: str) -> float:
    python = side.replace("÷", "/").replace("×", "*").removesuffix("%")
    return float(eval(python) * 1.0) / (100 if side.endswith("%") else 1)


@pytest.mark.parametrize("rule", page_ids())
def test_every_expression_of_a_finding_is_true(rule: str) -> None:
    """A clerk reads the sign as a statement: none may be false, whatever the rule."""
    for example in load_page(rule).examples:
        for finding in run_example(rule, example.spec).findings:
            sides = _SIDES.fullmatch(finding.hit.expression or "")
            rounded = (finding.hit.expression or "").endswith("%")
            if sides and not rounded and not re.fullmatch(r"\d{4}-\d\d-\d\d", sides["left"]):
                assert _HOLDS[sides["sign"]](_worked_out(sides["left"]), _worked_out(sides["right"])), finding.hit
