"""Counts of judgements, and the tables that show them."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from tests.support.reading.cases import Case
from tests.support.reading.judge import Judgement

UNDAMAGED = "(undamaged)"
VERDICTS = ("equal", "declared", "refused", "silent")


@dataclass
class Tally:
    """Official tables by writer and damage. A table with several kinds of damage counts under each of them."""

    by_writer: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by_damage: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by_both: defaultdict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    silent: list[str] = field(default_factory=list)
    cases: int = 0

    def add(self, case: Case, judgements: list[Judgement]) -> None:
        self.cases += 1
        for judgement in judgements:
            kinds = {name for name, key in case.draft.done if key in (None, judgement.table)} or {UNDAMAGED}
            self.by_writer[case.writer][judgement.verdict] += 1
            for kind in kinds:
                self.by_damage[kind][judgement.verdict] += 1
                self.by_both[case.writer, kind][judgement.verdict] += 1
            if judgement.verdict == "silent":
                self.silent.append(describe(case, judgement))

    def total(self, verdict: str) -> int:
        """Official tables with this verdict."""
        return sum(counts[verdict] for counts in self.by_writer.values())


def describe(case: Case, judgement: Judgement) -> str:
    """One silent error, with what is needed to make the file again."""
    kinds = ", ".join(name for name, key in case.draft.done if key in (None, judgement.table)) or UNDAMAGED
    more = f" and {len(judgement.errors) - 3} more" if len(judgement.errors) > 3 else ""
    return f"{case.writer}, seed {case.seed}, {judgement.table} [{kinds}]: {'; '.join(judgement.errors[:3])}{more}"


def markdown(tally: Tally) -> str:
    """Tables of results: by writer, by damage, and writer by damage (equal/declared/silent in one cell)."""
    lines = [*_table("writer", tally.by_writer), "", *_table("damage", tally.by_damage), ""]
    writers = sorted(tally.by_writer)
    lines += [f"{i}. {name}" for i, name in enumerate(writers, start=1)]
    lines += ["", "Each cell: equal/declared/silent (a refused file counts as declared)", ""]
    lines.append("| damage | " + " | ".join(str(i) for i in range(1, len(writers) + 1)) + " |")
    lines.append("| --- |" + " ---: |" * len(writers))
    for kind in sorted(tally.by_damage):
        cells = [_cell(tally.by_both.get((name, kind))) for name in writers]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(counts: Counter[str] | None) -> str:
    if not counts:
        return ""
    return f"{counts['equal']}/{counts['declared'] + counts['refused']}/{counts['silent']}"


def _table(title: str, rows: dict[str, Counter[str]]) -> list[str]:
    lines = [f"| {title} | {' | '.join(VERDICTS)} |", "| --- |" + " ---: |" * len(VERDICTS)]
    lines += [f"| {name} | {' | '.join(str(rows[name][v]) for v in VERDICTS)} |" for name in sorted(rows)]
    return lines
