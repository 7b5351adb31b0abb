"""One application of a register: its days, its due day, its result in the register's words and where it is counted."""

from collections.abc import Iterator, Mapping
from typing import Any

from nianbao.assistant.acts.figure_of_register import COLUMNS_TOLD, rows_told
from nianbao.assistant.acts.overdue import numbered, why_due
from nianbao.papers.register_text import outcome_label
from nianbao.report.layout import outcome_group

Json = Mapping[str, Any]


def application_told(data: Json, row: int) -> str:
    """Everything that the register says of it, but for persons' names and what was asked for."""
    one = (data.get("each") or {}).get(str(row))
    if one is None:
        return _not_of_the_year(data, row)
    return f"{numbered(row, one)}：{'；'.join(_told(data, row, one))}。"


def _not_of_the_year(data: Json, row: int) -> str:
    whole = int(data.get("rows") or 0)
    if not 1 <= row <= whole:
        return f"台账只有{whole}件，没有第{row}件。"
    if any(u["field"] == "received" and row in u["rows"] for u in data.get("undecided") or ()):
        return f"第{row}件：收到日期没有定，还不知道属于哪一年。{_at(data, row)}"
    return f"第{row}件不属于{data.get('year')}年的申请，没有计入。{_at(data, row)}"


def _told(data: Json, row: int, one: Json) -> Iterator[str]:
    kind = COLUMNS_TOLD.get(one["kind"] or "", "")
    yield f"申请人是{kind}" if kind else "申请人类别没有定"
    came = "（上年结转）" if "carried_in" in one["rows"] else "（本年新收）"
    yield f"{one['received']}收到{came}" if one["received"] else "收到日期没有定"
    yield from _period(data, row, one)
    yield _result(data, row, one)
    for rows in data.get("duplicates") or ():
        if row in rows:
            yield f"与{rows_told([n for n in rows if n != row])}可能重复登记"
    if place := _at(data, row):
        yield place


def _period(data: Json, row: int, one: Json) -> Iterator[str]:
    late = next((o for o in data.get("overdue") or () if o["row"] == row), None)
    answered = f"{one['answered']}答复" if one["answered"] else "还没有答复"
    if one["due"] is None:
        stopped = row in (data.get("not_running") or ())
        yield "期限没有起算或中止（补正材料未收到，或正在征求第三方意见）" if stopped else "期限没有判断"
        yield answered
        return
    yield f"应在{one['due']}前答复，{why_due(one).removesuffix('。')}"
    if late is not None:
        until = "" if one["answered"] else f"，算到{data.get('as_of')}"
        yield f"{answered}{until}，超{late['working_days_late']}个工作日"
    else:
        until = "" if one["answered"] else f"到{data.get('as_of')}"
        yield f"{answered}，{until}没有超期"


def _result(data: Json, row: int, one: Json) -> str:
    words = one.get("result") or ""
    written = f"台账写“{words}”，" if words else "台账没有写结果，"
    ends = [r for r in one["rows"] if outcome_group(r) or r == "carried_out"]
    if not ends:
        return f"办理结果：{written}还没有定算哪一项"
    if ends[0] == "carried_out":
        return f"办理结果：{written}{data.get('year')}年没有办结，计入结转下年度"
    by_you = "按您的回答" if "result" in one.get("unclear", ()) else ""
    return f"办理结果：{written}{by_you}计入{outcome_label(ends[0])}"


def _at(data: Json, row: int) -> str:
    place = (data.get("rows_at") or {}).get(str(row))
    if not place:
        return ""
    sheet = f" {place['sheet']}" if place.get("sheet") else ""
    return f"在{place['file']}{sheet}第{place['line']}行"
