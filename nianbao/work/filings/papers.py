"""Papers of filings to take away. A version's are made of the record that was kept with it; no rule is run again."""

from datetime import date
from typing import TYPE_CHECKING, Literal

from nianbao.documents.paper.as_html import paper_html
from nianbao.documents.paper.as_word import paper_docx
from nianbao.office.filings.due import due_date
from nianbao.office.filings.score import UnitScore, unit_score
from nianbao.papers.filings.publication import TITLE as PUBLICATION_TITLE
from nianbao.papers.filings.publication import publication_blocks
from nianbao.papers.filings.sign_off import TITLE as SIGN_OFF_TITLE
from nianbao.papers.filings.sign_off import Signed, SignOff, said, sign_off_blocks
from nianbao.papers.opinion import marked_docx, opinion_file
from nianbao.papers.opinion.reviewed import Reviewed
from nianbao.report.errors import UserError
from nianbao.work.filings.overview import overview, reminders
from nianbao.work.filings.steps import load, received_on, record_of, steps_of
from nianbao.work.reviewed.notes import reviewers_word
from nianbao.work.services import Services
from validators.profile import Profile
from validators.record import ReviewRecord
from validators.score import score_of

if TYPE_CHECKING:
    from nianbao.store.filings import NewFile, Step, Version

PaperEnding = Literal[".docx", ".html"]


def sign_off(services: Services, filing_id: int, version: int, ending: PaperEnding = ".docx") -> bytes:
    """签批单 of a version. Raises ``NotFoundError``."""
    filing, steps = load(services, filing_id), steps_of(services, filing_id)
    of_version = [step for step in steps if step.version == version]
    published = next((step for step in reversed(of_version) if step.act == "publish"), None)
    sheet = SignOff(
        filing.unit,
        filing.year,
        filing.due_on,
        version,
        record_of(services, filing_id, version),
        [
            Signed(
                step.act,  # type: ignore[arg-type]  # written by ``steps``
                step.name,
                received_on(step) if step.act == "file" else step.created_at.astimezone().date(),
                step.text,
                step.detail.get("findings", ()),
            )
            for step in of_version
        ],
        _published(published) if published else "",
    )
    blocks = list(sign_off_blocks(sheet))
    if ending == ".docx":
        return paper_docx(SIGN_OFF_TITLE, "", blocks)
    return paper_html(SIGN_OFF_TITLE, blocks).encode()


def _published(step: "Step") -> str:
    told = step.detail
    where = f"，网址：{told['address']}" if told["address"] else ""
    when = f"{said(date.fromisoformat(told['published_on']))}公布{where}"
    if told["differences"]:
        same = f"保存的网页与审定稿有{len(told['differences'])}处不同"
    else:
        same = "保存的网页没能比对全部内容" if told["not_compared"] else "保存的网页与审定稿的文字和表格一致"
    return f"{when}；{same}（{step.name}　{said(step.created_at.astimezone().date())}比对）"


def opinion(services: Services, filing_id: int, version: int, ending: PaperEnding = ".docx") -> bytes:
    """审核意见 of a version, with the decisions of the office's reviewers. Raises ``NotFoundError``."""
    return opinion_file([_reviewed(services, record_of(services, filing_id, version))], ending)


def version_file(services: Services, filing_id: int, version: int) -> "Version":
    """The file as it was filed. Raises ``NotFoundError``."""
    from nianbao.store.filings import load_version

    return load_version(services.db, filing_id, version)


def marked_version(services: Services, filing_id: int, version: int) -> bytes:
    """The filed .docx with the findings as comments. Raises ``UserError`` for another kind of file."""
    record = record_of(services, filing_id, version)
    if not record.is_docx:
        raise UserError("只有 Word 文件（.docx）才能写批注稿。")
    return marked_docx(version_file(services, filing_id, version).content, _reviewed(services, record))


def page_file(services: Services, filing_id: int, step: int) -> "NewFile":
    """The saved page that was compared. Raises ``NotFoundError``."""
    from nianbao.store.filings import load_page

    return load_page(services.db, filing_id, step)


def _reviewed(services: Services, record: ReviewRecord) -> Reviewed:
    return Reviewed(record, reviewers_word(services, record).for_opinion())


# --- of a year --------------------------------------------------------------------------------------------------


def publication_report(
    services: Services, year: int, profile: Profile, office: str = "", today: date | None = None
) -> bytes:
    """公布情况: the report with its table (.docx)."""
    at = today or date.today()
    lines = overview(services, year, profile, at)
    title = PUBLICATION_TITLE.format(year=year)
    return paper_docx(title, office, list(publication_blocks(lines, year, office, at)))


def publication_table(services: Services, year: int, profile: Profile, today: date | None = None) -> bytes:
    """公布情况表 (.xlsx)."""
    from nianbao.papers.filings.sheets import publication_sheet

    return publication_sheet(overview(services, year, profile, today), year)


def reminder_list(services: Services, year: int, profile: Profile, today: date | None = None) -> bytes:
    """Whom to remind and with what words (.xlsx)."""
    from nianbao.papers.filings.sheets import reminder_sheet

    return reminder_sheet(reminders(overview(services, year, profile, today), year, today))


def scores(services: Services, year: int, profile: Profile, today: date | None = None) -> list[UnitScore]:
    """The self-assessment of every unit. Raises ``UserError`` when the profile has no score sheet."""
    if not profile.points:
        raise UserError(f"规则配置“{profile.name}”没有评分标准（points），不能自评。")
    at = today or date.today()
    found = []
    for line in overview(services, year, profile, at):
        score = None
        if line.version:  # of the record and this profile's sheet; no rule is run again
            reviewed = _reviewed(services, record_of(services, line.id, line.version))
            score = score_of(profile, reviewed.review.items, reviewed.standing)
        by = due_date(line.unit, year, profile.deadlines)
        found.append(unit_score(line, score, profile, by, at))
    return found


def score_table(services: Services, year: int, profile: Profile, today: date | None = None) -> bytes:
    """The self-assessment as a table (.xlsx). Raises ``UserError`` when the profile has no score sheet."""
    from nianbao.papers.filings.sheets import score_sheet

    return score_sheet(scores(services, year, profile, today), year)
