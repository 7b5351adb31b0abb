"""The plan of a draft: which aspect speaks of which ledger entries, and what is still to be filled in."""

import unicodedata
from dataclasses import dataclass

from nianbao.drafting.inputs import ASPECT_TITLES, Aspect, DraftInputs
from nianbao.drafting.ledger import Ledger
from nianbao.drafting.vocabulary import ALLOWED, COUNTING
from nianbao.report.agency import infer_agency
from nianbao.report.layout import OUTCOME_GROUPS, SectionKey


@dataclass(frozen=True)
class Brief:
    """What one passage has to say: entries it may print, those it must, loose material, and blanks to mark."""

    section: SectionKey
    key: str
    title: str
    offered: frozenset[str]
    required: frozenset[str]
    material: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()


def plan(inputs: DraftInputs, ledger: Ledger) -> list[Brief]:
    """Five passages of 总体情况 and one of 问题及改进; section six is written by code alone."""
    return [*(_aspect(inputs, ledger, aspect) for aspect in ASPECT_TITLES), _problems(inputs, ledger)]


def is_government(inputs: DraftInputs) -> bool:
    """各级人民政府 owe the three results of Article 50(四)."""
    return (inputs.kind or infer_agency(inputs.agency).kind) == "government"


def _aspect(inputs: DraftInputs, ledger: Ledger, aspect: Aspect) -> Brief:
    facts = [f"fact.{n}" for n, fact in enumerate(inputs.facts, start=1) if fact.aspect == aspect]
    practices = [id for id in ledger.entries if id.startswith(f"practice.{aspect}.")]
    material = tuple(ledger[id].shown for id in practices if not has_numeral(ledger[id].shown))
    quoted = [id for id in practices if has_numeral(ledger[id].shown)]
    required = {*facts, *quoted}
    offered = {*facts, *practices, "year"}
    blanks: list[str] = []
    if aspect == "active":
        documents = [f"active_disclosure.normative_documents.{c}" for c in ("issued", "repealed", "in_force")]
        offered |= {*documents}
        if ledger.count(documents[0]) or ledger.count(documents[2]):
            required |= {documents[0], documents[2]}
        if not facts:
            blanks.append("主动公开的渠道和条数")
    elif aspect == "on_request":
        own, must = _on_request(ledger)
        offered |= own
        required |= must
    elif aspect == "supervision" and is_government(inputs):
        for name, label in (
            ("assessment", "工作考核"),
            ("public_appraisal", "社会评议"),
            ("accountability", "责任追究"),
        ):
            if f"result.{name}" in ledger:
                required.add(f"result.{name}")
            else:
                blanks.append(f"{label}结果")
    if aspect != "on_request" and not (facts or practices) and not blanks:
        blanks.append(f"{ASPECT_TITLES[aspect]}的做法")
    return Brief(
        "overview",
        aspect,
        ASPECT_TITLES[aspect],
        frozenset(offered | required),
        frozenset(required),
        material,
        tuple(blanks),
    )


def _on_request(ledger: Ledger) -> tuple[set[str], set[str]]:
    """Entries the passage may print, and those it must: a denial where the figure is 0, the figure where it is not."""
    must: set[str] = set()
    for phrase, figure in (
        ("phrase.no_new", "applications.new.total"),
        ("phrase.no_carried_in", "applications.carried_in.total"),
        ("phrase.no_carried_out", "applications.carried_out.total"),
        ("phrase.no_reconsideration", "proceedings.reconsideration.total"),
        ("phrase.no_litigation", "proceedings.litigation.total"),
    ):
        must.add(phrase if phrase in ledger else figure)
    if ledger.count("applications.processed_total.total"):
        must.add("applications.processed_total.total")
        must |= {f"applications.{g}.total" for g in OUTCOME_GROUPS if ledger.count(f"applications.{g}.total")}
    versus = {id for id, entry in ledger.entries.items() if id.startswith("versus.") and entry.follows in must}
    may = {
        "applications.new.natural_person",
        "applications.new.organisations",
        "phrase.all_done",
        "on_time",
        "share.on_time",
    }
    may |= {f"share.{g}" for g in (*OUTCOME_GROUPS, "disclosed")}
    may |= {
        f"proceedings.{b}.{c}"
        for b in ("reconsideration", "litigation")
        for c in ("upheld", "corrected", "other", "pending")
    }
    return {id for id in may | versus | must if id in ledger}, must


def _problems(inputs: DraftInputs, ledger: Ledger) -> Brief:
    required = {f"problem.{n}" for n in range(1, len(inputs.problems) + 1)}
    required |= {f"measure.{n}" for n in range(1, len(inputs.measures) + 1)}
    blanks = [] if inputs.problems else ["存在的主要问题"]
    blanks += [] if inputs.measures else ["对应的改进措施"]
    return Brief(
        "problems",
        "problems",
        "存在的主要问题及改进情况",
        frozenset(required | {"year"}),
        frozenset(required),
        (),
        tuple(blanks),
    )


def has_numeral(text: str) -> bool:
    """True when the drafter's words hold a number of any script; such words are quoted, never reworded."""
    rest = ALLOWED.sub("", text)
    return any(unicodedata.numeric(c, None) is not None or c in COUNTING for c in rest)
