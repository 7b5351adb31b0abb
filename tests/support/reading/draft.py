"""A report about to be written: paragraphs and forms in order, and what a reader may still say of its cells."""

from dataclasses import dataclass, field
from random import Random
from typing import Literal

from nianbao.report.layout import SECTIONS, SectionKey, TableKey
from tests.support.reading.forms import Form, form_of
from tests.support.reading.truth import Address, TrueReport

Style = Literal["title", "heading", "prose", "contents", "noise"]


@dataclass
class Paragraph:
    text: str
    style: Style = "prose"
    section: SectionKey | None = None
    """Whose heading it is."""


@dataclass
class Draft:
    """``lost`` cells are gone from the file: nothing but a blank may be read there. A row in ``torn`` may be left
    out by the reader; one in ``relabelled`` only if it says so."""

    truth: TrueReport
    blocks: list[Paragraph | Form]
    lost: set[tuple[TableKey, Address]] = field(default_factory=set)
    torn: set[tuple[TableKey, str]] = field(default_factory=set)
    relabelled: set[tuple[TableKey, str]] = field(default_factory=set)
    done: list[tuple[str, TableKey | None]] = field(default_factory=list)
    """The damages done, each with the table it was done to; None where it concerns the whole file."""

    def forms(self) -> list[Form]:
        return [block for block in self.blocks if isinstance(block, Form)]

    def heading(self, section: SectionKey) -> Paragraph | None:
        return next((b for b in self.blocks if isinstance(b, Paragraph) and b.section == section), None)


def draft_of(truth: TrueReport) -> Draft:
    """The undamaged report."""
    blocks: list[Paragraph | Form] = [Paragraph(f"{truth.agency}{truth.year}年政府信息公开工作年度报告", "title")]
    blocks += [Paragraph(text) for text in truth.prose["preamble"]]
    for section in SECTIONS:
        blocks.append(Paragraph(f"{section.ordinal}、{section.title}", "heading", section.key))
        blocks += [Paragraph(text) for text in truth.prose.get(section.key, [])]
        if section.key in truth.tables:
            blocks.append(form_of(truth.layout.tables[section.key], truth.tables[section.key]))
    return Draft(truth, blocks)


def some_form(rng: Random, draft: Draft, key: TableKey | None = None) -> Form:
    """One of the forms of the draft; a table split in two counts twice."""
    return rng.choice([form for form in draft.forms() if key is None or form.key == key])
