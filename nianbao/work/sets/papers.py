"""What a set hands out: the list (.xlsx), the summary page, and every opinion in one file."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nianbao.papers.set_rows import SetRow, set_row
from validators.record import record_from_json
from validators.reviewed import Reviewed

if TYPE_CHECKING:
    from nianbao.work.services import Services

LIST, SUMMARY, OPINIONS = "审核清单.xlsx", "审核汇总.html", "审核意见"


def list_workbook(services: "Services", set_id: str) -> bytes:
    """The list of the set: agency × item, every finding a row."""
    from nianbao.papers.set_list import SetList
    from validators.catalogue import catalogue

    listed = SetList({rule.id: rule.title for rule in catalogue().values()})
    for reviewed in _reviewed(services, set_id):
        listed.add(reviewed, set_row(reviewed))
    book = io.BytesIO()
    listed.save(book)
    return book.getvalue()


def summary_html(services: "Services", set_id: str) -> bytes:
    """The summary to print."""
    from nianbao.papers.set_page import summary_page

    return summary_page(set_rows(services, set_id)).encode()


def set_rows(services: "Services", set_id: str) -> list[SetRow]:
    """A row a file, of those that have been looked at."""
    return [set_row(reviewed) for reviewed in _reviewed(services, set_id)]


def all_papers(services: "Services", set_id: str) -> bytes:
    """A .zip: list, summary, and the 审核意见 of each report with what reviewers decided."""
    from nianbao.store.sets import list_files, load_record
    from nianbao.work.reviewed.files import opinion_paper

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(LIST, list_workbook(services, set_id))
        archive.writestr(SUMMARY, summary_html(services, set_id))
        for file in list_files(services.db, set_id):
            data = load_record(services.db, set_id, file.number)
            if data:
                record = record_from_json(data)
                archive.writestr(
                    f"{OPINIONS}/{_name(file.number, data)}.docx", opinion_paper(services, record, ".docx")
                )
    return packed.getvalue()


def _name(number: int, data: dict[str, Any]) -> str:
    report = data["report"]
    said = f"{number:03}_{report['agency']['name'] or Path(data['file']).stem}_{report['year'] or ''}"
    return "".join("_" if c in '\\/:*?"<>|' else c for c in said)


def _reviewed(services: "Services", set_id: str) -> Iterator[Reviewed]:
    """The files that have been looked at, as the review of a set gives them."""
    from nianbao.store.sets import list_files, load_record

    for file in list_files(services.db, set_id):
        if file.problem:
            yield Reviewed(Path(file.name), None, file.problem)
        elif file.summary:
            data = load_record(services.db, set_id, file.number)
            yield Reviewed(Path(file.name), json.dumps(data, ensure_ascii=False))
