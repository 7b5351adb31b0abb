"""A register as material for the workbook: each figure with the rows it was counted from, what is undecided as questions."""

from collections.abc import Mapping

from nianbao.drafting.material.found import Figure, Material, Question
from nianbao.drafting.material.inputs import leaf_addresses
from nianbao.register.register import Register
from nianbao.report.layout import LAYOUT_2021, TableKey

SHOWN_ROWS = 40
"""Rows named in a source at most."""
NONE_OF_YEAR = (
    "台账里没有{year}年收到的申请",
    "除上年结转外，表三、表四都没有据它填写；确实没有收到申请的，请自己填0",
)
_FIELDS = {"result": "办理结果", "kind": "申请人类别", "received": "收到日期"}


def register_material(register: Register) -> Material:
    """Tables three and four as far as they are decided; a table with open questions stays empty, and these are asked."""
    material = Material(register.agency or None, register.year)
    tables: list[tuple[TableKey, Mapping[str, object], dict[str, list[int]]]] = []
    counted = register.counted
    if not received_in_year(register):
        return _of_years_before(material, register)
    if register.is_decided:
        tables.append(("applications", counted.table, counted.cells))
        material.on_time = register.on_time
        material.on_time_source = f"申请台账：本年度答复、且不晚于期限（条例第三十三条）的件数，按{register.as_of}计算"
    elif all(asked.field == "result" for asked in counted.undecided):
        received = {row: counted.table[row] for row in ("new", "carried_in")}  # no outcome is needed for these
        tables.append(("applications", received, counted.cells))
    if not register.is_decided:
        said = ("台账里还有写法没有定，见下面各条；说明后请重新生成资料表，不要在这里填0",)
        material.questions.append(Question("open", "台账：表三没有填全", said))
    cases = register.cases
    if cases is not None and not (cases.undecided or cases.to_confirm):
        tables.append(("proceedings", cases.table, cases.cells))
    elif cases is not None:
        said = ("请先说明哪些复议、诉讼属于本年度及其结果",)
        material.questions.append(Question("open", "台账：表四没有填入", said))
    for key, table, rows in tables:
        _fill(material, key, table, rows)
    for name, (value, counted_from) in register.fees.figures.items() if register.fees else ():
        whole = int(value) if value == value.to_integral_value() else value
        material.fees[name] = Figure(whole, _source(counted_from))
    for asked in register.undecided:
        words = (f"“{asked.raw}”（台账第{_listed(asked.rows)}件）", "请说明它算哪一项，再重新生成")
        material.questions.append(Question("open", f"台账：{_FIELDS.get(asked.field, asked.field)}认不出", words))
    for rows_twice in register.duplicates:
        material.questions.append(Question("open", "台账：疑似重复登记", (f"第{_listed(rows_twice)}件",)))
    return material


def received_in_year(register: Register) -> int:
    """How many applications of the register were received in its year; without any it says nothing of the year but what
    was carried over."""
    return sum(a.received is not None and a.received.year == register.year for a in register.counted.of_year)


def _of_years_before(material: Material, register: Register) -> Material:
    """Of a register without a row of the year only 上年结转 is taken: that none came in is not for it to say."""
    material.questions.append(Question("open", NONE_OF_YEAR[0].format(year=register.year), (NONE_OF_YEAR[1],)))
    carried = {"carried_in": register.counted.table["carried_in"]}
    if any((carried["carried_in"] or {}).values()):
        _fill(material, "applications", carried, register.counted.cells)
    return material


def _fill(material: Material, key: TableKey, table: Mapping[str, object], rows: Mapping[str, list[int]]) -> None:
    for row, column in leaf_addresses(LAYOUT_2021.tables[key]):
        columns = table.get(row)
        value = columns.get(column) if isinstance(columns, dict) else None
        if value is not None:
            cell = f"{key}.{row}.{column}"
            material.cells[cell] = Figure(value, _source(rows.get(cell, [])))


def left_open(register: Register) -> list[str]:
    """What of tables three and four the register cannot fill, one line a table."""
    if not received_in_year(register):
        return [f"{NONE_OF_YEAR[0].format(year=register.year)}，{NONE_OF_YEAR[1]}"]
    lines = []
    if not register.is_decided:
        lines.append("表三没有填全：还有需要确认的内容，确认后请重新运行。")
    if register.cases is None:
        lines.append("表四没有填入：台账没有复议、诉讼的列。")
    elif register.cases.undecided or register.cases.to_confirm:
        lines.append("表四没有填入：请先确认哪些复议、诉讼属于本年度及其结果。")
    return lines


def _source(rows: list[int]) -> str:
    return f"申请台账第{_listed(rows)}件" if rows else "申请台账"


def _listed(rows: list[int] | tuple[int, ...]) -> str:
    shown = "、".join(map(str, rows[:SHOWN_ROWS]))
    return shown if len(rows) <= SHOWN_ROWS else f"{shown}……共{len(rows)}"
