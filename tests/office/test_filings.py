"""The rules of a filing: whatever is tried, by whomever, it goes only the way of the table, and three people have read it."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.office.filings.due import due_date, punctuality, reminder
from nianbao.office.filings.overview import percent
from nianbao.office.filings.readings import Person, Reading, check_actor
from nianbao.office.filings.states import (
    ACT_NAMES,
    ACTS,
    IN_HAND,
    READINGS,
    STATE_NAMES,
    STATES,
    TRANSITIONS,
    WAITING,
    Act,
    State,
    after,
    allowed,
)
from nianbao.office.roles import ROLES, Role
from nianbao.office.roster import RosterLine, read_roster, roster_lines
from nianbao.report.errors import UserError
from validators.profile import national

PEOPLE = [Person("甲"), Person(" 甲 "), Person("乙"), Person("丙", "p3", frozenset({"reviewer", "signer"}))]
PEOPLE += [Person(f"{role}", f"p-{role}", frozenset({role})) for role in ROLES]


@dataclass
class Walk:
    """A filing as the store keeps it: its state, its version, who let that one through."""

    state: State = "due"
    version: int = 0
    readings: dict[int, list[Reading]] = field(default_factory=dict)
    told: list[tuple[Act, int]] = field(default_factory=list)

    def take(self, act: Act, person: Person, is_host: bool, one_reader: bool) -> None:
        state = after(self.state, act)
        done = self.readings.setdefault(self.version, [])
        check_actor(act, person, is_host, done, one_reader)
        self.state = state
        self.version += act == "file"
        if act == "file":
            done = self.readings.setdefault(self.version, [])
        if act in ("file", *READINGS):
            done.append(Reading(act, person.known_by, person.name))
        self.told.append((act, self.version))


@given(
    st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(PEOPLE), st.booleans()), max_size=60),
    st.booleans(),
)
def test_whatever_is_tried_an_accepted_version_was_read_three_times_in_order(tries, one_reader) -> None:  # type: ignore[no-untyped-def]
    walk = Walk()
    for act, person, is_host in tries:
        before = (walk.state, walk.version, len(walk.told))
        try:
            walk.take(act, person, is_host, one_reader)
        except UserError as error:
            assert (walk.state, walk.version, len(walk.told)) == before
            assert "\n" not in str(error)
        else:
            assert is_host or act in ("file", "publish")
            assert person.roles is None or person.roles & next(set(t.roles) for t in TRANSITIONS if t.act == act)
        done = walk.readings.get(walk.version, [])
        assert tuple(r.act for r in done) == ("file", *READINGS)[: len(done)]
        if walk.state in ("accepted", "published"):
            assert len(done) == 1 + len(READINGS)
            assert one_reader or len({r.by for r in done}) == len(done)
        assert (walk.state == "due") == (walk.version == 0)
    published = [version for act, version in walk.told if act == "publish"]
    assert all(("final", version) in walk.told for version in published)


def test_the_table_is_whole() -> None:
    """Every act stands in it once, every state is reached and left, and each has a name."""
    assert [t.act for t in TRANSITIONS] == list(ACTS)
    assert {*ACT_NAMES} == {*ACTS}
    assert {*STATE_NAMES} == {*STATES}
    assert {t.after for t in TRANSITIONS} | {"due"} == {*STATES}
    assert {state for t in TRANSITIONS for state in t.before} == {*STATES}
    assert {*STATES} == IN_HAND | WAITING
    assert not IN_HAND & WAITING
    assert {role for t in TRANSITIONS for role in t.roles} == {*ROLES} - {"auditor"}  # who audits changes nothing


@pytest.mark.parametrize("state", STATES)
def test_what_cannot_be_done_now_is_refused_with_what_can(state: State) -> None:
    for act in ACTS:
        if act in allowed(state):
            assert after(state, act) in STATES
        else:
            with pytest.raises(UserError, match=f"现在是“{STATE_NAMES[state]}”.*可以做的是"):
                after(state, act)


def test_a_second_reading_by_the_same_person_is_refused_and_says_whose_the_first_was() -> None:
    done = [Reading("first", Person("甲").known_by, "甲")]
    with pytest.raises(UserError, match="这一稿的初审是甲做的"):
        check_actor("second", Person("甲"), True, done, False)
    check_actor("second", Person("甲"), True, done, True)
    check_actor("second", Person("乙"), True, done, False)
    with pytest.raises(UserError, match="写明姓名"):
        check_actor("second", Person(" "), True, done, True)


@pytest.mark.parametrize(("act", "role"), [("final", "reviewer"), ("first", "clerk"), ("file", "auditor")])
def test_a_role_that_may_not(act: Act, role: Role) -> None:
    with pytest.raises(UserError, match="您没有这个角色"):
        check_actor(act, Person("甲", "p", frozenset({role})), True, [], False)


# --- time ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "due"),
    [
        ("示例县水务局", date(2025, 1, 31)),
        ("示例县柳溪镇人民政府", date(2025, 1, 31)),
        ("示例县人民政府", date(2025, 2, 20)),
        ("云岭市人民政府", date(2025, 3, 10)),
        ("说不清的单位", date(2025, 1, 31)),
    ],
)
def test_due_dates_come_from_the_profile(unit: str, due: date) -> None:
    assert due_date(unit, 2024, national().deadlines) == due


def test_late_is_counted_in_days_and_stays_after_a_return() -> None:
    due = date(2025, 1, 31)
    assert punctuality("due", due, None, due).said == "未到期"
    assert punctuality("due", due, None, date(2025, 2, 3)).said == "逾期未报3天"
    assert punctuality("returned", due, due, date(2025, 3, 1)).said == "按时报送"
    assert punctuality("filed", due, date(2025, 2, 1), date(2025, 3, 1)).said == "迟报1天"


def test_reminders_go_to_those_whose_turn_it_is() -> None:
    due, today = date(2025, 1, 31), date(2025, 1, 29)
    assert "距期限还有2天" in str(reminder("甲局", 2024, "due", due, today))
    assert "今天是最后一天" in str(reminder("甲局", 2024, "due", due, due))
    assert "共3处需要修改" in str(reminder("甲局", 2024, "returned", due, today, 3))
    assert [s for s in STATES if reminder("甲局", 2024, s, due, today)] == ["due", "returned"]


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_is_never_all_of_less_than_all_nor_nothing_of_something(part: int, whole: int) -> None:
    said = percent(min(part, whole), whole)
    assert (said == "100%") == (part >= whole)
    assert (said == "0%") == (part == 0)


# --- the roster ---------------------------------------------------------------------------------------------------


def test_a_roster_says_by_when_and_whom_to_remind() -> None:
    rows = [
        ["2024年度年报报送名单", None, None, None],
        ["序号", "单位名称", "报送期限", "联系人", "联系电话"],
        [1, "示例县水务局", "2025年1月20日", "张三", "123"],
        [2, "示例县教育局", date(2025, 1, 21), None, None],
        [3, "示例县公安局", None, "李四", None],
        ["", "合计", "", "", ""],
    ]
    assert roster_lines(rows) == [
        RosterLine("示例县水务局", date(2025, 1, 20), "张三 123"),
        RosterLine("示例县教育局", date(2025, 1, 21), ""),
        RosterLine("示例县公安局", None, "李四"),
    ]
    with pytest.raises(UserError, match="示例县水务局的报送期限“月底”不是日期"):
        roster_lines([["单位名称", "报送期限"], ["示例县水务局", "月底"]])


def test_a_table_that_is_no_roster_is_refused_and_what_is_doubtful_is_said() -> None:
    with pytest.raises(UserError, match="不像报送单位名单"):
        roster_lines([["年报起草资料表"], ["一、只填白色格子；灰色格子是合计。"]])
    with pytest.raises(UserError, match="“何时”一列是日期"):
        roster_lines([["名称", "何时"], ["甲镇", "2025-01-20"]])
    with pytest.raises(UserError, match="写了两次，期限不同"):
        roster_lines([["单位名称", "报送期限"], ["甲镇政府", "2025-01-20"], ["甲镇政府", "2025-01-21"]])
    read = read_roster(
        [
            ["单位名称", "报送期限", "类别"],
            ["青禾县柳溪镇人民政府", date(2025, 1, 20), "乡镇"],
            ["柳溪镇政府", date(2025, 1, 20), ""],
            [None, date(2025, 1, 20), "无名"],
        ]
    )
    assert len(read.lines) == 2
    assert read.doubts == [
        "“青禾县柳溪镇人民政府”和“柳溪镇政府”像是同一机关",
        "第4行没有单位名称，没有列入",
        "没有用到的列：类别",
    ]


def test_a_roster_of_another_year_is_asked_about() -> None:
    rows = [["2024年度年报报送名单"], ["单位名称", "报送期限"], ["甲镇政府", "2025-01-20"], ["乙镇政府", ""]]
    read = read_roster(rows)
    assert read.doubts_of(2024) == read.doubts == []
    assert read.doubts_of(2026) == [
        "名单上写的是2024年，现在要导入为2026年度的，请核对报告年度",
        "甲镇政府的报送期限是2025-01-20",
        "2026年度的年报在2027年报送，请核对期限和报告年度",
    ]
    late = [*rows, *([f"{name}镇政府", date(2027, 1, 31)] for name in "丙丁戊己")]
    assert read_roster(late).doubts_of(2024)[:-1] == ["丙镇政府、丁镇政府、戊镇政府等4个单位的报送期限是2027-01-31"]
    both = read_roster([["2025年报送2024年度年报的单位"], *rows[1:]])
    assert both.doubts_of(2024) == []
    assert read_roster(rows[1:3]).doubts_of(2024) == []
