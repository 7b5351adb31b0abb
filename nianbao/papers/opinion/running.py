"""How a review came about: how the file was read, which rules ran, which could not and why, and the law they cite."""

from collections.abc import Iterator

from nianbao.documents.paper.paper import Line, PaperBlock, PaperTable, Prose, Row, cell, header_row
from nianbao.papers.opinion.checklist import shortened
from nianbao.papers.opinion.reviewed import Reviewed
from nianbao.papers.wording import NOTICES, SEVERITIES, STATES, last_year_title
from nianbao.report.regulation import Reference, cite, find_references
from validators.catalogue import catalogue
from validators.causes import UNDECIDED, Cause, causes_of
from validators.engine import RuleResult
from validators.review import Review

_STATE_WIDTHS = (28, 16, 112)
_CAUSE_WIDTHS = (20, 76, 60)
_REASON_WIDTHS = (18, 50, 24, 64)
_MOST_REASONS, _LONGEST_REASON = 2, 90
"""Reasons printed for one rule; a table of blanks gives one for every row and column."""
_ARTICLE_50 = Reference(50)


def reading_lines(review: Review) -> Iterator[str]:
    """What a reader must know: notices of the file's reader, what could not be read, last year's report, the profile."""
    report = review.report
    for notice in report.notices:
        yield f"{NOTICES[notice.code]}：{notice.message}"
    for problem in report.problems:
        yield f"没有读出的内容：{problem.message}。这是读取的问题，不算报告的错误。".replace("。。", "。")
    if report.published is not None:
        day = report.published
        yield f"公布日期：{day.year}年{day.month}月{day.day}日，据文件中的“{report.published_source or '公布日期'}”。"
    if not report.notices and not report.problems:
        yield "报告文件全部以文字读取，没有需要说明的情况。"
    if review.previous is None:
        yield "没有提供上一年度报告，与上年有关的规则没有得出结论。"
    else:
        yield f"与上一年度报告作了对照：{last_year_title(review.previous)}。"
    yield from _profile_lines(review)


def _profile_lines(review: Review) -> Iterator[str]:
    profile = review.profile
    yield f"规则配置：{profile.name}。"
    for rule, reason in profile.off.items():
        yield f"停用的规则：{rule}，理由：{reason}".rstrip("。") + "。"
    for rule, severity in profile.severities.items():
        yield f"调整的级别：{rule}按“{SEVERITIES[severity]}”处理。"


# --- rules --------------------------------------------------------------------------------------------------------


def rule_blocks(review: Review) -> Iterator[PaperBlock]:
    """Rules by how they ended, then what kept rules from a (whole) conclusion: a line a cause."""
    yield Prose(f"共有{len(review.results)}条规则，按运行结果列出如下。")
    rows = []
    for state, name in STATES.items():
        ids = [result.rule for result in review.results if result.state == state]
        if ids:
            rows.append(Row((cell(name, centred=True), cell(str(len(ids)), centred=True), cell(_by_family(ids)))))
    yield PaperTable(_STATE_WIDTHS, tuple(rows), header_row("运行结果", "条数", "规则（类别：编号）"))
    whole = causes_of(review.results, (*UNDECIDED, "not_applicable"))
    if whole:
        yield Prose("没有得出结论的规则，按原因列出如下。")
        yield PaperTable(_CAUSE_WIDTHS, tuple(map(_cause, whole)), header_row("情况", "原因", "没有得出结论的规则"))
    partly = [row for result in review.results if result.state in ("pass", "fail") for row in _reasons(result)]
    if partly:
        yield Prose("只得出部分结论的规则，原因如下。")
        yield PaperTable(_REASON_WIDTHS, tuple(partly), header_row("规则", "检查内容", "情况", "原因"))


def _cause(cause: Cause) -> Row:
    more = [Line(f"另有{cause.more}处，原因相类。")] if cause.more else []
    return Row(
        (
            cell(STATES[cause.state], centred=True),
            cell(Line(shortened(cause.reason, _LONGEST_REASON)), *more),
            cell(f"{len(cause.rules)}条（{_by_family(list(cause.rules))}）"),
        )
    )


def _by_family(ids: list[str]) -> str:
    """``STR：01、03、04；T2：01``: seventy ids in a few lines, none of them broken at its hyphen."""
    families: dict[str, list[str]] = {}
    for rule in ids:
        family, _, number = rule.partition("-")
        families.setdefault(family, []).append(number)
    return "；".join(f"{family}：{'、'.join(numbers)}" for family, numbers in families.items())


def _reasons(result: RuleResult) -> Iterator[Row]:
    """The row of a rule that found something, or nothing wrong, and could not decide the rest."""
    if not result.remarks:
        return
    states = "、".join(dict.fromkeys(STATES[remark.state] for remark in result.remarks))
    reasons = list(dict.fromkeys(remark.reason for remark in result.remarks))
    yield Row(
        (
            cell(result.rule, centred=True),
            cell(catalogue()[result.rule].title),
            cell(f"有一部分{states}", centred=True),
            cell(
                *(Line(shortened(reason, _LONGEST_REASON)) for reason in reasons[:_MOST_REASONS]),
                *_others(len(reasons) - _MOST_REASONS),
            ),
        )
    )


def _others(count: int) -> list[Line]:
    return [Line(f"还有{count}处，原因相类。")] if count > 0 else []


# --- law ----------------------------------------------------------------------------------------------------------


def law_blocks(reviewed: Reviewed) -> Iterator[PaperBlock]:
    """The exact words of Article 50 and of every provision of the regulation that a finding cites; other bases by name."""
    bases = list(dict.fromkeys(b for finding in reviewed.review.findings for b in finding.basis))
    cited = {reference.article for basis in bases for reference in find_references(basis)}
    for number in sorted({_ARTICLE_50.article, *cited}):
        first, *others = cite(number).split("\n")
        yield Prose(first, lead=f"《中华人民共和国政府信息公开条例》{Reference(number).label}　", face="aside")
        for line in others:
            yield Prose(line, face="aside")
    elsewhere = [basis for basis in bases if not find_references(basis)]
    if elsewhere:
        yield Prose(f"{'；'.join(elsewhere)}。", lead="其他依据　", face="aside")
