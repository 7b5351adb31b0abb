"""Table four is read in every shape in which each number has a group and an outcome, in every format; else it is said."""

import pytest

from nianbao.documents import read
from nianbao.documents.stream import Grid, GridCell
from nianbao.documents.tables.reader import Sheet, TableReadError
from nianbao.documents.tables.table_four import read_table_four
from nianbao.report.layout import LAYOUT_2021
from nianbao.report.model import Report
from tests.support.files.four_shapes import GROUPS, OUTCOMES, SHAPES, Values, as_page, as_text, as_word
from tests.support.files.pdf_files import needs_chromium, printed_by_chromium

FOUR = LAYOUT_2021.tables["proceedings"]
VALUES: Values = [["1", "2", "0", "4", "7"], ["5", "0", "13", "0", "18"], ["0", "11", "/", "6", "17"]]
BLANKS: Values = [["0", "0", "0", "0", "0"], ["", "", "", "", ""], ["1", "", "", "", "1"]]
FORMATS = {"page": (as_page, "a.html"), "word": (as_word, "a.docx"), "text": (as_text, "a.txt")}


def printed(report: Report) -> list[list[str]] | str:
    table = report.table("proceedings")
    if table is None:
        problem = report.problem("proceedings")
        return problem.message if problem else "not a word"
    return [[table.cells[block.rows[0].key, c.key].raw.strip() for c in block.columns] for block in FOUR.blocks]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_read_in_every_format(shape: str, format: str) -> None:
    write, name = FORMATS[format]
    report = read(write(SHAPES[shape](VALUES)), name)
    assert printed(report) == VALUES
    assert report.unconfirmed == ()


@needs_chromium
@pytest.mark.parametrize(
    "shape", ["two tables", "groups as rows, merged", "outcomes as rows", "a value a row", "twice"]
)
def test_shapes_are_read_in_pdf(shape: str) -> None:
    report = read(printed_by_chromium(as_page(SHAPES[shape](VALUES)).decode()), "a.pdf")
    assert (printed(report), report.unconfirmed) == (VALUES, ())


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("shape", SHAPES)
def test_blanks_stay_where_they_are_or_are_said(shape: str, format: str) -> None:
    write, name = FORMATS[format]
    found = printed(read(write(SHAPES[shape](BLANKS)), name))
    assert found == BLANKS or (isinstance(found, str) and found.startswith("表四"))


def grid(*rows: list[str]) -> Sheet:
    return Sheet(Grid(tuple(tuple(GridCell(text) for text in row) for row in rows)))


DIFFERENT = [v[:] for v in VALUES]
DIFFERENT[1] = ["5", "0", "12", "1", "18"]
NAMED = ["类别", *OUTCOMES]


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ([grid(NAMED, ["行政复议", *VALUES[0]], ["行政诉讼", *VALUES[1]])], "表头"),  # which of two litigations
        ([grid(NAMED, ["行政复议", *VALUES[0]], ["复议后起诉", *VALUES[1]])], "没有读全"),
        (
            [
                grid(NAMED, *([g, *v] for g, v in zip(GROUPS, VALUES, strict=True))),
                grid(NAMED, ["行政复议", *DIFFERENT[1]]),
            ],
            "印了两次",
        ),
        (  # the lines of the header out of order: nobody can tell which group stands over which five
            [
                grid(
                    [*OUTCOMES] * 3,
                    ["未经复议直接起诉", "复议后起诉"],
                    ["行政复议", "行政诉讼"],
                    [v for group in VALUES for v in group],
                )
            ],
            "顺序",
        ),
        (  # the same, a cell a line
            [
                grid(
                    [*OUTCOMES * 3, "未经复议直接起诉", "复议后起诉", "行政复议", "行政诉讼"],
                    [v for group in VALUES for v in group],
                )
            ],
            "顺序",
        ),
        ([grid(["", *GROUPS], *([o, "1", "2"] for o in OUTCOMES))], "表"),  # two values under three groups
        ([grid(["", "行政复议", "复议后起诉"], *([o, "1", "2"] for o in OUTCOMES))], "没有读全"),
        ([grid(["类别", *OUTCOMES[:4]], *([g, *v[:4]] for g, v in zip(GROUPS, VALUES, strict=True)))], "表"),
        ([grid(NAMED, *([g, "", *v[:4]] for g, v in zip(GROUPS, VALUES, strict=True)), ["复议后起诉", "1"])], "表"),
    ],
)
def test_what_lacks_a_name_is_said_and_not_guessed(sheets: list[Sheet], said: str) -> None:
    with pytest.raises(TableReadError, match=said):
        read_table_four(FOUR, sheets)


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
def test_names_and_not_places_tell_what_a_value_is(order: list[int]) -> None:
    rows = [[GROUPS[n], *VALUES[n]] for n in order]
    table = read_table_four(FOUR, [grid(NAMED, *rows)])
    assert [table.integer(block.rows[0].key, "total") for block in FOUR.blocks] == [7, 18, 17]
    columns = [[name, *(VALUES[n][i] for n in order)] for i, name in enumerate(OUTCOMES)]
    table = read_table_four(FOUR, [grid(["", *(GROUPS[n] for n in order)], *columns)])
    assert [table.integer(block.rows[0].key, "corrected") for block in FOUR.blocks] == [2, 0, 11]


def columns(*row: tuple[str, int]) -> tuple[GridCell, ...]:
    """Texts with the number of grid columns each is wide."""
    starts = [sum(width for _, width in row[:n]) for n in range(len(row))]
    return tuple(GridCell(text, start, width) for start, (text, width) in zip(starts, row, strict=True))


BODY = (columns(*((text, 1) for values in VALUES for text in values)),)


@pytest.mark.parametrize(
    ("middle", "below", "read_off"),
    [
        ("结果 结果 其他 尚未 总计", ["维持", "纠正", "结果", "审结", ""], True),  # borders too short to be seen
        ("结果维持 结果纠正 其他结果 尚未审结 总计", [""] * 5, True),
        ("结果 结果 其他 尚未", ["维持", "纠正", "结果", "审结", "总计"], False),  # four words over five columns
        ("结果 其他 结果 尚未 总计", ["维持", "纠正", "结果", "审结", ""], False),
    ],
)
def test_labels_that_ran_together_are_parted_where_each_is_one(middle: str, below: list[str], read_off: bool) -> None:
    head = (
        columns(("行政复议", 5), ("行政诉讼", 10)),
        columns((middle, 5), ("未经复议直接起诉 复议后起诉", 10)),
        columns(*((text, 1) for text in [*below, *OUTCOMES, *OUTCOMES])),
    )
    sheet = Sheet(Grid(head + BODY, "recognised"))
    if not read_off:
        with pytest.raises(TableReadError):
            read_table_four(FOUR, [sheet])
        return
    table = read_table_four(FOUR, [sheet])
    assert [[table.cells[block.rows[0].key, c.key].raw for c in block.columns] for block in FOUR.blocks] == VALUES
