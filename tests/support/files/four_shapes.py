"""Table four in the shapes that agencies print, as a web page, a Word file and a text with tabs."""

from collections.abc import Callable, Mapping
from html import escape

from tests.support.files import raw_word

OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
DIRECT, AFTER = "未经复议直接起诉", "复议后起诉"
GROUPS = ["行政复议", DIRECT, AFTER]

Values = list[list[str]]
"""Three groups of five, as printed."""
Cell = tuple[str, int, int]
"""Text, columns, rows."""
Block = str | list[list[Cell]]
"""A paragraph or a table."""


def plain(*texts: str) -> list[Cell]:
    return [(text, 1, 1) for text in texts]


def _form(v: Values) -> list[list[Cell]]:
    return [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [*((text, 1, 2) for text in OUTCOMES), (DIRECT, 5, 1), (AFTER, 5, 1)],
        plain(*OUTCOMES, *OUTCOMES),
        plain(*v[0], *v[1], *v[2]),
    ]


def _two_tables(v: Values) -> list[Block]:
    return [
        [[("行政复议", 5, 1)], plain(*OUTCOMES), plain(*v[0])],
        "行政诉讼情况如下：",
        [[("行政诉讼", 10, 1)], [(DIRECT, 5, 1), (AFTER, 5, 1)], plain(*OUTCOMES, *OUTCOMES), plain(*v[1], *v[2])],
    ]


def _three_tables(v: Values) -> list[Block]:
    names = ["（一）行政复议", f"（二）行政诉讼（{DIRECT}）", f"（三）行政诉讼（{AFTER}）"]
    blocks: list[Block] = []
    for name, values in zip(names, v, strict=True):
        blocks += [name, [plain(*OUTCOMES), plain(*values)]]
    return blocks


def _rows(v: Values) -> list[Block]:
    names = ["行政复议", f"行政诉讼（{DIRECT}）", f"行政诉讼（{AFTER}）"]
    return [[plain("类别", *OUTCOMES), *(plain(n, *values) for n, values in zip(names, v, strict=True))]]


def _rows_merged(v: Values) -> list[Block]:
    return [
        [
            [("案件类型", 2, 1), *plain(*OUTCOMES)],
            [("行政复议", 2, 1), *plain(*v[0])],
            [("行政诉讼", 1, 2), *plain(DIRECT, *v[1])],
            plain(AFTER, *v[2]),
        ]
    ]


def _columns(v: Values) -> list[Block]:
    body = [plain(name, *values) for name, values in zip(OUTCOMES, zip(*v, strict=True), strict=True)]
    return [[[("", 1, 2), ("行政复议", 1, 2), ("行政诉讼", 2, 1)], plain(DIRECT, AFTER), *body]]


def _one_a_row(v: Values) -> list[Block]:
    heads: list[list[Cell]] = [[("行政复议", 2, 5)], [("行政诉讼", 1, 10), (DIRECT, 1, 5)], [(AFTER, 1, 5)]]
    rows: list[list[Cell]] = []
    for head, values in zip(heads, v, strict=True):
        for n, (name, value) in enumerate(zip(OUTCOMES, values, strict=True)):
            rows.append([*(head if n == 0 else []), *plain(name, value)])
    return [rows]


def _head_apart(v: Values) -> list[Block]:
    """A page break after the first header row: two tables."""
    form = _form(v)
    second = [(text, across, 1) for text, across, _ in form[1]]
    return [[form[0]], "- 5 -", [second, [("", 5, 1), *form[2]], form[3]]]


def _head_torn(v: Values) -> list[Block]:
    """A page break inside the names: 结果 above, 维持 below."""
    form = _form(v)
    upper = [(text[:2] if text in OUTCOMES[:4] else text, across, 1) for text, across, _ in form[1]]
    lower = [(text[2:] if text in OUTCOMES[:4] else "", across, 1) for text, across, _ in form[1]]
    return [[form[0], upper], [lower, [*plain("", "", "", "", ""), *form[2]], form[3]]]


SHAPES: Mapping[str, Callable[[Values], list[Block]]] = {
    "the form": lambda v: [_form(v)],
    "two tables": _two_tables,
    "three tables": _three_tables,
    "groups as rows": _rows,
    "groups as rows, merged": _rows_merged,
    "outcomes as rows": _columns,
    "a value a row": _one_a_row,
    "head on two pages": _head_apart,
    "names torn by the page": _head_torn,
    "twice": lambda v: [_form(v), "附表：", _form(v)],
    "twice, in two shapes": lambda v: [_form(v), *_rows(v)],
}

TITLE = "柳溪县教育局2024年政府信息公开工作年度报告"
HEADINGS = ("四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况")


def around(blocks: list[Block]) -> list[Block]:
    return [TITLE, HEADINGS[0], *blocks, HEADINGS[1], "无。"]


def as_page(blocks: list[Block]) -> bytes:
    style = "<style>table{border-collapse:collapse;width:100%} td{border:1px solid}</style>"
    body = "".join(f"<p>{escape(b)}</p>" if isinstance(b, str) else _html(b) for b in around(blocks))
    return f"<html><head><meta charset='utf-8'>{style}</head><body>{body}</body></html>".encode()


def _html(rows: list[list[Cell]]) -> str:
    cells = (
        "".join(f'<td colspan="{across}" rowspan="{down}">{text}</td>' for text, across, down in row) for row in rows
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def as_text(blocks: list[Block]) -> bytes:
    """A merged cell is blank in its further columns and rows."""
    lines: list[str] = []
    for block in around(blocks):
        lines += [block] if isinstance(block, str) else ["\t".join(t for t, _, _ in row) for row in unmerged(block)]
        lines.append("")
    return "\n".join(lines).encode()


def unmerged(rows: list[list[Cell]]) -> list[list[tuple[str, int, bool]]]:
    """Every place of the grid: its text (blank but in the first of a merged cell), how many columns it begins, and
    whether it goes on from the row above."""
    width = sum(across for _, across, _ in rows[0])
    grid: list[dict[int, tuple[str, int, bool]]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for text, across, down in row:
            while column in grid[number]:
                column += 1
            for r in range(number, number + down):
                for c in range(column, column + across):
                    grid[r][c] = (text if (r, c) == (number, column) else "", across if c == column else 0, r > number)
    return [[row.get(column, ("", 1, False)) for column in range(width)] for row in grid]


def as_word(blocks: list[Block]) -> bytes:
    body = "".join(raw_word.paragraph(b) if isinstance(b, str) else _word(b) for b in around(blocks))
    return raw_word.word_file(body)


def _word(rows: list[list[Cell]]) -> str:
    lines = []
    for row in unmerged(rows):
        cells = [
            raw_word.cell(
                text, f'<w:gridSpan w:val="{across}"/>' + ("<w:vMerge/>" if below else '<w:vMerge w:val="restart"/>')
            )
            for text, across, below in row
            if across
        ]
        lines.append(raw_word.row(*cells))
    return raw_word.table(*lines) + raw_word.paragraph()
