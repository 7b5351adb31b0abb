"""Columns that are named or filled in ways of their own."""

from datetime import date

import pytest

from nianbao.documents.recognise.register_head import field_of
from nianbao.register.answers import parse_mapping
from nianbao.register.rows import persons_hidden
from tests.register.made import HEAD, _book, _delimited, _row, _saved, made, truth
from tests.register.test_shapes import cells_above_zero, read_files


@pytest.mark.parametrize(
    ("head", "field"),
    [
        (("收到日期",), "received"), (("申请情况", "收到申请的时间"), "received"), (("征求第三方意见", "收到日期"), "third_party_end"),
        (("补正收到日期",), "correction_received"), (("补正告知日期",), "correction_notice"), (("受理时间",), "accepted"),
        (("申请日期",), "applied"), (("答复期限",), "other"), (("应答复日期",), "other"), (("答复情况", "日期"), "answered"),
        (("办理情况", "文号"), "other"), (("收文号",), "number"), (("申请人", "类别"), "kind"), (("申请人\n类型",), "kind"),
        (("信息类别",), None), (("答复类型",), "result"), (("答复方式",), "other"), (("不予公开理由",), "reason"),
        (("延期告知日期",), "extension_notice"), (("是否延期",), "extended"), (("延期答复",), "extended"),
        (("行政复议", "结果"), "review"), (("行政诉讼", "判决日期"), "suit_end"), (("未经复议直接起诉",), "suit_direct"),
        (("复议后起诉",), "suit_after"), (("是否超期",), "other"), (("来访日期",), None), (("报送日期",), None),
    ],
)  # fmt: skip
def test_names_of_columns(head, field):
    assert field_of(head) == field


def test_columns_without_a_known_name_are_told_by_their_words():
    applications = made(3)
    head = [{"申请人类型": "属于哪类", "办理结果": "怎么办的"}.get(name, name) for name in HEAD]
    rows = [head, *(_row(n, m) for n, m in enumerate(applications, 1))]
    register = read_files({"a.csv": _delimited(rows, ",").encode()})
    assert cells_above_zero(register) == truth(applications)
    assert (register.read.columns["kind"], register.read.columns["result"]) == ("属于哪类", "怎么办的")


def test_texts_written_as_formulas_are_texts():
    applications = made(4)
    rows = [HEAD, *([f'="{v}"' if v else "" for v in _row(n, m)] for n, m in enumerate(applications, 1))]
    assert cells_above_zero(read_files({"a.csv": _delimited(rows, ",").encode()})) == truth(applications)


def test_a_column_may_be_named_by_the_clerk():
    applications = made(5)
    head = [{"收到日期": "哪天来的"}.get(name, name) for name in HEAD]
    files = {"a.csv": _delimited([head, *(_row(n, m) for n, m in enumerate(applications, 1))], ",").encode()}
    with pytest.raises(Exception, match="没有找到申请台账的表头"):
        read_files(files)
    register = read_files(files, parse_mapping({"columns": {"received": "哪天来的", "result": "办理结果"}}, "m"))
    assert cells_above_zero(register) == truth(applications)


def test_a_summary_of_the_other_sheets_is_said_and_can_be_left_out():
    applications = made(6)
    book, sheet = _book("全年")
    for target in (sheet, book.create_sheet("一至四季度")):
        target.append(HEAD)
        for number, m in enumerate(applications, start=1):
            target.append(_row(number, m))
    files = {"a.xlsx": _saved(book)}
    assert "像是汇总" in read_files(files).notices[0]
    register = read_files(files, parse_mapping({"skip_sheets": ["全年"]}, "m"))
    assert cells_above_zero(register) == truth(applications)


def test_a_row_that_may_be_an_application_is_asked_for():
    rows = [HEAD, [1, "", "甲某", "企业", "财政决算", "", "公开", "2024.3.5"], ["", "", "", "", "防汛预案"]]
    register = read_files({"a.csv": _delimited(rows, ",").encode()})
    assert [(u.field, u.rows) for u in register.undecided] == [("received", (1, 2))]
    assert not register.is_decided


REVIEWS = ("维持", "纠正", "其他结果", "尚未审结")


def test_reviews_and_suits_ticked_under_their_results():
    book, sheet = _book()
    sheet.append([*HEAD, "行政复议", *[None] * 3, "未经复议直接起诉", *[None] * 3])
    sheet.append([*[None] * len(HEAD), *REVIEWS, *REVIEWS])
    for column in range(1, len(HEAD) + 1):
        sheet.merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)
    for first in (len(HEAD) + 1, len(HEAD) + 5):
        sheet.merge_cells(start_row=1, end_row=1, start_column=first, end_column=first + 3)
    for number, m in enumerate(made(7, 4), start=1):
        ticks = ["√" if number == n else None for n in (1, 2, 3, 4)]
        sheet.append([*_row(number, m), *ticks, *([None] * 4 if number != 4 else ["√", None, None, None])])
    register = read_files({"a.xlsx": _saved(book)}, parse_mapping({"proceedings": "all"}, "m"))
    assert register.cases is not None
    assert sum(line["total"] for line in register.cases.table.values()) == len(
        [a for a in register.counted.of_year if a.row <= 4]
    ) + (4 in {a.row for a in register.counted.of_year})
    if any(a.row == 4 for a in register.counted.of_year):
        assert register.cases.table["litigation_direct"]["upheld"] == 1
        assert register.cases.table["reconsideration"]["pending"] == 1


def test_cases_without_days_are_to_be_confirmed():
    rows = [
        [*HEAD, "行政复议", "行政诉讼"],
        [1, "2024.3.1", "甲某", "企业", "财政决算", "", "公开", "2024.3.5", "维持", ""],
    ]
    files = {"a.csv": _delimited(rows, ",").encode()}
    asked = read_files(files).cases
    assert asked is not None
    assert (asked.table["reconsideration"]["upheld"], asked.to_confirm) == (1, [1])
    confirmed = read_files(files, parse_mapping({"proceedings": "all"}, "m")).cases
    assert confirmed is not None
    assert confirmed.to_confirm == []


def test_other_years_count_nowhere():
    rows = [
        HEAD,
        [1, "2023.3.1", "甲某", "企业", "财政决算", "", "公开", "2023.3.5"],
        [2, "2025.1.5", "乙某", "企业", "财政决算", "", "", ""],
        [3, "2023.12.20", "丙某", "企业", "财政决算", "", "公开", "2025.1.3"],
    ]
    register = read_files({"a.csv": _delimited(rows, ",").encode()})
    assert register.counted.outside == [1, 2]
    assert cells_above_zero(register) == {
        "carried_in": {"commercial": 1, "total": 1},
        "carried_out": {"commercial": 1, "total": 1},
    }
    assert date(2025, 1, 31) == register.as_of


def test_nobody_is_accused_whose_answer_is_not_understood():
    rows = [
        HEAD,
        [1, "2024.3.1", "甲某", "企业", "财政决算", "", "公开", "已寄出"],
        [2, "2024.3.1", "乙某", "企业", "财政决算", "", "", ""],
    ]
    register = read_files({"a.csv": _delimited(rows, ",").encode()})
    assert [(u.field, u.raw, u.rows) for u in register.undecided] == [("answered", "已寄出", (1,))]
    assert [late.row for late in register.overdue] == [2]


def test_a_column_called_day_counts_where_the_title_speaks_of_applications():
    rows = [
        ["2024年政府信息公开申请情况"],
        ["时间", "姓名", "类型", "内容", "结果", "答复日期"],
        ["3.5", "甲某", "自然人", "材料", "予以公开", "3.20"],
    ]
    register = read_files({"a.csv": _delimited(rows, ",").encode()})
    assert cells_above_zero(register)["granted"] == {"natural_person": 1, "total": 1}
    assert "没有写年份" in register.notices[0]


def test_a_question_shows_what_stands_there():
    rows = [
        ["序号", "申请人", "申请人类型", "收到日期", "申请内容", "办理结果", "答复日期", "复议诉讼"],
        [1, "张三", "公民", "2024-02-30", "账目", "予以公开", "2024-03-10", ""],
        [2, "李四", "公民", "2024-05-06", "规划", "部分公开", "2024-05-20", "行政复议维持"],
        [3, "王五", "公民", "2024-05-06", "图纸", "部分公开", "2024-05-20", "行政复议维持，后提起行政诉讼"],
        [4, "赵六", "公民", "13800000000", "批复", "予以公开", "2024-05-20", ""],
    ]
    register = read_files({"a.csv": _delimited(rows, ",").encode()})
    asked = {(q.field, persons_hidden(q.raw)) for q in register.undecided}
    assert {("received", "2024-02-30"), ("received", "＊"), ("proceedings", rows[3][-1])} == asked
    assert register.cases.cells == {"proceedings.reconsideration.upheld": [2]}
