"""The table reader: right cells by label, or a plain sentence why not; never a number in the wrong place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.documents import UnreadableFileError, read
from nianbao.report import CellKind
from tests.conftest import ROOT
from tests.support.files.text_writers import cell_a_line, row_a_line
from tests.support.tables import reports

SAMPLE = (ROOT / "corpus" / "reports" / "liuxi-town-2024.md").read_text(encoding="utf-8")


def sample(*changes: tuple[str, str]) -> object:
    text = SAMPLE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return read(text.encode(), "sample.md")


@settings(max_examples=60, deadline=None)
@given(
    reports(), st.sampled_from([row_a_line, cell_a_line]), st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
)
def test_whatever_is_written_is_read_back(report, writer, encoding):
    again = read(writer(report).encode(encoding), "x.txt")
    assert not again.problems
    for key, table in report.tables.items():
        assert {a: c.value for a, c in again.tables[key].cells.items()} == {a: c.value for a, c in table.cells.items()}
    assert (again.year, again.agency.name) == (report.year, report.agency.name)


def test_columns_in_another_order_are_followed_by_their_headers():
    text = SAMPLE.replace("| 商业企业 | 科研机构 |", "| 科研机构 | 商业企业 |")
    before, after = read(SAMPLE.encode(), "a"), read(text.encode(), "b")
    for row in before.tables["applications"].rows():
        assert before.tables["applications"].value(row, "commercial") == after.tables["applications"].value(
            row, "research"
        )


def test_what_a_markdown_file_says_of_itself_is_no_prose():
    report = read(f"---\nslug: x\nyear: 2019\n---\n{SAMPLE}".encode(), "x.md")
    assert report == sample()


HEADER = "| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |"

CARRIED = next(line for line in SAMPLE.split("\n") if "上年结转政府信息公开申请数量" in line)


def test_a_lost_header_is_no_loss_where_every_row_is_whole_and_adds_up():
    before, after = sample(), sample((HEADER, "| | | | | |"))
    assert after.tables == before.tables


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        ("规章", "规 章（县级无此项）"),
        ("1.属于国家秘密", "（三）不予公开1．属于国家秘密"),
        ("现行有效件数", "现行有效件数（历史累计）"),
        ("社会公益组织", "社会公益"),
        ("1.本机关不掌握相关政府信息 |", "1.本机关不掌握相关政 | | | | | | | |\n| | 府信息 |"),
    ],
)
def test_a_label_printed_otherwise_is_still_the_label(old, new):
    assert sample((old, new)).tables == sample().tables


BAD = [
    (
        "a header that is gone",
        [
            (HEADER, "| | | | | |"),
            (CARRIED, CARRIED.replace("0", "", 1)),
        ],
        "缺少表头",
    ),
    (
        "figures that stand without a label",
        [("| 二、上年结转政府信息公开申请数量 | |", "| | |")],
        "没有名称",
    ),
    (
        "a label nobody knows where an official one is missing",
        [("二、上年结转政府信息公开申请数量", "二、往年遗留")],
        "认不出名称",
    ),
    (
        "a cell too many",
        [("| 二、上年结转政府信息公开申请数量 | | | ", "| 二、上年结转政府信息公开申请数量 | 7 | 8 | ")],
        "多于7格",
    ),
]


@pytest.mark.parametrize(("why", "changes", "said"), BAD)
def test_a_table_that_cannot_be_read_is_said_and_left_out(why, changes, said):
    report = sample(*changes)
    assert report.tables["applications"] is None, why
    assert [said in p.message for p in report.problems if p.table == "applications"] == [True]
    assert report.tables["active_disclosure"] is not None


def test_a_row_printed_twice_with_other_numbers_is_refused():
    line = next(x for x in SAMPLE.split("\n") if x.startswith("| 四、结转"))
    report = sample((line, line + "\n" + line.replace("| 0 ", "| 9 ", 1)))
    assert report.tables["applications"] is None
    assert "出现两次" in report.problem("applications").message


def test_a_missing_row_is_absent_not_blank():
    line = next(x for x in SAMPLE.split("\n") if "属于国家秘密" in x)
    table = sample((line + "\n", "")).tables["applications"]
    assert not table.has_row("denied.state_secret")
    assert table.value("denied.state_secret") is None


def test_blank_and_dash_cells_stay_what_they_are():
    line = next(x for x in SAMPLE.split("\n") if x.startswith("| 行政许可"))
    assert (
        sample((line, "| 行政许可 |  | | |")).tables["active_disclosure"].get("licensing", "decisions").kind
        is CellKind.BLANK
    )
    assert (
        sample((line, "| 行政许可 | / | | |")).tables["active_disclosure"].get("licensing", "decisions").kind
        is CellKind.DASH
    )


REFUSED = [
    (b"", "是空的"),
    (b"   \n ", "是空的"),
    (b"%PDF-1.7 ...", "已损坏"),
    (b"\xd0\xcf\x11\xe0 old word", "不完整"),
    (b"PK\x03\x04 not a zip at all", "不是完好的 Word 文件"),
    ("今天天气很好。".encode(), "选错了文件"),
]


@pytest.mark.parametrize(("data", "said"), REFUSED)
def test_a_file_that_is_no_report_is_refused_in_chinese(data, said):
    with pytest.raises(UnreadableFileError, match=said):
        read(data, "文件")


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_garbage_never_crashes(data):
    try:
        read(data, "x")
    except UnreadableFileError as error:
        assert str(error)
