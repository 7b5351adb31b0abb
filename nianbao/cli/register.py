"""``nianbao register``: an application register → tables three and four, deadlines, what must be asked."""

from datetime import date
from pathlib import Path

import click

from nianbao.cli.shell import check_output, print_json
from nianbao.report.errors import UserError


def run_register(
    files: tuple[Path, ...], year: int, mapping: Path | None, as_of: str | None, output: Path | None, as_json: bool
) -> int:
    """Prints what the register says; ``output`` takes the inputs workbook. The exit code."""
    from nianbao.papers.register_text import register_text
    from nianbao.settings import get_settings
    from nianbao.work.handed.files import load
    from nianbao.work.handed.upload import Upload
    from nianbao.work.register import RegisterRequest, answers_in, fill_workbook, work_register

    check_output(output, files, (".xlsx",))
    request = RegisterRequest(
        files=tuple(Upload(file.name, load(file)) for file in files),
        year=year,
        as_of=_day(as_of),
        answers=answers_in(mapping) if mapping else None,
        data_dir=get_settings().data_dir,
    )
    result = work_register(request)
    if output is not None:
        left_open = fill_workbook(result, output)
    if as_json:
        print_json(result.data)
        return 0
    click.echo(register_text(result.register))
    if result.kept_in is not None:
        click.echo(f"\n这次的回答已记下，下次不再问：{result.kept_in}")
    if output is not None:
        click.echo(f"\n资料表已写入 {output}" + "".join(f"\n  {line}" for line in left_open))
    return 0


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UserError(f"--as-of 的日期“{text}”应写成 2025-01-31 的样子") from error
