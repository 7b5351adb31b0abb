"""Frames: what the form needs said, and the closed set of wordings in which code may say it.

A frame is one clause about figures of the ledger, without its final mark. Its wordings all say the same; which one
stands in a draft is chosen by agency and year (``Seed``), or by a model that names the frame and a style.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import gcd
from typing import TypeVar
from zlib import crc32

from nianbao.drafting.ledger.ledger import Ledger
from nianbao.drafting.sentences import wordings as w
from nianbao.report.layout import OUTCOME_GROUPS

LARGE = 100
"""From so many 件 on, outcomes are told with their shares."""
WORTH_A_SHARE = 0.1
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Frame:
    """One thing to say. ``group``: frames of a group may share a sentence; ``lead``: 全年 and the like may open it."""

    id: str
    label: str
    wordings: tuple[str, ...]
    group: str = ""
    rests_on: tuple[str, ...] = ()
    lead: bool = True


@dataclass(frozen=True, slots=True)
class Seed:
    """Chooses among equal wordings: another agency chooses otherwise, and so does another year of the same agency.

    ``turns``: what → how many wordings further; ``turn``: the same for everything (换一种写法).
    """

    agency: str
    year: int
    turns: Mapping[str, int] = field(default_factory=dict, hash=False)
    turn: int = 0

    def choose(self, what: str, options: Sequence[_T]) -> _T:
        size = len(options)
        step = next(s for s in range(max(1, round(size * 0.382)), size + 2) if gcd(s, size) == 1)
        start = crc32(f"{self.agency}·{what}".encode()) // 7 + self.year * step
        return options[(start + self.turn * step + self.turns.get(what, 0)) % size]


def combined(parts: Sequence[Sequence[str]], **filled: Sequence[str]) -> tuple[str, ...]:
    """Every wording that the parts make; ``filled`` are the choices for ⟦name⟧ (none: the name goes)."""
    templates = ["".join(chosen) for chosen in product(*parts)]
    for name, options in filled.items():
        mark = f"⟦{name}⟧"
        templates = [t.replace(mark, o) for t in templates for o in (options or ("",) if mark in t else ("",))]
    return tuple(dict.fromkeys(templates))


def slot(id: str) -> str:
    return "{{" + id + "}}"


def opening(aspect: str, title: str, rests_on: tuple[str, ...]) -> Frame:
    """A sentence that says what follows; it claims nothing and is given only where something follows."""
    parts = w.REQUEST_OPENINGS if aspect == "on_request" else w.OPENINGS
    return Frame(
        f"opening.{aspect}", f"“{title}”的开头句", combined((parts,), title=(title,)), rests_on=rests_on, lead=False
    )


# --- 依申请公开 --------------------------------------------------------------------------------------------------

_NEW, _IN, _OUT = (f"applications.{row}.total" for row in ("new", "carried_in", "carried_out"))
_DONE = "applications.processed_total.total"
_RECONSIDERED, _SUED = "proceedings.reconsideration.total", "proceedings.litigation.total"


def on_request(ledger: Ledger) -> list[Frame]:
    """Requests and their outcomes (条例第五十条第二项)."""
    if is_quiet(ledger):
        rests = (_NEW, _IN, _OUT, _RECONSIDERED, _SUED)
        return [Frame("none_at_all", "未收到申请，无结转，无复议诉讼", combined(w.QUIET), rests_on=rests)]
    frames = [_received(ledger)]
    if not ledger.is_zero(_IN):
        frames.append(Frame("carried_in", "上年结转申请件数", w.CARRIED_IN, "received", lead=False))
    if not ledger.is_zero(_DONE):
        frames.append(Frame("done", "办结件数和各类办理结果", _done(ledger), "done"))
    if not ledger.is_zero(_OUT):
        frames.append(Frame("carried_out", "结转下年度件数", w.CARRIED_OUT, "done", lead=False))
    elif not ledger.is_zero(_DONE):
        frames.append(Frame("nothing_left", "无结转下年度的申请", w.NOTHING_LEFT, "done", (_OUT,), lead=False))
    if "on_time" in ledger and not ledger.is_zero(_DONE):
        rate = w.ON_TIME_RATE if "share.on_time" in ledger else ("",)
        frames.append(Frame("on_time", "按期答复件数和比率", combined((w.ON_TIME, rate)), "on_time"))
    return frames


def proceedings(ledger: Ledger) -> list[Frame]:
    """Reviews and suits (条例第五十条第三项); both none is said once."""
    if is_quiet(ledger):
        return []
    if ledger.is_zero(_RECONSIDERED) and ledger.is_zero(_SUED):
        rests = (_RECONSIDERED, _SUED)
        return [Frame("no_proceedings", "无行政复议、行政诉讼", w.NO_PROCEEDINGS, "law", rests)]
    return [
        _proceeding(ledger, "reconsideration", "行政复议", w.RECONSIDERATION, w.NO_RECONSIDERATION),
        _proceeding(ledger, "litigation", "行政诉讼", w.LITIGATION, w.NO_LITIGATION),
    ]


def is_quiet(ledger: Ledger) -> bool:
    """Nothing came in, nothing was open, nobody complained."""
    return all(ledger.is_zero(id) for id in (_NEW, _IN, _DONE, _OUT, _RECONSIDERED, _SUED))


def _received(ledger: Ledger) -> Frame:
    if ledger.is_zero(_NEW):
        return Frame("none_received", "未收到申请", w.NONE_RECEIVED, "received", (_NEW,))
    people, bodies = "applications.new.natural_person", "applications.new.organisations"
    both = all(ledger.count(id) for id in (people, bodies)) and not ledger[_NEW].is_open
    applicants = combined((w.APPLICANTS,), people=(slot(people),), bodies=(slot(bodies),)) if both else ()
    words = combined(w.RECEIVED, versus=_versus(ledger, _NEW), applicants=applicants)
    return Frame("received", "本年新收申请件数、与上年相比、申请人构成", words, "received")


def _versus(ledger: Ledger, id: str) -> tuple[str, ...]:
    """较上年, with amount and percent where last year was not 0; nothing where last year is unknown."""
    if f"change.{id}" not in ledger:
        return ()
    now, before = ledger.count(id), ledger.count(f"previous.{id}")
    assert now is not None
    assert before is not None
    if now == before:
        return w.AS_BEFORE
    if f"rate.{id}" not in ledger:
        without = w.MORE_FROM_NONE if now > before else w.FEWER_WITHOUT_RATE
        return combined((without,), change=(slot(f"change.{id}"),))
    parts = w.MORE if now > before else w.FEWER
    return combined((parts,), change=(slot(f"change.{id}"),), rate=(slot(f"rate.{id}"),))


def _done(ledger: Ledger) -> tuple[str, ...]:
    """办结 with its outcomes; with shares where there are many; without outcomes while the total is open."""
    head = tuple(f"{words}{slot(_DONE)}" for words in w.DONE)
    done = ledger.count(_DONE)
    groups = [g for g in OUTCOME_GROUPS if ledger.count(f"applications.{g}.total")]
    if not done or not groups:
        return head
    if len(groups) == 1:
        return combined((head, w.RESULTS_OF_ONE, (OUTCOME_GROUPS[groups[0]],)))
    tails = []
    for style, join in product(w.SHARES if done >= LARGE else ("",), w.RESULT_JOINS):
        between = "；" if style == w.SHARES[0] else join  # a comma stands inside the parts
        tails.append(between.join(_outcome(ledger, g, done, style) for g in groups))
    return combined((head, w.RESULTS_OF_MANY, tuple(dict.fromkeys(tails))))


def _outcome(ledger: Ledger, group: str, done: int, style: str) -> str:
    told = f"{OUTCOME_GROUPS[group]}{slot(f'applications.{group}.total')}"
    count = ledger.count(f"applications.{group}.total") or 0
    if style and count >= WORTH_A_SHARE * done and f"share.{group}" in ledger:
        return style.replace("⟦result⟧", told).replace("⟦share⟧", slot(f"share.{group}"))
    return told


def _proceeding(ledger: Ledger, block: str, name: str, words: tuple[str, ...], none: tuple[str, ...]) -> Frame:
    total = f"proceedings.{block}.total"
    if ledger.is_zero(total):
        return Frame(f"no_{block}", f"无{name}", none, "law", (total,))
    head = tuple(f"{said}{slot(total)}" for said in words)
    label = f"{name}件数、与上年相比、各类结果"
    if ledger[total].is_open:
        return Frame(block, label, head, "law")
    told = (("upheld", "结果维持"), ("corrected", "结果纠正"), ("other", "其他结果"), ("pending", "尚未审结"))
    there = [(c, word) for c, word in told if ledger.count(f"proceedings.{block}.{c}")]
    if len(there) == 1:
        column = there[0][0]
        tails: tuple[str, ...] = (w.ONE_RESULT[column],)
        rests: tuple[str, ...] = (f"proceedings.{block}.{column}",)
    else:
        parts = [f"{word}{slot(f'proceedings.{block}.{c}')}" for c, word in there]
        tails, rests = tuple(f"{lead}{join.join(parts)}" for lead in w.PARTS for join in w.RESULT_JOINS), ()
    versus = _versus(ledger, total) or ("",)
    return Frame(block, label, combined((head, versus, tails)), "law", rests)


# --- 主动公开, 信息处理费, 开头 ------------------------------------------------------------------------------------


def documents(ledger: Ledger) -> list[Frame]:
    """规范性文件 of table two, where there are any (条例第二十条第一项)."""
    issued, repealed, in_force = (
        f"active_disclosure.normative_documents.{c}" for c in ("issued", "repealed", "in_force")
    )
    if all(ledger.is_zero(id) for id in (issued, repealed, in_force)):
        return []
    gone = () if ledger.is_zero(repealed) else w.REPEALED
    words = w.NONE_ISSUED if ledger.is_zero(issued) else w.DOCUMENTS
    rests = (issued,) if ledger.is_zero(issued) else ()
    return [
        Frame(
            "documents", "行政规范性文件的制发、废止和现行有效件数", combined(words, repealed=gone), "documents", rests
        )
    ]


def fees(ledger: Ledger) -> Frame | None:
    """信息处理费 (国办函〔2020〕109号); None while the drafter has not said all of it."""
    given = [id for id in ("fee.notices", "fee.charged", "fee.collected") if id in ledger]
    if "fee.notices" in given and all(ledger[id].value == 0 for id in given):
        return Frame("no_fee", "未收取信息处理费", combined(w.NO_FEE), rests_on=tuple(given))
    return Frame("fees", "信息处理费的通知件数和金额", combined(w.FEES)) if len(given) == 3 else None


def facts(ledger: Ledger, ids: Sequence[str]) -> list[Frame]:
    """The drafter's own figures, each in its own words (通过政府网站公开信息156条)."""
    return [Frame(id, f"{ledger[id].label}（数量）", (slot(id),), "facts") for id in ids]
