"""``nianbao figures``: the cells of many reports as one Parquet file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from nianbao.cli.shell import check_output, counting
from nianbao.papers.figures_file import parquet, schema
from nianbao.report.files import write_whole
from nianbao.report.text import printable
from nianbao.work.figures import figures


def run(paths: tuple[Path, ...], output: Path) -> int:
    """Exit code: 2 when a file was not read, or not all of it; the others are in the file all the same."""
    check_output(output, [path for path in paths if path.is_file()], (".parquet",))
    schema()
    errors: dict[str, str] = {}
    rows = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal rows
        for row in figures(paths, errors, progress):
            rows += 1
            yield row

    with counting() as progress:
        content = parquet(counted())
    write_whole(output, content)
    for file, said in errors.items():
        click.echo(f"错误：{file}：{said}", err=True)
    click.echo(f"已写入 {printable(output)}：{rows} 格")
    return 2 if errors else 0
