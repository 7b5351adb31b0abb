"""Properties of ledger, frames, judge and renderer over random inputs of invented agencies (示例)."""

import re
import sys
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from nianbao.drafting.draft import Draft, Passage, assemble, make_draft
from nianbao.drafting.judging.judge import judge, judges
from nianbao.drafting.ledger.entries import build_ledger, percent
from nianbao.drafting.ledger.ledger import Ledger
from nianbao.drafting.material.inputs import ASPECT_TITLES, DraftInputs
from nianbao.drafting.plan import plan
from nianbao.drafting.sentences.sentence import SLOT, render
from nianbao.drafting.sentences.vocabulary import ALLOWED
from nianbao.report.arithmetic import APPLICANT_KEYS, RESULT_KEYS
from nianbao.report.layout import LAYOUT_2021, outcome_group
from tests.support.draft_inputs import EXAMPLES, Cells, example, report_of_last_year, tables
from tests.support.model.canned_model import stray_numerals
from validators.review import review

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
def test_more_answered_in_time_than_answered_is_open_and_no_rate_is_made_of_it(on_time: int) -> None:
    """16 were answered in all; 按期答复率 106.3% would be printed."""
    inputs, _ = example("town")
    draft = make_draft(DraftInputs.model_validate({**inputs.model_dump(), "on_time": on_time}))
    assert "share.on_time" not in draft.ledger
    assert [o.place for o in draft.open if o.kind == "unread"] == ["on_time"]
    assert str(on_time) not in draft.report.text("overview")


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
    rendered = render(template, ledger, "fact", "model")
    assert [span.entry for span in rendered.spans] == ids == SLOT.findall(template)
    assert [rendered.text[s.start : s.end] for s in rendered.spans] == [ledger[id].shown for id in ids]
    rest = list(rendered.text)
    for span in rendered.spans:
        rest[span.start : span.end] = [""] * (span.end - span.start)
    assert "".join(rest) == "".join(parts)


# --- every wording of every frame -----------------------------------------------------------------------------


@settings(quick, max_examples=25)
@given(drafts_to_make())
def test_every_wording_prints_what_its_frame_is_about_and_no_numeral_of_its_own(made: Made) -> None:
    """A closed set can be tried whole: the slots of a frame are the same in all wordings but for shares, and they exist."""
    ledger = made.ledger
    for brief in plan(made.inputs, ledger):
        ids = [f.id for f in (*brief.frames, *brief.closing)]
        assert len(ids) == len(set(ids))
        for frame in (*brief.frames, *brief.closing):
            told = {frozenset(i for i in SLOT.findall(w) if not i.startswith("share.")) for w in frame.wordings}
            assert len(told) == 1, frame.id
            for wording in frame.wordings:
                assert "⟦" not in wording
                render(wording, ledger, "fact")
                words = ALLOWED.sub("", SLOT.sub("", wording))
                assert not any(unicodedata.numeric(c, None) is not None for c in words), wording


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_wording_contradicts_the_tables(name: str) -> None:
    """Read as a reviewer reads them (NT rules), every wording agrees with the three tables and with last year."""
    inputs, previous = example(name)
    ledger = build_ledger(inputs, previous)
    for brief in plan(inputs, ledger):
        for frame in (*brief.frames, *brief.closing):
            sentences = tuple((render(f"全年{w}。", ledger, "fact"),) for w in frame.wordings)
            found = review(assemble(inputs, [Passage("overview", None, sentences)]), previous=previous, draft=True)
            told = [f.hit.message for f in found.findings if f.rule.startswith("NT-") and "重复" not in f.title]
            assert told == [], frame.id


@quick
@given(drafts_to_make())
def test_a_draft_says_every_fact_and_every_line_once(made: Made) -> None:
    draft = made.draft
    printed = [span.entry for _, s in draft.prose for span in s.spans]
    once = [id for id in printed if id.startswith(("fact.", "practice.", "problem.", "measure.", "result.", "other."))]
    assert len(once) == len(set(once))
    assert set(once) == set(made.ledger.under("fact.", "practice.", "problem.", "measure.", "other.", "result."))
    assert {s.owner for _, s in draft.prose} <= {"fact", "own", "blank"}


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


def reads_as_a_set_phrase(sentence: str) -> bool:
    """The numeral has fallen together with its neighbours into 进一步, 统一 …: then it is no figure."""
    words = ALLOWED.sub("", unicodedata.normalize("NFKC", sentence))
    return not any(unicodedata.numeric(c, None) is not None or c == "两" for c in words)


@settings(quick, max_examples=300)
@given(drafts_to_make(), st.data(), numeral_strings)
def test_a_numeral_put_into_a_sentence_is_never_the_drafters_nor_a_fact(
    made: Made, data: st.DataObject, numeral: str
) -> None:
    """Whatever sentence a model takes from the draft or the material: with a numeral put in it is refused."""
    judge_of = {key: j for _, key, j in judges(made.inputs, made.ledger)}
    key = data.draw(st.sampled_from([k for k in judge_of if k != "other"]))
    sentences = [made.ledger[id].shown for id in judge_of[key].lines] or ["制定信息发布审查流程。"]
    sentence = data.draw(st.sampled_from(sentences))
    at = data.draw(st.integers(1, len(sentence)))
    lie = sentence[:at] + numeral + sentence[at:]
    assume(not reads_as_a_set_phrase(lie))
    assert judge_of[key].of(lie).becomes == "refused", lie


def test_every_numeral_of_unicode_is_refused() -> None:
    """All of them, one by one, in a sentence that is otherwise the drafter's own."""
    inputs, _ = example("county")
    assert judge("制定政府信息发布审查流程。", "management", inputs).becomes == "own"
    assert len(numerals()) > 1500
    of = {key: j for _, key, j in judges(inputs, build_ledger(inputs))}["management"].of
    assert [c for c in numerals() if of(f"制定{c}政府信息发布审查流程。").becomes != "refused"] == []
