"""Comparing printed labels with official ones."""

from collections.abc import Mapping
from functools import lru_cache

from nianbao.report.layout import APPLICANTS, BALANCE_HINT, CONTENT_HEADER, LAYOUTS, Column, TableKey, TableLayout
from nianbao.report.patterns import regex
from nianbao.report.text import remembered, squeeze

_ORDINAL = regex(r"^(?:\([一二三四五六七八九十]\)|[一二三四五六七八九十][、,.]|\d{1,2}[.、,])")
_MARKS = ',，、。.:：;；"/'
_PUNCTUATION = regex(f"[{_MARKS}]")
_SHARED = frozenset({"其他", "总计", "合计"})
_OTHER_UNIT = regex(r"(?:收费金额|行政事业性收费)(?:\((?![^)]*万)[^)]*元|(?:单位)?(?![^)]*万)元$)")
_OTHER_YEAR = regex(r"[上前去]一?年|20\d\d年")
_LONGEST_LABEL = 120
"""Characters; a longer text is prose, and is not remembered."""
_REMEMBERED = 20_000
_REMARK = regex(r"^(?P<label>[^(]{2,}?)\(.*$")

SLIP_LENGTH = 5
"""Labels shorter than this must be printed right: a slip in them makes another label."""
SLIP_LIKENESS = 0.8
"""A label with a slip of the pen shares this much with the official one …"""
STRANGER_LIKENESS = 0.7
"""… and with no other one more than this."""


@remembered
def label_core(text: str) -> str:
    """A label without ordinal, white space and punctuation: what is compared.

    >>> label_core("（三） 不予公开") == label_core("(三)不予公开") == "不予公开"
    True
    """
    return _PUNCTUATION.sub("", _ORDINAL.sub("", squeeze(text)))


def has_ordinal(text: str) -> bool:
    """True for 3.其他 and （七）总计, False for the column headers 其他 and 总计."""
    return _ORDINAL.match(squeeze(text)) is not None


def ordinal_of(text: str) -> str:
    """The ordinal in front of a label, as it is compared: 7 of 7.属于行政执法案卷; empty where there is none."""
    match = _ORDINAL.match(squeeze(text))
    return match.group().rstrip("、,.") if match else ""


@lru_cache(maxsize=256)
def column_cores(column: Column) -> frozenset[str]:
    """The cores under which a column may be printed."""
    return frozenset(label_core(name) for name in (column.label, *column.aliases))


class Officials:
    """Official cores, and what each means: where a slip of the pen is looked for."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._meanings = meanings
        self._with_letter: dict[str, list[str]] = {}
        for core in meanings:
            for letter in frozenset(core):
                self._with_letter.setdefault(letter, []).append(core)

    def closest(self, core: str) -> str | None:
        """The one official core that ``core`` is a slip of; None when it is none, or could mean two things."""
        if len(core) < SLIP_LENGTH or not (alike := self._perhaps_like(core)):
            return None
        from difflib import SequenceMatcher  # most files are without a slip

        likeness = {o: SequenceMatcher(None, core, o, autojunk=False).ratio() for o in alike}
        best = max(likeness, key=likeness.__getitem__)
        meant = self._meanings[best]
        second = max((r for o, r in likeness.items() if self._meanings[o] != meant), default=0.0)
        certain = likeness[best] >= SLIP_LIKENESS and second <= STRANGER_LIKENESS and len(best) >= SLIP_LENGTH
        return best if certain else None

    def _perhaps_like(self, core: str) -> list[str]:
        """Those that share enough characters to be alike: cheaper than the likeness itself."""
        shared = dict.fromkeys(self._meanings, 0)
        for letter in core:
            for official in self._with_letter.get(letter, ()):
                shared[official] += 1
        enough = STRANGER_LIKENESS / 2
        return [o for o, n in shared.items() if min(n, len(core), len(o)) >= enough * (len(core) + len(o))]


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
        self._leaves = {core for table in tables for b in table.blocks for c in b.columns for core in column_cores(c)}
        self._titles = {label_core(block.title) for table in tables for block in table.blocks if block.title}
        self._words = self._rows.keys() | self._groups | self._headers | self._titles
        self._officials = Officials({core: self._rows.get(core, core) for core in sorted(self._words)})
        self.vocabulary = frozenset((self._rows.keys() | self._titles | self._headers) - _SHARED)
        """Cores that tell this table from the others."""
        self._last_signs = {core[-1] for core in (*self._words, *_EXPLAINING) if core}
        self._read: dict[str, str] = {}

    @classmethod
    @lru_cache(maxsize=16)
    def of(cls, table: TableLayout) -> "LabelIndex":
        return cls(table)

    @classmethod
    @lru_cache(maxsize=4)
    def of_any_layout(cls, key: TableKey) -> "LabelIndex":
        return cls(*(layout.tables[key] for layout in LAYOUTS))

    def core(self, text: str) -> str:
        """The official core that a printed label stands for, or the label's own core.

        A remark in brackets behind the label is left out (规章（县级无此项）), a slip of the pen forgiven where
        only one official label is meant.
        """
        if len(text) > _LONGEST_LABEL:
            return text
        known = self._read.get(text)
        if known is None:
            if len(self._read) > _REMEMBERED:
                self._read.clear()
            known = self._read[text] = self._core(text)
        return known

    def _core(self, text: str) -> str:
        core = label_core(text)
        if core in self._words or not core:
            return core
        if _OTHER_UNIT.search(core):
            return core  # 本年收费金额（单位：元）is another thing than the official one in 万元
        remark = _REMARK.match(core)
        if remark and remark["label"] in self._words:
            return remark["label"]
        for group in self._groups:
            if core.startswith(group) and (rest := core.removeprefix(group).lstrip("0123456789")) in self._rows:
                return rest  # group and label in one cell: （三）不予公开1.属于国家秘密
        meant = self._officials.closest(core)
        if meant is not None and bool(_OTHER_YEAR.search(core)) != bool(_OTHER_YEAR.search(meant)):
            return core  # 上年制发件数 is no slip of 本年制发件数
        return meant or core

    def row(self, text: str) -> str | None:
        """Row key for a printed label, None when it is not an official row."""
        return self._rows.get(self.core(text))

    def is_label(self, text: str) -> bool:
        """True for an official label as it should be, no slip forgiven."""
        core = label_core(text)
        return core in self._words or core in _EXPLAINING

    def may_end_label(self, squeezed: str) -> bool:
        """False for a text with which no official label, whole or torn, can end: quicker than to ask for the label."""
        flat = squeezed.rstrip(_MARKS)
        return not flat or flat[-1] in self._last_signs

    def leaf(self, text: str) -> bool:
        """True for the header of one column, False for a header over several."""
        return self.core(text) in self._leaves

    def group(self, text: str) -> bool:
        return self.core(text) in self._groups

    def header(self, text: str) -> bool:
        return self.core(text) in self._headers

    def names_something_else(self, text: str) -> bool:
        """True when the label is also a column header or the head of a group of rows."""
        core = self.core(text)
        return core in self._headers or core in self._groups

    def known(self, text: str) -> bool:
        core = self.core(text)
        return core in self._words or core in _EXPLAINING


@remembered
def tables_with_label(text: str) -> tuple[TableKey, ...]:
    """The official tables, of any layout, of which a label is telling: mostly one or none."""
    indexes = ((key, LabelIndex.of_any_layout(key)) for key in LAYOUTS[0].tables)
    return tuple(key for key, index in indexes if index.core(text) in index.vocabulary)


_EXPLAINING = frozenset(label_core(text) for text in (CONTENT_HEADER, APPLICANTS, BALANCE_HINT))
"""What the form prints beside its labels."""
