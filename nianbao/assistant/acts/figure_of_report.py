"""``figure`` of a report: its cells as printed, sums with their parts, the equations they stand in; its name above them.

A blank stays （空） and enters no sum. Equations are said with the sign that holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nianbao.assistant.acts.checked import concerning, conclusion
from nianbao.assistant.acts.checked_matter import matter_asked, on_the_matter
from nianbao.assistant.acts.fee import fee_told
from nianbao.assistant.acts.in_the_text import (
    about_the_report,
    asks_whether_written,
    sentences_with,
    things_named,
    told_in_the_text,
)
from nianbao.assistant.acts.made_of import made_of
from nianbao.assistant.acts.reckoned import reckoned
from nianbao.assistant.acts.relation import relation
from nianbao.assistant.acts.whole import asks_whole, whole
from nianbao.assistant.understanding.cells import APPLICANT_COLUMNS, columns_in, names_the_fee, rows_in
from nianbao.assistant.understanding.checks import asks_check, figures_named
from nianbao.assistant.understanding.references import table_in
from nianbao.report.arithmetic import APPLICANT_KEYS, Balance, equations, evaluate
from nianbao.report.cells import Number
from nianbao.report.layout import OUTCOME_GROUPS, TableKey, outcome_group
from nianbao.report.model import Report, Table
from nianbao.report.patterns import regex
from nianbao.work.shares import shares_of_disclosure

_SUITS = ("litigation_direct", "litigation_after")
_PROCEEDINGS = ("reconsideration", *_SUITS)
_MAIN = ("new", "carried_in", "processed_total", "carried_out")
NOT_FOUND = "报告里没有找到这个数，请说明是哪张表的哪一行，或文中哪个数。"


def figures_of_report(
    name: str, report: Report, refers: Sequence[str], said: str, review: Mapping[str, Any] | None = None
) -> str:
    """``refers``: rows, groups, tables or sections (``rows_in``). ``review``: what the rules found on these is told beside
    them; first of all where it is asked whether something agrees."""
    if asks_whole(said):
        return "\n".join([f"**{name}**", "", whole(report, said)])
    if names_the_fee(said) and not rows_in(said):
        checked = on_the_matter(report, review, matter_asked(said) or ()) if review and asks_check(said) else ()
        return _listed(name, [*checked, *fee_told(report)])
    if not _names_a_place(refers, said):
        return _listed(name, list(_of_no_row(report, said, review)))
    rows = {row for name in refers for _, row in _rows_of(report, name)}
    columns = columns_in(said)
    lines = list(relation(report, _column_meant(columns), said)) if rows <= _OF_APPLICATIONS else []
    if lines:
        refers = tuple(dict.fromkeys(("new", "carried_in", *refers)))
        rows |= {"new", "carried_in"}
    if review is not None and asks_check(said):
        lines += conclusion(report, review, rows, refers, said)
    else:
        made = (made_of(report, figure, said) for figure, _ in figures_named(said))
        lines += [f"- 正文的{m.figure}：{m.told}。" for m in made if m is not None]
        lines += reckoned(report, refers, said)
    lines += _of_tables(report, refers, columns or (("total",) if lines and not asks_check(said) else ()))
    lines += _equations(report, rows, refers, said)
    if review is not None and not asks_check(said) and rows:
        lines += [f"- 审核意见：{f['message']}。" for f in concerning(review, rows, refers, "")]
    if "fees" in rows and not regex(r"事业性").search(said):
        lines += [
            line.replace("- ", "- （另一项）信息处理费，", 1) for line in fee_told(report) if line.startswith("- ")
        ]
    lines += _in_the_text(report, said)
    return _listed(name, lines or told_in_the_text(report, said))


def _of_no_row(report: Report, said: str, review: Mapping[str, Any] | None) -> Iterator[str]:
    """What names no row of a table: what is known of the report, its text, or whether something agrees."""
    about = list(about_the_report(report, said, review))
    if about or not asks_check(said) or review is None:
        yield from about or told_in_the_text(report, said)
        return
    matter = () if figures_named(said) else matter_asked(said)
    if matter is None or figures_named(said):
        yield from conclusion(report, review, (), (), said)
        yield from _in_the_text(report, said)
    else:
        yield from on_the_matter(report, review, matter)


def _names_a_place(refers: Sequence[str], said: str) -> bool:
    """Whether a row, a table or the applications are named; ``applications`` alone also stands for nothing."""
    places = set(refers) - {"applications", "overview", "problems"} - ({"other"} - set(rows_in(said)))
    return not asks_whether_written(said) and bool(places or table_in(said) or regex(r"申请|收到|受理").search(said))


def _listed(name: str, lines: Sequence[str]) -> str:
    return "\n".join([f"**{name}**", "", *(dict.fromkeys(lines) or [NOT_FOUND])])


_OF_APPLICATIONS = frozenset(("new", "carried_in", "processed_total", "carried_out"))


def _column_meant(columns: Sequence[str]) -> str:
    return columns[0] if columns and columns[0] in APPLICANT_COLUMNS else "total"


def _rows_of(report: Report, name: str) -> list[tuple[TableKey, str]]:
    """Table and row of a row or of the members of a group."""
    found: list[tuple[TableKey, str]] = []
    for key, layout in report.layout.tables.items():
        table = report.table(key)
        rows = table.rows() if table is not None else list(layout.rows)
        members = {
            "litigation": _SUITS,
            "proceedings": _PROCEEDINGS,
            "share": ("granted", "partial", "processed_total"),
        }.get(name, (name,))
        found += [
            (key, row) for row in rows if row in members or (name in OUTCOME_GROUPS and outcome_group(row) == name)
        ]
    return found


def _of_tables(report: Report, refers: Sequence[str], columns: Sequence[str]) -> Iterator[str]:
    for name in refers:
        places = _rows_of(report, name)
        unread = {key for key, _ in places if report.table(key) is None}
        if unread:
            yield from (f"- {report.layout.tables[key].name}没能读出，这个数请看原件。" for key in sorted(unread))
            continue
        tables = [(table, row) for key, row in places if (table := report.table(key)) is not None]
        results = name in OUTCOME_GROUPS and len(tables) > 1
        if results or name == "litigation":
            yield from _sum(name, tables, columns)
        yield from (_line(table, row, columns) for table, row in tables if not (results and _is_nothing(table, row)))
        if name == "proceedings":
            yield from _sum("litigation", [(t, row) for t, row in tables if row in _SUITS], columns)
        if name == "share":
            yield from _shares(report)


def _is_nothing(table: Table, row: str) -> bool:
    """A row of a group in which nothing happened; the sum names it."""
    return all(table.value(row, c.key) == 0 for c in table.layout.columns_of(row))


def _line(table: Table, row: str, columns: Sequence[str]) -> str:
    """``- 表三·一、本年新收…：自然人58件``; all columns when none is named, the total first."""
    layout = table.layout
    keys = [c.key for c in layout.columns_of(row)]
    wanted = [key for key in keys if key in columns] or sorted(keys, key=lambda key: key != "total")
    label = f"- {layout.name}·{layout.rows[row].full_label}："
    if "organisations" in columns and "commercial" in keys:
        kinds = [key for key in APPLICANT_KEYS if key != "natural_person"]
        parts = "＋".join(_shown(table, row, key) for key in kinds)
        total = _total([table.value(row, key) for key in kinds])
        return f"{label}法人或其他组织{_said(total)}（{parts}）"
    return label + "，".join(f"{_shown(table, row, key)}{_unit(table, row, key)}" for key in wanted)


def _shown(table: Table, row: str, column: str) -> str:
    """The column's label and the cell as printed; a row of one column (行政许可) too."""
    label = next(c.label for c in table.layout.columns_of(row) if c.key == column).partition("（")[0]
    cell = table.get(row, column)
    return f"{label}{(cell.raw.strip() if cell is not None else '') or '（空）'}"


def _unit(table: Table, row: str, column: str) -> str:
    """The unit behind a number that is printed bare; of what is counted in a block of money its own."""
    cell = table.get(row, column)
    unit = "项" if column == "items" else table.layout.block_of[row].unit
    return unit if cell is not None and cell.raw.strip().replace(".", "").isdigit() else ""


_WORDS = {"litigation": "行政诉讼", **OUTCOME_GROUPS}


def _sum(group: str, rows: Sequence[tuple[Table, str]], columns: Sequence[str]) -> Iterator[str]:
    """What the form leaves the reader to add up: a group of results, both kinds of suits; with its parts."""
    if not rows:
        return
    layout = rows[0][0].layout
    labels = {c.key: c.label for c in layout.columns_of(rows[0][1])}
    for column in [c for c in columns if c in labels] or ["total"]:
        of = "" if column == "total" else f"·{labels[column]}"
        values = [(layout.rows[row].label, table.value(row, column)) for table, row in rows]
        parts = [f"{label}{_said(value, '')}" for label, value in values if value != 0]
        more = "，其余为0" if parts and len(parts) < len(values) else "各项都是0" if not parts else ""
        total = _said(_total([value for _, value in values]))
        yield f"- **{layout.name}·{_WORDS[group]}{of}各项合计{total}**（{'＋'.join(parts)}{more}）"


def _total(values: Sequence[Number | None]) -> Number | None:
    known = [v for v in values if v is not None]
    return sum(known) if len(known) == len(values) else None


def _said(value: Number | None, unit: str = "件") -> str:
    return f"{value}{unit}" if value is not None else "（有空格或不是数，不能求和）" if unit else "（空）"


def _shares(report: Report) -> Iterator[str]:
    yield "- 年报格式里没有“公开率”这一项，口径要自己说明；按表三可以算出："
    for share in shares_of_disclosure(report):
        yield f"- {share.label}：{'不能计算' if share.value is None else f'{share.value}%'}（{share.formula}）"


# --- the equations of the form ----------------------------------------------------------------------------------


def _equations(report: Report, rows: set[str], refers: Sequence[str], said: str) -> Iterator[str]:
    """Of the columns asked for (else the total), and every other equation of these rows that does not hold."""
    table = report.table("applications")
    columns = columns_in(said)
    main = rows & set(_MAIN) and "share" not in refers
    asked = "applications" in refers
    if table is not None and (main or asked):
        wanted = [c for c in columns if c in APPLICANT_COLUMNS] or ["total"]
        balances = {e.line: evaluate(e, table) for e in equations(table) if e.kind == "balance"}
        open_ = {line for line, f in balances.items() if not isinstance(f, Balance)}
        broken = {line for line, f in balances.items() if isinstance(f, Balance) and not f.holds}
        shown = [line for line in balances if line in wanted or line in broken or (asked and line in open_)]
        yield from (_balance(table, line, balances[line]) for line in shown)
        if "applications" in refers and asked and not broken and not open_:
            yield f"- 表三{len(balances)}列，每一列的新收＋上年结转都等于办理结果总计＋结转下年度。"
    for key in ("applications", "proceedings"):
        if (table := report.table(key)) is None:
            continue
        for equation in equations(table):
            touched = asked or key in refers or any(row in rows for row, _ in (*equation.left, *equation.right))
            found = evaluate(equation, table)
            if equation.kind != "balance" and touched and isinstance(found, Balance) and not found.holds:
                yield f"- {table.layout.name}{_place(table, equation)}不等：{found.expression}，相差{abs(found.delta)}。"


def _place(table: Table, equation: Any) -> str:
    if equation.kind == "outcomes":
        return f"{_column(table, equation.line)}一列办理结果各项之和与（七）总计"
    return f"“{table.layout.rows[equation.line].label}”一行各项之和与总计"


def _column(table: Table, column: str) -> str:
    return next(c.label for c in table.layout.columns_of("new") if c.key == column)


def _balance(table: Table, column: str, found: Any) -> str:
    """``表三总计一列：新收66＋上年结转2＝办理结果总计65＋结转下年度3``, with ≠ and the difference where it does not hold."""
    head = f"- 表三{_column(table, column)}一列："
    if not isinstance(found, Balance):
        return f"{head}有空格或不是数的格，不能判断两边是否相等。"
    new, carried, done, out = (table.value(row, column) for row in _MAIN)
    sign = "＝" if found.holds else "≠"
    said = f"{head}新收{new}＋上年结转{carried}{sign}办理结果总计{done}＋结转下年度{out}"
    return f"{said}。" if found.holds else f"{said}，不平，相差{abs(found.delta)}。"


# --- the text -----------------------------------------------------------------------------------------------------


def _in_the_text(report: Report, said: str) -> Iterator[str]:
    """Sentences with the figure that was asked about, or with a figure of the channel that was named."""
    channels = [w for w in ("公众号", "微博", "网站", "粉丝", "关注") if w in said]
    yield from sentences_with(report, figures_named(said))
    for word in channels:
        yield from sentences_with(report, (), things_named(word))
