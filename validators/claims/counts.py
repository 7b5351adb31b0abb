"""Counts of applications and of cases: received, accepted, answered, carried over, reviewed, sued over."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from nianbao.report.patterns import regex
from validators.claims.amounts import Amount, read_amounts
from validators.claims.denials import all_answered, answered_of, zero_claims
from validators.claims.matters import disclosure_thereof, is_other_case, is_other_matter
from validators.claims.model import Bound, Claim, Measure, Scope
from validators.claims.passages import APPLICATION_TOPIC, YEAR_CARRY, Passage
from validators.claims.scope import is_others, scope_of
from validators.prose.sentences import Span

# --- words of the field ---------------------------------------------------------------------------------------

# Outcomes are no answers in general: 同意公开答复12件, 不予公开答复2件, 同意公开的答复12件 (依申请公开的答复 are answers).
_OUTCOME_ANSWER = r"(?<!未)(?<!没有)(?<!月)(?<!日)(?<!公开)(?<!提供)(?<!处理)(?<!(?:同意|予以|部分|不予)公开的)(?<!(?:无法提供|不予处理|其他处理)的)"
_NO_REPLY = r"(?!内容|书|意见书|函|文书|时限|期限|时间|质量|率|满意|口径|格式|模板|件中)"
"""Papers and qualities of answers, which are not counted in cases."""
_OFFICE = r"(?:局|处|科|股|室|机构|机关|委员会|中心|办公室)"
_TO_COURT = r"(?:向[^,\d]{0,8}法院)?(?:提起|提出)?的?"
_BARE, _SO_MANY = (
    r"(?<!行政)(?<!未经)",
    r"(?=(?:案件|申请)?[共计有为]{0,2}\s*(?:\d+|[一二三四五六七八九十]+)\s*[件起宗])",
)
_CUES: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    (
        "carried_out",
        regex(
            r"(?:结转|转结|顺延|转|延续|留待|转入)(?:到|至|入|为)?(?:下|次|明|后)一?个?年度?(?:继续)?(?:办理|答复|处理|办结)*(?:的(?:有)?)?"
            r"|正在办理中|结转至?下年|(?<![上去]年)(?<!年度)(?:年末|年底|期末)(?:尚|仍|还|共)?(?:有|结转|转结|余|剩余?|未办结)(?:的|有|申请)*(?=\s*\d+\s*件(?!.{0,6}(?:文件|复议|诉讼)))|(?<=\d件)[^,\d]{0,12}?(?:正在|尚在|仍在|还在|继续)[^,\d]{0,4}(?:办理|处理)(?!的)"
        ),
    ),
    (
        "carried_in",
        regex(
            r"(?:上|去)一?年度?(?:的)?(?:结转|转结|遗留|转入|转来|未办结)(?:的|至|到)?(?:本|今)?年?度?"
            r"|结转(?:自)?(?:上|去)一?年度?的?(?:政府信息公开申请|信息公开申请|申请)?|(?:往|历)年结转|(?:加上|连同)结转的?"
        ),
    ),
    (
        "litigation_direct",
        regex(rf"(?:未经(?:行政)?复议)?,?(?:而)?直接{_TO_COURT}(?:行政)?(?:起诉|诉讼)"),
    ),
    ("litigation_after", regex(rf"[经先]?(?:行政)?复议后(?:又|再|仍|不服|而|被)*{_TO_COURT}(?:行政)?(?:起诉|诉讼)")),
    ("proceedings", regex(r"行政复议(?:案件|申请)?(?:或者|以及|和|、|及|与|或|/)(?:被)?(?:提起)?(?:的)?行政诉讼")),
    (
        "reconsideration",
        regex(
            rf"行政复议(?!(?:和|与|及)?(?:行政)?(?:应诉|诉讼)?{_OFFICE})|被(?:申请|提起)?复议(?=的?(?:案件)?\s*\d)|{_BARE}复议{_SO_MANY}"
        ),
    ),
    ("litigation", regex(rf"行政诉讼|被(?:起诉|提起诉讼|诉)(?=的?(?:案件)?\s*\d)|{_BARE}诉讼{_SO_MANY}")),
    (
        "received",
        regex(
            r"新收|收到|接到|接收|收办|收(?=政府信息公开申请|信息公开申请|依申请)|新增(?=[^,]{0,8}申请)"
            r"|登记(?=(?:政府)?(?:信息公开|依申请公开)[^,\d]{0,4}\d)"
            r"|(?:群众|公众|公民|申请人)[^,]{0,8}(?:提出|提交|递交)的?(?=(?:政府)?信息公开申请(?:共计?|合计|总计)\d)"
        ),
    ),
    ("accepted", regex(r"受理")),
    (
        "due",
        regex(
            r"(?<!到期)应办(?!结)(?:理)?"
            r"|(?:全年|本年度?|年内|一年来)(?:总?共)?(?:办理|处理)(?:了|的)?(?=\s*\d+\s*件(?:政府)?(?:信息公开)?申请)"
        ),
    ),
    ("answered", regex(rf"(?<!收到){_OUTCOME_ANSWER}(?:答复|办结|回复|答覆|办理完毕|处理完毕){_NO_REPLY}")),
)
_FIGURE_AND_SUM = regex(r"^[^\d,、]{0,6}\d+\s*件[^\d,、]{0,4}(?:共|合计|共计|总计)")
_CARRIED = frozenset({"carried_in", "carried_out"})
"""加上结转的3件共65件: the sum behind it is not carried."""
_TAKEN_IN = frozenset({"received", "accepted"})
_APART = {False: regex("、"), True: regex(r"、|\d|因|由于")}
"""Between an amount and a measure behind it: 申请139件、上年结转7件 is no 结转139件; 1件因1月2日收到而计入本年 counts none that
was received (``True``: measures of what was received)."""
_RECEIVED_OR_ANSWERED = frozenset({"received", "accepted", "answered"})
_COURT_MEASURES = frozenset({"reconsideration", "litigation", "litigation_direct", "litigation_after", "proceedings"})
_APPLICATION_MEASURES = frozenset({"received", "accepted", "answered", "carried_in", "carried_out", "carried", "due"})
_EACH_KIND = regex(
    r"行政复议(?:案件)?(?:[、和与及]|以及)行政诉讼(?:案件)?(?:分别)?各(?:有|为)?\s*(?P<amount>\d+)\s*[件起宗]"
)
"""行政复议、行政诉讼各2件: two of each."""
_LEFT_OVER = regex(r"^\s*(?:年底|年末|截至年底)?(?:另有|尚有|还有|其余|剩余|余下)")
MAX_CLAUSES_BACK = 2
_OVER_DISCLOSURE = regex(r"信息公开|依申请|答复")
"""An organ is taken to review and sued (被复议3件, 被诉97件) over much else."""
_AS_OTHERS = regex(r"受理|审理|办理|审结|应诉|代理|指导")
_OF_ALL = regex(r"其中[^,]{0,10}信息公开")
"""受理复议案件320件，其中涉及政府信息公开的16件: of whatever it was over."""
_LEARNING = regex(r"案例|旁听|学习|观摩|培训|宣讲")
_COMPARED = regex(r"(?:比|较|相比|同比|对比|上升|下降|增长|增加|减少|少|降低)[^,]{0,14}$")
_PREVIOUS_YEAR = regex(
    r"(?<!结转)(?<!转结)(?:去年|上年|上一年|往年|历年|前年)(?:度)?(?!.{0,3}(?:结转|转结|遗留|转入|未审结))"
)
_FROM_YEAR = regex(r"(?P<year>20\d\d)年度?的?(?:结转|转结|转来|转入|遗留)(?:的|来)?")
_WITH_CARRIED = regex(r"^[^,\d()]{0,8}[(,]\s*(?:其中)?(?:包?含|包括)了?(?:上|去)一?年度?的?(?:结转|转结|转来|遗留)")
_NET = regex(
    r"(?:实际|实有|实为|合并|剔除|扣除|去重|不计)[^,\d]{0,8}?(?:办理|受理|登记|收到|计|为|后|共)+\s*(?P<net>\d+)\s*(?:件次?|条|起|宗|份)"
)
_OUTCOME_NAMED = regex(r"(?<!依申请)(?<!信息)公开\s*$|提供\s*$|(?:不予|其[他它])处理\s*$|[:]\s*[^,]*公开\s*$")
_BASE = regex(r"^[^\d,、]{0,8}?中(?!心|的?\s*$)")
_EXCEPTED = regex(r"除[^,]{1,24}?外")


# --- reading --------------------------------------------------------------------------------------------------


_NEXT_FIGURE = regex(r"\d|、")
_OF_APPLICATIONS = regex(r"申请|公开")


def count_claims(passage: Passage) -> Iterator[Claim]:
    """The claims of one sentence about numbers of applications and cases, in reading order."""
    if passage.many_years:
        return
    found: list[Claim] = []
    other_matter = False
    for clause, in_court in passage.current_clauses:
        cues = _cues(clause.text, passage.year)
        amounts = read_amounts(clause.text)
        pairs = [(amount, cue) for amount in amounts if (cue := _cue_for(clause.text, amount, cues))]
        named = [_named(clause.text, cue, amount) for amount, cue in pairs if cue[0] in _RECEIVED_OR_ANSWERED]
        if any(is_other_matter(n) for n in named):
            other_matter = True
        elif APPLICATION_TOPIC.search(clause.text):
            other_matter = False
        said_here = list(_sweeping(passage, clause, found, other_matter))
        denied = [c for c in said_here if c.denied]
        if left_over := _left_over_before(passage, clause, cues):
            said_here.append(left_over)
        for amount, cue in pairs:
            if any(c.start <= clause.start + amount.start < c.end for c in denied):
                continue
            said_here += _counted(passage, clause, amount, cue, in_court, other_matter, [*found, *said_here])
        found += said_here
        yield from said_here


def _claim(
    passage: Passage,
    clause: Span,
    measure: Measure,
    amount: Amount | None,
    span: tuple[int, int],
    scope: Scope,
    denied: bool = False,
) -> Claim:
    value = amount.value if amount else None
    bound: Bound = amount.bound if amount else "exact"
    start, end = clause.start + span[0], clause.start + span[1]
    quote = passage.quote(clause)
    return Claim(measure, value, bound, scope, passage.section, start, end, quote, passage.number, denied)


def _sweeping(passage: Passage, clause: Span, before: list[Claim], other_matter: bool) -> Iterator[Claim]:
    """What the clause says of all or nothing."""
    at = clause.start - passage.sentence.start
    for measure, start, end in zero_claims(clause, passage):
        scope: Scope = "other" if is_others(passage.turns, at + start) else "whole"
        yield _claim(
            passage, clause, measure, Amount(Decimal(0), "exact", start, end), (start, end), scope, denied=True
        )
    if (span := all_answered(clause, passage)) and not other_matter:
        value, scope = answered_of(clause, passage, before)
        if is_others(passage.turns, at + span[0]):
            scope = "other"
        amount = Amount(value, "exact", *span) if value is not None else None
        yield _claim(passage, clause, "all_answered", amount, span, scope)
    each = _EACH_KIND.search(clause.text) if passage.of_disclosure else None
    if each and not is_others(passage.turns, at + each.start()):
        amount = Amount(Decimal(each["amount"]), "exact", *each.span())
        for court in ("reconsideration", "litigation"):
            yield _claim(passage, clause, court, amount, each.span(), "whole")


def _counted(
    passage: Passage,
    clause: Span,
    amount: Amount,
    cue: "Cue",
    in_court: bool,
    other_matter: bool,
    before: list[Claim],
) -> Iterator[Claim]:
    """The claim that an amount with its measure makes, if it counts what the tables count, and of this year."""
    measure, cue_start, _ = cue
    text, sentence = clause.text, passage.sentence
    if not _about_disclosure(measure, passage) or (in_court and measure in _APPLICATION_MEASURES):
        return
    if measure in _RECEIVED_OR_ANSWERED and (other_matter or passage.told_apart):
        return
    if measure in ("received", "accepted") and not _of_applications(text, cue, amount):
        return
    if measure == "answered" and _OUTCOME_NAMED.search(text[: amount.start]):
        return
    if any(m.start() <= amount.start < m.end() for m in _EXCEPTED.finditer(text)):
        return
    said = text[: amount.start]
    if _COMPARED.search(said) or _PREVIOUS_YEAR.search(said):
        return
    where = (clause, amount)
    if measure in _COURT_MEASURES:
        if _LEARNING.search(text) or is_other_case(sentence.text, text, amount):
            return
        named_in_short = text[cue_start] == "被" or text.startswith(("复议", "诉讼"), cue_start)
        if named_in_short and not (passage.of_applications or _OVER_DISCLOSURE.search(sentence.text)):
            return
        if named_in_short and text[cue_start] != "被" and (_AS_OTHERS.search(said) or _OF_ALL.search(sentence.text)):
            return
        if inner := next(disclosure_thereof(passage.clauses, clause, amount), None):
            if _cues(inner[0].text, passage.year):
                return  # the clause behind says it itself
            where = inner
    span, figure = where
    start = clause.start - span.start + min(cue_start, amount.start) if span is clause else figure.start
    scope = scope_of(measure, sentence, span, passage.turns, start, figure.start)
    earlier = [c for c in before if c.measure in ("received", "accepted")]
    if measure == "answered" and scope == "whole" and earlier and earlier[-1].scope == "part":
        received = earlier[-1].amount
        scope = "part" if received is not None and figure.value <= received else scope
    claim = _claim(passage, span, measure, figure, (figure.start, figure.end), scope)
    if measure in ("received", "accepted"):
        after = sentence.text[span.start - sentence.start + figure.end :]
        net = tuple(n for m in _NET.finditer(after) if (n := Decimal(m["net"])) < figure.value)
        claim = replace(claim, net=net, with_carried=_WITH_CARRIED.match(after) is not None)
    yield claim


Cue = tuple[Measure, int, int]


def _left_over_before(passage: Passage, clause: Span, cues: "list[Cue]") -> Claim | None:
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
            first = amounts[0]
            if len(amounts) > 1 or not _LEFT_OVER.match(span.text):
                return None
            scope: Scope = "other" if is_others(passage.turns, span.start - passage.sentence.start) else "whole"
            start, end = (span.start - clause.start + place for place in (first.start, first.end))
            return _claim(passage, clause, "carried_out", first, (start, end), scope)
    return None


def _cues(text: str, year: int | None) -> list[Cue]:
    """Measure words of a clause that do not overlap; the more specific word wins (结转下年度答复 is no answer)."""
    found: list[Cue] = []
    for match in YEAR_CARRY.finditer(text):
        target = int(match["to"] or match["next"])
        if year is not None and target in (year, year + 1):
            found.append(("carried_in" if target == year else "carried_out", match.start(), match.end()))
    for match in _FROM_YEAR.finditer(text):
        apart = all(match.end() <= start or match.start() >= end for _, start, end in found)
        if year is not None and int(match["year"]) == year - 1 and apart:
            found.append(("carried_in", match.start(), match.end()))
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


def _cue_for(text: str, amount: Amount, cues: list[Cue]) -> Cue | None:
    """The nearest measure word before the amount, else the nearest after it (11件均如期答复), unless the amount is only
    what another is taken out of (68件中60件当年办结)."""
    before = [cue for cue in cues if cue[2] <= amount.start]
    if before:
        last = before[-1]
        own = _FIGURE_AND_SUM.match(text[last[2] : amount.start])
        return None if own and last[0] in _CARRIED else last
    after = [
        cue
        for cue in cues
        if cue[1] >= amount.end and not _APART[cue[0] in _TAKEN_IN].search(text[amount.end : cue[1]])
    ]
    base = _BASE.match(text[amount.end :])
    if after and base and re.search(r"\d", text[amount.end + base.end() : after[0][1]]):
        return None
    return after[0] if after else None


def _named(text: str, cue: Cue, amount: Amount) -> str:
    """The words that say of what the amount is: between it and its measure, else right behind both."""
    between = text[min(cue[2], amount.end) : max(cue[1], amount.start)]
    if "申请" in between:
        return between
    behind = max(cue[2], amount.end)
    return between + _NEXT_FIGURE.split(text[behind : behind + 14])[0]


def _about_disclosure(measure: Measure, passage: Passage) -> bool:
    """Applications need an application topic; proceedings need one of disclosure (an organ reviews other cases too)."""
    if measure in _COURT_MEASURES:
        return passage.of_disclosure
    return passage.of_applications


def _of_applications(text: str, cue: Cue, amount: Amount) -> bool:
    """What was received is applications: 收到申请13件, 收到12件依申请公开, 共收到13件; not 收到回复19份."""
    between = text[min(cue[2], amount.end) : max(cue[1], amount.start)].strip(" 了共计合办")
    after = text[amount.end : amount.end + 14].strip()
    return bool(_OF_APPLICATIONS.search(between + after)) or not (between or after)
