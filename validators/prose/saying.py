"""Sentences that say something, as against headings, lists of the report's own parts and words of its tables."""

from collections.abc import Iterable

from nianbao.report.patterns import regex
from validators.prose.sentences import Span
from validators.prose.spaced import closed_up

_ORDINAL = regex(r"^\s*(?:[(（]?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*(?:[)）][.、]?|[.、．,]))+\s*")
_HEADING_END = regex(
    r"(?:情况|方面|工作|建设|管理|保障|公开|申请|事项|措施|问题|复议|诉讼|结果|概述)(?:的?情况)?[:：]?$"
)
_LONGEST_HEADING = 34
_DENIAL = regex(r"未|无|没有|不存在|不涉及|零")
_YEARS_AND_ARTICLES = regex(
    r"[〔\[(]20\d\d[〕\])]\s*第?\d*号?|(?:19|20)\d\d\s*年度?|第\s*(?:\d+|[一二三四五六七八九十百]+)\s*[条号项]|\d+号|\d+月(?:\d+日)?"
)
_FIGURE = regex(r"\d|[一二三四五六七八九十百两]+(?:余|多)?(?:件|条|次|起|宗|人|个|名|篇|份|项)")
_PARTS = (
    regex(r"总体情况"),
    regex(r"主动公开(?:政府)?信息"),
    regex(r"(?:收到|处理)[^,。]{0,6}申请|申请(?:公开)?(?:办理)?情况|依申请公开"),
    regex(r"行政复议[^。]{0,8}行政诉讼"),
    regex(r"(?:主要)?问题(?:及|和|与|、)?改进"),
    regex(r"其[他它]需要报告"),
)
_FEWEST_PARTS = 3
_TABLE_WORDS = regex(
    r"结果维持|结果纠正|其他结果|尚未审结|未经复议直接起诉|复议后起诉|本年制发件数|现行有效件数|信息内容|自然人|商业企业|总计"
)
_OF_ITSELF = regex(r"(?:编制|制作|撰写|公布)[^,。]{0,8}本(?:年度)?报告|本(?:年度)?报告[^,。]{0,20}(?:编制|组成|构成)")


def lists_the_parts(text: str) -> bool:
    """本报告由总体情况、主动公开政府信息情况、…组成: names the parts and says nothing of them."""
    return parts_named(text) >= _FEWEST_PARTS and not has_figure(text)


def parts_named(text: str) -> int:
    """How many of the six parts of a report a sentence names."""
    return sum(bool(part.search(text)) for part in _PARTS)


def has_figure(text: str) -> bool:
    """A figure that is no year, no date and no number of an article or a document."""
    return _FIGURE.search(_YEARS_AND_ARTICLES.sub("", _ORDINAL.sub("", text))) is not None


def says_something(text: str) -> bool:
    """True for a sentence that may stand as evidence; false for a heading, a list of parts, words of a table."""
    said = closed_up(text).strip()
    if lists_the_parts(said) or _OF_ITSELF.search(said) or len(set(_TABLE_WORDS.findall(said))) > 1:
        return False
    if has_figure(said) or _DENIAL.search(said):
        return True
    words = _ORDINAL.sub("", said).rstrip("。:： ")
    return len(words) > 1 and not (len(words) <= _LONGEST_HEADING and _HEADING_END.search(words))


def most_telling(found: Iterable[Span]) -> Span | None:
    """The first sentence with a figure, else the first that says something; None when none does."""
    first = None
    for sentence in found:
        if not says_something(sentence.text):
            continue
        if has_figure(sentence.text):
            return sentence
        first = first or sentence
    return first
