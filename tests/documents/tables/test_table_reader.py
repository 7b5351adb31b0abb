"""Tables two to four out of grids: what may look official and is not, and headers that are not the form's."""

import pytest

from nianbao.documents.recovery.wrapped_headers import unwrap_headers
from nianbao.documents.stream import Block, Grid, GridCell, Paragraph
from nianbao.documents.tables.found import find_sheets, read_tables
from nianbao.documents.tables.reader import Sheet, TableReadError, read_table
from nianbao.documents.tables.row_values import DataRow, MisplacedValuesError, RowShapes, place
from nianbao.documents.tables.second_look import unconfirmed_rows
from nianbao.documents.tables.table_four import read_table_four
from nianbao.report.layout import APPLICATION_COLUMNS, LAYOUT_2021, OUTCOME_COLUMNS, SectionKey
from nianbao.report.model import Table

THREE, FOUR, TWO = (LAYOUT_2021.tables[k] for k in ("applications", "proceedings", "active_disclosure"))
KINDS = [c.label for c in APPLICATION_COLUMNS[1:6]]
HEAD = [["自然人", "法人或其他组织", "总计"], KINDS]
VALUES = ["1", "2", "0", "0", "0", "0", "3"]


def grid(rows: list[list[str]]) -> Grid:
    return Grid(tuple(tuple(GridCell(text) for text in row) for row in rows))


def three(*heads: list[str], changed: dict[str, list[list[str]]] | None = None) -> list[list[str]]:
    """Table three with the same figures in every row; ``changed`` gives other rows in place of one (by its key)."""
    rows = [list(head) for head in (heads or HEAD)]
    for row in THREE.blocks[0].rows:
        rows += (changed or {}).get(row.key, [[row.label, *VALUES]])
    return rows


def read_three(rows: list[list[str]]) -> Table:
    return read_table(THREE, [Sheet(grid(rows))])


# --- table three ----------------------------------------------------------------------------------------------


def test_the_plain_table_is_read() -> None:
    table = read_three(three())
    assert table.integer("granted", "commercial") == 2
    assert set(table.addresses()) == table.cells.keys()


@pytest.mark.parametrize(
    "heads",
    [
        [["法人或其他组织", "自然人", "总计"], KINDS],
        [["总计", "自然人", "法人或其他组织"], KINDS],
        [["总计", "自然人", *KINDS]],
        [["自然人", "总计", *KINDS]],
    ],
)
def test_figures_are_not_put_under_a_header_in_another_order(heads: list[list[str]]) -> None:
    with pytest.raises(TableReadError, match="顺序与统一格式不同"):
        read_three(three(*heads))


@pytest.mark.parametrize(
    "heads",
    [
        [["自然人", *KINDS, "总计"]],
        [["自然人", "法人或其他组织", "总计", *KINDS]],
        [KINDS, ["自然人", "法人或其他组织", "总计"]],
    ],
)
def test_the_official_order_may_be_printed_in_several_ways(heads: list[list[str]]) -> None:
    assert read_three(three(*heads)).integer("new", "natural_person") == 1


def placed(rows: list[list[str]], head_at: list[int]) -> Grid:
    """The kinds' header cells at the given grid columns, everything else cell by cell."""
    head, kinds, *data = rows
    first = (GridCell(head[0], 1), GridCell(head[1], 2, 5), GridCell(head[2], head_at[-1]))
    second = tuple(GridCell(text, at) for text, at in zip(kinds, head_at, strict=False))
    return Grid((first, second, *(tuple(GridCell(t, n) for n, t in enumerate(row)) for row in data)))


def test_a_header_cell_of_a_wrong_width_moves_no_figure() -> None:
    right = read_table(THREE, [Sheet(placed(three(), [2, 3, 4, 5, 6, 7]))])
    assert (right.integer("new", "other"), right.integer("new")) == (0, 3)
    with pytest.raises(TableReadError, match="不相加"):  # 其他 has come to stand over the totals
        read_table(THREE, [Sheet(placed(three(), [2, 3, 4, 5, 7, 6]))])


OTHERS = ("other.overdue_correction", "other.overdue_fee", "other.misc")


@pytest.mark.parametrize("own", [[""] * 7, ["/"] * 7, ["0"] * 7, VALUES])
def test_a_group_row_with_cells_of_its_own_hides_none_of_its_rows(own: list[str]) -> None:
    label = THREE.rows["other.overdue_correction"].label
    table = read_three(three(changed={"other.overdue_correction": [["（六）其他处理", *own], [label, *VALUES]]}))
    assert [table.integer(row) for row in OTHERS] == [3, 3, 3]
    assert not table.has_row("other")
    assert bool(table.unknown_rows) is (own == VALUES)


def test_the_third_row_of_other_outcomes_may_repeat_their_name() -> None:
    table = read_three(three(changed={"other.misc": [["3.其他处理", "5", "0", "0", "0", "0", "0", "5"]]}))
    assert [table.integer(row) for row in OTHERS] == [3, 3, 5]


def test_the_sum_may_be_called_otherwise() -> None:
    rows = three(["自然人", *KINDS, "合计"], changed={"processed_total": [["（七）合计", *VALUES]]})
    assert read_three(rows).integer("processed_total") == 3


def test_figures_beside_half_a_label_may_be_the_row_above() -> None:
    label = THREE.rows["denied.admin_query"].label
    rows = three(changed={"denied.admin_query": [[f"{label}（本级", *[""] * 7], ["无此项）", *VALUES]]})
    with pytest.raises(TableReadError, match="不能断定"):
        read_three(rows)


# --- table two ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "row", "issued"),
    [
        (["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "1", "2", "3"], 1),
        (
            ["信息内容", "本年制发件数", "上年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", "1", "9", "2", "3"],
            None,
        ),
    ],
)
def test_last_year_s_column_is_not_this_year_s(head: list[str], row: list[str], issued: int | None) -> None:
    sheet = Sheet(grid([head, row, ["行政规范性文件", *row[1:]]]))
    if issued is None:
        with pytest.raises(TableReadError):
            read_table(TWO, [sheet])
    else:
        assert read_table(TWO, [sheet]).integer("regulations", "issued") == issued


@pytest.mark.parametrize(
    ("head", "label", "amount"),
    [
        ("本年收费金额（单位：万元）", "行政事业性收费", "2.5"),
        ("本年收费金额\n单位：万元", "行政事业性收费", "2.5"),
        ("本年收费金额（元）", "行政事业性收费", None),
        ("本年收费金额（单位：万元）", "行政事业性收费（单位：元）", None),
    ],
)
def test_fees_are_in_the_unit_of_the_form(head: str, label: str, amount: str | None) -> None:
    sheet = Sheet(grid([["信息内容", head], [label, "2.5"]]))
    if amount is None:
        with pytest.raises(TableReadError):
            read_table(TWO, [sheet])
    else:
        assert str(read_table(TWO, [sheet]).value("fees", "amount")) == amount


@pytest.mark.parametrize(("cells", "value"), [("7 7 7", "7"), ("7 _ _", "7"), ("_ 7 _", "7"), ("7 8 7", None)])
def test_a_header_printed_in_each_of_its_columns(cells: str, value: str | None) -> None:
    texts = [text.strip("_") for text in cells.split()]
    row = DataRow("licensing", 1, tuple(map(GridCell, ("行政许可", *texts))), 0, 1)
    columns = TWO.columns_of("licensing") * 3
    if value is None:
        with pytest.raises(MisplacedValuesError):
            place(row, columns, {}, RowShapes([row], 3))
    else:
        assert row.after[place(row, columns, {}, RowShapes([row], 3))["decisions"]].text == value


# --- table four -----------------------------------------------------------------------------------------------

OUTCOMES = [c.label for c in OUTCOME_COLUMNS]
FOUR_HEAD = [["行政复议", "行政诉讼"], [*OUTCOMES, "未经复议直接起诉", "复议后起诉"], OUTCOMES * 2]
FIFTEEN = ["1", "0", "0", "0", "1", "0", "0", "0", "2", "2", "0", "0", "3", "0", "3"]


@pytest.mark.parametrize(
    "rows", [[FIFTEEN], [["件数", *FIFTEEN]], [["栏次", *(str(n) for n in range(1, 16))], ["件数", *FIFTEEN]]]
)
def test_table_four_with_a_column_or_a_row_of_names(rows: list[list[str]]) -> None:
    table = read_table_four(FOUR, [Sheet(grid([*FOUR_HEAD, *rows]))])
    assert [table.integer(block.rows[0].key) for block in FOUR.blocks] == [1, 2, 3]


def test_a_row_of_slashes_stands_behind_its_label() -> None:
    rows = [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "/", "/", "/"]]
    found = grid([*rows, ["行政规范性文件", "1", "2", "3"]])
    assert unconfirmed_rows([found], {"active_disclosure": read_table(TWO, [Sheet(found)])}) == []
    other = grid([*rows, ["行政规范性文件", "1", "9", "3"]])
    assert unconfirmed_rows([other], {"active_disclosure": read_table(TWO, [Sheet(found)])}) != []


@pytest.mark.parametrize(("row", "read"), [([*FIFTEEN, "", ""], True), ([*FIFTEEN[1:], "", "", ""], False)])
def test_spare_blanks_behind_table_four_hide_no_shift(row: list[str], read: bool) -> None:
    sheet = Sheet(grid([*FOUR_HEAD, row]))
    if read:
        assert read_table_four(FOUR, [sheet]).integer("reconsideration") == 1
    else:
        with pytest.raises(TableReadError, match="不相加"):
            read_table_four(FOUR, [sheet])


# --- several tables, and headers in lines ---------------------------------------------------------------------


def tables_of(parts: list[tuple[SectionKey | None, list[Block]]]) -> tuple[Table | None, str]:
    blocks = [block for _, of_part in parts for block in of_part]
    tables, problems = read_tables(LAYOUT_2021, find_sheets(parts), blocks, {})
    return tables["applications"], "".join(p.message for p in problems if p.table == "applications")


def test_the_table_in_its_own_section_is_the_one() -> None:
    summary = grid([["项目", "件数"], ["本年新收政府信息公开申请数量", "9"], ["上年结转政府信息公开申请数量", "9"]])
    annex = grid(three(changed={"new": [[THREE.rows["new"].label, "9", "0", "0", "0", "0", "0", "9"]]}))
    table, said = tables_of([("overview", [summary]), ("applications", [grid(three())]), ("other", [annex])])
    assert (said, table and table.integer("new")) == ("", 3)


def test_of_two_tables_in_one_section_none_is_chosen() -> None:
    other = grid(three(changed={"new": [[THREE.rows["new"].label, "9", "0", "0", "0", "0", "0", "9"]]}))
    table, said = tables_of([("applications", [grid(three()), other])])
    assert table is None
    assert "有2张" in said


def lines(text: str) -> list[Block]:
    return [Paragraph(line) for line in text.split("\n")]


@pytest.mark.parametrize(
    ("text", "unwrapped"),
    [
        ("商业 科研 社会公益 法律服务 其他\n企业 机构 组织 机构", " ".join(KINDS)),
        ("自然\n人 商业 科研 社会公 法律服 总计\n企业 机构 益组织 务机构 其他", f"自然人 总计 {' '.join(KINDS)}"),
        ("科研 商业 社会公益 法律服务 其他\n机构 企业 组织 机构", None),
        ("商业 科研 社会公益 法律服务 其他\n企业 机构 组织", None),
        (
            "行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n结果 结果 其他 尚未 总计 结果 结果 其他 尚未 总计 结果 结果 其他 尚未 总计"
            "\n维持 纠正 结果 审结 维持 纠正 结果 审结 维持 纠正 结果 审结",
            " ".join(text for row in FOUR_HEAD for text in row),
        ),
        ("结果 结果 其他 尚未 总计\n维持 纠正 结果 审结", None),
    ],
)
def test_a_header_wrapped_in_its_columns(text: str, unwrapped: str | None) -> None:
    found = unwrap_headers([Paragraph("前文。"), *lines(text), Paragraph("1 2 3")])
    expected = lines(text) if unwrapped is None else [Paragraph(unwrapped)]
    assert found == [Paragraph("前文。"), *expected, Paragraph("1 2 3")]
