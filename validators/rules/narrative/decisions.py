"""NT-10: documents, licences, penalties and charges in prose against table two."""

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from nianbao.report.cells import Number
from nianbao.report.model import Address
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from validators.basis import ARTICLE_50_1, FORMAT_1
from validators.disguised import through_disguise
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import Needs, OfLayout
from validators.prose.sentences import Span, clauses, sentences
from validators.rules.narrative.counts import section_title

_N = r"(?P<number>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?|[零一二两三四五六七八九十百千]{1,8})"
_HOW_MANY = rf"的?(?:共计?|合计|总计|有|为)?\s*{_N}\s*[件个份]"
_CASES = rf"(?:共计?|合计|总计|有|为)?\s*{_N}\s*(?P<large>万)?\s*[件项个条宗](?!事)"
_A_COUNT = regex(
    r"[\d零一二两三四五六七八九十百千]\s*(?:万?[件个份项条宗]|万?元)|(?:没有|未|无|不).{0,6}(?:规范性文件|行政(?:许可|处罚|强制))"
)
"""Without this in it, a sentence or a piece of it gives none of the figures below."""
_DOCUMENTS = r"(?:行政)?规范性文件"
_NAMED_ALONE = r"^(?:全[省市州县区旗镇乡局厅]|[我本](?:局|厅|委|镇|乡|街道)|全年|本年度?|年内|共|\s)*"
_NONE_OF = r"(?:没有|未|无)(?:作出|做出|实施|办理|发生)?(?:任何)?{what}(?:决定|案件|事项|数据|行为|情况|职能|职权)*\s*$|不(?:承担|具有|行使|具备){what}(?:职能|职权|职责|权|事项)"
_RULES = r"(?:政府|部门|地方政府)?规章"
_AT = r"(?:年末|年底|目前|现有|清理中|同时|另)?"


class _Figure(NamedTuple):
    """A figure of table two and how prose gives it.

    ``short`` is enough after 规范性文件 in a sentence, until another kind of document is named; ``next_made`` is for
    decisions in a row (作出行政许可决定27件、行政处罚决定3件); ``alone``: where nothing before speaks of their publication;
    ``none``: that there was none.
    """

    address: Address
    name: str
    whole: tuple[re.Pattern[str], ...]
    short: tuple[re.Pattern[str], ...] = ()
    next_made: re.Pattern[str] | None = None
    alone: re.Pattern[str] | None = None
    none: re.Pattern[str] | None = None


_FIGURES = (
    _Figure(
        ("normative_documents", "issued"),
        "制发行政规范性文件",
        (
            regex(rf"(?:制发|制定|制定发布|制定出台|出台|印发)(?:并公开|的|了)?{_DOCUMENTS}{_HOW_MANY}"),
            regex(rf"(?:制发|制定|出台)了?{_HOW_MANY}{_DOCUMENTS}(?:$|\s)"),
        ),
        (regex(rf"^{_AT}(?:制发|制定|出台|印发|新制定|新制发|新出台){_HOW_MANY}"),),
        none=regex(rf"(?:没有|未|无)(?:新)?(?:制发|制定|出台|印发)(?:的|过)?{_DOCUMENTS}\s*$"),
    ),
    _Figure(
        ("normative_documents", "repealed"),
        "废止行政规范性文件",
        (regex(rf"(?:清理废止|废止)(?:的|了)?{_DOCUMENTS}{_HOW_MANY}"),),
        (regex(rf"^{_AT}(?:清理)?废止(?:文件)?{_HOW_MANY}"),),
    ),
    _Figure(
        ("normative_documents", "in_force"),
        "现行有效行政规范性文件",
        (regex(rf"(?<!清理)(?<!梳理)(?<!审查)(?<!评估)现行有效(?:的)?{_DOCUMENTS}{_HOW_MANY}"),),
        (regex(rf"^{_AT}(?:现行有效|继续有效|有效|保留)(?:文件)?{_HOW_MANY}"),),
    ),
    _Figure(
        ("regulations", "issued"),
        "制发规章",
        (regex(rf"(?:制发|制定|出台|颁布|公布)(?:的|了)?{_RULES}{_HOW_MANY}"),),
    ),
    _Figure(("regulations", "repealed"), "废止规章", (regex(rf"废止(?:的|了)?{_RULES}{_HOW_MANY}"),)),
    _Figure(("regulations", "in_force"), "现行有效规章", (regex(rf"现行有效(?:的)?{_RULES}{_HOW_MANY}"),)),
    _Figure(
        ("licensing", "decisions"),
        "行政许可",
        (regex(rf"(?:作出|做出|办理|办结|批准)(?:的)?行政许可(?:决定|事项|案件)?{_CASES}"),),
        alone=regex(rf"{_NAMED_ALONE}行政许可(?:决定|案件)?{_CASES}"),
        next_made=regex(rf"^行政许可(?:决定)?{_CASES}"),
        none=regex(_NONE_OF.format(what="行政许可")),
    ),
    _Figure(
        ("penalties", "decisions"),
        "行政处罚",
        (regex(rf"(?:作出|做出|实施|办理|办结)(?:的)?行政处罚(?:决定|案件)?{_CASES}"),),
        alone=regex(rf"{_NAMED_ALONE}行政处罚(?:决定|案件)?{_CASES}"),
        next_made=regex(rf"^行政处罚(?:决定)?{_CASES}"),
        none=regex(_NONE_OF.format(what="行政处罚")),
    ),
    _Figure(
        ("coercion", "decisions"),
        "行政强制",
        (regex(rf"(?:作出|做出|实施)(?:的)?行政强制(?:决定|措施|案件)?{_CASES}"),),
        alone=regex(rf"{_NAMED_ALONE}行政强制(?:决定|措施|案件)?{_CASES}"),
        next_made=regex(rf"^行政强制(?:决定|措施)?{_CASES}"),
        none=regex(_NONE_OF.format(what="行政强制")),
    ),
    _Figure(
        ("fees", "amount"),
        "行政事业性收费",
        (regex(rf"行政事业性收费(?:金额|总额)?\s*(?:共计?|合计|为)?\s*{_N}\s*(?P<unit>万?元)"),),
    ),
)
_DOCUMENT_KIND = regex(r"(?P<normative>规范性文件)|规章|政策性|政府文件|党[委内]|方案|通知|解读|法规|措施")
_ANOTHER = regex(
    r"上年|去年|20\d\d年以来|同比|较|比|近|约|余|本级|各(?:部门|镇|乡|街道|单位)|以(?!本|我)[^,]{1,12}?名义|联合"
)
_PART = regex(r"其中")
_MOST_DIGITS = 15
_YEAR = regex(r"((?:19|20)\d\d)年")
_SINCE = regex(r"20\d\d年以来(?=的)")
"""Of which documents, not of how many years: 对2020年以来的文件逐件核对，现行有效5件."""
_MADE = regex(r"(?P<made>作出|做出)|公开|公示|发布|归集|录入")
_FEES = ("fees", "amount")
_STOCK = ("normative_documents", "in_force")
_MANY_YEARS = regex(
    r"(?:19|20)\d\d年?(?:以来|[-—~至到](?:19|20)\d\d年)|历年|[近过]去?[一二两三四五六七八九十\d]{1,3}年|成立以来"
)


class _Claim(NamedTuple):
    """A figure as the prose gives it. ``start:end`` and ``quote`` are the words, in their section's text."""

    figure: _Figure
    printed: str
    amount: Decimal
    start: int
    end: int
    quote: str


@rule(
    "NT-10", "正文处理决定数与表二一致", "info", (ARTICLE_50_1, FORMAT_1), OfLayout("2021"), Needs("active_disclosure")
)
@through_disguise
def decisions(context: Context) -> Iterator[Hit | Remark]:
    """规范性文件/许可/处罚/强制/收费 N; what was published, other kinds of documents and other bodies are left alone.

    Claims of one figure in one sentence are weighed together: when one of them fits, or their sum, the others are parts.
    """
    table = context.table("active_disclosure")
    checked = False
    for section, text in context.report.prose():
        for sentence in sentences(text):
            claims = list(_claims(sentence, context.report.year))
            for figure in dict.fromkeys(claim.figure for claim in claims):
                value = table.value(*figure.address)
                if value is None:
                    yield Remark("insufficient_data", f"表二{figure.name}没有数字")
                    continue
                checked = True
                together = [claim for claim in claims if claim.figure == figure]
                amounts = [claim.amount for claim in together]
                if any(_fits(amount, value) for amount in (*amounts, sum(amounts, Decimal(0)))):
                    continue
                claim = together[0]
                yield Hit(
                    f"正文“{section_title(section)}”写{figure.name}{claim.printed}，表二是{value}{'万元' if figure.address == _FEES else ''}",
                    Where(section=section, start=claim.start, end=claim.end, quote=claim.quote),
                    expression=f"{claim.printed} ≠ {value}",
                    left=int(claim.amount) if claim.amount == int(claim.amount) else claim.amount,
                    right=value,
                    suggestion="核对后改成一致；正文说的是另一范围的，在句中写明。",
                )
    if not checked:
        yield Remark("not_applicable", "正文没有写可以与表二对照的件数")


def _claims(sentence: Span, year: int | None) -> Iterator[_Claim]:
    """What a sentence claims of the figures of this year's table, part of a figure left out."""
    if not _A_COUNT.search(sentence.text):
        return
    years = {int(y) for y in _YEAR.findall(_SINCE.sub("", sentence.text))}
    if years and year not in years:
        return
    of_documents = False
    for clause in clauses(sentence):
        part = _PART.search(clause.text)
        made: bool | None = None
        for piece in re.finditer("[^、]+", clause.text):  # 制发7件、废止12件
            for kind in _DOCUMENT_KIND.finditer(piece.group()):
                of_documents = kind["normative"] is not None
            if _ANOTHER.search(piece.group()) or (part and piece.end() > part.start()):
                continue
            for verb in _MADE.finditer(piece.group()):
                made = verb["made"] is not None
            start = clause.start + piece.start()
            yield from _claims_of(Span(piece.group(), start, start + len(piece.group())), sentence, of_documents, made)


def _claims_of(piece: Span, sentence: Span, of_documents: bool, made: bool | None) -> Iterator[_Claim]:
    """``made``: whether what stands before speaks of decisions made, or of their publication; None for neither."""
    if not _A_COUNT.search(piece.text):
        return
    for figure in _FIGURES:
        in_a_row = (*((figure.next_made,) if made else ()), *((figure.alone,) if made is not False else ()))
        patterns = (*figure.whole, *(figure.short if of_documents else ()), *in_a_row)
        match = next((m for p in patterns if p is not None and (m := p.search(piece.text))), None)
        none = figure.none.search(piece.text) if figure.none and match is None else None
        found = match or none
        said = ("0", Decimal(0)) if none else _said(match) if match else None
        if found is None or said is None:
            continue
        start, end = piece.start + found.start(), piece.start + found.end()
        if figure.address == _STOCK or not _MANY_YEARS.search(sentence.text[: start - sentence.start]):
            yield _Claim(figure, *said, start, end, found.group())


def _said(match: re.Match[str]) -> tuple[str, Decimal] | None:
    """As printed, and as the table counts it: 元 are parts of 万元."""
    amount = _amount(match["number"])
    if amount is None:
        return None
    found = match.groupdict()
    if found.get("unit") == "元":
        return f"{match['number']}元", amount / 10_000
    if found.get("unit") == "万元":
        return f"{match['number']}万元", amount
    if found.get("large"):
        return f"{match['number']}万", amount.scaleb(4)
    return match["number"], amount


def _amount(printed: str) -> Decimal | None:
    if printed[0].isdecimal():
        return Decimal(printed.replace(",", ""))
    number = chinese_to_int(printed)
    return None if number is None else Decimal(number)


def _fits(said: Decimal, value: Number) -> bool:
    """Counts are equal; an amount of money (万元) given with fewer digits is rounded or cut off."""
    one, other = said, Decimal(value)
    if one == other or other.adjusted() > _MOST_DIGITS:
        return one == other
    step = Decimal(1).scaleb(max(_exponent(one), _exponent(other)))
    if other == other.to_integral() and (places := int(one.as_tuple().exponent)) > 0:
        step = Decimal(1).scaleb(places)  # 28.6万
    return any(one.quantize(step, how) == other.quantize(step, how) for how in (ROUND_HALF_UP, ROUND_DOWN))


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return min(exponent, 0)
