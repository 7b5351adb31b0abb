"""How applications were answered (予以公开 184 件 …) and how cases ended (结果维持 72 件 …)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from nianbao.report.patterns import HAN, regex
from validators.claims.amounts import Amount, read_amounts
from validators.claims.counts import count_claims
from validators.claims.model import Bound, Measure, Scope
from validators.claims.passages import Passage
from validators.claims.reasons import without_reasons
from validators.claims.scope import is_others
from validators.prose.sentences import Span

Subject = Literal["applications", "reconsideration", "litigation"]


@dataclass(frozen=True, slots=True)
class OutcomeClaim:
    """``amount`` 件 of ``subject`` ended in one of ``outcomes`` (公开及部分公开 is two).

    Outcomes of applications are groups of table three (``nianbao.report.layout.OUTCOME_GROUPS``), those of cases are columns
    of table four.
    """

    subject: Subject
    outcomes: tuple[str, ...]
    amount: Decimal
    bound: Bound
    scope: Scope
    section: str
    start: int
    end: int
    quote: str
    sentence: int
    rows: tuple[str, ...] = ()
    """Rows of table three that the clause gives as reasons (因不掌握无法提供): it may speak of those alone. Of cases the
    one row of table four that the sentence names (复议后起诉1件，结果纠正)."""
    at_most: str = ""
    """The word of prose (败诉, 撤回) for some of the cases in ``outcomes``, which together may hold more."""


class Cue(NamedTuple):
    """Words for ``outcomes`` in a clause; ``loose`` where they are not the form's own and may mean only some of them."""

    outcomes: tuple[str, ...]
    start: int
    end: int
    loose: bool = False


_Words = tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]

_APPLICATION_CUES: _Words = (
    (("granted", "partial"), regex(r"(?:予以|同意|给予)?公开(?:和|及|与|、|或|或者)(?:予以)?部分公开")),
    (("denied",), regex(r"不予公开|不同意公开")),
    (("partial",), regex(r"部分公开")),
    (("unable",), regex(r"(?:无法|不能|未能)提供")),
    (("rejected",), regex(r"不予处理")),
    (("other",), regex(r"其[他它]处理")),
    (("granted",), regex(r"(?:予以|同意|给予)(?:主动)?公开")),
)
_GRANTED_AMONG_OTHERS: _Words = (
    (("granted",), regex(rf"(?:(?<!{HAN})|(?<=其中))(?:全部|完全)?公开(?=的?\s*\d+\s*件)")),
)
"""公开4件、部分公开1件: beside another outcome."""
_ANOTHER_OUTCOME = regex(r"部分公开|不予公开|无法提供|不予处理")
_CASE_CUES: _Words = (
    (("upheld",), regex(r"(?:结果)?维持")),
    (("corrected",), regex(r"(?:结果)?纠正")),
    (("other",), regex(r"其[他它]结果")),
    (("pending",), regex(r"(?:尚未|未)审结")),
)
_OPEN = r"(?:审结|结案|判决|裁判|裁决|裁定|宣判|开庭)"
_LOOSE_CASE_CUES: _Words = (
    (("other",), regex(r"撤回|撤诉|终止|调解|和解|撤销(?=(?:了)?(?:行政)?(?:复议|诉讼|申请|起诉))")),
    (("other",), regex(r"(?<=申请人)(?:自愿|自行|主动)?撤销|(?<=原告)(?:自愿|自行|主动)?撤销")),
    (
        ("corrected",),
        regex(
            r"败诉(?!率)|纠错(?!率)|确认(?:[^,、\d]{0,4})违法|责令(?:[^,、\d]{0,6})(?:答复|履行|公开|处理|作出)"
            r"|(?:被|判决|判令)[^,、\d]{0,10}?(?<!申请人)(?<!原告)撤销"
        ),
    ),
    (("corrected", "other"), regex(r"(?<!自行)(?<!主动)撤销(?!率)")),
    (("upheld", "other"), regex(r"驳回|胜诉(?!率)")),
    (
        ("pending",),
        regex(rf"(?:尚|还)?未{_OPEN}|[尚仍正还]在(?:审理|审查|办理|诉讼)|审理中|待(?:判决|裁决|审理)|(?<!了)未结"),
    ),
)
"""What the form does not call so. A withdrawn case is of 其他结果, a lost one 纠正; 撤销 alone may be either."""
_OF_WHOEVER = regex(r"^(?:及?以上)?的?(?:单位|部门|机关|地区|镇街|乡镇)")
"""败诉2件的单位作出检查: of any who should."""
_NOT_SO = regex(r"未|无|没有|零|避免|防止|降低|减少|自行|主动|不再")
_OPEN_A_YEAR_AGO = regex(r"(?:上年|上一年|去年|往年)度?(?:底|末)?(?:仍|还)?(?:尚未|未)审结$")
"""上年尚未审结的旧案: how a case came into this year, not how it stands at its end."""
_FROM_LAST_YEAR = regex(r"上年|上一年|去年|往年|历年|结转")
_REASONS: dict[str, re.Pattern[str]] = {
    "denied.state_secret": regex(r"国家秘密"),
    "denied.law_forbidden": regex(r"法律.{0,6}禁止"),
    "denied.security_stability": regex(r"三安全"),
    "denied.third_party": regex(r"第三方|隐私|商业秘密|个人信息"),
    "denied.internal_affairs": regex(r"内部(?:事务|信息)"),
    "denied.process": regex(r"过程性"),
    "denied.enforcement_file": regex(r"案卷"),
    "denied.admin_query": regex(r"查询"),
    "unable.not_held": regex(r"不掌握|不存在|未制作"),
    "unable.needs_creation": regex(r"另行制作|加工|汇总"),
    "unable.unclear_after_correction": regex(r"补正|不明确"),
    "rejected.petition": regex(r"信访|举报|投诉"),
    "rejected.duplicate": regex(r"重复"),
    "rejected.publication": regex(r"出版物"),
    "rejected.excessive": regex(r"大量|反复"),
    "rejected.reconfirm": regex(r"重新出具|确认"),
}
_BETWEEN_CUE_AND_AMOUNT = regex(
    r"^(?:类|的|有|共|为|计|是|数|数量|情形|答复|办理|处理|决定|申请|政府信息|信息公开|公开|案件|请求|起诉|诉讼|行政复议|复议|[:\s])*$"
)
_BETWEEN_AMOUNT_AND_CUE = regex(
    r"^(?:政府信息公开|信息公开)?(?:申请|案件)?(?:的?结果)?(?:依法|均|已|被|为|作出|做出|决定|答复|由?(?:申请人|原告|当事人)|法院|判决|最终|\s)*$"
)
_SOME_ONLY = regex(r"自然人|商业企业|企业|科研机构|社会公益|法律服务|法人|律师|类(?:政府信息公开)?申请|涉及|关于")
_SOME_THAT_ARE_TOLD_OF = regex(
    r"^\s*(?:此外|另外|其中|同时|例如|如|另|还|,)*有\s*\d+\s*[件起宗](?:政府)?(?:信息公开)?申请(?!中)[^\d]"
)
"""有1件申请先按信访转办，后予以公开: what became of those, not of all."""
_ON_GROUNDS = regex(r"(?:根据|依据|按照|依照|适用)[^,]{0,16}第[^,]{1,8}条")
_DOCUMENT_ATTRIBUTES = regex(
    r"公文|发文|公开属性|制发|主动公开(?:的|件|为|是|:)*\s*\d[^,、]{0,4}[,、]\s*依申请公开(?:的|件|为|是|:)*\s*\d"
)
"""Of what documents are marked as when they are made: 制发公文512件，其中主动公开180件，依申请公开220件，不予公开112件."""
_REFUSED = regex(r"不予公开|无法提供|不予处理")
"""Among the problems these are of applications without saying so: 全年不予公开12件，比例偏高."""
_OF_DISCLOSING = regex(r"主动公开|文件|规章|建议|提案|议案|政策|栏目|网站")
_SUITS = regex(r"诉讼(?!请求)|应诉|起诉|败诉|胜诉|撤诉|法院")
_REVIEWS = regex(r"(?<!未经)(?<!未经行政)复议(?!后|机关[作为]|前置)")
_ALL = regex(r"均|全部|都")
_NONE_SO = regex(
    r"(?:没有|无|未发生|未出现|不存在)(?:一件|任何)?(?:申请)?(?:被|作出)?(?:不予公开|不予处理|部分公开|无法提供)(?:的)?(?:情形|情况|申请|决定|答复)?\s*$"
)
"""无不予公开情形: none ended so."""
_EACH_COURT = regex(r"[一二再]审|[中高]级|[中高]院|上诉|抗诉")
"""One case may stand in two courts."""


def outcome_claims(passage: Passage) -> Iterator[OutcomeClaim]:
    """The claims of one sentence about outcomes, in reading order."""
    if passage.many_years:
        return
    for clause, in_court in passage.current_clauses:
        said = passage.sentence.text[: clause.start - passage.sentence.start]
        subject = _subject(passage, clause, said, in_court)
        if subject is None:
            continue
        cues = _application_cues(passage, clause) if subject == "applications" else _case_cues(clause.text)
        amounts = read_amounts(clause.text)
        if not amounts and len(cues) == 1:
            if subject == "applications":
                yield from _of_the_applications_before(passage, clause, cues[0])
            else:
                yield from _of_the_cases_before(passage, clause, subject, cues[0])
        for amount in amounts:
            cue = _cue_of(clause.text, amount, cues)
            if cue is None or _OF_WHOEVER.match(clause.text[amount.end :]):
                continue
            yield OutcomeClaim(
                subject,
                cue.outcomes,
                amount.value,
                amount.bound,
                _scope(passage, clause, min(cue.start, amount.start), subject),
                passage.section,
                clause.start + amount.start,
                clause.start + amount.end,
                passage.quote(clause),
                passage.number,
                _named_reasons(clause.text) if subject == "applications" else (),
                _at_most(passage, clause, cue, subject),
            )


def _named_reasons(text: str) -> tuple[str, ...]:
    return tuple(row for row, reason in _REASONS.items() if reason.search(text))


def _at_most(passage: Passage, clause: Span, cue: Cue, subject: Subject, of_some: bool = False) -> str:
    """The word, where it stands for some of the cases only; so does every word among the problems."""
    some = subject != "applications" and (cue.loose or of_some or passage.section == "problems")
    return clause.text[cue.start : cue.end] if some else ""


def _of_the_applications_before(passage: Passage, clause: Span, cue: Cue) -> Iterator[OutcomeClaim]:
    """收到66件，全部予以公开: all that the sentence counted last; 无不予公开情形: none."""
    if _NONE_SO.search(clause.text):
        amount, scope = Decimal(0), _scope(passage, clause, cue.start, "applications")
    else:
        counted = [c for c in count_claims(passage) if c.end <= clause.start and c.bound == "exact" and not c.denied]
        if not counted or counted[-1].amount is None or not _ALL.search(clause.text[: cue.start]):
            return
        if counted[-1].measure not in ("received", "accepted", "answered"):
            return
        amount, scope = counted[-1].amount, counted[-1].scope
    start, end = clause.start + cue.start, clause.start + cue.end
    quote = passage.quote(clause)
    yield OutcomeClaim(
        "applications", cue.outcomes, amount, "exact", scope, passage.section, start, end, quote, passage.number
    )


_NAMED_AS: dict[Subject, tuple[Measure, ...]] = {
    "applications": (),
    "reconsideration": ("reconsideration",),
    "litigation": ("litigation", "litigation_direct", "litigation_after"),
}


def _of_the_cases_before(passage: Passage, clause: Span, subject: Subject, cue: Cue) -> Iterator[OutcomeClaim]:
    """行政复议1件，最终维持: an outcome without an amount is that of the one case, or of all cases, named before it."""
    cases = [
        c
        for c in count_claims(passage)
        if c.measure in _NAMED_AS[subject] and c.end <= clause.start and c.bound == "exact" and not c.denied
    ]
    if not cases or cases[-1].amount is None or not (cases[-1].amount == 1 or _ALL.search(clause.text)):
        return
    case = cases[-1]
    assert case.amount is not None
    if _NOT_SO.search(clause.text[: cue.start]):
        return
    yield OutcomeClaim(
        subject,
        cue.outcomes,
        case.amount,
        "exact",
        case.scope,
        passage.section,
        clause.start + cue.start,
        clause.start + cue.end,
        passage.quote(clause),
        passage.number,
        () if case.measure == subject else (case.measure,),
        _at_most(passage, clause, cue, subject, case.scope == "part"),
    )


def _subject(passage: Passage, clause: Span, said: str, in_court: bool) -> Subject | None:
    """What ends so: applications, or the kind of case named last in the sentence."""
    text = said + clause.text
    if not in_court:
        about_disclosing = _OF_DISCLOSING.search(clause.text) or _DOCUMENT_ATTRIBUTES.search(passage.sentence.text)
        topic = passage.of_applications or (passage.section == "problems" and _REFUSED.search(clause.text))
        return "applications" if topic and not about_disclosing else None
    if not (passage.of_disclosure or passage.section == "problems") or _EACH_COURT.search(text):
        return None
    review = max((m.start() for m in _REVIEWS.finditer(text)), default=-1)
    suit = max((m.start() for m in _SUITS.finditer(text)), default=-1)
    if review == suit == -1:
        return None
    return "reconsideration" if review > suit else "litigation"


def _application_cues(passage: Passage, clause: Span) -> list[Cue]:
    found = _cues(clause.text, _APPLICATION_CUES)
    if _ANOTHER_OUTCOME.search(passage.sentence.text):
        found = _cues(clause.text, _GRANTED_AMONG_OTHERS, found)
    return found


def _case_cues(text: str) -> list[Cue]:
    """The form's words for what became of cases, and those that prose has beside them."""
    found = [cue for cue in _cues(text, _CASE_CUES) if not _OPEN_A_YEAR_AGO.search(text[: cue.end])]
    if not _FROM_LAST_YEAR.search(text):
        found = _cues(text, _LOOSE_CASE_CUES, found)
    return found


def _cues(text: str, words: _Words, known: list[Cue] | None = None) -> list[Cue]:
    found = list(known or ())
    for outcomes, pattern in words:
        for match in pattern.finditer(text):
            if all(match.end() <= cue.start or match.start() >= cue.end for cue in found):
                found.append(Cue(outcomes, match.start(), match.end(), loose=known is not None))
    return sorted(found, key=lambda cue: cue.start)


def _cue_of(text: str, amount: Amount, cues: list[Cue]) -> Cue | None:
    """The outcome right before the amount (予以公开184件), else right after it (10件予以公开)."""
    before = [cue for cue in cues if cue.end <= amount.start]
    if before and _BETWEEN_CUE_AND_AMOUNT.match(text[before[-1].end : amount.start]):
        return before[-1]
    after = [cue for cue in cues if cue.start >= amount.end]
    if after and not before and _BETWEEN_AMOUNT_AND_CUE.match(text[amount.end : after[0].start]):
        return after[0]
    return None


def _scope(passage: Passage, clause: Span, start: int, subject: Subject) -> Scope:
    position = clause.start - passage.sentence.start + start
    if is_others(passage.turns, position):
        return "other"
    said = passage.sentence.text[:position]
    if subject == "applications" and (
        _SOME_ONLY.search(without_reasons(said))
        or _ON_GROUNDS.search(clause.text)
        or _SOME_THAT_ARE_TOLD_OF.match(said)
    ):
        return "part"
    return "whole"
