"""Last year's report comes from the library in one way, whoever asks and however the database is opened."""

from dataclasses import replace
from pathlib import Path

import pytest

from nianbao.documents import read
from nianbao.office.filings.readings import Person
from nianbao.office.filings.states import READINGS
from nianbao.office.roster import RosterLine
from nianbao.papers.opinion import opinion_file
from nianbao.papers.opinion.reviewed import Reviewed
from nianbao.papers.wording import review_markdown
from nianbao.paths import DATABASE_FILE, library_url
from nianbao.settings import Settings
from nianbao.store.database import Database, open_database
from nianbao.store.quick import NotQuickError, find_report_quickly
from nianbao.store.reports import find_report, load_report, save_report
from nianbao.store.seed import seed_corpus
from nianbao.store.viewer import Viewer
from nianbao.work.filings.roster import set_roster
from nianbao.work.filings.steps import Acting, Returned, file_version, filing_of, read_version, send_back
from nianbao.work.handed.upload import Upload
from nianbao.work.last_year import last_years_report
from nianbao.work.review import ReviewRequest, review_report
from nianbao.work.services import Services
from tests.conftest import ROOT
from tests.report.test_codec import SAMPLES
from tests.support.deep import differences
from validators.profile import national
from validators.review import Served

CORPUS = ROOT / "corpus"
TOWN = "示例省鹭栖市柳溪镇人民政府"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / DATABASE_FILE}"


@pytest.fixture
def library(url: str) -> Database:
    db = open_database(url)
    seed_corpus(db, CORPUS)
    return db


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.stem)
def test_the_quick_look_gives_what_the_store_gives(url: str, library: Database, sample: Path) -> None:
    report = read(sample)
    assert report.year is not None
    entry = find_report(library, report.agency.name, report.year)
    assert entry is not None
    found = find_report_quickly(url, report.agency.name, report.year)
    assert differences(load_report(library, entry.id), found) == []


def test_of_several_the_most_trusted_then_the_newest(url: str, library: Database) -> None:
    sample = read(CORPUS / "reports" / "liuxi-town-2023.md")
    for title, sha in (("一稿", "a" * 64), ("二稿", "b" * 64)):
        save_report(library, replace(sample, title=title), "upload", sha256=sha)
    entry = find_report(library, sample.agency.name, 2023)
    found = find_report_quickly(url, sample.agency.name, 2023)
    assert entry is not None
    assert found is not None
    assert (found.title, entry.title) == ("二稿", "二稿")


def test_nothing_is_found_where_nothing_is_asked(url: str, library: Database) -> None:
    agency = read(CORPUS / "reports" / "liuxi-town-2024.md").agency.name
    assert last_years_report(url, agency, 2024).source == "library"
    assert last_years_report(url, agency, 2024, handed_in := read(SAMPLES[0])) == Served(handed_in)
    assert last_years_report(url, agency, 2020) == Served()
    assert last_years_report(None, agency, 2024) == Served()
    assert last_years_report(url, "", 2024) == Served()
    assert last_years_report(url, agency, None) == Served()


@pytest.mark.parametrize("quick", [True, False])
def test_the_accepted_version_of_last_years_filing_serves_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: bool
) -> None:
    """Only once it is accepted, only of that very agency, only for those who may see it; the output says so."""
    if not quick:

        def as_a_whole(*_: object) -> None:
            raise NotQuickError

        monkeypatch.setattr("nianbao.store.quick.newest_versions_quickly", as_a_whole)
    services = Services(Settings(data_dir=tmp_path))
    before, after = (CORPUS / "reports" / f"liuxi-town-{year}.md" for year in (2023, 2024))
    agency = read(before).agency.name
    set_roster(services, 2023, [RosterLine("柳溪镇人民政府"), RosterLine("北柳溪镇人民政府")], national())
    filing = filing_of(services, 2023, "柳溪镇人民政府").id
    people = (Acting(Person(name), national()) for name in "甲乙丙丁戊")
    filed = Upload("定稿.md", before.read_bytes().replace("年度报告".encode(), "年度报告（定稿）".encode(), 1))
    file_version(services, filing, filed, next(people))
    for act in READINGS:
        assert last_years_report(services.library, agency, 2024).source == "library"
        read_version(services, filing, act, "", next(people))
    found = last_years_report(services.library, agency, 2024)
    assert found == Served(read(filed.content, filed.name), "filing")
    assert last_years_report(services.library, f"示例省别处{agency}", 2024) == Served()
    other = services.seen_by(Viewer("p", "样板县人民政府", "乙"))
    assert last_years_report(other.library, agency, 2024).source == "library"
    record = review_report(ReviewRequest(after.name, after.read_bytes(), library=services.library))
    assert (record.review.previous or Served()).source == "filing"
    assert "经终审的一稿" in review_markdown(record.review)
    assert "经终审的一稿" in opinion_file([Reviewed(record)], ".html").decode()
    send_back(services, filing, Returned(text="再改"), next(people))
    assert last_years_report(services.library, agency, 2024).source == "library"


@pytest.mark.parametrize("damage", ["absent", "garbage", "older"])
def test_what_cannot_be_looked_into_quickly_is_opened_as_a_whole(tmp_path: Path, damage: str) -> None:
    path = tmp_path / DATABASE_FILE
    if damage == "garbage":
        path.write_bytes(b"no database" * 100)
    if damage == "older":
        import sqlite3

        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
            connection.execute("INSERT INTO alembic_version VALUES ('0001')")
    with pytest.raises(NotQuickError):
        find_report_quickly(f"sqlite:///{path}", TOWN, 2023)


@pytest.mark.parametrize("where", ["environment", "file"])
@pytest.mark.parametrize("named", ["data_dir", "database_url"])
def test_the_address_is_the_one_of_the_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, where: str, named: str
) -> None:
    """Found without loading the settings, and yet the same."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NIANBAO_DATA_DIR")
    value = "elsewhere" if named == "data_dir" else "postgresql+psycopg://office/nianbao"
    if where == "file":
        (tmp_path / ".env").write_text(f"NIANBAO_{named.upper()}={value}\n", encoding="utf-8")
    else:
        monkeypatch.setenv(f"NIANBAO_{named.upper()}", value)
    (tmp_path / "elsewhere").mkdir()
    if named == "data_dir":
        assert library_url() is None, "no database, no library"
        (tmp_path / "elsewhere" / DATABASE_FILE).touch()
    assert library_url() == Settings().resolved_database_url


def test_without_a_database_there_is_no_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path / "nothing"))
    assert library_url() is None
