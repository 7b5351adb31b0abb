"""NT-17: who applied, in prose and in the columns of table three."""

from collections.abc import Iterator
from decimal import Decimal

from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.layout import APPLICATION_COLUMNS
from nianbao.report.model import Table
from nianbao.report.patterns import regex
from validators.basis import ARTICLE_50_2, FORMAT_1
from validators.claims.amounts import read_amounts
from validators.claims.counts import count_claims
from validators.claims.passages import Passage
from validators.disguised import through_disguise
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import TABLE_THREE
from validators.rules.narrative.counts import section_title

_ORGANISATIONS = tuple(key for key in APPLICANT_KEYS if key != "natural_person")
_KINDS: dict[str, tuple[str, ...]] = {
    "自然人": ("natural_person",),
    "公民": ("natural_person",),
    "个人": ("natural_person",),
    "商业企业": ("commercial",),
    "企业": ("commercial",),
    "科研机构": ("research",),
    "社会公益组织": ("social",),
    "法律服务机构": ("legal_service",),
    "法人或其他组织": _ORGANISATIONS,
    "法人和其他组织": _ORGANISATIONS,
    "法人及其他组织": _ORGANISATIONS,
    "法人、其他组织": _ORGANISATIONS,
    "法人": _ORGANISATIONS,
}
_KIND = regex("|".join(sorted(_KINDS, key=len, reverse=True)))
_ALL_OF_A_KIND = regex(
    r"(?:申请人|申请)?(?:全部|均|都)(?:为|是|系|由|来自)(?P<kind>自然人|公民|个人|商业企业|法人(?:或|和|及|、)其他组织)"
    r"(?!信息|隐私)"
)
_SHARE = regex(r"(?P<amount>\d+)\s*件,(?:约)?占[^\d,%]{0,10}(?P<percent>\d{1,3}(?:\.\d+)?)\s*%")
_BETWEEN = regex(r"^(?:的|有|共|为|是|提出|提交|政府信息公开|信息公开|公开|申请|数量|\s)*$")
_LABELS = {c.key: c.label for c in APPLICATION_COLUMNS}


@rule(
    "NT-17", "正文申请人类别与表三一致", "warning", (ARTICLE_50_2, FORMAT_1), *TABLE_THREE, related=("NT-01", "T3-03")
)
@through_disguise
def applicants(context: Context) -> Iterator[Hit | Remark]:
    """新收66件，自然人20件、企业46件: kinds that make up the total of the sentence, each beside its column. A kind that is
    named alone, or parts that do not make up the whole, may be of a channel or of a part and are not compared."""
    table = context.table("applications")
    new = table.integer("new")
    said = [(p, parts) for p in context.passages if (parts := _parts(p) or _shares(p, new))]
    if not said:
        yield Remark("not_applicable", "正文没有把申请总数分到各类申请人")
    for passage, parts in said:
        for kind, amount in parts.items():
            columns = _KINDS[kind]
            values = [_column(table, rows, columns) for rows in (("new",), ("new", "carried_in"), ("processed_total",))]
            if None in values:
                yield Remark("insufficient_data", f"表三“{'、'.join(_LABELS[c] for c in columns)}”有空格，没有比较")
            elif amount not in values:
                sentence = passage.sentence
                yield Hit(
                    f"正文“{section_title(passage.section)}”写{kind}申请{amount}件，表三本年新收{kind}是{values[0]}件",
                    Where(
                        section=passage.section,
                        start=sentence.start,
                        end=sentence.end,
                        quote=passage.quote(sentence),
                    ),
                    expression=f"{amount} ≠ {values[0]}",
                    left=int(amount),
                    right=values[0],
                    suggestion="核对后改成一致；分的是另一范围的，在句中写明。",
                )


def _parts(passage: Passage) -> dict[str, Decimal]:
    """Kinds of applicants with their 件 where they make up what the sentence says was received, else nothing."""
    if passage.many_years or not passage.of_applications or not _KIND.search(passage.sentence.text):
        return {}
    counted = [c for c in count_claims(passage) if c.measure in ("received", "accepted") and c.scope == "whole"]
    totals = {c.amount for c in counted if c.bound == "exact" and c.amount and not c.denied}
    if len(totals) != 1:
        return {}
    (total,) = totals
    if total is None:
        return {}
    if match := _ALL_OF_A_KIND.search(passage.sentence.text):
        return {match["kind"]: total}
    parts: dict[str, Decimal] = {}
    for clause, in_court in passage.current_clauses:
        for piece in () if in_court else clause.text.split("、"):
            found, amounts = _KIND.search(piece), read_amounts(piece)
            if found is None or len(amounts) != 1 or amounts[0].bound != "exact":
                continue
            if _BETWEEN.match(piece[found.end() : amounts[0].start]):
                parts[found.group()] = amounts[0].value
    return parts if len(parts) > 1 and sum(parts.values()) == total else {}


def _shares(passage: Passage, new: int | None) -> dict[str, Decimal]:
    """商业企业提出的有26件，占37.1%: a kind whose share is that of all that were received."""
    text = passage.sentence.text
    if not new or passage.many_years or not passage.of_applications:
        return {}
    found: dict[str, Decimal] = {}
    for share in _SHARE.finditer(text):
        kinds = [
            kind for kind in _KIND.finditer(text, 0, share.start()) if _BETWEEN.match(text[kind.end() : share.start()])
        ]
        amount, percent = Decimal(share["amount"]), Decimal(share["percent"])
        half = Decimal(5).scaleb(int(percent.as_tuple().exponent) - 1)
        if kinds and abs(amount * 100 / new - percent) <= half:
            found[kinds[-1].group()] = amount
    return found


def _column(table: Table, rows: tuple[str, ...], columns: tuple[str, ...]) -> int | None:
    values = [table.integer(row, column) for row in rows for column in columns]
    return None if any(v is None for v in values) else sum(v for v in values if v is not None)
