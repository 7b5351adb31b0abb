"""From inputs to Word and back: the same tables, prose that agrees, every number accounted for."""

import dataclasses

import pytest

from nianbao.documents import read
from nianbao.documents.word.reading.every_word import document_text
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.drafting.bookkeeping import build_ledger
from nianbao.drafting.draft import make_draft
from nianbao.drafting.export import ExportError, export, match_numbers, save
from nianbao.drafting.inputs import DraftInputs
from nianbao.drafting.ledger import UnbalancedError
from nianbao.report import Cell, Table
from nianbao.report.numerals import arabic_numerals
from tests.support.draft_inputs import EXAMPLES, example
from tests.support.reports import truths


@pytest.fixture(params=EXAMPLES)
def draft(request):
    inputs, previous = example(request.param)
    return make_draft(inputs, previous=previous)


def test_the_review_of_a_draft_has_no_errors_and_no_contradictions(draft):
    assert [f.rule for f in draft.review.findings if f.severity == "error" or f.rule.startswith("NT-")] == []


def test_the_word_file_reads_back_the_same(draft):
    again = read(export(draft).docx, "draft.docx")
    assert again.title == draft.report.title
    for key, table in draft.report.tables.items():
        assert {a: c.value for a, c in again.tables[key].cells.items()} == {a: c.value for a, c in table.cells.items()}
    for section in draft.report.sections:
        assert again.text(section.key) == section.text


def test_every_number_of_the_file_is_in_its_provenance(draft):
    exported = export(draft)
    known = {n["number"] for n in exported.provenance["numbers"]}
    in_file = {n.text for text in document_text(exported.docx) for n in arabic_numerals(text)}
    assert in_file <= known
    ids = {e["id"] for e in exported.provenance["ledger"]}
    assert {n["entry"] for n in exported.provenance["numbers"]} <= ids | {"统一格式的文字"}


def test_ledger_lines_have_a_source_or_a_formula_that_can_be_followed(draft):
    for entry in draft.ledger.entries.values():
        line = entry.as_json()
        assert ("source" in line) != ("formula" in line), entry.id
    for entry in draft.ledger.entries.values():
        if entry.formula and "+" in entry.formula:
            assert sum(draft.ledger.count(part) for part in entry.formula.split("+")) == entry.value


def test_a_file_that_says_something_else_is_refused(draft):
    def matched(report):
        return match_numbers(draft, docx_bytes(report))

    table = draft.report.tables["applications"]
    changed = Table(table.layout, table.cells | {("new", "total"): Cell.of(987)})
    with pytest.raises(ExportError, match="应为"):
        matched(dataclasses.replace(draft.report, tables=draft.report.tables | {"applications": changed}))
    sections = tuple(
        s._replace(text=s.text + "\n另公开信息987条。") if s.key == "overview" else s for s in draft.report.sections
    )
    with pytest.raises(ExportError, match="台账以外的数字"):
        matched(dataclasses.replace(draft.report, sections=sections))


def test_files_are_written_side_by_side_and_never_over_others(draft, tmp_path):
    target = tmp_path / "报告.docx"
    provenance = save(export(draft), target)
    assert provenance.name == "报告.provenance.json"
    with pytest.raises(FileExistsError):
        save(export(draft), target)


def test_numbers_that_contradict_each_other_are_refused_before_anything_is_written():
    inputs, _ = example("town")
    raw = inputs.model_dump(mode="json")
    raw["tables"]["applications"]["new"]["natural_person"] += 1
    with pytest.raises(UnbalancedError, match="自然人列不平"):
        build_ledger(DraftInputs.model_validate(raw))


def test_missing_facts_are_marked_and_nothing_is_made_up():
    inputs, _ = example("quiet")
    text = "\n".join(t for _, t in make_draft(inputs).report.prose())
    assert "〔待填：" in text
    assert "未收到政府信息公开申请" in text


def test_last_year_brings_trends_and_only_last_year():
    inputs, previous = example("county")
    assert any(id.startswith("versus.") for id in build_ledger(inputs, previous).entries)
    older = dataclasses.replace(previous, year=previous.year - 1)
    assert not any(id.startswith("versus.") for id in build_ledger(inputs, older).entries)


@pytest.mark.parametrize("truth", truths("town_digits_among_headings"), ids=str)
def test_a_town_of_the_field_is_drafted_from_its_own_tables(truth):
    """A town's figures as read from its report: the same tables, no errors, every number in its provenance."""
    from nianbao.documents import read
    from nianbao.drafting.inputs import leaf_addresses

    source = read(truth.path)
    tables = {
        key: {
            row: {
                c: str(table.value(r, c)) if key == "active_disclosure" and row == "fees" else table.value(r, c)
                for r, c in leaf_addresses(table.layout)
                if r == row
            }
            for row in dict.fromkeys(r for r, _ in leaf_addresses(table.layout))
        }
        for key, table in source.tables.items()
    }
    inputs = DraftInputs(agency=source.agency.name, year=source.year, tables=tables)
    draft = make_draft(inputs)
    again = read(export(draft).docx, "x.docx")
    for key, table in source.tables.items():
        assert {a: c.value for a, c in again.tables[key].cells.items()} == {a: c.value for a, c in table.cells.items()}
    assert not draft.review.has_errors


def test_generated_tables_pass_the_gate_and_a_wrong_one_would_not(monkeypatch):
    import nianbao.drafting.draft as module
    from nianbao.drafting.bookkeeping import build_tables
    from validators.gate import GateError

    inputs, previous = example("county")
    module.pass_the_gate(inputs)

    def off_by_one(given):
        tables = build_tables(given)
        table = tables["proceedings"]
        cells = table.cells | {("reconsideration", "total"): Cell.of(table.value("reconsideration") + 1)}
        return dict(tables) | {"proceedings": Table(table.layout, cells)}

    monkeypatch.setattr(module, "build_tables", off_by_one)
    with pytest.raises(GateError, match="不成立"):
        make_draft(inputs, previous=previous)
