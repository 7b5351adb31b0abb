"""The roster (报送单位名单): who is due to report."""

from collections.abc import Iterable, Sequence

from nianbao.report.errors import UserError
from nianbao.report.text import squeeze

_NAME_HEADERS = ("单位名称", "机关名称", "报送单位", "填报单位", "部门名称", "单位", "机关", "名称")
_NO_NAMES = frozenset({"合计", "总计", "小计", "备注", "说明", "注"})


def roster_names(rows: Iterable[Sequence[object]]) -> list[str]:
    """Names under the header 单位名称 (or its like), each once, in order; a list without header is its first column of
    words. Raises ``UserError`` when there is none."""
    texts = [[_text(v) for v in row] for row in rows]
    start, column = _header(texts)
    names: dict[str, None] = {}
    for row in texts[start:]:
        name = row[column] if column < len(row) else ""
        if name and not name.isdigit() and squeeze(name) not in _NO_NAMES:
            names[name] = None
    if not names:
        raise UserError("名单里没有找到单位名称，请在表头写明“单位名称”")
    return list(names)


def _header(rows: list[list[str]]) -> tuple[int, int]:
    """The first row of names and their column."""
    for number, row in enumerate(rows):
        for header in _NAME_HEADERS:
            if header in (squeezed := [squeeze(v) for v in row]):
                return number + 1, squeezed.index(header)
    words = next((i for row in rows for i, v in enumerate(row) if v and not v.isdigit()), 0)
    return 0, words


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
