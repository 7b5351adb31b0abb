"""Files of the user's as the use cases take them in and give them back: one door for the command line and the API."""

from pathlib import Path
from typing import TYPE_CHECKING, overload

from nianbao.report.model import Report

if TYPE_CHECKING:
    from nianbao.drafting.export import Exported
    from nianbao.drafting.material.inputs import DraftInputs
    from nianbao.report.enforcement import Enforcement


def load(path: Path) -> bytes:
    """The bytes of a file, within the limits. Raises ``UnreadableFileError`` with one Chinese sentence."""
    from nianbao.documents import load

    return load(path)


@overload
def read_report(path: Path) -> Report: ...


@overload
def read_report(path: Path | None) -> Report | None: ...


def read_report(path: Path | None) -> Report | None:
    """The report in a file; None where no file is given. Raises ``UnreadableFileError``."""
    from nianbao.documents import read

    return None if path is None else read(path)


def read_enforcement(path: Path | None) -> "Enforcement | None":
    """The totals of an 行政执法统计年报; None where no file is given. Raises ``UserError``."""
    if path is None:
        return None
    from nianbao.documents.enforcement import read_enforcement

    return read_enforcement(load(path), path.name)


def enforcement_in(content: bytes, name: str) -> "Enforcement":
    """The totals of an 行政执法统计年报 that was sent. Raises ``UserError``."""
    from nianbao.documents.enforcement import read_enforcement

    return read_enforcement(content, name)


def load_inputs(path: Path) -> "DraftInputs":
    """Drafting inputs from .xlsx, .yaml or .json. Raises ``InputsError`` with every problem at once."""
    from nianbao.drafting.material.workbook_reading import load_inputs

    return load_inputs(path)


def save_draft(exported: "Exported", target: Path) -> Path:
    """Write the Word file, the page and the provenance side by side; returns the provenance's path."""
    from nianbao.drafting.export import save

    return save(exported, target)
