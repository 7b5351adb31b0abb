"""Statements about all or nothing: 未收到申请, 无行政复议, 全部办结."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.report.patterns import regex
from validators.claims.amounts import read_amounts
from validators.claims.model import Claim, Measure, Scope
from validators.claims.passages import Passage
from validators.lexicon.everybody import EVERYBODY_AND_WAYS
from validators.prose.sentences import Span

_NOUGHT = r"(?:零|0(?![\d.,])\s*(?:件|宗|起|次)?)"
_ZERO_RECEIVED = regex(
    r"(?:未|没有|无|尚未)(?:收到|接到|接收到?|受理|新收)"
    rf"[{EVERYBODY_AND_WAYS}]*"
    r"(?:政府信息公开|公开)?(?:申请|政府信息公开|依申请公开)"
    r"|(?:^|[,，])(?:本年度?|全年|\d{4}年)?(?:没有|无)(?:人)?(?:提出|收到)?(?:政府)?信息公开(?:的)?申请"
    rf"|(?:没有|无)[向{EVERYBODY_AND_WAYS}]{{0,40}}(?:提出|提交|递交|申请)[{EVERYBODY_AND_WAYS}]{{0,20}}(?:信息公开|依申请公开)[的之]?(?:申请|事项)"
    r"(?!被|超|逾|未|不|得|而|答|引|行政|[^,]{0,6}(?:复议|诉讼|异议|意见))"
    r"|(?:未|没有|无)(?:发生|产生|出现|涉及|办理)?(?:任何)?(?:政府信息)?依申请公开(?:政府信息)?(?:的)?(?:事项|情况|案件|件|申请|业务)(?=\s*$)"
    r"|(?:收到|受理|接到|新收)的?(?:政府)?(?:信息公开|依申请公开)?的?申请(?:数量?|件数|量)?(?:均|都)?(?:为|是|系)"
    rf"{_NOUGHT}|依申请公开(?:政府信息|信息|工作|方面|事项)?(?:为|是|系|实现|继续保持|保持)?零申请"
)
# A denial about a channel, another period or something else than applications says nothing of the whole.
_PARTIAL_DENIAL = regex(
    r"(?:上|去|前)一?年度?(?!.{0,3}(?:结转|转结))|半年|季度|\d+月份?(?!\d*日)|申请(?:方面|人的|人提|的投诉|的举报|的异议|撤)|举报|投诉|异议"
    r"|(?<!公民)(?<!公民[、和或及])法人(?:或者|和|及|或|、)其[他它]组织(?:提出|提交)?的?(?:(?:政府)?信息公开)?申请"
    r"|(?:信函|来函|传真|邮寄|当面|现场|网上|网络|在线|电话|窗口|企业|法人|科研|机构)(?:方式|渠道|途径|形式)?(?:提交|提出)?的?(?:政府信息公开)?申请"
)
_ZERO_CARRIED_IN = regex(r"(?:无|没有)(?:上|去)一?年度?结转")
_ZERO_CARRIED_OUT = regex(
    r"(?:无|没有|未)(?:申请)?(?:结转|转结)(?:到|至)?(?:下|次)一?年度?|(?:^|[,，])零结转"
    r"|(?:没有|无)(?:尚?未(?:办结|答复|办理完毕)|结转至下年)(?:的|申请|件|事项|\s)*$"
)
_ZERO_CARRIED = regex(r"^\s*(?:也|均|且|本年度?|全年)?(?:没有|无)(?:申请)?结转(?:的|申请|件|事项|情况|\s)*$")
"""Without the year: what was left for the next one where it stands behind what was done, else the one or the other."""
_DONE = regex(r"办结|答复")
_ZERO_PROCEEDINGS = regex(
    r"(?:无|没有|未发生|未出现|未产生|未收到|未引发|未涉及|不存在|未被|未有|未因)(?P<middle>[^,。]{0,24}?)(?P<what>"
    r"(?:提起|申请)?(?:的)?行政(?:复议|诉讼)(?:案件)?(?:(?:和|、|及|与|或|或者|以及)(?:被)?(?:提起)?(?:的)?行政(?:复议|诉讼))?)"
    r"(?=\s*(?:案件|情况|的情况|事项|事件|情形|的情形|的案件|案|申请|$))"
)
_ALL_ZERO = regex(
    r"(?P<middle>)(?P<what>行政(?:复议|诉讼)(?:案件)?(?:(?:和|、|及|与|或|或者|以及)?(?:被)?(?:提起)?(?:的)?行政(?:复议|诉讼)(?:案件)?)?)(?:数量?|件数)?(?:均|都|皆)?(?:为|是|系)"
    rf"{_NOUGHT}"
)
"""行政复议、行政诉讼均为零."""
_MIDDLE_NOT_ZERO = regex(r"直接|复议后|新(?:发生|增|提起|收|的)|纠|撤|败诉|违法|超期|逾期|法院|机关")
_ALL_ANSWERED = regex(
    r"(?:全部|均|都)(?:已经?|按[期时]|依法|依规|依法依规|按规定|按照?规定|按程序|在规定[^,]{0,8}|在法定[^,]{0,8}|及时|如期|予以|进行|作出|给予|规范|妥善|按要求|、|了)*"
    r"(?:答复|办结|办理完[毕成结]|回复|处理完[毕成结])(?!案件|件|的|率|时)"
)
_NOT_ALL = regex(
    r"半年|季度|月(?:份|底)?(?:以|之)?前|其余|剩余|到期|应答复|需答复|除|率|上述|以上\d|前述|确保|做到|要求|力争|保证|努力|应当|必须|督促|推动|实现"
)
_OF_THE_APPLICATIONS = regex(r"\s*(?:所有|上述)?(?:政府信息公开)?申请(?:均|都|全部)|\s*(?:全部|均)已?(?:办结|答复)")
_AN_OUTCOME = regex(r"(?:予以|同意|部分|不予)公开|无法提供|不予处理|其[他它]处理")
"""收到66件，予以公开21件，申请均已办结: the applications, not those 21."""
_DETAIL = regex(r"其中|包括|含|网|信函|邮寄|当面|现场|自然人|法人|企业")


_AND_NO_MORE = r"(?=(?:的|案件|情况|情形|\s)*$)"
_NO_SUIT: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    (
        "litigation_direct",
        regex(rf"(?:没有|无|未发生|不存在)(?:未经(?:行政)?复议)?直接(?:提起)?(?:行政)?(?:起诉|诉讼){_AND_NO_MORE}"),
    ),
    (
        "litigation_after",
        regex(rf"(?:没有|无|未发生|不存在)(?:经)?(?:行政)?复议后(?:提起|又)?(?:行政)?(?:起诉|诉讼){_AND_NO_MORE}"),
    ),
)


def zero_claims(clause: Span, passage: Passage) -> Iterator[tuple[Measure, int, int]]:
    """未收到申请, 无复议诉讼, 无上年结转 … with the span of each."""
    text = clause.text
    if _PARTIAL_DENIAL.search(text):
        return
    if match := _ZERO_RECEIVED.search(text):
        yield "received", match.start(), match.end()
    if passage.of_applications and (match := _ZERO_CARRIED_IN.search(text)):
        yield "carried_in", match.start(), match.end()
    if passage.of_applications and (match := _ZERO_CARRIED_OUT.search(text)):
        yield "carried_out", match.start(), match.end()
    if passage.of_applications and (match := _ZERO_CARRIED.search(text)):
        done = _DONE.search(passage.sentence.text[: clause.start - passage.sentence.start])
        yield ("carried_out" if done else "carried"), match.start(), match.end()
    if (
        passage.of_disclosure
        and (match := _ZERO_PROCEEDINGS.search(text) or _ALL_ZERO.search(text))
        and not _MIDDLE_NOT_ZERO.search(match["middle"])
    ):
        both = match["middle"] + match["what"]
        if "行政复议" in both:
            yield "reconsideration", match.start(), match.end()
        if "行政诉讼" in both:
            yield "litigation", match.start(), match.end()
    for measure, pattern in _NO_SUIT if passage.of_disclosure else ():
        if match := pattern.search(text):
            yield measure, match.start(), match.end()


def all_answered(clause: Span, passage: Passage) -> tuple[int, int] | None:
    """Where a clause says that all is answered (均按时答复), without an exception before it in the sentence."""
    match = _ALL_ANSWERED.search(clause.text) if passage.of_applications else None
    said_before = passage.sentence.text[: clause.end - passage.sentence.start]
    return match.span() if match and not _NOT_ALL.search(said_before) else None


def answered_of(clause: Span, passage: Passage, before: Sequence[Claim]) -> tuple[Decimal | None, Scope]:
    """Of what all is answered: an amount in the clause, else what the sentence counted last; None when of all received.

    ``before`` are the sentence's claims up to the clause.
    """
    here = read_amounts(clause.text)
    if here:
        return here[0].value, "whole"
    for span in reversed([s for s in passage.clauses if s.end <= clause.start]):
        amounts = read_amounts(span.text)
        if not amounts or (_OF_THE_APPLICATIONS.match(clause.text) and _AN_OUTCOME.search(span.text)):
            continue
        last = amounts[-1]
        claim = next((c for c in before if c.start == span.start + last.start), None)
        if claim is None:
            return (None, "whole") if _DETAIL.search(span.text) else (last.value, "whole")
        received = claim.measure in ("received", "accepted")
        if claim.measure == "carried_in":
            received = any(c.measure in ("received", "accepted") for c in before)
        return (None if received else last.value), claim.scope
    return None, "whole"
