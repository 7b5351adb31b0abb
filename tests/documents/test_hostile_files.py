"""Damaged and hostile files: a report or one Chinese sentence, quickly, nothing left behind. The long run is
``benchmarks/fuzz_reading.py``."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from nianbao.documents import UnreadableFileError, read
from nianbao.documents.packed import open_packed
from tests.support.files.raw_excel import excel_file
from tests.support.files.raw_word import cell, packed, paragraph, row, run, table, word_file
from tests.support.hostile.damage import ON_BYTES, ON_MARKUP, ON_PACKAGES, spoiled
from tests.support.hostile.judge import outcome
from tests.support.hostile.seeds import quick_seeds

SEEDS = quick_seeds()
CASES = 144
SECONDS = 20


@pytest.mark.parametrize("kind", SEEDS)
def test_the_sound_files_are_read_whole(kind: str) -> None:
    report = read(SEEDS[kind], f"年报.{kind}")
    assert report.problems == ()
    assert all(table is not None for table in report.tables.values())


@pytest.mark.parametrize("number", range(CASES))
def test_a_spoiled_file_is_read_or_refused(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rng = Random(f"fixed/{number}")
    data, name, done = spoiled(rng, sorted(SEEDS)[number % len(SEEDS)], SEEDS)
    result, said = outcome(data, name)
    assert result in ("report", "refused"), f"{done}: {said}"
    assert os.listdir(tmp_path) == []


def test_every_kind_of_damage_does_something() -> None:
    for way in {*ON_BYTES, *ON_MARKUP, *ON_PACKAGES}:
        source = SEEDS["xlsx"] if way in ON_PACKAGES else SEEDS["md"] + SEEDS["html"]
        assert any(way(Random(seed), source) != source for seed in range(10)), way.__name__


# --- hostile structures -----------------------------------------------------------------------------------------

TITLE = "示例县2024年政府信息公开工作年度报告"
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE x [<!ENTITY a0 "lol">{ENTITIES}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/hostname">]>'
WORD_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MARKER = "机密机密"
"""What stands in a file outside of the one that is read."""


def _entity_word(declaration: str) -> bytes:
    body = f"<w:document {WORD_NAMES}><w:body>{paragraph(TITLE + '&a11;')}</w:body></w:document>"
    return packed({"word/document.xml": (declaration + body).encode()})


def _docx(body: str) -> bytes:
    return word_file(paragraph(TITLE) + body)


def _xlsx(rows: str, merges: str = "", shared: str = "") -> bytes:
    return excel_file(f"<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>", shared)


def _mht(head: bytes, rest: bytes) -> bytes:
    return b"MIME-Version: 1.0\nContent-Type: " + head + b"\n" + rest


def _text(rest: str) -> bytes:
    return f"{TITLE}\n一、总体情况\n{rest}".encode()


WIDE_ROW = row(*(cell("1", '<w:gridSpan w:val="999999"/>') for _ in range(20)))
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SHARED_CELL = '<row><c t="s"><v>0</v></c></row>'
WHOLE_SHEET = '<mergeCell ref="A1:XFD1048576"/>'
PART_IN_PART = b"--x\nContent-Type: multipart/mixed; boundary=x\n\n"
HOSTILE: dict[str, Callable[[], bytes]] = {
    "spans.docx": lambda: _docx(table(*[WIDE_ROW] * 300)),
    "entities.docx": lambda: _entity_word(BOMB),
    "an entity of a file.docx": lambda: _entity_word(OUTSIDE),
    "nested tables.docx": lambda: _docx("<w:tbl><w:tr><w:tc>" * 3000),
    "a bomb.docx": lambda: packed({"word/document.xml": b" " * 40_000_000}),
    "paragraphs.docx": lambda: _docx(paragraph("年") * 21_000),
    "signs of direction.docx": lambda: _docx(paragraph(run("\u202e年报\ufeff") * 500)),
    "fields without end.docx": lambda: _docx(f"<w:p>{FIELD * 20_000}</w:p>"),
    "entities.xlsx": lambda: excel_file("", **{"xl/worksheets/sheet1.xml": f"{BOMB}<worksheet>&a11;</worksheet>"}),
    "one text in many cells.xlsx": lambda: _xlsx(SHARED_CELL * 500, "", f"<si><t>{'年' * 30_000}</t></si>"),
    "merges.xlsx": lambda: _xlsx("<row><c><v>1</v></c></row>", WHOLE_SHEET * 25_000),
    "cells.xlsx": lambda: _xlsx(f"<row>{'<c><v>1</v></c>' * 400}</row>" * 130),
    "columns.xlsx": lambda: _xlsx(f"<row>{'<c><v>1</v></c>' * 16_000}</row>"),
    "blank cells.xlsx": lambda: _xlsx(f"<row>{'<c/>' * 2000}</row>" * 600),
    "spans.html": lambda: b"<table>" + b"<tr><td colspan=1000000 rowspan=1000000>1<td>2</tr>" * 300,
    "depth.html": lambda: b"<html>" + b"<div>" * 100_000 + b"x",
    "tables in tables.html": lambda: b"<table><tr><td>" * 5_000,
    "entities.html": lambda: f"{BOMB}<html><p>{TITLE}&a11;".encode(),
    "tags.html": lambda: b"<html>" + b"<" * 1_100_000,
    "references.html": lambda: f"<html><p>{TITLE}</p><p>一、总体情况</p><p>&#xD800;&#0;&#x110000;</p>".encode(),
    "entities.xml": lambda: f"<?xml version='1.0'?>{BOMB}<a>{TITLE}&a11;</a>".encode(),
    "depth.xml": lambda: b"<?xml version='1.0'?><a>" + b"<b>" * 200_000,
    "parts in parts.mht": lambda: _mht(b"multipart/mixed; boundary=x\n", PART_IN_PART * 5_000),
    "parts.mht": lambda: _mht(b"multipart/mixed; boundary=x\n", b"--x\n\n\n" * 30_000),
    "headers.mht": lambda: _mht(b"text/html", b"X: y\n" * 100_000),
    "one line.txt": lambda: _text("规章1" * 30_000),
    "lines.txt": lambda: _text("a\n" * 210_000),
    "tabs.txt": lambda: _text("\t" * 1_000_000 + "x"),
    "bars.txt": lambda: _text("|" * 1_000_000),
    "brackets opened.txt": lambda: _text("[bookmark:" * 10_000),
    "surrogates.txt": lambda: _text("") + b"\xed\xa0\x80" * 50,
    "UTF-16 cut in a character.txt": lambda: _text("工作。\U00020000").decode().encode("utf-16")[:-1],
    "a number of five thousand digits.txt": lambda: _text(f"行政许可\t{'7' * 5000}\n行政处罚\t1\n"),
    "noughts.txt": lambda: _text("\0" * 100_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_structures(name: str) -> None:
    data, started = HOSTILE[name](), time.process_time()
    result, said = outcome(data, name)
    assert result in ("report", "refused"), said
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("name", ["x.docx", "x.xlsx", "x.html", "x.xml"])
def test_no_entity_brings_in_a_file_from_outside(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(MARKER, encoding="utf-8")
    declaration = f'<!DOCTYPE x [<!ENTITY a11 SYSTEM "{secret.as_uri()}">]>'
    texts = f"{TITLE}</p><p>一、总体情况</p><p>&a11;"
    data = {
        "x.docx": _entity_word(declaration),
        "x.xlsx": excel_file("", **{"xl/worksheets/sheet1.xml": f"{declaration}<worksheet>&a11;</worksheet>"}),
        "x.html": f"{declaration}<html><p>{texts}</p></html>".encode(),
        "x.xml": f"<?xml version='1.0'?>{declaration}<html><p>{texts}</p></html>".encode(),
    }[name]
    try:
        report = read(data, name)
    except UnreadableFileError:
        return
    assert MARKER not in str(report)


# --- packages ---------------------------------------------------------------------------------------------------


def _package(**parts: bytes) -> bytes:
    return packed({name.replace("_", "."): content for name, content in parts.items()})


def _patched(data: bytes, field: int, value: bytes) -> bytes:
    """The first entry of a package's directory with a field changed (offsets of APPNOTE 4.3.12)."""
    place = data.index(b"PK\x01\x02") + field
    return data[:place] + value + data[place + len(value) :]


def _two_entries_on_one_place() -> bytes:
    data = _package(a_xml=b"<a/>", b_xml=b"<a/>")
    second = data.rindex(b"PK\x01\x02")
    return data[: second + 42] + (0).to_bytes(4, "little") + data[second + 46 :]


def _twice_the_same_name() -> bytes:
    return _package(a_xml=b"<a/>", b_xml=b"<b/>").replace(b"b.xml", b"a.xml")


SOUND = _package(a_xml=b"<a>" + b"x" * 1000 + b"</a>")
BAD_PACKAGES: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted": (lambda: _patched(SOUND, 8, b"\x01\x00"), "密码"),
    "a method that no office program uses": (lambda: _patched(SOUND, 10, b"\x0c\x00"), "坏了"),
    "smaller than it says": (lambda: _patched(SOUND, 24, (999_999).to_bytes(4, "little")), "坏了"),
    "larger than it says": (lambda: _patched(SOUND, 24, (10).to_bytes(4, "little")), "坏了"),
    "another checksum": (lambda: _patched(SOUND, 16, b"abcd"), "坏了"),
    "a bomb": (lambda: _package(a_xml=b" " * 6_000_000), "解压后过大"),
    "not there": (lambda: _package(b_xml=b"<a/>"), "坏了"),
    "a document type": (lambda: _package(a_xml=f"{BOMB}<x>&a11;</x>".encode()), "坏了"),
    "a document type in UTF-16": (lambda: _package(a_xml=f"{OUTSIDE}<x/>".encode("utf-16")), "坏了"),
    "no XML": (lambda: _package(a_xml=b"\x00"), "坏了"),
    "too much markup": (lambda: _package(a_xml=b"<a>" + b"<b/>" * 1_000_000 + b"</a>"), "标记过多"),
    "overlapping": (lambda: _two_entries_on_one_place(), "坏了"),
    "one name twice": (lambda: _twice_the_same_name(), "坏了"),
    "no package": (lambda: b"PK\x03\x04" + b"x" * 100, "坏了"),
    "cut short": (lambda: SOUND[:-30], "坏了"),
    "too many parts": (lambda: packed({f"{n}": b"" for n in range(5_001)}), "部分过多"),
}


@pytest.mark.parametrize(("make", "said"), BAD_PACKAGES.values(), ids=BAD_PACKAGES.keys())
def test_packages_are_opened_with_care(make: Callable[[], bytes], said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        open_packed(make(), "坏了。").xml("a.xml")


def test_a_sound_package_is_opened() -> None:
    assert open_packed(SOUND, "坏了。").xml("a.xml").tag == "a"


def test_parts_that_nobody_reads_may_be_large() -> None:
    data = _package(a_xml=b"<a/>", picture_bin=b" " * 100_000_000)
    assert open_packed(data, "坏了。").xml("a.xml").tag == "a"
