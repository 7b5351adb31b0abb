"""``figure``: sentences of the text that hold the figure asked about, or a figure of the thing that is named."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nianbao.assistant.acts.prose_search import told_of
from nianbao.assistant.acts.published import asks_form, asks_published, form_told, publication
from nianbao.assistant.understanding.references import section_in
from nianbao.papers.wording import section_name
from nianbao.report.model import Report
from nianbao.report.patterns import regex

_LONGEST, _MOST, _WORD = 200, 6, 2
_ASKING = regex(
    r"20\d\d|[今本去上]年度?|年度?报告|年报|报告|正文|文[中里]|里面|一共|总共|合计|分别|现在|已经|到底|究竟|请问|麻烦|帮我|看看|告诉我?|[我本这那]?(?:镇|乡|局|县|区|街道|单位|份)?(?:有没有|是不是|多少|几[条次项个篇场人份件期批]?|哪[些个里]|什么|怎么|写了?|说了?|填了?|发了?|搞了?|办了?|开了?|更新了?|组织了?|[的了吗呢吧啊是有在和共条次项个篇场人份件])+"
)  # fmt: skip
_WRITTEN = regex(
    r"写了?(?:没有?|[吗么])|有没有(?:写|提)|写没写|提到?了?(?:没有?|[吗么])|(?:是)?(?:怎么|咋)写的|写的(?:是)?(?:什么|啥)|念(?:一下|给我听)?"
)
"""Whether and how the report writes of something, with a figure or without."""
_COMMON = frozenset(("信息", "公开", "政府", "政务", "工作", "情况", "报告", "我镇", "我局", "我县"))
_PARTS, _HOW_MANY = regex(r"[，,、；;？?。]"), regex(r"多少|几")
_HEADING = regex(r"\s*(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六]、).{0,14}")
_LENGTH = regex(r"多少字|几(?:百|千)?(?:个)?字|字数|多长")
_SAME = {"粉丝": "关注"}


def sentences_with(
    report: Report, figures: Sequence[tuple[str, str]], words: Sequence[str] = (), unit: str = ""
) -> Iterator[str]:
    """Lines that quote the sentences with one of the figures, or with a figure (in this unit) and all of the words."""
    told = re.compile(rf"\d\s*[余多]?\s*{unit}")
    for section in report.sections:
        for sentence in regex(r"[^。；\n]+").findall(section.text):
            has = any(re.search(rf"(?<![\d.]){n}(?![\d.])\s*{unit}", sentence) for n, unit in figures)
            if not has and words:
                has = bool(told.search(sentence)) and all(w in sentence for w in words)
            if has and len(sentence) < _LONGEST:
                yield f"- {section_name(section.key)}：“{' '.join(sentence.split())}”"


def things_named(said: str) -> list[str]:
    """What a question is about when it names no row of a table: 公众号, 政策解读, 培训."""
    bare = _ASKING.sub("，", regex(r"[^\u4e00-\u9fff，]").sub("，", said))
    return [_SAME.get(w, w) for w in regex(r"[\u4e00-\u9fff]{2,}").findall(bare)]


def about_the_report(report: Report, said: str, review: Mapping[str, Any] | None = None) -> Iterator[str]:
    """What is known of the report itself: how long a section is, when it was published, by which form it was read."""
    if _LENGTH.search(said):
        key = section_in(said) or "overview"
        length = sum(len("".join(s.text.split())) for s in report.sections if s.key == key)
        yield f"- {section_name(key)}：约{length}字（标点在内）。"
    if asks_published(said):
        yield from publication(report, review)
    if asks_form(said):
        yield from form_told(report)


def asks_whether_written(said: str) -> bool:
    return _WRITTEN.search(said) is not None


def _written(report: Report, things: Sequence[str]) -> list[str]:
    """The sentences in which the things are named, else those with a word of one; only then that the words are not there."""
    whole = list(_naming(report, things))
    pairs = {thing[i : i + _WORD] for thing in things for i in range(len(thing) - 1)} - _COMMON
    found = whole or list(_naming(report, sorted(pairs)))
    return list(dict.fromkeys(found))[:_MOST] or [f"报告正文里没有“{'”“'.join(things)}”这几个字。"]


def _naming(report: Report, words: Sequence[str]) -> Iterator[str]:
    for section in report.sections:
        for sentence in regex(r"[^。；\n]+").findall(section.text):
            if (
                any(word in sentence for word in words)
                and len(sentence) < _LONGEST
                and not _HEADING.fullmatch(sentence)
            ):
                yield f"- {section_name(section.key)}：“{' '.join(sentence.split())}”"


def told_in_the_text(report: Report, said: str) -> list[str]:
    """The sentences with a figure of what is named; of each thing where several are asked after."""
    several = [part for part in _PARTS.split(said) if _HOW_MANY.search(part) and things_named(part)]
    if len(several) > 1:
        return [line for part in several for line in told_in_the_text(report, part)]
    things = things_named(_WRITTEN.sub("，", said))
    if things and _WRITTEN.search(said):
        return _written(report, things)
    return told_of(report, said)
