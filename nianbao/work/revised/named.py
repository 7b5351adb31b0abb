"""Places of a draft's material that have a name of their own: 工作考核结果, 社会评议结果, 责任追究结果, the three of 信息处理费,
按期答复件数, 成文日期. They are filled by a plain statement (社会评议没搞; 信息处理费都是0), in the drafter's words and numbers.

What is not told stays open: a fee that was not collected says nothing of the notices.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from nianbao.report.patterns import regex
from nianbao.work.revised.change import Change
from nianbao.work.revised.lines import QUOTED, likeness, lines_of, open_measure, unanswered
from nianbao.work.revised.signed_on import NO_SUCH_DAY, day_in, tells_of_a_day

OPEN = "〔待填〕"


class _Result(NamedTuple):
    """``none``: what is printed where there was none."""

    label: str
    about: re.Pattern[str]
    none: str


_RESULTS = {
    "results.assessment": _Result("工作考核结果", regex(r"考核|考评"), "未开展工作考核"),
    "results.public_appraisal": _Result(
        "社会评议结果", regex(r"社会评议|群众评议|民主评议|评议|满意度"), "未开展社会评议"
    ),
    "results.accountability": _Result("责任追究结果", regex(r"责任追究|追究责任|追责|问责"), "未发生责任追究"),
}
_FIGURES = {
    "fees.notices": ("发出收费通知的件数", "件"),
    "fees.charged": ("通知收费的总金额", "元"),
    "fees.collected": ("实际收取的总金额", "元"),
    "on_time": ("按期答复件数", "件"),
}
DAY = "signed_on"
_FEES = [place for place in _FIGURES if place.startswith("fees.")]
_OF_FEES = regex(r"信息处理费|处理费|收费通知|收费(?!标准|依据)|实收|实际收取")
_OF_ON_TIME = regex(r"按期(?:答复|办结|办理)(?!率)")
_TELLS = regex(r"\d|优秀|优等|良好|合格|达标|先进|第[一二三四五六七八九十]|[没未无零]|结果")
_MORE_OR_LESS = regex(r"(?:[加减扣]|增加|减少)[了上]?\d[\d.]*分?$")
_NOT_THAT = regex(r"[，,]?(?:而)?不是[^，,。]{1,8}|应该(?:是|为)?|应当(?:是|为)?")
_OF_THE_YEARS_WORK = regex(
    r"打算|计划|下一步|第[一二三四五六七八九十\d]+条|纳入|列入|占比|权重|分值|指标|改善|开展了|组织(?:了|开展)"
)
"""考核 and 评议 as something that was arranged are no result of one."""
_GOES = regex(r"删|去掉|拿掉")
_NOT_KNOWN = regex(
    r"还没(?:有)?[出公下定来]|[没未](?:有)?(?:公布|出来|下来|通知到|反馈|收到)|不(?:知道|清楚|确定|记得)|待定|等[结通公]"
)
_ASKS = regex(
    r"[？?]|[吗么呢][。！\s]*$|怎么|如何|咋|多少|哪[里个儿些]|什么|为何|是否|是不是|有没有|要不要|对不对|几[件条次分元]"
)
_BREAK = regex(r"[，,；;。！!\n]+")
_ORDER = regex(
    r"^(?:请|麻烦|帮我|帮忙|那么?|然后|另外|还有|再|也|把|将|就|在?监督保障(?:里面?|那里|部分)?|(?:最后|末尾|结尾)(?=加|补|添|写|$)|(?:加|补|添)(?:上|充)?一?[句条个]?(?:话)?[：:]?)+"
    r"|(?:请|帮我|帮忙|给我|你)*(?:写|填|加|补|记|录)(?:进去|上去?|进来|一下|进|到初稿里?|进初稿|进年报)(?:吧|啊)?$"
)
_NAMED = regex(r"^(?:的|工作)*(?:结果|情况)?(?:就|都)?(?:写成?|填成?|填写|改[成为]|是|为|有)?[：:]?")
_NEVER = regex(
    r"(?:都|也|因为?(?:政府)?信息公开(?:工作)?|今年|本年度?|全年|我们?|镇里|县里|单位|还|从来|这块|人|过)*(?:没有?|未|无|零|0)(?:被|人|任何|因为?(?:政府)?信息公开(?:工作)?)*(?:搞|做|开展|组织|进行|有|弄|安排|发生|出现|被)*(?:过|的|了|起|次|人|件|情况|情形)*"
)
_WORDING = (
    (regex(r"(?<!得)(?:得|考|打|拿)了?(\d+(?:\.\d+)?)分"), r"得分\1分"),
    (regex(r"^(.{1,60}?)[，,]?是(.{1,12}?)(?:给|来)?(?:考|评|打|测)(?:核|议|分|评)?的$"), r"\2\1"),
)
"""How it is said, as it is written: 得了91分，是县里考的 → 县里…得分91分."""
_BEFORE = regex(r"\d[\d.]*\s*[^\d，]{0,3}?(?=改[成为到]|换[成为]|更正为|调整为)")
"""The number that stood there: 2件改成3件."""
_BETWEEN = regex(r"[和与、及跟，]|情况|结果|工作")
_OVERALL = regex(r"(?:信息)?处理费|收费(?!通知)")
_NOTHING = regex(
    r"^(?:这块|今年|本年度?|全年|三[个项]数?|数字?|金额|件数|[都全均也的是为填写就，,和、])*(?:0|零|无|没有?|未)(?:元|件|发生|产生|过|有|的|了|情况|[，,、都全均是为0零无])*$"
)
_NO_NOTICE = regex(r"(?:[没未](?:有)?发(?:出|过|送)?[^，,]{0,6}通知|通知(?:也|都)?(?:[没未](?:有)?发|是?(?:0|零)))")
_NOT_COLLECTED = regex(r"[没未不](?:有)?(?:实际)?收(?:取|到|过|费|钱|了)*|实收(?:是|为)?(?:0|零)元?")
_MONEY = r"\D{0,8}?(\d[\d.]*)\s*元"
_COLLECTED = regex(rf"(?:实收|实际收(?:取|到)?|收取了?|收到了?|收了){_MONEY}")
_NOTICES = regex(r"(\d+)\s*[件份次个](?:收费)?通知|通知[^\d元]{0,8}?(\d+)\s*[件份次个]?(?![\d.]*\s*元)")
_CHARGED = regex(rf"(?:金额|共计?|合计|一共|通知|应收){_MONEY}")
_ON_TIME = regex(r"按期(?:答复|办结|办理)\D{0,8}?(\d+)\s*件?")
_FEES_HOW = "信息处理费有三个数：发出收费通知几件、通知收费共多少元、实际收取多少元。请说全，例如“收费通知2件，金额300元，实际收取260元”或“信息处理费都是0”。"
_APART = "请把{names}分开说，各说一句。"
_NOT_TOLD = "信息处理费的{labels}没有说到，还是〔待填〕。"
_STAYS = "{label}还不知道的先留着〔待填〕，知道了再告诉我。"


def named_lines(inputs: Mapping[str, Any]) -> dict[str, str]:
    """These places as they read, open or filled."""
    results, fees = inputs.get("results") or {}, inputs.get("fees") or {}
    found = {place: results.get(place.partition(".")[2]) or f"{kind.label}{OPEN}" for place, kind in _RESULTS.items()}
    values = {f"fees.{name}": value for name, value in fees.items()} | {"on_time": inputs.get("on_time")}
    for place, (label, unit) in _FIGURES.items():
        value = values.get(place)
        found[place] = f"{label}{OPEN if value is None else value}{unit}"
    return found | {DAY: _day_line(inputs.get(DAY))}


def _day_line(day: str | None) -> str:
    if day is None:
        return f"成文日期{OPEN}"
    year, month, number = (int(part) for part in str(day).split("-"))
    return f"成文日期{year}年{month}月{number}日"


def all_lines(inputs: dict[str, Any]) -> dict[str, str]:
    """Everything that can be changed by words, by place, as it reads."""
    lonely = {f"measures.{n}": open_measure(inputs, n) for n in unanswered(inputs)}
    return named_lines(inputs) | lonely | lines_of(inputs)


def tells_of(said: str) -> list[str]:
    """The named places that a statement tells of; none for a question, or for work that was done."""
    if _ASKS.search(said):
        return []
    bare = QUOTED.sub("", said)
    found = [p for p, kind in _RESULTS.items() if kind.about.search(bare)] if not _work(said) else []
    found = found if not _GOES.search(said) and _TELLS.search(said) and not _MORE_OR_LESS.search(said) else []
    if _OF_FEES.search(bare) and regex(r"\d|[没未无零不]").search(said):
        found.append("fees")
    if _OF_ON_TIME.search(bare) and regex(r"\d").search(said):
        found.append("on_time")
    if tells_of_a_day(said):
        found.append(DAY)
    return found


def _work(said: str) -> bool:
    return bool(_OF_THE_YEARS_WORK.search(said)) and "结果" not in said


def fills(said: str, open: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a statement tells of a named place that is among the ``open`` ones of a draft (``draft --json``)."""
    asked = "".join(str(place["what"]) for place in open)
    about = [
        _FIGURES["fees.notices"][0] if place == "fees" else _RESULTS[place].label if place in _RESULTS else ""
        for place in tells_of(said)
    ]
    return any(label and label in asked for label in about)


def named_told(
    inputs: dict[str, Any], said: str, waiting: frozenset[str] = frozenset()
) -> tuple[list[Change], list[str]]:
    """What a statement fills, and what of it needs a word more (in Chinese). Both empty where it tells of none of these.
    ``waiting``: places that were told already and wait for a yes."""
    found: list[Change] = []
    more: list[str] = []
    now = named_lines(inputs)
    if before := _with_numbers_before(said):
        more.append(_NOT_TAKEN.format(said=before))
    for places, words in _by_topic(said):
        if places == [DAY]:
            told = _signed_on(words, int(inputs.get("year") or 0), inputs.get(DAY))
        else:
            told = _one(places, words)
        if isinstance(told, str):
            more.append(told)
            continue
        values = told
        left = [p for p in _FEES if p not in (*values, *waiting) and OPEN in now[p]] if places == ["fees"] else []
        more += [_NOT_TOLD.format(labels="、".join(_FIGURES[p][0] for p in left))] if left else []
        found += [_change(place, value, now[place]) for place, value in values.items()]
    return found, more


def day_told(inputs: Mapping[str, Any], said: str) -> Change | None:
    """The day of signature that words tell; None where they tell none."""
    told = _signed_on(said, int(inputs.get("year") or 0), inputs.get(DAY))
    return None if isinstance(told, str) else _change(DAY, told[DAY], named_lines(inputs)[DAY])


_MOST_OF = 0.6
"""So much of a statement beside its number stands in the result already: only the number is told."""


def _change(place: str, value: str, before: str) -> Change:
    """Of a statement that tells only another number than the result that stands there (考核是97分), the number."""
    figures = regex(r"\d+(?:\.\d+)?")
    if place in _RESULTS and len(figures.findall(value)) == len(figures.findall(before)) == 1:
        bare = figures.sub("", value)
        if len(value) <= len(before) and likeness(bare, before) >= _MOST_OF * len(bare):
            value = figures.sub(figures.findall(value)[0], before)
    if place == DAY:
        return Change(place, "set", before, _day_line(value), value)
    if place in _FIGURES:
        label, unit = _FIGURES[place]
        return Change(place, "set", before, f"{label}{value}{unit}", value)
    return Change(place, "set", before, value, value)


def _with_numbers_before(said: str) -> str:
    """The clauses with numbers that stand before the first that tells of one of these."""
    clauses = [clause for clause in _BREAK.split(said.strip()) if clause.strip()]
    first = next((n for n, clause in enumerate(clauses) if tells_of(clause)), 0)
    return "，".join(clause for clause in clauses[:first] if regex(r"\d").search(clause))


_NOT_TAKEN = "“{said}”没有列进来，请单独再说一遍。"


def _by_topic(said: str) -> Iterator[tuple[list[str], str]]:
    """Statements with what they tell of; what names nothing goes on with what stands before it."""
    topics: list[str] = []
    words = ""
    for clause in _BREAK.split(said.strip()):
        if not clause.strip():
            continue
        tells = tells_of(clause)
        if topics and not tells and _ASIDE.search(clause):
            continue
        if tells and tells != topics and topics:
            yield topics, words
            words = ""
        topics = tells or topics
        words = f"{words}，{clause}" if words else clause
    if topics:
        yield topics, words


def _one(places: list[str], words: str) -> dict[str, str] | str:
    """Values by place; a question where nothing can be taken."""
    words = _BEFORE.sub("", words)
    if places == ["fees"]:
        return _fees(words)
    if places == ["on_time"]:
        match = _ON_TIME.search(words)
        return {"on_time": match[1]} if match else _APART.format(names=_FIGURES["on_time"][0])
    if _NOT_KNOWN.search(words):
        return _STAYS.format(label="、".join(_RESULTS[p].label for p in places if p in _RESULTS))
    if len(places) > 1:
        kinds = [_RESULTS[p] for p in places if p in _RESULTS]
        rest = _BETWEEN.sub("", _asked_off(words))
        for kind in kinds:
            rest = kind.about.sub("", rest)
        if len(kinds) == len(places) and _NEVER.fullmatch(rest):
            return {p: _RESULTS[p].none for p in places}
        return _APART.format(names="、".join(k.label for k in kinds))
    return _result(places[0], words)


def _signed_on(words: str, year: int, now: str | None) -> dict[str, str] | str:
    day = day_in(words, year, date.fromisoformat(str(now)) if now else None)
    return {DAY: day.isoformat()} if day else NO_SUCH_DAY


def _result(place: str, words: str) -> dict[str, str] | str:
    kind = _RESULTS[place]
    words = regex(r"\s+").sub("", words)
    words = _NOT_THAT.sub("", words)
    quoted = QUOTED.findall(words)
    if len(quoted) == 1:
        return {place: quoted[0].strip("。；，")}
    said = _asked_off(words)
    name = kind.about.search(said)
    rest = _NAMED.sub("", said[name.end() :]) if name and not said[: name.start()] else ""
    around = said[: name.start()] + said[name.end() :] if name else said
    if _NEVER.fullmatch(_NAMED.sub("", around).strip("，的")):
        return {place: kind.none}
    for pattern, written in _WORDING:
        said = pattern.sub(written, said)
    if rest and name and _NAMED.match(said[name.end() :])[0].strip("的有"):  # type: ignore[index]
        said = f"{name.group()}{'结果' if '结果' in said else ''}为{rest}"
    value = said.strip("，。； ")
    return _SAY_IT.format(label=kind.label) if _IN_OTHER_WORDS.search(value) else {place: value}


_ASIDE = regex(r"更正|以.{1,6}为准|这样|领导|帮我|其[他它].{0,6}写|填上|写上|加上|补上|系统导")
_IN_OTHER_WORDS = regex(
    r"那里|照实|帮我|为准|写上|记成|听成|说成|[写填](?![作报])|算了|更正|就这么|改成|换成|那块|[吧呢啊]$|俺们"
)
"""What remains of an order, and is no result as it is to be printed."""
_SAY_IT = "{label}请直接说要写的话，例如“考核得分91分”“未发生责任追究”“社会评议满意度96%”。"


def _asked_off(words: str) -> str:
    """The statement without what orders it to be written."""
    parts = [_ORDER.sub("", _ORDER.sub("", part.strip())).strip() for part in _BREAK.split(words)]
    return "，".join(part for part in parts if part)


def _fees(words: str) -> dict[str, str] | str:
    said = _asked_off(words).replace(",", "")
    rest = _OVERALL.sub("", regex(r"政府|信息公开").sub("", said)).strip("，：: 的")
    if _OVERALL.search(said) and _NOTHING.fullmatch(rest):
        return dict.fromkeys(_FEES, "0")
    values: dict[str, str] = {}
    for place, pattern in (("fees.collected", _COLLECTED), ("fees.notices", _NOTICES), ("fees.charged", _CHARGED)):
        if match := pattern.search(said):
            values[place] = next(group for group in match.groups() if group)
            said = said[: match.start()] + "，" + said[match.end() :]
    if _NO_NOTICE.search(said):
        values |= {"fees.notices": "0", "fees.charged": "0"}
    if _NOT_COLLECTED.search(said) and "fees.collected" not in values:
        values["fees.collected"] = "0"
    if not values or regex(r"[1-9]").search(said):
        return _FEES_HOW
    return {place: values[place] for place in _FEES if place in values}
