"""The library of past reports that comparisons and searches draw on: add, list, rebuild."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from nianbao.documents.limits import MAX_FILE_BYTES
from nianbao.report.errors import UserError
from nianbao.report.files import private_folder, read_whole, write_whole, writing
from nianbao.report.model import Report
from nianbao.report.text import printable
from nianbao.work.services import Services

SOURCE_LABELS = {"corpus": "示例报告", "figures": "公开数据", "upload": "收入的报告", "draft": "本系统初稿"}
LIBRARY_FOLDER = "corpus"


def add_report(services: Services, report: Report, file: Path) -> str:
    """Keep a report for comparison (database) and for search (a copy in the data folder). Returns its name.

    Raises ``UserError`` when agency or year could not be read: such a report cannot be found again.
    """
    from nianbao.store.reports import save_report

    if not report.agency.name or report.year is None:
        raise UserError(f"{printable(file.name)}：没有读到机关名称或年度，不能收入")
    content = read_whole(file, MAX_FILE_BYTES)
    digest = hashlib.sha256(content).hexdigest()
    save_report(services.db, report, "upload", file.name, digest)
    folder = services.folder / LIBRARY_FOLDER
    target = folder / f"{digest[:16]}{file.suffix.lower()}"
    if not target.exists():
        with writing(folder):
            private_folder(folder)
        write_whole(target, content, private=True)
        services.library_changed()
    return f"{report.agency.name}{report.year}年度报告"


def list_library(services: Services) -> list[dict[str, object]]:
    """All stored reports, for the list command and the desk."""
    from nianbao.store.reports import list_reports

    return [
        {
            "id": e.id,
            "agency": e.agency.name,
            "year": e.year,
            "source": e.source,
            "source_label": SOURCE_LABELS[e.source],
            "file": e.file_name,
        }
        for e in list_reports(services.db)
    ]


def rebuild(services: Services, progress: Callable[[str], None]) -> str:
    """Build the index anew and say what it holds."""
    from retrieval.index import rebuild_index

    progress("重建检索索引")
    count = rebuild_index(services.settings)
    if count is None:
        return "没有设置向量服务（NIANBAO_EMBEDDING_MODEL），检索按字词进行，不需要索引。"
    return f"索引已重建，共 {count} 条。"


def add_to_library(services: Services, name: str, content: bytes) -> str:
    """Keep an uploaded report for comparison and search; returns its name.

    Raises ``UserError``: the file cannot be read, or does not tell its agency or year.
    """
    from tempfile import TemporaryDirectory

    from nianbao.work.handed.reading import read_named

    report = read_named(name, content)
    with TemporaryDirectory() as folder:
        file = Path(folder) / Path(name).name
        file.write_bytes(content)
        try:
            added = add_report(services, report, file)
        except ValueError as error:
            raise UserError(str(error)) from error
    with suppress(AttributeError):  # not opened yet
        del services.searcher  # a cached property: the next search opens it anew, with this report in it
    return added


def remove_from_library(services: Services, report_id: int) -> str:
    """Remove a report that was taken in, and its copy for search; returns its name. Raises ``NotFoundError``."""
    from nianbao.store.reports import delete_report

    gone = delete_report(services.db, report_id)
    copy = services.folder / LIBRARY_FOLDER / f"{gone.sha256[:16]}{Path(gone.file_name).suffix.lower()}"
    copy.unlink(missing_ok=True)
    services.library_changed()
    return f"{gone.agency.name}{gone.year}年度报告"


def report_in_library(services: Services, report_id: int) -> Report:
    """The report as it was taken in. Raises ``NotFoundError``."""
    from nianbao.store.reports import load_report

    return load_report(services.db, report_id)
