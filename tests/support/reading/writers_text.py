"""Dumps to plain text and Markdown: tabs, a cell a line, pipes, a small table a group."""

from collections.abc import Callable, Iterator
from random import Random

from tests.support.reading.draft import Draft
from tests.support.reading.forms import Form, Line, expanded_with_noise
from tests.support.reading.writers import writer


def _text(rng: Random, draft: Draft, gap: str, heading: str, table: Callable[[Form], str]) -> bytes:
    parts = []
    for block in draft.blocks:
        if isinstance(block, Form):
            parts.append(table(block))
        else:
            parts.append(f"{heading if block.style in ('heading', 'title') else ''}{block.text}")
    text = gap.join(parts) + "\n"
    encoding = rng.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030"))
    return (text.replace("\n", "\r\n") if rng.random() < 0.2 else text).encode(encoding)


@writer("text: row a line, tabs", ".txt")
def tab_rows(rng: Random, draft: Draft) -> bytes:
    """A row a line; merged cells repeated, empty or missing."""
    down, across = rng.choice(("empty", "repeat", "omit")), rng.choice(("empty", "repeat", "omit"))

    def table(form: Form) -> str:
        rows = expanded_with_noise(form, down, across)
        return "\n".join(row if isinstance(row, str) else "\t".join(row) for row in rows)

    return _text(rng, draft, rng.choice(("\n", "\n\n")), "", table)


@writer("text: cell a line, tab-indented", ".txt")
def tab_cells(rng: Random, draft: Draft) -> bytes:
    """As Word text dumps: every cell behind a tab on its own line, an empty line after each row."""

    def table(form: Form) -> str:
        rows = expanded_with_noise(form, "empty", "omit")
        return "\n".join(f"{row}\n" if isinstance(row, str) else "".join(f"\t{cell}\n" for cell in row) for row in rows)

    return _text(rng, draft, "\n", "", table)


@writer("text: cell a line, blank lines", ".txt", "loose", "vanishing")
def bare_cells(rng: Random, draft: Draft) -> bytes:
    """Nothing but cells, each followed by an empty line; empty cells are not there at all."""

    def table(form: Form) -> str:
        rows = expanded_with_noise(form, "omit", "omit")
        cells = [cell for row in rows for cell in ([row] if isinstance(row, str) else row)]
        return "\n\n".join(line for cell in cells for line in cell.split("\n") if line.strip())

    return _text(rng, draft, "\n\n", "", table)


def _in_one_line(text: str, break_: str) -> str:
    return text.replace("\n", break_)


@writer("Markdown: pipes", ".md")
def pipes(rng: Random, draft: Draft) -> bytes:
    """Pipe tables, with or without the line of dashes that Markdown asks for."""
    ruled, outer = rng.random() < 0.5, rng.random() < 0.8
    break_ = rng.choice(("<br>", " ", "\n"))
    down, across = rng.choice((("empty", "empty"), ("repeat", "repeat"), ("omit", "omit"), ("empty", "omit")))

    def table(form: Form) -> str:
        lines: list[str] = []
        ruled_here = not ruled
        for row in expanded_with_noise(form, down, across):
            if isinstance(row, str):
                lines.append(row)
                continue
            line = " | ".join(_in_one_line(cell, break_) for cell in row)
            lines.append(f"| {line} |" if outer else line)
            if not ruled_here:
                lines.append("|" + "---|" * len(row))
                ruled_here = True
        return "\n".join(lines)

    return _text(rng, draft, "\n\n", rng.choice(("", "## ")), table)


@writer("text: lone pipes", ".txt", "loose")
def lone_pipes(rng: Random, draft: Draft) -> bytes:
    """A row opens with a pipe alone on its line; each cell's text ends with a pipe; merged cells leave pipes behind."""

    def table(form: Form) -> str:
        lines: list[str] = []
        for row in expanded_with_noise(form, "omit", "omit"):
            if isinstance(row, str):
                lines.append(row)
                continue
            lines += ["|", *(f"{cell} |" for cell in row)]
            if len(row) == 1:
                lines[-1] += "||"
        return "\n".join(lines)

    return _text(rng, draft, "\n", "", table)


@writer("Markdown: a small table a group", ".md", "small tables", "headless")
def small_tables(rng: Random, draft: Draft) -> bytes:
    names = [["类别", *(f"数据{i}" for i in range(1, 7)), "总计"]]
    named = rng.random() < 0.4
    if named:
        names = [["类别", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]]

    def table(form: Form) -> str:
        return "\n".join({"applications": _groups, "proceedings": _outcomes}.get(form.key, _blocks)(form, names[0]))

    return _text(rng, draft, "\n\n", "## ", table)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(_in_one_line(cell, "") for cell in cells) + " |"


def _head(cells: list[str]) -> list[str]:
    return [_row(cells), "|" + "---|" * len(cells)]


def _blocks(form: Form, names: list[str]) -> Iterator[str]:
    """Table two: a heading, a head and rows for each item of the article."""
    for line in form.lines:
        if line.role == "title":
            yield f"\n### {_in_one_line(line.label, '')}"
        elif line.role == "head":
            yield from ("", *_head([head.text for head in line.heads]))
        else:
            yield _row([line.label, *_printed(form, line)]) if line.role == "data" else line.label


def _printed(form: Form, line: Line) -> list[str]:
    return [value.text for value in line.values] + [""] * form.trailing


def _groups(form: Form, names: list[str]) -> Iterator[str]:
    """Table three: each run of rows with the same groups under its own heading."""
    groups: list[str] | None = None
    for line in form.lines:
        if line.role == "noise":
            yield f"\n{line.label}\n"
            groups = None
        if line.role != "data":
            continue
        if groups != line.groups or not line.groups:
            for group in line.groups:
                if group not in (groups or []):
                    yield f"\n### {_in_one_line(group, '')}"
            yield from ("", *_head(names))
            groups = line.groups
        yield _row([line.label, *_printed(form, line)])


def _outcomes(form: Form, names: list[str]) -> Iterator[str]:
    """Table four: three small tables of five columns."""
    leaf = sorted((head for line in form.lines for head in line.heads if head.leaf), key=lambda head: head.column)
    for line in form.data():
        values = {key: [] for key in ("reconsideration", "litigation_direct", "litigation_after")}
        last = "reconsideration"
        for value in line.values:
            last = value.address[0] if value.address else last
            values[last].append(value.text)
        titles = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
        for number, (title, texts) in enumerate(zip(titles, values.values(), strict=True)):
            heads = [head.text for head in leaf if head.column // 5 == number]
            yield from (f"\n### {title}", "", *_head(heads), _row(texts))
