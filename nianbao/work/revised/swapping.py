"""Two problems of the fifth section that change places, each with its measure (第一个问题和第二个问题换个位置), and the numbers
of two figures of the year's work that do (网站数和微信数弄反了)."""

from typing import Any

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.work.revised.change import Change
from nianbao.work.revised.lines import fact_line, lines_of, place_of

_NUMBER = r"([一二三四五六七八九十\d]+)"
_SWAP = regex(
    rf"第{_NUMBER}(?:条|个|点|项)?(?:问题)?[和跟与、]第{_NUMBER}(?:条|个|点|项)?(?:问题)?.{{0,6}}?(?:换|调|对调|交换|互换|颠倒|倒)(?:一下|个|过来|下)*(?:位置|顺序|个儿|过来|位)?"
)
_BOTH = regex(r"(?:这|那)?[两俩2][个条]问题.{0,6}?(?:换|调|对调|交换|互换|颠倒|倒)")
_OF_PROBLEMS = regex(r"问题|第五部分|措施")
_NOT_SO_MANY = "第五部分现在有{n}个问题，没有第{number}个，没法对调。"


_REVERSED = regex(
    r"^(?:请|把|将|正文|第[一二三四五六七八九十]+[句段]|里面?|的)*(?P<one>[\u4e00-\u9fff]{2,16}?|\d+)[和跟与](?P<other>[\u4e00-\u9fff]{2,16}?|\d+)(?:的?两?个?数字?)?(?:(?:写|填|搞|弄|整)?(?:反|颠倒)了?|对调|互换|换)(?:一下|过来)?[，,。！!换过来对调吧了]*$"
)


def numbers_swapped(inputs: dict[str, Any], said: str) -> list[Change] | None:
    """Two figures with each other's number; None where no two are named or their units differ."""
    match = _REVERSED.match(said.strip())
    if match is None:
        return None
    lines = {place: text for place, text in lines_of(inputs).items() if place.startswith("facts.")}
    places = [_figure_of(inputs, lines, match[name]) for name in ("one", "other")]
    facts = [inputs["facts"][int(p.partition(".")[2]) - 1] for p in places if p is not None]
    if len(set(places)) < len(places) or len(facts) < len(places) or facts[0]["unit"] != facts[1]["unit"]:
        return None
    return [
        Change(str(place), "set", fact_line(fact), fact_line(fact | {"value": other["value"]}), str(other["value"]))
        for place, fact, other in zip(places, facts, reversed(facts), strict=True)
        if other["value"] is not None
    ]


def _figure_of(inputs: dict[str, Any], lines: dict[str, str], name: str) -> str | None:
    """The figure that is named, or the only one of this number."""
    if not name.isdigit():
        return place_of(lines, name, None)
    of = [p for p in lines if str(inputs["facts"][int(p.partition(".")[2]) - 1]["value"]) == name]
    return of[0] if len(of) == 1 else None


def swapped(inputs: dict[str, Any], said: str, section: str | None) -> list[Change] | str | None:
    """The two with each other's words; None where no two are to change places."""
    match, problems = _SWAP.search(said), inputs.get("problems", [])
    if _BOTH.search(said) and len(problems) == 2:
        first, second = 1, 2
    elif match is None or not (section == "problems" or _OF_PROBLEMS.search(said)):
        return None
    else:
        first, second = (int(n) if n.isdigit() else chinese_to_int(n) or 0 for n in match.groups())
    if missing := [n for n in (first, second) if not 0 < n <= len(problems)]:
        return _NOT_SO_MANY.format(n=len(problems), number=missing[0])
    found = []
    for name in ("problems", "measures"):
        lines = [*inputs.get(name, []), *([""] * len(problems))]
        a, b = lines[first - 1], lines[second - 1]
        pairs = ((first, a, b), (second, b, a))
        found += [Change(f"{name}.{n}", "set" if to else "delete", was, to, to) for n, was, to in pairs if was != to]
    return found
