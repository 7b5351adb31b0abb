"""A filing from the roster to the website, by the use cases, on both databases: what is kept, said and printed of it."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from nianbao.office.filings.readings import Person
from nianbao.office.roster import RosterChange, RosterLine
from nianbao.papers.filings.said import step_said
from nianbao.report.errors import UserError
from nianbao.settings import Settings
from nianbao.store import audit
from nianbao.store.database import open_database
from nianbao.store.filings import OvertakenError, list_versions, load_page, take_step
from nianbao.work.filings import papers
from nianbao.work.filings.consolidated import consolidated
from nianbao.work.filings.overview import overview, reminders
from nianbao.work.filings.roster import roster_change, set_roster, years
from nianbao.work.filings.steps import (
    Acting,
    Publishing,
    Returned,
    file_by_name,
    file_version,
    filing_of,
    publish,
    read_version,
    record_of,
    send_back,
    steps_of,
)
from nianbao.work.handed.upload import Upload
from nianbao.work.services import Services
from tests.conftest import ROOT
from tests.store.test_store_races import together
from validators.profile import load_profile, national

REPORTS = ROOT / "corpus" / "reports"
YEAR, TODAY = 2024, date(2025, 2, 3)
BUREAU, TOWN = "青禾县教育局", "柳溪镇人民政府"
LINES = [RosterLine(BUREAU, None, "张三 123"), RosterLine(TOWN, date(2025, 1, 20)), RosterLine("示例县水务局")]
NEXT: tuple[tuple[str, str], ...] = (("first", "李四"), ("second", "王五"), ("final", "赵六"))


def sample(name: str = "qinghe-education-bureau-2024.md", *changes: tuple[str, str]) -> Upload:
    words = (REPORTS / name).read_text(encoding="utf-8")
    for before, after in changes:
        assert before in words
        words = words.replace(before, after, 1)
    return Upload(name, words.encode())


def by(name: str, seen: int | None = None) -> Acting:
    return Acting(Person(name), national(), seen)


def desk(folder: Path, url: str = "") -> Services:
    """A desk with the roster of the year; its library is left empty, nothing here asks it."""
    found = Services(Settings(data_dir=folder / "data", database_url=url))
    found.__dict__["db"] = open_database(found.settings.resolved_database_url)
    set_roster(found, YEAR, LINES, national())
    return found


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return desk(tmp_path)


@pytest.fixture
def on_both(new_database: Callable[[], str], tmp_path: Path) -> Services:
    return desk(tmp_path, new_database())


def accepted(services: Services) -> int:
    """The bureau's filing, read by three people."""
    filing = filing_of(services, YEAR, BUREAU).id
    file_version(services, filing, sample(), by("张三"))
    for act, who in NEXT:
        read_version(services, filing, act, f"{who}同意", by(who))  # type: ignore[arg-type]
    return filing


def test_from_the_roster_to_the_website_with_a_return_and_a_second_version(on_both: Services) -> None:
    services = on_both
    filing = filing_of(services, YEAR, BUREAU).id
    file_version(services, filing, sample("qinghe-education-bureau-2024.md", ("323条", "322条")), by("张三"))
    send_back(services, filing, Returned(text="请核对发布信息的条数"), by("李四"))
    assert [line.state for line in overview(services, YEAR, national(), TODAY)] == ["returned", "due", "due"]
    file_version(services, filing, sample(), by("张三"))
    for act, who in NEXT:
        read_version(services, filing, act, "同意", by(who))  # type: ignore[arg-type]
    page = Publishing(sample(), date(2025, 1, 28), "https://www.example.gov.cn/1.html")
    step, compared = publish(services, filing, page, by("张三"))
    assert compared.is_same
    assert load_page(services.db, filing, step.number).content == page.page.content
    (line, *_) = overview(services, YEAR, national(), TODAY)
    assert (line.state, line.version, line.readers) == ("published", 2, ("李四", "王五", "赵六"))
    assert line.publication is not None
    assert line.publication.in_time
    versions = list_versions(services.db, filing)
    assert [v.number for v in versions] == [1, 2]
    assert record_of(services, filing, 1).sha256 == versions[0].sha256 != versions[1].sha256
    assert [(s.act, s.version, s.name) for s in steps_of(services, filing)] == [
        ("file", 1, "张三"), ("return", 1, "李四"), ("file", 2, "张三"), ("first", 2, "李四"),
        ("second", 2, "王五"), ("final", 2, "赵六"), ("publish", 2, "张三"),
    ]  # fmt: skip
    lines = audit.list_lines(services.db)
    assert [a.detail["act"] for a in lines if a.act == "filing"] == [s.act for s in steps_of(services, filing)]
    assert audit.verify(services.db) == (len(lines), None)


def test_what_was_filed_cannot_be_changed(on_both: Services) -> None:
    services = on_both
    accepted(services)
    for table in ("filing_versions", "filing_steps", "audit"):
        for change in (f"UPDATE {table} SET number = number + 100", f"DELETE FROM {table}"):
            with pytest.raises((DBAPIError, UserError)), services.db.writing() as session:
                session.execute(text(change))
    assert audit.verify(services.db)[1] is None


def test_two_readers_at_once_one_is_told(on_both: Services) -> None:
    services = on_both
    filing = filing_of(services, YEAR, BUREAU).id
    file_version(services, filing, sample(), by("张三"))
    for n in range(1, 6):
        told = together(
            [services.db] * 3,
            lambda db, i, n=n: take_step(db, filing, "file", "filed", seen=n, name=f"审核{i}"),  # type: ignore[misc]
        )
        assert sum(isinstance(t, OvertakenError) for t in told) == 2, told
    assert [s.number for s in steps_of(services, filing)] == list(range(1, 7))
    assert audit.verify(services.db)[1] is None


def test_who_saw_an_older_state_is_told_and_nothing_is_written(services: Services) -> None:
    filing = filing_of(services, YEAR, BUREAU).id
    file_version(services, filing, sample(), by("张三", seen=0))
    changed = sample("qinghe-education-bureau-2024.md", ("323条", "322条"))
    file_version(services, filing, changed, by("张三", seen=1))
    with pytest.raises(OvertakenError, match="刚刚有人处理过"):
        read_version(services, filing, "first", "", by("李四", seen=1))
    assert len(steps_of(services, filing)) == 2


def test_another_units_or_years_report_is_not_taken(services: Services) -> None:
    town = filing_of(services, YEAR, TOWN).id
    with pytest.raises(UserError, match="青禾县教育局的年报，不是柳溪镇"):
        file_version(services, town, sample(), by("张三"))
    with pytest.raises(UserError, match="2023年度的年报，不是2024年度"):
        file_version(services, town, sample("liuxi-town-2023.md"), by("张三"))
    with pytest.raises(UserError, match="报送名单里没有"):
        file_by_name(services, YEAR, sample("yunling-city-2024.md"), by("张三"))
    assert file_by_name(services, YEAR, sample("liuxi-town-2024.md"), by("张三")).version == 1


def test_one_person_may_read_it_all_where_the_profile_says_so(services: Services, tmp_path: Path) -> None:
    (tmp_path / "小单位.toml").write_text('name = "小单位"\n[thresholds]\n"FIL.one_reader" = 1\n', encoding="utf-8")
    one = Acting(Person("李四"), load_profile(tmp_path / "小单位.toml"))
    filing = filing_of(services, YEAR, BUREAU).id
    file_version(services, filing, sample(), one)
    read_version(services, filing, "first", "", one)
    with pytest.raises(UserError, match="三审要由"):
        read_version(services, filing, "second", "", by("李四"))
    assert read_version(services, filing, "second", "", one).state == "second_read"


def test_who_handed_a_version_in_reads_it_only_where_the_profile_says_so(services: Services, tmp_path: Path) -> None:
    (tmp_path / "兼.toml").write_text('name = "兼"\n[thresholds]\n"FIL.filer_reads" = 1\n', encoding="utf-8")
    one = Acting(Person("李四"), load_profile(tmp_path / "兼.toml"))
    filing = filing_of(services, YEAR, BUREAU).id
    file_version(services, filing, sample(), one)
    with pytest.raises(UserError, match="这一稿是李四报送的，三审要由别人来做"):
        read_version(services, filing, "first", "", by("李四"))
    assert read_version(services, filing, "first", "", one).state == "first_read"
    with pytest.raises(UserError, match="初审是李四做的"):
        read_version(services, filing, "second", "", one)


def test_a_return_needs_a_reason_and_carries_its_findings(services: Services) -> None:
    filing = filing_of(services, YEAR, BUREAU).id
    file_version(
        services, filing, sample("qinghe-education-bureau-2024.md", ("| 1 | 1 | 20 |", "| 1 | 1 | 21 |")), by("张三")
    )
    found = record_of(services, filing, 1).review.findings
    with pytest.raises(UserError, match="退回要写明原因"):
        send_back(services, filing, Returned(), by("李四"))
    assert found
    step = send_back(services, filing, Returned(tuple(range(len(found)))), by("李四"))
    assert [f["rule"] for f in step.detail["findings"]] == [f.rule for f in found]
    (line, *_) = overview(services, YEAR, national(), TODAY)
    (_, said), *_ = reminders([line], YEAR, TODAY)
    assert f"共{len(found)}处需要修改" in said


def test_a_page_that_is_not_as_accepted_is_said_cell_and_word(services: Services) -> None:
    filing = accepted(services)
    changed = sample("qinghe-education-bureau-2024.md", ("323条", "324条"), ("| 2 |", "| 3 |"))
    _, compared = publish(services, filing, Publishing(changed, date(2025, 2, 2)), by("张三"))
    told = [(c.section, c.before, c.after) for c in compared.differences]
    assert any("323条" in before and "324条" in after for _, before, after in told)
    assert any("：2" in before and "：3" in after for _, before, after in told)
    (line, *_) = overview(services, YEAR, national(), TODAY)
    assert line.state == "published"
    assert line.publication is not None
    assert line.publication.differences == len(told)
    assert not line.publication.in_time


@pytest.mark.parametrize(
    "page", [sample("liuxi-town-2024.md"), sample("qinghe-education-bureau-2024.md", *((("2024年", "2023年"),) * 3))]
)
def test_a_page_of_another_unit_or_year_publishes_nothing(services: Services, page: Upload) -> None:
    filing = accepted(services)
    with pytest.raises(UserError, match="不是这份年报，没有登记公布"):
        publish(services, filing, Publishing(page, TODAY), by("张三"))
    (line, *_) = overview(services, YEAR, national(), TODAY)
    assert (line.state, line.publication) == ("accepted", None)


def test_only_accepted_versions_are_added_up(services: Services) -> None:
    accepted(services)
    file_by_name(services, YEAR, sample("liuxi-town-2024.md"), by("张三"))
    result = consolidated(services, "青禾县人民政府", YEAR)
    assert [f.name for f in result.used] == [BUREAU]
    assert [(f.name, f.why_not) for f in result.left_out] == [(TOWN, "已报送，还没有通过初审")]
    assert result.missing == ("示例县水务局",)
    with pytest.raises(UserError, match="没有2020年度的报送名单"):
        consolidated(services, "青禾县人民政府", 2020)


def test_a_new_roster_keeps_what_was_filed(services: Services) -> None:
    filing = accepted(services)
    again = set_roster(services, YEAR, [RosterLine("示例省云岭市青禾县教育局"), RosterLine("青禾县公安局")], national())
    assert (again.units, again.new, again.off, again.kept) == (2, 1, 2, ())
    there = overview(services, YEAR, national(), TODAY)
    assert [(line.unit, line.state) for line in there] == [
        ("示例省云岭市青禾县教育局", "accepted"),
        ("青禾县公安局", "due"),
    ]
    assert there[0].id == filing
    assert set_roster(services, YEAR, [RosterLine("青禾县公安局")], national()).kept == ("示例省云岭市青禾县教育局",)
    assert years(services) == [YEAR]


# --- papers -------------------------------------------------------------------------------------------------------


def words_of(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def rows_of(xlsx: bytes) -> list[tuple[object, ...]]:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(xlsx)).worksheets
    return list(sheet.iter_rows(values_only=True))


def test_the_papers_of_a_version(services: Services) -> None:
    filing = accepted(services)
    sheet = words_of(papers.sign_off(services, filing, 1))
    assert all(f"姓名：{who}" in sheet and f"{who}同意" in sheet for _, who in NEXT)
    assert record_of(services, filing, 1).sha256 in sheet
    assert b"<h1>" in papers.sign_off(services, filing, 1, ".html")
    assert "审核意见" in words_of(papers.opinion(services, filing, 1))
    with pytest.raises(UserError, match="只有 Word 文件"):
        papers.marked_version(services, filing, 1)


def test_the_papers_of_a_year_count_what_the_table_shows(services: Services) -> None:
    filing = accepted(services)
    publish(services, filing, Publishing(sample(), date(2025, 1, 28)), by("张三"))
    assert "退回后重新报送" not in words_of(papers.publication_report(services, YEAR, national(), today=TODAY))
    report = words_of(papers.publication_report(services, YEAR, national(), "青禾县政务公开办", TODAY))
    assert "应报送2024年度报告的单位3家，已报送1家，其中按时报送0家，迟报1家；逾期未报2家，未到期0家" in report
    assert "已公布1家，在规定期限内公布1家，占应公布单位的33.3%" in report
    assert "逾期未报：柳溪镇人民政府、示例县水务局。" in report
    table = rows_of(papers.publication_table(services, YEAR, national(), TODAY))
    assert len(table) == 4
    assert table[1][1] == BUREAU
    sent = rows_of(papers.reminder_list(services, YEAR, national(), TODAY))
    assert [row[0] for row in sent[1:]] == [TOWN, "示例县水务局"]
    assert "已逾期14天" in str(sent[1][4])


def test_the_score_table_is_the_profiles(services: Services, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有评分标准"):
        papers.score_table(services, YEAR, national(), TODAY)
    path = tmp_path / "评分.toml"
    path.write_text('name = "评分"\n[points]\ntotal = 10\nnot_published = 5\nlate = 2\nwrong_figures = 3\n', "utf-8")
    profile = load_profile(path)
    filing = accepted(services)
    publish(services, filing, Publishing(sample(), TODAY), by("张三"))
    scores = papers.scores(services, YEAR, profile, TODAY)
    assert [(s.unit, s.lost) for s in scores] == [(BUREAU, 2), (TOWN, 5), ("示例县水务局", 5)]
    table = rows_of(papers.score_table(services, YEAR, profile, TODAY))
    assert table[0][:6] == ("单位", "年报没有公布", "晚于期限公布", "数字错误", "扣分", "得分")
    assert table[1][1:6] == (0, -2, 0, -2, 8)


# --- what is not to be said too early ---------------------------------------------------------------------------


def test_a_report_counts_from_the_day_it_came_in(services: Services) -> None:
    unit = filing_of(services, YEAR, BUREAU).id
    with pytest.raises(UserError, match="在今天之后"):
        file_version(services, unit, sample(), by("张三"), date(2999, 1, 1))
    file_version(services, unit, sample(), by("张三"), date(2025, 1, 20))
    line = next(x for x in overview(services, YEAR, national()) if x.unit == BUREAU)
    assert (line.first_filed, line.punctuality.said) == (date(2025, 1, 20), "按时报送")


def test_a_copy_of_another_units_report_is_found_when_it_is_filed(services: Services) -> None:
    first = file_by_name(services, YEAR, sample("liuxi-town-2024.md"), by("张三"))
    assert first.detail["compared"] == 0
    set_roster(services, YEAR, [*LINES, RosterLine("青禾县杨溪镇人民政府")], national())
    text = sample("liuxi-town-2024.md").content.decode().replace("柳溪镇", "杨溪镇").encode()
    copy = file_by_name(services, YEAR, Upload("杨溪.md", text), by("张三"))
    assert copy.detail["compared"] == 1
    found = record_of(services, copy.filing, copy.version).review.findings
    assert any(f.rule == "LK-02" and "柳溪镇" in f.hit.message for f in found)


def test_a_new_roster_says_what_it_changes_and_a_short_name_is_the_same_unit(services: Services) -> None:
    lines = [RosterLine("示例省云岭市青禾县柳溪镇政府", date(2025, 1, 21)), RosterLine("鹭溪镇")]
    change = roster_change(services, YEAR, lines, national())
    gone = (BUREAU, "示例县水务局")
    dates = ((lines[0].unit, date(2025, 1, 20), date(2025, 1, 21)),)
    assert change == RosterChange(("鹭溪镇",), gone, (), dates)
    assert roster_change(services, 1999, lines, national()) is None
    set_roster(services, YEAR, lines, national())
    assert filing_of(services, YEAR, "青禾县鹭溪镇人民政府").unit == "鹭溪镇"
    with pytest.raises(UserError, match="名称相近的有“鹭溪镇”"):
        filing_of(services, YEAR, "鹭溪镇财政所")


def test_the_page_gives_its_own_date(services: Services) -> None:
    unit = filing_of(services, YEAR, BUREAU).id
    file_version(services, unit, sample(), by("张三"))
    for act, name in NEXT:
        read_version(services, unit, act, "", by(name))  # type: ignore[arg-type]
    with pytest.raises(UserError, match="没有读到发布日期"):
        publish(services, unit, Publishing(sample(), None), by("张三"))
    page = sample("qinghe-education-bureau-2024.md", ("年度报告\n", "年度报告\n\n发布日期：2025-01-28\n"))
    step, _ = publish(services, unit, Publishing(page, None), by("张三"))
    assert step.detail["published_on"] == step.detail["date_on_page"] == "2025-01-28"
    step, _ = publish(services, unit, Publishing(page, date(2025, 2, 1)), by("张三"))
    assert (step.detail["published_on"], step.detail["date_on_page"]) == ("2025-02-01", "2025-01-28")


def test_only_what_was_sent_back_is_said_to_have_come_back(services: Services) -> None:
    town = filing_of(services, YEAR, TOWN).id
    for end in ("a", "b", "c"):  # handed in three times, sent back never
        file_version(services, town, Upload("年报.md", sample("liuxi-town-2024.md").content + end.encode()), by("张三"))
    assert "退回后重新报送" not in words_of(papers.publication_report(services, YEAR, national(), today=TODAY))
    bureau = filing_of(services, YEAR, BUREAU).id
    file_version(services, bureau, sample(), by("张三"))
    send_back(services, bureau, Returned(text="请核对"), by("李四"))
    assert "退回后重新报送" not in words_of(papers.publication_report(services, YEAR, national(), today=TODAY))
    file_version(services, bureau, sample(), by("张三"))
    said = words_of(papers.publication_report(services, YEAR, national(), today=TODAY))
    assert f"退回后重新报送：{BUREAU}。" in said


def test_the_same_file_is_no_new_version_unless_it_was_sent_back(services: Services) -> None:
    filing = filing_of(services, YEAR, BUREAU).id
    file_version(services, filing, sample(), by("张三"))
    with pytest.raises(UserError, match="与第1稿一字不差"):
        file_by_name(services, YEAR, Upload("又一份.md", sample().content), by("张三"))
    assert len(list_versions(services.db, filing)) == 1
    send_back(services, filing, Returned(text="请核对"), by("李四"))
    step = file_version(services, filing, sample(), by("张三"))
    assert (step.version, step.detail["same_as"]) == (2, 1)
    assert "与第1稿是同一份文件" in step_said(step)


@pytest.mark.parametrize(
    ("on", "address", "said"),
    [
        (date(2999, 1, 1), "", "公布日期2999-01-01在今天之后"),
        (date(2025, 1, 28), "javascript:alert(1)", "不是网页的地址"),
        (date(2025, 1, 28), "file:///c:/1.html", "不是网页的地址"),
        (date(2025, 1, 28), "https://有 空格.gov.cn", "不是网页的地址"),
    ],
)
def test_what_cannot_be_a_publication_is_not_written_down(
    services: Services, on: date, address: str, said: str
) -> None:
    filing = accepted(services)
    with pytest.raises(UserError, match=said):
        publish(services, filing, Publishing(sample(), on, address), by("张三"))
    assert steps_of(services, filing)[-1].act == "final"


def test_a_register_among_the_reports_is_named(services: Services) -> None:
    register = ROOT / "tests" / "fixtures" / "registers" / "r03_section_heading.docx"
    with pytest.raises(UserError, match=r"^台账\.docx 是申请台账，不是年报") as error:
        file_by_name(services, YEAR, Upload("台账.docx", register.read_bytes()), by("张三"))
    assert "nianbao" not in str(error.value)
