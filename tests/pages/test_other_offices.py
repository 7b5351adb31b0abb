"""Another office sees nothing: every page at every address that carries an id, and every file that is handed out.

The tables are checked against the source: a page, a name in the address or a file to download without its row fails.
"""

import html
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs
from zipfile import ZipFile

import pytest
from google.protobuf.text_format import MessageToString
from streamlit.testing.v1 import AppTest

from nianbao.documents import read
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.drafting.material.inputs import DraftInputs
from nianbao.office.filings.readings import ONE_READER
from nianbao.office.filings.states import READINGS
from nianbao.office.roster import RosterLine
from nianbao.pages.page import VIEWER, the_services
from nianbao.report.errors import UserError
from nianbao.store import people
from nianbao.store.viewer import Viewer
from nianbao.work import audit
from nianbao.work.bench.beside import talk_of_draft
from nianbao.work.desk.comparing import lay_down
from nianbao.work.draft import DraftRequest, draft_report
from nianbao.work.filings import consolidated, papers
from nianbao.work.filings.roster import set_roster
from nianbao.work.filings.steps import Acting, Publishing, file_version, filing_of, publish, read_version
from nianbao.work.handed import downloads
from nianbao.work.handed.upload import Upload
from nianbao.work.library import add_to_library, list_library
from nianbao.work.people import acting
from nianbao.work.profiles import add_profile, profile_text
from nianbao.work.reviewed import files
from nianbao.work.reviewed.workbench import Address, load_record
from nianbao.work.services import Services
from nianbao.work.sets import papers as of_set
from nianbao.work.sets.job import make_set, run, talk_of_set
from tests.conftest import ROOT
from tests.support import addresses
from tests.support.draft_inputs import example
from validators.profile import load_profile, national

SECRET = "隐泉"
"""Stands in every name that the owner's office gave to anything."""
OWN, STRANGE = f"示例省云岭市{SECRET}县人民政府办公室", "示例省汐川市芦屿县人民政府办公室"
SAMPLE = (ROOT / "corpus" / "reports" / "liuxi-town-2024.md").read_text("utf-8").replace("青禾县柳溪镇", f"{SECRET}镇")
REPORT = Upload(f"{SECRET}镇2024.docx", docx_bytes(read(SAMPLE.encode(), "年报.md")))
ROLES = ("clerk", "reviewer", "signer", "manager", "auditor")
POINTS = f'name = "{SECRET}评分"\n[points]\ntotal = 100\nlate = 5\n'


@dataclass
class Things:
    """One of each kind, kept by the owner's office; ``sample``: a report of everybody's library."""

    owner: Services
    stranger: Services
    talk: str
    batch: str
    draft: int
    report: int
    filing: int
    profile: str
    handed: str
    sample: int


def placed(name: str, office: str) -> Viewer:
    db = the_services().db
    person = people.person_who_logged_in(db, "https://idp", name, name)
    return people.set_person(db, person.id, office, ROLES).viewer


@pytest.fixture
def things(open_desk: Any, monkeypatch: pytest.MonkeyPatch) -> Things:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    from nianbao.assistant.service import Assistant

    owner = the_services().seen_by(placed(f"{SECRET}人", OWN))
    assistant = Assistant(owner)
    talk = assistant.start()
    assert [e.text for e in assistant.turn(talk, f"请审核{SECRET}镇的年报", [REPORT]) if e.kind == "error"] == []
    batch = make_set(owner, f"{SECRET}一批", [REPORT])
    run(owner, batch)
    inputs = DraftInputs.model_validate({**example("town")[0].model_dump(), "agency": f"示例省{SECRET}镇人民政府"})
    draft = draft_report(owner, DraftRequest(inputs, offline=True)).id
    add_to_library(owner, REPORT.name, REPORT.content)
    report = next(int(e["id"]) for e in list_library(owner) if SECRET in str(e["agency"]))
    sample = next(int(e["id"]) for e in list_library(owner) if str(e["agency"]).endswith("青禾县教育局"))
    handed = lay_down(owner, REPORT)
    profile = add_profile(owner, POINTS.encode())
    set_roster(owner, 2024, [RosterLine(f"{SECRET}镇人民政府")], national())
    filing = filing_of(owner, 2024, f"{SECRET}镇人民政府").id
    by = Acting(acting(owner), national())
    file_version(owner, filing, REPORT, by)
    at_one = Acting(by.person, replace(national(), thresholds=national().thresholds | {ONE_READER: 1}))
    for act in READINGS:
        read_version(owner, filing, act, "", at_one)
    publish(owner, filing, Publishing(REPORT, date(2025, 1, 20)), by)
    stranger = the_services().seen_by(placed("乙", STRANGE))
    return Things(owner, stranger, talk, batch, draft, report, filing, profile, handed, sample)


# --- pages --------------------------------------------------------------------------------------------------------

AT = (
    ("", "c={talk}"),
    ("draft", "d={draft}&view=text"),
    ("draft", "d={draft}&rev=1&view=versions"),
    ("review", "doc={talk}.2.0"),
    ("review", "doc=set~{batch}.1.0"),
    ("review", "doc=draft.{draft}.1"),
    ("set", "s={batch}"),
    ("compare", "r={report}"),
    ("compare", "u={handed}"),
    ("compare", "u={handed}&l={handed}"),
    ("compare", "r={sample}&how=names&with={report}"),
    ("library", "r={report}"),
    ("filings", "f={filing}"),
    ("filings", "y=2024"),
    ("people", ""),
    ("rules", "profiles=&p={profile}"),
)
"""Page and address: what its owner sees there is somebody's."""
PAGES_OF_ALL = {"law"}
"""They show nothing of anybody's."""
NO_ID = {"a", "in", "q", "name", "year", "source", "view", "only", "rule", "how", "kind", "level", "region"}
"""Names in an address that carry no id: of the regulation, and which part of a thing or of a list is shown."""
BEHIND_A_VARIABLE = {
    "compare: name": {"r", "u", "l", "with", "kind", "level", "region", "year"},
    "library: name": {"name", "year", "source"},
    "session: _IN_ADDRESS[name]": {"p"},
    "session: name": {"view", "only", "rule", "y", "r", "how", "kind", "level", "region", "year"},
    "sets: name": {"s", "only", "rule"},
}
"""What a variable in the source stands for."""


def test_every_page_and_every_name_in_an_address_is_tried() -> None:
    assert {page for page, _ in AT} | PAGES_OF_ALL == set(addresses.pages())
    tried = {name for _, address in AT for name in parse_qs(address, keep_blank_values=True)}
    named = addresses.parameters()
    assert set(BEHIND_A_VARIABLE) <= named
    assert (named - set(BEHIND_A_VARIABLE)).union(*BEHIND_A_VARIABLE.values()) == tried | NO_ID


def shown(tab: Any) -> str:
    """All that was sent to the browser for this page."""
    return "\n".join(MessageToString(proto, as_utf8=True) for proto in protos(tab._tree))


def protos(node: Any) -> Iterator[Any]:
    if getattr(node, "proto", None) is not None:
        yield node.proto
    for child in getattr(node, "children", {}).values():
        yield from protos(child)


def at(services: Services, page: str, address: str) -> Any:
    """The page as this person has it in a fresh tab."""
    tab = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    tab.session_state[VIEWER] = services.viewer
    for name, values in parse_qs(address, keep_blank_values=True).items():
        tab.query_params[name] = values[0]
    return tab.run() if not page else tab.switch_page(addresses.pages()[page]).run()


def test_a_stranger_sees_nothing_at_any_address(things: Things) -> None:
    ids = vars(things)
    wrong = {}
    for page, written in AT:
        address = written.format(**ids)
        mine, theirs = (at(s, page, address) for s in (things.owner, things.stranger))
        assert not mine.exception, (page, address)
        assert SECRET in shown(mine), (page, address, "else this could not fail")
        found = shown(theirs)
        if SECRET in found or theirs.exception:
            wrong[page, written] = found
    assert wrong == {}


# --- files --------------------------------------------------------------------------------------------------------


def of_review(made: Callable[..., bytes], *more: Any) -> "Fetch":
    """A file that is made of a review: its record comes first."""
    return lambda s, t: made(s, load_record(s, Address(t.talk, 2, 0)), *more)


Fetch = Callable[[Services, Things], bytes | str]
HANDED_OUT: dict[str, Fetch] = {
    "all_papers": lambda s, t: of_set.all_papers(s, t.batch),
    "list_workbook": lambda s, t: of_set.list_workbook(s, t.batch),
    "summary_html": lambda s, t: of_set.summary_html(s, t.batch),
    "draft_docx": lambda s, t: downloads.draft_docx(s, t.draft, 1),
    "draft_page": lambda s, t: downloads.draft_page(s, t.draft, 1),
    "draft_provenance": lambda s, t: downloads.draft_provenance(s, t.draft, 1),
    "opinion_paper": of_review(files.opinion_paper, ".docx"),
    "findings_workbook": of_review(files.findings_workbook),
    "review_json": of_review(files.review_json),
    "marked_copy": lambda s, t: files.marked_copy(s, t.talk, load_record(t.owner, Address(t.talk, 2, 0))),
    "sign_off": lambda s, t: papers.sign_off(s, t.filing, 1),
    "opinion": lambda s, t: papers.opinion(s, t.filing, 1),
    "marked_version": lambda s, t: papers.marked_version(s, t.filing, 1),
    "version_file": lambda s, t: papers.version_file(s, t.filing, 1).content,
    "page_file": lambda s, t: papers.page_file(s, t.filing, 5).content,
    "publication_report": lambda s, t: papers.publication_report(s, 2024, national()),
    "publication_table": lambda s, t: papers.publication_table(s, 2024, national()),
    "reminder_list": lambda s, t: papers.reminder_list(s, 2024, national()),
    "score_table": lambda s, t: papers.score_table(s, 2024, load_profile("example-county")),
    "inputs_workbook": lambda s, t: repr(consolidated.consolidated(s, "某县人民政府", 2024)),  # what it is made of
    "printed": lambda s, t: audit.printed(s, ".xlsx"),
    "profile_text": lambda s, t: profile_text(s, t.profile),
    "talk_of_set": lambda s, t: talk_of_set(s, t.batch, t.talk) or "",
    "talk_of_draft": lambda s, t: talk_of_draft(s, t.draft, t.talk) or "",
}
"""Function → a call with the owner's ids; a file for whoever may have it."""
EMPTY_FOR_ITS_OWNER = {"reminder_list", "talk_of_set", "talk_of_draft"}
"""Nobody is to be reminded of anything; and what makes no file."""


def test_every_file_that_is_handed_out_is_tried() -> None:
    assert set(HANDED_OUT) == addresses.handed_out()


def inside(content: bytes | str) -> str:
    """All text of a file, also of those within an archive."""
    if isinstance(content, str):
        return content
    if not content.startswith(b"PK"):
        return html.unescape(content.decode(errors="replace"))  # a workbook spells its letters by number
    with ZipFile(io.BytesIO(content)) as archive:
        return "\n".join([*archive.namelist(), *(inside(archive.read(name)) for name in archive.namelist())])


def test_a_stranger_is_handed_no_file(things: Things) -> None:
    wrong = {}
    for name, fetch in HANDED_OUT.items():
        try:
            got = inside(fetch(things.stranger, things))
        except UserError:
            got = ""
        if SECRET in got:
            wrong[name] = got[:200]
        if name not in EMPTY_FOR_ITS_OWNER:
            assert SECRET in inside(fetch(things.owner, things)), name
    assert wrong == {}
