"""How much of a file is read: every reader keeps to the limits, and says so in one Chinese sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.documents import UnreadableFileError, limits, read
from nianbao.documents.limits import (
    MAX_ARCHIVE_LINES,
    MAX_BLOCKS,
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_FILE_BYTES,
    MAX_LINES,
    MAX_MARKUP,
    MAX_PARTS,
    MAX_TEXT_BYTES,
    check_archive,
    check_file_size,
    check_markup,
    check_packed,
    check_stream,
    check_text,
)
from nianbao.documents.stream import Block, Grid, GridCell, Paragraph, Stream
from tests.support.files.raw_excel import excel_file
from tests.support.files.raw_word import paragraph, row, table, word_file
from tests.support.hostile.seeds import quick_seeds


def _cells(count: int) -> Grid:
    return Grid(((GridCell("1"),) * count,))


LINE = Paragraph("年")
STREAMS: dict[str, tuple[tuple[Block, ...], str]] = {
    "blocks": ((LINE,) * (MAX_BLOCKS + 1), "段落和表格超过"),
    "cells": ((_cells(MAX_CELLS), _cells(1)), "格"),
    "characters": ((Paragraph("年" * MAX_CHARACTERS), LINE), "字"),
    "characters in cells": ((Grid(((GridCell("年" * MAX_CHARACTERS), GridCell("年")),)),), "字"),
}


@pytest.mark.parametrize(("blocks", "said"), STREAMS.values(), ids=STREAMS.keys())
def test_a_stream_above_a_limit_is_refused(blocks: tuple[Block, ...], said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        check_stream(Stream(blocks))


def test_a_stream_at_the_limits_is_not() -> None:
    check_stream(Stream((_cells(MAX_CELLS), *(LINE,) * (MAX_BLOCKS - 1))))


@pytest.mark.parametrize(
    ("check", "most", "more"),
    [
        (check_text, b"x" * MAX_TEXT_BYTES, b"x"),
        (check_text, b"x\r\n" * MAX_LINES, b"x\n"),
        (check_text, b"\t1" * MAX_CELLS + b"|1" * MAX_CELLS, b"\t"),
        (check_markup, "<" * MAX_MARKUP, "<"),
        (check_markup, b"<" * MAX_MARKUP, b"<"),
        (check_packed, b"PK\x01\x02" * 4 * MAX_PARTS, b"PK\x01\x02"),
        (check_archive, b"\n" * MAX_ARCHIVE_LINES, b"\n"),
        (check_archive, b"\n--" * 4 * MAX_PARTS, b"\n--"),
    ],
)
def test_what_is_counted_before_reading(check: Callable[[str | bytes], None], most: bytes, more: bytes) -> None:
    check(most)
    with pytest.raises(UnreadableFileError, match="已停止读取"):
        check(most + more)


def test_a_file_that_is_too_large_is_not_even_loaded(tmp_path: Path) -> None:
    check_file_size(MAX_FILE_BYTES, "年报.docx")
    large = tmp_path / "年报.docx"
    with large.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(UnreadableFileError, match=r"年报\.docx 超过 50 MB"):
        read(large)


@pytest.mark.parametrize("limit", ["MAX_BLOCKS", "MAX_CELLS", "MAX_CHARACTERS"])
@pytest.mark.parametrize("kind", quick_seeds())
def test_every_reader_ends_at_the_limits(kind: str, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read(quick_seeds()[kind], f"年报.{kind}")  # its modules are loaded now: they keep the limits that they found
    monkeypatch.setattr(limits, limit, 9)
    with pytest.raises(UnreadableFileError, match="已停止读取"):
        read(quick_seeds()[kind], f"年报.{kind}")


LARGE: dict[str, Callable[[], bytes]] = {
    "cells.docx": lambda: word_file(table(*[row(*"1" * 60)] * (MAX_CELLS // 60 + 1))),
    "paragraphs.docx": lambda: word_file(paragraph("年") * (MAX_BLOCKS + 1)),
    "cells.xlsx": lambda: excel_file(
        "<sheetData>" + f"<row>{'<c><v>1</v></c>' * 60}</row>" * (MAX_CELLS // 60 + 1) + "</sheetData>"
    ),
    "characters.xlsx": lambda: excel_file(
        "<sheetData>" + '<row><c t="s"><v>0</v></c></row>' * (MAX_CHARACTERS // 10_000 + 1) + "</sheetData>",
        f"<si><t>{'年' * 10_000}</t></si>",
    ),
    "cells.html": lambda: b"<table>" + (b"<tr>" + b"<td>1</td>" * 60 + b"</tr>") * (MAX_CELLS // 60 + 1),
    "spans.html": lambda: b"<table>" + b"<tr><td rowspan=60000 colspan=1000>1<td>1</tr>" * 100 + b"</table>",
    "paragraphs.html": lambda: ("<h1>示例县2024年政府信息公开工作年度报告</h1>" + "<p>年</p>" * 25_000).encode(),
    "cells.txt": lambda: b"\tx\n\n" * (MAX_CELLS + 1),
    "paragraphs.md": lambda: "年\n\n".encode() * (MAX_BLOCKS + 1),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_files_are_refused_for_their_size(name: str) -> None:
    with pytest.raises(UnreadableFileError, match="已停止读取"):
        read(LARGE[name](), name)
