"""The workbench of a draft without a screen: material, figures, words, decisions, two people at once, revisions."""

import io
import json

import pytest
from openpyxl import load_workbook

from nianbao.documents import read
from nianbao.drafting.bench.given import Given
from nianbao.drafting.bench.inputs import Built, build_inputs
from nianbao.drafting.material.found import KEEP, STRIKE, FactLine, Figure, Material, Question
from nianbao.drafting.material.workbook import SHEET_TABLES, write_template
from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.errors import UserError
from nianbao.settings import Settings
from nianbao.store.draft_steps import list_steps
from nianbao.store.drafts import load_docx, load_revision
from nianbao.work.bench.figures import other_figures, paste_block, paste_table, table_figures
from nianbao.work.bench.from_word import word_changes
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
from nianbao.work.bench.model import ask_model, let_finish
from nianbao.work.bench.opening import Bench, begin_draft, drafts_at_work, open_draft, take_revision
from nianbao.work.bench.saying import NO_SENTENCE, ONE_WORDING, Said, other_wording, say, settle_beside, take_back
from nianbao.work.bench.sentences import Card, cards, words_apart
from nianbao.work.bench.versions import go_back, save_revision, saved_as
from nianbao.work.draft import DraftRequest, PassageDone, Watch, draft_report
from nianbao.work.handed.upload import Upload
from nianbao.work.revised.edited_word import EditedWord
from nianbao.work.revised.edited_word import take_back as take_back_word
from nianbao.work.revised.edits import apply_edit, propose
from nianbao.work.services import Services
from tests.conftest import ROOT
from tests.support.draft_inputs import example
from tests.support.files.word_edits import with_words
from tests.support.model.scripted_server import ScriptedServer, json_text
from tests.work.test_template import AGENCY, EXPECTED, NOTES, REGISTER, last_year

REPORTS = ROOT / "corpus" / "reports"
UNCLEAR = ROOT / "tests" / "fixtures" / "registers" / "b_05.csv"


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """One library for all: each test begins a draft of its own."""
    return Services(Settings(data_dir=tmp_path_factory.mktemp("bench")))


def county(services: Services) -> int:
    """A draft of the conversation, as the workbench opens it."""
    inputs, previous = example("county")
    return draft_report(services, DraftRequest(inputs, previous, ask_library=False, offline=True)).id


def figure(bench: Bench, place: str):
    table = place.partition(".")[0]
    found = other_figures(bench) if table in ("on_time", "fees") else table_figures(bench, table)
    return next(f for f in found if f.place == place)


def card(bench: Bench, words: str) -> Card:
    return next(c for c in cards(bench) if words in c.text)


# --- material --------------------------------------------------------------------------------------------------


@pytest.fixture
def clerk(services: Services) -> int:
    id = begin_draft(services, AGENCY, 2024)
    files = [
        Upload("去年.docx", last_year()),
        Upload("台账.xlsx", REGISTER.read_bytes()),
        Upload("记录.txt", NOTES.encode()),
    ]
    told = hand_in(services, id, files[:2], "周晓")
    assert [(h.kind, h.may_count) for h in told] == [("上年年报", False), ("", True)]
    assert "西岭街道办事处" in told[1].wrong
    [counted] = hand_in(services, id, files[1:2], "周晓", of_any_agency=True)
    assert (counted.kind, "2024年收到" in counted.note) == ("申请台账", True)
    assert [h.kind for h in hand_in(services, id, files[2:], "周晓")] == ["工作记录"]
    return id


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


# --- figures ---------------------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_even_when_it_is_no_number(services: Services):
    id = county(services)
    place = "applications.new.natural_person"
    say(services, id, [Said(f"figure.{place}", "约30")], "周晓")
    found = figure(open_draft(services, id), place)
    assert (found.text, "约数" in found.why) == ("约30", True)
    assert figure(open_draft(services, id), "applications.new.total").text.startswith("〔待")
    say(services, id, [Said(f"figure.{place}", "31", found.seen)], "周晓")
    bench = open_draft(services, id)
    assert (figure(bench, place).why, figure(bench, "applications.new.total").text) == ("", "47")
    assert any("自然人31件" in c.text for c in cards(bench))
    for wrong in ("applications.new.total", "applications.processed_total.commercial", "nothing"):
        with pytest.raises(UserError):
            say(services, id, [Said(f"figure.{wrong}", "1")], "")


@pytest.mark.parametrize(
    ("place", "typed"),
    [
        ("active_disclosure.regulations.in_force", "9999999999999999"),
        ("active_disclosure.normative_documents.issued", "1415161718"),
        ("active_disclosure.fees.amount", "0.0000001"),
        ("fees.charged", "99999999999999999"),
        ("on_time", "9999999999999999"),
    ],
)
def test_a_number_that_cannot_be_printed_and_read_back_is_asked_about_in_its_cell(
    services: Services, place: str, typed: str
):
    id = begin_draft(services, AGENCY, 2024)
    say(services, id, [Said("basic.blank_zero", True), Said(f"figure.{place}", typed)], "周晓")
    bench = open_draft(services, id)
    wrong = figure(bench, place)
    assert (wrong.text, "位数太多" in wrong.why) == (typed, True)
    assert [o.place for o in bench.written.open if wrong.why in o.what] == [place]
    assert save_revision(services, id, "").new


def test_the_longest_numbers_add_up(services: Services):
    id = begin_draft(services, AGENCY, 2024)
    whole = {f"figure.applications.{r}.{c}": "9" * 9 for r in ("new", "carried_out") for c in APPLICANT_KEYS}
    say(services, id, [Said("basic.blank_zero", True), *(Said(p, v) for p, v in whole.items())], "周晓")
    assert figure(open_draft(services, id), "applications.new.total").text == str(6 * 999999999)
    assert save_revision(services, id, "").new


def test_blanks_are_zero_only_when_a_person_says_so(services: Services):
    id = begin_draft(services, AGENCY, 2024)
    assert len(open_draft(services, id).written.open) > 100
    say(services, id, [Said("basic.blank_zero", True), Said("basic.signed_on", "2025年1月20日")], "")
    bench = open_draft(services, id)
    assert not any(p.table for p in bench.written.open)
    assert figure(bench, "applications.new.commercial").source == "空格按0计"
    assert bench.written.signature[1] == "2025年1月20日"
    with pytest.raises(UserError, match="不是日期"):
        say(services, id, [Said("basic.signed_on", "过年前")], "")


def rows(bench: Bench, totals: bool) -> str:
    """Table three as it is copied out of a workbook."""
    lines: dict[str, list[str]] = {}
    for f in table_figures(bench, "applications"):
        row = f.place.removeprefix("applications.").rpartition(".")[0]
        if (
            not f.parts
            or (totals and row != "processed_total")
            or (totals and f.place.endswith("processed_total.total"))
            or totals
        ):
            lines.setdefault(row, []).append(f.text)
    return "\n".join("\t".join(cells) for cells in lines.values())


@pytest.mark.parametrize("totals", [True, False])
def test_a_table_is_pasted_strictly(services: Services, totals: bool):
    source = open_draft(services, county(services))
    id = begin_draft(services, AGENCY, 2024)
    text = rows(source, totals)
    done = paste_table(services, open_draft(services, id), "applications", text, "周晓")
    assert (done.refused, len(done.taken)) == ([], 6 * 24)
    bench = open_draft(services, id)
    assert [f.text for f in table_figures(bench, "applications")] == [
        f.text for f in table_figures(source, "applications")
    ]
    dirty = text.replace("31\t9", "约31\t—", 1)
    assert dirty != text
    again = paste_table(services, bench, "applications", dirty, "周晓")
    assert [(r.line, r.text) for r in again.refused][:2] == [(1, "约31"), (1, "—")]
    assert again.taken == []
    assert figure(open_draft(services, id), "applications.new.natural_person").text == "31"


def test_a_paste_of_the_wrong_shape_changes_nothing(services: Services):
    id = begin_draft(services, AGENCY, 2024)
    done = paste_table(services, open_draft(services, id), "applications", "1\t2\n3\t4", "")
    assert (len(done.taken), len(done.refused)) == (0, 1)
    assert "对不上" in done.refused[0].why
    labelled = "项目\t自然人\t商业企业\n一、本年新收政府信息公开申请数量\t3\t1\t0\t0\t0\t0\t5\n"
    done = paste_table(services, open_draft(services, id), "applications", labelled, "")
    assert len(done.taken) == 6
    assert "合计写的是5，各格相加是4" in done.refused[0].why


def test_a_block_goes_where_it_is_put_and_what_sticks_out_is_told(services: Services):
    id = begin_draft(services, AGENCY, 2024)
    block = "1\t2\n三\t4\t5"
    done = paste_block(services, open_draft(services, id), "applications.new.other", block, "")
    assert [(d.place, r.text) for d, r in zip(done.taken, done.refused, strict=False)] == [
        ("figure.applications.new.other", "三")
    ]
    assert [r.text for r in done.refused] == ["三", "5"]


# --- words -----------------------------------------------------------------------------------------------------


def test_a_persons_words_keep_the_numbers_of_the_ledger(services: Services):
    id = county(services)
    fact = card(open_draft(services, id), "现行有效")
    words = fact.edits[0].text.replace("现行有效", "至年底仍然有效", 1)
    say(services, id, [Said(f"words.{fact.key}", words)], "周晓")
    say(services, id, [Said("figure.active_disclosure.normative_documents.issued", "9")], "周晓")
    now = card(open_draft(services, id), "至年底仍然有效")
    assert (now.owner, now.changed, "9件" in now.text) == ("own", True, True)
    assert "现行有效" in (now.original or "")
    for bad, why in (
        (words.replace("{{active_disclosure.normative_documents.issued}}", "9件"), "原样留着"),
        (words + "同比增长30%。", "手写的数字"),
        ("", "不能是空的"),
        (words + "{x}", "花括号"),
    ):
        with pytest.raises(UserError, match=why):
            say(services, id, [Said(f"words.{now.key}", bad)], "")
    with pytest.raises(UserError, match=NO_SENTENCE[:8]):
        say(services, id, [Said("words.nothing", "x")], "")
    say(services, id, [Said(f"words.{now.key}", None, now.seen)], "")
    assert card(open_draft(services, id), "9件").owner == "fact"


def test_words_for_a_sentence_that_is_gone_stay_to_be_seen(services: Services):
    id = county(services)
    fact = card(open_draft(services, id), "规范性文件")
    say(services, id, [Said(f"words.{fact.key}", fact.edits[0].text + "详见专栏。")], "")
    zero = [f"figure.active_disclosure.normative_documents.{c}" for c in ("issued", "repealed", "in_force")]
    say(services, id, [Said(place, "0") for place in zero], "")
    assert [a.template[-5:] for a in words_apart(open_draft(services, id))] == ["详见专栏。"]


def test_own_lines_are_edited_where_they_are_kept(services: Services):
    id = county(services)
    own = card(open_draft(services, id), "惠农补贴")
    line = own.edits[0]
    say(services, id, [Said(line.place, line.value | {"text": "集中公开惠农补贴信息"}, line.seen)], "周晓")
    assert card(open_draft(services, id), "集中公开惠农补贴信息，")
    problem = card(open_draft(services, id), "一是部分单位").edits[0]
    say(services, id, [Said(problem.place, problem.value | {"problem": "解读不够"})], "")
    assert card(open_draft(services, id), "一是解读不够")
    line = card(open_draft(services, id), "惠农补贴").edits[0]
    new = Said("item.practices.new1", {"aspect": "platform", "text": "开设专栏"})
    say(services, id, [new, Said(line.place, None, line.seen)], "")
    texts = "".join(c.text for c in cards(open_draft(services, id)))
    assert "开设专栏" in texts
    assert "惠农补贴" not in texts
    with pytest.raises(UserError):
        say(services, id, [Said("item.practices.new2", {"aspect": "nowhere", "text": "x"})], "")


def test_nothing_is_kept_that_would_shut_the_draft(services: Services):
    id = county(services)
    lines = [Said(f"item.problems.p{n}", {"problem": f"问题{n}", "measure": ""}) for n in range(12)]
    with pytest.raises(UserError):
        say(services, id, lines, "")
    say(services, id, lines[:10], "")
    assert open_draft(services, id).state.value("item.problems.p9")


def test_another_wording_says_the_same_numbers(services: Services):
    id = county(services)
    before = card(open_draft(services, id), "按期答复")
    done = other_wording(services, id, before.key, "")
    after = next(c for c in cards(open_draft(services, id)) if c.key == before.key)
    assert after.text != before.text
    assert sorted(e for _, e in after.pieces if e) == sorted(e for _, e in before.pieces if e)
    take_back(services, id, done, "")
    assert next(c for c in cards(open_draft(services, id)) if c.key == before.key).text == before.text
    whole = [c.text for c in cards(open_draft(services, id))]
    other_wording(services, id, "", "")
    assert [c.text for c in cards(open_draft(services, id))] != whole
    fixed = card(open_draft(services, id), "惠农补贴")
    with pytest.raises(UserError, match=ONE_WORDING[:6]):
        other_wording(services, id, fixed.key, "")


# --- proposals, two people, revisions --------------------------------------------------------------------------


def with_proposal(services: Services) -> int:
    """A draft in which a model proposed a sentence, as the conversation keeps it."""
    from nianbao.drafting.arrangement import Proposal
    from nianbao.drafting.bench.writing import arranged_as_json
    from nianbao.store.drafts import append_revision

    id = county(services)
    content = load_revision(services.db, id).content
    items = [Proposal("推动公开工作向基层延伸"), Proposal("加强队伍建设")]
    content["arranged"] = {"management": arranged_as_json(items)}
    append_revision(services.db, id, content, author="drafting", writer="model")
    return id


def test_a_proposal_counts_when_a_person_takes_it(services: Services):
    id = with_proposal(services)
    bench = open_draft(services, id)
    take, drop = card(bench, "向基层延伸"), card(bench, "队伍建设")
    assert {take.owner, drop.owner} == {"proposed"}
    done = say(services, id, [Said(f"proposal.{take.key}", "taken"), Said(f"proposal.{drop.key}", "dropped")], "周晓")
    bench = open_draft(services, id)
    assert card(bench, "向基层延伸").owner == "own"
    assert not any("队伍建设" in c.text for c in cards(bench))
    assert not any(p.kind == "proposed" for p in bench.written.open)
    take_back(services, id, done, "周晓")
    assert card(open_draft(services, id), "队伍建设").owner == "proposed"


class Gone(BaseException):
    """As a page that is drawn anew ends its run."""


def test_a_page_that_goes_away_stops_the_model_and_keeps_what_it_has_done(services: Services):
    plan = {"plan": [{"proposed": "推动公开工作向基层延伸"}]}

    def goes(_: PassageDone) -> None:
        raise Gone

    with ScriptedServer(lambda _: json_text(plan)) as server:
        told = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "scripted"}
        with_model = Services(Settings(data_dir=services.settings.data_dir, model="scripted", **told))
        id = county(services)
        with pytest.raises(Gone):
            ask_model(with_model, id, "", Watch(passage=goes))
        assert len(server.requests) == 1
    let_finish(services, id)  # nothing is at work: at once
    assert [c.adds_to for c in cards(open_draft(services, id)) if c.owner == "proposed"] == ["active"]


def test_two_who_type_at_one_place_both_keep_their_words(services: Services):
    id = county(services)
    place = "figure.applications.new.natural_person"
    [first] = say(services, id, [Said(place, "40")], "周晓")
    [second] = say(services, id, [Said(place, "41", seen=0)], "孙明")
    assert (first.beside, second.beside) == (False, True)
    bench = open_draft(services, id)
    assert bench.state.value(place) == "40"
    assert [(b.value, b.author) for b in bench.state.beside[place]] == [("41", "孙明")]
    settle_beside(services, id, place, "41", "周晓")
    bench = open_draft(services, id)
    assert (bench.state.value(place), bench.state.beside) == ("41", {})
    [mine] = say(services, id, [Said(place, "42", seen=0)], "周晓", own=[bench.state.last])
    assert not mine.beside
    assert [s.value for s in list_steps(services.db, id) if s.place == place] == ["40", "41", "41", "42"]


def test_a_revision_holds_the_work_and_gives_it_back(services: Services):
    id = county(services)
    fact = card(open_draft(services, id), "按期答复")
    say(services, id, [Said(f"words.{fact.key}", fact.edits[0].text.replace("按期", "在期限内"))], "周晓")
    saved = save_revision(services, id, "周晓")
    assert saved.new
    assert not save_revision(services, id, "周晓").new
    word = read(load_docx(services.db, id, saved.number) or b"", "初稿.docx")
    assert "在期限内答复" in word.text("overview")
    content = load_revision(services.db, id, saved.number).content
    assert content["inputs"]["agency"] == example("county")[0].agency
    say(services, id, [Said("figure.applications.new.natural_person", "99")], "")
    assert saved_as(services, open_draft(services, id)) is None
    back = go_back(services, id, saved.number, save_revision(services, id, "").number, "周晓")
    bench = open_draft(services, id)
    assert saved_as(services, bench) == back.number
    assert figure(bench, "applications.new.natural_person").text == "31"
    assert card(bench, "在期限内答复")


def test_a_revision_made_elsewhere_is_announced(services: Services):
    id = county(services)
    assert open_draft(services, id).newer is None
    from nianbao.store.drafts import append_revision

    append_revision(services.db, id, load_revision(services.db, id).content, author="经办人", writer="built-in")
    assert open_draft(services, id).newer == 2
    take_revision(services, id, 2)
    assert open_draft(services, id).newer is None
    assert drafts_at_work(services)[0].id == id


def test_the_ledger_names_the_source_of_each_figure(services: Services, clerk: int):
    ledger = open_draft(services, clerk).written.ledger
    assert "申请台账第" in (ledger["applications.new.natural_person"].source or "")
    assert ledger["applications.new.total"].formula
    data = json.dumps(ledger.as_json(), ensure_ascii=False)
    assert "记录.txt第" in data
    assert isinstance(open_draft(services, clerk).built, Built)


def test_a_change_asked_for_in_the_conversation_is_made_on_the_workbench(services: Services):
    id = county(services)
    fact = card(open_draft(services, id), "按期答复")
    say(services, id, [Said(f"words.{fact.key}", fact.edits[0].text.replace("按期", "在期限内"))], "周晓")
    asked = propose(services, id, 1, "把“惠农补贴”改成“惠民补贴”", None)
    kept = apply_edit(services, asked.as_json(), "")
    assert (kept.id, kept.revision) == (id, 2)
    bench = open_draft(services, id)
    assert card(bench, "惠民补贴")
    assert card(bench, "在期限内答复")
    assert bench.newer is None
    with pytest.raises(UserError, match="刚刚变了"):
        apply_edit(services, asked.as_json(), "")
    more = propose(services, id, 2, "加一句：开展政务开放日活动", None)
    assert apply_edit(services, more.as_json(), "").revision == 3
    assert card(open_draft(services, id), "政务开放日")
    figure_now = propose(services, id, 3, "把政策解读材料的数改成60篇", None)
    apply_edit(services, figure_now.as_json(), "")
    assert "解读材料60篇" in card(open_draft(services, id), "解读材料").text


def test_a_model_arranges_and_its_own_words_wait_for_a_person(services: Services):
    plan = {"plan": [{"ids": ["practice.management.1"]}, {"proposed": "推动公开工作向基层延伸"}]}
    with ScriptedServer(lambda _: json_text(plan)) as server:
        told = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "scripted"}
        with_model = Services(Settings(data_dir=services.settings.data_dir, model="scripted", **told))
        id = county(services)
        own = card(open_draft(services, id), "惠农补贴").edits[0]
        say(services, id, [Said(own.place, own.value | {"text": "公开惠农补贴信息"}, own.seen)], "")
        arranged = ask_model(with_model, id, "周晓")
    assert arranged.proposals == arranged.passages > 3
    say(services, id, [Said("item.practices.first", {"aspect": "management", "text": "开展目录培训"})], "")
    bench = open_draft(services, id)
    assert card(bench, "公开惠农补贴信息")
    proposed = [c for c in cards(bench) if c.owner == "proposed"]
    assert {"向基层延伸" in c.text for c in proposed} == {True}
    assert bench.written.model_name == "scripted"
    with pytest.raises(UserError, match="没有配置模型"):
        ask_model(services, id, "")


def test_what_was_changed_in_word_is_taken_over(services: Services):
    id = county(services)
    number = save_revision(services, id, "").number
    word = load_docx(services.db, id, number) or b""
    fact = card(open_draft(services, id), "按期答复")
    own = card(open_draft(services, id), "台账")
    edited = with_words(word, fact.text, fact.text.replace("答复", "办理答复"))
    edited = with_words(edited, "建立受理、转办、审核、答复台账", "建立办理台账")
    edited = with_words(edited, "清理失效文件83份", "清理失效文件84份")
    taken = take_back_word(services, EditedWord("改.docx", edited, id, "周晓"))
    assert taken.matched.counts["differs"] == 1
    changes = word_changes(services, open_draft(services, id))
    assert [c.said is not None for c in changes] == [True, True, False]
    for change in changes:
        if change.said is not None:
            say(services, id, [change.said], "周晓")
    bench = open_draft(services, id)
    assert card(bench, "办理答复").key == fact.key
    assert card(bench, "建立办理台账").key == own.key
    assert [c.after for c in word_changes(services, bench)] == [changes[2].after]


def test_going_back_to_a_word_file_keeps_what_was_taken_over_from_it(services: Services):
    id = county(services)
    first = save_revision(services, id, "").number
    word = load_docx(services.db, id, first) or b""
    edited = with_words(word, "建立受理、转办、审核、答复台账", "建立办理台账")
    edited = with_words(edited, "改版政府信息公开专栏检索功能", "改版专栏检索")
    from_word = take_back_word(services, EditedWord("改.docx", edited, id, "周晓")).kept.number
    taken = next(c for c in word_changes(services, open_draft(services, id)) if "建立办理台账" in c.after)
    say(services, id, [taken.said], "周晓")
    latest = save_revision(services, id, "周晓").number
    say(services, id, [Said("item.practices.u1", {"aspect": "management", "text": "修订公开目录"})], "周晓")
    go_back(services, id, from_word, latest, "周晓")
    bench = open_draft(services, id)
    assert card(bench, "建立办理台账")
    assert not any("修订公开目录" in c.text for c in cards(bench))
    assert ["改版专栏检索" in c.after for c in word_changes(services, bench)] == [True]


def test_a_gap_that_was_filled_in_word_is_taken_over(services: Services):
    id = begin_draft(services, "示例省云岭市白榆县人民政府", 2024)
    word = load_docx(services.db, id, save_revision(services, id, "").number) or b""
    filled = {
        "责任追究结果": "没有单位或个人因政府信息公开工作被追究责任",
        "存在的主要问题": "政策解读形式单一",
        "对应的改进措施": "推广图解和短视频",
        "政府信息管理的做法": "修订公开目录，其中〔待填〕项",
    }
    for what, words in filled.items():
        gap = next(c.text for c in cards(open_draft(services, id)) if c.fills == what)
        word = with_words(word, f"〔待填：{what}〕", words) if f"{what}〕。" in gap else word
    take_back_word(services, EditedWord("改.docx", word, id, "周晓"))
    changes = word_changes(services, open_draft(services, id))
    assert len(changes) == len(filled)
    assert [c.after for c in changes if c.said is None] == [filled["政府信息管理的做法"] + "。"]
    for change in changes:
        if change.said is not None:
            say(services, id, [change.said], "周晓")
    bench = open_draft(services, id)
    assert {"责任追究结果", "存在的主要问题", "对应的改进措施"}.isdisjoint(c.fills for c in cards(bench))
    assert filled["责任追究结果"] in card(bench, "追究责任").text
    assert [(i.value["problem"], i.value["measure"]) for i in bench.built.items if i.family == "problems"] == [
        (filled["存在的主要问题"], filled["对应的改进措施"])
    ]
    assert [c.said for c in word_changes(services, bench)] == [None]
