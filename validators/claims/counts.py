"""Counts of applications and of cases: received, accepted, answered, carried over, reviewed, sued over."""

import re
from collections.abc import Iterator
from decimal import Decimal

from report.patterns import HAN, regex
from validators.claims.amounts import Amount, read_amounts
from validators.claims.model import Bound, Claim, Measure, Scope
from validators.claims.passages import YEAR_CARRY, Passage
from validators.sentences import Span

# --- words of the field ---------------------------------------------------------------------------------------

# Outcomes are no answers in general: 同意公开答复12件, 不予公开答复2件.
_OUTCOME_ANSWER = r"(?<!公开)(?<!提供)(?<!处理)"
_CUES: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    (
        "carried_out",
        regex(
            r"(?:结转|转结|顺延|转|延续|留待|转入)(?:到|至|入|为)?(?:下|次|明|后)一?个?年度?(?:继续)?(?:办理|答复|处理|办结)*(?:的(?:有)?)?"
            r"|正在办理中|结转至?下年"
        ),
    ),
    (
        "carried_in",
        regex(
            r"(?:上|去)一?年度?(?:的)?(?:结转|转结|遗留|转入)(?:的|至|到)?(?:本|今)?年?度?"
            r"|结转(?:自)?(?:上|去)一?年度?的?(?:政府信息公开申请|信息公开申请|申请)?|(?:往|历)年结转|(?:加上|连同)结转的?"
        ),
    ),
    ("proceedings", regex(r"行政复议(?:案件|申请)?(?:或者|以及|和|、|及|与|或|/)(?:被)?(?:提起)?(?:的)?行政诉讼")),
    ("reconsideration", regex(r"行政复议")),
    ("litigation", regex(r"行政诉讼")),
    (
        "received",
        regex(r"新收|收到|接到|接收|收办|收(?=政府信息公开申请|信息公开申请|依申请)|新增(?=[^,]{0,8}申请)"),
    ),
    ("accepted", regex(r"受理")),
    ("answered", regex(rf"(?<!收到){_OUTCOME_ANSWER}(?:答复|办结|回复|答覆|办理完毕|处理完毕)")),
)
_APPLICATION_MEASURES = frozenset({"received", "accepted", "answered", "carried_in", "carried_out"})
_EVERYBODY = regex(r"公民[、,和]*法人[和或者及与、]*(?:者)?其[他它]组织(?:提交|提出|递交)?的?")
_PART = regex(
    r"网络|网上|在线|邮寄|信函|来函|当面|现场|平台|电话|邮件|传真|窗口|EMS|自然人|法人|企业|公民|个人|商业|组织|机构|"
    r"(?<!均)(?<!都)(?<!部)(?:按期|按时|如期)(?=(?:答复|办结)(?:申请)?\s*\d)|(?:期限|时限)内(?!均|全)|延期|延长|当场|逾期|重复|撤回|撤销|补正|涉及|关于|类申请|不予|予以|部分公开|无法提供|月份|上半年|下半年|季度"
)
_OTHER_BODY = regex(
    r"(?P<body>政府办(?:公室|公厅)?|本级|局机关|机关本级|各(?:部门|单位|乡镇|镇街|街道|区县|县区|市县|科室|成员单位|分局)"
    rf"|(?!年|度|月|日){HAN}{{2,8}}(?:局|委|街道|镇|乡))\s*(?:共|全年|年度|本年度?|累计|新|也|均|分别|已|合计|总计|\d{{4}}年)*$"
)
_LEFT_OVER = regex(r"^\s*(?:年底|年末|截至年底)?(?:另有|尚有|还有|其余|剩余|余下)")
MAX_CLAUSES_BACK = 2
_LEARNING = regex(r"案例|旁听|学习|观摩|培训|宣讲")
_COMPARED = regex(r"(?:比|较|相比|同比|对比|上升|下降|增长|增加|减少|少|降低)[^,]{0,14}$")
_PREVIOUS_YEAR = regex(r"(?<!结转)(?<!转结)(?:去年|上年|上一年|往年|历年|前年)(?:度)?(?!.{0,3}(?:结转|转结|遗留|转入))")
_ZERO_RECEIVED = regex(
    r"(?:未|没有|无|尚未)(?:收到|接到|接收到?|受理|新收)"
    r"[通过以电话网络平台来信函等各种方式渠道提出的相关政府信息公开依书面任何公民法人和其他组织与或、个人关于涉及该项一份件条起例本单位机关年度我镇局县市区乡 ]*"
    r"(?:政府信息公开|公开)?(?:申请|政府信息公开|依申请公开)"
    r"|(?:^|[,，])(?:本年度?|全年|\d{4}年)?(?:没有|无)(?:人)?(?:提出|收到)?(?:政府)?信息公开(?:的)?申请"
)
# A denial about a channel, another period or something else than applications says nothing of the whole.
_PARTIAL_DENIAL = regex(
    r"(?:上|去|前)一?年度?(?!.{0,3}(?:结转|转结))|半年|季度|\d+月份?(?!\d*日)|申请(?:方面|人的|人提|的投诉|的举报|的异议|撤)|举报|投诉|异议"
    r"|(?<!公民)(?<!公民[、和或及])法人(?:或者|和|及|或|、)其[他它]组织(?:提出|提交)?的?(?:政府信息公开)?申请"
    r"|(?:信函|来函|传真|邮寄|当面|现场|网上|网络|在线|电话|窗口|企业|法人|科研|机构)(?:提交|提出|方式|渠道)?的?申请"
)
_ZERO_CARRIED_IN = regex(r"(?:无|没有)(?:上|去)一?年度?结转")
_ZERO_CARRIED_OUT = regex(r"(?:无|没有|未)(?:申请)?(?:结转|转结)(?:到|至)?(?:下|次)一?年度?")
_ZERO_PROCEEDINGS = regex(
    r"(?:无|没有|未发生|未出现|未产生|未收到|未引发|未涉及|不存在|未被|未有|未因)(?P<middle>[^,。]{0,24}?)(?P<what>"
    r"(?:提起|申请)?(?:的)?行政(?:复议|诉讼)(?:案件)?(?:(?:和|、|及|与|或|或者|以及)(?:被)?(?:提起)?(?:的)?行政(?:复议|诉讼))?)"
    r"(?=\s*(?:案件|情况|的情况|事项|事件|情形|的情形|的案件|案|申请|$))"
)
_MIDDLE_NOT_ZERO = regex(r"纠|撤|败诉|违法|超期|逾期|法院|机关")
_ALL_ANSWERED = regex(
    r"(?:全部|均|都)(?:已经?|按[期时]|依法|依规|依法依规|按规定|按照?规定|按程序|在规定[^,]{0,8}|在法定[^,]{0,8}|及时|如期|予以|进行|作出|给予|规范|妥善|按要求|、|了)*"
    r"(?:答复|办结|办理完[毕成结]|回复|处理完[毕成结])"
)
_NOT_ALL = regex(
    r"其余|剩余|到期|应答复|需答复|除|率|上述|以上\d|前述|确保|做到|要求|力争|保证|努力|应当|必须|督促|推动|实现"
)


# --- reading --------------------------------------------------------------------------------------------------


def count_claims(passage: Passage) -> Iterator[Claim]:
    """The claims of one sentence about numbers of applications and cases, in reading order."""
    if passage.many_years:
        return
    sentence = passage.sentence
    other_body = False
    for clause, in_court in passage.current_clauses:

        def claim(
            measure: Measure,
            amount: Decimal | None,
            bound: Bound,
            start: int,
            end: int,
            scope: Scope,
            denied: bool = False,
            clause: Span = clause,
        ) -> Claim:
            at = clause.start
            quote = passage.quote(clause)
            return Claim(
                measure, amount, bound, scope, passage.section, at + start, at + end, quote, passage.number, denied
            )

        zeros = [] if _PARTIAL_DENIAL.search(clause.text) else list(_zero_claims(clause, passage))
        for measure, start, end in zeros:
            yield claim(measure, Decimal(0), "exact", start, end, "whole", denied=True)
        said_before = sentence.text[: clause.end - sentence.start]
        if (
            passage.of_applications
            and (match := _ALL_ANSWERED.search(clause.text))
            and not _NOT_ALL.search(said_before)
        ):
            amount = next((a.value for a in read_amounts(clause.text)), None)
            yield claim("all_answered", amount, "exact", match.start(), match.end(), "whole")
        cues = _cues(clause.text, passage.year)
        if left_over := _left_over_before(passage, clause, cues):
            amount_there, at = left_over
            yield claim(
                "carried_out",
                amount_there.value,
                amount_there.bound,
                at + amount_there.start - clause.start,
                at + amount_there.end - clause.start,
                "whole",
            )
        for amount_found in read_amounts(clause.text):
            cue = _cue_for(amount_found, cues)
            if cue is None or any(start <= amount_found.start < end for _, start, end in zeros):
                continue
            measure, cue_start, _ = cue
            if not _about_disclosure(measure, passage) or (in_court and measure in _APPLICATION_MEASURES):
                continue
            before = clause.text[: min(cue_start, amount_found.start)]
            if measure in ("received", "accepted") and not _of_applications(clause.text, cue, amount_found):
                continue
            if measure in ("reconsideration", "litigation", "proceedings") and _LEARNING.search(clause.text):
                continue
            said = clause.text[: amount_found.start]
            if _COMPARED.search(said) or _PREVIOUS_YEAR.search(said):
                continue
            scope = _scope(clause, before, sentence, measure, passage.agency)
            other_body |= scope == "other"
            if other_body and not re.search(r"全(?:省|市|县|区|镇|乡|系统|局|年共)", clause.text):
                scope = "other"
            yield claim(measure, amount_found.value, amount_found.bound, amount_found.start, amount_found.end, scope)


Cue = tuple[Measure, int, int]


def _left_over_before(passage: Passage, clause: Span, cues: "list[Cue]") -> tuple[Amount, int] | None:
    """尚有8件在法定期限内，结转下年度继续办理: the amount stands in a clause before, which says what is left."""
    if (
        not passage.of_applications
        or [measure for measure, _, _ in cues] != ["carried_out"]
        or read_amounts(clause.text)
    ):
        return None
    before = [span for span in passage.clauses if span.end <= clause.start][-MAX_CLAUSES_BACK:]
    for span in reversed(before):
        amounts = read_amounts(span.text)
        if amounts:
            return (amounts[0], span.start) if _LEFT_OVER.match(span.text) and len(amounts) == 1 else None
    return None


def _cues(text: str, year: int | None) -> list[Cue]:
    """Measure words of a clause that do not overlap; the more specific word wins (结转下年度答复 is no answer)."""
    found: list[Cue] = []
    for match in YEAR_CARRY.finditer(text):
        target = int(match["to"] or match["next"])
        if year is not None and target in (year, year + 1):
            found.append(("carried_in" if target == year else "carried_out", match.start(), match.end()))
    for measure, pattern in _CUES:
        for match in pattern.finditer(text):
            if all(match.end() <= start or match.start() >= end for _, start, end in found):
                found.append((measure, match.start(), match.end()))
    return sorted(found, key=lambda cue: cue[1])


def measures_named(passage: Passage, text: str) -> Iterator[Measure]:
    """Measures that a piece of a sentence names, if they are about disclosure."""
    for measure, _, _ in _cues(text, passage.year):
        if measure == "proceedings" or _about_disclosure(measure, passage):
            yield measure


def _cue_for(amount: Amount, cues: list[Cue]) -> Cue | None:
    """The nearest measure word before the amount, else the nearest after it (11件均如期答复)."""
    before = [cue for cue in cues if cue[2] <= amount.start]
    if before:
        return before[-1]
    after = [cue for cue in cues if cue[1] >= amount.end]
    return after[0] if after else None


def _about_disclosure(measure: Measure, passage: Passage) -> bool:
    """Applications need an application topic; proceedings need one of disclosure (an organ reviews other cases too)."""
    if measure in ("reconsideration", "litigation", "proceedings"):
        return passage.of_disclosure
    return passage.of_applications


def _of_applications(text: str, cue: Cue, amount: Amount) -> bool:
    """What was received is applications: 收到申请13件, 收到12件依申请公开, 共收到13件; not 收到回复19份."""
    between = text[min(cue[2], amount.end) : max(cue[1], amount.start)].strip(" 了共计合办")
    after = text[amount.end : amount.end + 14].strip()
    return bool(re.search(r"申请|公开", between + after)) or not (between or after)


def is_other_body(said: str, before: str, agency: str) -> bool:
    """True when what was ``said`` before the clause, or in it ``before`` the claim, names another body as its subject."""
    for words in ((said + before).rstrip(" ,"), before):
        body = _OTHER_BODY.search(words)
        if body and not _is_self(body["body"], agency):
            return True
    return False


def _scope(clause: Span, before: str, sentence: Span, measure: Measure, agency: str) -> Scope:
    if is_other_body(sentence.text[: clause.start - sentence.start], before, agency):
        return "other"
    if measure in ("received", "accepted", "answered") and _PART.search(_EVERYBODY.sub("", clause.text)):
        return "part"
    if measure in ("reconsideration", "litigation") and re.search(
        r"新(?:收|增|发生)|上年|结转|维持|纠正|撤", clause.text
    ):
        return "part"
    return "whole"


def _is_self(body: str, agency: str) -> bool:
    """The reporting agency under its short name (庞各庄镇, 我局), not another body."""
    body = re.sub(r"^.*?(?:年度?|年来|期间)", "", body)
    if re.match(r"来?(?:我|全|本[镇乡局])", body) or body[-6:] in agency:
        return True
    own = [*re.findall(rf"{HAN}{{2,4}}?(?:局|委|街道|镇|乡)", agency), agency[-3:], agency[-2:]]
    return any(body.endswith(name) for name in own)


def _zero_claims(clause: Span, passage: Passage) -> Iterator[tuple[Measure, int, int]]:
    """未收到申请, 无复议诉讼, 无上年结转 … with the span of each."""
    text = clause.text
    if match := _ZERO_RECEIVED.search(text):
        yield "received", match.start(), match.end()
    if passage.of_applications and (match := _ZERO_CARRIED_IN.search(text)):
        yield "carried_in", match.start(), match.end()
    if passage.of_applications and (match := _ZERO_CARRIED_OUT.search(text)):
        yield "carried_out", match.start(), match.end()
    if (
        passage.of_disclosure
        and (match := _ZERO_PROCEEDINGS.search(text))
        and not _MIDDLE_NOT_ZERO.search(match["middle"])
    ):
        both = match["middle"] + match["what"]
        if "行政复议" in both:
            yield "reconsideration", match.start(), match.end()
        if "行政诉讼" in both:
            yield "litigation", match.start(), match.end()
