"""The inputs workbook, begun from what there is: last year's report, notes; each value with its source."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nianbao.report.errors import UserError

if TYPE_CHECKING:
    from nianbao.drafting.material.found import Material


@dataclass(frozen=True)
class Template:
    """``previous``: last year's report (.docx, .pdf, .html); ``register``: the files of an application register;
    ``notes``: notes and messages (.txt, .docx), several files."""

    out: Path
    year: int | None = None
    previous: Path | None = None
    notes: tuple[Path, ...] = ()
    register: tuple[Path, ...] = ()


def make_template(request: Template) -> "Material":
    """Write the workbook and return what it was filled with. Raises ``UserError``; an existing file is not overwritten."""
    from nianbao.drafting.material.workbook import write_template

    material = gather(request)
    write_template(request.out, request.year, material)
    return material


def gather(request: Template) -> "Material":
    """Everything found, the contradictions between the sources among its questions."""
    from nianbao.drafting.material.found import merged

    found: list[Material] = []
    year = request.year
    if request.previous is not None:
        from nianbao.documents import read
        from nianbao.drafting.material.last_year import from_last_year

        found.append(from_last_year(read(request.previous), year))
        year = year or found[0].year
    if request.register:
        found.append(_of_register(request.register, year, found[0].agency if found else None))
    for path in request.notes:
        from nianbao.drafting.material.notes import read_notes as statements
        from nianbao.drafting.material.notes_material import notes_material

        found.append(notes_material(statements(read_notes(path), year), path.name))
    return merged(found)


def _of_register(paths: tuple[Path, ...], year: int | None, agency: str | None) -> "Material":
    """``agency``: whose answers to earlier questions are remembered."""
    from nianbao.drafting.material.register_material import register_material
    from nianbao.settings import get_settings
    from nianbao.work.handed.upload import Upload
    from nianbao.work.register import RegisterRequest, work_register

    if year is None:
        raise UserError("请用 --year 写明报告年度（台账里可能有几个年度的申请）")
    files = tuple(Upload(path.name, _bytes(path)) for path in paths)
    request = RegisterRequest(files, year, agency=agency or "", data_dir=get_settings().data_dir)
    return register_material(work_register(request).register)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"打不开文件：{path}") from error


def read_notes(path: Path) -> str:
    """The text of notes: .txt in any Chinese encoding, or .docx. Raises ``UserError``."""
    return notes_text(_bytes(path))


def notes_text(data: bytes) -> str:
    """As ``read_notes``, from memory."""
    if data.startswith(b"PK"):
        from nianbao.documents.word.reading.every_word import document_text

        return "\n".join(document_text(data))
    from nianbao.documents.encoding import decode

    return decode(data).text
