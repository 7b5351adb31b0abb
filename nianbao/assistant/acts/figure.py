"""``figure``: a number with where it stands. From the tables as read, the ledger of a draft, or the rows of a register."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nianbao.papers.wording import section_name
from nianbao.report.layout import LAYOUT_2021, TableKey
from nianbao.report.patterns import regex

_GROUPS: dict[str, str] = {"denied": "denied.", "unable": "unable.", "rejected": "rejected.", "other": "other."}
_COLUMN = {
    "自然人": "natural_person",
    "企业": "commercial",
    "科研": "research",
    "律": "legal_service",
    "公益": "social",
}
_CARD = "—"


def figure_of_review(review: dict[str, Any], refers: Sequence[str], said: str) -> str:
    """Cells of the report's tables in a line each, and the sentences of the text with the figure that was asked about."""
    tables = review["report"]["tables"]
    lines = [line for name in refers for line in _rows(tables, name, said)]
    if "applications" in refers or any(r in LAYOUT_2021.tables["applications"].rows for r in refers):
        lines += _balance(tables, review)
    lines += _in_the_text(review, said, refers)
    return "\n".join(lines) or "报告里没有找到这个数，请说明是哪张表的哪一行，或文中哪个数。"


def _rows(tables: Mapping[str, Any], name: str, said: str) -> Iterator[str]:
    if name == "proceedings":
        for row in LAYOUT_2021.tables["proceedings"].rows:
            yield from _rows(tables, row, said)
        return
    for key, layout in LAYOUT_2021.tables.items():
        table = tables.get(key)
        rows = [r for r in layout.rows if r == name or (name in _GROUPS and r.startswith(_GROUPS[name]))]
        for row in rows:
            if table is None:
                yield f"- {layout.name}没能读出，这个数请看原件。"
                return
            cells = table.get(row, {})
            yield f"- {layout.name}·{layout.rows[row].full_label}：{_cells(key, row, cells)}"


def _cells(key: TableKey, row: str, cells: Mapping[str, Any]) -> str:
    block = LAYOUT_2021.tables[key].block_of[row]
    found = []
    for column in block.columns:
        cell = cells.get(column.key) or {}
        raw = str(cell.get("raw") or "").strip() or "（空）"
        found.append(f"{column.label}{raw}")
    return "，".join(found)


def _balance(tables: Mapping[str, Any], review: dict[str, Any]) -> Iterator[str]:
    """The equation of the total column, and what the rules of table three say."""
    table = tables.get("applications")
    if table is None:
        return
    rows = ("new", "carried_in", "processed_total", "carried_out")
    values = [((table.get(row) or {}).get("total") or {}).get("value") for row in rows]
    known = [int(v) for v in values if isinstance(v, int)]
    if len(known) == len(rows):
        new, carried, done, out = known
        sign = "＝" if new + carried == done + out else "≠"
        yield f"- 表三总计一列：新收{new}＋上年结转{carried}{sign}办理结果总计{done}＋结转下年度{out}。"
    wrong = [f for f in review["findings"] if f["rule"].startswith(("T3-", "NT-"))]
    yield from (f"- {f['rule']}：{f['message']}。" for f in wrong)


def _in_the_text(review: dict[str, Any], said: str, refers: Sequence[str]) -> Iterator[str]:
    figures = regex(r"\d[\d.]*").findall(said)
    words = [w for w in ("公众号", "微博", "网站", "粉丝", "关注") if w in said]
    words = [("关注" if w == "粉丝" else w) for w in words]
    for section in review["report"]["sections"]:
        for sentence in regex(r"[^。；\n]+").findall(section["text"]):
            has = any(regex(rf"(?<!\d){n}(?!\d)").search(sentence) for n in figures) or (
                words and any(w in sentence for w in words) and regex(r"\d").search(sentence)
            )
            if has and len(sentence) < _LONGEST:
                yield f"- {section_name(section['key'])}：“{' '.join(sentence.split())}”"


_LONGEST = 200


def figure_of_draft(draft: dict[str, Any], places: Sequence[str]) -> str:
    """Places of the ledger: value, unit, and the source or the formula with its numbers."""
    ledger = {str(p["id"]): p for p in draft.get("ledger", [])}
    lines = [_place(ledger[id], ledger) for id in places if id in ledger]
    return "\n".join(lines) or "台账里没有找到这个数。初稿里的每个数都能在“数字出处”文件里查到。"


def _place(place: Mapping[str, Any], ledger: Mapping[str, Mapping[str, Any]]) -> str:
    head = f"- {place['label']}：{place['value']}{place.get('unit') or ''}"
    if formula := place.get("formula"):
        told = str(formula)
        for id in sorted(ledger, key=len, reverse=True):
            told = told.replace(id, f"{ledger[id]['label']}{ledger[id]['value']}")
        return f"{head}，算法：{told}"
    return f"{head}，来自：{place.get('source') or '所填资料'}"


def figure_of_register(data: dict[str, Any], rows: Sequence[str], said: str) -> str:
    """Rows of tables three and four counted from a register, with the numbers of the applications behind them."""
    column = next((key for word, key in _COLUMN.items() if word in said), "total")
    label = next((word for word in _COLUMN if word in said), "总计")
    counted = data["tables"].get("applications") or {}
    lines = []
    for row in rows or ("new",):
        for name in [r for r in counted if r == row or r.startswith(f"{row}.")]:
            cells = counted[name] or {}
            rows_of = data["cells"].get(f"applications.{name}.{column}") or []
            behind = f"（第{'、'.join(map(str, rows_of[:20]))}件）" if rows_of else ""
            known = LAYOUT_2021.tables["applications"].rows
            lines.append(
                f"- {known[name].full_label if name in known else name}·{label}：{cells.get(column, _CARD)}件{behind}"
            )
    if data.get("undecided"):
        lines.append(f"- 另有{sum(len(u['rows']) for u in data['undecided'])}处写法没有定，定了以后数可能变。")
    return "\n".join(lines) or "台账里没有数出这一项。"
