"""``figure``: a number with where it stands, from the ledger of a draft or the rows of a register."""

from collections.abc import Mapping, Sequence
from typing import Any

from nianbao.report.layout import LAYOUT_2021, OUTCOME_GROUPS

_COLUMN = {
    "自然人": "natural_person",
    "企业": "commercial",
    "科研": "research",
    "律": "legal_service",
    "公益": "social",
}
_CARD = "—"


def figure_of_draft(draft: dict[str, Any], places: Sequence[str], *, last_year: bool = False) -> str:
    """Places of the ledger: value, unit, and the source or the formula with its numbers. ``last_year``: its figures."""
    ledger = {str(p["id"]): p for p in draft.get("ledger", [])}
    wanted = [f"previous.{id.removeprefix('previous.')}" if last_year else id for id in places]
    lines = [_place(ledger[id], ledger) for id in wanted if id in ledger]
    missing = (
        "起草时没有上年年报，没有上年的这个数。"
        if last_year
        else "初稿里没有找到这个数。初稿里的每个数都能在“数字出处”文件里查到。"
    )
    return "\n".join([f"**{_whose(draft)}**", "", *(lines or [missing])])


def _whose(draft: Mapping[str, Any]) -> str:
    report = draft.get("report") or {}
    agency, year = (report.get("agency") or {}).get("name") or "", report.get("year")
    return f"{agency}{f'{year}年' if year else ''}年报初稿"


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
        members = [r for r in counted if r.startswith(f"{row}.")]
        values = [v for r in members if isinstance(v := (counted[r] or {}).get(column), int)]
        if members and len(values) == len(members):
            lines.append(f"- **{OUTCOME_GROUPS.get(row, row)}·{label}各项合计{sum(values)}件**")
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
    head = f"**申请台账（{data['year']}年）**" if data.get("year") else "**申请台账**"
    return "\n".join([head, "", *(lines or ["台账里没有数出这一项。"])])
