"""Why applications were not granted, counted row by row as in table three (执法案卷29件、行政查询14件).

The head of such a row is the outcome that its sentence names: 不予公开67件中，执法案卷29件. A reason under another head
(部分公开18件中，涉及第三方合法权益12件) is no row. Without any head only the words that are an outcome in themselves
(不掌握, 补正后仍不明确, 逾期不补正) give one; the others may tell what was asked for.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from nianbao.report.patterns import regex
from validators.claims.amounts import Amount, read_amounts
from validators.claims.passages import Passage
from validators.claims.scope import is_others
from validators.prose.sentences import Span

Standing = Literal["alone", "hint", "headed"]
"""Whether the words give the row by themselves, are only a hint of it, or give it under their head alone."""


class _Reason(NamedTuple):
    row: str
    words: re.Pattern[str]
    standing: Standing = "headed"


_OF = r"(?:涉及|属于|保护|损害|侵害|侵犯|因|为|系|是)*(?:了)?"
_REASONS = (
    _Reason("denied.state_secret", regex(rf"{_OF}国家秘密")),
    _Reason("denied.law_forbidden", regex(rf"{_OF}(?:其[他它])?法律、?行政法规(?:规定)?禁止公开")),
    _Reason("denied.security_stability", regex(rf"{_OF}(?:危及)?.?三安全一稳定")),
    _Reason("denied.third_party", regex(r"保护第三方合法权益"), "alone"),
    _Reason("denied.third_party", regex(rf"{_OF}第三方(?:的)?(?:合法)?(?:权益)?(?!意见|机构|评估|同意)")),
    _Reason("denied.internal_affairs", regex(rf"{_OF}(?:三类)?内部事务")),
    _Reason("denied.process", regex(rf"{_OF}(?:四类)?过程性")),
    _Reason("denied.enforcement_file", regex(rf"{_OF}(?:行政)?执法案卷")),
    _Reason("denied.admin_query", regex(rf"{_OF}行政查询")),
    _Reason("unable.not_held", regex(r"不掌握"), "alone"),
    _Reason("unable.needs_creation", regex(r"另行制作"), "alone"),
    _Reason("unable.unclear_after_correction", regex(r"补正后[^,、\d]{0,8}不明确"), "alone"),
    _Reason("rejected.petition", regex(r"信访[、和及]?(?:举报[、和及]?投诉|投诉[、和及]?举报)"), "hint"),
    _Reason("rejected.petition", regex(r"信访(?![、和及]?(?:举报|投诉|局|部门|渠道))")),
    _Reason("rejected.duplicate", regex(r"重复(?:提出的?)?申请(?!人)"), "hint"),
    _Reason("rejected.publication", regex(r"公开出版物")),
    _Reason("rejected.excessive", regex(r"大量[、和]?反复(?:提出的?)?(?:申请)?")),
    _Reason("rejected.reconfirm", regex(r"重新出具(?:已获取的?信息)?")),
    _Reason("other.overdue_correction", regex(r"逾期[不未]补正"), "alone"),
    _Reason("other.overdue_fee", regex(r"逾期[不未](?:按[^,、\d]{0,10})?缴(?:纳费用|费)"), "alone"),
)
_ANY_REASON = regex("|".join(reason.words.pattern for reason in _REASONS))
_HEADS: dict[str, re.Pattern[str]] = {
    "granted": regex(r"予以公开|(?:同意|主动)公开"),
    "partial": regex(r"部分公开"),
    "denied": regex(r"不予公开|不同意公开"),
    "unable": regex(r"(?:无法|不能|未能)提供"),
    "rejected": regex(r"不予处理"),
    "other": regex(r"其[他它]处理|不再处理"),
}
_TO_AMOUNT = regex(
    r"^[”’\"』」]?(?:而|的|类|有|共|为|计|是|占|被|告知|答复|决定|事项|情形|相关|该|所需|政府|信息|内容|申请|来件|数量|无法提供|不予公开|不予处理|不再处理|其[他它]处理|作|:|\s)*$"
)
_FROM_AMOUNT = regex(
    r"^(?:的)?(?:政府信息公开|信息公开)?(?:申请|来件)?(?:因|由于|为|系|是|属于?|涉及|申请人|本机关|我[局镇县市委]|没有现成信息|需要?|\s)*$"
)
_JOINED = regex(r"(?<!件)(?<!件的)(?:、|或者?|和|及|与|以及)\s*(?:因|属于?|涉及|是|为|需要?|没有现成信息)*$")
_JOINS_ON = regex(r"^[^,、\d]{0,6}(?:、|或者?|和|及|与|以及)(?!\d)")
_MOSTLY = regex(r"主要|多[为是系]|大多|例如|比如|等(?=[^,、\d]{0,10}$)")
_NESTED = regex(r"中\s*,?\s*$|其中|包括|\(")
_SOME_ONLY = regex(
    r"自然人|企业|科研机构|社会公益|法律服务|法人|律师|涉及|关于|收到|受理|复议|诉讼|征求|[上下]半年|季度|月份|比上年|较上年|要求|网上|邮寄|当面|类(?:政府信息公开)?申请[^\d]{0,8}$"
)
_COURT = regex(r"复议|诉讼|起诉|法院|判决")
_OTHER_TALK = regex(r"属性|制发|公文|发文|主动公开(?!职责)")


class ReasonClaim(NamedTuple):
    """``amount`` 件 are said to be of ``row`` of table three. ``start:end`` is the amount's place in the section's text;
    ``hint``: nothing but the name of the row says so."""

    row: str
    words: str
    amount: Amount
    section: str
    start: int
    end: int
    quote: str
    sentence: int
    hint: bool


def reason_claims(passage: Passage) -> Iterator[ReasonClaim]:
    """The counts of one sentence by reason, in reading order; a reason that shares its count with another gives none."""
    if not _ANY_REASON.search(passage.sentence.text) or passage.many_years:
        return
    if _OTHER_TALK.search(passage.sentence.text):
        return
    taken: set[int] = set()
    for clause in passage.clauses:  # 执法 and 信访, elsewhere another topic, are reasons here
        told = _ANY_REASON.search(clause.text) and not _COURT.search(clause.text)
        amounts = read_amounts(clause.text) if told and passage.period(clause) == "current" else ()
        for reason in _REASONS if amounts else ():
            for match in reason.words.finditer(clause.text):
                amount = _amount_of(clause.text, match, amounts)
                if amount is None or clause.start + amount.start in taken:
                    continue
                hint = _standing(passage, clause, match, amount, reason)
                if hint is None:
                    continue
                taken.add(clause.start + amount.start)
                start, end = clause.start + amount.start, clause.start + amount.end
                words = match.group().strip()
                yield ReasonClaim(
                    reason.row, words, amount, passage.section, start, end, passage.quote(clause), passage.number, hint
                )


def _amount_of(text: str, reason: re.Match[str], amounts: tuple[Amount, ...]) -> Amount | None:
    """The amount right behind a reason, else right before it; none where it is shared with another reason."""
    before = text[: reason.start()]
    if _JOINED.search(before) or _MOSTLY.search(before):
        return None
    behind = next((a for a in amounts if a.start >= reason.end()), None)
    if behind and _TO_AMOUNT.match(text[reason.end() : behind.start]):
        return behind
    ahead = next((a for a in reversed(amounts) if a.end <= reason.start()), None)
    if ahead and _FROM_AMOUNT.match(text[ahead.end : reason.start()]) and not _JOINS_ON.match(text[reason.end() :]):
        return ahead
    return None


def _standing(passage: Passage, clause: Span, match: re.Match[str], amount: Amount, reason: _Reason) -> bool | None:
    """False where the count is surely of the reason's row, True where it may be, None where it is not."""
    at = clause.start - passage.sentence.start
    first = at + min(match.start(), amount.start)
    said = passage.sentence.text[:first]
    if is_others(passage.turns, first) or _SOME_ONLY.search(without_reasons(said)):
        return None
    group = reason.row.partition(".")[0]
    if _HEADS[group].search(clause.text):
        own = [m.end() for m in _HEADS[group].finditer(clause.text)]
        if not any(head.search(clause.text[: max(own)]) for key, head in _HEADS.items() if key != group):
            return False
    heads = [(m.start(), m.end(), key) for key, head in _HEADS.items() for m in head.finditer(said)]
    if heads:
        _, end, key = max(heads)
        if key == group:
            return False
        if _NESTED.search(said[end:]):
            return None
    if reason.standing == "headed":
        return None
    return reason.standing == "hint"


def without_reasons(said: str) -> str:
    """A text without the reasons it names: 涉及第三方 restricts nothing where it says why."""
    return _ANY_REASON.sub("", said)
