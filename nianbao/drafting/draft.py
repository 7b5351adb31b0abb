"""A draft, from inputs to a reviewed report: plan, arrange, compose, check the claims, review, list what is open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from nianbao.drafting.arrangement import Item, Lines, Proposal, Reworded, built_in, with_free
from nianbao.drafting.compose import Composer, Paragraph
from nianbao.drafting.judging.judge import Judge, judges
from nianbao.drafting.ledger.entries import build_ledger
from nianbao.drafting.ledger.ledger import Ledger
from nianbao.drafting.material.inputs import ASPECT_TITLES, DraftInputs, leaf_addresses
from nianbao.drafting.model.client import ModelClient
from nianbao.drafting.model.exemplars import last_years_passages
from nianbao.drafting.model.writer import ModelLog, ModelWriter
from nianbao.drafting.plan import Brief, plan
from nianbao.drafting.sentences import frames
from nianbao.drafting.sentences import wordings as w
from nianbao.drafting.sentences.frames import Frame, Seed
from nianbao.drafting.sentences.open_places import OpenPlace, open_places
from nianbao.drafting.sentences.sentence import Sentence, Writer, render
from nianbao.drafting.sentences.slots import fits, reworded
from nianbao.drafting.tables import build_tables
from nianbao.drafting.watch import UNWATCHED, PassageDone, Watch
from nianbao.report.agency import Agency, infer_agency
from nianbao.report.cells import Number
from nianbao.report.layout import LAYOUT_2021, SECTIONS, SectionKey
from nianbao.report.model import Heading, Report, Section, Table
from validators.codec import review_as_json
from validators.engine import ModelState
from validators.gate import pass_table
from validators.review import PreviousSource, Review, review

Arranged = Mapping[str, Sequence[Item]]
"""Passage key → what a model put into it."""
Specific = Mapping[str, Sequence[Reworded | Proposal]]
"""Passage key → words that a model proposed for it when it was asked to be more specific."""
DraftVerdict = Literal["meets", "meets_with_warnings", "does_not_meet", "unreadable", "undetermined"]
_ORDINALS = "一二三四五六七八九十"
STOPPED_AFTER = "按您的要求停了模型：{titles}由模型安排，其余各段由内置程序写成"
STOPPED_BEFORE = "按您的要求停了模型：它还没有安排好任何一段，全文由内置程序写成"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a draft: where it stands, its sub-heading if any, and its paragraphs of sentences."""

    section: SectionKey | str
    heading: str | None
    paragraphs: tuple[Paragraph, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(s for paragraph in self.paragraphs for s in paragraph)

    @property
    def lines(self) -> list[str]:
        body = ["".join(s.text for s in paragraph) for paragraph in self.paragraphs]
        return [self.heading, *body] if self.heading else body


@dataclass(frozen=True)
class Draft:
    """A draft: the report, its ledger, who owns which sentence, what is open, and its review."""

    inputs: DraftInputs
    ledger: Ledger
    report: Report
    passages: tuple[Passage, ...]
    review: Review
    model_log: ModelLog | None = None
    prompt_version: str = ""
    model_name: str = ""
    notices: tuple[str, ...] = ()
    """What the drafter should know of how it was made (Chinese lines)."""
    arranged: Arranged = field(default_factory=dict)
    """Passages that a model arranged, so that they can be written again without it."""

    @property
    def writer(self) -> str:
        """model when a model arranged at least one sentence, else built-in."""
        return "model" if any(s.writer == "model" for p in self.passages for s in p.sentences) else "built-in"

    @property
    def prose(self) -> list[tuple[str, Sentence]]:
        """Every sentence with its section, in order."""
        return [(p.section, s) for p in self.passages for s in p.sentences]

    @property
    def signature(self) -> tuple[str, ...]:
        """落款: the agency and 成文日期, when the date was given."""
        return (self.inputs.agency, self.ledger["signed_on"].shown) if "signed_on" in self.ledger else ()

    @property
    def open(self) -> list[OpenPlace]:
        """What a person has still to fill in, check or decide."""
        return open_places(self.inputs, self.prose)

    @property
    def verdict(self) -> DraftVerdict:
        """The review's, but while anything is open the draft cannot be said to be in order, nor to lack what it left open."""
        if not self.open:
            return self.review.verdict
        if self.review.has_errors:
            return "does_not_meet"
        return "unreadable" if self.review.verdict == "unreadable" else "undetermined"

    def as_json(self) -> dict[str, Any]:
        """``draft --json``: the review of the draft, its ledger, who owns which sentence, what is open."""
        prose = [s.as_json(section) for section, s in self.prose]
        places = self.open
        found: dict[str, Any] = {"verdict": self.verdict, "ledger": self.ledger.as_json(), "prose": prose}
        found |= {"open": [place.as_json() for place in places], "notices": list(self.notices)}
        if self.verdict == "undetermined":
            found["undetermined_because"] = [f"初稿还有{len(places)}处待填、待核或待确认"]
        return review_as_json(self.review) | found


@dataclass(frozen=True)
class Work:
    """What a person did to a draft, to be done again each time it is written.

    ``turns``, ``turn``: as ``Seed`` has them. ``arranged``: what a model put into passages, with its name and prompt. ``words``: sentence key → its
    wording, numbers as slots. ``specific``: what a model proposed for single passages. ``taken``, ``dropped``: keys of proposals. ``sources``: ledger id → where a value is from.
    """

    turns: Mapping[str, int] = field(default_factory=dict)
    turn: int = 0
    arranged: Arranged = field(default_factory=dict)
    specific: Specific = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    sources: Mapping[str, str] = field(default_factory=dict)
    model_name: str = ""
    prompt_version: str = ""

    def changed(self, passage: Passage, ledger: Ledger) -> Passage:
        """The passage with the person's words and decisions."""
        paragraphs = (tuple(self._sentences(paragraph, ledger)) for paragraph in passage.paragraphs)
        return replace(passage, paragraphs=tuple(p for p in paragraphs if p))

    def _sentences(self, paragraph: Paragraph, ledger: Ledger) -> Iterator[Sentence]:
        for sentence in paragraph:
            if sentence.owner == "proposed" and sentence.key in self.taken:
                sentence = replace(sentence, owner="own", claims=())
            if sentence.owner != "proposed" and sentence.key in self.words and fits(self.words[sentence.key], sentence):
                yield reworded(self.words[sentence.key], sentence, ledger)
            else:
                yield sentence


@dataclass
class _Drafting:
    inputs: DraftInputs
    ledger: Ledger
    model: ModelWriter | None
    watch: Watch
    composer: Composer
    arranged: Arranged = field(default_factory=dict)
    specific: Specific = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    used: dict[str, Sequence[Item]] = field(default_factory=dict)

    def write(self) -> list[Passage]:
        self.add("preamble", [self.fixed("preamble", w.PREAMBLE), self.fixed("periods", (w.PERIODS,))])
        known = {key: judge for _, key, judge in judges(self.inputs, self.ledger)}
        for number, brief in enumerate(plan(self.inputs, self.ledger)):
            self.watch.step(f"起草“{brief.title}”")
            heading = f"（{_ORDINALS[number]}）{brief.title}" if brief.key in ASPECT_TITLES else None
            passage = Passage(brief.section, heading, self.passage(brief, known[brief.key]))
            self.passages.append(passage)
            if self.model is not None:
                self.watch.passage(self._done(brief, passage))
        self.add("other", self.other())
        if "signed_on" in self.ledger:
            signed = render("{{signed_on}}", self.ledger, "fact", key="signed_on")
            self.add("other", [Sentence(self.inputs.agency, (), "fact", key="signed_by"), signed])
        return self.passages

    def _done(self, brief: Brief, passage: Passage) -> PassageDone:
        said = tuple((s.text, s.owner) for s in passage.sentences)
        return PassageDone(brief.title, "model" if brief.key in self.used else "built-in", said)

    def passage(self, brief: Brief, judge: Judge) -> tuple[Paragraph, ...]:
        """A model's passage when it gave a plan that does not contradict the tables, else the built-in one."""
        plain = built_in(brief, self.ledger, self.composer.seed)
        free = self.specific.get(brief.key, ())
        items = self.arranged.get(brief.key)
        log = None
        if items is None and self.model is not None and not self._stopped(self.model):
            items, log = self.model.arrange(brief), self.model.log
        if items is not None:
            paragraphs = self._composed(brief, with_free(items, free), "model", judge)
            if log:
                refused = self.composer.refused
                log.refused += [
                    {"passage": brief.title, "sentences": [text], "reasons": [why]} for text, why in refused
                ]
            if not self.contradicts(brief, paragraphs):
                self.used[brief.key] = items
                return paragraphs
            if log:
                log.failures.append(f"{brief.title}：成文后与表格矛盾")
        if free:
            paragraphs = self._composed(brief, with_free(plain, free), "built-in", judge)
            if not self.contradicts(brief, paragraphs):
                return paragraphs
        return self._composed(brief, plain, "built-in", judge)

    def _stopped(self, model: ModelWriter) -> bool:
        model.log.stopped = model.log.stopped or self.watch.stopped()
        return model.log.stopped

    @property
    def notices(self) -> Iterator[str]:
        """What the drafter should know of how the draft was made."""
        if not self.inputs.signed_on:
            yield "没有填成文日期，落款没有写"
        if self.model is not None and self.model.log.stopped:
            by_model = "、".join(f"“{b.title}”" for b in plan(self.inputs, self.ledger) if b.key in self.used)
            yield STOPPED_AFTER.format(titles=by_model) if by_model else STOPPED_BEFORE

    def _composed(self, brief: Brief, items: Sequence[Item], writer: Writer, judge: Judge) -> tuple[Paragraph, ...]:
        self.composer.refused.clear()
        return tuple(self.composer.passage(brief, items, writer, judge))

    def fixed(self, id: str, parts: tuple[tuple[str, ...], ...]) -> Sentence:
        return self.composer.fact(Frame(id, id, frames.combined(parts)))

    def other(self) -> list[Sentence]:
        """Section six: 信息处理费 always, then whatever else is to be reported."""
        fee = frames.fees(self.ledger)
        if fee is not None:
            first = self.composer.fact(fee, w.LATER_LEADS[2:] if fee.id == "no_fee" else w.LATER_LEADS[1:])
        else:
            first = self.composer.blank("发出收费通知的件数和总金额、实际收取的总金额", "信息处理费：")
        lines = [self.composer.own(Lines((id,))) for id in self.ledger.under("other.")]
        return [first, *lines]

    def add(self, section: SectionKey | str, sentences: list[Sentence]) -> None:
        self.passages.append(Passage(section, None, tuple((s,) for s in sentences)))

    def contradicts(self, brief: Brief, paragraphs: tuple[Paragraph, ...]) -> bool:
        """The finished words, read as a reviewer reads them, against the tables (NT rules)."""
        passage = Passage(brief.section, None, paragraphs)
        found = review(assemble(self.inputs, [passage]), draft=True).findings
        return any(f.rule.startswith("NT-") for f in found)


def make_draft(
    inputs: DraftInputs,
    *,
    previous: Report | None = None,
    previous_source: PreviousSource = "file",
    model: ModelClient | None = None,
    exemplars: dict[str, list[str]] | None = None,
    watch: Watch = UNWATCHED,
    work: "Work | None" = None,
) -> Draft:
    """A draft of the annual report, however much of the inputs is still open.

    Without ``model`` the built-in arrangement stands everywhere. ``exemplars``: masked passages by passage key. ``watch``: who looks on,
    and may stop the model. ``work``: what a person did to the draft before.
    """
    watch.step("核对数字、建立台账")
    work = work or Work()
    ledger = build_ledger(inputs, previous)
    ledger.say_sources(work.sources)
    pass_the_gate(inputs)
    writer = None
    if model is not None:
        last_year = last_years_passages(previous) if previous is not None else {}
        writer = ModelWriter(model, ledger, inputs.agency, exemplars or {}, last_year)
    composer = Composer(ledger, Seed(inputs.agency, inputs.year, work.turns, work.turn), work.dropped)
    drafting = _Drafting(inputs, ledger, writer, watch, composer, work.arranged, work.specific)
    passages = [work.changed(passage, ledger) for passage in drafting.write()]
    watch.step("审核初稿")
    report = assemble(inputs, passages)
    state: ModelState = "not_configured" if writer is None else writer.log.state
    judged = review(
        report,
        previous=previous,
        previous_source=previous_source,
        kind=inputs.kind,
        level=inputs.level,
        draft=True,
        model_state=state,
    )
    return Draft(
        inputs,
        ledger,
        report,
        tuple(passages),
        judged,
        writer.log if writer else None,
        f"{writer.prompt.id}@{writer.prompt.version}" if writer else work.prompt_version,
        model.name if model else work.model_name,
        tuple(drafting.notices),
        drafting.used,
    )


def pass_the_gate(inputs: DraftInputs) -> None:
    """The generated tables through the gate of the validators: right cells, right sums, every number from the inputs.

    A table with open cells is no table yet and waits. Raises ``GateError`` with every error at once; it would be an
    error of ours, since the inputs were checked.
    """
    for key, table in build_tables(inputs).items():
        if any(cell.value is None for cell in table.cells.values()):
            continue
        candidate: dict[str, dict[str, Number | None]] = {}
        for (row, column), cell in table.cells.items():
            candidate.setdefault(row, {})[column] = cell.value
        leaves = [inputs.leaf(key, row, column) for row, column in leaf_addresses(table.layout)]
        pass_table(LAYOUT_2021, key, candidate, source="、".join(str(value) for value in leaves))


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
    tables: dict[Any, Table | None] = dict(build_tables(inputs))
    return Report(
        agency=agency,
        year=inputs.year,
        title=f"{inputs.agency}{inputs.year}年政府信息公开工作年度报告",
        preamble="\n".join(line for p in passages if p.section == "preamble" for line in p.lines),
        layout=LAYOUT_2021,
        sections=tuple(sections),
        tables=tables,
        headings=tuple(headings),
        tables_found_in={key: table.section for key, table in LAYOUT_2021.tables.items()},
    )
