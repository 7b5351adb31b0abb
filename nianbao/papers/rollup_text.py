"""The consolidated tables of many reports, in words a clerk can act on."""

from nianbao.office.rollup import Consolidated
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS, cell_label

SHOWN_PARTS = 6
NOTHING = "一份年报也没有计入，没有汇总出数字"


def rollup_lines(result: Consolidated) -> list[str]:
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
    if not result.used:
        return [*lines, "", NOTHING]
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
