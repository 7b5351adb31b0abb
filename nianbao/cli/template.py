"""``nianbao template``: what the workbook was filled with, and what has to be settled by a person."""

import click

from nianbao.cli.shell import check_output
from nianbao.papers.material_text import material_lines
from nianbao.work.template import Template, make_template


def run(request: Template) -> None:
    """Write the workbook and say what stands in it."""
    sources = [p for p in (request.previous, *request.notes, *request.register) if p is not None]
    check_output(request.out, sources, (".xlsx",))
    material = make_template(request)
    click.echo("\n".join([f"资料表模板已写入 {request.out}", *material_lines(material)]))
