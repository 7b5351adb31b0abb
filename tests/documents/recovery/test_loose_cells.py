"""Loose cells are put into rows by their labels; what stands around them stays where it was."""

from nianbao.documents.recovery.loose_cells import gather
from nianbao.documents.stream import Grid, GridCell, Paragraph

CELLS = [
    "信息内容",
    "本年制发件数",
    "本年废止件数",
    "现行有效件数",
    "规章",
    "0",
    "0",
    "1",
    "行政规范性文件",
    "1",
    "0",
    "2",
    "行政许可",
    "3",
]
REMARK = "说明：以上为全年数据，供参考使用，如有不一致，以发布为准，特此说明。"


def column(*texts: str) -> Grid:
    return Grid(tuple((GridCell(text),) for text in texts))


def test_lines_become_rows_of_their_labels():
    (grid,) = gather([Paragraph(text) for text in CELLS])
    assert [[cell.text for cell in row] for row in grid.rows][-2:] == [
        ["行政规范性文件", "1", "0", "2"],
        ["行政许可", "3"],
    ]


def test_what_a_table_leaves_of_a_column_is_not_lost():
    table, rest = gather([column(*CELLS, REMARK)])
    assert rest == column(REMARK)
    assert table.rows[-1][0].text == "行政许可"


def test_a_column_without_a_table_stays_whole():
    grid = column("规章", REMARK)
    assert gather([grid]) == [grid]


def test_a_heading_ends_the_cells_above_it():
    blocks = gather(
        [*(Paragraph(text) for text in CELLS), Paragraph("三、收到和处理政府信息公开申请情况"), Paragraph("3")]
    )
    assert [type(block) for block in blocks] == [Grid, Paragraph, Paragraph]
