"""A draft, from inputs to a reviewed report: plan, write, guard, render, check the claims, review."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from nianbao.drafting import builtin_writer
from nianbao.drafting.bookkeeping import build_ledger, build_tables
from nianbao.drafting.guard import Guard
from nianbao.drafting.inputs import ASPECT_TITLES, DraftInputs, leaf_addresses
from nianbao.drafting.ledger import Ledger
from nianbao.drafting.model_client import ModelClient
from nianbao.drafting.model_writer import ModelLog, ModelWriter
from nianbao.drafting.plan import Brief, plan
from nianbao.drafting.slots import Rendered, Writer, render
from nianbao.report.agency import Agency, infer_agency
from nianbao.report.cells import Number
from nianbao.report.layout import LAYOUT_2021, SECTIONS, SectionKey
from nianbao.report.model import Heading, Report, Section
from validators.codec import review_as_json
from validators.engine import ModelState
from validators.gate import pass_table
from validators.review import Review, review

Progress = Callable[[str], None]
_ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a draft: where it stands, its sub-heading if any, and its rendered sentences."""

    section: SectionKey | str
    heading: str | None
    sentences: tuple[Rendered, ...]

    @property
    def paragraphs(self) -> list[tuple[Rendered, ...]]:
        """Sentences as they share a line: all of an aspect in one, problems and measures each in their own."""
        return [(s,) for s in self.sentences] if self.section == "problems" else [self.sentences]

    @property
    def lines(self) -> list[str]:
        body = ["".join(s.text for s in paragraph) for paragraph in self.paragraphs]
        return [self.heading, *body] if self.heading else body


@dataclass(frozen=True)
class Draft:
    """A finished draft: the report, its ledger, who wrote which sentence, and its review."""

    inputs: DraftInputs
    ledger: Ledger
    report: Report
    passages: tuple[Passage, ...]
    review: Review
    model_log: ModelLog | None = None
    prompt_version: str = ""
    model_name: str = ""

    @property
    def writer(self) -> str:
        """model when a model wrote at least one sentence, else built-in."""
        return "model" if any(s.writer == "model" for p in self.passages for s in p.sentences) else "built-in"

    def as_json(self) -> dict[str, Any]:
        """``draft --json``: the review of the draft, its ledger, and who wrote which sentence."""
        prose = [
            {"section": p.section, "sentence": s.text, "slots": s.slots, "writer": s.writer}
            for p in self.passages
            for s in p.sentences
        ]
        return review_as_json(self.review) | {"ledger": self.ledger.as_json(), "prose": prose}


@dataclass
class _Drafting:
    inputs: DraftInputs
    ledger: Ledger
    model: ModelWriter | None
    progress: Progress
    passages: list[Passage] = field(default_factory=list)

    def write(self) -> list[Passage]:
        self.add("preamble", None, [[s] for s in builtin_writer.write_preamble()])
        for number, brief in enumerate(plan(self.inputs, self.ledger)):
            self.progress(f"起草“{brief.title}”")
            heading = f"（{_ORDINALS[number]}）{brief.title}" if brief.key in ASPECT_TITLES else None
            self.passages.append(self.passage(brief, heading))
        self.add("other", None, [builtin_writer.write_other(self.ledger)])
        return self.passages

    def passage(self, brief: Brief, heading: str | None) -> Passage:
        if self.model is not None:
            templates = self.model.write(brief)
            if templates is not None:
                templates += [builtin_writer.blank(b) + "。" for b in brief.blanks]
                candidate = self.rendered(brief.section, heading, templates, "model")
                if not self.contradicts(candidate):
                    return candidate
                self.model.log.refused.append(
                    {"passage": brief.title, "sentences": templates, "reasons": ["成文后与表格矛盾"]}
                )
        return self.rendered(brief.section, heading, builtin_writer.write(brief, self.ledger), "built-in")

    def rendered(self, section: SectionKey | str, heading: str | None, templates: list[str], writer: Writer) -> Passage:
        return Passage(section, heading, tuple(render(t, self.ledger, writer) for t in templates))

    def add(self, section: SectionKey | str, heading: str | None, groups: list[list[str]]) -> None:
        for templates in groups:
            self.passages.append(self.rendered(section, heading, templates, "built-in"))

    def contradicts(self, passage: Passage) -> bool:
        """The finished words, read as a reviewer reads them, against the tables (NT rules)."""
        found = review(assemble(self.inputs, [passage]), draft=True).findings
        return any(f.rule.startswith("NT-") for f in found)


def make_draft(
    inputs: DraftInputs,
    *,
    previous: Report | None = None,
    model: ModelClient | None = None,
    exemplars: dict[str, list[str]] | None = None,
    progress: Progress = lambda _: None,
) -> Draft:
    """A draft of the annual report. Raises ``UnbalancedError`` (Chinese lines) when the numbers contradict each other.

    Without ``model`` the built-in writer writes everything. ``exemplars``: masked passages by aspect key.
    """
    progress("核对数字、建立台账")
    ledger = build_ledger(inputs, previous)
    pass_the_gate(inputs)
    writer = None
    if model is not None:
        writer = ModelWriter(model, ledger, inputs.agency, own_names(inputs), exemplars or {})
    passages = _Drafting(inputs, ledger, writer, progress).write()
    progress("审核初稿")
    report = assemble(inputs, passages)
    state: ModelState = "not_configured" if writer is None else writer.log.state
    return Draft(
        inputs,
        ledger,
        report,
        tuple(passages),
        review(report, previous=previous, kind=inputs.kind, level=inputs.level, draft=True, model_state=state),
        writer.log if writer else None,
        f"{writer.prompt.id}@{writer.prompt.version}" if writer else "",
        model.name if model else "",
    )


def pass_the_gate(inputs: DraftInputs) -> None:
    """The generated tables through the gate of the validators: right cells, right sums, every number from the inputs.

    Raises ``GateError`` with every error at once; it would be an error of ours, since the inputs were checked.
    """
    for key, table in build_tables(inputs).items():
        assert table is not None
        candidate: dict[str, dict[str, Number | None]] = {}
        for (row, column), cell in table.cells.items():
            candidate.setdefault(row, {})[column] = cell.value
        leaves = [inputs.leaf(key, row, column) for row, column in leaf_addresses(table.layout)]
        pass_table(LAYOUT_2021, key, candidate, source="、".join(str(value) for value in leaves))


def own_names(inputs: DraftInputs) -> tuple[str, ...]:
    """Names and words of the drafter that may stand in prose as they are: the agency, and the labels of its facts."""
    short = inputs.agency.removesuffix("人民政府")
    return tuple(dict.fromkeys(n for n in (inputs.agency, short) if len(n) > 1))


def assemble(inputs: DraftInputs, passages: list[Passage]) -> Report:
    """The report made of passages and computed tables, under the official headings."""
    agency = infer_agency(inputs.agency)
    if inputs.kind or inputs.level:
        agency = Agency(
            agency.name, inputs.kind or agency.kind, inputs.level or agency.level, agency.region, inferred=False
        )
    sections = []
    headings = []
    for number, layout in enumerate(SECTIONS, start=1):
        heading = Heading(layout.key, f"{layout.ordinal}、{layout.title}", number, "chinese", layout.title)
        lines = [line for p in passages if p.section == layout.key for line in p.lines]
        headings.append(heading)
        sections.append(Section(layout.key, heading, layout.title, "\n".join(lines)))
    return Report(
        agency=agency,
        year=inputs.year,
        title=f"{inputs.agency}{inputs.year}年政府信息公开工作年度报告",
        preamble="\n".join(line for p in passages if p.section == "preamble" for line in p.lines),
        layout=LAYOUT_2021,
        sections=tuple(sections),
        tables=build_tables(inputs),
        headings=tuple(headings),
        tables_found_in={key: table.section for key, table in LAYOUT_2021.tables.items()},
    )


def guard_for(brief: Brief, ledger: Ledger, inputs: DraftInputs) -> Guard:
    """The guard of one passage, for checks outside the model writer."""
    return Guard(ledger, brief.offered, own_names(inputs))
