"""Ways to look at a set: by verdict, by what is missing, by rule. Each with its label and the lines it lets through."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from nianbao.papers.wording import VERDICTS_IN_A_LIST
from nianbao.work.sets.lines import Line, SetView
from validators.article50 import ITEM_NAMES

_ANY = "any"


class Choice(NamedTuple):
    label: str
    keep: Callable[[Line], bool]


def by_state(shown: SetView) -> dict[str, Choice]:
    """All; by verdict, not read, waiting; published late; with findings nobody has decided on. Empty ones are left out."""
    choices = {_ANY: Choice(f"全部 {len(shown.lines)}", lambda _: True)}
    kinds: dict[str, tuple[str, Callable[[Line], bool]]] = {
        verdict: (said.partition("（")[0], _has_verdict(verdict)) for verdict, said in VERDICTS_IN_A_LIST.items()
    }
    kinds |= {
        "not_read": ("没有读出", lambda line: bool(line.problem)),
        "waits": ("待审", lambda line: line.waits),
        "late": ("晚公布", lambda line: line.late == "late"),
        "undecided": ("有未处理", lambda line: line.undecided > 0),
    }
    for key, (said, keep) in kinds.items():
        if count := sum(map(keep, shown.lines)):
            choices[key] = Choice(f"{said} {count}", keep)
    return choices


def by_subject(shown: SetView, titles: Mapping[str, str]) -> dict[str, Choice]:
    """Items of Article 50 that are not written out, then rules that found something, most often first."""
    choices = {_ANY: Choice("按第五十条各项或规则筛选", lambda _: True)}
    for item, name in ITEM_NAMES.items():
        keep = _lacks(item)
        if count := sum(map(keep, shown.lines)):
            choices[f"item-{item}"] = Choice(f"第五十条（{item}）{name}：没写全或不能判断 {count} 份", keep)
    counts = {rule: sum(rule in line.found for line in shown.lines) for line in shown.lines for rule in line.found}
    for rule, count in sorted(counts.items(), key=lambda found: (-found[1], found[0])):
        choices[rule] = Choice(f"{rule} {titles.get(rule, '')}：{count} 份", _found(rule))
    return choices


def _has_verdict(verdict: str) -> Callable[[Line], bool]:
    return lambda line: line.verdict == verdict


def _lacks(item: str) -> Callable[[Line], bool]:
    return lambda line: line.items.get(item, "met") != "met"


def _found(rule: str) -> Callable[[Line], bool]:
    return lambda line: rule in line.found
