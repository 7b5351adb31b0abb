"""HTML tables to grids: spans, tags left open, layout tables, several paragraphs in a cell."""

import pytest

from nianbao.documents.html.source import read_page
from nianbao.documents.stream import Grid, Paragraph, UnreadableFileError

HEADS = "<h2>一、总体情况</h2>{}<h2>六、其他需要报告的事项</h2>"


def blocks(body: str):
    """What comes of a body between two headings: grids as lists of rows, paragraphs as texts."""
    read = read_page(HEADS.format(body)).blocks[1:-1]
    return [block.text if isinstance(block, Paragraph) else rows(block) for block in read]


def rows(grid: Grid):
    return [[cell.text for cell in row] for row in grid.rows]


def placed(body: str):
    grid = next(block for block in read_page(HEADS.format(body)).blocks if isinstance(block, Grid))
    return [[(cell.text, cell.column, cell.span) for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>", [["a", "1"], ["b", "2"]]),
        ("<table><tr><td>a<td>1<tr><td>b<td>2</table>", [["a", "1"], ["b", "2"]]),
        ("<table><tr><td><span>a<td><b>1<tr><td>b<td>2</table>", [["a", "1"], ["b", "2"]]),
        ("<table><thead><tr><th>a<th>1</thead><tbody><tr><td>b<td>2</tbody></table>", [["a", "1"], ["b", "2"]]),
        ("<table><td>a<td>1</table>", [["a", "1"]]),
        ("<table><tr><td/><td>2</td></tr></table>", [["", "2"]]),
        ("<table><tr><td><p>商业</p>\n&nbsp;<p>企业</p></td><td>1</td></tr></table>", [["商业\n企业", "1"]]),
        ("<table><tr><td><p>3</p><p>4</p></td><td>5<br>6</td></tr></table>", [["3\n4", "5\n6"]]),
        ("<table><tr><td><span>1</span><b>2</b></td><td>3<div></div></td></tr></table>", [["12", "3"]]),
        ("<table><tr><td>a</td><td>&nbsp;\u200b7\ufeff&#160;</td></tr></table>", [["a", "7"]]),
        ("<table><tr><td>a</td><td><input value='9' readonly></td></tr></table>", [["a", "9"]]),
        (
            "<table><tr><td>a<input type=hidden value=7></td><td><input type='checkbox' value=8></td></tr></table>",
            [["a", ""]],
        ),
        (
            "<table><tr><td>a<input value='请输入关键字'></td><td><input value='12' style='display:none'></td></table>",
            [["a", ""]],
        ),
        ("<table><tr><td>a</td><td><input value='12'><span>12</span></td></tr></table>", [["a", "12\n12"]]),
        ("<table><tr><td>a</td><td><select><option>1<option selected>2</select></td></tr></table>", [["a", "2"]]),
        ("<table><tr><td>a</td><td><textarea>3</textarea></td></tr></table>", [["a", "3"]]),
        ("<table><tr><td>a</td><td>5<span style='margin-left:20px'>3</span></td></tr></table>", [["a", "5 3"]]),
        ("<table><tr><td>a</td><td>5<span style='margin-left:1px'>3</span></td></tr></table>", [["a", "53"]]),
        ("<table><tr><td>a</td><td><b style='color: #FFF'>1</b>5</td></tr></table>", [["a", "1 5"]]),
        ("<table><tr><td>a</td><td><b style='color:white'>15</b></td></tr></table>", [["a", "15"]]),
        ("<table><tr><td>a</td><td>&amp;nbsp;479</td></tr></table>", [["a", "479"]]),
        ("<table><tr><td>a</td><td>12<sup>①</sup></td></tr></table>", [["a", "12"]]),
        ("<table><tr><td>a</td><td><sup>12</sup></td></tr></table>", [["a", "12"]]),
        ("<table><tr><td>a</td><td>2.5×10<sup>4</sup></td></tr></table>", [["a", "2.5×10⁴"]]),
        ("<table><tr><td>a</td><td><s>8</s>9</td></tr></table>", [["a", "9"]]),
        ("<table><tr><td>a</td><td style='display:none'>8</td><td>9</td></tr></table>", [["a", "9"]]),
        ("<table><tr><td>a</td><td><table><tr><td>5</td></tr></table></td></tr></table>", [["a", "5"]]),
        (
            '<div style="display:table"><p style="display:table-row"><span style="display:table-cell">a</span>'
            '<span style="display:table-cell">1</span></p></div>',
            [["a", "1"]],
        ),
    ],
)
def test_cells(table: str, expected: list[list[str]]) -> None:
    assert blocks(table) == [expected]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("<table><tr><td colspan=3>a<td>1</table>", [[("a", 0, 3), ("1", 3, 1)]]),
        (
            "<table><tr><td rowspan=2 colspan=2>a<td>1<tr><td>2</table>",
            [[("a", 0, 2), ("1", 2, 1)], [("", 0, 2), ("2", 2, 1)]],
        ),
        (
            "<table><tr><td>a<td rowspan=2>1<td>b<tr><td>c<td>d</table>",
            [[("a", 0, 1), ("1", 1, 1), ("b", 2, 1)], [("c", 0, 1), ("", 1, 1), ("d", 2, 1)]],
        ),
        (
            "<table><tbody><tr><td rowspan=9>a<td>1</tbody><tbody><tr><td>b<td>2</tbody></table>",
            [[("a", 0, 1), ("1", 1, 1)], [("b", 0, 1), ("2", 1, 1)]],
        ),
        (
            "<table><tr><td rowspan=0>a<td>1<tr><td>2<tr><td>3</table>",
            [[("a", 0, 1), ("1", 1, 1)], [("", 0, 1), ("2", 1, 1)], [("", 0, 1), ("3", 1, 1)]],
        ),
        ("<table><tr><td colspan=x>a<td colspan=-2>1<td>b</table>", [[("a", 0, 1), ("1", 1, 1), ("b", 2, 1)]]),
        ("<table><tr><td colspan=99999999>a<td>1</table>", [[("a", 0, 1000), ("1", 1000, 1)]]),
    ],
)
def test_spans(table: str, expected: list[list[tuple[str, int, int]]]) -> None:
    assert placed(table) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "<table><tr><td><p>甲</p><table><tr><td>a<td>1<tr><td>b<td>2</table>乙</table>",
            ["甲", [["a", "1"], ["b", "2"]], "乙"],
        ),
        (
            "<table><tr><td>栏<td><table><tr><td>a<td>1</table><tr><td>c<td>2</table>",
            ["栏", [["a", "1"]], [["c", "2"]]],
        ),
        ("<table><tr><td>甲。<tr><td>乙。</table>", ["甲。", "乙。"]),
        (
            "<table><tr><td>a<td>1<tr><td colspan=2>四、说明<tr><td>b<td>2</table>",
            [[["a", "1"], ["四、说明"], ["b", "2"]]],
        ),
        (
            "<table><tr><td>a<td>1<tr><td colspan=2>注：见附表。<tr><td>b<td>2</table>",
            [[["a", "1"]], "注：见附表。", [["b", "2"]]],
        ),
        ("<table><tr><td>a<td>1</tr>散<tr><td>b<td>2</table>", ["散", [["a", "1"], ["b", "2"]]]),
        ("<td>1</td><td>2</td>", ["1", "2"]),
    ],
)
def test_tables_that_lay_out_the_page(table: str, expected: list[object]) -> None:
    assert blocks(table) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("<table><tfoot><tr><td>c<td>3</tfoot><tbody><tr><td>a<td>1</tbody></table>", [["a", "1"], ["c", "3"]]),
        (
            "<table><tbody><tr><td>a<td>1</tbody><thead><tr><th>h<th>n</thead><tbody><tr><td>b<td>2</tbody></table>",
            [["h", "n"], ["a", "1"], ["b", "2"]],
        ),
        (
            "<table><thead><tr><th>h<th>n</thead><tbody><tr><td>a<td>1</tbody><thead><tr><th>b<th>2</thead></table>",
            [["h", "n"], ["a", "1"], ["b", "2"]],
        ),
        (
            "<table><tr><td>a<td>1</tr><thead><tr><th>h<th>n</thead><tfoot><tr><td>c<td>3</tfoot><tr><td>b<td>2</table>",
            [["h", "n"], ["a", "1"], ["b", "2"], ["c", "3"]],
        ),
    ],
)
def test_rows_stand_where_they_are_printed(table: str, expected: list[list[str]]) -> None:
    assert blocks(table) == [expected]


HEADER = "<table><tr><th>维持<th>纠正<th>总计</table>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{HEADER}<table><tr><td>1<td>2<td>3</table>", [[["维持", "纠正", "总计"], ["1", "2", "3"]]]),
        (
            f"<div>{HEADER}</div>\n<div><table><tr><td>1<td>0<td>/</table></div>",
            [[["维持", "纠正", "总计"], ["1", "0", "/"]]],
        ),
        (f"{HEADER}<p>- 4 -</p><table><tr><td>1<td>2<td>3</table>", [[["维持", "纠正", "总计"], ["1", "2", "3"]]]),
        (f"{HEADER}<table><tr><td>1<td>2</table>", [[["维持", "纠正", "总计"]], [["1", "2"]]]),
        (f"{HEADER}<p>续</p><table><tr><td>1<td>2<td>3</table>", [[["维持", "纠正", "总计"]], "续", [["1", "2", "3"]]]),
        (f"{HEADER}<table><tr><td>甲<td>2<td>3</table>", [[["维持", "纠正", "总计"]], [["甲", "2", "3"]]]),
        (
            "<table><tr><td>维持<td>总计<tr><td><td></table><table><tr><td>1<td>2</table>",
            [[["维持", "总计"], ["", ""]], [["1", "2"]]],
        ),
        ("<table><tr><td>维持<td>8</table><table><tr><td>1<td>2</table>", [[["维持", "8"]], [["1", "2"]]]),
    ],
)
def test_a_header_in_a_table_of_its_own(body: str, expected: list[object]) -> None:
    assert blocks(body) == expected


@pytest.mark.parametrize(
    ("copy", "left_out"),
    [
        ("<table><tr><td>规章<td><tr><td>许可<td></table>", True),
        ("<table><tr><td>规章<td>1</table>", True),
        ("<table><tr><td>规章<td>3<tr><td>许可<td>2</table>", False),
        ("<table><tr><td>处罚<td>1</table>", False),
    ],
)
def test_tables_for_the_eye_that_repeat_another(copy: str, left_out: bool) -> None:
    table = "<table><tr><td>规章<td>1<tr><td>许可<td>2</table>"
    read = blocks(f"{table}<div aria-hidden='true'>{copy}</div>")
    assert (read == [[["规章", "1"], ["许可", "2"]]]) is left_out
    assert blocks(f"<div aria-hidden='true'>{table}</div>") == [[["规章", "1"], ["许可", "2"]]]


def test_a_report_in_one_table_is_parted_at_its_headings() -> None:
    page = (
        "<table border=1><tr><td colspan=2>一、总体情况<tr><td colspan=2>工作正常开展。<tr><td colspan=2>二、主动公开政府信息情况"
        "<tr><td>行政许可<td>3<tr><td colspan=2>六、其他需要报告的事项<tr><td colspan=2>无其他事项。</table>"
    )
    read = [block.text if isinstance(block, Paragraph) else rows(block) for block in read_page(page).blocks]
    assert read == [
        "一、总体情况",
        "工作正常开展。",
        "二、主动公开政府信息情况",
        [["行政许可", "3"]],
        "六、其他需要报告的事项",
        "无其他事项。",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<table>" + "<tr>" + "<td colspan=1000 rowspan=65534>" * 50 + "<tr><td>" * 500,
        "<table><tr><td>" * 60 + "x",
        "<div>" * 5000 + "x",
    ],
)
def test_hostile_tables_are_refused_in_time(body: str) -> None:
    with pytest.raises(UnreadableFileError):
        read_page(HEADS.format(body))
