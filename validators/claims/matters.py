"""What a figure counts: disclosure's applications and cases, or something else that is received, answered, sued over."""

from collections.abc import Iterator

from nianbao.report.patterns import regex
from validators.claims.amounts import Amount, read_amounts
from validators.prose.sentences import Span

_OTHER_MATTER = regex(
    r"许可|听证|救助|建房|资金|补贴|补助|低保|保障房|公租房|调解|仲裁|更正|纠错|请示|意见|咨询|举报|投诉|征求|工伤|认定|鉴定|赔偿|报建|审批|"
    r"备案|贷款|申诉|注册|变更|入学|来信|来电|来函|求助|建议|提案|不动产登记"
)
_DISCLOSURE_APPLICATION = regex(r"信息公开(?:的|类)?(?:申请|件|事项)|依申请|公开申请|信息公开\s*$")
_REPLY_ALONE = regex(r"^(?:意见|建议)?$")

_OUTSIDE_DISCLOSURE = regex(
    r"(?:与|同|和)(?:政府|政务)?信息公开(?:工作)?无关|(?:不|未)(?:涉及|属于?|涉)(?:政府|政务)?信息公开|"
    r"均[为是系](?!(?:政府|政务)?信息公开|依申请)[^,\d]{2,12}类"
)
_OTHER_KIND = regex(r"其[他它](?:类型?|行政|事项|方面)|非(?:政府)?信息公开|一般行政")
_DISCLOSURE = r"(?:政府|政务)?信息公开"
_OF_DISCLOSURE_THEREOF = regex(
    rf"^\s*(?:其中|当中)?\s*(?:因|涉及?|属于?|关于)?{_DISCLOSURE}(?:类|方面|领域|事项|案件|行政复议|行政诉讼|诉讼|复议|申请|的|有|共|为|是)*\s*$"
)


def is_other_matter(named: str) -> bool:
    """True when what was received or answered, as the words between measure and amount name it, is no application for
    disclosure: 行政许可听证申请, 征求意见函, 政府信息公开意见建议."""
    if _REPLY_ALONE.match(named.strip()) or _DISCLOSURE_APPLICATION.search(named):
        return False
    return _OTHER_MATTER.search(named) is not None


def is_other_case(sentence: str, clause: str, amount: Amount) -> bool:
    """True when the clause (or what the sentence says of the cases afterwards) puts them outside disclosure."""
    return bool(_OUTSIDE_DISCLOSURE.search(sentence) or _OTHER_KIND.search(clause[: amount.start]))


def disclosure_thereof(clauses: tuple[Span, ...], clause: Span, amount: Amount) -> Iterator[tuple[Span, Amount]]:
    """行政复议21件，其中信息公开类2件: the amount that is disclosure's, of all cases that a clause counts."""
    if clause.text.rfind("信息公开", 0, amount.start) >= 0 or clause.text[amount.end :].strip(" 的案"):
        return
    following = next((span for span in clauses if span.start >= clause.end), None)
    if following is None:
        return
    first = next(iter(read_amounts(following.text)), None)
    if first and first.value <= amount.value and _OF_DISCLOSURE_THEREOF.match(following.text[: first.start]):
        yield following, first
