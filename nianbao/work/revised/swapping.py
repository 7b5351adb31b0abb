"""Two problems of the fifth section that change places, each with its measure (第一个问题和第二个问题换个位置)."""

from typing import Any

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.work.revised.wanted import Change

_NUMBER = r"([一二三四五六七八九十\d]+)"
_SWAP = regex(
    rf"第{_NUMBER}(?:条|个|点|项)?(?:问题)?[和跟与、]第{_NUMBER}(?:条|个|点|项)?(?:问题)?.{{0,6}}?(?:换|调|对调|交换|互换|颠倒|倒)(?:一下|个|过来|下)*(?:位置|顺序|个儿|过来|位)?"
)
_OF_PROBLEMS = regex(r"问题|第五部分|措施")
_NOT_SO_MANY = "第五部分现在有{n}个问题，没有第{number}个，没法对调。"


def swapped(inputs: dict[str, Any], said: str, section: str | None) -> list[Change] | str | None:
    """The two with each other's words; None where no two are to change places."""
    match = _SWAP.search(said)
    if match is None or not (section == "problems" or _OF_PROBLEMS.search(said)):
        return None
    first, second = (int(n) if n.isdigit() else chinese_to_int(n) or 0 for n in match.groups())
    problems = inputs.get("problems", [])
    if missing := [n for n in (first, second) if not 0 < n <= len(problems)]:
        return _NOT_SO_MANY.format(n=len(problems), number=missing[0])
    found = []
    for name in ("problems", "measures"):
        lines = [*inputs.get(name, []), *([""] * len(problems))]
        a, b = lines[first - 1], lines[second - 1]
        pairs = ((first, a, b), (second, b, a))
        found += [Change(f"{name}.{n}", "set" if to else "delete", was, to, to) for n, was, to in pairs if was != to]
    return found
