"""From inputs to Word and back: the same tables, prose that agrees, every number accounted for."""

import dataclasses
import html
import re
from datetime import date

import pytest

from nianbao.documents import read
from nianbao.documents.word.reading.every_word import document_text
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.drafting.draft import make_draft
from nianbao.drafting.export import (
    NAME_WITH_NUMBER,
    OFFICIAL_WORDS,
    ExportError,
    draft_and_export,
    export,
    match_numbers,
    save,
)
from nianbao.drafting.ledger.entries import build_ledger
from nianbao.drafting.material.inputs import DraftInputs
from nianbao.report import Cell, Table
from nianbao.report.numerals import arabic_numerals
from nianbao.report.text import squeeze
from tests.support.draft_inputs import EXAMPLES, example
from tests.support.files.word_comments import by_comment
from tests.support.model.canned_model import CannedModel
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
    assert {n["entry"] for n in exported.provenance["numbers"]} <= ids | {OFFICIAL_WORDS, NAME_WITH_NUMBER}


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
    assert {p.name for p in tmp_path.iterdir()} == {"报告.docx", "报告.html", "报告.provenance.json"}
    with pytest.raises(FileExistsError):
        save(export(draft), target)


def test_missing_facts_are_marked_and_nothing_is_made_up():
    inputs, _ = example("quiet")
    text = "\n".join(t for _, t in make_draft(inputs).report.prose())
    assert "〔待填：" in text
    assert re.search("未收到|没有收到", text)
    assert "政府信息公开申请" in text


def test_last_year_brings_trends_and_only_last_year():
    inputs, previous = example("county")
    assert any(id.startswith("change.") for id in build_ledger(inputs, previous).entries)
    older = dataclasses.replace(previous, year=previous.year - 1)
    assert not any(id.startswith("change.") for id in build_ledger(inputs, older).entries)


def test_the_page_for_the_website_says_what_the_word_file_says(draft):
    """Digit for digit, with the merges of the official tables, and nothing to load."""
    exported = export(draft)
    page = html.unescape(re.sub(r"<(?!/?mark)[^>]+>", "\n", exported.page.split("<body>")[1]))
    said = [line.strip() for line in re.sub(r"</?mark>", "", page).split("\n") if line.strip()]
    word = [squeeze(t) for t in document_text(exported.docx) if squeeze(t) not in ("—1—", "——")]
    title = "".join(word[:2]) if squeeze(said[0]) == "".join(word[:2]) else word[0]
    printed = [squeeze(t) for t in said]
    assert printed[0] == title
    numbers = [n for text in word for n in re.findall(r"\d[\d.]*", text)]
    assert sorted(n for t in printed for n in re.findall(r"\d[\d.]*", t)) == sorted(numbers)
    assert "<script" not in exported.page
    assert not re.search(r"(?:src|href)=", exported.page)
    assert exported.page.count("colspan=") > 5
    assert exported.page.count("rowspan=") > 3


def test_the_signature_stands_at_the_end_when_the_date_is_given():
    inputs, previous = example("county")
    signed = make_draft(inputs.model_copy(update={"signed_on": date(2025, 1, 20)}), previous=previous)
    exported = export(signed)
    assert [t for t in document_text(exported.docx) if "—" not in t][-2:] == [inputs.agency, "2025年1月20日"]
    assert '<p class="sign">2025年1月20日</p>' in exported.page
    assert signed.verdict == "meets"


def test_half_width_marks_of_the_drafter_are_not_printed():
    inputs, _ = example("county")
    texts = ["更新指南,目录;清理1,038份文件"]
    practices = [inputs.practices[0].model_copy(update={"text": text}) for text in texts]
    text = make_draft(inputs.model_copy(update={"practices": practices})).report.text("overview")
    assert "更新指南，目录；清理1,038份文件" in text


def test_a_name_with_a_number_is_decided_before_export():
    """12345 is a name: what may be said may be exported, whoever says it."""
    inputs, _ = example("county")
    line = "依托12345政务服务便民热线答复咨询"
    practices = [*inputs.practices, inputs.practices[-1].model_copy(update={"text": line})]
    said = {"supervision": ["通过12345政务服务便民热线开展答复咨询。"], "platform": ["依托12345热线收集意见。"]}
    changed = inputs.model_copy(update={"practices": practices})
    model = CannedModel(lambda passage: said.get(passage, ""))
    draft, exported = draft_and_export(changed, model=model)
    owners = {s.text: s.owner for _, s in draft.prose if "12345" in s.text}
    assert set(owners.values()) <= {"own", "proposed"}
    assert NAME_WITH_NUMBER in {n["entry"] for n in exported.provenance["numbers"]}


def test_an_export_that_fails_falls_back_to_the_built_in_draft_and_says_so(monkeypatch):
    import nianbao.drafting.export as module

    inputs, previous = example("county")
    matched = module.match_numbers

    def never_for_a_model(draft, data):
        if draft.writer == "model":
            raise ExportError(["正文中的数字在台账里没有出处"])
        return matched(draft, data)

    monkeypatch.setattr(module, "match_numbers", never_for_a_model)
    model = CannedModel(lambda _: ["定期更新公开目录。"])
    draft, exported = draft_and_export(inputs, previous=previous, model=model)
    assert draft.writer == "built-in"
    assert any("内置程序" in notice for notice in draft.notices)
    assert "定期更新公开目录" not in "".join(document_text(exported.docx))


def test_proposals_and_open_places_are_yellow_with_a_comment():
    inputs, _ = example("quiet")
    said = ["聘请社会监督员参与栏目巡查。"]
    draft = make_draft(inputs, model=CannedModel(lambda passage: said if passage == "platform" else ""))
    exported = export(draft)
    comments = by_comment(exported.docx)
    assert next(words for c, words in comments.items() if "待确认：材料中没有" in c) == said[0]
    assert any("主动公开的渠道和条数" in c for c in comments)
    assert len(comments) == len(draft.open)
    assert "<mark>聘请社会监督员参与栏目巡查。</mark>" in exported.page


@pytest.mark.parametrize("truth", truths("town_digits_among_headings"), ids=str)
def test_a_town_of_the_field_is_drafted_from_its_own_tables(truth):
    """A town's figures as read from its report: the same tables, no errors, every number in its provenance."""
    from nianbao.documents import read
    from nianbao.drafting.material.inputs import leaf_addresses

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
    from nianbao.drafting.ledger.entries import build_tables
    from validators.gate import GateError

    inputs, previous = example("county")
    module.pass_the_gate(inputs)

    def off_by_one(given):
        tables = build_tables(given)
        table = tables["proceedings"]
        cells = table.cells | {("reconsideration", "total"): Cell.of(table.value("reconsideration") + 1)}
        return dict(tables) | {"proceedings": Table(table.layout, cells)}

    monkeypatch.setattr(module, "build_tables", off_by_one)
    with pytest.raises(GateError, match="≠"):
        make_draft(inputs, previous=previous)
