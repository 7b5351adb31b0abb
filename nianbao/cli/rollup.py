"""``nianbao rollup``: the consolidated tables of many reports, in words a clerk can act on."""

from pathlib import Path

import click

from nianbao.cli.shell import check_output, counting, print_json
from nianbao.papers.rollup_text import rollup_lines
from nianbao.work.rollup import Consolidated, RollUp, as_json, rollup, write_inputs


def run(request: RollUp, output: Path | None, json: bool) -> int:
    """Exit code: 1 when a report was left out or is missing by the roster, else 0."""
    check_output(output, request.files, (".xlsx",))
    with counting() as progress:
        result = rollup(request, progress=progress)
    return told(result, output, json)


def told(result: Consolidated, output: Path | None, json: bool) -> int:
    """Print it, then write the workbook where one is wanted: of nothing none is written, and what was left out is told first."""
    if json:
        print_json(as_json(result))
    else:
        click.echo("\n".join(rollup_lines(result)))
    if output is not None:
        write_inputs(result, output)
        if not json:
            click.echo(f"\n资料表已写入 {output}")
    return 0 if result.complete else 1
