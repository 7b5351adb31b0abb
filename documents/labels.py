"""Comparing printed labels with official ones."""

import re
from functools import lru_cache

from report.layout import CONTENT_HEADER, LAYOUTS, TableKey, TableLayout
from report.text import squeeze

_ORDINAL = re.compile(r"^(?:\([一二三四五六七八九十]\)|[一二三四五六七八九十]、|\d{1,2}[.、,])")
_PUNCTUATION = re.compile(r"[,，、。.:：;；\"]")


def label_core(text: str) -> str:
    """A label without ordinal, white space and punctuation: what is compared.

    >>> label_core("（三） 不予公开") == label_core("(三)不予公开") == "不予公开"
    True
    """
    flat = squeeze(text)
    return _PUNCTUATION.sub("", _ORDINAL.sub("", flat))


class LabelIndex:
    """Official row labels, group labels and column headers of one table, by their cores."""

    def __init__(self, *tables: TableLayout) -> None:
        self._rows = {
            label_core(name): key
            for table in tables
            for key, row in table.rows.items()
            for name in (row.label, *row.aliases)
        }
        self._groups = {label_core(g) for table in tables for row in table.rows.values() for g in row.labels[:-1]}
        self._headers = {
            label_core(name)
            for table in tables
            for block in table.blocks
            for column in block.columns
            for name in (*column.labels, *column.aliases)
        }
        titles = {label_core(block.title) for table in tables for block in table.blocks if block.title}
        self.vocabulary = frozenset(
            {k for k in self._rows if k != "其他"} | titles | (self._headers - {"其他", "总计"})
        )

    @classmethod
    @lru_cache(maxsize=16)
    def of(cls, table: TableLayout) -> "LabelIndex":
        return cls(table)

    @classmethod
    @lru_cache(maxsize=4)
    def of_any_layout(cls, key: TableKey) -> "LabelIndex":
        return cls(*(layout.tables[key] for layout in LAYOUTS))

    def row(self, text: str) -> str | None:
        """Row key for a printed label, None when it is not an official row."""
        return self._rows.get(label_core(text))

    def header(self, text: str) -> bool:
        return label_core(text) in self._headers

    def names_something_else(self, text: str) -> bool:
        """True when the label is also a column header or the head of a group of rows."""
        core = label_core(text)
        return core in self._headers or core in self._groups

    def known(self, text: str) -> bool:
        core = label_core(text)
        return core in self._rows or core in self._groups or core in self._headers or core == CONTENT_HEADER
