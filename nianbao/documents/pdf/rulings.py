"""From ruling lines to cells: which rectangles the lines of a table enclose, merged ones as one."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nianbao.documents.pdf.shapes import Rule

SAME_LINE = 1.0
"""Pieces of one line lie within so many points of it."""
GAP = 4.0
"""Points between two pieces of a line, or two lines drawn for one (double borders, cells with a border each)."""
DRAWN = 0.5
"""A border counts when so much of it is drawn."""
OPEN_SIDE = 8.0
"""Points by which lines reach beyond the last crossing line where a table is open at that side."""
SHORTEST = 5.0
"""Points; what is shorter is a dot or a piece of a drawing."""
OPEN_ROW = 40.0
"""Points by which the line above or below a row without lines at its sides is away from its table."""
MAX_LINES = 600
"""Lines of one page, their pieces joined; a drawing with more is not a table."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of a ruled table: first row and column, how many of each, all from 0."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table: its edges from left to right and from top to bottom, and the rectangles between them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    frames: tuple[Frame, ...]

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def holds(self, x: float, y: float) -> bool:
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def at(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of a point inside."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        return row, column


def find_ruled(rules: Iterable[Rule]) -> list[Ruled]:
    """The ruled tables among the lines of a page, from top to bottom. A lone rectangle is a table of one cell."""
    rules = list(rules)
    lines = [*_joined([r for r in rules if r.horizontal]), *_joined([r for r in rules if not r.horizontal])]
    lines = [line for line in lines if line.end - line.start >= SHORTEST]
    if len(lines) > MAX_LINES:
        return []
    found = [ruled for group in _with_lone_lines(_touching(lines)) if (ruled := _ruled(group)) is not None]
    return sorted(found, key=lambda table: (table.ys[0], table.xs[0]))


def _joined(rules: list[Rule]) -> list[Rule]:
    """Pieces on one line put together."""
    lines: list[Rule] = []
    for group in _clusters(sorted(rules, key=lambda r: r.at), SAME_LINE):
        at = sum(r.at for r in group) / len(group)
        pieces = sorted((r.start, r.end) for r in group)
        start, end = pieces[0]
        for next_start, next_end in pieces[1:]:
            if next_start > end + GAP:
                lines.append(Rule(group[0].horizontal, at, start, end))
                start, end = next_start, next_end
            else:
                end = max(end, next_end)
        lines.append(Rule(group[0].horizontal, at, start, end))
    return lines


def _clusters(rules: list[Rule], spread: float) -> list[list[Rule]]:
    """Rules in order, those within ``spread`` of the first of a cluster together."""
    clusters: list[list[Rule]] = []
    for rule in rules:
        if clusters and rule.at - clusters[-1][0].at <= spread:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return clusters


def _touching(lines: list[Rule]) -> list[list[Rule]]:
    """Lines that cross or meet, or run so close to each other that they are one line drawn twice."""
    group_of = list(range(len(lines)))

    def root(i: int) -> int:
        while group_of[i] != i:
            group_of[i] = group_of[group_of[i]]
            i = group_of[i]
        return i

    for i, one in enumerate(lines):
        for j in range(i):
            if _meet(one, lines[j]):
                group_of[root(i)] = root(j)
    groups: dict[int, list[Rule]] = {}
    for i, line in enumerate(lines):
        groups.setdefault(root(i), []).append(line)
    return list(groups.values())


def _with_lone_lines(groups: list[list[Rule]]) -> list[list[Rule]]:
    """The groups, those put together that are parts of one table open at both sides.

    A row of one cell has no line of its own down the page in such a table; the level lines above and below it
    are as long as the table and near it.
    """
    whole: list[list[Rule]] = []
    for group in sorted(groups, key=lambda g: min(r.at if r.horizontal else r.start for r in g)):
        above = whole[-1] if whole else None
        if above is not None and _is_open(above) and _is_open(group) and _stacked(above, group):
            above.extend(group)
        else:
            whole.append(group)
    return whole


def _is_open(group: list[Rule]) -> bool:
    """True when no line closes the left side."""
    start = min((r.start for r in group if r.horizontal), default=0.0)
    return any(r.horizontal for r in group) and all(r.horizontal or r.at > start + OPEN_SIDE for r in group)


def _stacked(above: list[Rule], below: list[Rule]) -> bool:
    """True for groups of one width, a row apart."""
    upper, lower = ([r for r in group if r.horizontal] for group in (above, below))
    apart = min(r.at for r in lower) - max(r.at for r in upper)
    left = abs(min(r.start for r in upper) - min(r.start for r in lower))
    right = abs(max(r.end for r in upper) - max(r.end for r in lower))
    return left <= GAP and right <= GAP and apart <= OPEN_ROW


def _meet(one: Rule, other: Rule) -> bool:
    if one.horizontal == other.horizontal:
        return abs(one.at - other.at) <= GAP and one.start <= other.end + GAP and other.start <= one.end + GAP
    return one.start - GAP <= other.at <= one.end + GAP and other.start - GAP <= one.at <= other.end + GAP


# --- cells --------------------------------------------------------------------------------------------------------


def _ruled(lines: list[Rule]) -> Ruled | None:
    horizontal = sorted((r for r in lines if r.horizontal), key=lambda r: r.at)
    vertical = sorted((r for r in lines if not r.horizontal), key=lambda r: r.at)
    if not horizontal or not vertical:
        return None
    xs = _edges(vertical, horizontal)
    ys = _edges(horizontal, vertical)
    if len(xs) < 2 or len(ys) < 2:
        return None
    return Ruled(tuple(xs), tuple(ys), tuple(_frames(xs, ys, horizontal, vertical)))


def _edges(lines: list[Rule], crossing: list[Rule]) -> list[float]:
    """Where the lines lie, and the open ends of those that cross them."""
    edges = [sum(r.at for r in group) / len(group) for group in _clusters(lines, GAP)]
    first, last = min(r.start for r in crossing), max(r.end for r in crossing)
    if first < edges[0] - OPEN_SIDE:
        edges.insert(0, first)
    if last > edges[-1] + OPEN_SIDE:
        edges.append(last)
    return edges


def _frames(xs: list[float], ys: list[float], horizontal: list[Rule], vertical: list[Rule]) -> list[Frame]:
    """Rectangles of the grid that no line divides. What is not a rectangle is left in single squares."""
    rows, columns = len(ys) - 1, len(xs) - 1
    below = _drawn(horizontal, ys, xs)  # below[y][c]: a line along edge y over column c
    right = _drawn(vertical, xs, ys)  # right[x][r]
    seen = [[False] * columns for _ in range(rows)]
    frames: list[Frame] = []
    for row in range(rows):
        for column in range(columns):
            if seen[row][column]:
                continue
            squares = _open_area(row, column, rows, columns, below, right)
            for r, c in squares:
                seen[r][c] = True
            height = 1 + max(r for r, _ in squares) - min(r for r, _ in squares)
            left = min(c for _, c in squares)
            width = 1 + max(c for _, c in squares) - left
            if height * width == len(squares):
                frames.append(Frame(row, left, height, width))
            else:
                frames.extend(Frame(r, c, 1, 1) for r, c in sorted(squares))
    return sorted(frames, key=lambda f: (f.row, f.column))


def _drawn(lines: list[Rule], edges: Sequence[float], stops: Sequence[float]) -> list[list[bool]]:
    """For every edge, over which of the spaces between two stops a line is drawn on it."""
    on_edge: list[list[Rule]] = [[] for _ in edges]
    for line in lines:
        nearest = min(range(len(edges)), key=lambda i: abs(edges[i] - line.at))
        on_edge[nearest].append(line)
    return [
        [
            sum(max(0.0, min(r.end, end) - max(r.start, start)) for r in on) >= DRAWN * (end - start)
            for start, end in pairwise(stops)
        ]
        for on in on_edge
    ]


def _open_area(
    row: int, column: int, rows: int, columns: int, below: list[list[bool]], right: list[list[bool]]
) -> set[tuple[int, int]]:
    """The squares that can be reached from one without crossing a line."""
    reached = {(row, column)}
    todo = [(row, column)]
    while todo:
        r, c = todo.pop()
        steps = (
            (r - 1, c, r > 0 and not below[r][c]),
            (r + 1, c, r + 1 < rows and not below[r + 1][c]),
            (r, c - 1, c > 0 and not right[c][r]),
            (r, c + 1, c + 1 < columns and not right[c + 1][r]),
        )
        for next_r, next_c, free in steps:
            if free and (next_r, next_c) not in reached:
                reached.add((next_r, next_c))
                todo.append((next_r, next_c))
    return reached
