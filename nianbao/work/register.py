"""The register's use case: files in, tables three and four, deadlines and questions out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nianbao.documents.stream import UnreadableFileError
from nianbao.report.errors import UserError
from nianbao.work.handed.upload import Upload
from nianbao.work.job_log import logged

if TYPE_CHECKING:
    from nianbao.register.answers import Answers
    from nianbao.register.register import Register

FIRST_YEAR, LAST_YEAR = 2021, 2100
"""Years of the form in use; other ones are mistyped."""


@dataclass(frozen=True)
class RegisterRequest:
    """The files of one register, the report year, and the clerk's answers. ``as_of``: the day on which open applications
    are looked at, 31 January after the year unless given. ``data_dir``: where answers are kept; None keeps none.
    ``keeps``: new answers are kept there for the agency; ``forget``: wordings whose kept answers are taken back first."""

    files: tuple[Upload, ...]
    year: int
    as_of: date | None = None
    answers: "Answers | None" = None
    agency: str = ""
    data_dir: Path | None = None
    keeps: bool = True
    forget: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegisterResult:
    """``data`` is the register as JSON; ``kept_in`` the file in which new answers were kept."""

    register: "Register"
    data: dict[str, Any]
    kept_in: Path | None = field(default=None)


@logged("register")
def work_register(request: RegisterRequest) -> RegisterResult:
    """Reads, counts and checks a register. Raises ``UserError`` for what is no register or cannot be opened."""
    from nianbao.register.answers import Answers, forget_answers, kept_answers
    from nianbao.register.as_json import register_as_json
    from nianbao.register.register import pass_gate, read_register
    from nianbao.register.sheets import open_register

    if not FIRST_YEAR <= request.year <= LAST_YEAR:
        raise UserError(f"年度应在{FIRST_YEAR}年以后，现为{request.year}")
    sheets = [sheet for file in request.files for sheet in open_register(file.content, file.name)]
    as_of = request.as_of or date(request.year + 1, 1, 31)
    answers = request.answers or Answers()
    try:
        register = read_register(sheets, request.year, as_of, answers)
    except UserError:
        _refuse_report(request.files)
        raise
    agency = request.agency or register.agency
    names = [name for name in dict.fromkeys((request.agency, register.agency)) if name]
    kept_in = None
    if request.data_dir is not None and names:
        # The register's title often says 柳溪镇 where last year's report says the whole name.
        for name in names if request.forget else ():
            forget_answers(request.data_dir, name, request.forget)
        kept = [kept for name in names if (kept := kept_answers(request.data_dir, name))]
        written = [_kept(request.data_dir, name, answers) for name in names if request.keeps]
        kept_in = written[0] if written else None
        for remembered in kept:
            answers = answers.with_remembered(remembered)
        if kept:
            register = read_register(sheets, request.year, as_of, answers)
    register.agency = agency
    if register.is_decided:
        pass_gate(register)
    return RegisterResult(register, register_as_json(register), kept_in)


def answers_in(mapping: Path) -> "Answers":
    """The clerk's answers out of a YAML file. Raises ``UserError``."""
    from nianbao.register.answers import read_mapping

    return read_mapping(mapping)


def answers_of(content: bytes, name: str) -> "Answers":
    """The clerk's answers out of a YAML file that was sent. Raises ``UserError``."""
    from nianbao.register.answers import mapping_of

    return mapping_of(content, name)


def answers_said(said: Mapping[str, Any] | None) -> "Answers | None":
    """The clerk's answers as the conversation keeps them. Raises ``UserError``."""
    from nianbao.register.answers import parse_mapping

    return parse_mapping(said, "回答") if said else None


def fill_workbook(result: RegisterResult, output: Path) -> list[str]:
    """Write the inputs workbook with what the register gives; what it leaves open comes back as lines."""
    from nianbao.drafting.material.register_material import left_open, register_material
    from nianbao.drafting.material.workbook import write_template

    write_template(output, result.register.year, register_material(result.register))
    return left_open(result.register)


def most_common_year(files: tuple[Upload, ...]) -> int:
    """The year in which most applications of the register were received; the report year of today when none says."""
    from collections import Counter

    from nianbao.register.rows import read_rows
    from nianbao.register.sheets import open_register
    from nianbao.work.handed.downloads import report_year

    year = report_year(date.today())
    sheets = [sheet for file in files for sheet in open_register(file.content, file.name)]
    received = Counter(a.received.year for a in read_rows(sheets, year, {}, ()).applications if a.received)
    return received.most_common(1)[0][0] if received else year


def filled_workbook(
    files: tuple[Upload, ...], year: int, data_dir: Path | None = None, said: Mapping[str, Any] | None = None
) -> bytes:
    """The inputs workbook (.xlsx) filled from a register, as the desk hands it out. ``said``: what was answered, as a
    mapping file has it."""
    import io

    from nianbao.drafting.material.register_material import register_material
    from nianbao.drafting.material.workbook import write_template

    request = RegisterRequest(files, year, answers=answers_said(said), data_dir=data_dir, keeps=False)
    result = work_register(request)
    filled = io.BytesIO()
    write_template(filled, year, register_material(result.register))
    return filled.getvalue()


def _kept(data_dir: Path, agency: str, answers: "Answers") -> Path | None:
    """Keeps the answers; a folder that cannot be written to does not undo the work."""
    from nianbao.register.answers import keep_answers

    try:
        return keep_answers(data_dir, agency, answers)
    except OSError:
        return None


def _refuse_report(files: tuple[Upload, ...]) -> None:
    """Says so when a file without a register is a report."""
    from nianbao.documents import read
    from nianbao.documents.recognise.register_head import IS_REPORT

    for file in files:
        try:
            read(file.content, file.name)
        except UnreadableFileError:
            continue
        raise UserError(IS_REPORT.format(name=file.name))
