"""The skeleton of a real file with the words and numbers of a sheet."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.replicas.sheet import Sheet
from tests.support.replicas.skeleton import pieces


def refill(real: str, sheet: Sheet) -> str:
    """The replica as text. Raises ValueError when the sheet has more or less than the file has room for."""
    parts = list(pieces(real, Path(sheet.file).suffix[1:], sheet.keep))
    run_together = any(part.kind == "number" and len(part.text) > len("24252.311082") for part in parts)
    numbers = _run_together(sheet) if run_together else _one_by_one(sheet)
    prose = iter(sheet.prose)
    filled = []
    for part in parts:
        try:
            if part.kind == "prose":
                filled.append(next(prose))
            elif part.kind == "number":
                filled.append(_spaced_like(part.text, next(numbers)))
            else:
                filled.append(part.text)
        except StopIteration:
            raise ValueError(f"{sheet.file}: no {part.kind} left for “{part.text[:20]}”") from None
    if left := [*prose, *numbers]:
        raise ValueError(f"{sheet.file}: no room for {left[:3]}")
    return "".join(filled)


def _one_by_one(sheet: Sheet) -> Iterator[str]:
    for table in sheet.form.tables.values():
        for values in sheet.rows(table).values():
            yield from (str(value) for value in values if value is not None)


def _run_together(sheet: Sheet) -> Iterator[str]:
    """The figures of each row as one word; table four, whose figures stand in one line, as one for all."""
    for key, table in sheet.form.tables.items():
        rows = ["".join(str(value) for value in values) for values in sheet.rows(table).values()]
        yield from ["".join(rows)] if key == "proceedings" else rows


def _spaced_like(real: str, own: str) -> str:
    """A blank among the real figures stands as far from the end among ours."""
    for gap in re.finditer(r"\s+", real):
        behind = len(re.sub(r"\s", "", real[gap.end() :]))
        own = own[:-behind] + gap.group() + own[-behind:]
    return own
