"""The inputs workbook, begun from what there is: last year's report, a register, notes; each value with its source."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nianbao.report.errors import UserError
from nianbao.report.layout import LAYOUT_2021
from nianbao.report.patterns import regex
from nianbao.work.handed.upload import Upload

if TYPE_CHECKING:
    from nianbao.drafting.material.found import Material, Question
    from nianbao.drafting.model.client import ModelClient

_UNTIL = 2100
"""A later year is a slip of the hand."""


@dataclass(frozen=True)
class Template:
    """``previous``: last year's report (.docx, .pdf, .html); ``register``: the files of an application register;
    ``notes``: notes and messages (.txt, .docx), several files. ``offline``: a model, where there is one, names nothing."""

    out: Path
    year: int | None = None
    previous: Path | None = None
    notes: tuple[Path, ...] = ()
    register: tuple[Path, ...] = ()
    offline: bool = False


@dataclass(frozen=True)
class Sources:
    """The same in memory. ``data_dir``: where answers to a register's questions are kept; None keeps and knows none.
    ``model``: names what code found in the notes, with their own words (``nianbao.drafting.model.note_labels``).
    ``said``: answers to the register's questions, as a mapping file has them."""

    year: int | None = None
    previous: Upload | None = None
    notes: tuple[Upload, ...] = ()
    register: tuple[Upload, ...] = ()
    data_dir: Path | None = None
    model: "ModelClient | None" = None
    said: Mapping[str, Any] | None = None


def make_template(request: Template) -> "Material":
    """Write the workbook and return what it was filled with. Raises ``UserError``; an existing file is not overwritten."""
    from nianbao.drafting.material.workbook import write_template
    from nianbao.work.services import Services

    services = Services()
    sources = Sources(
        request.year,
        None if request.previous is None else _upload(request.previous),
        tuple(_upload(path) for path in request.notes),
        tuple(_upload(path) for path in request.register),
        services.settings.data_dir,
        services.model if request.notes and not request.offline else None,
    )
    material = gather(sources)
    write_template(request.out, request.year, material)
    return material


def gather(sources: Sources) -> "Material":
    """Everything found, the contradictions between the sources among its questions. Raises ``UserError``."""
    from nianbao.drafting.material.found import merged

    found: list[Material] = []
    whose: list[tuple[str, str]] = []
    year = sources.year
    if year is not None and not LAYOUT_2021.first_year <= year <= _UNTIL:
        raise UserError(f"没有{year}年度的资料表：现行格式从{LAYOUT_2021.first_year}年度起用，请核对年度")
    if sources.previous is not None:
        from nianbao.drafting.material.last_year import from_last_year
        from nianbao.work.handed.reading import read_once

        found.append(from_last_year(read_once(sources.previous.content, sources.previous.name), year))
        year = year or found[0].year
        whose.append((found[0].agency or "", sources.previous.name))
    if sources.register:
        material, agency = _of_register(sources, year, found[0].agency if found else None)
        found.append(material)
        whose.append((agency, "、".join(f.name for f in sources.register)))
    for file in sources.notes:
        from nianbao.drafting.material.notes import read_notes as statements
        from nianbao.drafting.material.notes_material import notes_material

        text = notes_text(file.content)
        noted, told = statements(text, year), list[str]()
        if sources.model is not None:
            from nianbao.drafting.model.note_labels import named_by

            noted, told = named_by(sources.model, noted, text)
        found.append(notes_material(noted, file.name, text))
        found[-1].notices += told
        whose.append((_whose_notes(text), file.name))
    whole = merged(found)
    whole.questions = [*_of_several_agencies(whose), *whole.questions]
    return whole


def _of_several_agencies(whose: "Sequence[tuple[str, str]]") -> "list[Question]":
    """A question where the sources name different agencies; 柳溪镇 and 某县柳溪镇人民政府 are one."""
    from nianbao.drafting.material.found import Question

    named = [(name, source) for name, source in whose if name]
    short = [_BODY.sub("", name) for name, _ in named]
    if all(a.endswith(b) or b.endswith(a) for a in short for b in short):
        return []
    said = tuple(f"{name}（{source}）" for name, source in named)
    return [Question("differs", "机关名称：这些材料像是不同机关的，请核对是不是放错了文件", said)]


_BODY = regex(r"(?:人民)?政府(?:办公[厅室])?$|(?:街道)?办事处$|管理委员会$|管委会$")


def _whose_notes(text: str) -> str:
    """The agency that the heading of notes names: 庙前镇人民政府2024年工作记录."""
    from nianbao.register.register import agency_in

    head = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return agency_in([head]) if len(head) <= _LONGEST_HEAD and "。" not in head else ""


_LONGEST_HEAD = 40


def filled_workbook(material: "Material", year: int | None) -> bytes:
    """The inputs workbook (.xlsx) with the material in it, as the desk hands it out."""
    from nianbao.drafting.material.workbook import write_template

    filled = io.BytesIO()
    write_template(filled, year, material)
    return filled.getvalue()


def _of_register(sources: Sources, year: int | None, agency: str | None) -> "tuple[Material, str]":
    """What the register gives, and the agency that its own titles name. ``agency``: whose answers to earlier questions are
    remembered."""
    from nianbao.drafting.material.register_material import register_material
    from nianbao.register.register import agency_in
    from nianbao.work.register import RegisterRequest, answers_said, work_register

    if year is None:
        raise UserError("请用 --year 写明报告年度（台账里可能有几个年度的申请）")
    request = RegisterRequest(
        sources.register, year, None, answers_said(sources.said), agency or "", sources.data_dir, keeps=False
    )
    register = work_register(request).register
    return register_material(register), agency_in(register.read.titles)


def _upload(path: Path) -> Upload:
    from nianbao.work.handed.files import load

    return Upload(path.name, load(path))


def notes_text(data: bytes) -> str:
    """The text of notes: .txt in any Chinese encoding, or .docx. Raises ``UserError``."""
    if data.startswith(b"PK"):
        from nianbao.documents.word.reading.every_word import document_text

        return "\n".join(document_text(data))
    from nianbao.documents.encoding import decode

    return decode(data).text
