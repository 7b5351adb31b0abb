"""The lines of a draft that are no sentences: figures of the year's work, last year's lines to decide on, follow-ups."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nianbao.drafting.material.found import DONE, KEEP, STRIKE
from nianbao.drafting.material.inputs import ASPECT_TITLES
from nianbao.drafting.material.last_year import OPEN_NUMBER
from nianbao.report.patterns import regex
from nianbao.work.bench.opening import Bench

ASPECTS: dict[str, str] = {str(key): title for key, title in ASPECT_TITLES.items()}
DECISIONS = (KEEP, DONE, STRIKE)


@dataclass(frozen=True, slots=True)
class FactLine:
    """A figure of the year's work, as typed or found; ``why``: what is wrong with its number."""

    place: str
    value: dict[str, Any]
    source: str
    why: str
    seen: int

    @property
    def label(self) -> str:
        return str(self.value["label"])


def fact_lines(bench: Bench) -> list[FactLine]:
    """In the order in which they stand in the draft."""
    unread, names = bench.built.inputs.unread, bench.built.names
    why = {name: unread.get(id.replace("fact.", "facts."), "") for id, name in names.items() if id.startswith("fact.")}
    return [
        FactLine(
            i.place,
            {k: "" if v is None else str(v) for k, v in i.value.items()},
            i.source,
            why.get(i.place, ""),
            i.seen,
        )
        for i in bench.built.items
        if i.family == "facts"
    ]


@dataclass(frozen=True, slots=True)
class Carried:
    """A line of last year's report: kept, done or struck, or nobody has decided. ``told``: the figures of this year that say
    what its gap asks for, so that keeping it would say it twice."""

    place: str
    words: str
    decided: str
    told: tuple[str, ...] = ()


def carried_lines(bench: Bench) -> list[Carried]:
    facts = [fact.value for fact in fact_lines(bench)]
    return [
        Carried(f"keep.{i.id}", i.words, i.decided, tuple(_told(i.words, facts)))
        for i in bench.built.items
        if i.carried
    ]


def _told(words: str, facts: list[dict[str, Any]]) -> Iterator[str]:
    """By what stands right before the gap (惠农补贴〔待填〕条), or by a name in quotes."""
    for fact in facts if OPEN_NUMBER in words else ():
        label = str(fact["label"]).removeprefix("其中")
        named = [name for name in _QUOTED.findall(label) if name in words]
        if label and (named or f"{label}{OPEN_NUMBER}{fact['unit']}" in words):
            yield f"{label}{fact['value']}{fact['unit']}"


_QUOTED = regex("“[^”]{2,}”")


@dataclass(frozen=True, slots=True)
class Followed:
    """A problem of last year's report with its measure, and what the drafter says became of it."""

    place: str
    problem: str
    measure: str
    said: str
    seen: int


def followed_up(bench: Bench) -> list[Followed]:
    found = []
    for id, pair in bench.built.follow:
        standing = bench.state.values.get(f"follow.{id}")
        said = str(standing.value or "") if standing else ""
        found.append(Followed(f"follow.{id}", pair.problem, pair.measure, said, standing.number if standing else 0))
    return found
