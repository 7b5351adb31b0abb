"""What became of the numbers of a draft that was edited in Word, in plain Chinese."""

from collections.abc import Mapping
from typing import Any

from nianbao.papers.wording import VERDICTS
from nianbao.report.layout import SECTIONS, cell_label

_PLACES = {s.key: f"{s.ordinal}、{s.title}" for s in SECTIONS} | {"title": "标题", "preamble": "引言"}
SHOWN_CELLS = 20


def match_told(data: Mapping[str, Any]) -> list[str]:
    """Counts, then one line a number that needs a look, in reading order. ``data``: as ``match --json`` prints it."""
    counts = data["counts"]
    lines = [
        f"共核对 {len(data['numbers'])} 个数：一致 {counts['matches']}，与台账不同 {counts['differs']}，"
        f"台账里没有 {counts['unknown']}，初稿里有而现在没有 {counts['missing']}"
    ]
    lines += [f"  没有核对：{message}" for message in data["unread"]]
    for title, state in (("与台账不同", "differs"), ("台账里没有", "unknown"), ("初稿里有而现在没有", "missing")):
        found = [n for n in data["numbers"] if n["state"] == state]
        if state == "missing" and data["unread"]:
            found = [n for n in found if not n.get("cell")]
        if found:
            lines.append(f"{title}：")
            lines += [f"  {_line(n)}" for n in found[:SHOWN_CELLS]]
            lines += [f"  ……共 {len(found)} 处"] if len(found) > SHOWN_CELLS else []
    if data["verdict"] == "undetermined":
        return [*lines, f"规则重新审核：尚不能下结论，还有{data['open_places']}处待填、待核或待确认"]
    return [*lines, f"规则重新审核：{VERDICTS[data['verdict']]}"]


def _line(n: Mapping[str, Any]) -> str:
    where = (
        cell_label(n["cell"]) if n.get("cell") else f"“{_PLACES.get(n['section'], n['section'])}”第{n['sentence']}句"
    )
    quote = f"：{n['quote'][:40]}" if n["quote"] else ""
    if n["state"] == "differs":
        return f"{where}：现在是 {n['text']}，台账为 {n['ledger_value']}{quote}"
    if n["state"] == "unknown":
        return f"{where}：{n['text']} 在台账里没有出处，请核实{quote}"
    return f"{where}：原有的 {n['ledger_value'] or n['text']} 不见了{quote}"
