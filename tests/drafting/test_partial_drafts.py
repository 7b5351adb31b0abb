"""A draft is written however much is open: every open place is marked and listed, and no total is made of part of a line."""

from typing import Any

import pytest

from nianbao.drafting.draft import Draft, make_draft
from nianbao.drafting.export import export
from nianbao.drafting.ledger.ledger import TO_CHECK, TO_FILL
from nianbao.drafting.material.inputs import DraftInputs
from nianbao.drafting.material.workbook_reading import load_inputs_bytes
from nianbao.drafting.tables import unbalanced
from tests.support.draft_inputs import example
from tests.support.files.word_comments import by_comment
from tests.support.files.workbooks import workbook_bytes


def changed(name: str, **cells: Any) -> DraftInputs:
    """An example with other leaf cells; keys are table__row__column."""
    inputs, _ = example(name)
    raw = inputs.model_dump()
    for place, value in cells.items():
        table, row, column = place.split("__")
        raw["tables"][table][row.replace("_0_", ".")][column] = value
    return DraftInputs.model_validate(raw)


def cell(draft: Draft, row: str, column: str, table: str = "applications") -> str:
    found = draft.report.tables[table]  # type: ignore[index]
    assert found is not None
    return found.cells[row, column].raw


def test_a_blank_is_marked_listed_and_never_zero() -> None:
    draft = make_draft(changed("county", applications__granted__research=None))
    assert cell(draft, "granted", "research") == TO_FILL
    assert {
        cell(draft, r, c)
        for r, c in (("granted", "total"), ("processed_total", "research"), ("processed_total", "total"))
    } == {TO_FILL}
    assert cell(draft, "granted", "natural_person") == "16"
    assert cell(draft, "new", "total") == "47"
    assert [(o.place, o.kind) for o in draft.open] == [("applications.granted.research", "blank")]
    assert "办结" in draft.report.text("overview")
    assert "46件" not in draft.report.text("overview")


def test_an_unbalanced_column_stands_to_be_checked_and_is_no_finding() -> None:
    draft = make_draft(changed("county", applications__new__natural_person=32))
    assert {cell(draft, r, "natural_person") for r in ("new", "granted", "processed_total", "carried_out")} == {
        TO_CHECK
    }
    assert cell(draft, "new", "total") == TO_CHECK
    assert cell(draft, "new", "commercial") == "9"
    assert [o.kind for o in draft.open] == ["unbalanced"]
    assert "32+3 ≠ 31+3" in draft.open[0].what
    assert [f.rule for f in draft.review.findings if f.rule.startswith("T3")] == []
    assert draft.verdict == "undetermined"
    assert [s.owner for _, s in draft.prose if TO_CHECK in s.text] == ["blank"] * sum(
        TO_CHECK in s.text for _, s in draft.prose
    )


def test_an_unbalanced_column_is_named_by_sheet_and_column() -> None:
    inputs = load_inputs_bytes(workbook_bytes(changed("county", applications__new__natural_person=32)))
    assert [o.where for o in make_draft(inputs).open if o.kind == "unbalanced"] == ["表三!C列"]


def test_a_column_with_a_blank_is_not_called_unbalanced() -> None:
    inputs = changed("county", applications__new__natural_person=32, applications__granted__natural_person=None)
    assert unbalanced(inputs) == []


def test_thirty_four_blanks_and_two_unbalanced_columns_still_give_a_draft() -> None:
    inputs, previous = example("county")
    raw = inputs.model_dump()
    blanked = 0
    for table, column in (("applications", "research"), ("proceedings", "pending"), ("active_disclosure", "issued")):
        for row in raw["tables"][table].values():
            if column in row and blanked < 34:
                row[column], blanked = None, blanked + 1
    for row in ("granted", "partial", "carried_in", "carried_out", "new", "other.misc"):
        if blanked < 34:
            raw["tables"]["applications"][row]["other"], blanked = None, blanked + 1
    raw["tables"]["applications"]["new"]["natural_person"] += 1
    raw["tables"]["applications"]["new"]["legal_service"] += 5
    draft = make_draft(DraftInputs.model_validate(raw), previous=previous)
    kinds = [o.kind for o in draft.open]
    assert (kinds.count("blank"), kinds.count("unbalanced")) == (blanked, 2)
    assert blanked == 34
    assert draft.verdict == "undetermined"
    assert draft.as_json()["verdict"] == "undetermined"
    assert str(len(draft.open)) in draft.as_json()["undetermined_because"][0]
    assert [f.rule for f in draft.review.findings if f.severity in ("error", "warning")] == []
    exported = export(draft)
    assert len(by_comment(exported.docx)) > 30


def test_unread_figures_are_open_in_the_text_and_their_words_are_not_printed() -> None:
    inputs, _ = example("county")
    raw = inputs.model_dump()
    raw["facts"][0]["value"], raw["facts"][1]["value"] = "约1300", "57篇"
    draft = make_draft(DraftInputs.model_validate(raw))
    text = draft.report.text("overview")
    assert f"公开政府信息{TO_CHECK}条" in text
    assert "1300" not in text
    assert "57篇" in text
    assert [(o.place, o.kind) for o in draft.open] == [("facts.1", "unread")]
    export(draft)


@pytest.mark.parametrize(
    ("problems", "measures", "remarks"),
    [
        (["解读形式单一", "更新不及时"], ["推广图解", "明确时限"], 0),
        (["解读形式单一", "更新不及时"], ["推广图解"], 1),
        (["解读形式单一", "更新不及时"], ["", "明确时限"], 1),
        (["解读形式单一"], ["推广图解", "明确时限"], 1),
        ([], ["推广图解"], 1),
    ],
)
def test_problems_and_measures_that_do_not_pair_are_remarked_on(
    problems: list[str], measures: list[str], remarks: int
) -> None:
    inputs, _ = example("county")
    draft = make_draft(DraftInputs.model_validate({**inputs.model_dump(), "problems": problems, "measures": measures}))
    assert len([o for o in draft.open if o.section == "problems"]) == remarks


def test_the_json_tells_owner_original_and_open_places() -> None:
    draft = make_draft(changed("county", applications__granted__research=None))
    data = draft.as_json()
    assert {"place", "what", "kind"} <= set(data["open"][0])
    assert all({"owner", "original", "writer", "slots", "section", "sentence"} <= set(p) for p in data["prose"])
    assert {p["owner"] for p in data["prose"]} == {"fact", "own", "blank"}
