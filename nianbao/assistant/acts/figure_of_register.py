"""``figure`` of a register: rows of tables three and four as counted, with the applications behind them.

What is not decided yet is said with its number: 已定40件，另有4件没定. A share is only said with the two numbers it comes from.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nianbao.assistant.understanding.cells import APPLICANT_COLUMNS, ROWS, columns_in, rows_in, without_rows
from nianbao.assistant.understanding.years import year_named
from nianbao.papers.register_text import outcome_label
from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.layout import LAYOUT_2021, OUTCOME_GROUPS, outcome_group
from nianbao.report.patterns import regex

Json = Mapping[str, Any]
_TABLE_THREE = LAYOUT_2021.tables["applications"]
_MAIN = ("new", "carried_in", "processed_total", "carried_out")
LABELS = {
    "new": "本年新收",
    "carried_in": "上年结转",
    "processed_total": "办结（办理结果总计）",
    "carried_out": "结转下年度",
}
COLUMNS_TOLD = {c.key: c.label for c in _TABLE_THREE.blocks[0].columns} | {
    "total": "总计",
    "organisations": "法人或其他组织",
}
_SUITS = ("litigation_direct", "litigation_after")
_CASES = ("reconsideration", *_SUITS)
_CASE_COLUMNS = {c.key: c.label for c in LAYOUT_2021.tables["proceedings"].blocks[0].columns}
_WHICH = regex(r"哪[几些]?|列出|列一|分别是|明细|序号|编号|名单")
_ON_TIME = regex(r"按[期时]|及时率|按时率|如期")
_BALANCE = regex(r"平不平|[平齐]了?(?:吗|没|不)|不平|平衡|对得上|对不上|对得起来|勾稽|公式|等式|两边")
_FEES = regex(r"信息处理费|收费|收了?多少钱|费用")
_OTHER_KIND = regex(r"其[他它](?:组织|类)|其[他它](?!处理)")
_NAMES = regex(r"姓名|名字|叫什么|电话|手机|身份证|住址|地址")
_TWICE = regex(r"重复登记|登重|重复录|录重|登记了?两[次遍]|同一件")
_WHICH_COLUMN = regex(r"[哪什]么?(?:一)?[个类列栏种]")
_SHOWN = 20
NOT_COUNTED = "台账里没有数出这一项。能数的有：新收、上年结转、办结、结转下年度，各项办理结果，申请人的六类，按期和超期，复议诉讼（台账有这些列时）。"


def figure_of_register(data: Json, refers: Sequence[str], said: str) -> str:
    """Rows of tables three and four counted from a register, in the order in which they are named."""
    return "\n".join([head(data), "", *figure_lines(data, refers, said)])


def head(data: Json) -> str:
    return f"**申请台账（{data['year']}年）**" if data.get("year") else "**申请台账**"


def figure_lines(data: Json, refers: Sequence[str], said: str) -> list[str]:
    """The lines of the figures that are named; that there is none, where none is counted."""
    return [*_of_another_year(data, said), *_lines(data, refers, said)] or [f"- {NOT_COUNTED}"]


def asks_balance(said: str) -> bool:
    return _BALANCE.search(said) is not None


def balance(data: Json) -> str:
    """Whether what came in is what went out, in one sentence with its numbers; what is open is no balance yet."""
    new, carried, out = (_value(data, row) for row in ("new", "carried_in", "carried_out"))
    done, open_ = _done(data)
    came = f"新收{new}件＋上年结转{carried}件＝{new + carried}件"
    whole = _table(data).get("processed_total")
    if open_ or not isinstance(whole, dict):
        went = f"办结已定{done}件、没定{open_}件" if open_ else f"办结{done}件"
        more = "" if open_ else "；有的申请人类别没有定，各列还不能核对"
        return f"还不能说平不平：{came}；{went}，结转下年度{out}件{more}。"
    off = [c for c in (*APPLICANT_KEYS, "total") if _both(data, c)[0] != _both(data, c)[1]]
    sign = "＝" if new + carried == done + out else "≠"
    verdict = "不平" if off else "平"
    where = f"，不平的列：{'、'.join(COLUMNS_TOLD[c] for c in off)}" if off else "；六类申请人各列也都相等"
    return f"表三{verdict}：{came}，办结{done}件＋结转下年度{out}件＝{done + out}件，{new + carried}{sign}{done + out}{where}。"


def rows_told(rows: Sequence[int], every: bool = True) -> str:
    """``第9、24件``; where not every one is wanted the first ones, 等 and how many there are."""
    if every or len(rows) <= _SHOWN:
        return f"第{'、'.join(map(str, rows))}件"
    return f"第{'、'.join(map(str, rows[:_SHOWN]))}件等，共{len(rows)}件；要全部件号请问“是哪几件”"


# --- what is asked ------------------------------------------------------------------------------------------------


def _lines(data: Json, refers: Sequence[str], said: str) -> Iterator[str]:
    if asks_balance(said):
        yield f"- {balance(data)}"
    if _NAMES.search(said):
        yield "- 申请人的姓名、电话、证件号只用来查找重复，不保存也不显示，这个答不了。"
        return
    if _ON_TIME.search(said):
        yield from on_time_lines(data)
    if _FEES.search(said):
        yield from _fees(data)
    if _TWICE.search(said):
        yield from twice_lines(data)
    columns = _columns(said)
    if columns != ("total",) and _WHICH_COLUMN.search(said):
        yield f"- 表三里是{'、'.join(f'“{COLUMNS_TOLD[c]}”' for c in columns)}一列。"
    rows = _rows(refers, said, columns)
    if len(rows) == len(columns) == 1 and (figure := _is_it(said)) is not None and rows[0] in _table(data):
        yield _compared(data, rows[0], columns[0], figure)
    for row in rows:
        if row in ("proceedings", "litigation", *_CASES):
            yield from _cases(data, row, said)
        elif row == "share":
            yield from _shares(data)
        else:
            yield from _row(data, row, columns, bool(_WHICH.search(said)))


def _rows(refers: Sequence[str], said: str, columns: Sequence[str]) -> list[str]:
    """Rows and groups as named, in the order of the words; 结转 alone is two rows, a kind alone those received."""
    found = dict.fromkeys([*rows_in(said), *(r for r in refers if r not in ("applications", "proceedings"))])
    known = {key for key, _ in ROWS}
    rows = [row for row in found if row in known and row != "fees"]
    if _FEES.search(said) and not regex("新收|申请").search(said):
        rows = [row for row in rows if row != "new"]  # 收了多少 is of money then
    if "结转" in _WITHOUT_NAMED.sub("", said) and not {"carried_in", "carried_out"} & set(rows):
        rows += ["carried_in", "carried_out"]
    if not rows and not any(asks.search(said) for asks in (_ON_TIME, _FEES, _BALANCE, _TWICE)):
        if regex(r"表三|统计表|全部结果|办理结果").search(said):
            return [*_MAIN, *OUTCOME_GROUPS]
        if columns != ("total",):
            return ["new"]
        rows = list(_MAIN) if regex(r"多少件?|几件|总数|总共|一共").search(said) else []
    return sorted(rows, key=lambda row: _at(row, said))


_WITHOUT_NAMED = regex("|".join(words for key, words in ROWS if key in ("carried_in", "carried_out")))
_OF_ROW = dict(ROWS)


def _at(row: str, said: str) -> int:
    """Where a row is named."""
    match = re.search(_OF_ROW[row], said)
    at = said.find("结转") if match is None and row in ("carried_in", "carried_out") else -1
    return match.start() if match else at if at >= 0 else len(said)


def _columns(said: str) -> tuple[str, ...]:
    found = tuple(c for c in columns_in(said) if c in APPLICANT_COLUMNS)
    if not found and _OTHER_KIND.search(without_rows(said)) and "处理" not in said:
        found = ("other",)
    return found or ("total",)


def _is_it(said: str) -> int | None:
    """The figure of which is asked whether it is right."""
    figures = regex(r"(?<![\d年月第.-])(\d+)\s*(?:件|个|(?=对|是不是|吗))").findall(regex(r"20\d\d年").sub("", said))
    asks = regex(r"对吗|对不对|对吧|是不是|是吗|是吧|没错|准不准|正确|一致|[对得]上").search(said)
    return int(figures[0]) if asks and len(figures) == 1 else None


def _compared(data: Json, row: str, column: str, figure: int) -> str:
    whole = row == "processed_total"
    value, open_ = _done(data, column) if whole else (_value(data, row, column), 0)
    open_ = open_ or len(_open(data, (column,)) if outcome_group(row) else _unplaced(data, row))
    open_ = open_ or (0 if column == "total" else len(_kinds_open(data)))
    if open_:
        return f"- 您说的{figure}件还不能判断：台账已定{value}件，另有{open_}件没定。"
    return f"- 您说的{figure}件与台账数出来的{value}件{'一致' if figure == value else '不一致'}。"


# --- a row --------------------------------------------------------------------------------------------------------


def _row(data: Json, row: str, columns: Sequence[str], which: bool) -> Iterator[str]:
    members = [r for r in _table(data) if r == row or r.startswith(f"{row}.")]
    if not members:
        layouts = LAYOUT_2021.tables.values()
        label = next((t.rows[row].label for t in layouts if row in t.rows), OUTCOME_GROUPS.get(row, row))
        yield f"- {label}：申请台账里没有这个数。"
        return
    for column in columns:
        if row == "processed_total":
            yield _processed(data, column, which)
            continue
        lines = [_line(data, one, column, which) for one in members if len(members) == 1 or _value(data, one, column)]
        if len(members) > 1:
            whole = sum(_value(data, one, column) for one in members)
            rest = "（各项都是0）" if not lines else ""
            yield f"- **{OUTCOME_GROUPS.get(row, row)}{_of(column)}合计：{whole}件**{rest}"
        yield from lines
    if members and outcome_group(members[0]) and (open_ := _open(data, columns)):
        yield f"- 另有{len(open_)}件没定（{rows_told(open_)}，{_wordings(data)}），定了以后上面的数可能变。"
    elif row != "processed_total" and (days := _unplaced(data, row)):
        yield f"- 另有{len(days)}件的日期没定（{rows_told(days)}），定了以后这个数可能变。"
    if columns != ("total",) and (kinds := _kinds_open(data)):
        yield f"- 另有{len(kinds)}件的申请人类别没定（{rows_told(kinds)}），没有算进某一类。"


def _line(data: Json, row: str, column: str, which: bool) -> str:
    rows = _behind(data, row, column)
    value = _value(data, row, column)
    behind = f"（{rows_told(rows, which)}）" if rows and len(rows) == value else ""
    return f"- {LABELS.get(row) or outcome_label(row)}{_of(column)}：{value}件{behind}"


def _processed(data: Json, column: str, which: bool) -> str:
    done, open_ = _done(data, column)
    label = f"{LABELS['processed_total']}{_of(column)}"
    if open_:
        return f"- {label}：已定{done}件，另有{open_}件没定（{rows_told(_open(data, (column,)))}，{_wordings(data)}）"
    rows = sorted(n for row in _outcomes(data) for n in _behind(data, row, column))
    behind = f"（{rows_told(rows)}）" if which and len(rows) == done else ""
    return f"- {label}：{done}件{behind}"


def _of(column: str) -> str:
    return "" if column == "total" else f"·{COLUMNS_TOLD[column]}"


def _wordings(data: Json) -> str:
    asked = [u for u in data.get("undecided") or () if u["field"] != "kind"]
    return "、".join(f"“{u['raw'] or '（空白）'}”{len(u['rows'])}件" for u in asked) + "还没有说算哪一项"


# --- the counts ---------------------------------------------------------------------------------------------------


def _table(data: Json) -> Mapping[str, Any]:
    table: Mapping[str, Any] = data["tables"].get("applications") or {}
    return table


def _value(data: Json, row: str, column: str = "total") -> int:
    line = _table(data).get(row) or {}
    if column == "organisations":
        return sum(line.get(c, 0) for c in APPLICANT_KEYS if c != "natural_person")
    return int(line.get(column, 0))


def _behind(data: Json, row: str, column: str) -> list[int]:
    """The applications of a cell, or of a row with all its kinds."""
    each = data.get("each") or {}
    if column == "total" and each:
        return [int(n) for n, one in each.items() if row in one["rows"]]
    wanted = {"total": APPLICANT_KEYS, "organisations": APPLICANT_KEYS[1:]}.get(column, (column,))
    return sorted(n for c in wanted for n in data["cells"].get(f"applications.{row}.{c}") or ())


def _outcomes(data: Json) -> list[str]:
    return [row for row in _table(data) if outcome_group(row) and row != "other"]


def _done(data: Json, column: str = "total") -> tuple[int, int]:
    """How many ended in a row that is known, and how many in one that is not."""
    whole = _table(data).get("processed_total")
    done = sum(_value(data, row, column) for row in _outcomes(data))
    return done, 0 if isinstance(whole, dict) else len(_open(data, (column,)))


def _both(data: Json, column: str) -> tuple[int, int]:
    new, carried, done, out = (_value(data, row, column) for row in _MAIN)
    return new + carried, done + out


def _of_fields(data: Json, fields: Sequence[str]) -> list[int]:
    return sorted({n for u in data.get("undecided") or () if u["field"] in fields for n in u["rows"]})


def _open(data: Json, columns: Sequence[str]) -> list[int]:
    """Applications whose outcome is not decided; of kinds, those of these kinds and those whose kind is not known."""
    rows = _unplaced(data, "processed_total")
    if "total" in columns:
        return rows
    wanted = set(columns) | (set(APPLICANT_KEYS[1:]) if "organisations" in columns else set())
    kinds = {n: one["kind"] for n, one in (data.get("each") or {}).items()}
    return [n for n in rows if (kind := kinds.get(str(n))) is None or kind in wanted]


def _unplaced(data: Json, row: str) -> list[int]:
    """Applications asked about that may still come into a row: those counted where they end are known."""
    each = data.get("each") or {}
    fields = {"new": ("received",), "carried_in": ("received",), "carried_out": ("received", "answered")}
    asked = _of_fields(data, fields.get(row, ("result", "received", "answered")))
    if row in ("new", "carried_in"):
        return [n for n in asked if str(n) not in each]
    placed = {n for n, one in each.items() if any(outcome_group(r) or r == "carried_out" for r in one["rows"])}
    return [n for n in asked if str(n) not in placed]


def _kinds_open(data: Json) -> list[int]:
    proposed = [n for one in data.get("proposed") or () for n in one["rows"]]
    return sorted({*_of_fields(data, ("kind",)), *proposed})


# --- other figures ------------------------------------------------------------------------------------------------


def on_time_lines(data: Json) -> Iterator[str]:
    """按期答复件数 and its share of those answered in the year, where every day that it rests on is known."""
    on_time, late = int(data.get("on_time") or 0), [o for o in data.get("overdue") or () if _in_year(data, o)]
    open_ = _of_fields(data, ("received", "answered"))
    answered = on_time + len(late)
    if open_:
        yield f"- 按期答复率现在算不出：{rows_told(open_)}的收到或答复日期没定。已能判断的，按期答复{on_time}件。"
        return
    if not answered:
        yield "- 按期答复率算不出：本年没有答复的申请。"
        return
    share = f"{100 * on_time / answered:.1f}%"
    yield f"- 按期答复{on_time}件，本年答复{answered}件（超期答复{len(late)}件），按期答复率{on_time}÷{answered}＝{share}（期限按条例第三十三条的工作日算）"
    if years := (data.get("calendar") or {}).get("unknown_years"):
        yield f"- {'、'.join(map(str, years))}年的放假安排还不知道，按周一至周五算，请核对。"


def twice_lines(data: Json) -> Iterator[str]:
    """What may have been entered twice; it is counted all the same."""
    groups = data.get("duplicates") or []
    if not groups:
        yield "- 没有查到可能重复登记的（同一申请人、同一天、同一内容）。"
    for rows in groups:
        yield f"- 可能重复登记（已照计，请核对）：{rows_told(rows)}"


def _in_year(data: Json, late: Json) -> bool:
    return bool(late["answered"]) and str(late["answered"])[:4] == str(data.get("year"))


def _fees(data: Json) -> Iterator[str]:
    fees = data.get("fees")
    labels = {"notices": ("发出收费通知", "件"), "charged": ("通知收费", "元"), "collected": ("实际收取", "元")}
    told = [f"{labels[n][0]}{one['value']}{labels[n][1]}" for n, one in (fees or {}).items()]
    if told:
        yield f"- 信息处理费：{'，'.join(told)}"
    elif fees is None:
        yield "- 信息处理费：台账没有收费的列，数不出，不当作0。"
    else:
        why = [n for n in data.get("notices") or () if "信息处理费" in n]
        yield f"- 信息处理费：数不出，不当作0。{''.join(why)}"


def _cases(data: Json, row: str, said: str) -> Iterator[str]:
    table = data["tables"].get("proceedings")
    if table is None:
        yield "- 台账没有复议、诉讼的列，这个数台账里没有，请另查。"
        return
    kinds = {"proceedings": _CASES, "litigation": _SUITS}.get(row, (row,))
    results = [c for c in columns_in(said) if c in _CASE_COLUMNS]
    for kind in kinds:
        line = table.get(kind) or {}
        shown = {c: label for c, label in _CASE_COLUMNS.items() if not results or c in results}
        parts = "、".join(f"{label}{line.get(c, 0)}件" for c, label in shown.items())
        yield f"- {LAYOUT_2021.tables['proceedings'].rows[kind].full_label}：{parts}"
    if row == "litigation" and not results:
        yield f"- **行政诉讼合计{sum((table.get(k) or {}).get('total', 0) for k in _SUITS)}件**"
    if data.get("proceedings_to_confirm"):
        yield f"- {rows_told(data['proceedings_to_confirm'])}的案件是否属于本年度，还没有确认。"
    if open_ := _of_fields(data, ("proceedings",)):
        yield f"- 另有{len(open_)}件的结果没有看懂（{rows_told(open_)}），没有算进去。"


def _shares(data: Json) -> Iterator[str]:
    done, open_ = _done(data)
    if open_ or not done:
        yield f"- 公开率现在算不出：办结已定{done}件，另有{open_}件没定。"
        return
    for row in ("granted", "partial"):
        value = _value(data, row)
        yield f"- {OUTCOME_GROUPS[row]}占办结的比例：{value}÷{done}＝{100 * value / done:.1f}%"


def _of_another_year(data: Json, said: str) -> Iterator[str]:
    asked = year_named(said)
    if asked is not None and data.get("year") and asked != data["year"]:
        yield f"- 下面是{data['year']}年的数。要{asked}年的，请说“按{asked}年统计台账”。"
