"""What was found for a workbook before anybody fills it in: values and lines, each with its source.

Gathered from the reports of others (roll-up), last year's report, notes or a register; nothing here is checked to be whole,
for the clerk goes over it in the workbook. Where two sources differ nothing is chosen: both stand among the questions.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from nianbao.drafting.material.inputs import Aspect, DraftInputs, leaf_addresses
from nianbao.report.arithmetic import APPLICANT_KEYS, RESULT_KEYS
from nianbao.report.cells import Number
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS, cell_label

CARRIED = "沿用自上年"
"""What the source of a line of last year's report begins with; such a line enters a draft only when a person keeps it."""
FEES = {"notices": "收费通知件数", "charged": "通知收费的总金额", "collected": "实际收取的总金额"}
"""信息处理费 (国办函〔2020〕109号) by the names of the inputs; 件, 元, 元."""
KEEP, DONE, STRIKE = "保留", "已完成", "删去"
"""What a person may say of such a line."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its source. ``base``: last year's stock of 现行有效, on which this year's is worked out."""

    value: Number
    source: str
    base: bool = False


@dataclass(frozen=True, slots=True)
class FactLine:
    """A line of 工作情况: words, number, unit (条, 次, 万元). Words for a number (40多条) and None stay open in the draft."""

    aspect: Aspect
    label: str
    value: Number | str | None
    unit: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A practice, a problem, a result: the words and where they are from."""

    text: str
    source: str = ""
    aspect: Aspect = "active"

    @property
    def carried(self) -> bool:
        return self.source.startswith(CARRIED)


@dataclass(frozen=True, slots=True)
class Pair:
    """A problem and its measure, or last year's, of which this year's report has to say what became; either may be empty."""

    problem: str
    measure: str
    source: str = ""

    @property
    def carried(self) -> bool:
        return self.source.startswith(CARRIED)


QuestionKind = Literal["differs", "doubtful", "open", "decide"]
QUESTION_KINDS: dict[QuestionKind, str] = {
    "differs": "说法不一致",
    "doubtful": "不是确数",
    "open": "没有说清",
    "decide": "不能直接相加",
}


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be settled by a person: ``subject`` names the fact or cell, ``said`` the statements as they stand with
    their sources. ``offered``: the figure of 工作情况 that it becomes when a person says that it is the whole year's."""

    kind: QuestionKind
    subject: str
    said: tuple[str, ...]
    offered: FactLine | None = field(default=None, repr=False)  # a question is known again by what it asks


@dataclass
class Material:
    """Everything found. ``cells``: leaf cells by id (``applications.new.commercial``)."""

    agency: str | None = None
    year: int | None = None
    on_time: int | None = None
    on_time_source: str = ""
    signed_on: date | None = None
    cells: dict[str, Figure] = field(default_factory=dict)
    facts: list[FactLine] = field(default_factory=list)
    practices: list[TextLine] = field(default_factory=list)
    problems: list[Pair] = field(default_factory=list)
    results: dict[str, TextLine] = field(default_factory=dict)
    fees: dict[str, Figure] = field(default_factory=dict)
    other_matters: list[TextLine] = field(default_factory=list)
    last_year: list[Pair] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    """What a reader should know of how it was gathered (Chinese lines)."""
    totals: list[tuple[str, Figure]] = field(default_factory=list)
    """Totals of table three or four that were stated without their parts."""
    parts: dict[str, dict[str, Number]] = field(default_factory=dict)
    """Of a roll-up: cell id → agency → figure."""

    @classmethod
    def of(cls, inputs: DraftInputs) -> "Material":
        """Whole inputs as material, without sources."""
        cells = {
            f"{key}.{row}.{column}": Figure(value, "")
            for key in TABLE_KEYS
            for row, column in leaf_addresses(LAYOUT_2021.tables[key])
            if (value := inputs.leaf(key, row, column)) is not None
        }
        count = max(len(inputs.problems), len(inputs.measures))
        pairs = [Pair(_at(inputs.problems, n), _at(inputs.measures, n)) for n in range(count)]
        results = {name: TextLine(text) for name, text in inputs.results if text}
        fees = {name: Figure(value, "") for name, value in inputs.fees if value is not None}
        return cls(
            inputs.agency,
            inputs.year,
            inputs.on_time,
            "",
            inputs.signed_on,
            cells,
            [FactLine(f.aspect, f.label, f.value, f.unit) for f in inputs.facts],
            [TextLine(p.text, aspect=p.aspect) for p in inputs.practices],
            pairs,
            results,
            fees,
            [TextLine(text) for text in inputs.other_matters],
        )


def _at(items: list[str], number: int) -> str:
    return items[number] if number < len(items) else ""


def merged(materials: Iterable[Material]) -> Material:
    """Several materials as one, the first that names agency or year leading. A cell that two fill differently stays empty,
    and both statements are a question; so do a fact's."""
    whole = Material()
    said: dict[str, list[Figure]] = {}
    fees: dict[str, list[Figure]] = {}
    for one in materials:
        whole.agency = whole.agency or one.agency
        whole.year = whole.year or one.year
        whole.signed_on = whole.signed_on or one.signed_on
        if whole.on_time is None:
            whole.on_time, whole.on_time_source = one.on_time, one.on_time_source
        for cell, figure in one.cells.items():
            said.setdefault(cell, []).append(figure)
        whole.facts += [fact for fact in one.facts if not _known(fact, whole)]
        whole.practices += one.practices
        whole.problems += one.problems
        whole.results |= {name: line for name, line in one.results.items() if name not in whole.results}
        for name, figure in one.fees.items():
            fees.setdefault(name, []).append(figure)
        whole.other_matters += one.other_matters
        whole.last_year += one.last_year
        whole.questions += one.questions
        whole.notices += one.notices
        whole.totals += one.totals
        whole.parts |= one.parts
    for cell, figures in said.items():
        _settle(whole, whole.cells, cell, cell_label(cell), figures)
    for name, figures in fees.items():
        _settle(whole, whole.fees, name, FEES[name], figures)
    _check_stocks(whole, said)
    _check_totals(whole)
    return whole


def _check_totals(whole: Material) -> None:
    """A total against its parts where these are known; parts that make it up leave 0 to the rest; else they are asked for."""
    for cell, figure in dict.fromkeys(whole.totals):
        leaves = leaves_of(cell)
        known = [f for leaf in leaves if (f := whole.cells.get(leaf)) is not None]
        if len(known) == len(leaves):
            parts = sum(f.value for f in known)
            if parts != figure.value:
                sources = "；".join(dict.fromkeys(f.source for f in known if f.source))
                said = (f"{figure.value}（{figure.source}）", f"各栏相加{parts}（{sources}）")
                whole.questions.append(Question("differs", cell_label(cell), said))
        elif sum(f.value for f in known) == figure.value:
            whole.cells |= {leaf: Figure(0, figure.source) for leaf in leaves if leaf not in whole.cells}
        else:
            said = (f"{figure.value}（{figure.source}）", "只有总数，请分到各栏")
            whole.questions.append(Question("open", cell_label(cell), said))


def leaves_of(total: str) -> list[str]:
    """The leaf cells that add up to a 总计 of table three or four."""
    row = total.removesuffix(".total")
    keys = APPLICANT_KEYS if total.startswith("applications") else RESULT_KEYS
    return [f"{row}.{column}" for column in keys]


def _check_stocks(whole: Material, said: dict[str, list[Figure]]) -> None:
    """现行有效 as stated this year against last year's stock, 制发 and 废止 (格式·第二部分); both are shown where they differ."""
    for cell, figures in said.items():
        base = next((f for f in figures if f.base), None)
        row = cell.removesuffix("in_force")
        stated, issued, repealed = (whole.cells.get(row + c) for c in ("in_force", "issued", "repealed"))
        if base is None or stated is None or stated.base or issued is None or repealed is None:
            continue
        expected = base.value + issued.value - repealed.value
        if stated.value != expected:
            worked = f"上年{base.value}＋制发{issued.value}－废止{repealed.value}＝{expected}（{base.source}）"
            whole.questions.append(
                Question("differs", cell_label(cell), (f"{stated.value}（{stated.source}）", worked))
            )


def _known(fact: FactLine, whole: Material) -> bool:
    return any((f.label, f.value, f.unit) == (fact.label, fact.value, fact.unit) for f in whole.facts)


def _settle(whole: Material, into: dict[str, Figure], key: str, label: str, figures: list[Figure]) -> None:
    """One figure where all say the same (last year's stock is none of this year's), else a question."""
    stated = [f for f in figures if not f.base] or figures
    if len({f.value for f in stated}) == 1:
        sources = "；".join(dict.fromkeys(f.source for f in stated if f.source))
        into[key] = Figure(stated[0].value, sources, stated[0].base)
        return
    said = tuple(f"{f.value}（{f.source}）" for f in stated)
    whole.questions.append(Question("differs", label, said))
