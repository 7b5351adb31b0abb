"""``figure``: sentences of the text that hold the figure asked about, or a figure of the thing that is named."""

import re
from collections.abc import Iterator, Sequence

from nianbao.papers.wording import section_name
from nianbao.report.model import Report
from nianbao.report.patterns import regex

_LONGEST, _MOST = 200, 6
_ASKING = regex(
    r"20\d\d|[今本去上]年度?|年度?报告|年报|报告|正文|文[中里]|里面|一共|总共|合计|分别|现在|已经|到底|究竟|请问|麻烦|帮我|看看|告诉我?|[我本这那]?(?:镇|乡|局|县|区|街道|单位|份)?(?:有没有|是不是|多少|几[条次项个篇场人份件期批]?|哪[些个里]|什么|怎么|写了?|说了?|填了?|发了?|搞了?|办了?|开了?|更新了?|组织了?|[的了吗呢吧啊是有在和共条次项个篇场人份件])+"
)  # fmt: skip
_UNIT = regex(r"(?:多少|几)([条次项个篇场人份件期批户家])")
_SAME = {"粉丝": "关注"}


def sentences_with(
    report: Report, figures: Sequence[tuple[str, str]], words: Sequence[str] = (), unit: str = ""
) -> Iterator[str]:
    """Lines that quote the sentences with one of the figures, or with a figure (in this unit) and all of the words."""
    told = regex(rf"\d\s*[余多]?\s*{unit}")
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


def told_in_the_text(report: Report, said: str) -> list[str]:
    """The sentences with a figure of what is named; of each thing on its own where no sentence has all."""
    things = things_named(said)
    if not things:
        return []
    asked = _UNIT.search(said)
    unit = asked[1] if asked else ""
    found = list(sentences_with(report, (), things, unit))
    found = found or [line for thing in things for line in sentences_with(report, (), (thing,), unit)]
    return list(dict.fromkeys(found))[:_MOST]
