"""Fonts, sizes and paragraph styles of a report in Word, after GB/T 9704—2012 as far as a report uses it."""

from dataclasses import dataclass

from lxml import etree

from nianbao.documents.word.writing.paragraphs import font_names, font_size
from nianbao.documents.word.xml import W, twips, w
from nianbao.report.layout import TableKey

# Sizes of type and heights of lines, in points.
TITLE_PT, BODY_PT, PAGE_NUMBER_PT = 22, 16, 14
TABLE_PT: dict[TableKey, float] = {"active_disclosure": 10.5, "applications": 9, "proceedings": 9}
LINE_PT, TITLE_LINE_PT = 28, 36


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font names, since a machine may lack the prescribed ones. The first four are settings.

    ``plain`` is for tables and page numbers, ``western`` for Latin letters and digits outside headings.
    """

    title: str = "方正小标宋简体"
    body: str = "仿宋_GB2312"
    heading: str = "黑体"
    subheading: str = "楷体_GB2312"
    plain: str = "宋体"
    western: str = "Times New Roman"

    @classmethod
    def from_settings(cls) -> "Fonts":
        """The fonts that the environment or ``.env`` names."""
        from nianbao.settings import get_settings

        s = get_settings()
        return cls(s.font_title, s.font_body, s.font_heading, s.font_subheading)


_SUBSTITUTES = {
    "方正小标宋简体": "华文中宋",
    "方正小标宋_GBK": "华文中宋",
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
"""What Word should take where a prescribed font is missing; otherwise it takes 宋体 for all of them."""


def styles(fonts: Fonts) -> etree._Element:
    """The part of the styles. 正文 is the body of the report, so that whatever a clerk types on looks like the rest."""
    base = w("rPr", font_names(fonts.body, fonts.western), *font_size(BODY_PT))
    base.append(w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
    exact: dict[str, str | int] = {"line": twips(LINE_PT), "lineRule": "exact"}
    indent = w("ind", firstLineChars=200, firstLine=twips(2 * BODY_PT))
    none = {"firstLineChars": 0, "firstLine": 0}
    return w(
        "styles",
        w("docDefaults", w("rPrDefault", base), w("pPrDefault", w("pPr"))),
        _style("Normal", "Normal", [w("spacing", **exact), indent, w("jc", val="both")]),
        _style(
            "Title",
            "Title",
            [
                w("keepNext"),
                w("spacing", line=twips(TITLE_LINE_PT), lineRule="exact"),
                w("ind", **none),
                w("jc", val="center"),
            ],
            [font_names(fonts.title, fonts.title), *font_size(TITLE_PT)],
        ),
        _style(
            "Heading1",
            "heading 1",
            [w("keepNext"), w("outlineLvl", val=0)],
            [font_names(fonts.heading, fonts.heading)],
        ),
        _style(
            "Heading2",
            "heading 2",
            [w("keepNext"), w("outlineLvl", val=1)],
            [font_names(fonts.subheading, fonts.subheading)],
        ),
        _style(
            "TableText",
            "Table Text",
            [w("spacing", line=240, lineRule="auto"), w("ind", **none), w("jc", val="center")],
            [font_names(fonts.plain, fonts.western), *font_size(TABLE_PT["applications"])],
        ),
        _style(
            "Footer",
            "footer",
            [w("spacing", line=240, lineRule="auto"), w("ind", **none)],
            [font_names(fonts.plain, fonts.plain), *font_size(PAGE_NUMBER_PT)],
        ),
    )


def _style(
    key: str, name: str, paragraph: list[etree._Element], run: list[etree._Element] | None = None
) -> etree._Element:
    style = w("style", w("name", val=name), type="paragraph", styleId=key)
    if key == "Normal":
        style.set(f"{W}default", "1")
    else:
        style.append(w("basedOn", val="Normal"))
        style.append(w("next", val=key if key in ("TableText", "Footer") else "Normal"))
    style.append(w("qFormat"))
    style.append(w("pPr", *paragraph))
    style.append(w("rPr", *(run or [])))
    return style


def font_table(fonts: Fonts) -> etree._Element:
    """The part that tells Word what to take for a font the machine lacks."""
    chinese = dict.fromkeys((fonts.title, fonts.body, fonts.heading, fonts.subheading, fonts.plain))
    root = w("fonts", w("font", w("charset", val="00"), w("family", val="roman"), name=fonts.western))
    for name in chinese:
        font = w("font", name=name)
        if name in _SUBSTITUTES:
            font.append(w("altName", val=_SUBSTITUTES[name]))
        font.append(w("charset", val="86"))  # GB2312
        root.append(font)
    return root
