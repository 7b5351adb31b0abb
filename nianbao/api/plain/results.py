"""What the plain pages show of a review, a draft, a search, and the papers that they hand out."""

from dataclasses import dataclass
from typing import Any

from nianbao.api import jobs
from nianbao.papers.as_json import json_text
from nianbao.papers.draft_text import draft_told
from nianbao.papers.opinion import marked_docx, opinion_file
from nianbao.papers.opinion.reviewed import Reviewed
from nianbao.papers.wording import (
    ITEM_VERDICTS,
    SEVERITIES,
    VERDICTS,
    agency_words,
    last_year_said,
    section_name,
    undecided_rules,
    verdict_reason,
)
from nianbao.work.handed.upload import Upload
from validators.article50 import ITEM_NAMES
from validators.record import record_as_json

_GRADES = {"meets": "good", "does_not_meet": "bad"}
_SEVERITY_GRADES = {"error": "bad", "warning": "fair", "info": "none"}


@dataclass(frozen=True)
class Shown:
    """``words``: what the template is filled with; ``papers``: name → bytes, for the shelf."""

    words: dict[str, Any]
    papers: dict[str, bytes]


def reviewed(file: Upload, previous: Upload | None, asked: jobs.Asked) -> Shown:
    """A review, its opinion as Word and HTML, its record, and the marked copy of a .docx."""
    record = jobs.reviewed(file, asked, previous)
    review, whole = record.review, Reviewed(record)
    papers = {f"opinion{ending}": opinion_file([whole], ending) for ending in (".docx", ".html")}
    data = record_as_json(record)
    papers["review.json"] = f"{json_text(data)}\n".encode()
    if record.is_docx:
        papers["marked.docx"] = marked_docx(file.content, whole)
    report = review.report
    words = {
        "file": record.file,
        "title": report.title,
        "agency": report.agency.name,
        "as_what": agency_words(review.agency),
        "year": report.year,
        "previous": last_year_said(review.previous) if review.previous else None,
        "profile": review.profile.name,
        "grade": _GRADES.get(review.verdict, "fair"),
        "verdict": VERDICTS[review.verdict],
        "reason": verdict_reason(review),
        "items": [(i.item, ITEM_NAMES[i.item], ITEM_VERDICTS[i.verdict], i.missing) for i in review.items],
        "findings": [_finding(f) for f in data["findings"]],
        "undecided": undecided_rules(review),
        "remarks": [n.message for n in report.notices] + [p.message for p in report.problems],
        "papers": tuple(papers),
    }
    return Shown(words, papers)


def _finding(finding: dict[str, Any]) -> dict[str, Any]:
    """A finding of the record in the words of the screen."""
    where, severity = finding["where"], finding["severity"]
    return finding | {
        "severity": SEVERITIES[severity],
        "grade": _SEVERITY_GRADES[severity],
        "place": section_name(where["section"]) if where["section"] else "",
        "quote": where["quote"] or "",
        "basis": "、".join(finding["basis"]),
    }


def drafted(workbook: Upload, previous: Upload | None) -> Shown:
    """A draft as Word and HTML with where its numbers come from. It is kept as every draft is."""
    from nianbao.work.draft import DraftRequest, draft_report, load_inputs
    from nianbao.work.handed.downloads import json_bytes
    from nianbao.work.handed.reading import read_once

    last = None if previous is None else read_once(previous.content, previous.name)
    kept = draft_report(jobs.services(), DraftRequest(load_inputs(workbook.content), last))
    papers = {
        "draft.docx": kept.exported.docx,
        "draft.html": kept.exported.page.encode(),
        "provenance.json": json_bytes(kept.exported.provenance),
    }
    words = {
        "title": kept.draft.report.title,
        "number": kept.id,
        "told": list(draft_told(kept.draft.as_json())),
        "papers": tuple(papers),
    }
    return Shown(words, papers)


def found(query: str) -> list[dict[str, Any]]:
    """Hits of the regulation and the notes; none for no question."""
    from nianbao.work.law import LAW, SearchRequest, search

    if not query.strip():
        return []
    return [hit.as_json() for hit in search(jobs.services(), SearchRequest(query, LAW))]
