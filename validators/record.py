"""A filed review is a record: what was found, by which program, of which bytes, on which day.

It is printed from what it holds, never by running the rules again; running again makes another record.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nianbao import __version__
from nianbao.report.codec import CodecError, Json
from validators.codec import review_as_json, review_from_json
from validators.review import Review


@dataclass(frozen=True)
class ReviewRecord:
    """A review with the file it was made of: its name, the SHA-256 of its bytes (empty when not known), the day.

    ``is_docx``: a marked copy can be made of the file; ``draft``: it was reviewed as not yet final;
    ``program``: the version of Nianbao that ran the rules. ``lineage``: which report the file is a version of, where it
    was filed (``nianbao.work.reviewed.versions``); decisions belong to that.
    """

    review: Review
    file: str
    reviewed_on: date
    sha256: str = ""
    is_docx: bool = False
    draft: bool = False
    program: str = __version__
    lineage: str = ""

    @property
    def whose(self) -> tuple[str, int | None]:
        """Agency and year; a report that names no agency is known by its file."""
        report = self.review.report
        return report.agency.name or f"文件 {self.file}", report.year


def record_as_json(record: ReviewRecord) -> Json:
    """The ``review --json`` contract with what is known of the file."""
    filed = {"lineage": record.lineage} if record.lineage else {}
    return review_as_json(record.review) | {
        "file": record.file,
        "sha256": record.sha256,
        "is_docx": record.is_docx,
        "draft": record.draft,
        "reviewed_on": record.reviewed_on.isoformat(),
        "program": record.program,
        **filed,
    }


def record_from_json(data: Mapping[str, object]) -> ReviewRecord:
    """The record that was kept; one from before the program was recorded has none. Raises ``CodecError``."""
    kept = dict(data)
    try:
        return ReviewRecord(
            review=review_from_json(kept),
            file=str(kept.get("file", "")),
            reviewed_on=date.fromisoformat(str(kept["reviewed_on"])),
            sha256=str(kept.get("sha256", "")),
            is_docx=bool(kept.get("is_docx", False)),
            draft=bool(kept.get("draft", False)),
            program=str(kept.get("program", "")),
            lineage=str(kept.get("lineage", "")),
        )
    except (KeyError, ValueError) as error:
        raise CodecError(f"no record of a review: {error}") from error
