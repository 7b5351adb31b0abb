"""``nianbao rollup``: the consolidated tables of many reports, in words a clerk can act on."""

from pathlib import Path

import click

from nianbao.cli.shell import check_output, counting, print_json
from nianbao.drafting.material import cell_label
from nianbao.office.rollup import Consolidated
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS
from nianbao.work.rollup import RollUp, as_json, as_material, rollup

SHOWN_PARTS = 6


def run(request: RollUp, output: Path | None, json: bool) -> int:
    """Exit code: 1 when a report was left out or is missing by the roster, else 0."""
    check_output(output, request.files, (".xlsx",))
    with counting() as progress:
        result = rollup(request, progress)
    if output is not None:
        from nianbao.drafting.workbook import write_template

        write_template(output, request.year, as_material(result))
    if json:
        print_json(as_json(result))
    else:
        click.echo("\n".join(summary(result)))
        if output is not None:
            click.echo(f"\n资料表已写入 {output}")
    return 0 if result.complete else 1


def summary(result: Consolidated) -> list[str]:
    """What was added up, what was not and why, and what a person has to decide."""
    used, out = len(result.used), len(result.left_out)
    lines = [f"{result.agency}{result.year}年度：共 {used + out} 份年报，计入 {used} 份，没有计入 {out} 份"]
    lines += [f"  没有计入：{f.name or '（未读到机关名称）'}（{f.file}）：{f.why_not}" for f in result.left_out]
    lines += [f"  还没有报送：{name}" for name in result.missing]
    lines += [f"  不在名单上，已计入：{name}" for name in result.strangers]
    lines += [f"  请看一眼：{f.name}（{f.file}）：{remark}" for f in result.used for remark in f.remarks]
    if result.decide:
        lines.append("不能直接相加，请决定后自己填（几个机关联合制发的规章只计一件）：")
        for decision in result.decide:
            parts = "、".join(f"{name} {value}" for name, value in decision.parts.items())
            lines.append(f"  {cell_label(decision.cell)}：{parts}")
    lines += ["", *_tables(result)]
    held = result.equations - len(result.failed)
    lines.append(f"表内勾稽关系 {result.equations} 条，成立 {held} 条")
    return [*lines, *(f"  {line}" for line in result.failed)]


def _tables(result: Consolidated) -> list[str]:
    """Every cell of a total or of table two that is not 0, with its largest parts."""
    lines = []
    for key in TABLE_KEYS:
        for row, column in LAYOUT_2021.tables[key].addresses:
            cell = f"{key}.{row}.{column}"
            value = result.sums[cell]
            if not value or (column != "total" and key != "active_disclosure"):
                continue
            parts = sorted(((v, n) for n, v in result.parts[cell].items() if v), reverse=True)
            said = "、".join(f"{name} {v}" for v, name in parts[:SHOWN_PARTS])
            more = f" 等{len(parts)}个单位" if len(parts) > SHOWN_PARTS else ""
            unit = LAYOUT_2021.tables[key].block_of[row].unit
            lines.append(f"{cell_label(cell)} {value}{unit}（{said}{more}）")
    return lines
