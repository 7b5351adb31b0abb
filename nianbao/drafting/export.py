"""A draft to Word, and the proof: the written file is opened again and every number in it is matched.

A number is matched to the ledger entry that printed it, to the table cell it stands in, or to the words of
the official form. One that matches nothing stops the export: nothing half-right leaves the house.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nianbao.documents import read
from nianbao.documents.word.reading.every_word import document_text
from nianbao.documents.word.writing.report import docx_bytes, title_lines
from nianbao.drafting.draft import Draft
from nianbao.report.cells import Cell
from nianbao.report.errors import UserError
from nianbao.report.files import PendingFile, writing
from nianbao.report.layout import BALANCE_HINT
from nianbao.report.model import Table
from nianbao.report.numerals import arabic_numerals
from nianbao.report.text import squeeze

PROVENANCE_SUFFIX = ".provenance.json"


class ExportError(UserError):
    """The written file does not say what the draft says; ``differences`` are Chinese lines."""

    def __init__(self, differences: list[str]) -> None:
        super().__init__("导出的文件与台账不一致，未保存：\n" + "\n".join(differences[:10]))
        self.differences = differences


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number of the written file: where it stands and which entry (or which official words) it is."""

    number: str
    place: str
    entry: str


@dataclass(frozen=True)
class Exported:
    """The bytes of the .docx and its provenance, ready to be written side by side."""

    docx: bytes
    provenance: dict[str, Any]


def export(draft: Draft, created: datetime | None = None) -> Exported:
    """Write, reopen, match. Raises ``ExportError`` when anything differs."""
    data = docx_bytes(draft.report, created=created)
    matches = match_numbers(draft, data)
    provenance = {
        "agency": draft.inputs.agency,
        "year": draft.inputs.year,
        "writer": draft.writer,
        "model": draft.model_name or None,
        "prompt": draft.prompt_version or None,
        "ledger_hash": draft.ledger.hash(),
        "ledger": draft.ledger.as_json(),
        "prose": draft.as_json()["prose"],
        "numbers": [{"number": m.number, "place": m.place, "entry": m.entry} for m in matches],
        "model_log": {"asked": log.asked, "accepted": log.accepted, "refused": log.refused, "failures": log.failures}
        if (log := draft.model_log)
        else None,
    }
    return Exported(data, provenance)


def save(exported: Exported, target: Path) -> Path:
    """Write the .docx and OUT.provenance.json beside it; neither may exist yet. Returns the provenance path.

    Raises ``FileExistsError`` and ``FileError``; then neither is there.
    """
    provenance = target.with_suffix(PROVENANCE_SUFFIX)
    contents = {
        target: exported.docx,
        provenance: json.dumps(exported.provenance, ensure_ascii=False, indent=1).encode(),
    }
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    pending: list[PendingFile] = []
    try:
        for path, content in contents.items():
            pending.append(PendingFile(path))
            pending[-1].write(content)
        for file in pending:
            file.commit()
    finally:
        for file in pending:
            file.discard()
    return provenance


def match_numbers(draft: Draft, data: bytes) -> list[NumberMatch]:
    """Every number of the written file with its entry; raises ``ExportError`` if one has none."""
    read_back = read(data, "draft.docx")
    differences: list[str] = []
    matches: list[NumberMatch] = []
    available = _printable(draft)
    for key, table in draft.report.tables.items():
        assert table is not None
        differences += _cell_differences(table, read_back.tables.get(key))
        for (row, column), cell in table.cells.items():
            matches.append(NumberMatch(cell.raw, table.layout.label(row, column), f"{key}.{row}.{column}"))
            available[squeeze(cell.raw)].append(None)
    official = _official_words(draft)
    for text in document_text(data):
        flat = squeeze(text)
        if spans := next((s for s in available.get(flat, []) if s is not None), None):
            matches += [NumberMatch(number, text[:30], entry) for number, entry in spans if entry]
            differences += [
                f"正文中的“{number}”在台账里没有出处：“{text[:40]}”" for number, entry in spans if not entry
            ]
        elif flat in official:
            matches += [NumberMatch(n.text, text[:30], "统一格式的文字") for n in arabic_numerals(text)]
        elif flat not in available and list(arabic_numerals(text)):
            differences.append(f"文件中有台账以外的数字：“{text[:40]}”")
    differences += _cell_count_difference(draft, data)
    if differences:
        raise ExportError(differences)
    return matches


def _printable(draft: Draft) -> dict[str, list[list[tuple[str, str]] | None]]:
    """Folded paragraph → its numbers with their entries, for every paragraph that the draft prints."""
    printable: dict[str, list[list[tuple[str, str]] | None]] = defaultdict(list)
    for passage in draft.passages:
        for paragraph in passage.paragraphs:
            numbers = [found for s in paragraph for found in _numbers_of(s.text, s.spans)]
            printable[squeeze("".join(s.text for s in paragraph))].append(numbers)
        if passage.heading:
            printable[squeeze(passage.heading)].append([])
    title = [(str(draft.inputs.year), "year")]
    year = f"{draft.inputs.year}年"
    for line in title_lines(draft.report.title):
        printable[squeeze(line)].append(title if year in line else [])
    return printable


def _numbers_of(text: str, spans: Any) -> Iterator[tuple[str, str]]:
    """Numbers of a sentence with the entry whose span holds each, or an empty name where none does."""
    for number in arabic_numerals(text):
        entry = next((s.entry for s in spans if s.start <= number.start and number.end <= s.end), None)
        yield number.text, entry or ""


def _cell_differences(table: Table, read_back: Table | None) -> Iterator[str]:
    if read_back is None:
        yield f"{table.layout.name}写出后读不回来"
        return
    for (row, column), cell in table.cells.items():
        found = read_back.get(row, column)
        if found is None or found.value != cell.value:
            yield f"{table.layout.label(row, column)}应为{cell.raw}，文件里是{found.raw if found else '空'}"


def _official_words(draft: Draft) -> set[str]:
    """Labels and headings of the official form, folded."""
    words = {squeeze(BALANCE_HINT)}
    for heading in draft.report.headings:
        words.add(squeeze(heading.raw))
    for table in draft.report.layout.tables.values():
        for block in table.blocks:
            words.add(squeeze(block.title))
            words |= {squeeze(label) for c in block.columns for label in c.labels}
            words |= {squeeze(label) for r in block.rows for label in r.labels}
    return words


def _cell_count_difference(draft: Draft, data: bytes) -> list[str]:
    """Bare numbers in the file must be exactly the cells: one more would be a cell that nobody entered."""
    printed = Counter(squeeze(t) for t in document_text(data) if Cell.read(t).is_number)
    cells = Counter(squeeze(c.raw) for t in draft.report.tables.values() if t is not None for c in t.cells.values())
    extra = printed - cells
    return [f"文件中多出{count}处“{number}”" for number, count in extra.items()]
