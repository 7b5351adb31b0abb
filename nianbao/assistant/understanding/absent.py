"""What is named and does not exist: a table, a part, an article. It is said so; nothing else is answered in its place."""

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


def no_such(said: str) -> str | None:
    """A sentence that says what there is instead; None where everything named exists."""
    if match := _TABLE.search(said):
        tables = "、".join(t.name for t in LAYOUT_2021.tables.values())
        return f"年报统一格式里有编号的表只有{tables}（在第二、三、四部分），没有表{match[1]}。"
    if match := _PART.search(said):
        return f"年报统一格式只有{len(SECTIONS)}个部分，没有第{match[1]}部分。"
    for match in _ARTICLE.finditer(said) if "条例" in said else ():
        number = int(match["number"]) if match["number"].isdigit() else chinese_to_int(match["number"]) or 0
        if number > len(articles()) and not _ANOTHER_LAW.search(match["law"] or ""):
            return f"《政府信息公开条例》共{len(articles())}条，没有第{match['number']}条。"
    return None
