"""What code says after a job, sentence by sentence, each with an id: the model cites these, code prints them.

A sentence belongs to one file and is never pooled with another's. Ids: v verdict, i items of Article 50, f findings,
s what to do, n figures, u undecided rules, m measures of a comparison, a articles and notes, o open places, r register.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nianbao.papers.wording import (
    ITEM_VERDICTS,
    SEVERITIES,
    STATES,
    VERDICTS,
    section_name,
    verdict_reason_of,
)
from nianbao.report.layout import LAYOUT_2021
from validators.article50 import ITEM_NAMES

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of code's. ``also``: other words of the same matter (quotes of the report), for recognising a retelling."""

    id: str
    text: str
    also: str = ""


def told_of(results: Iterable[Any]) -> list[Told]:
    """Sentences of all results, numbered through; with several results each names its file."""
    found: list[Told] = []
    count: dict[str, int] = {}
    kept = list(results)
    several = sum(r.kind != "law" for r in kept) > 1
    for result in kept:
        name = _name(result) if several else ""
        for letter, text, also in _SENTENCES.get(result.kind, _nothing)(result.data):
            count[letter] = count.get(letter, 0) + 1
            found.append(Told(f"{letter}{count[letter]}", f"{name}{text}", also))
    return found


def _name(result: Any) -> str:
    data = result.data
    name = data.get("file") or data.get("agency") or (data.get("report") or {}).get("title") or ""
    return f"（{name}）" if isinstance(name, str) and name else ""


_Line = tuple[str, str, str]


def _nothing(_: dict[str, Any]) -> Iterator[_Line]:
    yield from ()


def _of_review(data: dict[str, Any]) -> Iterator[_Line]:
    yield "v", f"审核结论：{VERDICTS[data['verdict']]}。{verdict_reason_of(data)}", ""
    counts = "、".join(
        f"{label}{sum(f['severity'] == s for f in data['findings'])}项" for s, label in SEVERITIES.items()
    )
    yield "v", f"审核意见共有{counts}。", ""
    for item in data["article50"]:
        missing = f"，缺{'、'.join(item['missing'])}" if item["missing"] else ""
        said = (
            f"第五十条第（{item['item']}）项“{ITEM_NAMES[item['item']]}”：{ITEM_VERDICTS[item['verdict']]}{missing}。"
        )
        yield "i", said, ""
    for f in data["findings"]:
        where = section_name(f["where"]["section"])
        yield (
            "f",
            f"{f['rule']}（{SEVERITIES[f['severity']]}，{where}）：{f['message']}。",
            f"{f['title']}{f['where']['quote'] or ''}",
        )
        if f["suggestion"]:
            yield "s", f"{f['rule']}的改法：{f['suggestion']}", f["message"]
    yield from _figures(data["report"]["tables"])
    for rule in data["rules"]:
        if rule["state"] in ("insufficient_data", "parse_error"):
            yield "u", f"{rule['rule']}：{STATES[rule['state']]}，{'；'.join(rule['reasons'])}。", ""
    text = "".join(section["text"] for section in data["report"]["sections"])
    yield "w", "原文见报告。", f"{data['report']['title']}{text}"


def _figures(tables: dict[str, Any]) -> Iterator[_Line]:
    """The total of every row that is not zero, and the equation of table three."""
    for key, layout in LAYOUT_2021.tables.items():
        table = tables.get(key)
        if table is None:
            continue
        for row in layout.rows:
            columns = table.get(row) or {}
            cells = {
                c.key: (columns.get(c.key) or {}) for c in layout.block_of[row].columns if isinstance(columns, dict)
            }
            shown = {k: c for k, c in cells.items() if c.get("value") not in (None, 0)}
            if "total" in cells:
                shown = {"total": cells["total"]} if cells["total"].get("value") is not None else {}
            for column, cell in shown.items():
                label = layout.label(row, column)
                yield "n", f"{label}：{cell['raw'] or cell['value']}{layout.block_of[row].unit}。", label
    if (table := tables.get("applications")) is not None:
        rows = ("new", "carried_in", "processed_total", "carried_out")
        values = [((table.get(r) or {}).get("total") or {}).get("value") for r in rows]
        known = [v for v in values if isinstance(v, int)]
        if len(known) == len(rows):
            sign = "＝" if known[0] + known[1] == known[2] + known[3] else "≠"
            said = (
                f"表三总计一列：新收{known[0]}＋上年结转{known[1]}{sign}办理结果总计{known[2]}＋结转下年度{known[3]}。"
            )
            yield "n", said, "加 等于 两边相等 不矛盾 一致 答复 办结"


def _of_compare(data: dict[str, Any]) -> Iterator[_Line]:
    for m in data["metrics"]:
        if m["value"] is None:
            continue
        parts = [f"本年{m['value']}{m['unit']}"]
        parts += [f"上年{m['previous']}{m['unit']}"] if m["previous"] is not None else []
        parts += [f"同类中位数{m['peer_median']}{m['unit']}"] if m["peer_median"] is not None else []
        parts += [f"名次{m['rank']}/{m['rank_of']}"] if m["rank"] is not None else []
        yield "m", f"{m['label']}：{'，'.join(parts)}。", ""


def _of_law(data: dict[str, Any]) -> Iterator[_Line]:
    for hit in data["hits"][:3]:
        head = f"《政府信息公开条例》{hit['article']}" if hit["kind"] == "article" else hit["title"]
        yield "a", f"{head}：{hit['text'][:_LONGEST]}", ""


def _of_draft(data: dict[str, Any]) -> Iterator[_Line]:
    places = data.get("open", [])
    told = (
        f"尚不能下结论，还有{len(places)}处待填、待核或待确认"
        if data["verdict"] == "undetermined"
        else VERDICTS[data["verdict"]]
    )
    yield "v", f"初稿的审核结论：{told}。", ""
    yield from (("o", f"{p['what']}。", "") for p in places)
    for p in data.get("ledger", []):
        if p.get("unit"):
            yield "n", f"{p['label']}：{p['value']}{p['unit']}。", ""


def _of_register(data: dict[str, Any]) -> Iterator[_Line]:
    yield "r", f"台账共{data['rows']}件，按期答复{data['on_time']}件，超期{len(data['overdue'])}件。", ""
    for o in data["overdue"]:
        yield "r", f"第{o['row']}件超期{o['working_days_late']}个工作日。", ""


_SENTENCES = {
    "review": _of_review,
    "compare": _of_compare,
    "law": _of_law,
    "draft": _of_draft,
    "register": _of_register,
}


def for_model(told: Sequence[Told]) -> str:
    """As the model reads them: id and sentence, a line each."""
    return "\n".join(f"[{t.id}] {t.text}" for t in told if t.id[0] != "w")
