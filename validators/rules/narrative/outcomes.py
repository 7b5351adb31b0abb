"""NT-06 and NT-09: how applications were answered and how cases ended, in prose and in tables three and four."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.layout import OUTCOME_COLUMNS, OUTCOME_GROUPS
from nianbao.report.model import Table
from nianbao.report.patterns import regex
from validators.basis import ARTICLE_50_2, ARTICLE_50_3, FORMAT_1
from validators.claims import OutcomeClaim
from validators.claims.passages import Passage
from validators.claims.reasons import ReasonClaim, reason_claims
from validators.disguised import through_disguise
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import TABLE_THREE, Needs
from validators.rules.narrative.case_rates import wrong_case_rates
from validators.rules.narrative.counts import SUITS, fits, section_title


@dataclass(frozen=True, slots=True)
class _Sum:
    """What the table says: at least ``low`` 件, and exactly that when no cell is blank."""

    low: int
    exact: bool

    def __add__(self, other: "_Sum") -> "_Sum":
        return _Sum(self.low + other.low, self.exact and other.exact)


def _row_sum(table: Table, row: str) -> _Sum:
    """A row's total; where it is blank, the sum of its columns, a blank one counting as at least nothing."""
    total = table.integer(row)
    if total is not None:
        return _Sum(total, True)
    cells = [table.integer(row, column) for column in APPLICANT_KEYS]
    return _Sum(sum(c for c in cells if c is not None), all(c is not None for c in cells))


def _group_sums(table: Table, outcomes: tuple[str, ...]) -> _Sum:
    found = _Sum(0, True)
    for outcome in outcomes:
        for row in table.outcome_rows(outcome):
            found += _row_sum(table, row)
    return found


@rule("NT-06", "正文各类答复数与表三一致", "warning", (ARTICLE_50_2, FORMAT_1), *TABLE_THREE)
@through_disguise
def answered_how(context: Context) -> Iterator[Hit | Remark]:
    """予以公开/部分公开/不予公开/无法提供/不予处理/其他处理 N = the sum of its rows, or of the rows it names as reasons."""
    table = context.table("applications")
    claims = [c for c in context.outcome_claims if c.subject == "applications" and c.scope != "part"]
    reasons = [claim for passage in context.passages for claim in reason_claims(passage)]
    if not claims and not reasons:
        yield Remark("not_applicable", "正文没有写各类答复的件数")
    accused: set[tuple[str, int]] = set()
    for claim in _not_adding_up(claims, lambda c: [_group_sums(table, c.outcomes)]):
        stated = _group_sums(table, claim.outcomes)
        usual = [stated]
        apart = any(
            c.sentence == claim.sentence and c.outcomes == ("partial",) and not _WITHIN.match(c.quote) for c in claims
        )
        if claim.outcomes == ("granted",) and not apart:
            usual.append(_group_sums(table, ("granted", "partial")))
        given = [row for row in claim.rows if row.partition(".")[0] in claim.outcomes and table.has_row(row)]
        rows = [sum((_row_sum(table, row) for row in given), _Sum(0, True))] if given else []
        name = "及".join(OUTCOME_GROUPS[o] for o in claim.outcomes)
        plain = claim.amount and claim.scope == "whole" and _PLAIN_REASON.search(claim.quote)
        if plain and rows and rows[0] == _Sum(0, True):
            found: list[Hit | Remark] = [_of_another_row(claim)]
        else:
            found = list(_judged(claim, name, "表三", usual, rows))
        accused |= {(claim.section, claim.start) for hit in found if isinstance(hit, Hit)}
        yield from found
    for reason in reasons:
        if (reason.section, reason.start) not in accused:
            yield from _by_reason(reason, table)


def _by_reason(claim: ReasonClaim, table: Table) -> Iterator[Hit | Remark]:
    """执法案卷26件 beside its own row of table three, whatever the group holds."""
    if not table.has_row(claim.row):
        return
    held, amount = _row_sum(table, claim.row), claim.amount
    if held.exact and fits(amount.value, amount.bound, held.low):
        return
    if not held.exact:
        yield Remark("insufficient_data", f"表三“{table.layout.label(claim.row)}”有空格，没有比较")
        return
    group = claim.row.partition(".")[0]
    whole = _group_sums(table, (group,))
    all_of_it = f"（{OUTCOME_GROUPS[group]}各项合计{whole.low}件）" if whole == _Sum(int(amount.value), True) else ""
    yield Hit(
        f"正文“{section_title(claim.section)}”写“{claim.words}”{amount.value}件，"
        f"表三“{table.layout.rows[claim.row].label}”是{held.low}件{all_of_it}",
        Where(section=claim.section, start=claim.start, end=claim.end, quote=claim.quote),
        expression=f"{amount.value} ≠ {held.low}",
        left=int(amount.value),
        right=held.low,
        suggestion="核对后改成一致；有几种原因的，在句中写明。",
        severity="info" if claim.hint else None,
    )


_WITHIN = regex(r"含|其中|包括")
_PLAIN_REASON = regex(
    r"合法权益|个人隐私|商业秘密|内部事务|过程性|执法案卷|行政查询|不掌握|信息不存在|另行制作|补正后[^,]{0,8}不明确"
    r"|信访|举报|投诉|重复申请|出版物|大量[、和]?反复|重新出具"
)
"""The form's own reasons; other words (经查询, 经确认) need not give the reason."""


def _of_another_row(claim: OutcomeClaim) -> Hit:
    """无法提供1件 for a reason whose row is empty, though the group holds it under another."""
    return Hit(
        f"正文“{section_title(claim.section)}”写“{claim.quote}”，表三这一原因的一行是0件",
        Where(section=claim.section, start=claim.start, end=claim.end, quote=claim.quote),
        expression=f"{claim.amount} ≠ 0",
        left=int(claim.amount),
        right=0,
        suggestion="核对是表三填错了行，还是正文写错了原因。",
    )


@rule("NT-09", "正文复议、诉讼结果与表四一致", "warning", (ARTICLE_50_3, FORMAT_1), Needs("proceedings"))
@through_disguise
def ended_how(context: Context) -> Iterator[Hit | Remark]:
    """维持/纠正/其他结果/尚未审结 N; of suits both blocks together, or one of them."""
    table = context.table("proceedings")
    claims = [c for c in context.outcome_claims if c.subject != "applications"]
    alike = [hit for passage in context.passages for hit in _all_alike(passage, claims, table)]
    told = {(hit.where.section, hit.where.start) for hit in alike}
    rates = [hit for passage in context.passages for hit in wrong_case_rates(passage, table)]
    alike += [hit for hit in rates if (hit.where.section, hit.where.start) not in told]
    yield from alike
    if not claims and not alike:
        yield Remark("not_applicable", "正文没有写复议、诉讼结果的件数")
    labels = {c.key: c.label for c in OUTCOME_COLUMNS}
    for claim in claims:
        if claim.at_most:
            yield from _above(claim, table, "、".join(labels[column] for column in claim.outcomes))
    exactly = [claim for claim in claims if not claim.at_most]
    for claim in _not_adding_up(exactly, lambda c: _case_sums(table, c)):
        (column,) = claim.outcomes
        sums = _case_sums(table, claim)
        name = f"{_WHAT[claim.subject]}{labels[column]}"
        yield from _judged(claim, name, "表四", sums[:1], sums[1:])


_WHAT = {"reconsideration": "行政复议", "litigation": "行政诉讼"}


def _above(claim: OutcomeClaim, table: Table, columns: str) -> Iterator[Hit | Remark]:
    """败诉3件 is too many where table four corrected none: prose may name some of the cases of a column, never more."""
    rows = claim.rows or (("reconsideration",) if claim.subject == "reconsideration" else tuple(SUITS))
    held = sum((_cell(table, row, column) for row in rows for column in claim.outcomes), _Sum(0, True))
    if claim.bound != "exact" or claim.amount <= held.low:
        return
    if not held.exact:
        yield Remark("insufficient_data", f"表四中{columns}有空格，不能核对正文的“{claim.at_most}”{claim.amount}件")
        return
    yield Hit(
        f"正文“{section_title(claim.section)}”写{_WHAT[claim.subject]}“{claim.at_most}”{claim.amount}件，表四{columns}合计是{held.low}件",
        Where(section=claim.section, start=claim.start, end=claim.end, quote=claim.quote),
        expression=f"{claim.amount} > {held.low}",
        left=int(claim.amount),
        right=held.low,
        suggestion="核对后改成一致；说的是另一范围的，在句中写明。",
        severity="info" if claim.scope == "other" else None,
    )


_ALL_ALIKE = regex(
    r"行政(?P<what>复议|诉讼)(?:案件|结果|情况)?(?:均|全部|都)(?:为|获|被|获得|得到|予以)?(?:结果)?(?P<how>维持|胜诉)"
    r"|行政(?P<rated>复议|诉讼)(?:案件)?(?P<rate>维持|胜诉)率(?:为|达到?|均为|是)?\s*100\s*%"
)


def _all_alike(passage: Passage, claims: list[OutcomeClaim], table: Table) -> Iterator[Hit]:
    """行政复议均获维持, 行政诉讼全部胜诉, without a figure: no case of table four may have ended otherwise or be open."""
    match = None if passage.many_years or not passage.of_disclosure else _ALL_ALIKE.search(passage.sentence.text)
    if match is None or any(c.sentence == passage.number for c in claims):
        return
    what, how = match["what"] or match["rated"], match["how"] or match["rate"]
    rows = ("reconsideration",) if what == "复议" else ("litigation_direct", "litigation_after")
    against = ("corrected", "pending") if how == "胜诉" else ("corrected", "other", "pending")
    other = sum((_cell(table, row, column) for row in rows for column in against), _Sum(0, True)).low
    if other:
        start = passage.sentence.start + match.start()
        yield Hit(
            f"正文“{section_title(passage.section)}”写“{match.group()}”，表四行政{what}还有{other}件是别的结果或者没有审结",
            Where(section=passage.section, start=start, end=start + len(match.group()), quote=match.group()),
            left=0,
            right=other,
            suggestion="核对后改成一致；只说已审结的，在句中写明。",
        )


def _case_sums(table: Table, claim: OutcomeClaim) -> list[_Sum]:
    """What table four holds of an outcome, all together first."""
    (column,) = claim.outcomes
    if claim.subject == "reconsideration":
        return [_cell(table, "reconsideration", column)]
    if claim.rows:
        return [sum((_cell(table, row, column) for row in claim.rows), _Sum(0, True))]
    direct, after = (_cell(table, row, column) for row in ("litigation_direct", "litigation_after"))
    return [direct + after, direct, after]


def _not_adding_up(claims: list[OutcomeClaim], stated: Callable[[OutcomeClaim], list[_Sum]]) -> Iterator[OutcomeClaim]:
    """All claims but those of one outcome in one sentence that add up to what the table says (市政府维持3件、省厅维持2件)."""
    for claim in claims:
        same = [
            c for c in claims if (c.sentence, c.subject, c.outcomes) == (claim.sentence, claim.subject, claim.outcomes)
        ]
        total = sum((c.amount for c in same), Decimal(0))
        if len(same) > 1 and any(s.exact and s.low == total for s in stated(claim)[:1]):
            continue
        yield claim


def _cell(table: Table, row: str, column: str) -> _Sum:
    value = table.integer(row, column)
    return _Sum(value or 0, value is not None)


def _judged(claim: OutcomeClaim, name: str, table: str, usual: list[_Sum], also: list[_Sum]) -> Iterator[Hit | Remark]:
    candidates = (*usual, *also) if claim.amount else usual[:1]  # 0件 is said of the whole, not of one empty row
    if any(s.exact and fits(claim.amount, claim.bound, s.low) for s in candidates):
        return
    stated = usual[0]
    if any(not s.exact and s.low == claim.amount for s in also):
        yield Remark("insufficient_data", f"{table}中{name}有空格，不能核对正文的{claim.amount}件")
        return
    too_small = not stated.exact and claim.bound == "exact" and claim.amount < stated.low
    if not stated.exact and not too_small:
        yield Remark("insufficient_data", f"{table}中{name}有空格，不能核对正文的{claim.amount}件")
        return
    said = f"{stated.low}件" if stated.exact else f"至少{stated.low}件（有空格）"
    yield Hit(
        f"正文“{section_title(claim.section)}”写{name}{claim.amount}件，{table}各项合计是{said}",
        Where(section=claim.section, start=claim.start, end=claim.end, quote=claim.quote),
        expression=f"{claim.amount} ≠ {stated.low}" if stated.exact else f"{claim.amount} < {stated.low}",
        left=int(claim.amount),
        right=stated.low,
        suggestion="核对后改成一致；说的是另一范围的，在句中写明。",
        severity="info" if claim.scope == "other" else None,
    )
