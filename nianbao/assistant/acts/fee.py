"""``figure``: the fee of the sixth section (信息处理费), from its sentences; never from the charges of table two.

Where the section says nothing of it, that is said: a blank is no 0.
"""

from collections.abc import Iterator

from nianbao.papers.wording import section_name
from nianbao.report.model import Report
from nianbao.report.patterns import regex

_TELLS = regex(
    r"处理费|收费通知|收[取过到]?(?:的)?(?:任何)?费用|(?:收费|费用).{0,12}(?:元|为零)|[收缴]取.{0,8}元|未收|没有?收|不收"
)
_OTHER_CHARGES = regex(r"行政事业性收费|收费(?:标准|目录|公示|站)")
_SENTENCE = regex(r"[^。；;\n]+")
_FACT = regex(r"[1-9]\d*\s*万?元|0\s*元|为?[0零]|[未没无不]")
"""What came in, or that nothing did; not by which rules."""
NOT_TOLD = "第六部分没有写信息处理费收没有收、收了多少，这个数不能回答；没有写不等于没有收。"


def fee_told(report: Report) -> Iterator[str]:
    """The sentences on the fee, those of the sixth section before others; else that it is not told."""
    lines = [*_sentences(report, sixth=True)] or [*_sentences(report, sixth=False)]
    yield from [line for line in lines if _FACT.search(line.partition("：")[2])] or lines
    if not lines:
        yield NOT_TOLD


def _sentences(report: Report, *, sixth: bool) -> Iterator[str]:
    for section in report.sections:
        if (section.key == "other") is not sixth:
            continue
        for sentence in _SENTENCE.findall(section.text):
            words = _TELLS if sixth else regex(r"信息处理费|收费通知")
            if words.search(sentence) and not (_OTHER_CHARGES.search(sentence) and "处理费" not in sentence):
                yield f"- {section_name(section.key)}：“{' '.join(sentence.split())}”"
