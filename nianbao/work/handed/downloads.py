"""Files that the desk hands out."""

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.work.handed.upload import Upload


SAMPLE_REPORT = "liuxi-town-2024.md"


SAMPLE_REPORT_LAST_YEAR = "liuxi-town-2023.md"


DOCX_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


_LAST_MONTH_FOR_LAST_YEAR = 6


def template_bytes(year: int) -> bytes:
    """The blank inputs workbook (.xlsx)."""
    import io

    from nianbao.drafting.material.workbook import write_template

    stream = io.BytesIO()
    write_template(stream, year)
    return stream.getvalue()


def report_year(today: date) -> int:
    """The year that a report being prepared today is about: last year's until the middle of the year."""
    return today.year - 1 if today.month <= _LAST_MONTH_FOR_LAST_YEAR else today.year


def draft_docx(services: Services, draft_id: int, revision: int) -> bytes:
    """The Word file kept with a revision. Raises ``NotFoundError`` when there is none."""
    from nianbao.store.database import NotFoundError
    from nianbao.store.drafts import load_docx

    content = load_docx(services.db, draft_id, revision)
    if content is None:
        raise NotFoundError(f"草稿 {draft_id} 第 {revision} 稿没有 Word 文件。")
    return content


def draft_provenance(services: Services, draft_id: int, revision: int) -> bytes:
    """Where every number of a revision comes from, as JSON."""
    from nianbao.store.drafts import load_revision

    return json_bytes(load_revision(services.db, draft_id, revision).content["provenance"])


def draft_page(services: Services, draft_id: int, revision: int) -> bytes:
    """The page for the website kept with a revision. Raises ``NotFoundError`` for one of before there were pages."""
    from nianbao.store.database import NotFoundError
    from nianbao.store.drafts import load_revision

    page = load_revision(services.db, draft_id, revision).content.get("page")
    if not isinstance(page, str):
        raise NotFoundError(f"草稿 {draft_id} 第 {revision} 稿没有网页稿，请重新起草一次。")
    return page.encode()


def json_bytes(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def sample_uploads(with_last_year: bool = False) -> "list[Upload]":
    """A sample report of an invented agency (示例) to try the desk with, and its last year's on request."""
    from nianbao.paths import CORPUS_DIR
    from nianbao.work.handed.upload import Upload

    names = [SAMPLE_REPORT_LAST_YEAR, SAMPLE_REPORT] if with_last_year else [SAMPLE_REPORT]
    return [Upload(name, (CORPUS_DIR / "reports" / name).read_bytes()) for name in names]
