"""A problem of the fifth section told with what is done about it, in one breath (再加一个问题：解读形式单一，措施是多做图解)."""

from typing import Any

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.work.revised.change import PAIR, Change
from nianbao.work.revised.lines import measure_for, unquoted

_NUMBER = r"第(?P<n>[一二三四五六七八九十\d]+)[个条点项](?:存在的?)?(?:主要)?问题(?:和措施)?"
_WHERE = r"(?:在|给)?(?:第五部分|存在的?(?:主要)?问题(?:和改进(?:情况)?)?|问题)?(?:里面?|中|那里|那儿|部分)*(?:还要|再|另外|还)*"
_MORE = r"(?:加|补|添|新增|增加)(?:上|充)?一?[个条点项](?:存在的?)?(?:主要)?"
_IS = r"(?:就?是|为|写成?|填|[：:，,“\"])*"
_MEASURE = (
    r"(?:(?:对应|相应|针对性|改进|整改|下一步)的?)*(?:措施|办法|做法|打法)(?:就?是|就?为|就?写|改成|[：:])+"
    r"|[“\"]?(?:改进|整改)[：:]|(?=(?:我们)?(?:准备|打算|计划|拟|下一步|明年|今后|接下来))"
)
_BREAK = r"[”\"]?[，,；;。、\s]+"
_CHANGED = regex(
    rf"^{_NUMBER}(?:改成|改为|换成|换为|写成|就?是|为)[：:，,“\"]*(?P<problem>.{{4,200}}?){_BREAK}(?:{_MEASURE})[“\"]?(?P<measure>.{{4,300}})$"
)
_STATED = regex(rf"^{_NUMBER}(?:就?是|为)[：:，,“\"]*(?P<problem>[^吗么呢？?]{{6,200}})$")
_NEW = regex(
    rf"^{_WHERE}{_MORE}(?:问题)?{_IS}(?:问题)?{_IS}(?P<problem>.{{2,200}}?){_BREAK}(?:{_MEASURE})[“\"]?(?P<measure>.{{4,300}})$"
)
_BARE = regex(
    rf"^(?:存在的?)?(?:主要)?问题(?:就?是|为|[：:])+(?P<problem>.{{4,200}}?){_BREAK}(?:{_MEASURE})[“\"]?(?P<measure>.{{4,300}})$"
)
_LEAD_IN = regex(r"^.{4,80}[。，；](?=第[一二三四五六七八九十\d]+个(?:问题)?(?:改成|改为|换成|换为))")
_NTH_ALONE = regex(r"第([一二三四五六七八九十\d]+)个(?=改成|改为|换成|换为)")
_OTHERS_STAY = regex(r"[，,。]第[一二三四五六七八九十\d]+个(?:问题)?先?(?:留着|不动|不改|保留)了?$")
_OF_PROBLEMS = regex(r"问题|第五部分")
_MEASURES_SHOWN = "{problem}；改进措施：{measure}"
_NOT_SO_MANY = "第五部分现在有{n}个问题，没有第{number}个。要加一个的话说“加一个问题：……，措施：……”。"


def pair_told(inputs: dict[str, Any], said: str, section: str | None) -> list[Change] | str | None:
    """The problem and its measure, new or in the place of the n-th; None where no two are told."""
    said = _OTHERS_STAY.sub("", said.strip().rstrip("。！!"))
    if section == "problems":
        said = _LEAD_IN.sub("", said)
        said = _NTH_ALONE.sub(r"第\1个问题", said)
    if match := _CHANGED.match(said) or _STATED.match(said):
        return _another(inputs, match["n"], match["problem"], match.groupdict().get("measure"))
    match = _NEW.match(said) if section == "problems" or _OF_PROBLEMS.search(said) else None
    match = match or _BARE.match(said)
    if match is None:
        return None
    problem, measure = unquoted(match["problem"]), unquoted(match["measure"])
    return [pair_of(problem, measure)]


def pair_of(problem: str, measure: str) -> Change:
    """A problem with its measure, to be added."""
    shown = _MEASURES_SHOWN.format(problem=problem, measure=measure)
    return Change(PAIR, "add", "", shown, f"{problem}\n{measure}")


def _another(inputs: dict[str, Any], n: str, problem: str, measure: str | None) -> list[Change] | str:
    number = int(n) if n.isdigit() else chinese_to_int(n) or 0
    problems, measures = inputs.get("problems", []), inputs.get("measures", [])
    if not 0 < number <= len(problems):
        return _NOT_SO_MANY.format(n=len(problems), number=number)
    problem = unquoted(problem)
    found = [Change(f"problems.{number}", "set", problems[number - 1], problem, problem)]
    if measure is None:
        return found
    now, measure = "".join(measures[number - 1 : number]), unquoted(measure)
    change = Change(f"measures.{number}", "set", now, measure, measure) if now else measure_for(inputs, number, measure)
    return [*found, change]
