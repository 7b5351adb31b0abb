"""What files give a draft on the workbench, and what has to be settled about them."""

import io

import pytest
from openpyxl import load_workbook

from nianbao.drafting.bench.given import Given
from nianbao.drafting.bench.inputs import build_inputs
from nianbao.drafting.material.found import KEEP, STRIKE, FactLine, Figure, Material, Question
from nianbao.drafting.material.workbook import SHEET_TABLES, write_template
from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.errors import UserError
from nianbao.work.bench.lines import carried_lines
from nianbao.work.bench.material import (
    SETTLED_HERE,
    TABLE_THREE,
    hand_in,
    settle_wording,
    take_out,
    what_each_gave,
    wordings_asked,
)
from nianbao.work.bench.opening import begin_draft, open_draft
from nianbao.work.bench.saying import Said, say
from nianbao.work.bench.sentences import cards
from nianbao.work.handed.upload import Upload
from nianbao.work.services import Services
from tests.conftest import ROOT
from tests.support.bench import card, figure
from tests.support.draft_inputs import example
from tests.work.test_template import AGENCY, EXPECTED, REGISTER, last_year

REPORTS = ROOT / "corpus" / "reports"
UNCLEAR = ROOT / "tests" / "fixtures" / "registers" / "b_05.csv"


def test_each_file_fills_what_it_knows_and_is_named_as_the_source(services: Services, clerk: int):
    bench = open_draft(services, clerk)
    for row in ("new", "granted", "carried_out"):
        for column in APPLICANT_KEYS:
            value = EXPECTED["applications"][row][column]
            assert bench.built.inputs.leaf("applications", row, column) == value
    assert "申请台账第" in figure(bench, "applications.new.natural_person").source
    assert "记录.txt第" in figure(bench, "active_disclosure.penalties.decisions").source
    stock = figure(bench, "active_disclosure.normative_documents.in_force")
    assert (stock.text, "记录.txt" in stock.source) == ("8", True)
    assert bench.last_year.report is not None
    assert [(g.kind, g.counts["cells"] > 0) for g in what_each_gave(bench)] == [
        ("上年年报", True),
        ("申请台账", True),
        ("工作记录", True),
    ]


def test_a_contradiction_is_settled_by_a_figure(services: Services, clerk: int):
    total = [a for a in open_draft(services, clerk).built.asked if a.question.kind == "differs"]
    assert any("99" in said for a in total for said in a.question.said)  # the notes' total against the register's
    more = Upload("补充.txt", "强制3起\n".encode())
    hand_in(services, clerk, [more], "")
    asked = next(a for a in open_draft(services, clerk).built.asked if a.cell == "active_disclosure.coercion.decisions")
    assert [c.value for c in asked.choices] == ["0", "3"]
    say(services, clerk, [Said(f"figure.{asked.cell}", "3")], "周晓")
    bench = open_draft(services, clerk)
    assert asked.id not in [a.id for a in bench.built.asked]
    assert figure(bench, asked.cell).source == "周晓填写"


def test_figures_of_the_year_that_differ_wait_for_a_choice(services: Services):
    id = begin_draft(services, AGENCY, 2024)
    files = [Upload("甲.txt", "网站发了120条\n".encode()), Upload("乙.txt", "网站发了130条\n".encode())]
    hand_in(services, id, files, "")
    bench = open_draft(services, id)
    [asked] = bench.built.asked
    assert [c.value for c in asked.choices] == ["120", "130"]
    assert [f.value for f in bench.built.inputs.facts] == [None]
    assert any("说法不一致" in p.what for p in bench.written.open)
    say(services, id, [Said(place, value) for place, value in asked.choices[1].steps], "周晓")
    bench = open_draft(services, id)
    assert (bench.built.asked, [str(f.value) for f in bench.built.inputs.facts]) == ([], ["130"])


def test_a_line_of_last_year_that_is_told_anew_says_so(services: Services):
    id = begin_draft(services, "示例省云岭市青禾县柳溪镇人民政府", 2024)
    notes = "“柳溪发布”发了120条\n主动公开：其中惠农补贴70条".encode()
    hand_in(services, id, [Upload("上年.md", (REPORTS / "liuxi-town-2023.md").read_bytes())], "")
    assert {line.told for line in carried_lines(open_draft(services, id))} == {()}
    hand_in(services, id, [Upload("记录.txt", notes)], "")
    told = {line.told: line.words for line in carried_lines(open_draft(services, id)) if line.told}
    assert sorted(told) == [("“柳溪发布”发120条",), ("惠农补贴70条",)]
    assert "推送信息" in told["“柳溪发布”发120条",]


def test_a_figure_of_one_month_is_taken_for_the_year(services: Services):
    id = begin_draft(services, AGENCY, 2024)
    hand_in(services, id, [Upload("记录.txt", "6月办了1次培训\n考核得了91分".encode())], "")
    [asked] = [a for a in open_draft(services, id).built.asked if a.choices]
    say(services, id, [Said(place, value) for place, value in asked.choices[0].steps], "周晓")
    bench = open_draft(services, id)
    assert ("1次" in card(bench, "培训").text, bench.built.asked) == (True, [])
    assert card(bench, "考核得了91分").owner == "own"  # no government, but what was said stands


def test_last_years_lines_count_only_when_they_are_kept(services: Services, clerk: int):
    carried = [i for i in open_draft(services, clerk).built.items if i.carried]
    assert carried
    assert not any("信息查阅点" in c.text for c in cards(open_draft(services, clerk)))
    kept = next(i for i in carried if "信息查阅点" in i.words)
    say(services, clerk, [Said(f"keep.{kept.id}", KEEP)], "")
    assert any("信息查阅点" in c.text for c in cards(open_draft(services, clerk)))
    rest = [Said(f"keep.{i.id}", STRIKE) for i in carried if i.id != kept.id]
    assert any("还没有选" in p.what for p in open_draft(services, clerk).written.open)
    say(services, clerk, rest, "")
    assert not any("还没有选" in p.what for p in open_draft(services, clerk).written.open)


def test_a_registers_words_are_settled_on_the_workbench(services: Services):
    id = begin_draft(services, "示例省云岭市青禾县水务局", 2024)
    hand_in(services, id, [Upload(UNCLEAR.name, UNCLEAR.read_bytes())], "")
    asked = wordings_asked(open_draft(services, id))
    assert asked
    column = next(w for w in asked if w.asked == "received")
    settle_wording(services, id, column, next(iter(column.choices)), "")
    asked = wordings_asked(open_draft(services, id))
    assert all(w.asked != "received" for w in asked)
    first = next(w for w in asked if w.asked == "result")
    assert first.choices["other.misc"] == "（六）其他处理·3.其他"
    with pytest.raises(UserError):
        settle_wording(services, id, first, "nonsense", "")
    settle_wording(services, id, first, next(iter(first.choices)), "")
    assert (first.asked, first.raw) not in [(w.asked, w.raw) for w in wordings_asked(open_draft(services, id))]


def test_an_application_may_be_said_to_be_open_still(services: Services):
    rows = "序号,申请人,申请人类别,收到日期,申请内容,办理结果,答复日期\n1,张某,自然人,2024-03-04,预算,予以公开,\n"
    id = begin_draft(services, "示例省云岭市青禾县水务局", 2024)
    hand_in(services, id, [Upload("台账.csv", rows.encode("utf-8-sig"))], "")
    [asked] = wordings_asked(open_draft(services, id))
    assert (asked.asked, asked.choices) == ("answered", {})
    bench = open_draft(services, id)
    assert [a.question.said for a in bench.built.asked if a.question.subject == TABLE_THREE] == [(SETTLED_HERE,)]
    settle_wording(services, id, asked, "尚未办结", "")
    bench = open_draft(services, id)
    assert bench.built.inputs.leaf("applications", "carried_out", "natural_person") == 1


def test_notes_that_say_nothing_are_no_material(services: Services):
    id = begin_draft(services, AGENCY, 2024)
    told = hand_in(services, id, [Upload("你好.txt", "你好".encode()), Upload("考核.txt", "考核得了91分".encode())], "")
    assert [bool(h.wrong) for h in told] == [True, False]


def test_the_wrong_file_is_told_and_the_others_count(services: Services, clerk: int):
    again = Upload("台账.xlsx", REGISTER.read_bytes())
    told = hand_in(services, clerk, [again, Upload("坏.docx", b"PK\x03\x04nothing")], "")
    assert all(h.wrong for h in told)
    take_out(services, clerk, what_each_gave(open_draft(services, clerk))[1].key, "")
    assert open_draft(services, clerk).built.inputs.leaf("applications", "new", "natural_person") is None


def test_what_is_of_another_year_or_agency_does_not_count(services: Services):
    other = begin_draft(services, "示例省云岭市青禾县水务局", 2026)
    book = io.BytesIO()
    inputs, _ = example("county")
    write_template(book, inputs.year, Material.of(inputs))
    files = [
        Upload("资料表.xlsx", book.getvalue()),
        Upload("去年.docx", last_year()),
        Upload("记录.txt", "2024年公开工作记录\n网站发了120条\n".encode()),
    ]
    told = hand_in(services, other, files, "")
    assert [h.may_count for h in told] == [False, False, False]
    for one, years in zip(told, ("2024年度", "2023年度", "2024年"), strict=True):
        assert years in one.wrong, one
    same_year = begin_draft(services, "示例省云岭市青禾县水务局", inputs.year)
    [asked] = hand_in(services, same_year, files[:1], "")
    assert (asked.may_count, inputs.agency in asked.wrong) == (True, True)
    assert what_each_gave(open_draft(services, other)) == what_each_gave(open_draft(services, same_year)) == []


def test_last_years_report_is_one_and_of_the_same_level(services: Services, clerk: int):
    own, county = Upload("再一份.docx", last_year() + b" "), REPORTS / "qinghe-county-2023.md"
    [second] = hand_in(services, clerk, [own], "", of_any_agency=True)
    assert ("去年.docx" in second.wrong, second.may_count) == (True, False)
    other = begin_draft(services, "示例省云岭市青禾县柳溪镇人民政府", 2024)
    told = hand_in(
        services,
        other,
        [Upload(county.name, county.read_bytes()), Upload("上年.md", (REPORTS / "liuxi-town-2023.md").read_bytes())],
        "",
    )
    assert [(h.kind, h.may_count, "不是同一级" in h.wrong) for h in told] == [
        ("", False, True),
        ("上年年报", False, False),
    ]
    assert open_draft(services, other).last_year.report.agency.name == "示例省云岭市青禾县柳溪镇人民政府"


def test_sources_that_agree_are_one_choice(services: Services):
    """Of three that say 0, 0 and 1 there are two to choose from; a question that two files ask is asked once."""
    said = (("甲.txt", "0"), ("乙.txt", "0"), ("丙.txt", "1"))
    state = open_draft(services, begin_draft(services, AGENCY, 2024)).state
    for name, value in said:
        material = Material(
            cells={"applications.new.commercial": Figure(int(value), name)},
            facts=[FactLine("active", "发布信息", int(value), "条", name)],
            questions=[Question("open", "培训", ("没有说清",))],
        )
        state = state.with_value(f"material.{name}", Given(name, "notes", material).as_json())
    asked = build_inputs(state).asked
    assert len({a.id for a in asked}) == len(asked) == 3
    assert [[c.value for c in a.choices] for a in asked if a.choices] == [["0", "1"], ["0", "1"]]
    for place, value in next(a for a in asked if a.question.subject == "发布信息").choices[0].steps:
        state = state.with_value(place, value)
    assert [f.value for f in build_inputs(state).inputs.facts] == [0]


def test_a_register_without_a_row_of_the_year_says_no_zero(services: Services):
    id = begin_draft(services, AGENCY, 2025)
    [told] = hand_in(services, id, [Upload("台账.xlsx", REGISTER.read_bytes())], "", of_any_agency=True)
    assert "2025年收到0件" in told.note
    bench = open_draft(services, id)
    assert [bench.built.inputs.leaf("applications", "new", c) for c in ("natural_person", "commercial")] == [None, None]
    assert bench.built.inputs.leaf("applications", "carried_in", "natural_person") is not None
    assert any("没有2025年收到的申请" in a.question.subject for a in bench.built.asked)


def test_cells_that_could_not_be_read_are_counted(services: Services):
    book = io.BytesIO()
    inputs, _ = example("county")
    write_template(book, inputs.year, Material.of(inputs))
    sheet = (opened := load_workbook(book))[SHEET_TABLES["applications"]]
    cell = next(c for row in sheet.iter_rows() for c in row if isinstance(c.value, int))
    cell.value = "约3"
    opened.save(bad := io.BytesIO())
    id = begin_draft(services, inputs.agency, inputs.year)
    hand_in(services, id, [Upload("坏.xlsx", bad.getvalue())], "")
    [gave] = what_each_gave(open_draft(services, id))
    assert (gave.open, len(gave.unread)) == (1, 1)
    assert "约3" in gave.unread[0]
