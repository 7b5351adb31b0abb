"""Which rule notices which mistake: one seeded change at a time in clean reports.

Every kind of change (``mutation_kinds``) is made ``--rounds`` times in every clean report to which it applies, and all
rules are run before and after. A change is *detected* when one of the rules that are right for it fires (or, for
reading faults, ends in parse_error) where it did not before. A finding of any other rule that tells of the same change
(a total in the prose that now contradicts the table, say) is a *consequence*; all the rest is *collateral*.

    python benchmarks/mutations.py [--rounds N] [--seed N] [--kind NAME …] [--missed] [--json]
"""

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.mutation_kinds import KINDS, Base, Kind, Mutated, clean_bases  # noqa: E402
from nianbao.documents import read  # noqa: E402
from nianbao.report.model import Report  # noqa: E402
from validators.catalogue import catalogue  # noqa: E402
from validators.engine import Context  # noqa: E402

SHARED_REPORTS = ROOT.parent / "shared" / "reports"
READABLE = (".txt", ".md", ".html", ".pdf", ".docx")
READING_RULES = ("T3-06", "EX-02", "STR-05")
"""Rules whose parse_error counts as noticing."""
GOALS = {"table": 0.995, "prose": 0.95}
COLLATERAL_GOAL = 0.2


@dataclass
class Tally:
    """What became of the changes of one kind."""

    kind: Kind
    made: int = 0
    skipped: int = 0
    detected: int = 0
    consequences: Counter[str] = field(default_factory=Counter)
    collateral: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    @property
    def built(self) -> bool:
        return bool(self.kind.right & set(catalogue()))

    @property
    def share(self) -> float:
        return self.detected / self.made if self.made else 0.0


def fired(context: Context) -> Counter[str]:
    """Findings by rule; a reading rule that ends in parse_error counts as one."""
    counts: Counter[str] = Counter()
    for rule_id, rule in catalogue().items():
        result = rule.run(context)
        counts[rule_id] = len(result.findings)
        if rule_id in READING_RULES and result.state == "parse_error":
            counts[rule_id] += 1
    return +counts


def context_of(base: Base, mutated: Mutated | None = None) -> Context:
    report = mutated.report if mutated else base.report
    context = Context(report, base.previous, report.agency)
    if mutated is None:
        return context
    return replace(context, published=mutated.published)


def run_kind(kind: Kind, bases: list[Base], before: dict[str, Counter[str]], rounds: int, seed: int) -> Tally:
    """All changes of one kind; the same for the same seed whatever other kinds are run."""
    tally = Tally(kind)
    for base in bases:
        done: set[str] = set()
        for number in range(rounds):
            mutated = kind.make(base, Random(f"{seed} {kind.name} {base.name} {number}"))
            if mutated is None or (mutated.right and not mutated.right & set(catalogue())):
                tally.skipped += 1
            elif mutated.said not in done:
                done.add(mutated.said)
                _count(tally, base, mutated, before[base.name])
    return tally


def _count(tally: Tally, base: Base, mutated: Mutated, before: Counter[str]) -> None:
    new = fired(context_of(base, mutated)) - before
    tally.made += 1
    if (mutated.right or tally.kind.right) & set(new):
        tally.detected += 1
    else:
        tally.missed.append(f"{base.name}：{mutated.said}")
    for rule_id, count in new.items():
        if rule_id not in tally.kind.right:
            (tally.consequences if rule_id in tally.kind.also else tally.collateral)[rule_id] += count


def real_reports() -> dict[str, Report]:
    """The shared real reports that can be read now."""
    found = {}
    for path in sorted(SHARED_REPORTS.glob("*")):
        if path.suffix in READABLE:
            try:
                found[path.name] = read(path)
            except Exception as error:
                print(f"{path.name} 没有读出来：{error}", file=sys.stderr)
    return found


def unchanged_findings(bases: list[Base]) -> dict[str, list[str]]:
    """Report → findings (rule, severity, message) of the reports as they are; all of them are to be looked at."""
    contexts = {base.name: context_of(base) for base in bases}
    contexts |= {name: Context(report, None, report.agency) for name, report in real_reports().items()}
    return {
        name: [
            f"{f.rule} {f.severity} {f.hit.message}"
            for rule in catalogue().values()
            for f in rule.run(context).findings
        ]
        for name, context in contexts.items()
    }


# --- printing -------------------------------------------------------------------------------------------------


def as_json(tallies: list[Tally], unchanged: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "kinds": [
            {
                "kind": t.kind.name,
                "group": t.kind.group,
                "right": sorted(t.kind.right),
                "built": t.built,
                "made": t.made,
                "skipped": t.skipped,
                "detected": t.detected,
                "consequences": dict(t.consequences),
                "collateral": dict(t.collateral),
                "missed": t.missed,
            }
            for t in tallies
        ],
        "groups": {group: _of_group(tallies, group) for group in GOALS},
        "unchanged": unchanged,
    }


def _of_group(tallies: list[Tally], group: str) -> dict[str, float | int]:
    ours = [t for t in tallies if t.kind.group == group and t.built]
    made, detected = sum(t.made for t in ours), sum(t.detected for t in ours)
    collateral = sum(t.collateral.total() for t in ours)
    consequences = sum(t.consequences.total() for t in ours)
    return {
        "kinds": len(ours),
        "made": made,
        "detected": detected,
        "share": round(detected / made, 4) if made else 0.0,
        "collateral": round(collateral / made, 3) if made else 0.0,
        "consequences": round(consequences / made, 3) if made else 0.0,
    }


def show(tallies: list[Tally], unchanged: dict[str, list[str]], missed: bool) -> None:
    print("| kind | made | by the right rule | % | consequences | collateral |")
    print("| --- | ---: | --- | ---: | --- | --- |")
    for t in tallies:
        share = f"{t.share:.1%}" if t.built and t.made else ("rule not built" if not t.built else "-")
        right = " ".join(sorted(t.kind.right)) if len(t.kind.right) <= 4 else f"{len(t.kind.right)} rules"
        print(f"| {t.kind.name} | {t.made} | {right} | {share} | {_listed(t.consequences)} | {_listed(t.collateral)} |")
    print("\n| group | kinds | made | detected | goal | mean consequences | mean collateral (goal < 0.2) |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for group, goal in GOALS.items():
        g = _of_group(tallies, group)
        print(
            f"| {group} | {g['kinds']} | {g['made']} | {g['share']:.1%} | {goal:.1%} "
            f"| {g['consequences']:.3f} | {g['collateral']:.3f} |"
        )
    made = sum(t.made for t in tallies)
    print("\n| collateral by rule | findings | per mutation |\n| --- | ---: | ---: |")
    for rule_id, count in sum((t.collateral for t in tallies), Counter[str]()).most_common():
        print(f"| {rule_id} | {count} | {count / made:.4f} |")
    print("\nFindings on the unchanged reports (each false, or a real defect of that report):")
    for name, findings in unchanged.items():
        if findings:
            print(f"- {name}")
            print("\n".join(f"  - {said}" for said in findings))
    clean = sum(not findings for findings in unchanged.values())
    print(f"{clean} of {len(unchanged)} reports without any finding.")
    if missed:
        print("\nMissed:")
        for t in tallies:
            print("\n".join(f"- {t.kind.name}: {said}" for said in t.missed if t.built))


def _listed(counts: Counter[str]) -> str:
    return " ".join(f"{rule_id}×{count}" for rule_id, count in counts.most_common()) or "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=2, help="changes of a kind in a report")
    parser.add_argument("--seed", type=int, default=50)
    parser.add_argument("--kind", action="append", help="only this kind (may be given several times)")
    parser.add_argument("--missed", action="store_true", help="list what was not noticed")
    parser.add_argument("--json", action="store_true")
    said = parser.parse_args()
    bases = clean_bases()
    before = {base.name: fired(context_of(base)) for base in bases}
    kinds = [k for k in KINDS if not said.kind or k.name in said.kind]
    tallies = [run_kind(kind, bases, before, said.rounds, said.seed) for kind in kinds]
    unchanged = unchanged_findings(bases)
    if said.json:
        print(json.dumps(as_json(tallies, unchanged), ensure_ascii=False, indent=1))
    else:
        show(tallies, unchanged, said.missed)


if __name__ == "__main__":
    main()
