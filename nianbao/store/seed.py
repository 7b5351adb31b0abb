"""Filling a new database with the corpus: our sample reports and the figures of real agencies."""

import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from nianbao import documents
from nianbao.report.model import Report
from nianbao.store.database import Database, alone
from nianbao.store.figures import read_figures
from nianbao.store.models import MetaRow, ReportRow
from nianbao.store.reports import REPORTS, write_report
from nianbao.store.trust import ReportSource

CORPUS_HASH = "corpus_hash"
_FORM = b"2"
"""Raised when the same files should be stored in another way."""
_log = logging.getLogger(__name__)


def seed_corpus(db: Database, corpus_dir: Path) -> int:
    """Bring the corpus into the database; how many reports were written, 0 when the files have not changed.

    Reads ``reports/*.md`` and ``figures/*.jsonl``. Reports that left the corpus leave the database; uploads and
    drafts are not touched. One transaction: after a crash the next start does it again. A sample that cannot be
    read, or does not say whose it is, is logged and left out.
    """
    fingerprint = _fingerprint(corpus_dir)
    with db.reading() as session:
        if _stored_fingerprint(session) == fingerprint:
            return 0
    reports = list(_corpus(corpus_dir))
    with db.writing() as session:
        alone(session, REPORTS)
        if _stored_fingerprint(session) == fingerprint:
            return 0  # another process has done it meanwhile
        kept = [write_report(session, report, source, name, sha) for report, source, name, sha in reports]
        stale = ReportRow.source.in_(("corpus", "figures")) & ReportRow.id.not_in(kept)
        session.execute(delete(ReportRow).where(stale))
        session.merge(MetaRow(key=CORPUS_HASH, value=fingerprint))
    return len(kept)


def _stored_fingerprint(session: Session) -> str | None:
    return session.scalar(select(MetaRow.value).where(MetaRow.key == CORPUS_HASH))


def _files(corpus_dir: Path) -> list[Path]:
    return sorted((corpus_dir / "reports").glob("*.md")) + sorted((corpus_dir / "figures").glob("*.jsonl"))


def _fingerprint(corpus_dir: Path) -> str:
    digest = hashlib.sha256(_FORM)
    for path in _files(corpus_dir):
        digest.update(f"\x1f{path.name}\x1f".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _corpus(corpus_dir: Path) -> Iterator[tuple[Report, ReportSource, str, str]]:
    for path in sorted((corpus_dir / "reports").glob("*.md")):
        data = path.read_bytes()
        try:
            report = documents.read(data, path.name)
        except documents.UnreadableFileError as error:
            _log.warning("示例报告 %s 未能读取：%s", path.name, error)
            continue
        if not report.agency.name or report.year is None:
            _log.warning("示例报告 %s 的标题中没有机关名称或年度，未收入", path.name)
            continue
        yield report, "corpus", path.name, hashlib.sha256(data).hexdigest()
    for report in read_figures(corpus_dir / "figures"):
        yield report, "figures", "", ""
