"""A Word file of a draft that comes back edited: known again, matched number by number, kept as a new revision."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianbao.report.errors import UserError
from nianbao.report.model import Report
from nianbao.report.text import squeeze
from nianbao.work.handed.reading import is_docx, read_once
from nianbao.work.match import Matched, match_revision
from nianbao.work.revisions import KeptRevision, drafted_revision, load_revision, made, whoever_asks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nianbao.work.services import Services

_KNOWN_BY = 0.5
"""Share of a draft's sentences that a file of the same agency and year must hold, word for word but for numbers, to be
taken for that draft edited."""


_WORD = ("docx", "doc", "odt", "rtf", "xml")
"""What Word, WPS and LibreOffice save a draft as."""


@dataclass(frozen=True, slots=True)
class EditedWord:
    """A Word file handed in for draft ``draft``. ``after``: the newest revision that whoever hands it in has seen; None
    asks for no such check."""

    name: str
    content: bytes
    draft: int
    author: str = ""
    after: int | None = None
    previous: Report | None = None
    """Last year's report where it is handed in as well; else the one that the draft was made with."""


@dataclass(frozen=True)
class TakenBack:
    """The match, and the revision that keeps the file; ``unchanged`` when the newest revision already says the same."""

    matched: Matched
    kept: KeptRevision
    unchanged: bool = False


def take_back(services: "Services", request: EditedWord) -> TakenBack:
    """Match an edited Word file with its draft and keep it as a revision: the file itself (of another format than
    .docx its words, written anew), its text, what differs.

    A file that says what the newest revision says is matched and not kept again. Raises ``UserError`` for a file that
    cannot be read or is of another agency or year, ``NotFoundError``, ``RevisionConflictError``.
    """
    from nianbao.documents.html.report_page import report_page
    from nianbao.documents.word.writing.report import docx_bytes
    from nianbao.drafting.edited import edited_prose, open_after_edit
    from nianbao.store.drafts import append_revision, load_draft
    from nianbao.store.trust import agency_key

    draft = load_draft(services.db, request.draft)
    edited = read_once(request.content, request.name)
    if edited.year != draft.year or agency_key(edited.agency.name) != agency_key(draft.agency):
        raise UserError(
            f"{request.name} 是{edited.agency.name or '（读不出机关）'}{edited.year or '（读不出年度）'}年的报告，"
            f"草稿是{draft.agency}{draft.year}年的，没有核对。"
        )
    base = drafted_revision(services, request.draft)
    matched = match_revision(services, edited, base, request.previous)
    newest = load_revision(services, request.draft)
    if _same(edited, newest.report):
        return TakenBack(matched, newest, unchanged=True)
    told = matched.as_json()
    prose = edited_prose(edited, base.content["prose"], matched.numbers)
    places = [place.as_json() for place in open_after_edit(edited, prose, base.content["open"])]
    content = base.content | told.pop("review") | {"prose": prose, "open": places, "match": told}
    content["verdict"] = matched.verdict_with(len(places))
    content["undetermined_because"] = [f"初稿还有{len(places)}处待填、待核或待确认"] if places else []
    numbers = [{"number": n.text, "place": n.cell or n.quote[:30], "entry": n.ledger} for n in matched.of("matches")]
    content["provenance"] = base.content["provenance"] | {"prose": prose, "numbers": numbers, "match": told}
    content["page"] = report_page(edited)
    added = append_revision(
        services.db,
        request.draft,
        content | made("word", newest.number, request.name, base.number),
        author=request.author or whoever_asks(services),
        writer=base.writer,
        model=base.model,
        prompt_version=base.prompt_version,
        ledger_hash=base.ledger_hash,
        docx=request.content if is_docx(request.content, request.name) else docx_bytes(edited),
        after=request.after,
    )
    return TakenBack(matched, load_revision(services, request.draft, added.number))


def _same(a: Report, b: Report) -> bool:
    """The same words and cells."""
    return squeeze(a.title) == squeeze(b.title) and _said(a) == _said(b) and _cells(a) == _cells(b)


def _said(report: Report) -> list[tuple[str, str]]:
    return [(section, squeeze(text)) for section, text in report.prose() if text.strip()]


def _cells(report: Report) -> dict[str, str]:
    tables = {key: table for key, table in report.tables.items() if table is not None}
    return {
        f"{key}.{r}.{c}": squeeze(cell.raw) for key, table in tables.items() for (r, c), cell in table.cells.items()
    }


# --- known again ----------------------------------------------------------------------------------------------


def draft_of_file(services: "Services", name: str, content: bytes, conversation_id: str | None = None) -> int | None:
    """The draft that a Word file was exported from, edited or not; None for any other file.

    By what the file carries unseen; where that was lost, by agency, year and its sentences. Drafts of the conversation
    come first. Raises ``UnreadableFileError``.
    """
    from nianbao.documents.formats import detect_format
    from nianbao.documents.word.reading.properties import custom_properties
    from nianbao.drafting.export import LEDGER_PROPERTY
    from nianbao.store.drafts import drafts_with_ledger, list_drafts

    if detect_format(content, name) not in _WORD:
        return None
    edited = read_once(content, name)
    if edited.year is None or not edited.agency.name:
        return None
    here = list_drafts(services.db, agency=edited.agency.name, year=edited.year)
    here.sort(key=lambda d: d.conversation_id != conversation_id)
    fingerprint = custom_properties(content).get(LEDGER_PROPERTY)
    if fingerprint:
        same_ledger = set(drafts_with_ledger(services.db, fingerprint))
        if known := next((d.id for d in here if d.id in same_ledger), None):
            return known
    return next((d.id for d in here if d.latest and _shares_sentences(services, edited, d.id)), None)


def _shares_sentences(services: "Services", edited: Report, draft: int) -> bool:
    newest = load_revision(services, draft)
    drafted, now = list(_masked(newest.report)), set(_masked(edited))
    return bool(drafted) and sum(mask in now for mask in drafted) >= _KNOWN_BY * len(drafted)


def _masked(report: Report) -> "Iterator[str]":
    """Sentences with their numbers taken out."""
    from nianbao.drafting.ledger.placed_numbers import placed_sentences

    return (s.mask for s in placed_sentences(report) if s.section != "title")
