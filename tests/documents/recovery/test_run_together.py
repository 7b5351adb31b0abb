"""Tables printed without separators: exactly the truth, or undecided with a reason; never a wrong cell."""

import random
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nianbao.documents.recovery.figures import COUNT, MAX_DIGITS, MONEY, SIGNED_COUNT, certain_cells, row_readings
from nianbao.documents.recovery.run_together import decode_run_together, split_flat_text
from nianbao.documents.stream import Grid, Paragraph
from nianbao.documents.tables.reader import Sheet, read_table
from nianbao.documents.tables.table_four import read_table_four
from nianbao.report import LAYOUT_2019, LAYOUT_2021, Cell, Table
from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.form import official_grid
from nianbao.report.layout import outcome_group
from tests.support.reports import Truth, truths
from tests.support.tables import balanced_tables, proceedings_tables

ACTIVE, APPLICATIONS, PROCEEDINGS = LAYOUT_2021.tables.values()


def run_together(table, gap=lambda: ""):
    """All texts of the official form in reading order, ``gap`` between them."""
    return "".join(cell.text + gap() for cell in official_grid(table.layout, table).cells())


def values(table):
    return {address: cell.raw for address, cell in table.cells.items()}


def decoded(text, layout, key):
    """Raw texts of the table in a text, or None when it is undecided."""
    result = decode_run_together([Paragraph(text)], [key])
    if key in result.undecided:
        assert key not in result.decoded
        assert result.undecided[key]
        return None
    read = read_table_four if key == "proceedings" else read_table
    table = read(layout.tables[key], [Sheet(result.decoded[key])])
    assert {cell.origin for cell in table.cells.values()} == {"decoded"}
    return values(table)


def reason(text, key):
    return decode_run_together([Paragraph(text)], [key]).undecided[key]


def applications(**rows):
    """Table three with the rows given as natural_person, commercial; all else zero, sums filled in."""
    cells = dict.fromkeys(APPLICATIONS.addresses, 0)
    for row, (person, company) in rows.items():
        cells |= {(row, "natural_person"): person, (row, "commercial"): company, (row, "total"): person + company}
    return Table(APPLICATIONS, {a: Cell.of(v) for a, v in cells.items()})


def proceedings(*figures):
    return Table(PROCEEDINGS, {a: Cell.of(v) for a, v in zip(PROCEEDINGS.addresses, figures, strict=True)})


# --- never wrong ----------------------------------------------------------------------------------------------

gaps = st.sampled_from([0.0, 0.0, 0.1, 1.0])


def spaced(share, seed):
    chance = random.Random(seed)
    return lambda: " " if chance.random() < share else ""


@settings(max_examples=25)
@given(balanced_tables(top=40), gaps, st.integers(0, 99))
def test_table_three_is_the_truth_or_undecided(table, share, seed):
    assert decoded(run_together(table, spaced(share, seed)), LAYOUT_2021, "applications") in (values(table), None)


@settings(max_examples=30)
@given(proceedings_tables(top=15), gaps, st.integers(0, 99))
def test_table_four_is_the_truth_or_undecided(table, share, seed):
    assert decoded(run_together(table, spaced(share, seed)), LAYOUT_2021, "proceedings") in (values(table), None)


@settings(max_examples=25)
@given(st.data())
def test_a_damaged_table_is_never_read_as_another(data):
    """A cell emptied or changed: what was printed may come out where all is separated, nothing else may.

    No cell becomes 00, and 1, 2 no blank and 12: the text would be that of the undamaged table.
    """
    table = data.draw(st.one_of(balanced_tables(top=9), proceedings_tables(top=9)))
    cells = dict(table.cells)
    for address in data.draw(st.lists(st.sampled_from(sorted(cells)), min_size=1, max_size=3, unique=True)):
        cells[address] = Cell.read(data.draw(st.sampled_from(["", "/", "1", "12", f"{cells[address].value or 1}0"])))
    broken = Table(table.layout, cells)
    assume(run_together(broken) != run_together(table))
    assert decoded(run_together(broken), LAYOUT_2021, table.layout.key) in (values(broken), None)


def usual_table(chance):
    """What most agencies print: few applicants but persons, most outcomes zero."""
    v = {}
    for c in APPLICANT_KEYS:
        share, top = (0.4, 300) if c == "natural_person" else (0.08, 20)
        for r in (r.key for r in APPLICATIONS.blocks[0].rows if outcome_group(r.key)):
            v[r, c] = int(top ** chance.random()) if chance.random() < share else 0
        done = sum(v.values()) - sum(x for (_, k), x in v.items() if k != c)
        v["processed_total", c], v["carried_out", c], v["carried_in", c] = done, done // 9, done // 12
        v["new", c] = done + done // 9 - done // 12
    rows = dict.fromkeys(r for r, _ in v)
    v |= {(r, "total"): sum(v[r, c] for c in APPLICANT_KEYS) for r in rows}
    return Table(APPLICATIONS, {a: Cell.of(v[a]) for a in APPLICATIONS.addresses})


def test_the_usual_table_is_decoded_and_quickly():
    chance = random.Random(20)
    for _ in range(12):
        table = usual_table(chance)
        text = run_together(table)
        began = time.process_time()
        assert decoded(text, LAYOUT_2021, "applications") == values(table)
        assert time.process_time() - began < 1


# --- ambiguous, impossible, torn ------------------------------------------------------------------------------


def test_two_solutions_are_undecided():
    one = applications(new=(11, 0), granted=(11, 0), processed_total=(11, 0))
    other = applications(new=(1, 10), granted=(1, 10), processed_total=(1, 10))
    assert run_together(one) == run_together(other)
    assert "“（一）予以公开”、“（七）总计”的数字按勾稽关系仍有不止一种断开方法" in reason(
        run_together(one), "applications"
    )


def test_one_printed_boundary_can_decide():
    table = applications(new=(1, 10), granted=(1, 10), processed_total=(1, 10))
    text = run_together(table).replace("（一）予以公开110", "（一）予以公开1 10")
    assert decoded(text, LAYOUT_2021, "applications") == values(table)


def test_table_four_with_two_solutions_is_undecided():
    one, other = proceedings(11, 0, 0, 0, 11, *[0] * 10), proceedings(1, 10, 0, 0, 11, *[0] * 10)
    assert run_together(one) == run_together(other)
    assert "不止一种断开方法" in reason(run_together(one), "proceedings")


SEPARATED = applications(new=(5, 1), granted=(4, 0), processed_total=(4, 1))


def test_a_table_with_every_separator_is_read_as_printed_even_if_its_sums_are_wrong():
    assert decoded(run_together(SEPARATED, lambda: " "), LAYOUT_2021, "applications") == values(SEPARATED)
    assert "没有一种断开方法能使全部勾稽关系成立" in reason(run_together(SEPARATED), "applications")


GOOD = applications(new=(5, 1), granted=(5, 0), partial=(0, 1), processed_total=(5, 1))
TORN = [
    ("a word lost", "3.要求提供公开出版物", "3.要求公开出版物", "“2.重复申请”后面夹有其他文字“00000003.要求公…”"),
    ("a row lost", "2.重复申请0000000", "", "没有按统一格式的顺序找到“2.重复申请”"),
    ("an ordinal lost", "2.重复申请", "重复申请", "“1.信访举报投诉类申请”后面夹有其他文字"),
    ("the point of an ordinal lost", "2.重复申请", "2重复申请", "“1.信访举报投诉类申请”后面夹有其他文字"),
    ("the last row lost", "四、结转下年度继续办理0000000", "", "没有找到“四、结转下年度继续办理”"),
    ("rows in another order", "商业企业科研机构", "科研机构商业企业", "商业企业"),
    ("a page number with dashes", "2.重复申请0000000", "2.重复申请0000000- 4 -", "夹有其他文字"),
    ("a page number", "2.重复申请0000000", "2.重复申请0000000 4", "断不出7个"),
    ("a leading zero", "2.重复申请0000000", "2.重复申请00000001", "断不出7个"),
    ("a cell empty", "2.重复申请0000000", "2.重复申请000000", "断不出7个"),
    ("a row empty", "2.重复申请0000000", "2.重复申请", "“2.重复申请”后面没有数字"),
    ("figures before their label", "2.重复申请0000000", "0000000 2.重复申请", "“2.重复申请”后面没有数字"),
    ("a dash", "2.重复申请0000000", "2.重复申请000-000", "夹有其他文字“000-000”"),
    ("figures behind the header", "其他一、", "其他0000000一、", "表头各栏之间夹有其他文字"),
    ("a figure too long", "2.重复申请0", "2.重复申请" + "9" * MAX_DIGITS, "可能的断开方法太多"),
    (
        "a sentence glued to the last figure",
        "继续办理0000000",
        "继续办理00000002022年，",
        "最后的数字与后面的文字连在一起",
    ),
]


@pytest.mark.parametrize(("why", "old", "new", "said"), TORN, ids=[case[0] for case in TORN])
def test_a_torn_table_is_undecided_with_its_reason(why, old, new, said):
    text = run_together(GOOD)
    assert old in text
    assert said in reason(text.replace(old, new), "applications"), why


PRINTED = [
    ("half-width brackets", "（一）予以公开", "(一) 予以公开"),
    ("another point", "2.重复申请", "2、重复申请"),
    ("full-width digits", "2.重复申请0000000", "２．重复申请０００００００"),
    ("straight quotes", "“三安全一稳定”", '"三安全一稳定"'),
    ("a label over two lines", "（四）无法提供", "（四）无\n法提供"),
    ("the short label", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
    ("no hint", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", ""),
    ("the group in front of every row", "2.其他法律行政法规", "（三）不予公开2.其他法律行政法规"),
    (
        "total behind the others",
        "总计商业企业科研机构社会公益组织法律服务机构其他",
        "商业企业科研机构社会公益组织法律服务机构其他总计",
    ),
    ("a note behind", "继续办理0000000", "继续办理0000000 注：含镇街数据。"),
]


@pytest.mark.parametrize(("why", "old", "new"), PRINTED, ids=[case[0] for case in PRINTED])
def test_accidents_of_printing_are_forgiven(why, old, new):
    text = run_together(GOOD)
    assert old in text
    assert decoded(text.replace(old, new), LAYOUT_2021, "applications") == values(GOOD), why


def test_one_row_of_other_outcomes():
    text = run_together(GOOD)
    start, end = text.index("1.申请人无正当"), text.index("（七）总计")
    single = decoded(text[:start] + "0000000" + text[end:], LAYOUT_2021, "applications")
    assert single["other", "total"] == "0"
    assert ("other.misc", "total") not in single
    old = decoded((text[:start] + "0000000" + text[end:]).replace("其他处理", "其他"), LAYOUT_2019, "applications")
    assert old["other", "total"] == "0"


# --- table two ------------------------------------------------------------------------------------------------

CELLS = [
    ("000", [COUNT] * 3, ("0", "0", "0")),
    ("12 3 45", [COUNT] * 3, ("12", "3", "45")),
    ("0 00", [COUNT] * 3, ("0", "0", "0")),
    ("/ / /", [COUNT] * 3, ("/", "/", "/")),
    ("123456", [COUNT] * 3, None),
    ("123", [COUNT] * 3, None),  # 12|3| with an empty cell
    ("12 345", [COUNT] * 3, None),
    ("0000", [COUNT] * 3, None),
    ("00", [COUNT] * 3, None),
    ("///", [COUNT] * 3, None),
    ("4321", [COUNT], ("4321",)),
    ("43 21", [COUNT], None),
    ("0432", [COUNT], None),
    ("120.345678", [MONEY], ("120.345678",)),
    ("12.5万元", [MONEY], ("12.5万元",)),
    ("1,234.5", [MONEY], ("1,234.5",)),
    ("+1 -2 0", [COUNT, SIGNED_COUNT, COUNT], None),
    ("1 -2 0", [COUNT, SIGNED_COUNT, COUNT], ("1", "-2", "0")),
    ("1-20", [COUNT, SIGNED_COUNT, COUNT], None),
]


@pytest.mark.parametrize(("text", "patterns", "cells"), CELLS, ids=[case[0] for case in CELLS])
def test_rows_without_an_equation_must_leave_no_choice(text, patterns, cells):
    assert certain_cells(text, patterns) == cells


def active(*figures, layout=LAYOUT_2021):
    table = layout.tables["active_disclosure"]
    return Table(table, {a: Cell.read(v) for a, v in zip(table.addresses, figures, strict=True)})


def test_table_two_is_decoded_when_every_cell_is_certain():
    table = active("0", "0", "0", "0", "0", "0", "318", "47", "6", "1024.55")
    assert decoded(run_together(table), LAYOUT_2021, "active_disclosure") == values(table)
    table = active("0", "0", "0", "21", "4", "130", "318", "47", "6", "1024.55")
    assert decoded(run_together(table, lambda: " "), LAYOUT_2021, "active_disclosure") == values(table)
    assert "“行政规范性文件”一行的数字“214130”有不止一种断开方法" in reason(run_together(table), "active_disclosure")


def test_table_two_of_the_2019_form():
    table = active(*["0"] * 22, layout=LAYOUT_2019)
    assert decoded(run_together(table), LAYOUT_2019, "active_disclosure") == values(table)
    table = active(
        *[
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "+1",
            "9",
            "10",
            "-2",
            "12",
            "13",
            "0",
            "15",
            "16",
            "+3",
            "18",
            "19",
            "20",
            "30",
            "40.5",
        ],
        layout=LAYOUT_2019,
    )
    assert decoded(run_together(table, lambda: " "), LAYOUT_2019, "active_disclosure") == values(table)


def test_a_sentence_that_names_the_rows_is_no_table():
    prose = "全年办理行政许可318件，行政处罚47件，行政强制6件，行政事业性收费12万元，制发规范性文件3件，规章0件。"
    result = decode_run_together([Paragraph(prose)])
    assert (result.blocks, result.decoded, result.undecided) == ((Paragraph(prose),), {}, {})


def test_row_readings_reckon_with_empty_cells():
    assert {r.values for r in row_readings("1000001", 7)} == {(1, 0, 0, 0, 0, 0, 1)}
    assert all(r.blanks for r in row_readings("1212", 7))


# --- the page -------------------------------------------------------------------------------------------------

TITLE = "示例省云岭市青禾县2022年政府信息公开工作年度报告"
TABLES = {
    "two": run_together(active("0", "0", "0", "21", "4", "130", "318", "47", "6", "1024.55")),
    "three": run_together(GOOD),
    "four": run_together(proceedings(1, 0, 2, 0, 3, *[0] * 10)),
}
PAGE = (
    f"当前位置： 首页政务公开 {TITLE} 来源：青禾县政府办 时间：2023-01-18 09:30 微信 微博 --> 根据条例编制本报告。"
    "本报告包括总体情况、主动公开政府信息情况等六个部分。一、总体情况2022年，我县做好公开工作。（一）主动公开方面。公开信息120条。"
    "（二）依申请公开方面。依照条例第三十三条第（二）项办理6件。"
    f"二、主动公开政府信息情况 {TABLES['two']}三、收到和处理政府信息公开申请情况{TABLES['three']}"
    f" 四、政府信息公开行政复议、行政诉讼情况 {TABLES['four']}五、存在的主要问题及改进情况（一）存在的主要问题：解读不够。"
    "（二）改进措施：加强培训。六、其他需要报告的事项无收取信息处理费情况。 附件下载"
)


def test_a_page_in_one_line_comes_apart():
    result = decode_run_together(split_flat_text([Paragraph(PAGE, page=1)]))
    assert [b.text if isinstance(b, Paragraph) else "表" for b in result.blocks] == [
        TITLE,
        "根据条例编制本报告。本报告包括总体情况、主动公开政府信息情况等六个部分。",
        "一、总体情况",
        "2022年，我县做好公开工作。",
        "（一）主动公开方面。公开信息120条。",
        "（二）依申请公开方面。依照条例第三十三条第（二）项办理6件。",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "表",
        "四、政府信息公开行政复议、行政诉讼情况",
        "表",
        "五、存在的主要问题及改进情况",
        "（一）存在的主要问题：解读不够。",
        "（二）改进措施：加强培训。",
        "六、其他需要报告的事项",
        "无收取信息处理费情况。",
    ]
    assert list(result.undecided) == ["active_disclosure"]
    assert set(result.decoded) == {"applications", "proceedings"}
    assert [(n.code, n.message[:5]) for n in result.notices] == [("decoded", "表三、表四")]
    assert {c.page for b in result.blocks if isinstance(b, Grid) for row in b.rows for c in row} == {1}


def test_a_table_over_several_lines_is_cut_out_and_prose_around_it_stays():
    text = run_together(GOOD)
    middle = text.index("（三）不予公开")
    lines = ["今年办件较多。", f"情况见下表。{text[:middle]}", f"{text[middle:]} 注：含镇街。", "特此说明。"]
    blocks = decode_run_together([Paragraph(line) for line in lines], ["applications"]).blocks
    texts = [b.text if isinstance(b, Paragraph) else "表" for b in blocks]
    assert texts == ["今年办件较多。", "情况见下表。", "表", "注：含镇街。", "特此说明。"]


FLAT = "{0}一、总体情况{1}二、主动公开政府信息情况{1}"
SPLITS = [
    ("headings inside", FLAT.format("引言。", "今年公开信息一百二十条，全部按时更新。"), ["引言。", "一、总体情况"]),
    (
        "arabic ordinals glued to a figure",
        "办理12、主动公开政府信息情况良好三、收到和处理政府信息公开申请情况没有收到任何申请，也没有结转。",
        ["办理1"],
    ),
    (
        "a contents line in front",
        "目录一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况 一、总体情况今年公开信息一百条。二、主动公开政府信息情况见表。三、收到和处理政府信息公开申请情况见表。",
        [
            "目录一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况",
            "一、总体情况",
            "今年公开信息一百条。",
        ],
    ),
]


@pytest.mark.parametrize(("why", "text", "pieces"), SPLITS, ids=[case[0] for case in SPLITS])
def test_flat_lines_are_split_at_section_headings(why, text, pieces):
    assert [b.text for b in split_flat_text([Paragraph(text)])][: len(pieces)] == pieces, why


WHOLE = [
    "本报告由一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况等六个部分组成，已经公开发布。",
    "有关数据详见“一、总体情况”和“二、主动公开政府信息情况”两个部分，其余内容请到县政府门户网站查阅，欢迎监督。",
    "一、总体情况。今年我县按照条例要求做好公开工作，全年公开信息一百二十条，解读政策文件十二件，办理留言三百余条。",
]


@pytest.mark.parametrize("text", WHOLE)
def test_sentences_that_mention_headings_stay_whole(text):
    blocks = (Paragraph("示例县年报"), Paragraph(text))
    assert split_flat_text(blocks) == blocks


def test_ordinary_documents_are_left_alone():
    lines = [
        TITLE,
        "一、总体情况",
        "二、主动公开政府信息情况",
        "我县在一、总体情况中已说明；" * 3 + "二、主动公开政府信息情况见表。",
    ]
    blocks = tuple(Paragraph(line) for line in lines)
    assert split_flat_text(blocks) == blocks


@pytest.mark.parametrize("truth", truths("district_run_together"), ids=str)
def test_a_flattened_page_from_the_field(truth: Truth):
    lines = truth.path.read_text(encoding="utf-8").splitlines()
    blocks = split_flat_text([Paragraph(line) for line in lines if line])
    result = decode_run_together(blocks)
    expected = truth.expected()["tables"]
    assert list(result.undecided) == truth.expected()["undecided"] == ["active_disclosure"]
    for key, read in (("applications", read_table), ("proceedings", read_table_four)):
        table = read(LAYOUT_2021.tables[key], [Sheet(result.decoded[key])])
        assert {(r, c): table.value(r, c) for r, c in table.cells} == {
            (r, c): value for r, row in expected[key].items() for c, value in row.items()
        }
