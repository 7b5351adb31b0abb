"""Whole files: one that stops in the middle, several reports in one, a table printed twice."""

from random import Random

import pytest

from nianbao.documents import read
from nianbao.documents.build import build_report
from nianbao.documents.stream import Stream
from nianbao.report.codec import report_as_json
from nianbao.report.model import EndsIn, Report
from tests.support.reading.cases import Case, make_case
from tests.support.reading.layouts import LAYOUTS, Layout, layout_case
from tests.support.reading.writers import WRITERS, all_writers
from validators.review import review

NAMED = [layout for layout in LAYOUTS if layout.heading_one == "一、总体情况" and not layout.runs_on]
"""Layouts in which every section has a heading of its own line."""
PLAIN = next(layout for layout in LAYOUTS if layout.name == "headings and prose indented by tabs")
all_writers()


def text_of(layout: Layout, seed: int) -> tuple[Case, list[str]]:
    case = layout_case(layout, seed)
    return case, case.data.decode().split("\n")


def cut_off(lines: list[str], count: int) -> Report:
    return read(("\n".join(lines[:count]) + "\n").encode(), "report.txt")


# --- a file that stops in the middle --------------------------------------------------------------------------


@pytest.mark.parametrize("layout", NAMED, ids=lambda layout: layout.name)
def test_wherever_a_file_stops_no_cell_is_wrong_and_nobody_is_accused_of_what_lay_behind(layout):
    for seed in range(3):
        case, lines = text_of(layout, seed)
        for count in Random(seed).sample(range(8, len(lines) - 6), 5):
            report = cut_off(lines, count)
            for key, table in report.tables.items():
                for address, cell in table.cells.items() if table else ():
                    true = case.draft.truth.tables[key][address]
                    assert (cell.kind, cell.value) == (true.kind, true.value), (seed, count, key, address)
            if not report.complete:
                found = {f.rule for f in review(report).findings if f.severity == "error"}
                assert not found & {"STR-01", "STR-05", "STR-06"}, (seed, count)


def stops(*headings: str, then: str = "") -> Report:
    """A report of these sections, each with a sentence, and what stands last."""
    text = "示例县教育局2024年政府信息公开工作年度报告\n" + "".join(f"{heading}\n好。\n" for heading in headings) + then
    return read(text.encode(), "x.txt")


ONE, TWO, THREE = "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"
FOUR, FIVE, SIX = "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"
HEAD = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"


@pytest.mark.parametrize(
    ("report", "end"),
    [
        (stops(ONE), EndsIn("overview")),
        (stops(ONE, then="全年共"), EndsIn("overview")),
        (stops(ONE, then=TWO), EndsIn("active_disclosure")),
        (stops(ONE, TWO, then=HEAD), EndsIn("active_disclosure", "active_disclosure")),
        (
            stops(ONE, TWO, then=HEAD + "规章\t0\t0\t1\n"),
            EndsIn("active_disclosure", "active_disclosure", "regulations"),
        ),
        (
            stops(ONE, TWO, then=HEAD + "规章\t0\t0\t1\n行政规范性文件\t4\n"),
            EndsIn("active_disclosure", "active_disclosure", "regulations"),
        ),
        (
            stops(ONE, TWO, then=HEAD + "规章\t0\t0\t1\n行政规范性文件\n"),
            EndsIn("active_disclosure", "active_disclosure", "regulations"),
        ),
        (stops(ONE, TWO, THREE, FOUR, then=FIVE), EndsIn("problems")),
        (stops(ONE, TWO, THREE, FOUR, FIVE, then="下一步，我局将"), EndsIn("problems")),
        (stops(ONE, TWO, THREE, FOUR), EndsIn("proceedings")),
    ],
)
def test_where_a_file_stops(report, end):
    assert (report.complete, report.ends_in) == (False, end)
    assert report.notice("cut").message.endswith("其后没有内容，未作判断，请用完整的文件重新审核。")


@pytest.mark.parametrize(
    "report",
    [
        stops(ONE, TWO, THREE, FOUR, FIVE, SIX),
        stops(ONE, TWO, THREE, FOUR, FIVE, SIX, then="本年度没有收取信息处理费"),
        stops(ONE, TWO, THREE, FOUR, FIVE),
        stops(ONE, TWO, THREE, FOUR, then="示例县教育局\n2025年1月20日"),
        stops(ONE, TWO, then="三、申请办理\n好。\n四、监督\n好。"),
        stops(ONE, THREE, SIX),
    ],
    ids=["whole", "no full stop", "section six left out", "signed", "headings of its own", "sections left out"],
)
def test_what_is_left_out_by_its_author_is_no_cut(report):
    assert (report.complete, report.ends_in, report.notice("cut")) == (True, None, None)


def test_prose_of_the_next_sections_under_no_heading_is_no_cut():
    """Headings that were lost: the file goes on behind table four."""
    _, lines = text_of(PLAIN, 1)
    left = [line for line in lines if not line.strip().startswith(("五、", "六、"))]
    assert cut_off(left, len(left)).complete


# --- several reports in one file ------------------------------------------------------------------------------


@pytest.mark.parametrize("between", ["", "\n", "\f", "- 12 -\n", "----------\n"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_of_two_reports_the_first_is_read_and_nothing_mixed(layout, between):
    one, two = layout_case(layout, 5).data.decode(), layout_case(layout, 1006).data.decode()
    alone, both = read(one.encode(), "x.txt"), read((one + between + two).encode(), "x.txt")
    assert both.reports_in_file == 2
    assert (both.title, both.preamble, both.tables) == (alone.title, alone.preamble, alone.tables)
    assert (both.problems, both.headings) == (alone.problems, alone.headings)
    assert both.sections == alone.sections
    assert both.notice("several_reports").message.startswith(f"文件里有2份年报：《{alone.title}》、《")


@pytest.mark.parametrize("name", [writer.name for writer in all_writers()])
def test_two_reports_of_any_format_are_two(name):
    """Whatever the format: the streams of two files one after the other."""
    from nianbao.documents.formats import detect_format, reader_of

    streams = []
    for seed in (3, 1003):
        case = make_case(seed, WRITERS[name], only="")
        streams.append(reader_of(detect_format(case.data, case.name))(case.data))
    alone, both = build_report(streams[0]), build_report(Stream(streams[0].blocks + streams[1].blocks))
    assert both.reports_in_file == 2
    assert (both.tables, both.title) == (alone.tables, alone.title)
    assert [s.text for s in both.sections] == [s.text for s in alone.sections]


def test_three_reports_are_three_and_the_json_says_so():
    texts = [layout_case(PLAIN, seed).data.decode() for seed in (1, 1002, 2003)]
    report = read("\n".join(texts).encode(), "x.txt")
    assert report_as_json(report)["reports_in_file"] == 3


def edited(change: str) -> str:
    _, lines = text_of(PLAIN, 2)
    title = lines[0]
    three = next(n for n, line in enumerate(lines) if "三、收到和处理" in line)
    match change:
        case "title printed twice":
            lines.insert(1, title)
        case "title as a running head":
            lines.insert(three, title)
        case "last year's title in a sentence":
            lines[1] += f"《示例县教育局{2000}年政府信息公开工作年度报告》已于次年公布。"
        case "last year's report linked below":
            lines += ["相关链接", "柳溪县财政局2018年政府信息公开工作年度报告"]
        case "a table of contents":
            lines[1:1] = [
                "目录",
                *(line.strip() for line in lines if line.strip()[1:2] == "、" and line.startswith("\t")),
            ]
        case "tables once more in an annex":
            two = next(n for n, line in enumerate(lines) if "二、主动公开" in line)
            five = next(n for n, line in enumerate(lines) if "五、存在的" in line)
            lines += ["附件", *lines[two:five]]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "change",
    [
        "title printed twice",
        "title as a running head",
        "last year's title in a sentence",
        "last year's report linked below",
        "a table of contents",
        "tables once more in an annex",
    ],
)
def test_one_report_is_one(change):
    assert read(edited(change).encode(), "x.txt").reports_in_file == 1


# --- a table printed twice ------------------------------------------------------------------------------------


def printed_twice(key: str, between: str, change: bool = False) -> tuple[Report, Report]:
    case = layout_case(Layout("plain", PLAIN.table), 4)
    alone = read(case.data, "x.txt")
    form = next(form for form in case.draft.forms() if form.key == key)
    table = "\n".join(PLAIN.table(Random(), form))
    again = table.replace(form.data()[-1].values[-1].text, "987") if change else table
    text = case.data.decode().replace(table, f"{table}\n{between}{again}")
    return alone, read(text.encode(), "x.txt")


@pytest.mark.parametrize("between", ["", "\n", "附表同上：\n", "（续表）\n\n", "- 3 -\n"])
@pytest.mark.parametrize("key", ["active_disclosure", "applications", "proceedings"])
def test_a_table_printed_twice_with_the_same_figures_is_read_once(key, between):
    alone, twice = printed_twice(key, between)
    assert twice.problems == ()
    assert twice.tables == alone.tables


@pytest.mark.parametrize("between", ["", "附表：\n"])
@pytest.mark.parametrize("key", ["active_disclosure", "applications", "proceedings"])
def test_a_table_printed_twice_with_other_figures_is_not_read(key, between):
    _, twice = printed_twice(key, between, change=True)
    assert twice.tables[key] is None
    assert twice.problem(key) is not None
