"""``overdue``: which applications of a register were late, by how many working days (条例第三十三条).

Of an application that is named, that one alone is told, with how its due day comes about; whether it is late or not.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nianbao.assistant.acts.figure_of_register import rows_told
from nianbao.assistant.understanding.register_wordings import rows_listed
from nianbao.report.patterns import regex

Json = Mapping[str, Any]
_LONGEST = regex(r"最[久长多严晚迟大]")
_OPEN = regex(r"(?:还没|没有?|尚未|未)(?:有)?(?:办完|办结|答复|办好|回复)|在办|没办")
_LATE = regex(r"超[期时过]|过期|逾期|迟|晚|拖")
_NAMED = regex(r"(?:第|(?<![\d年月.-]))(\d{1,5}(?:[件号条]?[、,，和及与到至~-]+第?\d{1,5})*)(?:件|号|条)(?!\d)")


def overdue(data: Json, said: str) -> str:
    """The late ones, as far as they are asked for; the day on which open ones are looked at stands above."""
    if rows := rows_named(data, said):
        return "\n".join([_basis(data), *(f"- {_one(data, row)}" for row in rows)])
    late = list(data.get("overdue") or [])
    open_ones = bool(_OPEN.search(said)) or "到期" in said
    if open_ones and not _LATE.search(said):
        return "\n".join([_basis(data), *_still_open(data)])
    if open_ones:
        late = [o for o in late if not o["answered"]]
        head = f"还没有答复又超期的：{len(late)}件。"
    elif _LONGEST.search(said) and late:
        longest = max(int(o["working_days_late"]) for o in late)
        head = f"超期的共{len(late)}件，超得最久的超{longest}个工作日："
        late = [o for o in late if int(o["working_days_late"]) == longest]
    else:
        head = f"按期答复{data.get('on_time', 0)}件，超期{len(late)}件。"
    return "\n".join([head, _basis(data), *(f"- {_told(data, o)}" for o in late), *_not_judged(data)])


def _basis(data: Json) -> str:
    return f"按条例第三十三条的工作日计算，延期和补正按台账所写的日期计；没有答复的算到{data.get('as_of') or '次年1月31日'}。"


def rows_named(data: Json, said: str) -> list[int]:
    """Applications that are named: 第35件 by its place, 35号 or a number of the register's own by that."""
    each = data.get("each") or {}
    own = [int(n) for n, one in each.items() if len(one["number"]) > _SHORT and one["number"] in said]
    if own:
        return own
    found: list[int] = []
    for match in _NAMED.finditer(said):
        if regex(r"\d+[件条]").fullmatch(match[0]):
            continue  # so many, not which one
        by_number = match[0].endswith("号") and "第" not in match[0]
        for number in rows_listed(match[1]):
            same = [int(n) for n, one in each.items() if by_number and one["number"] == str(number)]
            found += same if len(same) == 1 else [number]
    return list(dict.fromkeys(found))


_SHORT = 3


def _one(data: Json, row: int) -> str:
    """Whether one application is late, and how its due day comes about."""
    late = next((o for o in data.get("overdue") or () if o["row"] == row), None)
    one = (data.get("each") or {}).get(str(row))
    if late is not None:
        return f"{_told(data, late)}。{why_due(one)}" if one else _told(data, late)
    if one is None:
        whole = data.get("rows") or 0
        return (
            f"第{row}件不属于{data.get('year')}年的申请，没有判断期限"
            if row <= whole
            else f"台账只有{whole}件，没有第{row}件"
        )
    if row in (data.get("not_running") or ()):
        return f"{numbered(row, one)}：期限没有起算或中止（补正材料未收到，或正在征求第三方意见），没有判断"
    if one["due"] is None:
        return f"{numbered(row, one)}：收到日期没有定，不能判断是否超期"
    ended = f"{one['answered']}答复" if one["answered"] else f"到{data.get('as_of')}还没有答复，也没有到期"
    return f"{numbered(row, one)}：没有超期。{one['received']}收到，应在{one['due']}前答复，{ended}。{why_due(one)}"


def _told(data: Json, late: Json) -> str:
    ended = f"{late['answered']}答复" if late["answered"] else "还没有答复"
    one = (data.get("each") or {}).get(str(late["row"]))
    return f"{numbered(late['row'], one)}：{late['received']}收到，应在{late['due']}前答复，{ended}，超{late['working_days_late']}个工作日"


def numbered(row: int, one: Json | None) -> str:
    """An application by its place, with its own number."""
    number = (one or {}).get("number") or ""
    return f"第{row}件（{number}）" if number and number != str(row) else f"第{row}件"


def why_due(one: Json) -> str:
    """How the due day comes about, by what the register says."""
    days = "延期的40个工作日" if one["extended"] else "20个工作日（台账没有写延期）"
    start = f"从收到补正材料的{one['corrected']}起算" if one["corrected"] else "从收到的次日起算"
    third = "，征求第三方意见的时间不计" if one["third_party"] else ""
    return f"期限是{days}，{start}{third}。"


def _still_open(data: Json) -> Iterator[str]:
    """Applications without an answer, each with its due day."""
    late = {o["row"] for o in data.get("overdue") or ()}
    rows = [(int(n), one) for n, one in (data.get("each") or {}).items() if not one["answered"]]
    yield f"台账上还没有答复的：{len(rows)}件。"
    for row, one in rows:
        state = "已经超期" if row in late else "没有超期"
        yield f"- {numbered(row, one)}：{one['received'] or '收到日期没有定'}收到，" + (
            f"应在{one['due']}前答复，{state}" if one["due"] else "期限没有判断"
        )


def _not_judged(data: Json) -> Sequence[str]:
    """What could not be judged, so that it is not taken for being in time."""
    lines = []
    if stopped := data.get("not_running"):
        lines.append(f"没有判断的：{rows_told(stopped)}（补正材料未收到，或正在征求第三方意见）。")
    unknown = sorted(
        {n for u in data.get("undecided") or () if u["field"] in ("received", "answered") for n in u["rows"]}
    )
    if unknown:
        lines.append(f"日期没有定，没有判断或可能变：{rows_told(unknown)}。")
    if years := (data.get("calendar") or {}).get("unknown_years"):
        lines.append(f"{'、'.join(map(str, years))}年的放假安排还不知道，按周一至周五算，请核对。")
    return lines
