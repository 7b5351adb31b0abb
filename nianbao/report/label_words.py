"""The words of the official forms, for putting together what a page has torn."""

from functools import lru_cache

from nianbao.report.labels import LabelIndex, has_ordinal, label_core
from nianbao.report.layout import APPLICANTS, BALANCE_HINT, CONTENT_HEADER, LAYOUTS, TABLE_KEYS, TableKey
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

_BEGUN_ORDINAL = regex(r"[一二三四五六七八九十]|\([一二三四五六七八九十]?")
"""The first character or two of an ordinal, where a narrow cell prints one character a line."""


def is_label(text: str) -> bool:
    """True for an official label of any table as it should be."""
    return any(LabelIndex.of_any_layout(key).is_label(text) for key in TABLE_KEYS)


def is_row_label(text: str) -> bool:
    """True for the label of a row of any table, a slip of the pen forgiven."""
    return any(LabelIndex.of_any_layout(key).row(text) is not None for key in TABLE_KEYS)


def begins_label(text: str) -> bool:
    """True for the first part of an official label, or all of it; an ordinal, whole or begun, begins one."""
    core = label_core(text)
    return any(word.startswith(core) for word in _words()) if core and not _is_begun(text) else _is_ordinal(text)


def within_label(text: str) -> bool:
    """True for any part of an official label."""
    core = label_core(text)
    return bool(core) and any(core in word for word in _words())


def within_group(key: TableKey, text: str) -> bool:
    """True for any part of a label that heads a group of rows, its ordinal alone among them, or begun."""
    core = label_core(text)
    rows = [row for layout in LAYOUTS for row in layout.tables[key].rows.values()]
    groups = {label_core(label) for row in rows for label in row.labels[:-1]}
    return any(core in group for group in groups) if core and not _is_begun(text) else _is_ordinal(text)


def _is_ordinal(text: str) -> bool:
    return has_ordinal(text) or _is_begun(text)


def _is_begun(text: str) -> bool:
    return _BEGUN_ORDINAL.fullmatch(squeeze(text)) is not None


def table_of(texts: set[str]) -> TableKey | None:
    """The table that most of the labels belong to."""
    scores = {key: sum(LabelIndex.of_any_layout(key).is_label(text) for text in texts) for key in TABLE_KEYS}
    best = max(TABLE_KEYS, key=lambda key: scores[key])
    return best if scores[best] else None


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    tables = [table for layout in LAYOUTS for table in layout.tables.values()]
    rows = [row for table in tables for row in table.rows.values()]
    blocks = [block for table in tables for block in table.blocks]
    columns = [column for block in blocks for column in block.columns]
    printed = [text for labelled in (*rows, *columns) for text in (*labelled.labels, *labelled.aliases)]
    printed += [block.title for block in blocks] + [APPLICANTS, BALANCE_HINT, CONTENT_HEADER]
    return frozenset(label_core(text) for text in printed if text)
