"""Roll up: the tables of many reports into those of the office's own report, and its inputs workbook."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nianbao.office.names import same_agency
from nianbao.office.rollup import Consolidated as Consolidated
from nianbao.office.rollup import Filed, filed, roll_up
from nianbao.office.roster import roster_names
from nianbao.report.cells import Number
from nianbao.report.errors import UserError
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS
from nianbao.work.handed.pool import in_order
from nianbao.work.review_set import FEW_FILES, MOST_WORKERS, report_files

if TYPE_CHECKING:
    from nianbao.drafting.material.found import Material
    from nianbao.work.handed.upload import Upload
    from nianbao.work.services import Services

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class RollUp:
    """``files``: reports or folders of them; ``agency``, ``year``: whose consolidated report it becomes; ``roster``: an .xlsx of
    the agencies that are due. ``workers``: processes, by default as many as there are processors, at most four.

    ``stored``: the reports of that year that were taken into the library as well: those on the roster, without one all.
    ``uploads``: reports handed in with a message.
    """

    files: tuple[Path, ...]
    agency: str
    year: int
    roster: Path | None = None
    workers: int | None = None
    stored: bool = False
    uploads: "tuple[Upload, ...]" = ()


def rollup(
    request: RollUp,
    services: "Services | None" = None,
    progress: Progress = lambda what, done, total: None,
) -> Consolidated:
    """Read every file and add up. ``services``: whose library is asked for what is stored.

    Raises ``UserError`` for an empty folder, a roster that cannot be read, and when there is nothing to add up.
    """
    if not (request.files or request.uploads or request.stored):
        raise UserError("请给出要汇总的年报（文件或文件夹），或用 --stored 汇总报告库里收入的年报")
    due = read_roster(request.roster) if request.roster else []
    files = report_files(request.files) if request.files else []
    files = [path for path in files if request.roster is None or not _same(path, request.roster)]
    workers = request.workers
    if workers is None:
        workers = 1 if len(files) <= FEW_FILES else min(MOST_WORKERS, os.cpu_count() or 1)
    found: list[Filed] = []
    for one in in_order(partial(_filed, year=request.year), files, workers, _died):
        found.append(one)
        progress("读取", len(found), len(files))
    found += [_handed_in(upload, request.year) for upload in request.uploads]
    if request.stored:
        if services is None:
            from nianbao.work.services import Services

            services = Services()
        found += _stored(services, request.year, due)
        if not found:
            raise UserError(f"报告库里没有{request.year}年度收入的年报，请先用 nianbao corpus add 收入，或直接给出文件")
    return roll_up(found, request.agency, request.year, due)


def _stored(services: "Services", year: int, due: list[str]) -> list[Filed]:
    """What was taken into the library for a year. Our own samples and the figures of others are no filings."""
    from nianbao.store.reports import list_reports, load_report

    entries = list_reports(services.db, source="upload", year=year)
    wanted = [e for e in entries if not due or any(same_agency(e.agency.name, name) for name in due)]
    return [filed(load_report(services.db, e.id), f"报告库：{e.file_name or e.title}", year) for e in wanted]


def _handed_in(upload: "Upload", year: int) -> Filed:
    from nianbao.work.handed.reading import read_once

    try:
        return filed(read_once(upload.content, upload.name), upload.name, year)
    except UserError as error:
        return Filed(upload.name, None, why_not=f"没有读出：{str(error).rstrip('。')}")


def _same(path: Path, other: Path) -> bool:
    return path.resolve() == other.resolve()


def read_roster(path: Path) -> list[str]:
    """The agencies on a roster (.xlsx, first sheet with any). Raises ``UserError``."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except FileNotFoundError as error:
        raise UserError(f"找不到名单：{path}") from error
    except Exception as error:  # openpyxl raises its own, zipfile's and xml's errors for a bad file
        raise UserError(f"名单 {path.name} 不是完好的 Excel 工作簿（.xlsx）") from error
    rows = next((found for sheet in book if (found := list(sheet.iter_rows(values_only=True)))), [])
    return roster_names(rows)


def _filed(path: Path, year: int) -> Filed:
    """In a process of the pool: nothing is raised."""
    from nianbao.documents import read

    try:
        return filed(read(path), path.name, year)
    except UserError as error:
        return Filed(path.name, None, why_not=f"没有读出：{str(error).rstrip('。')}")
    except Exception as error:
        return Filed(path.name, None, why_not=f"程序出错，没有读完：{type(error).__name__}: {error}")


def _died(path: Path) -> Filed:
    return Filed(path.name, None, why_not="读取时程序中断（文件过大或已损坏），没有读完")


# --- what is handed on ----------------------------------------------------------------------------------------


def as_json(result: Consolidated) -> dict[str, Any]:
    """The ``rollup --json`` contract; a cell for decision, or of which nobody has a figure, is null in ``tables``; money is a
    decimal string."""
    tables: dict[str, Any] = {}
    for key in TABLE_KEYS:
        for row, column in LAYOUT_2021.tables[key].addresses:
            value = _plain(key, row, result.sums[f"{key}.{row}.{column}"])
            tables.setdefault(key, {}).setdefault(row, {})[column] = value
    return {
        "agency": result.agency,
        "year": result.year,
        "agencies": [
            {"name": f.name, "file": f.file, "used": f.used, "why_not": f.why_not, "remarks": list(f.remarks)}
            for f in result.filed
        ],
        "tables": tables,
        "parts": {cell: _parts(cell, parts) for cell, parts in result.parts.items()},
        "missing": list(result.missing),
        "not_on_roster": list(result.strangers),
        "decide": [{"cell": d.cell, "parts": _parts(d.cell, d.parts)} for d in result.decide],
        "equations": {"checked": result.equations, "failed": list(result.failed)},
    }


def _parts(cell: str, parts: dict[str, Number]) -> dict[str, Any]:
    key, _, address = cell.partition(".")
    return {name: _plain(key, address.rpartition(".")[0], value) for name, value in parts.items()}


def _plain(key: str, row: str, value: Number | None) -> Any:
    money = key == "active_disclosure" and LAYOUT_2021.tables["active_disclosure"].block_of[row].unit == "万元"
    return str(value) if money and value is not None else value


def as_material(result: Consolidated) -> "Material":
    """For the office's inputs workbook: every leaf that was added up, its parts beside it, and what is to be decided.

    Raises ``UserError`` when nothing was added up: no workbook is made of nothing.
    """
    from nianbao.drafting.material.found import Figure, Material, Question
    from nianbao.drafting.material.inputs import leaf_addresses
    from nianbao.report.layout import cell_label

    if not result.used:
        raise UserError("一份年报也没有计入，没有汇总出数字，不能写资料表")
    material = Material(result.agency, result.year)
    source = f"{len(result.used)}个单位年报汇总，逐项见“汇总明细”"
    for key in TABLE_KEYS:
        for row, column in leaf_addresses(LAYOUT_2021.tables[key]):
            cell = f"{key}.{row}.{column}"
            value = result.sums[cell]
            if value is not None:
                material.cells[cell] = Figure(value, source)
            material.parts[cell] = {name: v for name, v in result.parts[cell].items() if v}
    for decision in result.decide:
        said = tuple(f"{name} {value}" for name, value in decision.parts.items())
        material.questions.append(Question("decide", cell_label(decision.cell), said))
    for one in result.left_out:
        material.questions.append(Question("open", f"{one.name or one.file}没有计入", (str(one.why_not),)))
    for name in result.missing:
        material.questions.append(Question("open", f"{name}没有计入", ("没有报送年报",)))
    return material


def inputs_bytes(result: Consolidated) -> bytes:
    """The same workbook in memory, as the desk hands it out."""
    import io

    from nianbao.drafting.material.workbook import write_template

    filled = io.BytesIO()
    write_template(filled, result.year, as_material(result))
    return filled.getvalue()


def write_inputs(result: Consolidated, output: Path) -> None:
    """The office's own inputs workbook, filled in with the sums and their parts; an existing file is not overwritten."""
    from nianbao.drafting.material.workbook import write_template

    write_template(output, result.year, as_material(result))
