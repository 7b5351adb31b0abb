"""``set``: what a section chief asks of many reviewed reports. Names and counts come from the reviews alone; who could not
be judged is named apart, never among those in order."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from nianbao.assistant.understanding.which_report import KnownReport, which_reports
from nianbao.papers.wording import ITEM_VERDICTS, SEVERITIES, STATES, VERDICTS, VERDICTS_IN_A_LIST
from nianbao.report.patterns import regex
from nianbao.work.sets.lines import Line, SetView, short_names
from validators.article50 import IN_ORDER, ITEM_NAMES
from validators.catalogue import catalogue

_SHOWN = 40
"""Names told in one answer; the page has all of them."""
_COMMON = 6
_LATE = regex(r"晚|迟|逾期|超期|按期|按时|准时|公布(?:日期|时间)|什么时候公布")
_NOT_READ = regex(r"(?:没有?|未|不能|没法|无法)(?:能)?读|读不(?:出|了)|打不开|坏")
_UNDECIDED = regex(r"(?:没有?|未|还没|待|尚未)处理|没(?:看|定)过")
_RULE = regex(r"(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9]{1,2})[-－_ ]?(\d\d)(?!\d)")
_FREQUENT = regex(r"最(?:多|常见|普遍)|普遍|共性|常见|通病|主要问题有哪")
_WHO_MOST = regex(
    r"(?:哪[一个]?[个家份]?|谁).{0,8}(?:问题|毛病|错误?|警告).{0,4}最多|(?:问题|毛病|错误?)最多的(?:是)?(?:哪|谁|单位|镇|局)"
)
_NOT_FILED = regex(r"(?:没有?|未|还没|尚未)(?:交|报|上报|报送|提交)")
_VERDICT = regex(r"通过|合格|符合|过关|达标|没过|能(?:报|发|公布)|结论|要改|有问题|有错")
_PROBLEMS = regex(r"问题|要改|毛病")
_EXPORT = regex(r"导出|下载|打印|excel|清单|压缩包|发给我", 2)
_GOOD = regex(
    r"(?<!没)(?<!没有)(?<!未)(?<!不)(?:写明?了|都写了|有写|没有?问题|按[期时]|准时)|^(?:哪|谁)[^没未不缺]*(?:通过|符合|合格)"
)


class _Topic(NamedTuple):
    said: str
    items: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


_TOPICS: tuple[tuple[str, _Topic], ...] = (
    (r"信息处理费|处理费|收费", _Topic("写明信息处理费", rules=("FEE-02",))),
    (r"考核|评议|追究|追责|四之二", _Topic("写工作考核、社会评议和责任追究结果", items=("四之二",))),
    (r"个人信息|隐私|身份证|手机号", _Topic("没有个人信息", rules=("LK-03",))),
    (r"雷同|照抄|抄袭|抄|一样|复制", _Topic("没有成段雷同的文字", rules=("LK-02", "YR-03", "YR-04", "CON-04"))),
    (r"错别字", _Topic("没有错别字", rules=("TX-02",))),
    (r"提示语|占位|模板.{0,4}没删", _Topic("没有遗留的提示语", rules=("STR-08",))),
    (r"统计期限", _Topic("写明统计期限", rules=("STR-11",))),
    (r"不平|加不上|对不上|勾稽|算错|加错|表[二三四]", _Topic("表格数字相符", rules=("T2-02", "T3-01", "T3-02", "T3-03", "T4-01"))),
    (r"六个?部分|缺部分|少部分", _Topic("六个部分齐全", rules=("STR-01",))),
    (r"主动公开", _Topic("写主动公开的情况", items=("一",))),
    (r"复议|诉讼", _Topic("写行政复议、诉讼的情况", items=("三",))),
    (r"存在.{0,3}问题|改进", _Topic("写存在的问题和改进情况", items=("四",))),
    (r"其他.{0,4}事项", _Topic("写其他需要报告的事项", items=("五",))),
    (r"申请", _Topic("写申请的收到和处理情况", items=("二",))),
)  # fmt: skip


def of_set(view: SetView, said: str) -> str:
    """The answer to a question about a set, from the reviews that are there by now."""
    waiting = sum(line.waits for line in view.lines)
    parts = [f"还有{waiting}份没有审完，以下只说已经审完的。"] if waiting else []
    if not view.reviewed and not any(line.problem for line in view.lines):
        return "这一批还没有审完的报告，请稍候再问。"
    parts.append(_answer(view, said))
    return "\n\n".join(parts)


def _answer(view: SetView, said: str) -> str:
    if found := _named(view, said):
        return "\n\n".join(_one(line) for line in found[:_COMMON])
    for sign, answer in (
        (_EXPORT, _export),
        (_NOT_READ, _not_read),
        (_UNDECIDED, _undecided),
        (_WHO_MOST, _who_most),
        (_NOT_FILED, _not_filed),
        (_FREQUENT, _frequent),
    ):
        if sign.search(said):
            return answer(view)
    if match := _RULE.search(said):
        rule = f"{match[1].upper()}-{match[2]}"
        if rule in catalogue():
            return _topic(view, said, _Topic(f"做到“{catalogue()[rule].title}”", rules=(rule,)))
    if _LATE.search(said):
        return _late(view)
    for words, topic in _TOPICS:
        if regex(words).search(said):
            return _topic(view, said, topic)
    if _VERDICT.search(said):
        return _verdicts(view, said)
    return summary(view)


# --- answers ------------------------------------------------------------------------------------------------------


def summary(view: SetView) -> str:
    """Reports by verdict, and what may be asked."""
    return f"{_counts(view)}\n\n可以接着问：哪些单位没通过、谁晚了、哪些单位没有写信息处理费、最普遍的问题是什么，也可以问某一个单位。"


def _counts(view: SetView) -> str:
    counts = Counter(line.verdict for line in view.reviewed)
    told = [f"{said} {counts[verdict]} 份" for verdict, said in VERDICTS_IN_A_LIST.items() if counts[verdict]]
    unread = sum(bool(line.problem) for line in view.lines)
    told += [f"没有读出 {unread} 份"] if unread else []
    return f"共 {len(view.lines)} 份年报：{'，'.join(told)}。"


def _verdicts(view: SetView, said: str) -> str:
    short = short_names(view.lines)
    bad = [line for line in view.reviewed if line.verdict == "does_not_meet"]
    open_ = [line for line in view.reviewed if line.verdict not in (*IN_ORDER, "does_not_meet")]
    parts = [_counts(view)]
    if bad:
        parts.append(_with_reasons(f"尚不符合的 {len(bad)} 个：", bad, short))
    if open_:
        parts.append(_with_reasons(f"还不能下结论的 {len(open_)} 个：", open_, short))
    if _PROBLEMS.search(said) and (warned := [line for line in view.reviewed if line.verdict == "meets_with_warnings"]):
        told = [f"- {short(line)}：{_found(line)}" for line in warned[:_SHOWN]]
        parts.append("\n".join([f"没有错误、有警告的 {len(warned)} 个：", *told, *_more(warned)]))
    if not bad and not open_:
        parts.append("读出的各份都符合或基本符合。")
    return "\n\n".join(parts + _unread(view))


def _with_reasons(head: str, lines: Sequence[Line], short: Callable[[Line], str]) -> str:
    told = [f"- {short(line)}：{line.reason or _verdict(line)}" for line in lines[:_SHOWN]]
    return "\n".join([head, *told, *_more(lines)])


def _late(view: SetView) -> str:
    short = short_names(view.lines)
    groups = {state: [line for line in view.reviewed if line.late == state] for state in ("late", "in_time", "unknown")}
    parts = []
    if late := groups["late"]:
        told = [f"- {short(line)}：{line.published} 公布" for line in late[:_SHOWN]]
        parts.append("\n".join([f"晚于期限公布的 {len(late)} 个：", *told, *_more(late)]))
    else:
        parts.append("读到公布日期的，没有晚于期限的。" if groups["in_time"] else "没有一份能判断是否晚了。")
    if groups["in_time"]:
        parts.append(f"按期公布的 {len(groups['in_time'])} 个。")
    if unknown := groups["unknown"]:
        parts.append(f"没有读到公布日期或机关类别不明、不能判断的 {len(unknown)} 个：{_names(unknown, short)}。")
    return "\n\n".join(parts + _unread(view))


def _topic(view: SetView, said: str, topic: _Topic) -> str:
    """Who fails, who passes, who could not be judged: three groups that together are all that were read."""
    short = short_names(view.lines)
    groups: dict[str, list[Line]] = {"bad": [], "good": [], "unknown": []}
    for line in view.reviewed:
        groups[_standing(line, topic)].append(line)
    title = f"（{'、'.join((*(f'第五十条第{i}项' for i in topic.items), *topic.rules))}）"
    bad, good, unknown = groups["bad"], groups["good"], groups["unknown"]
    no = f"没有{topic.said}" if not topic.said.startswith("没有") else topic.said.replace("没有", "有", 1)
    lines = [f"{no}的 {len(bad)} 个{title}：{_names(bad, short)}。" if bad else f"没有发现{no}的{title}。"]
    if _GOOD.search(said) and good:
        lines.append(f"{topic.said}的 {len(good)} 个：{_names(good, short)}。")
    else:
        lines.append(f"{topic.said}的 {len(good)} 个。")
    if unknown:
        lines.append(f"不能判断的 {len(unknown)} 个：{_names(unknown, short)}。")
    return "\n\n".join(lines + _unread(view))


def _standing(line: Line, topic: _Topic) -> str:
    """``bad`` when anything is found, ``good`` when all was decided and nothing found."""
    verdicts = [line.items.get(item) for item in topic.items]
    states = [line.rules.get(rule) for rule in topic.rules]
    if "missing" in verdicts or "partial" in verdicts or "fail" in states:
        return "bad"
    settled = all(v in ("met", None) for v in verdicts) and all(s == "pass" for s in states if s != "not_applicable")
    return "good" if settled and any(s == "pass" for s in states) | ("met" in verdicts) else "unknown"


def _not_read(view: SetView) -> str:
    unread = [line for line in view.lines if line.problem]
    if not unread:
        return "所有文件都读出来了。"
    return "\n".join(
        [f"没有读出的 {len(unread)} 份：", *(f"- {line.file}：{line.problem}" for line in unread[:_SHOWN])]
    )


def _undecided(view: SetView) -> str:
    short = short_names(view.lines)
    left = [line for line in view.reviewed if line.undecided]
    if not left:
        return "发现的问题都有处理意见了。"
    told = [f"- {short(line)}：{line.undecided} 项" for line in left[:_SHOWN]]
    total = sum(line.undecided for line in left)
    return "\n".join([f"还有 {len(left)} 个单位的 {total} 项没有处理：", *told, *_more(left)])


def _frequent(view: SetView) -> str:
    counts = Counter(rule for line in view.reviewed for rule in line.found)
    if not counts:
        return "没有发现问题。"
    known = catalogue()
    told = [
        f"- {rule} {known[rule].title if rule in known else ''}：{count} 份没有做到"
        for rule, count in counts.most_common(_COMMON)
    ]
    return "\n".join([f"{len(view.reviewed)} 份里最普遍的：", *told])


def _who_most(view: SetView) -> str:
    """Who has most findings, errors before warnings; those alike are all named."""
    short = short_names(view.lines)
    counted = sorted(view.reviewed, key=_gravity, reverse=True)
    if not counted or not any(_gravity(counted[0])):
        return "没有发现问题。"
    first = [line for line in counted if _gravity(line) == _gravity(counted[0])]
    told = [
        f"- {short(line)}：{_found(line)}"
        for line in counted[: max(_COMMON, len(first))][:_SHOWN]
        if any(_gravity(line))
    ]
    return "\n".join([f"问题最多的是{_names(first, short)}（先比错误，再比警告、提示）：", *told])


def _gravity(line: Line) -> tuple[int, ...]:
    return tuple(line.counts.get(severity, 0) for severity in SEVERITIES)


def _found(line: Line) -> str:
    return "、".join(f"{said}{line.counts.get(severity, 0)}项" for severity, said in SEVERITIES.items())


def _not_filed(view: SetView) -> str:
    return f"这一批只有交上来的{len(view.lines)}份，不知道还该有谁。谁没交，请到“报送”页对照名单看。"


def _export(view: SetView) -> str:
    return "审核清单（Excel）、汇总表和全部审核意见（压缩包），请在成批页的“导出”里下载。"


def _one(line: Line) -> str:
    if line.problem:
        return f"{line.file}：没有读出。{line.problem}"
    counts = "、".join(f"{label}{line.counts.get(s, 0)}项" for s, label in SEVERITIES.items())
    weak = [f"（{item}）{ITEM_NAMES[item]}：{ITEM_VERDICTS[v]}" for item, v in line.items.items() if v != "met"]
    parts = [f"**{line.name}{line.year or ''}**：{_verdict(line)}。{line.reason}{counts}，未处理{line.undecided}项。"]
    if weak:
        parts.append(f"第五十条{'；'.join(weak)}。")
    unsure = Counter(state for state in line.rules.values() if state in ("insufficient_data", "parse_error"))
    if unsure:
        parts.append("没有得出结论的规则：" + "、".join(f"{STATES[s]}{n}条" for s, n in unsure.items()) + "。")
    return "".join(parts)


def _verdict(line: Line) -> str:
    return VERDICTS[line.verdict] if line.verdict else ""


# --- names --------------------------------------------------------------------------------------------------------


def _named(view: SetView, said: str) -> list[Line]:
    """Lines whose agency or file is named, in full or in short."""
    known = {KnownReport(line.file, line.agency, line.year): line for line in view.lines}
    which = which_reports(said, tuple(known), years=False)
    return [known[k] for k in which.reports] if which.how == "named" else []


def _names(lines: Sequence[Line], short: Callable[[Line], str]) -> str:
    told = "、".join(short(line) for line in lines[:_SHOWN])
    return told + (f"等（共{len(lines)}个，在成批页筛选可看全部）" if len(lines) > _SHOWN else "")


def _more(lines: Sequence[Line]) -> list[str]:
    return [f"- ……共{len(lines)}个，在成批页筛选可看全部"] if len(lines) > _SHOWN else []


def _unread(view: SetView) -> list[str]:
    unread = sum(bool(line.problem) for line in view.lines)
    return [f"另有 {unread} 份文件没有读出，不在以上之内。"] if unread else []
