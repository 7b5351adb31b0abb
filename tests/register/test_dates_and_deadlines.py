"""Days as they are written, and the period for an answer in working days (条例第三十三条)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.register.dates import read_day, read_range
from nianbao.register.deadlines import Calendar, due_day, overdue_rows
from nianbao.register.models import Application, Place

DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    "written",
    [
        "2024.3.5", "2024.03.05", "20240305", "2024-03-05", "2024/3/5", "2024年3月5日", "2024年03月05日", "24.3.5", "２０２４．３．５",
        "2024-03-05 16:30:00", "2024/3/5 15:06", "2024年3月5日 9时30分", "2024年3月5日（周二）", "2024 年 3 月 5 日", "2024年3月5号", "45356",
        "3月5日", "3.5", "3/5", DAY,
    ],
)  # fmt: skip
def test_days_as_they_are_written(written):
    assert read_day(written, 2024).day == DAY


@pytest.mark.parametrize(
    "written", ["2024.2.30", "2024.3", "3月", "三月五日左右", "2024.3.5、2024.3.8", "1.1", "约3月5日"]
)
def test_what_is_no_single_day_is_asked(written):
    assert read_day(written, 2024).unclear


@pytest.mark.parametrize("written", ["", "/", "—", "办理中", "未答复"])
def test_no_day_is_not_unclear(written):
    assert read_day(written, 2024) == read_day("")


def test_an_answer_without_its_year_is_the_next_such_day():
    assert read_day("1月8日", 2024, not_before=date(2023, 12, 20)).day == date(2024, 1, 8)


@pytest.mark.parametrize(
    "written",
    ["2024.3.5-2024.3.20", "2024年3月5日至3月20日", "2024-03-05至2024-03-20", "2024/3/5—2024/3/20", "2024.3.5-3.20"],
)
def test_periods(written):
    start, end = read_range(written)
    assert (start.day, end.day) == (DAY, date(2024, 3, 20))


def application(**known: object) -> Application:
    return Application.model_validate(
        {"row": 1, "place": Place(file="a", line=1), "received": date(2024, 1, 27)} | known
    )


@pytest.mark.parametrize(
    ("known", "due"),
    [
        ({}, date(2024, 2, 28)),  # the spring festival is out, its exchanged weekends are in
        ({"extended": True}, date(2024, 3, 27)),
        ({"received": date(2024, 2, 5)}, date(2024, 3, 8)),
        ({"received": date(2024, 9, 13)}, date(2024, 10, 17)),  # 14 September works, 1–7 October do not
        ({"correction_notice": date(2024, 2, 1)}, None),  # the corrections never came: the period does not run
        ({"correction_notice": date(2024, 2, 1), "correction_received": date(2024, 2, 5)}, date(2024, 3, 8)),
        ({"received": date(2024, 3, 1), "third_party": (date(2024, 3, 11), date(2024, 3, 22))}, date(2024, 4, 15)),
        ({"third_party": (date(2024, 2, 1), None)}, None),
    ],
)
def test_due_days(known, due):
    assert due_day(application(**known), Calendar()) == due


def test_answered_on_the_due_day_is_in_time_and_the_day_after_is_not():
    calendar = Calendar()
    due = due_day(application(), calendar)
    assert due is not None
    assert overdue_rows([application(answered=due)], date(2025, 1, 31), calendar) == []
    (late,) = overdue_rows([application(answered=due + timedelta(1))], date(2025, 1, 31), calendar)
    assert (late.due, late.working_days_late) == (due, 1)


def test_an_undecided_receipt_accuses_nobody():
    receipts = {"提交时间": date(2024, 3, 1), "受理时间": date(2024, 3, 4)}
    between = due_day(application(received=date(2024, 3, 1)), Calendar())
    assert between is not None
    answered = application(received=date(2024, 3, 1), receipts=receipts, answered=between + timedelta(1))
    assert overdue_rows([answered], date(2025, 1, 31), Calendar()) == []


def test_a_year_that_the_calendar_does_not_know_is_said():
    calendar = Calendar()
    assert calendar.works(date(2093, 1, 5)) is True  # a Monday
    assert calendar.unknown_years == {2093}


@given(st.dates(date(2022, 1, 1), date(2025, 10, 1)), st.integers(1, 60))
def test_after_and_between_agree(start, days):
    calendar = Calendar()
    end = calendar.after(start, days)
    assert calendar.works(end)
    assert calendar.between(start, end) == days
