"""What code says after a job, sentence by sentence, each with an id: the model cites these, code prints them.

A sentence belongs to one file and is never pooled with another's. Ids: v verdict, i items of Article 50, f findings,
s what to do, b on what it rests, n figures, q sentences of the report, u undecided rules, m measures and p peers of a
comparison, a articles and notes, o open places, r register; w is the report's text, never printed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nianbao.papers.wording import (
    ITEM_VERDICTS,
    SEVERITIES,
    STATES,
    VERDICTS,
    section_name,
    verdict_reason_of,
)
from nianbao.report.patterns import regex
from nianbao.work.model.told_figures import Figure as Figure
from nianbao.work.model.told_figures import Line, Names, ledger_lines, metric_lines, table_lines
from validators.article50 import ITEM_NAMES

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of code's. ``also``: other words of the same matter (quotes of the report), for recognising a retelling;
    ``stands``, ``figures``, ``names``: as of ``told_figures.Line``."""

    id: str
    text: str
    also: str = ""
    stands: str = ""
    figures: tuple[Figure, ...] = ()
    names: Names = ()
    quiet: bool = False


def told_of(results: Iterable[Any]) -> list[Told]:
    """Sentences of all results, numbered through; with several results each names its file."""
    found: list[Told] = []
    count: dict[str, int] = {}
    kept = list(results)
    several = sum(r.kind != "law" for r in kept) > 1
    for result in kept:
        name = _name(result) if several else ""
        for line in _SENTENCES.get(result.kind, _nothing)(result.data):
            count[line.letter] = count.get(line.letter, 0) + 1
            id = f"{line.letter}{count[line.letter]}"
            found.append(Told(id, f"{name}{line.text}", line.also, line.stands, line.figures, line.names, line.quiet))
    return found


def _name(result: Any) -> str:
    data = result.data
    name = data.get("file") or data.get("agency") or (data.get("report") or {}).get("title") or ""
    return f"（{name}）" if isinstance(name, str) and name else ""


def _nothing(_: dict[str, Any]) -> Iterator[Line]:
    yield from ()


def _of_review(data: dict[str, Any]) -> Iterator[Line]:
    yield Line(
        "v",
        f"审核结论：{VERDICTS[data['verdict']]}。{verdict_reason_of(data)}",
        "报告 年报 第五十条 目前 要求 改 影响",
        "因为",
    )
    counts = {s: sum(f["severity"] == s for f in data["findings"]) for s in SEVERITIES}
    said = "、".join(f"{SEVERITIES[s]}{n}项" for s, n in counts.items())
    nothing = " ".join(f"没有{SEVERITIES[s]}" for s, n in counts.items() if not n)
    nothing += "" if any(counts.values()) else " 没有问题"
    yield Line("v", f"审核意见共有{said}。", "发现 问题 提出", nothing)
    decided = [r for r in data["rules"] if r["state"] in ("pass", "fail")]
    yield Line("v", f"共{len(data['rules'])}条规则，其中{len(decided)}条得出结论。", "一共 运行")
    yield Line("v", SCOPE, "数字 原件 程序 我 自己 对照 一致", "只 没有")
    if data["findings"]:
        yield Line(
            "v",
            f"审核意见分布：{_places(data['findings'])}。",
            f"问题 改动 处 集中在 主要在 {_tables_of(data['findings'])}",
        )
    yield from _items(data["article50"])
    for f in data["findings"]:
        yield from _finding(f)
    yield from table_lines(data["report"]["tables"])
    for rule in data["rules"]:
        if rule["state"] in ("insufficient_data", "parse_error"):
            why = f"{rule['rule']}：{STATES[rule['state']]}，{'；'.join(r.rstrip('。') for r in rule['reasons'])}。"
            yield Line("u", why, "这条规则 审核 结果", "没有判断 没有 无 因为")
    yield from _quotes(data["report"]["sections"])
    text = "".join(section["text"] for section in data["report"]["sections"])
    yield Line("w", "原文见报告。", f"{data['report']['title']}{text}")


SCOPE = "审核只看报告本身的文字和表格；数字与台账、原件是否一致，由经办人核对。"


def _tables_of(findings: Sequence[dict[str, Any]]) -> str:
    """The tables in whose parts there are findings."""
    parts = {f["where"]["section"] for f in findings}
    return " ".join(n for key, n in _TABLE_OF_PART.items() if key in parts)


_TABLE_OF_PART = {"overview": "正文", "active_disclosure": "表二", "applications": "表三", "proceedings": "表四"}


def _places(findings: Sequence[dict[str, Any]]) -> str:
    """Where the findings are: each part with how many."""
    places = Counter(section_name(f["where"]["section"]) for f in findings)
    return "，".join(f"{place}（{n}项）" for place, n in places.items())


def _items(items: Sequence[dict[str, Any]]) -> Iterator[Line]:
    for item in items:
        missing = f"，缺{'、'.join(item['missing'])}" if item["missing"] else ""
        name = ITEM_NAMES[item["item"]]
        yield Line(
            "i", f"第五十条第（{item['item']}）项“{name}”：{ITEM_VERDICTS[item['verdict']]}{missing}。", "要求 报告"
        )
    states = Counter(i["verdict"] for i in items)
    told = "、".join(f"{ITEM_VERDICTS[state]}{n}项" for state, n in states.items())
    every = "全部 都写 " if len(states) == 1 else ""
    yield Line("i", f"第五十条的{len(items)}项内容：{told}。", f"要求 报告 各项 {every}其余", every)


def _finding(f: dict[str, Any]) -> Iterator[Line]:
    where = section_name(f["where"]["section"])
    also = f"{f['title']}{f['where']['quote'] or ''} 正文 表格 表中 表里 报告 {SEVERITIES[f['severity']]} 这一条 {_FAMILIES.get(f['rule'][:2], '')} {_OF_MISMATCH}{_KINDS_OF_BODIES if '各类法人' in f['message'] else ''}"
    head = f"{f['rule']}（{SEVERITIES[f['severity']]}，{where}）"
    yield Line("f", f"{head}：{f['message']}。", also, _stands_of(f))
    if f["basis"]:
        yield Line("b", f"{f['rule']}的依据：{'、'.join(f['basis'])}。", f"{also}{f['message']}")
    if f["suggestion"]:
        yield Line("s", f"{f['rule']}的改法：{f['suggestion']}", f"{f['message']}{f['title']}", _stands_of(f))


_KINDS_OF_BODIES = " 企业 商业企业 科研机构 社会公益组织 法律服务机构 其他"
_FAMILIES = {
    "ST": "结构 标题 部分 结构问题",
    "T2": "表二",
    "T3": "表三 勾稽关系",
    "T4": "表四 勾稽关系",
    "NT": "文表 表文",
    "CO": "内容",
    "TX": "文字 标点",
}
_OF_MISMATCH = "两处 左边 右边 两边 加起来 合起来 算出来 两年 填 列 行"


def _stands_of(f: dict[str, Any]) -> str:
    """A finding bears out that something is wrong; with two sides, that they differ."""
    two_sides = f.get("left") is not None and f.get("right") is not None
    others = " ".join(f"不是{label}" for s, label in SEVERITIES.items() if s != f["severity"])
    weight = f"是{SEVERITIES[f['severity']]} {others} {'不影响结论' if f['severity'] == 'info' else ''}"
    return f"{'不等' if two_sides else ''} {weight}"


def _quotes(sections: Sequence[dict[str, Any]]) -> Iterator[Line]:
    """Sentences of the report that hold a figure, as they stand there."""
    for section in sections:
        for sentence in _SENTENCE.findall(section["text"]):
            if _DIGIT.search(sentence) and len(sentence) < _LONGEST_QUOTE:
                where = section_name(section["key"])
                yield Line("q", f"正文“{where}”里写：“{' '.join(sentence.split())}”。", "报告", sentence, quiet=True)


_SENTENCE, _DIGIT = regex(r"[^。；\n]+"), regex(r"\d")
_LONGEST_QUOTE = 300


def _of_compare(data: dict[str, Any]) -> Iterator[Line]:
    yield from metric_lines(data["metrics"])
    if data["peers"]:
        names = "、".join(p["agency"] for p in data["peers"])
        yield Line("p", f"同类机关{len(data['peers'])}家：{names}。", "比较 选")
    for note in data["notes"]:
        yield Line("p", note, "因为", "因为 没有")


def _of_law(data: dict[str, Any]) -> Iterator[Line]:
    for hit in data["hits"][:3]:
        head = f"《政府信息公开条例》{hit['article']}" if hit["kind"] == "article" else hit["title"]
        yield Line("a", f"{head}：{hit['text'][:_LONGEST]}", f"{_OF_LAW}{' 收费' if '收取' in hit['text'] else ''}")


_OF_LAW = "条例 规定 原文 依据 这一条"


def _of_draft(data: dict[str, Any]) -> Iterator[Line]:
    places = data.get("open", [])
    told = (
        f"尚不能下结论，还有{len(places)}处待填、待核或待确认"
        if data["verdict"] == "undetermined"
        else VERDICTS[data["verdict"]]
    )
    yield Line("v", f"初稿的审核结论：{told}。", "要求")
    yield Line("v", "初稿里的数字都来自所填的资料表，每个数的出处在“数字出处”文件里。", "您填的 全部", "都 来自")
    yield from (Line("o", f"{p['what']}。") for p in places)
    yield from ledger_lines(data.get("ledger", []))


def _of_register(data: dict[str, Any]) -> Iterator[Line]:
    late = len(data["overdue"])
    yield Line("r", f"台账共{data['rows']}件，按期答复{data['on_time']}件，超期{late}件。", "", "" if late else "没有")
    for o in data["overdue"]:
        yield Line("r", f"第{o['row']}件超期{o['working_days_late']}个工作日。")


_SENTENCES = {
    "review": _of_review,
    "compare": _of_compare,
    "law": _of_law,
    "draft": _of_draft,
    "register": _of_register,
}


_FIRST = "vifsaomrpunb"
"""Letters in the order in which their sentences are kept when not all can be read to the model."""
MOST_READ = 6000
"""Characters of code's sentences in one prompt: a small model reads some 4000 tokens in all."""


def for_model(told: Sequence[Told], most: int = MOST_READ) -> str:
    """As the model reads them: id and sentence, a line each, in order; the least telling are left out of a long list."""
    readable = [t for t in told if t.id[0] in _FIRST and not t.quiet]
    kept, size = set[str](), 0
    for t in sorted(readable, key=lambda t: _FIRST.index(t.id[0])):
        size += len(t.text) + len(t.id) + 4
        if size > most:
            break
        kept.add(t.id)
    return "\n".join(f"[{t.id}] {t.text}" for t in readable if t.id in kept)
