"""Which words must stand by the figure of a table cell, and which figure it is a part of."""

from nianbao.report.layout import LAYOUT_2021, TableKey, outcome_group
from validators.lexicon.outcomes import CASE_RESULTS

ROW_TERMS: dict[str, tuple[str, ...]] = {
    "new": ("收到", "新收", "受理"),
    "carried_in": ("上年结转", "上年度结转"),
    "granted": ("予以公开",),
    "partial": ("部分公开",),
    "processed_total": ("办结", "办理结果", "答复", "办理"),
    "carried_out": ("结转下年度继续办理", "结转下年度", "结转下年", "继续办理"),
    "reconsideration": ("行政复议", "复议"),
    "litigation_direct": ("直接起诉", "直接提起"),
    "litigation_after": ("复议后起诉", "复议后"),
    "regulations": ("规章",),
    "normative_documents": ("规范性文件",),
    "licensing": ("许可",),
    "penalties": ("处罚",),
    "coercion": ("强制",),
    "fees": ("收费",),
}
RESULT_TERMS = CASE_RESULTS
_ISSUE_TERMS = {"issued": ("制发",), "repealed": ("废止",), "in_force": ("现行有效", "有效")}


def cell_terms(table: TableKey, row: str, column: str) -> tuple[str, ...]:
    """The words that must stand by a cell's slot: the most specific label of its row or column."""
    layout = LAYOUT_2021.tables[table]
    label = next(c.label for c in layout.columns_of(row) if c.key == column)
    if table == "proceedings":
        return RESULT_TERMS.get(column, ROW_TERMS[row])
    if table == "active_disclosure":
        return _ISSUE_TERMS.get(column, ROW_TERMS[row])
    if column != "total":
        return (label,)
    plain = layout.rows[row].label.lstrip("0123456789.").rstrip()
    return ROW_TERMS.get(row, (plain,))


def cell_whole(table: TableKey, row: str, column: str) -> str | None:
    """The figure that a cell is a part of: an outcome of 办理结果总计, an applicant or a result of its row's 总计."""
    if table == "applications" and column == "total":
        return f"{table}.processed_total.total" if outcome_group(row) else None
    if table == "active_disclosure" or column == "total":
        return None
    return f"{table}.{row}.total"


def cell_context(table: TableKey, row: str, column: str) -> tuple[str, ...]:
    """A cell that is no total needs its row named before it: 维持 alone could be either block's."""
    if column == "total" or (table == "active_disclosure" and len(LAYOUT_2021.tables[table].columns_of(row)) == 1):
        return ()
    return ROW_TERMS.get(row, (LAYOUT_2021.tables[table].rows[row].label,))
