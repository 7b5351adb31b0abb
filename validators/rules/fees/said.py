"""What section six says of 信息处理费: where it states something, and the figures that must not contradict each other."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from nianbao.report.model import Report
from nianbao.report.patterns import regex
from validators.prose.evidence import Evidence
from validators.prose.sentences import Span, clauses, sentences
from validators.prose.spaced import closed_up

_CHARGE = r"(?<!事业性)(?<!涉企)收费"
_NOUGHT_OR_AMOUNT = r"(?:无|零|未|没有|[0零](?![.\d])|\d[\d,.]*\s*万?元)"
_FEE = regex(
    r"信息处理费|收费通知|处理费|(?:收取|收到|收缴)(?!行政事业性)[^。]{0,12}费|(?:未|没有|不)收(?:任何)?费"
    rf"|(?:[未无零不]|没有|从未|不曾)(?:有|发生|产生|进行|存在|涉及)?(?:任何|相关|有关|依申请|政府|信息|公开)*{_CHARGE}"
    rf"|(?:信息公开|依申请公开|公开申请|公开信息|提供信息)(?:政府|信息|工作|申请|办理|的)*(?:{_CHARGE}|费用|减免)"
    rf"|{_CHARGE}(?:及|和|、|减免|总|金|额|情况|事项|收入)*(?:[:为是共计]|合计)*\s*{_NOUGHT_OR_AMOUNT}"
)
"""What section six says of fees need not name the fee: it is the section for them."""
_NO_FIGURE = regex(
    r"[〔\[(]\s*20\d\d\s*[〕\])]\s*第?\s*\d*\s*号?|20\d\d\s*年度?|\d+\s*月(?:\s*\d+\s*日)?|第\s*\d+\s*[条号项款件]|\d+\s*号"
    r"|^\s*[(（]?\d+[)）.、．]|(?:没有|无)其[他它][^,，。]*"
)
_STATED = regex(
    r"\d|[一二三四五六七八九十百千万两]+\s*(?:元|件|份|次)|[未无零〇免]|没有|不(?!断|够|同|足|仅|但|忘)|从来"
)
_UNFINISHED = regex(r"件数|金额|总额|费用为|共计|元|^[^,，]{0,8}收取(?:了)?(?:政府信息公开)?信息处理费(?=[,，]|\s*$)")
_BY_THE_RULES = regex(r"按|规定|办法|标准|依据")


def fee_sentences(report: Report) -> Iterator[tuple[Span, Span | None]]:
    """Sentences of section six that speak of the fee, each with the one behind it: （一）信息处理费 may be a heading."""
    found = list(sentences(report.text("other")))
    for at, sentence in enumerate(found):
        if _FEE.search(closed_up(sentence.text)):
            yield sentence, found[at + 1] if at + 1 < len(found) else None


def fee_evidence(report: Report) -> Evidence | None:
    """Where section six states something of 信息处理费: a figure, or that there was none. Its name alone states nothing."""
    for sentence, behind in fee_sentences(report):
        if stated := next((s for s in (sentence, behind) if s is not None and _states(s)), None):
            start = min(sentence.start, stated.start)
            text = report.text("other")[start : stated.end]
            return Evidence("other", start, stated.end, text.strip())
    return None


def fee_mentioned(report: Report) -> Span | None:
    """The first sentence on the fee, whether it states anything or not."""
    return next((sentence for sentence, _ in fee_sentences(report)), None)


def is_unfinished(sentence: Span) -> bool:
    """发出收费通知的件数和总金额。, 本年度收取信息处理费。: speaks of figures and gives none."""
    text = sentence.text
    return bool(_UNFINISHED.search(text)) and not _BY_THE_RULES.search(text) and not _states(sentence)


def _states(sentence: Span) -> bool:
    return _STATED.search(_NO_FIGURE.sub("", closed_up(sentence.text))) is not None


# --- figures ------------------------------------------------------------------------------------------------------

_MONEY = regex(r"(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d[\d ]*(?:\.\d+)?)\s*(?P<wan>万)?元")
_WAN = 10_000
_NOTICES = regex(
    r"通知书?[^,\d元]{0,12}?(?P<count>\d+)\s*[件份次个]|(?P<before>\d+)\s*[件份次个](?:信息处理费)?收费通知"
)
_NO_NOTICE = regex(r"(?:未|没有|无)(?:曾|向[^,]{1,12})?(?:发出|发送|制发|发放|下发|出具|产生)?[^,。\d]{0,10}收费通知")
_TAKEN = regex(r"实际收取|实收|收取|收缴|收到|征收|缴纳|缴清")
_NOT_TAKEN = regex(r"(?:未|没有|不|从未|无)(?:曾|向[^,]{1,16})?(?:收取|收缴|收到|征收)")
_ALL_PAID = regex(r"(?<!未)(?:全部|全额|均|都)(?:已|已经)?(?:按[时期]|如期|及时)?(?:缴纳|缴清|缴费|支付)")
_SOME = regex(r"其中")
_BUT_FOR = regex(r"除|其[他它余]|退[还回]")
_ANOTHER = regex(r"行政事业性|上年|上一年|去年|累计|历年|每|/|减免|免收|补缴|经费|资金|投入|补[助贴]|标准|页|起")
_NOT_OF_THIS = regex(r"行政事业性|上年|上一年|去年|累计|历年|减免|免收|补缴|经费|资金")
_GOES_ON = regex(r"收费|缴|实收|收取|通知|金额|退费|退还")
_NONE_DUE = regex(
    r"(?:没有|未|无|不存在)(?:产生|发生|出现|涉及)?(?:任何)?(?:应当|需要|应|需|须)收费的?(?:申请|事项|情形|情况)"
)
_ZERO = regex(
    r"(?:收取|收费|实收)(?:的?(?:金额|总额|情况|总金额))?[为是:]*\s*(?:0(?![.\d])\s*元?|零元?)\s*$"
    r"|信息处理费(?:的?收取)?(?:情况)?[为:]*\s*(?:无|零|没有)\s*$|^(?:本年度?|全年)?无信息处理费\s*$"
)
_PAID = regex(r"(?P<count>\d+)\s*[件份](?:申请)?(?:均|都)?(?:已经?)?(?:按[时期])?(?:缴费|缴纳|缴清|付费)")
_LAPSED = regex(r"(?P<count>\d+)\s*[件份](?:申请)?(?:因)?(?:申请人)?逾期(?:未|没有)(?:按|缴|支付)")
_BY_KIND = regex(r"按(?P<kind>件|页|量)(?:计收|计费|收费|收取)(?:的)?\s*(?P<count>\d+)\s*[件份]")
_BY_CASES, _BY_PAGES = regex(r"按件(?:计收|计费|收费|收取)"), regex(r"按(?:页|量)(?:计收|计费|收费|收取)")
_BODY = regex(r"[^,、;]{0,12}?(?:局|厅|委|镇|乡|街道|中心|本级)(?=[^,、;]{0,6}(?:发出|收取|实收|实际收|收到))")
_YEAR = regex(r"20\d\d(?=\s*年)")


class FeeFigures(NamedTuple):
    """What one sentence says. Amounts in 元, counts in 件; () where it does not say.

    ``no_notice``, ``none_taken``: it says there was none; ``none_due``: that nothing had to be charged. ``parts``: amounts
    behind 其中, of ``notified``. ``paid``, ``lapsed``: how many of the notices; ``by_kind``: how they were charged, of 按件
    and 按量, which are all the ways there are.
    """

    span: tuple[int, int]
    notices: tuple[int, ...]
    notified: tuple[Decimal, ...]
    taken: tuple[Decimal, ...]
    parts: tuple[Decimal, ...]
    no_notice: bool
    none_taken: bool
    all_paid: bool
    none_due: bool
    paid: int | None
    lapsed: int | None
    by_kind: tuple[int, ...]
    by_cases_only: bool
    """Charged 按件 and not 按量."""
    but_for: bool
    """It excepts somebody, or the money went back (除教育局收取300元外，未收取; 500元，已退还)."""


def fee_figures(report: Report) -> Iterator[FeeFigures]:
    """The figures of every paragraph on the fee, those of another year or another charge left out."""
    text = report.text("other")
    about = {sentence.start for sentence, _ in fee_sentences(report)}
    together: list[Span] = []
    for sentence in sentences(text):
        same_line = bool(together) and "\n" not in text[together[-1].end : sentence.start]
        if together and not (same_line and (sentence.start in about or _GOES_ON.search(sentence.text))):
            yield _of(together, report.year)
            together = []
        if together or sentence.start in about:
            together.append(sentence)
    if together:
        yield _of(together, report.year)


def _of(together: list[Span], year: int | None) -> FeeFigures:
    said = [clause for sentence in together for clause in clauses(sentence)]
    return _figures([c for c in said if set(_YEAR.findall(c.text)) <= {str(year)}])


def _figures(every: list[Span]) -> FeeFigures:
    said = [c for c in every if not _ANOTHER.search(c.text)]
    of_this = [c for c in every if not _NOT_OF_THIS.search(c.text)]
    notices: list[int] = []
    amounts: dict[str, list[Decimal]] = {"notified": [], "taken": [], "parts": []}
    for clause in said:
        notices += [int(m["count"] or m["before"]) for m in _NOTICES.finditer(clause.text)]
        for money in _MONEY.finditer(clause.text):
            before = clause.text[: money.start()]
            taken = _TAKEN.search(before.replace("收取信息处理费通知", "").replace("收取信息处理费收费通知", ""))
            kind = "parts" if _SOME.search(before) and money.start() else "taken" if taken else "notified"
            amounts[kind].append(_yuan(money))
    denied = [clause for clause in said if _NOT_TAKEN.search(clause.text)]
    text = ",".join(clause.text for clause in said)
    whole = ",".join(clause.text for clause in of_this)
    return FeeFigures(
        (said[0].start, said[-1].end) if said else (0, 0),
        tuple(notices),
        tuple(amounts["notified"]),
        tuple(amounts["taken"]),
        tuple(amounts["parts"]),
        _NO_NOTICE.search(text) is not None,
        any(not _MONEY.search(clause.text) for clause in denied) or any(_ZERO.search(c.text) for c in said),
        _ALL_PAID.search(text) is not None,
        _NONE_DUE.search(text) is not None,
        _one(_PAID, whole),
        _one(_LAPSED, whole),
        tuple(int(m["count"]) for m in _BY_KIND.finditer(whole)),
        _BY_CASES.search(whole) is not None and _BY_PAGES.search(whole) is None,
        _BUT_FOR.search(text) is not None or len({m.group().strip() for m in _BODY.finditer(text)}) > 1,
    )


def _one(pattern: re.Pattern[str], text: str) -> int | None:
    """The only count (件) of its kind."""
    found = [int(match["count"]) for match in pattern.finditer(text)]
    return found[0] if len(found) == 1 else None


def _yuan(money: re.Match[str]) -> Decimal:
    return Decimal(re.sub(r"[ ,]", "", money["amount"])) * (_WAN if money["wan"] else 1)
