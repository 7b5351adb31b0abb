"""YR: this year's figures and sentences against last year's report."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from nianbao.report.cells import Number
from nianbao.report.layout import APPLICATION_COLUMNS, TABLE_KEYS, SectionKey, TableKey
from nianbao.report.model import Report, Table
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze
from validators.basis import ARTICLE_50, ARTICLE_50_1, ARTICLE_50_2, FORMAT, FORMAT_2, FORMAT_3, FORMAT_5
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import TABLE_THREE, Needs, NeedsPrevious, OfLayout
from validators.prose.sentences import sentences
from validators.rules.years.last_year import with_last_year
from validators.shared_wording.neighbours import follows


@rule(
    "YR-01",
    "上年结转与上年度年报一致",
    "warning",
    (ARTICLE_50_2, FORMAT_3),
    *TABLE_THREE,
    NeedsPrevious("applications"),
    of_prose=False,
)
@with_last_year
def carried_over(context: Context, previous: Report) -> Iterator[Hit | Remark]:
    """carried_in of this year = carried_out of last year's report, per column."""
    table = context.table("applications")
    before = previous.table("applications")
    for column in APPLICATION_COLUMNS:
        mine = table.integer("carried_in", column.key)
        theirs = before.integer("carried_out", column.key) if before else None
        if mine is None or theirs is None:
            yield Remark("insufficient_data", f"{column.label}列的结转数有空格")
        elif mine != theirs:
            yield Hit(
                f"{table.layout.label('carried_in', column.key)}是{mine}件，上年度年报结转下年度的是{theirs}件",
                Where(section="applications", table="applications", row="carried_in", column=column.key),
                expression=f"{mine} ≠ {theirs}",
                left=mine,
                right=theirs,
                suggestion="两年的结转数应当衔接；上年年报有误的，在第六部分作出说明。",
            )


@rule(
    "YR-02",
    "现行有效件数与上年衔接",
    "info",
    (ARTICLE_50_1, FORMAT_2),
    OfLayout("2021"),
    Needs("active_disclosure"),
    NeedsPrevious("active_disclosure"),
    of_prose=False,
)
@with_last_year
def in_force_follows(context: Context, previous: Report) -> Iterator[Hit | Remark]:
    """in_force = last year's in_force + issued − repealed, for 规章 and for 行政规范性文件."""
    table = context.table("active_disclosure")
    before = previous.table("active_disclosure")
    if before is None or before.layout != table.layout:
        yield Remark("insufficient_data", "上年度年报是另一版式，没有现行有效件数")
        return
    for row in ("regulations", "normative_documents"):
        last, issued = before.integer(row, "in_force"), table.integer(row, "issued")
        repealed, now = table.integer(row, "repealed"), table.integer(row, "in_force")
        label = table.layout.rows[row].label
        if last is None or issued is None or repealed is None or now is None:
            yield Remark("insufficient_data", f"{label}一行今年或上年有空格")
        elif now != last + issued - repealed:
            yield Hit(
                f"{label}现行有效{now}件，按上年现行有效{last}件、本年制发{issued}件、废止{repealed}件推算是"
                f"{last + issued - repealed}件",
                Where(section="active_disclosure", table="active_disclosure", row=row, column="in_force"),
                expression=f"{now} ≠ {last}+{issued}-{repealed}",
                left=now,
                right=last + issued - repealed,
                suggestion="核对规范性文件台账；因清理口径变化、到期失效等原因不衔接的，不必改动。",
            )


# --- sentences --------------------------------------------------------------------------------------------------

_COMPARED_SECTIONS: tuple[SectionKey, ...] = ("overview", "problems", "other")
_MIN_SENTENCE = 10
"""Shorter sentences (sub-headings, 无) are alike in every report."""
_BOILERPLATE = regex(
    r"未收到|没有收到|未发生|未产生|未收取|没有|不存在|未被|未出现|不涉及|^无|(?:均|都|各)?为[0零]|[^\d.][0零](?:件|元|起|次|人|条)"
    r"|本报告|统计(?:期|时|周期|年限)|编制|条例|第[一二三四五六七八九十百]+条|需要报告|[:：]$"
)


class _Sentence(NamedTuple):
    text: str
    section: SectionKey
    start: int
    end: int
    quote: str


@rule("YR-03", "正文不照抄上年", "warning", (ARTICLE_50, FORMAT_5), NeedsPrevious())
@with_last_year
def not_last_years_sentences(context: Context, previous: Report) -> Iterator[Hit | Remark]:
    """At most half (profile) of the sentences stand word for word, figures included, in last year's report; and no
    paragraph of 总体情况 that gives figures of the year is taken over whole."""
    mine = _own_sentences(context.report)
    theirs = {s.text for s in _own_sentences(previous)}
    enough = context.profile.threshold("YR-03.sentences")
    if len(mine) < enough or len(theirs) < enough:
        yield Remark("not_applicable", f"除去套语后可比较的句子不足{enough:.0f}句")
        return
    repeated = [s for s in mine if s.text in theirs]
    if len(repeated) <= context.profile.threshold("YR-03.share") * len(mine):
        yield from _whole_paragraphs(context.report, mine, theirs)
        return
    longest = max(repeated, key=lambda s: len(s.text))
    yield Hit(
        f"可比较的{len(mine)}句中有{len(repeated)}句与上年年报一字不差，例如“{longest.quote[:30]}”",
        Where(section=longest.section, start=longest.start, end=longest.end, quote=longest.quote),
        expression=f"{len(repeated)}/{len(mine)}",
        left=len(repeated),
        right=len(mine),
        suggestion="按本年度的实际工作重写；确实没有变化的制度性表述可以从简。",
    )


_FIGURE = regex(r"\d+(?:\.\d+)?\s*(?:条|件|篇|个|次|人|名|份|家|处|期|场|户|分|%)")
_MIN_FIGURES = 3
"""So many figures of a paragraph are not by chance those of last year."""


def _whole_paragraphs(report: Report, mine: list[_Sentence], theirs: set[str]) -> Iterator[Hit]:
    """Paragraphs of 总体情况 of two sentences or more that are last year's word for word, figures of the year included."""
    text = report.text("overview")
    lines: dict[int, list[_Sentence]] = {}
    for sentence in mine:
        if sentence.section == "overview":
            lines.setdefault(text.count("\n", 0, sentence.start), []).append(sentence)
    for together in lines.values():
        figures = sum(len(_FIGURE.findall(s.text)) for s in together)
        if len(together) > 1 and figures >= _MIN_FIGURES and all(s.text in theirs for s in together):
            start, end = together[0].start, together[-1].end
            yield Hit(
                f"这一段{len(together)}句连同{figures}个数与上年年报一字不差",
                Where(section="overview", start=start, end=end, quote=text[start:end]),
                left=len(together),
                right=len(together),
                suggestion="按本年度的实际工作重写，数字改为本年度的。",
            )


def _own_sentences(report: Report) -> list[_Sentence]:
    """Sentences that an agency writes itself, as compared: no preamble, headings, statute, statements of nothing."""
    found = []
    for section in _COMPARED_SECTIONS:
        text = report.text(section)
        for span in sentences(text):
            compared = squeeze(span.text)
            if len(compared) >= _MIN_SENTENCE and not _BOILERPLATE.search(compared):
                quote = text[span.start : span.end].strip()
                found.append(_Sentence(compared, section, span.start, span.end, quote))
    return found


# --- tables -----------------------------------------------------------------------------------------------------


@rule("YR-04", "表格不与上年完全相同", "warning", (ARTICLE_50, FORMAT), NeedsPrevious(), of_prose=False)
@with_last_year
def not_last_years_tables(context: Context, previous: Report) -> Iterator[Hit | Remark]:
    """A table with at least three (profile) non-zero figures is not last year's, cell for cell."""
    for key in TABLE_KEYS:
        now, before = context.report.table(key), previous.table(key)
        if now is None or before is None:
            yield Remark("insufficient_data", f"今年或上年的{context.report.layout.tables[key].name}没有读到")
        elif now.layout != before.layout:
            yield Remark("not_applicable", f"{now.layout.name}两年的版式不同")
        elif (same := _same_figures(now, before)) >= context.profile.threshold("YR-04.cells"):
            yield Hit(
                f"{now.layout.name}与上年年报完全相同（不计合计，有{same}个非零的数）",
                Where(section=now.layout.section, table=key),
                left=same,
                suggestion="核对是不是误用了上年的表；确实相同的，写明已经核对。",
            )


_NO_CHANCE = 10
"""A figure of this size is not the same in two years by chance."""


def _same_figures(now: Table, before: Table) -> int:
    """How many figures, not counting sums, two tables share when all their cells are alike; else 0.

    What stays in force follows from nothing issued; it counts beside a figure that is large enough to tell.
    """
    addresses = list(now.addresses())
    if any(now.value(*a) != before.value(*a) for a in addresses):
        return 0
    telling = [value for a in addresses if (value := now.value(*a)) and not follows(now, *a)]
    in_force = [a for a in addresses if a[1] == "in_force" and now.value(*a) and follows(now, *a)]
    return len(telling) + (len(in_force) if any(value >= _NO_CHANCE for value in telling) else 0)


_MEASURES: tuple[tuple[TableKey, str, tuple[str, ...], str], ...] = (
    ("active_disclosure", "规章现行有效件数", ("regulations",), "in_force"),
    ("active_disclosure", "行政规范性文件本年制发件数", ("normative_documents",), "issued"),
    ("active_disclosure", "行政规范性文件现行有效件数", ("normative_documents",), "in_force"),
    ("active_disclosure", "行政许可处理决定数", ("licensing",), "decisions"),
    ("active_disclosure", "行政处罚处理决定数", ("penalties",), "decisions"),
    ("active_disclosure", "行政强制处理决定数", ("coercion",), "decisions"),
    ("active_disclosure", "行政事业性收费金额", ("fees",), "amount"),
    ("applications", "本年新收申请数", ("new",), "total"),
    ("proceedings", "行政复议总计", ("reconsideration",), "total"),
    ("proceedings", "行政诉讼总计", ("litigation_direct", "litigation_after"), "total"),
)
"""Table, name, rows that are added up, column. The two kinds of suits count as one: a new law moves cases between them."""


@rule("YR-06", "与上年相差不悬殊", "info", (ARTICLE_50, FORMAT), NeedsPrevious(), of_prose=False)
@with_last_year
def no_leaps(context: Context, previous: Report) -> Iterator[Hit | Remark]:
    """No measure is above 5 times or below a fifth of last year's, where last year's was at least 20 (profile)."""
    factor = Decimal(str(context.profile.threshold("YR-06.factor")))
    base = Decimal(str(context.profile.threshold("YR-06.base")))
    for key, name, rows, column in _MEASURES:
        if any((row, column) not in context.report.layout.tables[key].addresses for row in rows):
            continue  # the 2019 form has no such cell
        mine, last = _total(context.report.table(key), rows, column), _total(previous.table(key), rows, column)
        if mine is None or last is None:
            yield Remark("insufficient_data", f"{name}今年或上年没有数字")
        elif last >= base and (mine > last * factor or mine * factor < last):
            layout = context.table(key).layout
            unit = layout.block_of[rows[0]].unit
            said = f"超过上年的{factor}倍" if mine > last else f"不到上年的{factor}分之一"
            yield Hit(
                f"{layout.name}{name}是{mine}{unit}，上年是{last}{unit}，{said}",
                Where(layout.section, key, rows[0] if len(rows) == 1 else None, column),
                expression=f"{mine} : {last}",
                left=mine,
                right=last,
                suggestion="核对有没有多填、少填位数或用错单位；属实的，最好在正文说明原因。",
            )


def _total(table: Table | None, rows: tuple[str, ...], column: str) -> Number | None:
    values = [None if table is None else table.value(row, column) for row in rows]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(rows) else None
