"""What a result lets anybody say: figures grouped by measure, and whole sentences, all worded by code.

The guard over the model's words accepts a clause about figures only when it is one of these, or retells a
clause of the law or of the draft. The words here are the only ones in which a verdict can be given.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, cast

from nianbao.comparison.metrics import METRICS, cells_of
from nianbao.papers.wording import VERDICTS, undecided_rules, verdict_reason
from nianbao.report.model import Report
from validators.review import Review

SYNONYMS: dict[str, tuple[str, ...]] = {
    "新收申请": (
        "新收政府信息公开申请",
        "收到政府信息公开申请",
        "收到信息公开申请",
        "收到申请",
        "新收申请",
        "收到",
        "新收",
    ),
    "办理总数": ("办理结果总计", "办理总数", "办结政府信息公开申请", "办结申请", "办结"),
    "上年结转": ("上年结转申请", "上年结转"),
    "结转下年度": ("结转下年度继续办理", "结转下年度", "结转下年"),
    "行政复议": ("被申请行政复议", "行政复议"),
    "行政诉讼": ("被提起行政诉讼", "行政诉讼案件", "行政诉讼"),
    "行政规范性文件制发": ("制发行政规范性文件", "行政规范性文件制发"),
    "行政规范性文件现行有效": ("现行有效的行政规范性文件", "行政规范性文件现行有效", "现行有效"),
}


LEAST_SENTENCE = 6


@dataclass(frozen=True)
class Group:
    """Everything that may be said of one measure: its names, and what may follow a name (11件, 比上年增加4件)."""

    names: tuple[str, ...]
    sayings: frozenset[str]


@dataclass(frozen=True)
class Sayable:
    """What one result lets anybody say. ``texts`` are words of ours (law, notes, draft) that may be retold in part."""

    groups: tuple[Group, ...] = ()
    sentences: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def of_review(review: Review) -> Sayable:
    """Verdict, counts, findings and this year's figures."""
    counts = {s: sum(f.severity == s for f in review.findings) for s in ("error", "warning", "info")}
    decided = sum(r.state in ("pass", "fail") for r in review.results)
    said = [
        f"错误{counts['error']}项", f"警告{counts['warning']}项", f"提示{counts['info']}项",
        f"{counts['error']}项错误", f"{counts['warning']}项警告", f"{counts['error']}项错误和{counts['warning']}项警告",
        f"{len(review.results)}条规则", f"{decided}条得出结论",
        *verdict_sentences(review),
        verdict_reason(review),
        "修改后可以重新上传", "请再人工核对一遍后报送", "请核对后再报送",
    ]  # fmt: skip
    told = (text for f in review.findings for text in (f.hit.message, f.hit.suggestion))
    undecided = undecided_rules(review)
    return Sayable(figures(review.report), tuple(s for s in said if s), (*map(_without_quotes, told), *undecided))


def _without_quotes(text: str) -> str:
    """Our own words of a finding: what stands in quotation marks comes from the report and may hold anything."""
    return re.sub(r"“[^”]*”", "", text)


def verdict_sentences(review: Review) -> Iterable[str]:
    """The computed verdict, in the few ways in which it may be worded."""
    yield VERDICTS[review.verdict]
    if review.verdict == "meets":
        yield from ("符合条例第五十条的要求", "符合第五十条的要求", "第五十条要求的各项内容都已写明")
    if review.verdict == "does_not_meet":
        yield from ("不符合第五十条的要求", "不符合条例第五十条的要求", "尚不符合第五十条的要求", "需要修改")
    if review.verdict == "undetermined":
        yield from ("还不能判断", "还不能下结论")
        yield from review.undetermined_because
    if not review.findings:
        yield from ("没有发现问题", "没有错误和警告")
    for item in review.items:
        if item.verdict == "missing":
            yield f"缺失的是第{item.item}项"
    if rules := sorted({f.rule for f in review.findings if f.severity == "error"}):
        yield f"有错误的规则是{'、'.join(rules)}"


def figures(report: Report) -> tuple[Group, ...]:
    """This year's figures of a report, by measure; shares stand with their own names."""
    cells = cells_of(report)
    groups = []
    for metric in METRICS:
        value = metric.value(cells)
        if value is not None:
            groups.append(Group(_names(metric.label), frozenset(_plain(_written(value, metric.unit)))))
    return tuple(groups)


def of_draft(draft: Any) -> Sayable:
    """The draft's figures, its verdict, and its prose, which may be retold."""
    review = of_review(replace(draft.review, verdict=cast(Any, draft.verdict)))
    prose = tuple(text for _, text in draft.report.prose())
    done = ("初稿已经写好", "请补充后再定稿", "请逐项核对后再报送")
    return Sayable(review.groups, (*review.sentences, *done), (*review.texts, *prose))


def of_texts(hits: Iterable[Any]) -> Sayable:
    """Search hits: the law and our notes, which may be retold in part."""
    return Sayable(texts=tuple(text for h in hits for text in (h.article or "", h.title, h.text)))


def of_comparison(comparison: Any) -> Sayable:
    """Per measure: this year, last year, the change, the median and the rank."""
    shares = {m.label.removesuffix("占比"): m for m in comparison.metrics if m.label.endswith("占比")}
    groups = []
    for metric in comparison.metrics:
        sayings = set(_metric_sayings(metric))
        share = shares.get(metric.label)
        if share is not None and share.value is not None:
            sayings |= {f"占{share.value}%", *_change_sayings(share)}
        if sayings:
            groups.append(Group(_names(metric.label), frozenset(sayings)))
    return Sayable(tuple(groups), ("数据不足", "没有可比的数据"), tuple(comparison.notes))


def _names(label: str) -> tuple[str, ...]:
    return SYNONYMS.get(label, (label,))


def _written(value: int | Decimal, unit: str) -> str:
    return f"{value}{unit}"


def _plain(written: str) -> set[str]:
    sayings = {written, f"为{written}", f"是{written}", f"有{written}"}
    if re.fullmatch(r"0(?:件|\.0%|%)", written):
        sayings |= {"没有", "无", "0"}
    return sayings


def _metric_sayings(metric: Any) -> Iterable[str]:
    unit = metric.unit
    if metric.value is not None:
        yield from _plain(_written(metric.value, unit))
    if metric.previous is not None:
        last = _written(metric.previous, unit)
        yield from (f"上年{last}", f"上年为{last}", f"上年是{last}")
        if metric.previous == 0:
            yield "上年没有"
    yield from _change_sayings(metric)
    if metric.peer_median is not None:
        median = _written(metric.peer_median, unit)
        yield from (
            f"同类中位数{median}",
            f"同类中位数是{median}",
            f"同类机关中位数是{median}",
            f"的同类中位数是{median}",
        )
        if metric.value is not None:
            side = (
                "高于" if metric.value > metric.peer_median else "低于" if metric.value < metric.peer_median else "等于"
            )
            for who in ("", "本机关"):
                yield from (f"{who}{side}同类中位数", f"{who}{side}同类中位数{median}", f"{who}{side}中位数")
    if metric.rank is not None:
        yield from (
            f"排名{metric.rank}/{metric.rank_of}",
            f"在{metric.rank_of}家中排第{metric.rank}",
            f"排第{metric.rank}",
        )


def _change_sayings(metric: Any) -> Iterable[str]:
    """比上年增加4件, 增长57.1%, 由7件增加到11件, 与上年持平 … in the direction that is true."""
    if metric.change is None:
        return
    if metric.change == 0:
        yield from ("与上年持平", "与上年一样", "持平")
        return
    unit = "个百分点" if metric.unit == "%" else metric.unit
    size = f"{abs(metric.change)}{unit}"
    verbs = (
        ("增加", "提高", "上升", "多", "增加了", "多了")
        if metric.change > 0
        else ("减少", "下降", "降低", "少", "减少了", "少了")
    )
    last, now = _written(metric.previous, metric.unit), _written(metric.value, metric.unit)
    for verb in verbs:
        yield from (f"比上年{verb}{size}", f"{verb}{size}", f"比上年的{last}{verb}{size}", f"由{last}{verb}到{now}")
    if metric.change_percent is not None:
        rate = f"{abs(metric.change_percent)}%"
        for verb in ("增长", "增幅", "上升") if metric.change > 0 else ("下降", "降幅", "减少"):
            yield from (f"{verb}{rate}", f"比上年{verb}{rate}")


SHOWN_TO_MODEL = 4


def for_model(sayable: Sayable) -> str:
    """How the model may put figures and verdict, appended to what a tool returns; the guard accepts these as they are."""
    lines = [f"{g.names[0]}：{'；'.join(sorted(g.sayings, key=len)[:SHOWN_TO_MODEL])}" for g in sayable.groups]
    lines += [s for s in sayable.sentences if len(s) > LEAST_SENTENCE]
    return "\n\n说到数字和结论时只能照下面的说法：\n" + "\n".join(f"- {line}" for line in lines) if lines else ""
