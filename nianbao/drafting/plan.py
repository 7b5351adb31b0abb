"""What a draft has to say, passage by passage: the frames of its facts, the drafter's lines, and what is still missing."""

from dataclasses import dataclass

from nianbao.drafting.ledger.ledger import Ledger
from nianbao.drafting.material.inputs import ASPECT_TITLES, Aspect, DraftInputs
from nianbao.drafting.sentences import frames
from nianbao.drafting.sentences.frames import Frame
from nianbao.drafting.sentences.rewording import has_numeral
from nianbao.report.agency import infer_agency
from nianbao.report.layout import SectionKey

POINTER = 12
"""Characters of a line that point at it."""
RESULT_NAMES = {"assessment": "工作考核", "public_appraisal": "社会评议", "accountability": "责任追究"}


@dataclass(frozen=True)
class Brief:
    """One passage. ``frames``: all of them are needed; ``lines``: ids of the drafter's sentences, all of them needed too.

    ``closing``: frames that stand after the drafter's lines (figures → practices → reviews). ``blanks``: what nobody
    has filled in, each printed as 〔待填：…〕.
    """

    section: SectionKey
    key: str
    title: str
    frames: tuple[Frame, ...]
    lines: tuple[str, ...]
    closing: tuple[Frame, ...] = ()
    blanks: tuple[str, ...] = ()


def plan(inputs: DraftInputs, ledger: Ledger) -> list[Brief]:
    """Five passages of 总体情况 and one of 问题及改进; section six is written by code alone."""
    return [*(_aspect(inputs, ledger, aspect) for aspect in ASPECT_TITLES), _problems(inputs, ledger)]


def is_government(inputs: DraftInputs) -> bool:
    """各级人民政府 owe the three results of Article 50(四)."""
    return (inputs.kind or infer_agency(inputs.agency).kind) == "government"


def _aspect(inputs: DraftInputs, ledger: Ledger, aspect: Aspect) -> Brief:
    given = [f"fact.{n}" for n, fact in enumerate(inputs.facts, start=1) if fact.aspect == aspect]
    lines = ledger.under(f"practice.{aspect}.")
    facts = frames.facts(ledger, given)
    blanks: list[str] = []
    if aspect == "active":
        figures = [*facts, *frames.documents(ledger)]
        if not facts:
            blanks.append("主动公开的渠道和条数")
    elif aspect == "on_request":
        figures = [*frames.on_request(ledger), *facts]
    else:
        figures = facts
    if aspect == "supervision":
        lines += ledger.under("result.")
    if aspect == "supervision" and is_government(inputs):
        blanks += [f"{label}结果" for name, label in RESULT_NAMES.items() if f"result.{name}" not in ledger]
    if aspect != "on_request" and not (facts or lines) and not blanks:
        blanks.append(f"{ASPECT_TITLES[aspect]}的做法")
    title = ASPECT_TITLES[aspect]
    several = len(given) + len(lines) > 1 if aspect != "on_request" else not frames.is_quiet(ledger)
    if several:
        figures = [frames.opening(aspect, title, (*given, *lines)), *figures]
    closing = tuple(frames.proceedings(ledger)) if aspect == "on_request" else ()
    return Brief("overview", aspect, title, tuple(figures), tuple(lines), closing, tuple(blanks))


def _problems(inputs: DraftInputs, ledger: Ledger) -> Brief:
    """Problems and measures stand in rows; a row with one of the two is remarked on."""
    problems, measures = ledger.under("problem."), ledger.under("measure.")
    blanks = [] if problems else ["存在的主要问题"]
    blanks += [] if measures else ["对应的改进措施"]
    if problems and measures:
        rows = range(1, max(len(inputs.problems), len(inputs.measures)) + 1)
        blanks += [
            f"问题“{_short(ledger, f'problem.{n}')}”对应的改进措施"
            for n in rows
            if f"problem.{n}" in ledger and f"measure.{n}" not in ledger
        ]
        blanks += [
            f"措施“{_short(ledger, f'measure.{n}')}”对应的问题"
            for n in rows
            if f"measure.{n}" in ledger and f"problem.{n}" not in ledger
        ]
    return Brief("problems", "problems", "存在的主要问题及改进情况", (), (*problems, *measures), (), tuple(blanks))


def _short(ledger: Ledger, id: str) -> str:
    """The beginning of a line, up to its first numeral, to point at it."""
    words = ledger[id].shown
    size = next(n for n in range(min(len(words), POINTER), -1, -1) if not has_numeral(words[:n]))
    return words[:size] if size == len(words) else words[:size] + "…"
