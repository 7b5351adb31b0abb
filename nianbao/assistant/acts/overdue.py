"""``overdue``: which applications of a register were late, by how many working days (条例第三十三条)."""

from typing import Any

from nianbao.report.patterns import regex

_LONGEST = regex(r"最?久")


def overdue(data: dict[str, Any], said: str) -> str:
    """The late ones, the longest first when that was asked; and how many were on time."""
    late = list(data.get("overdue") or [])
    if _LONGEST.search(said):
        late.sort(key=lambda o: -int(o["working_days_late"]))
    head = f"按期答复{data.get('on_time', 0)}件，超期{len(late)}件（按条例第三十三条的工作日计算，延期和补正按台账所写的日期计）。"
    lines = [
        f"- 第{o['row']}件：{o['received']}收到，应在{o['due']}前答复，"
        + (f"{o['answered']}答复" if o["answered"] else "还没有答复")
        + f"，超{o['working_days_late']}个工作日"
        for o in late
    ]
    return "\n".join([head, *lines])
