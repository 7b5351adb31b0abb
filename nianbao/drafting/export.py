"""A draft to Word and to a web page, and the proof: the Word file is opened again and every number in it is matched.

A number is matched to the ledger entry that printed it, to the table cell it stands in, to the words of the official
form, or to a name with a number in it (12345热线). One that matches nothing stops the export: nothing half-right leaves
the house. What is open or proposed stands yellow in the file, with a comment that says what to do.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from nianbao.documents import read
from nianbao.documents.html.report_page import report_page
from nianbao.documents.word.marking.copy import Mark, marked_copy
from nianbao.documents.word.reading.every_word import document_text
from nianbao.documents.word.writing.report import docx_bytes, title_lines
from nianbao.drafting.aigc import GENERATED, generated_mark
from nianbao.drafting.draft import Draft, make_draft
from nianbao.drafting.judging.judge import NOT_IN_MATERIAL
from nianbao.drafting.material.inputs import DraftInputs
from nianbao.drafting.model.client import ModelClient
from nianbao.drafting.sentences.vocabulary import ALLOWED
from nianbao.drafting.watch import UNWATCHED, Watch
from nianbao.report.cells import Cell
from nianbao.report.errors import UserError
from nianbao.report.files import PendingFile, writing
from nianbao.report.layout import BALANCE_HINT
from nianbao.report.model import Report, Table
from nianbao.report.numerals import arabic_numerals
from nianbao.report.text import squeeze
from validators.review import PreviousSource

PROVENANCE_SUFFIX = ".provenance.json"
PAGE_SUFFIX = ".html"
LEDGER_PROPERTY = "nianbao-ledger"
OFFICIAL_WORDS, NAME_WITH_NUMBER = "统一格式的文字", "固定名称"


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
    """The bytes of the .docx, the page for the website and the provenance, ready to be written side by side."""

    docx: bytes
    provenance: dict[str, Any]
    page: str


def draft_and_export(
    inputs: DraftInputs,
    *,
    previous: Report | None = None,
    previous_source: PreviousSource = "file",
    model: ModelClient | None = None,
    exemplars: dict[str, list[str]] | None = None,
    watch: Watch = UNWATCHED,
) -> tuple[Draft, Exported]:
    """A draft and its files. A model's draft that cannot be exported gives way to the built-in one, and says so."""
    make = partial(make_draft, inputs, previous=previous, previous_source=previous_source)
    draft = make(model=model, exemplars=exemplars, watch=watch)
    watch.step("导出 Word 并逐个核对数字")
    try:
        return draft, export(draft)
    except ExportError:
        if draft.writer == "built-in":
            raise
    plain = make()
    notice = "模型安排的文字导出时数字对不上台账，已改用内置程序撰写"
    plain = replace(plain, model_log=draft.model_log, notices=(*plain.notices, notice))
    return plain, export(plain)


def export(draft: Draft, created: datetime | None = None) -> Exported:
    """Write, reopen, match, comment. Raises ``ExportError`` when anything differs."""
    proposed = tuple(s.text for _, s in draft.prose if s.owner == "proposed")
    mark = generated_mark(draft)
    note = GENERATED if mark else ""
    data = docx_bytes(
        draft.report,
        created=created,
        marked=proposed,
        signature=draft.signature,
        properties=_properties(draft) | mark,
        note=note,
    )
    matches = match_numbers(draft, data)
    if marks := list(_marks(draft)):
        data = marked_copy(data, marks, name="draft.docx", when=created)
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
    page = report_page(draft.report, marked=proposed, signature=draft.signature, metadata=mark, note=note)
    return Exported(data, provenance, page)


def _properties(draft: Draft) -> dict[str, str]:
    """What the Word file carries unseen, so that it is known again when it comes back edited."""
    return {LEDGER_PROPERTY: draft.ledger.hash()}


def _marks(draft: Draft) -> Iterator[Mark]:
    """A comment at every open place: what is missing, or what a proposal claims."""
    for place in draft.open:
        if place.table is not None:
            row, _, column = place.place.removeprefix(f"{place.table}.").rpartition(".")
            yield Mark(place.line, table=place.table, row=row, column=column)
        elif place.section is not None:
            claims = next((s.claims for _, s in draft.prose if s.text == place.quote), ())
            proposed = f"待确认：{NOT_IN_MATERIAL}。{'；'.join(c for c in claims if c != NOT_IN_MATERIAL)}"
            yield Mark(proposed if place.kind == "proposed" else place.what, section=place.section, quote=place.quote)


def save(exported: Exported, target: Path) -> Path:
    """Write the .docx, and OUT.html and OUT.provenance.json beside it; none may exist yet. Returns the provenance path.

    Raises ``FileExistsError`` and ``FileError``; then none of them is there.
    """
    provenance = target.with_suffix(PROVENANCE_SUFFIX)
    contents = {
        target: exported.docx,
        target.with_suffix(PAGE_SUFFIX): exported.page.encode(),
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
            matches += [NumberMatch(n.text, text[:30], OFFICIAL_WORDS) for n in arabic_numerals(text)]
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
    names = [m.span() for m in ALLOWED.finditer(text)]
    for number in arabic_numerals(text):
        entry = next((s.entry for s in spans if s.start <= number.start and number.end <= s.end), None)
        named = any(start <= number.start and number.end <= end for start, end in names)
        yield number.text, entry or (NAME_WITH_NUMBER if named else "")


def _cell_differences(table: Table, read_back: Table | None) -> Iterator[str]:
    if read_back is None:
        yield f"{table.layout.name}写出后读不回来"
        return
    for (row, column), cell in table.cells.items():
        found = read_back.get(row, column)
        if found is None or found.value != cell.value or (cell.value is None and found.raw != cell.raw):
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
