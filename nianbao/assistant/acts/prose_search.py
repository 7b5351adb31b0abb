"""``figure``: the sentence of the text that tells the number asked for, found by the characters it shares with the question.

A sentence is quoted only when enough of everything that the question names stands in it, with a number in the unit asked
for; where a share is asked for and the sentence gives part and whole, it is reckoned, with its formula.
"""

import re
from typing import NamedTuple

from nianbao.assistant.acts.reckoned import percent
from nianbao.assistant.understanding.checks import figures_named
from nianbao.assistant.understanding.quantities import asks_share
from nianbao.papers.wording import section_name
from nianbao.report.model import Report
from nianbao.report.patterns import regex

_UNITS = "条件次项个篇场人份期批户家位名元分字卷"
_ASKING = regex(
    r"20\d\d年?|[今本去上]年度?|年度?报告|年报|报告|正文|文[中里]|里面|一共|总共|合计|总计|分别|现在|已经|到底|究竟|请问|麻烦|帮我|看看|告诉我?|[我你][们镇局县区市乡]?|本[镇局县区市]|(?:这|那)[份个]?"
    rf"|\d+(?:\.\d+)?\s*[{_UNITS}]?|占(?:比|了|到)?(?:是)?(?:多少|几成|百分之几|多大)?|比例|比重|百分比|百分之几|几成"
    r"|(?:排名?|名次|名列|位列|位次)?(?:是|在)?第(?:几|多少)[名位]?|(?:排名?|名次)(?:是|在)?(?:多少|几)"
    rf"|(?:公开|发布|写|说|填|发|搞|办|开|更新|组织|收|推|处理|有|共|是|到)?(?:了|过)?(?:多少|几)[{_UNITS}万]*"
    r"|有没有|是不是|哪[些个里]|什么|怎么|(?:写|说|填|发|搞|办|开)了|[的了吗呢吧啊呀里中和与及占是]|数量|数字|金额"
)
_COMMON = regex(r"政府信息|信息公开|政务公开|公开信息|信息|公开|政府|政务|工作|情况|全年|本机关|单位")
_UNIT = regex(rf"(?:多少|几)([{_UNITS}])")
_ORDINAL = regex(r"第(?:几|多少)|(?:排名?|名次|位次)(?:是|在)?(?:多少|几|如何)|排老几")
_DIGITS = r"(?:\d+(?:\.\d+)?|[一二三四五六七八九十百千两]+)\s*[余多]?\s*(?:万|亿)?\s*"
_CLAUSE = regex(r"[^，,、：:（）()]+")
_SAME = {"粉丝": "关注", "满意度": "满意", "满意率": "满意", "打分": "得分", "评分": "得分"}
_ENOUGH, _NEAR, _MOST, _LONGEST = 0.5, 0.1, 3, 400
_MOST_ALIKE = {
    "次": "次期场批轮",
    "场": "场次期",
    "期": "期次场",
    "个": _UNITS,
    "份": "份件篇",
    "篇": "篇份条",
    "人": "人名位人次",
}
"""Units that are asked for one another: 几次培训, 培训三期."""


class Sentence(NamedTuple):
    """``clause``: the part of it that has most of what is asked, with a number."""

    section: str
    text: str
    clause: str
    share: float


def told_of(report: Report, said: str) -> list[str]:
    """The sentences that tell it, best first, and the share where one is asked for; empty where none surely does."""
    found = _found(report, said)
    lines = [f"- {section_name(s.section)}：“{' '.join(s.text.split())}”" for s in found]
    if asks_share(said) and found and (share := _share(found[0], said)):
        lines.insert(0, share)
    return list(dict.fromkeys(lines))


def matters(said: str) -> list[str]:
    """What the question is about, in runs of characters: 公路水路建设 of 公路水路建设公开了多少条."""
    bare = regex(r"[^\u4e00-\u9fff，]").sub("，", _ASKING.sub("，", said))
    rest = _runs(_COMMON.sub("，", bare))
    return [_SAME.get(w, w) for w in rest or _runs(bare)]


def _runs(text: str) -> list[str]:
    return [str(w) for w in regex(r"[\u4e00-\u9fff]{2,}").findall(text)]


def _found(report: Report, said: str) -> list[Sentence]:
    things = matters(said)
    if not things:
        return []
    number = _number(said)
    named = [n for n, _ in figures_named(said)]
    scored = []
    for section in report.sections:
        for text in regex(r"[^。；\n]+").findall(section.text):
            if len(text) > _LONGEST or not all(re.search(rf"(?<![\d.]){re.escape(n)}(?![\d.])", text) for n in named):
                continue
            if (best := _best_clause(section.key, text, things, number)) is not None:
                scored.append(best)
    top = max((s.share for s in scored), default=0.0)
    return [s for s in scored if s.share >= top - _NEAR][:_MOST]


def _number(said: str) -> re.Pattern[str]:
    """A number in the unit that is asked for; an ordinal where 第几 is."""
    if _ORDINAL.search(said):
        return re.compile(r"第\s*[\d一二三四五六七八九十]+")
    asked = _UNIT.search(said)
    units = _MOST_ALIKE.get(asked[1], asked[1]) if asked else ""
    return re.compile(f"{_DIGITS}[{units}]" if units else r"\d")


def _best_clause(section: str, text: str, things: list[str], number: re.Pattern[str]) -> Sentence | None:
    """None unless of each thing enough stands in the sentence, and a number of that kind."""
    if not number.search(text) or any(_share_of(thing, text) < _ENOUGH for thing in things):
        return None
    whole = sum(_share_of(thing, text) for thing in things) / len(things)
    clauses = [c for c in _CLAUSE.findall(text) if number.search(c)]
    ranked = [(sum(_share_of(thing, c) for thing in things) / len(things), c) for c in clauses]
    best, clause = max(ranked, key=lambda pair: pair[0], default=(0.0, text))
    return Sentence(section, text, clause, whole + best) if best or len(clauses) == 1 else None


def _share_of(thing: str, text: str) -> float:
    """How much of a run of characters stands in a text, by pairs."""
    if thing in text:
        return 1.0
    pairs = {thing[i : i + 2] for i in range(len(thing) - 1)}
    return sum(p in text for p in pairs) / len(pairs)


def _share(sentence: Sentence, said: str) -> str | None:
    """``按这句话算：惠农补贴74条÷279条＝26.5%``, where the sentence says of what the part is one."""
    clause = _clause_of_the_part(sentence.text, said)
    part = _one_figure(clause)
    if part is None:
        return None
    before = sentence.text[: sentence.text.index(clause)]
    wholes = [n for n, unit in figures_named(before) if unit == part[1] and float(n) >= float(part[0])]
    named = [n for n, _ in figures_named(said) if n in wholes]
    among = regex(r"其中|[，,].{0,12}(?:中|里)").search(before) is not None
    whole = (named or wholes[:1] if among or named else [None])[0]
    if whole is None or not float(whole):
        return None
    numbers = [int(n) if n.isdigit() else None for n in (part[0], whole)]
    if numbers[0] is None or numbers[1] is None:
        return None
    return f"- **按下面这句话算：{part[0]}{part[1]}÷{whole}{part[1]}＝{percent(numbers[0], numbers[1])}**"


def _clause_of_the_part(text: str, said: str) -> str:
    """The clause with a number that has most of what stands before 占: 惠农补贴 of 网站公开信息中惠农补贴占多少."""
    things = matters(said.partition("占")[0]) or matters(said)
    clauses = [c for c in _CLAUSE.findall(text) if regex(r"\d").search(c)]
    return str(max(clauses, key=lambda c: _share_of(things[-1], c), default=text))


def _one_figure(clause: str) -> tuple[str, str] | None:
    found = figures_named(clause)
    return (str(found[0][0]), str(found[0][1])) if len(found) == 1 else None
