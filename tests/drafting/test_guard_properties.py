"""Properties of ledger, guard and renderer over random inputs of invented agencies (示例)."""

import re
import sys
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from nianbao.drafting import builtin_writer
from nianbao.drafting.bookkeeping import build_ledger, percent
from nianbao.drafting.draft import Draft, guard_for, make_draft
from nianbao.drafting.inputs import ASPECT_TITLES, DraftInputs
from nianbao.drafting.ledger import Ledger, UnbalancedError
from nianbao.drafting.plan import plan
from nianbao.drafting.slots import SLOT, render, slots_of
from nianbao.drafting.vocabulary import ALLOWED
from nianbao.report.arithmetic import APPLICANT_KEYS, RESULT_KEYS
from nianbao.report.layout import LAYOUT_2021, outcome_group
from tests.support.canned_model import stray_numerals
from tests.support.draft_inputs import Cells, example, report_of_last_year, tables
from tests.support.lies import HONEST

AGENCIES = (
    "示例省云岭市白榆县人民政府",
    "示例省云岭市白榆县水务局",
    "示例省云岭市白榆县槐树镇人民政府",
    "示例省云岭市白榆县城关街道办事处",
)
LABELS = (
    "通过政府门户网站公开信息",
    "发布政策解读材料",
    "政务新媒体推送信息",
    "组织业务培训",
    "开展专项检查",
    "更新公开专栏栏目",
)
UNITS = ("条", "篇", "次", "场", "个")
TEXTS = (
    "制定发布审查流程", "更新公开指南和目录", "分3批调整目录", "邀请群众代表26人参加开放日活动", "将政务公开纳入考核", "推广图解和短视频", "对答复文书逐件审核",
    "部分科室对公开清单掌握不透彻", "解读形式单一", "考核得分94.5分", "未发生责任追究", "公开率较高的{{year}}度",
)  # fmt: skip
quick = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate, Phase.shrink),
)

OUTCOME_ROWS = [
    r for r in dict.fromkeys(r for r, _ in LAYOUT_2021.tables["applications"].addresses) if outcome_group(r)
]
counts = st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 20_000))


@st.composite
def balanced_cells(draw: st.DrawFn) -> Cells:
    """Leaf cells whose four lines of table three balance in every column."""
    cells: Cells = {}
    for column in draw(st.lists(st.sampled_from(APPLICANT_KEYS), unique=True, max_size=3)):
        chosen = draw(st.dictionaries(st.sampled_from(OUTCOME_ROWS), counts, max_size=4))
        carried_out = draw(counts)
        handled = sum(chosen.values()) + carried_out
        carried_in = draw(st.one_of(st.just(0), st.integers(0, handled)))
        cells |= {f"applications.{row}.{column}": value for row, value in chosen.items()}
        cells[f"applications.carried_out.{column}"] = carried_out
        cells[f"applications.carried_in.{column}"] = carried_in
        cells[f"applications.new.{column}"] = handled - carried_in
    proceedings = [
        f"proceedings.{b}.{c}"
        for b in ("reconsideration", "litigation_direct", "litigation_after")
        for c in RESULT_KEYS
    ]
    cells |= draw(st.dictionaries(st.sampled_from(proceedings), counts, max_size=5))
    leaves = [f"active_disclosure.{r}.{c}" for r, c in LAYOUT_2021.tables["active_disclosure"].addresses if r != "fees"]
    return cells | draw(st.dictionaries(st.sampled_from(leaves), counts, max_size=5))


def facts() -> st.SearchStrategy[dict[str, Any]]:
    value = st.one_of(st.integers(0, 100_000), st.decimals(0, 9999, places=2).map(str))
    return st.fixed_dictionaries(
        {
            "aspect": st.sampled_from(list(ASPECT_TITLES)),
            "label": st.sampled_from(LABELS),
            "value": value,
            "unit": st.sampled_from(UNITS),
        }
    )


class Made:
    """Random inputs with the report of the year before, if any; its repr leaves the empty cells out."""

    def __init__(self, inputs: DraftInputs, cells: Cells, last_year: Cells | None) -> None:
        self.inputs, self.cells, self.last_year = inputs, cells, last_year
        self.previous = None if last_year is None else report_of_last_year(inputs, last_year)

    def __repr__(self) -> str:
        told = self.inputs.model_dump(mode="json", exclude={"tables"}, exclude_defaults=True)
        shown, last_year = ({k: v for k, v in (cells or {}).items() if v} for cells in (self.cells, self.last_year))
        return f"Made({told}, cells={shown}, last_year={last_year if self.last_year is not None else None})"

    @property
    def ledger(self) -> Ledger:
        return build_ledger(self.inputs, self.previous)

    @property
    def draft(self) -> Draft:
        return make_draft(self.inputs, previous=self.previous)


@st.composite
def drafts_to_make(draw: st.DrawFn) -> Made:
    """Valid inputs, and for some of them a report of the year before."""
    cells = draw(balanced_cells())
    done = sum(
        int(v)
        for k, v in cells.items()
        if k.startswith("applications.") and outcome_group(k.split(".", 1)[1].rsplit(".", 1)[0])
    )
    agency, year = draw(st.sampled_from(AGENCIES)), draw(st.integers(2022, 2035))
    text = st.sampled_from(TEXTS)
    inputs = DraftInputs.model_validate(
        {
            "agency": agency,
            "year": year,
            "tables": tables(cells),
            "on_time": draw(st.one_of(st.none(), st.integers(0, done))),
            "facts": draw(st.lists(facts(), max_size=5, unique_by=lambda f: f["label"])),
            "practices": draw(
                st.lists(
                    st.fixed_dictionaries({"aspect": st.sampled_from(list(ASPECT_TITLES)), "text": text}), max_size=4
                )
            ),
            "problems": draw(st.lists(text, max_size=4)),
            "measures": draw(st.lists(text, max_size=4)),
            "results": {
                k: draw(st.one_of(st.none(), text)) for k in ("assessment", "public_appraisal", "accountability")
            },
            "fees": {k: draw(st.one_of(st.none(), st.integers(0, 900))) for k in ("notices", "charged", "collected")},
            "other_matters": draw(st.lists(text, max_size=2)),
        }
    )
    return Made(inputs, cells, draw(st.one_of(st.none(), balanced_cells())))


# --- the ledger -----------------------------------------------------------------------------------------------


def recomputed(ledger: Ledger, formula: str) -> object:
    """What a formula of the ledger says, worked out from the entries it names."""

    def value(id: str) -> int:
        return int(ledger[id].value)

    if match := re.fullmatch(r"\|(.+)-(previous\..+)\|/(previous\..+)", formula):
        return percent(abs(value(match[1]) - value(match[2])), value(match[3]))
    if match := re.fullmatch(r"\|(.+)-(previous\..+)\|", formula):
        return abs(value(match[1]) - value(match[2]))
    if "/" in formula:
        part, base = formula.split("/")
        return percent(value(part), value(base))
    return sum(value(part) for part in formula.split("+"))


@quick
@given(drafts_to_make())
def test_derived_figures_follow_from_their_formulas(made: Made) -> None:
    ledger = made.ledger
    for entry in ledger.entries.values():
        assert (entry.source is None) != (entry.formula is None), entry.id
        if entry.kind == "number" and entry.formula is not None:
            assert entry.value == recomputed(ledger, entry.formula), entry.id
        if entry.id.startswith("versus."):
            now, before = (
                int(ledger[id].value)
                for id in (entry.id.removeprefix("versus."), "previous." + entry.id.removeprefix("versus."))
            )
            assert entry.shown == (
                "与上年持平" if now == before else f"较上年{'增加' if now > before else '减少'}{abs(now - before)}件"
            )
        if entry.id.startswith("phrase.no_") and entry.formula != "fee.notices=0":
            assert ledger.count(str(entry.formula).removesuffix("=0")) == 0
    balance = [ledger.count(f"applications.{r}.total") for r in ("new", "carried_in", "processed_total", "carried_out")]
    assert balance[0] + balance[1] == balance[2] + balance[3]
    assert ledger.hash() == made.ledger.hash()


@quick
@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_a_share_is_rounded_half_up_to_one_digit(part: int, base: int) -> None:
    share = percent(part, base)
    assert share.as_tuple().exponent == -1
    assert -Decimal("0.05") <= share - Decimal(part) * 100 / Decimal(base) <= Decimal("0.0500001")


@pytest.mark.parametrize("on_time", [17, 999])
def test_more_answered_in_time_than_answered_is_not_a_figure_to_print(on_time: int) -> None:
    """16 were answered in all; 按期答复率 106.3% would be printed."""
    inputs, _ = example("town")
    with pytest.raises(UnbalancedError, match="按期"):
        build_ledger(DraftInputs.model_validate({**inputs.model_dump(), "on_time": on_time}))


# --- rendering ------------------------------------------------------------------------------------------------


@quick
@given(drafts_to_make())
def test_what_is_printed_is_what_the_ledger_holds(made: Made) -> None:
    draft = made.draft
    for passage in draft.passages:
        for sentence in passage.sentences:
            at = 0
            for span in sentence.spans:
                assert at <= span.start <= span.end <= len(sentence.text)
                assert sentence.text[span.start : span.end] == draft.ledger[span.entry].shown
                at = span.end
    assert stray_numerals(draft) == []


@quick
@given(drafts_to_make(), st.data())
def test_rendering_fills_slots_and_nothing_else(made: Made, data: st.DataObject) -> None:
    ledger = made.ledger
    words = st.text(alphabet="依法公开，。本机关 ", max_size=8)
    ids = data.draw(st.lists(st.sampled_from(sorted(ledger.entries)), max_size=6))
    parts = [data.draw(words) for _ in range(len(ids) + 1)]
    template = parts[0] + "".join("{{" + id + "}}" + words for id, words in zip(ids, parts[1:], strict=True))
    rendered = render(template, ledger, "model")
    assert rendered.slots == ids == slots_of(template)
    assert [rendered.text[s.start : s.end] for s in rendered.spans] == [ledger[id].shown for id in ids]
    rest = list(rendered.text)
    for span in rendered.spans:
        rest[span.start : span.end] = [""] * (span.end - span.start)
    assert "".join(rest) == "".join(parts)


# --- the built-in writer under its own guard --------------------------------------------------------------------


@quick
@given(drafts_to_make())
def test_built_in_sentences_pass_the_guard(made: Made) -> None:
    inputs, ledger = made.inputs, made.ledger
    for brief in plan(inputs, ledger):
        guard = guard_for(brief, ledger, inputs)
        templates = builtin_writer.write(brief, ledger)[: -len(brief.blanks) or None]  # marks of blanks are no prose
        assert [(t, r) for t in templates for r in guard.refusals(t)] == []
        assert guard.missing(templates, brief.required) == []
        used = [slot for t in templates for slot in slots_of(t) if slot != "year"]
        assert len(used) == len(set(used))
        assert brief.required <= brief.offered <= set(ledger.entries)


@quick
@given(drafts_to_make())
def test_a_built_in_draft_has_no_error_and_no_contradiction(made: Made) -> None:
    draft = made.draft
    found = [
        (f.rule, f.hit.message) for f in draft.review.findings if f.severity == "error" or f.rule.startswith("NT-")
    ]
    assert found == []


# --- numerals of any script -----------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def numerals() -> list[str]:
    """Every character with a numeric value: Nd, Nl, No, and the ideographs that count."""
    return [chr(c) for c in range(0x20, sys.maxunicode) if unicodedata.numeric(chr(c), None) is not None]


numeral_strings = st.one_of(
    st.integers(0, 10**6).map(str),
    st.integers(0, 10**4).map(lambda n: "".join(chr(0xFF10 + int(d)) for d in str(n))),
    st.deferred(lambda: st.text(st.sampled_from(numerals()), min_size=1, max_size=4)),
    st.text(st.sampled_from("一二三四五六七八九十百千万〇零两廿卅叁"), min_size=1, max_size=4),
)
HONEST_TEMPLATES = [(place, s) for place, answer in HONEST.items() for s in answer]


def outside_slots(template: str) -> list[int]:
    """Places between characters that are not inside a slot."""
    inside = {p for m in SLOT.finditer(template) for p in range(m.start() + 1, m.end())}
    return [p for p in range(len(template) + 1) if p not in inside]


def reads_as_a_set_phrase(template: str) -> bool:
    """The numeral has fallen together with its neighbours into 进一步, 统一 …: then it is no figure."""
    words = ALLOWED.sub("", unicodedata.normalize("NFKC", SLOT.sub("", template)))
    return not any(unicodedata.numeric(c, None) is not None or c == "两" for c in words)


@settings(quick, max_examples=300)
@given(drafts_to_make(), st.data(), numeral_strings)
def test_a_numeral_put_into_a_built_in_sentence_is_refused(made: Made, data: st.DataObject, numeral: str) -> None:
    inputs, ledger = made.inputs, made.ledger
    brief = data.draw(st.sampled_from(plan(inputs, ledger)))
    templates = [t for t in builtin_writer.write(brief, ledger) if "on_time" not in t]
    assume(templates)
    template = data.draw(st.sampled_from(templates))
    at = data.draw(st.sampled_from(outside_slots(template)))
    lie = template[:at] + numeral + template[at:]
    assume(not reads_as_a_set_phrase(lie))
    assert guard_for(brief, ledger, inputs).refusals(lie) != []


@settings(quick, max_examples=300)
@given(st.sampled_from(HONEST_TEMPLATES), st.data(), numeral_strings)
def test_a_numeral_put_into_an_honest_sentence_is_refused(
    honest: tuple[tuple[str, str], str], data: st.DataObject, numeral: str
) -> None:
    (name, passage), template = honest
    guard = guards(name)[passage]
    assert guard.refusals(template) == []
    at = data.draw(st.sampled_from(outside_slots(template)))
    lie = template[:at] + numeral + template[at:]
    assume(not reads_as_a_set_phrase(lie))
    assert guard.refusals(lie) != []


def test_every_numeral_of_unicode_is_refused() -> None:
    """All of them, one by one, in a sentence that is otherwise fine."""
    guard = guards("county")["management"]
    assert guard.refusals("制定信息发布审查流程。") == []
    assert len(numerals()) > 1500
    assert [c for c in numerals() if not guard.refusals(f"制定{c}信息发布审查流程。")] == []


@lru_cache(maxsize=8)
def guards(name: str) -> dict[str, Any]:
    """The guard of every passage of an example."""
    inputs, previous = example(name)
    ledger = build_ledger(inputs, previous)
    return {brief.key: guard_for(brief, ledger, inputs) for brief in plan(inputs, ledger)}
