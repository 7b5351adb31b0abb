"""NT-17: who applied, in prose and in the columns of table three."""

from collections.abc import Iterator
from decimal import Decimal

from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.layout import APPLICATION_COLUMNS
from nianbao.report.model import Table
from nianbao.report.patterns import regex
from validators.basis import ARTICLE_50_2, FORMAT_1
from validators.claims import Claim
from validators.claims.amounts import read_amounts
from validators.claims.counts import count_claims
from validators.claims.passages import Passage
from validators.claims.scope import is_others
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
_BETWEEN = regex(r"^(?:的|有|共|为|是|代为|所|提出|提交|政府信息公开|信息公开|公开|申请|来件|数量|\s)*$")
_SHARE_OF_A_KIND = regex(
    rf"(?P<kind>{_KIND.pattern})(?:的|所|代为|提出|提交|政府信息公开|信息公开|申请|来件|\s)*占(?:比|全部|新收|收到|申请|总数|总量|数|量|的|为|达|到|了|\s)*(?P<percent>\d{{1,3}}(?:\.\d+)?)\s*%"
)
_BEGINS = regex(
    r"(?:^|[^\u4e00-\u9fff、]|(?:件|件\))(?:[,、及和与]|其中)+|其中|(?:申请人?|来件)中|由|来自|自|的|是|为|(?<![国民私])有|以|年|年度|收到|新收|受理)$"
)
"""What may stand before a kind that is named alone: 国有企业 is none of the form's, and 企业和法律服务机构共62件 are two."""
_RESTRICTED = regex(
    r"^\s*其中|领域|网络|网上|网站|在线|邮寄|信函|来函|当面|现场|平台|电话|邮件|传真|窗口|EMS|类的?(?:政府信息公开)?申请|涉及[^,]*的?申请|关于|方面的?申请|[上下]半年|季度|"
    r"\d月|(?<!不)重复|撤回|补正|延期|逾期|不予|予以|部分公开|无法提供|其[他它]处理|咨询|来访|复议|诉讼|结转(?!的?\d+件,)|个工作日|超期|满意|每|平均|\d中"
)
"""A sentence that has come to a part of the applications says nothing of the whole of a kind."""
_COUNTED_ALL = frozenset({"received", "accepted", "due", "answered"})
_LABELS = {c.key: c.label for c in APPLICATION_COLUMNS}


@rule(
    "NT-17", "正文申请人类别与表三一致", "warning", (ARTICLE_50_2, FORMAT_1), *TABLE_THREE, related=("NT-01", "T3-03")
)
@through_disguise
def applicants(context: Context) -> Iterator[Hit | Remark]:
    """新收66件，自然人20件、企业46件: each kind beside its column, where the sentence gives it of all applications: behind
    their total, or behind no figure at all. Of a channel, an outcome or a subject it may be anything."""
    table = context.table("applications")
    new = table.integer("new")
    said = [(p, parts) for p in context.passages if (parts := _parts(p) or _shares(p, new) or _alone(p))]
    shares = [hit for passage in context.passages for hit in _wrong_shares(passage, table)]
    yield from shares
    if not said and not shares:
        yield Remark("not_applicable", "正文没有把申请总数分到各类申请人")
    for passage, parts in said:
        for kind, amount in parts.items():
            columns = _KINDS[kind]
            values = [_column(table, rows, columns) for rows in _WAYS_TO_COUNT]
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


def _alone(passage: Passage) -> dict[str, Decimal]:
    """法律服务机构代为提出的149件: kinds with their 件 where the sentence counts nothing before them but all applications."""
    text, at = passage.sentence.text, passage.sentence.start
    first = _KIND.search(text)
    if first is None or passage.many_years or not passage.of_applications:
        return {}
    current = [clause for clause, in_court in passage.current_clauses if not in_court]
    counted = {claim.start - at for claim in count_claims(passage) if _of_all(claim)}
    amounts = read_amounts(text)
    found: dict[str, Decimal] = {}
    spoken_for: set[int] = set()
    for kind in _KIND.finditer(text):
        amount = next((a for a in amounts if a.start >= kind.end()), None)
        if amount is None or amount.bound != "exact" or not _BETWEEN.match(text[kind.end() : amount.start]):
            continue
        spoken_for.add(amount.start)
        inside = next((c for c in current if c.start - at <= kind.start() < c.end - at), None)
        before = {a.start for a in amounts if a.end <= kind.start()} - spoken_for
        restricted = _RESTRICTED.search(text[: kind.start()]) or is_others(passage.turns, kind.start())
        if inside is None or before - counted or restricted or not _BEGINS.search(text[: kind.start()]):
            continue
        found[kind.group()] = amount.value
    return found


def _of_all(claim: Claim) -> bool:
    return claim.measure in _COUNTED_ALL and claim.scope == "whole" and not claim.denied


def _wrong_shares(passage: Passage, table: Table) -> Iterator[Hit]:
    """自然人提出的占75%, without a count: the share of a column in the applications received or answered."""
    text = passage.sentence.text
    if passage.many_years or not passage.of_applications:
        return
    for share in _SHARE_OF_A_KIND.finditer(text):
        said, percent = text[: share.start()], Decimal(share["percent"])
        if _RESTRICTED.search(said) or read_amounts(said) or not _BEGINS.search(said):
            continue
        current = [c for c, in_court in passage.current_clauses if not in_court]
        at = passage.sentence.start
        if is_others(passage.turns, share.start()) or not any(c.start <= at + share.start() < c.end for c in current):
            continue
        digit = Decimal(1).scaleb(int(percent.as_tuple().exponent))
        of_all = [
            (_column(table, rows, _KINDS[share["kind"]]), _column(table, rows, ("total",))) for rows in _WAYS_TO_COUNT
        ]
        known = [(part, whole) for part, whole in of_all if part is not None and whole]
        if len(known) < len(of_all) or any(abs(Decimal(p * 100) / w - percent) < digit for p, w in known):
            continue
        part, whole = known[0]
        right = (Decimal(part * 100) / whole).quantize(percent)
        yield Hit(
            f"正文“{section_title(passage.section)}”写“{share.group()}”，表三本年新收{share['kind']}{part}件，占新收{whole}件的{right}%",
            Where(
                section=passage.section,
                start=at + share.start(),
                end=at + share.end(),
                quote=passage.text[at + share.start() : at + share.end()],
            ),
            expression=f"{part}/{whole} ≠ {percent}%",
            left=right,
            right=percent,
            suggestion="重新计算百分比；说的是另一范围的，在句中写明。",
        )


_WAYS_TO_COUNT = (("new",), ("new", "carried_in"), ("processed_total",))


def _column(table: Table, rows: tuple[str, ...], columns: tuple[str, ...]) -> int | None:
    values = [table.integer(row, column) for row in rows for column in columns]
    return None if any(v is None for v in values) else sum(v for v in values if v is not None)
