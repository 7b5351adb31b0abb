"""Finding the labels of an official table inside a text without separators, and the figures between them.

Labels are met with the accidents of printing (spaces, brackets, quotes, punctuation) but in the words and in the
order of the form. Anything else between them, and the table is not taken apart.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from nianbao.report.layout import (
    APPLICANTS,
    BALANCE_HINT,
    CONTENT_HEADER,
    LAYOUTS,
    ORGANISATIONS,
    TableKey,
    TableLayout,
)
from nianbao.report.patterns import regex
from nianbao.report.text import fold

MAX_STRANGE_TEXT = 50
"""So many characters that are neither label nor figure end a table."""
SHOWN_TEXT = 12

_GAP = r"""[\s"“”„'‘’「」『』,、.。:;/()]*"""
_ORDINAL = regex(r"(?:\((?P<bracketed>[一二三四五六七八九十])\)|(?P<plain>[一二三四五六七八九十])、|(?P<arabic>\d)\.)")
_REMARK = r"(?:\s*\([^()\d]{1,20}\))?"
_FIGURES = {
    "active_disclosure": regex(r"[\d\s.,/+-]*(?:万元|元)?\s*"),
    "applications": regex(r"[\d\s]*"),
    "proceedings": regex(r"[\d\s]*"),
}
_NEEDS_ORDINAL = ("其他", "总计")
"""Row labels that are also column headers: only their ordinal tells them apart."""


@dataclass(frozen=True, slots=True)
class Token:
    """An official label met in a text, by its name (``row:granted``, ``column:total``, ``aside:信息内容``)."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """What must come next; ``cells`` figures follow it, and ``row`` says which row they are (None for headers)."""

    name: str
    row: str | None = None
    cells: int = 0


@dataclass(frozen=True)
class Script:
    """The order in which one form prints its labels; names in ``asides`` may stand between them or be missing."""

    table: TableLayout
    steps: tuple[Step, ...]
    asides: frozenset[str]


@dataclass
class Found:
    """A table met in a text: its place, and the text of the figures of each row, or why they cannot be told."""

    table: TableLayout
    start: int
    end: int
    figures: dict[str, str] = field(default_factory=dict)
    reason: str | None = None
    progress: int = 0


def find_table(key: TableKey, text: str) -> Found | None:
    """The official table ``key`` in a text that runs on, or None when its labels do not stand there together."""
    folded = fold(text)
    best: Found | None = None
    for vocabulary, scripts in _forms(key):
        for tokens in _clusters(vocabulary, folded):
            if not _is_table(key, tokens, scripts[0].table):
                continue
            end = _end_of_figures(key, folded, tokens[-1].end)
            for found in _attempts(scripts, folded, tokens, end):
                if found.reason is None:
                    return found
                if best is None or found.progress > best.progress:
                    best = found
    return best


def _attempts(scripts: Sequence[Script], text: str, tokens: Sequence[Token], end: int) -> Iterator[Found]:
    """Every script from every label on that may open it; a table that is not taken apart reaches to ``end``."""
    for script in scripts:
        openings = {script.steps[0].name, *script.asides}
        for first, token in enumerate(tokens):
            if token.name in openings:
                yield _follow(script, text, tokens, first, end)


def _follow(script: Script, text: str, tokens: Sequence[Token], first: int, end: int) -> Found:
    """Walk the script along the tokens; the first thing out of order is the reason."""
    found = Found(script.table, tokens[first].start, end)
    pending: Step | None = None
    position = 0
    for number in range(first, len(tokens)):
        token = tokens[number]
        if number > first and not _take(found, script, pending, text[tokens[number - 1].end : token.start]):
            return found
        pending = None
        if token.name in script.asides:
            continue
        if token.name != script.steps[position].name:
            wanted = _spoken(script, script.steps[position])
            found.reason = f"连写的文字中没有按统一格式的顺序找到“{wanted}”"
            return found
        pending = script.steps[position]
        position += 1
        found.progress = position
        if position == len(script.steps):
            found.end = _end_of_figures(script.table.key, text, token.end)
            _take(found, script, pending, text[token.end : found.end])
            if found.reason is None and not _ends_cleanly(text, found.end):
                found.reason = "最后的数字与后面的文字连在一起，无法确定数字到哪里为止"
            return found
    found.reason = f"连写的文字中没有找到“{_spoken(script, script.steps[position])}”"
    return found


def _take(found: Found, script: Script, step: Step | None, between: str) -> bool:
    """Keep the figures of a row; says and returns False when something else stands there."""
    if step is not None and step.row is not None:
        if not _FIGURES[script.table.key].fullmatch(between):
            found.reason = f"“{_spoken(script, step)}”后面夹有其他文字“{_shown(between)}”"
        elif not between.strip():
            found.reason = f"“{_spoken(script, step)}”后面没有数字"
        else:
            found.figures[step.row] = between
    elif between.strip():
        found.reason = f"表头各栏之间夹有其他文字“{_shown(between)}”"
    return found.reason is None


def _end_of_figures(key: TableKey, text: str, start: int) -> int:
    """Where the figures after the last label end; a line that only begins with figures is not theirs."""
    match = _FIGURES[key].match(text, start)
    end = match.end() if match else start
    if end < len(text) and text[end - 1] != "\n" and (line := text.rfind("\n", start, end)) > start:
        return line
    return end


def _ends_cleanly(text: str, end: int) -> bool:
    return end == len(text) or text[end] == "\n" or text[end - 1].isspace()


def _spoken(script: Script, step: Step) -> str:
    if step.row is not None and step.name.startswith("row:"):
        return script.table.rows[step.row].label
    return step.name.partition(":")[2]


def _shown(text: str) -> str:
    flat = "".join(text.split())
    return flat if len(flat) <= SHOWN_TEXT else flat[:SHOWN_TEXT] + "…"


# --- tokens ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Vocabulary:
    pattern: re.Pattern[str]
    names: tuple[str, ...]

    def tokens(self, text: str) -> Iterator[Token]:
        for match in self.pattern.finditer(text):
            yield Token(self.names[int(match.lastgroup[1:])], match.start(), match.end())  # type: ignore[index]


def _clusters(vocabulary: _Vocabulary, text: str) -> Iterator[list[Token]]:
    """Labels that stand together: figures and a little strange text between them."""
    cluster: list[Token] = []
    for token in vocabulary.tokens(text):
        if cluster and len(re.sub(r"[\d\s]", "", text[cluster[-1].end : token.start])) > MAX_STRANGE_TEXT:
            yield cluster
            cluster = []
        cluster.append(token)
    if cluster:
        yield cluster


def _is_table(key: TableKey, tokens: Sequence[Token], table: TableLayout) -> bool:
    """Enough labels for a table; a sentence that names a few of them is none."""
    if key == "proceedings":
        return sum(t.name.startswith("column:") for t in tokens) >= len(table.addresses) * 2 // 3
    rows = {t.name for t in tokens if t.name.startswith("row:")}
    columns = {t.name for t in tokens if t.name.startswith("column:")}
    official = [row for block in table.blocks for row in block.rows]
    return len(rows) >= len(official) // 2 and len(columns) >= 2


def _vocabulary(labels: dict[str, set[str]], remarks: bool) -> _Vocabulary:
    """``labels``: name → the texts it is printed with."""
    texts = sorted(((text, name) for name, texts in labels.items() for text in texts), key=lambda p: -len(p[0]))
    tail = _REMARK if remarks else ""
    groups = [f"(?P<t{i}>{_label_pattern(text, name)}{tail})" for i, (text, name) in enumerate(texts)]
    return _Vocabulary(regex("|".join(groups)), tuple(name for _, name in texts))


def _label_pattern(text: str, name: str) -> str:
    """A label in any of its printed shapes. An arabic ordinal is required: it stands glued to the figure before it."""
    folded = fold(text)
    match = _ORDINAL.match(folded)
    core = folded[match.end() :] if match else folded
    words = _GAP.join(re.escape(c) for c in core if not re.fullmatch(_GAP, c))
    closing = r"""[)"”’」』:]*"""
    if match is None:
        return rf"\(?{words}{closing}"
    if match["arabic"]:
        return rf"{match['arabic']}\s*[.、,:)]\s*{words}{closing}"
    numeral = match["bracketed"] or match["plain"]
    required = "" if name.startswith("row:") and core in _NEEDS_ORDINAL else "?"
    return rf"(?:\(\s*{numeral}\s*\)\s*|{numeral}\s*[、,.]\s*){required}{words}{closing}"


# --- the forms ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=3)
def _forms(key: TableKey) -> tuple[tuple[_Vocabulary, tuple[Script, ...]], ...]:
    """The printed forms of one official table, newest first."""
    make = {"active_disclosure": _active, "applications": _applications, "proceedings": _proceedings}[key]
    return tuple(make(layout.tables[key]) for layout in (LAYOUTS if key != "proceedings" else LAYOUTS[:1]))


def _active(table: TableLayout) -> tuple[_Vocabulary, tuple[Script, ...]]:
    labels = _row_labels(table)
    asides = {f"aside:{text}": {text} for text in (CONTENT_HEADER, *(b.title for b in table.blocks))}
    steps: list[Step] = []
    for block in table.blocks:
        for column in block.columns:
            labels.setdefault(f"column:{column.label}", set()).update((column.label, *column.aliases))
            steps.append(Step(f"column:{column.label}"))
        steps += [Step(f"row:{row.key}", row.key, len(block.columns)) for row in block.rows]
    return _vocabulary(labels | asides, remarks=True), (Script(table, tuple(steps), frozenset(asides)),)


def _applications(table: TableLayout) -> tuple[_Vocabulary, tuple[Script, ...]]:
    """Both orders of the header: read row by row, or with 总计 behind the organisations."""
    block = table.blocks[0]
    labels = _row_labels(table) | {f"column:{c.label}": {c.label} for c in block.columns}
    groups = {g for row in block.rows for g in row.labels[:-1]} - {r.label for r in table.rows.values()}
    asides = {f"aside:{text}": {text} for text in (BALANCE_HINT, APPLICANTS, ORGANISATIONS, *groups)}
    columns = [Step(f"column:{c.label}") for c in block.columns]
    headers = ([columns[0], columns[-1], *columns[1:-1]], columns)
    scripts = []
    for header in headers:
        for keys in _printed_rows(table):
            steps = [*header, *(Step(f"row:{key}", key, len(columns)) for key in keys)]
            # 其他处理 is a row where it stands alone, and the head of three rows otherwise.
            heads = {f"row:{row.key}" for row in table.merged_rows if row.key not in keys}
            scripts.append(Script(table, tuple(steps), frozenset(asides) | heads))
    return _vocabulary(labels | asides, remarks=False), tuple(scripts)


def _printed_rows(table: TableLayout) -> Iterator[list[str]]:
    """Row keys as printed: the official ones, and with a merged row in place of its parts."""
    official = [row.key for row in table.blocks[0].rows]
    yield official
    for merged in table.merged_rows:
        parts = [key for key in official if key.startswith(merged.key + ".")]
        yield [merged.key if key == parts[0] else key for key in official if key not in parts[1:]]


def _proceedings(table: TableLayout) -> tuple[_Vocabulary, tuple[Script, ...]]:
    """Headers row by row, or group by group; all the figures stand behind the last of them."""
    columns = [Step(f"column:{c.label}") for c in table.blocks[0].columns]
    outer, litigation = (Step(f"group:{b.title}") for b in table.blocks[:2])
    direct, after = (Step(f"group:{b.rows[0].label}") for b in table.blocks[1:])
    orders = (
        [outer, litigation, *columns, direct, after, *columns, *columns],
        [outer, litigation, direct, after, *columns, *columns, *columns],
        [outer, *columns, litigation, direct, *columns, after, *columns],
        [outer, *columns, litigation, direct, after, *columns, *columns],
    )
    cells = len(table.addresses)
    scripts = tuple(Script(table, (*order[:-1], Step(order[-1].name, "all", cells)), frozenset()) for order in orders)
    names = {step.name for step in orders[0]}
    return _vocabulary({name: {name.partition(":")[2]} for name in names}, remarks=False), scripts


def _row_labels(table: TableLayout) -> dict[str, set[str]]:
    return {f"row:{key}": {row.label, *row.aliases} for key, row in table.rows.items()}
