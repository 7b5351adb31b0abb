"""The steps of a filing, each checked by the rules of the office and then kept: filed, read, returned, published."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from nianbao.office.filings.page import PageComparison, compare_page, of_another
from nianbao.office.filings.readings import FILER_READS, ONE_READER, Person, Reading, check_actor
from nianbao.office.filings.states import READINGS, State, after, allowed, transition
from nianbao.office.filings.states import Act as Act
from nianbao.office.names import near, same_agency
from nianbao.report.errors import UserError
from nianbao.report.model import Report
from nianbao.report.patterns import regex
from nianbao.work.handed.reading import file_hash, read_named
from nianbao.work.handed.upload import Upload
from nianbao.work.people import acting
from nianbao.work.review import ReviewRequest, review_report
from nianbao.work.services import Services
from validators.profile import Profile
from validators.record import ReviewRecord, record_as_json, record_from_json
from validators.review import ReviewOptions

if TYPE_CHECKING:
    from nianbao.store.filings import Filing, Step

MAX_TEXT = 2000
RECEIVED_ON, PUBLISHED_ON = "收到日期", "公布日期"
_ADDRESS = regex(r"(?i)https?://[^\s/?#]+\.[^\s/?#]+(?:[/?#]\S*)?")
NO_ADDRESS = "网址“{address}”不是网页的地址，请从浏览器的地址栏复制，以 http:// 或 https:// 开头；也可以不填。"
COPIES = "LK-02"
"""The rule that looks for copies; it does not run where nothing can be compared."""


@dataclass(frozen=True)
class Acting:
    """Who does it, by which rules, and how many steps they have seen (None: whatever there are)."""

    person: Person
    profile: Profile
    seen: int | None = None


@dataclass(frozen=True)
class Publishing:
    """A saved page of the website, when and where it was published. ``on``: None takes the date that the page gives."""

    page: Upload
    on: date | None
    address: str = ""


@dataclass(frozen=True)
class Returned:
    """Why a filing goes back: places in ``review.findings`` of the version, and words."""

    findings: tuple[int, ...] = ()
    text: str = ""
    all_findings: bool = field(default=False)
    """All errors and warnings, in place of ``findings``."""


def load(services: Services, filing_id: int) -> "Filing":
    """Raises ``NotFoundError``."""
    from nianbao.store.filings import load_filing

    return load_filing(services.db, filing_id)


def filing_of(services: Services, year: int, unit: str) -> "Filing":
    """The filing of a unit by its name. Raises ``UserError`` when it is not on the roster, or the name fits several."""
    from nianbao.store.filings import list_filings

    there = list_filings(services.db, year)
    found = [f for f in there if f.unit == unit] or [f for f in there if same_agency(f.unit, unit)]
    if len(found) == 1:
        return found[0]
    if not there:
        raise UserError(f"还没有{year}年度的报送名单，请先导入名单。")
    if not found:
        like = "、".join(f"“{name}”" for name in near(unit, [f.unit for f in there]))
        raise UserError(f"{year}年度的报送名单里没有“{unit}”{f'，名称相近的有{like}' if like else ''}。")
    raise UserError(f"“{unit}”对得上名单里的几个单位：{'、'.join(f.unit for f in found)}，请写全称。")


def steps_of(services: Services, filing_id: int) -> "list[Step]":
    """All that was done, first to last. Raises ``NotFoundError``."""
    from nianbao.store.filings import list_steps

    return list_steps(services.db, filing_id)


def next_acts(services: Services, filing: "Filing") -> tuple[Act, ...]:
    """What the viewer may do next, by their office and roles, in the order in which a screen offers it."""
    roles = acting(services).roles
    steps = [transition(act) for act in allowed(cast(State, filing.state))]
    may = [step for step in steps if (filing.is_host or not step.by_host) and (roles is None or roles & {*step.roles})]
    return tuple(step.act for step in may)


def is_being_read(filing: "Filing") -> bool:
    """It lies with the office that gathers, which has not finished reading it."""
    return any(act in READINGS for act in allowed(cast(State, filing.state)))


# --- filed ------------------------------------------------------------------------------------------------------


def file_version(
    services: Services, filing_id: int, upload: Upload, by: Acting, received: date | None = None
) -> "Step":
    """Keep a file as the next version, with the record of its review, compared with what the other units have filed for the
    year. ``received``: the day on which it came in, today unless given. Raises ``UserError``: it cannot be read, is another
    unit's or year's, or cannot be filed now."""
    from nianbao.store.filings import NewFile

    filing = load(services, filing_id)
    state = _checked(services, filing, "file", by)
    _is_past(RECEIVED_ON, received)
    same = _same_as(services, filing, upload.content)
    if same == filing.version and filing.state != "returned":
        raise UserError(f"{upload.name}与第{same}稿一字不差，是同一份文件，没有另存一稿。")
    others = _filed_by_others(services, filing)
    options = ReviewOptions(profile=by.profile)
    record = review_report(ReviewRequest(upload.name, upload.content, None, services.library, options, others))
    _check_whose(record, filing)
    findings = [finding.severity for finding in record.review.findings]
    told = {
        "verdict": record.review.verdict,
        "errors": findings.count("error"),
        "warnings": findings.count("warning"),
        "file": upload.name,
        "received": (received or date.today()).isoformat(),
        "compared": len(others) if record.review.state(COPIES) in ("pass", "fail") else 0,
        "same_as": same,
    }
    file = NewFile(upload.name, upload.content, record_as_json(record))
    return _take(services, filing, "file", state, by, detail=told, version=file)


def _is_past(what: str, day: date | None) -> None:
    """Raises ``UserError`` for a day that is still to come."""
    if day is not None and day > date.today():
        raise UserError(f"{what}{day}在今天之后，请核对。")


def _same_as(services: Services, filing: "Filing", content: bytes) -> int | None:
    """The newest version whose file is this one, byte for byte."""
    from nianbao.store.filings import list_versions

    digest = file_hash(content)
    return next((v.number for v in reversed(list_versions(services.db, filing.id)) if v.sha256 == digest), None)


def received_on(step: "Step") -> date:
    """The day on which a version came in; that of the step where none was kept."""
    kept = step.detail.get("received")
    return date.fromisoformat(kept) if kept else step.created_at.astimezone().date()


def _filed_by_others(services: Services, filing: "Filing") -> tuple[Report, ...]:
    """The newest versions of the year that the office gathers, of other units: what a report may be a copy of."""
    from nianbao.store.filings import list_filings

    others = [f for f in list_filings(services.db, filing.year) if f.is_host and f.version and f.id != filing.id]
    return tuple(record_of(services, f.id, f.version).review.report for f in others if filing.is_host)


def file_by_name(services: Services, year: int, upload: Upload, by: Acting, received: date | None = None) -> "Step":
    """As ``file_version``, for the unit that the report names. Raises ``UserError``."""
    report = read_named(upload.name, upload.content)
    if not report.agency.name:
        raise UserError(f"{upload.name}：没有读到机关名称，请指明是哪个单位的")
    try:
        filing = filing_of(services, year, report.agency.name)
    except UserError as error:
        raise UserError(f"{upload.name}：{error}") from error
    return file_version(services, filing.id, upload, by, received)


def _check_whose(record: ReviewRecord, filing: "Filing") -> None:
    report = record.review.report
    if report.agency.name and not same_agency(report.agency.name, filing.unit):
        raise UserError(f"{record.file}是{report.agency.name}的年报，不是{filing.unit}的，没有收下。")
    if report.year is not None and report.year != filing.year:
        raise UserError(f"{record.file}是{report.year}年度的年报，不是{filing.year}年度的，没有收下。")


# --- read -------------------------------------------------------------------------------------------------------


def read_version(services: Services, filing_id: int, act: Act, text: str, by: Acting) -> "Step":
    """Let the newest version through a reading (``first``, ``second``, ``final``), with an opinion in words or none."""
    filing = load(services, filing_id)
    if act not in READINGS:
        raise ValueError(f"no reading: {act}")
    return _take(services, filing, act, _checked(services, filing, act, by), by, text)


def send_back(services: Services, filing_id: int, why: Returned, by: Acting) -> "Step":
    """Return the newest version with findings, words or both. Raises ``UserError`` for neither."""
    filing = load(services, filing_id)
    state = _checked(services, filing, "return", by)
    found = record_of(services, filing_id, filing.version).review.findings
    places = why.findings
    if why.all_findings:
        places = tuple(n for n, finding in enumerate(found) if finding.severity != "info")
    if not places and not why.text.strip():
        raise UserError("退回要写明原因：选出需要修改的问题，或者写退回意见。")
    chosen = [found[n] for n in places if 0 <= n < len(found)]
    told = [
        {"rule": f.rule, "severity": f.severity, "message": f.hit.message, "suggestion": f.hit.suggestion}
        for f in chosen
    ]
    return _take(services, filing, "return", state, by, why.text, {"findings": told})


def record_of(services: Services, filing_id: int, version: int) -> ReviewRecord:
    """The review of a version as it was filed. Raises ``NotFoundError``."""
    from nianbao.store.filings import load_version

    return record_from_json(load_version(services.db, filing_id, version).record)


# --- published --------------------------------------------------------------------------------------------------


def publish(services: Services, filing_id: int, published: Publishing, by: Acting) -> tuple["Step", PageComparison]:
    """Compare a saved page with the accepted version, and keep both page and outcome. A page that differs is published all
    the same: it is said, wherever the filing is shown. Raises ``UserError`` for a page that cannot be read, or is another
    report's."""
    from nianbao.store.filings import NewFile

    filing = load(services, filing_id)
    state = _checked(services, filing, "publish", by)
    page = read_named(published.page.name, published.page.content)
    accepted = record_of(services, filing_id, filing.version).review.report
    if other := of_another(accepted, page):
        raise UserError(f"{published.page.name}：{other}，没有登记公布。")
    on = published.on or page.published
    if on is None:
        raise UserError(f"{published.page.name}：网页上没有读到发布日期，请填写公布日期。")
    _is_past(PUBLISHED_ON, on)
    address = published.address.strip()
    if address and not _ADDRESS.fullmatch(address):
        raise UserError(NO_ADDRESS.format(address=address))
    compared = compare_page(accepted, page)
    told = {
        "published_on": on.isoformat(),
        "date_on_page": page.published.isoformat() if page.published else "",
        "address": address,
        "differences": [change._asdict() for change in compared.differences],
        "not_compared": list(compared.not_compared),
        "file": published.page.name,
    }
    kept = NewFile(published.page.name, published.page.content)
    return _take(services, filing, "publish", state, by, detail=told, page=kept), compared


# --- all of them ------------------------------------------------------------------------------------------------


def _checked(services: Services, filing: "Filing", act: Act, by: Acting) -> State:
    """The state after the act. Raises ``UserError`` when it cannot follow, or this person may not do it."""
    state = after(cast(State, filing.state), act)
    done = readings_of(steps_of(services, filing.id), filing.version)
    one_reader, filer = (bool(by.profile.threshold(key)) for key in (ONE_READER, FILER_READS))
    check_actor(act, by.person, filing.is_host, done, one_reader, filer)
    return state


def readings_of(steps: "Sequence[Step]", version: int) -> list[Reading]:
    """Who handed a version in, which readings it has passed, and whose they were."""
    return [
        Reading(s.act, Person(s.name, s.person).known_by, s.name)
        for s in steps
        if s.act in ("file", *READINGS) and s.version == version
    ]


def _take(
    services: Services,
    filing: "Filing",
    act: Act,
    state: State,
    by: Acting,
    text: str = "",
    detail: dict[str, Any] | None = None,
    **files: Any,
) -> "Step":
    from nianbao.store.filings import take_step

    if len(text) > MAX_TEXT:
        raise UserError(f"意见太长，不超过{MAX_TEXT}字。")
    seen = filing.steps if by.seen is None else by.seen
    name = by.person.name.strip()
    return take_step(
        services.db, filing.id, act, state, seen=seen, name=name, text=text.strip(), detail=detail, **files
    )


def as_json(step: "Step") -> dict[str, Any]:
    """A step as the command line prints it."""
    return asdict(step) | {"created_at": step.created_at.isoformat(timespec="seconds")}
