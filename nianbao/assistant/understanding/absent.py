"""An article that is asked for by its number; and what is named and does not exist (a table, a part, an article): it is said so,
and nothing else is answered in its place."""

from nianbao.report.layout import LAYOUT_2021, SECTIONS
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.report.regulation import articles

_TABLE = regex(r"表\s*([一五六七八九十])(?![般直些定起样共下旦])")
_PART = regex(r"第\s*([七八九十]|十[一二三])\s*(?:部分|块|大部分)")
_ARTICLE = regex(
    r"(?P<law>[\u4e00-\u9fff]{0,8})?第\s*(?P<number>[零百〇一二三四五六七八九十]{2,5}|\d{2,3})\s*条(?!意见|问题)"
)
_ANOTHER_LAW = regex(r"(?:法|办法|细则|解释|规定|决定|信访条例|保密.*条例)[》的]?$")


_ASKED = regex(
    r"(?:请问|那么?|这个|再?看看?|查查?|帮我查|说说)*(?P<of>(?:政府信息公开)?条例的?)?第?\s*(?P<number>[零百〇一二三四五六七八九十]{1,5}|\d{1,3})\s*条"
    r"(?:第.{1,2}[款项])*(?:里面?|上面?|是|的|都)*(?:怎么|咋|如何)?(?:说|写|讲|规定)?(?:的|了|些)*(?:是|什么|啥|哪些|内容|原文|全文|话)*[呢吗啊呀]?"
)
_SURELY_THE_REGULATION = 20
"""From here on a bare number (第四十九条) is an article; below, it may be a finding or a line of a draft."""


def asks_article(bare: str) -> bool:
    """Whether words ask for an article by its number and for nothing else: 第四十九条怎么说的, 条例第三条. ``bare``: without marks."""
    match = _ASKED.fullmatch(bare)
    return match is not None and bool(match["of"] or _number(match["number"]) >= _SURELY_THE_REGULATION)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else chinese_to_int(words) or 0


def no_such(said: str) -> str | None:
    """A sentence that says what there is instead; None where everything named exists."""
    if match := _TABLE.search(said):
        tables = "、".join(t.name for t in LAYOUT_2021.tables.values())
        return f"年报统一格式里有编号的表只有{tables}（在第二、三、四部分），没有表{match[1]}。"
    if match := _PART.search(said):
        return f"年报统一格式只有{len(SECTIONS)}个部分，没有第{match[1]}部分。"
    for match in _ARTICLE.finditer(said) if "条例" in said or asks_article(said) else ():
        number = _number(match["number"])
        if number > len(articles()) and not _ANOTHER_LAW.search(match["law"] or ""):
            return f"《政府信息公开条例》共{len(articles())}条，没有第{match['number']}条。"
    return None
