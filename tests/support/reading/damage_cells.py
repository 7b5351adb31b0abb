"""Damage to the rows and columns of a table, and to the numbers in them."""

from copy import deepcopy
from random import Random

from tests.support.reading.damage import damage
from tests.support.reading.draft import Draft, Paragraph, some_form
from tests.support.reading.forms import Form, Head, Line

PAGE_NUMBERS = ("- {} -", "{}", "第 {} 页 共 6 页", "— {} —", "－{}－", "{}/6", "第{}页")


def page_number(rng: Random) -> str:
    return rng.choice(PAGE_NUMBERS).format(rng.randint(2, 6))


@damage("page number between rows")
def page_numbers(rng: Random, draft: Draft) -> bool:
    form = some_form(rng, draft)
    for _ in range(rng.randint(1, 2)):
        place = rng.choice([i for i, line in enumerate(form.lines) if i and line.role in ("title", "data")])
        form.lines.insert(place, Line("noise", label=page_number(rng)))
    draft.done.append(("page number between rows", form.key))
    return True


@damage("two rows swapped")
def swapped_rows(rng: Random, draft: Draft) -> bool:
    form = some_form(rng, draft, rng.choice(("applications", "active_disclosure")))
    pairs = [
        i
        for i, (one, two) in enumerate(zip(form.lines, form.lines[1:], strict=False))
        if one.role == two.role == "data" and one.groups == two.groups
    ]
    if not pairs:
        return False
    i = rng.choice(pairs)
    form.lines[i], form.lines[i + 1] = form.lines[i + 1], form.lines[i]
    draft.done.append(("two rows swapped", form.key))
    return True


@damage("columns swapped with their heads", unfit=("headless",))
def swapped_columns(rng: Random, draft: Draft) -> bool:
    form = some_form(rng, draft)
    headed = [i for i, line in enumerate(form.lines) if sum(head.leaf for head in line.heads) > 1]
    if not headed:
        return False
    start = rng.choice(headed)
    heads = [head for head in form.lines[start].heads if head.leaf]
    if form.key == "proceedings":  # only within one block of five columns
        block = heads[0].column // 5 if rng.random() < 0.5 else heads[-1].column // 5
        heads = [head for head in heads if head.column // 5 == block]
    one, two = rng.sample(heads, 2)
    one.text, two.text = two.text, one.text
    for line in _lines_under(draft, form, start):
        _swap_values(line, one, two, form.label_width)
    draft.done.append(("columns swapped with their heads", form.key))
    return True


def _lines_under(draft: Draft, form: Form, start: int) -> list[Line]:
    """The rows of data for which the head in line ``start`` holds: also those of a later part without a header."""
    forms = draft.forms()
    later = [other for other in forms[forms.index(form) + 1 :] if other.key == form.key]
    rows = []
    for line in [*form.lines[start + 1 :], *(line for other in later for line in other.lines)]:
        if line.role == "title" or (line.role == "head" and rows):
            break
        rows += [line] if line.role == "data" else []
    return rows


def _swap_values(line: Line, one: Head, two: Head, label_width: int) -> None:
    a, b = one.column - label_width, two.column - label_width
    if max(a, b) < len(line.values):
        first, second = line.values[a], line.values[b]
        first.text, second.text = second.text, first.text
        first.address, second.address = second.address, first.address


@damage("table split in two")
def split_table(rng: Random, draft: Draft) -> bool:
    """Over a page break, mostly with the header printed again; a page number may stand between."""
    form = some_form(rng, draft)
    inner = [i for i in range(2, len(form.lines)) if form.lines[i].role == "data" and form.lines[i - 1].role == "data"]
    if not inner:
        return False
    place = rng.choice(inner)
    header = _header_before(form, place) if rng.random() < 0.6 else []
    second = Form(form.key, [*header, *form.lines[place:]], form.width, form.label_width, form.hide_repeated_groups)
    second.trailing, form.lines = form.trailing, form.lines[:place]
    between = [Paragraph(page_number(rng), "noise")] if rng.random() < 0.4 else []
    at = draft.blocks.index(form)
    draft.blocks[at + 1 : at + 1] = [*between, second]
    draft.done.append(("table split in two", form.key))
    return True


def _header_before(form: Form, place: int) -> list[Line]:
    """The heads (in table two: with the block's title) under which line ``place`` stands."""
    first = place
    while first and form.lines[first].role not in ("title", "head"):
        first -= 1
    last = first
    while first and form.lines[first - 1].role in ("title", "head"):
        first -= 1
    return deepcopy(form.lines[first : last + 1])


@damage("extra empty cells behind")
def trailing_cells(rng: Random, draft: Draft) -> bool:
    """The same number behind every row: else a short row would be told from a blank by nothing."""
    form = some_form(rng, draft)
    if any(key == form.key for key, _ in draft.torn):
        return False
    form.trailing = rng.randint(1, 3)
    draft.done.append(("extra empty cells behind", form.key))
    return True


def _row_to_tear(rng: Random, draft: Draft, at_least: int) -> tuple[Form, Line] | None:
    """A row of plain numbers in a table without extra cells behind; the row is noted as torn."""
    form = some_form(rng, draft)
    lines = [
        line
        for line in form.data()
        if len(line.values) >= at_least and all(v.address and v.text.strip().isdigit() for v in line.values)
    ]
    if not lines or any(f.trailing for f in draft.forms()):
        return None
    line = rng.choice(lines)
    draft.torn |= {(form.key, v.address[0]) for v in line.values if v.address}
    return form, line


@damage("a number dropped", destructive=True, unfit=("rigid",))
def dropped_number(rng: Random, draft: Draft) -> bool:
    found = _row_to_tear(rng, draft, 1)
    if found is None:
        return False
    form, line = found
    gone = line.values.pop(rng.randrange(len(line.values)))
    if gone.address:
        draft.lost.add((form.key, gone.address))
    draft.done.append(("a number dropped", form.key))
    return True


@damage("two numbers in one cell", destructive=True, unfit=("rigid",))
def glued_numbers(rng: Random, draft: Draft) -> bool:
    found = _row_to_tear(rng, draft, 2)
    if found is None:
        return False
    form, line = found
    i = rng.randrange(len(line.values) - 1)
    one, two = line.values[i], line.values.pop(i + 1)
    draft.lost |= {(form.key, v.address) for v in (one, two) if v.address}
    one.text = one.text.strip() + rng.choice(("", " ")) + two.text.strip()
    draft.done.append(("two numbers in one cell", form.key))
    return True


@damage("a stray number in the row", destructive=True, unfit=("rigid",))
def stray_number(rng: Random, draft: Draft) -> bool:
    """A page number that fell among the cells of a row."""
    found = _row_to_tear(rng, draft, 1)
    if found is None:
        return False
    form, line = found
    value = deepcopy(line.values[0])
    value.text, value.address, value.across = str(rng.randint(2, 9)), None, 1
    line.values.insert(rng.randrange(len(line.values) + 1), value)
    draft.done.append(("a stray number in the row", form.key))
    return True
