"""NT: what the prose claims against what the tables say. Warnings at most: prose has many subjects."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from nianbao.report.layout import SECTIONS
from nianbao.report.model import Report, Table
from nianbao.report.patterns import regex
from validators.basis import ARTICLE_50_2, ARTICLE_50_3, FORMAT_1
from validators.claims import Bound, Claim, Measure
from validators.disguised import through_disguise
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import TABLE_THREE, Needs, NotMisaligned

_APPLICATIONS = (ARTICLE_50_2, FORMAT_1)
_PROCEEDINGS = (ARTICLE_50_3, FORMAT_1)


NEW, WITH_CARRIED = "本年新收总计", "新收加上年结转"
SUITS: dict[Measure, str] = {"litigation_direct": "未经复议直接起诉", "litigation_after": "复议后起诉"}


def where_claimed(claim: Claim) -> Where:
    return Where(section=claim.section, start=claim.start, end=claim.end, quote=claim.quote)


def section_title(key: str) -> str:
    """How a reader knows the place: ``一、总体情况`` or 引言."""
    return next((f"{s.ordinal}、{s.title}" for s in SECTIONS if s.key == key), "引言")


def _sum(*values: int | None) -> int | None:
    return None if any(v is None for v in values) else sum(v for v in values if v is not None)


def _difference(minuend: int | None, subtrahend: int | None) -> int | None:
    return None if minuend is None or subtrahend is None else minuend - subtrahend


def fits(amount: Decimal, bound: Bound, value: int) -> bool:
    """余/多/超过 bound from below, 不到/不足 from above, 近/约 loosely on both sides; exact amounts must be exact."""
    if bound == "at_least":
        return value >= amount
    if bound == "at_most":
        return value <= amount
    if bound == "about":
        return abs(value - amount) <= amount / Decimal(5)
    return amount == value


def _fits(claim: Claim, value: int) -> bool:
    return claim.amount is None or fits(claim.amount, claim.bound, value)


def _printed(context: Context, claim: Claim) -> str:
    """The amount in the report's own words: 150余件, 0.2万件, 二十件."""
    text = next((text for section, text in context.report.prose() if section == claim.section), "")
    said = text[claim.start : claim.end].strip(" ,，(（")
    return said if said and len(said) <= _LONGEST_AMOUNT else f"{claim.amount}件"


_LONGEST_AMOUNT = 16


def _sums(claims: Sequence[Claim]) -> set[Decimal]:
    """What the figures of one sentence may add up to: all of them, those of other bodies, and all but the parts."""
    sets = [list(claims), [c for c in claims if c.scope == "other"], [c for c in claims if c.scope != "part"]]
    return {_added(some) for some in sets if len(some) > 1}


def _added(claims: Iterable[Claim]) -> Decimal:
    return sum((c.amount for c in claims if c.amount is not None), Decimal(0))


def _meant(claim: Claim, readings: Sequence[tuple[str, int]]) -> Iterator[int]:
    """The values that a claim may mean: one that has what was carried in among it is not of the new ones alone."""
    return (value for label, value in readings if not (claim.with_carried and label == NEW))


def measure_values(report: Report, measure: Measure) -> list[tuple[str, int | None]]:
    """What a measure may mean in the tables, most usual first: label and count (件), None where there is none."""
    applications, cases = report.table("applications"), report.table("proceedings")

    def row(key: str) -> int | None:
        return applications.integer(key) if applications else None

    new, carried, done = row("new"), row("carried_in"), row("processed_total")
    if measure in ("received", "accepted"):
        return [(NEW, new), (WITH_CARRIED, _sum(new, carried))]
    if measure == "due":
        return [(WITH_CARRIED, _sum(new, carried)), (NEW, new), ("办理结果总计", done)]
    if measure == "answered":
        return [("办理结果总计", done), ("办理结果总计减上年结转", _difference(done, carried))]
    if measure == "carried_in":
        return [("上年结转总计", carried)]
    if measure == "carried_out":
        return [("结转下年度总计", row("carried_out"))]
    if cases is None:
        return [("表四", None)]
    review, pending = cases.integer("reconsideration"), cases.integer("reconsideration", "pending")
    suits = _litigation(cases)
    if measure == "reconsideration":
        return [("行政复议总计", review), ("已审结的行政复议", _difference(review, pending))]
    if measure == "litigation":
        return [
            ("行政诉讼总计", suits),
            ("未经复议直接起诉", cases.integer("litigation_direct")),
            ("复议后起诉", cases.integer("litigation_after")),
            ("已审结的行政诉讼", _difference(suits, _litigation(cases, "pending"))),
        ]
    if measure == "litigation_direct" or measure == "litigation_after":
        total = cases.integer(measure)
        return [
            (f"{SUITS[measure]}总计", total),
            (f"已审结的{SUITS[measure]}", _difference(total, cases.integer(measure, "pending"))),
        ]
    return [("", None)]


def compare_claims(context: Context, measure: Measure, said: str) -> Iterator[Hit | Remark]:
    """Claims of one measure against the values it may mean in the tables.

    The claims of one sentence are weighed together: when one of them fits, or their sum does, the others are
    parts or another scope, and nothing is said; so it is when parts of a sentence add up to the value, or when it goes
    on to the net figure. A claim about another body is information at most, and none where the prose counts the whole too.
    """
    stated = [c for c in context.claims if c.measure == measure and c.amount is not None and not c.denied]
    claims = [c for c in stated if c.scope != "part"]
    if measure in _OF_CASES:
        yield from _more_than_all(context, [c for c in stated if c.scope == "part"], measure, said)
    of_the_whole = any(c.scope == "whole" for c in claims)
    if not claims:
        yield Remark("not_applicable", f"正文没有写{said}的件数")
        return
    readings = measure_values(context.report, measure)
    known = [(label, value) for label, value in readings if value is not None]
    if not known:
        yield Remark("insufficient_data", f"表中{readings[0][0]}没有数字")
        return
    grouped: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.sentence].append(claim)
    for sentence, together in grouped.items():
        claim = next((c for c in together if c.scope == "whole"), together[0])
        if claim.scope == "other" and of_the_whole:
            continue
        sums = _sums([c for c in stated if c.sentence == sentence])
        possible = known if _added(together) else known[:1]  # 0件 is said of the whole, not of one empty block
        if any(_fits(c, value) or value in c.net for c in together for value in _meant(c, possible)):
            continue
        if any(value in sums for _, value in possible):
            continue
        if len(known) < len(readings):
            yield Remark("insufficient_data", "表中有空格，不能断定正文的数与哪一项对应")
            continue
        meant = [(label, value) for label, value in known if not (claim.with_carried and label == NEW)]
        label, value = meant[0]
        others = "".join(f"，{other}是{v}件" for other, v in meant[1:] if v != value)
        yield Hit(
            f"正文“{section_title(claim.section)}”写{said}{_printed(context, claim)}，表中{label}是{value}件{others}",
            where_claimed(claim),
            expression=f"{claim.amount} ≠ {value}",
            left=int(claim.amount) if claim.amount is not None and claim.amount == int(claim.amount) else claim.amount,
            right=value,
            suggestion="核对后改成一致；如果说的是另一范围（例如仅本级机关），请在句中写明。",
            severity="info" if claim.scope == "other" else None,
        )


_OF_CASES = frozenset({"reconsideration", "litigation", "litigation_direct", "litigation_after"})


def _more_than_all(context: Context, parts: Sequence[Claim], measure: Measure, said: str) -> Iterator[Hit]:
    """上年未审结的行政诉讼2件, where table four has one in all: some cases are never more than all."""
    values = [value for _, value in measure_values(context.report, measure)]
    if None in values:
        return
    most = max(value for value in values if value is not None)
    for claim in parts:
        if claim.amount is not None and claim.bound in ("exact", "at_least") and claim.amount > most:
            yield Hit(
                f"正文“{section_title(claim.section)}”写“{claim.quote}”，表四{said}一共{most}件",
                where_claimed(claim),
                expression=f"{claim.amount} > {most}",
                left=int(claim.amount),
                right=most,
                suggestion="核对后改成一致；如果说的是另一范围（例如仅本级机关），请在句中写明。",
            )


@rule("NT-01", "正文收到申请数与表三一致", "warning", _APPLICATIONS, *TABLE_THREE)
@through_disguise
def received(context: Context) -> Iterator[Hit | Remark]:
    """收到/新收 N is new.total, or new + carried_in: both usages are common."""
    yield from compare_claims(context, "received", "收到申请")


@rule("NT-02", "正文上年结转数与表三一致", "warning", _APPLICATIONS, *TABLE_THREE)
@through_disguise
def carried_in(context: Context) -> Iterator[Hit | Remark]:
    """上年结转 N = carried_in.total."""
    yield from compare_claims(context, "carried_in", "上年结转")


@rule("NT-03", "正文受理数与表三一致", "warning", _APPLICATIONS, *TABLE_THREE)
@through_disguise
def accepted(context: Context) -> Iterator[Hit | Remark]:
    """受理 N is new, or new + carried_in; 应办 N likewise."""
    found = [*compare_claims(context, "accepted", "受理"), *compare_claims(context, "due", "应办")]
    absent = [r for r in found if isinstance(r, Remark) and r.state == "not_applicable"]
    yield from absent[:1] if len(absent) == 2 else ()
    yield from (r for r in found if r not in absent)


@rule("NT-04", "正文答复（办结）数与表三一致", "warning", _APPLICATIONS, *TABLE_THREE)
@through_disguise
def answered(context: Context) -> Iterator[Hit | Remark]:
    """答复/办结 N is processed_total, or processed_total − carried_in."""
    yield from compare_claims(context, "answered", "答复（办结）")


@rule("NT-05", "正文结转下年数与表三一致", "warning", _APPLICATIONS, *TABLE_THREE)
@through_disguise
def carried_out(context: Context) -> Iterator[Hit | Remark]:
    """结转/顺延下年 N = carried_out.total."""
    yield from compare_claims(context, "carried_out", "结转下年度")


def _litigation(table: Table, column: str = "total") -> int | None:
    return _sum(table.integer("litigation_direct", column), table.integer("litigation_after", column))


@rule("NT-08", "正文复议、诉讼数与表四一致", "warning", _PROCEEDINGS, Needs("proceedings"))
@through_disguise
def proceedings(context: Context) -> Iterator[Hit | Remark]:
    """行政复议 N, 行政诉讼 N = table four's totals; closed cases (total − pending) and one block alone also fit."""
    measures: dict[Measure, str] = {"reconsideration": "行政复议", "litigation": "行政诉讼", **SUITS}
    found = [hit for measure, name in measures.items() for hit in compare_claims(context, measure, name)]
    absent = [r for r in found if isinstance(r, Remark) and r.state == "not_applicable"]
    if len(absent) == len(measures):
        yield Remark("not_applicable", "正文没有写行政复议、行政诉讼的件数")
    yield from (r for r in found if r not in absent)


@rule(
    "NT-11",
    "“未收到申请”“无复议诉讼”与表一致",
    "warning",
    (ARTICLE_50_2, ARTICLE_50_3),
    Needs("applications", "proceedings"),
    NotMisaligned(),
)
@through_disguise
def nothing_happened(context: Context) -> Iterator[Hit | Remark]:
    """A statement that nothing was received, reviewed or sued over, against cells that are not zero."""
    applications, cases = context.table("applications"), context.table("proceedings")
    values: dict[Measure, tuple[str, int | None]] = {
        "received": ("表三本年新收总计", applications.integer("new")),
        "carried_in": ("表三上年结转总计", applications.integer("carried_in")),
        "carried_out": ("表三结转下年度总计", applications.integer("carried_out")),
        "carried": (
            "表三上年结转、结转下年度都有，其中结转下年度",
            _if_both(applications, "carried_in", "carried_out"),
        ),
        "reconsideration": ("表四行政复议总计", cases.integer("reconsideration")),
        "litigation": ("表四行政诉讼总计", _litigation(cases)),
        "litigation_direct": ("表四未经复议直接起诉总计", cases.integer("litigation_direct")),
        "litigation_after": ("表四复议后起诉总计", cases.integer("litigation_after")),
    }
    zero = [c for c in context.claims if c.measure in values and c.denied and c.scope == "whole"]
    answered = list(_answered_of_none(context))
    yield from answered
    if not (zero or answered):
        yield Remark("not_applicable", "正文没有“未收到申请”“无复议诉讼”一类的表述")
    for claim in zero:
        label, value = values[claim.measure]
        if value is None:
            yield Remark("insufficient_data", f"{label}没有数字")
        elif value > 0:
            yield Hit(
                f"正文“{section_title(claim.section)}”写“{claim.quote}”，而{label}是{value}件",
                where_claimed(claim),
                expression=f"0 ≠ {value}",
                left=0,
                right=value,
                suggestion="核对后改成一致。",
            )


_APPLICATIONS_ANSWERED = regex(
    r"(?:依申请公开|公开申请|申请公开|提出申请)(?:政府信息|信息|事项|的|共)*\s*\d+\s*[件条宗起项份]"
)


def _answered_of_none(context: Context) -> Iterator[Hit]:
    """依申请公开4件，均按期答复, where table three has none at all."""
    table = context.table("applications")
    if any(table.integer(row) != 0 for row in ("new", "carried_in", "processed_total")):
        return
    sentences = {passage.number: passage.sentence.text for passage in context.passages}
    for claim in context.claims:
        said = claim.measure == "all_answered" and claim.scope == "whole" and claim.amount
        if said and _APPLICATIONS_ANSWERED.search(sentences[claim.sentence]):
            yield Hit(
                f"正文“{section_title(claim.section)}”写答复申请{claim.amount}件，表三本年新收、上年结转、办理结果都是0件",
                where_claimed(claim),
                expression=f"{claim.amount} ≠ 0",
                left=int(claim.amount or 0),
                right=0,
                suggestion="核对后改成一致。",
            )


def _if_both(table: Table, one: str, other: str) -> int | None:
    """The other row's total (件), nothing where either is nothing: 没有结转 may be said of the empty one."""
    first, second = table.integer(one), table.integer(other)
    return None if first is None or second is None else second if first else 0


@rule("NT-12", "“全部办结”与结转数不矛盾", "warning", _APPLICATIONS, *TABLE_THREE)
@through_disguise
def all_answered(context: Context) -> Iterator[Hit | Remark]:
    """全部办结/均已答复 while applications are carried into next year; 按期答复率100% is no contradiction."""
    value = context.table("applications").integer
    left_over = value("carried_out")
    claims = [c for c in context.claims if c.measure == "all_answered" and c.scope == "whole"]
    if not claims:
        yield Remark("not_applicable", "正文没有“全部办结”一类的表述")
        return
    if left_over is None:
        yield Remark("insufficient_data", "表三结转下年度总计没有数字")
        return
    if left_over == 0:
        return
    explained = {c.sentence for c in context.claims if c.measure == "carried_out"}
    done, everything = value("processed_total"), {value("new"), _sum(value("new"), value("carried_in"))}
    for claim in claims:
        partial = claim.amount is not None and (claim.amount == done or claim.amount not in everything)
        if claim.sentence in explained or partial:
            continue
        yield Hit(
            f"正文写“{claim.quote}”，而表三有{left_over}件结转下年度继续办理",
            where_claimed(claim),
            left=left_over,
            right=0,
            suggestion="写明已办结的件数和结转的件数。",
        )
