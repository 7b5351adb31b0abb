"""What a workbook was filled with, and what has to be settled by a person: lines for the screen."""

from nianbao.drafting.material.found import QUESTION_KINDS, FactLine, Material
from nianbao.drafting.material.inputs import ASPECT_TITLES
from nianbao.drafting.material.workbook import RESULT_LABELS, SHEET_LAST_YEAR, SHEET_QUESTIONS
from nianbao.report.layout import cell_label

SHOWN = 30


def material_lines(material: Material) -> list[str]:
    """One line a group of what was filled in; every open question; nothing for a blank workbook."""
    return [*filled_lines(material), *asked_lines(material)]


def filled_lines(material: Material) -> list[str]:
    """The agency, then one line a figure, fact, result or problem with its source."""
    lines = [f"机关：{material.agency}"] if material.agency else []
    lines += [
        f"{cell_label(c)}：{_figure(f.value, f.base)}（{f.source}）"
        for c, f in material.cells.items()
        if f.value or f.base
    ]
    zeros = sum(1 for f in material.cells.values() if not f.value and not f.base)
    lines += [f"另有 {zeros} 格填了 0，来源见批注"] if zeros else []
    lines += [f"{ASPECT_TITLES[f.aspect]}：{f.label} {_with_unit(f)}（{f.source}）" for f in material.facts]
    lines += [f"{RESULT_LABELS[name]}：{line.text}（{line.source}）" for name, line in material.results.items()]
    own = [p for p in material.problems if not p.carried]
    return lines + [f"问题：{p.problem or '没有写'}；措施：{p.measure or '没有写'}（{p.source}）" for p in own]


def asked_lines(material: Material) -> list[str]:
    """What a person has to decide or settle, and what to know of how it was gathered."""
    lines = []
    carried = sum(p.carried for p in material.practices)
    if carried:
        lines.append(
            f"上年的做法 {carried} 条、问题 {sum(p.carried for p in material.problems)} 个：请逐条选保留、已完成或删去，没有选保留的不进初稿"
        )
    if material.last_year:
        lines.append(f"上年问题的整改 {len(material.last_year)} 条：请在“{SHEET_LAST_YEAR}”里写本年落实情况")
    if material.questions:
        lines.append(f"请核对 {len(material.questions)} 处（也写在“{SHEET_QUESTIONS}”里，都没有替您决定）：")
        lines += [f"  {QUESTION_KINDS[q.kind]}：{q.subject}：{'；'.join(q.said)}" for q in material.questions[:SHOWN]]
        lines += [f"  ……共 {len(material.questions)} 处"] if len(material.questions) > SHOWN else []
    return [*lines, *(f"提示：{notice}。" for notice in material.notices)]


def _with_unit(fact: FactLine) -> str:
    """213条; words for a number (大概4场) hold their unit."""
    said = "" if fact.value is None else str(fact.value)
    return said if fact.unit and said.endswith(fact.unit) else f"{said}{fact.unit}"


def _figure(value: object, base: bool) -> str:
    return f"上年 {value}，填好制发、废止后自动算出" if base else str(value)
