"""``rollup``: the reports of many agencies added up: which, of what year, for whose report."""

from nianbao.report.patterns import regex

_AGENCY = regex(r"[\u4e00-\u9fff]{1,40}?(?:人民政府(?:办公[厅室])?|街道办事处|管理?委员会)")
_VERBS = regex(r"^(?:请|麻烦|帮|替|我们?|你|给|为|把|将(?!乐)|写|起草|汇总|合计|合并|加总|一下|下|今年|年度?|是|的)+")
"""What is said before a name; 将乐 is a county."""
_STORED = regex(r"库|收入的|已有的|存的")
NEEDS = (
    "汇总各单位的年报，请写明汇总机关的全称和年度，例如“汇总青禾县人民政府2024年各单位的年报”；"
    "年报可以一起上传，没有上传就汇总报告库里收入的那一年的年报。"
)


def agency_named(said: str) -> str:
    """The agency of whose report is spoken; empty where none is named.

    >>> agency_named("请帮将乐县人民政府写年报"), agency_named("汇总一下各单位的年报")
    ('将乐县人民政府', '')
    """
    match = _AGENCY.search(said)
    return _VERBS.sub("", match.group()) if match else ""


def of_the_library(said: str) -> bool:
    """Whether the reports of the library are meant, though others lie on the desk."""
    return _STORED.search(said) is not None
