"""``rollup``: the reports of many agencies added up: which, of what year, for whose report."""

from nianbao.report.patterns import regex

_STORED = regex(r"库|收入的|已有的|存的")
NEEDS = (
    "汇总各单位的年报，请写明汇总机关的全称和年度，例如“汇总青禾县人民政府2024年各单位的年报”；"
    "年报可以一起上传，没有上传就汇总报告库里收入的那一年的年报。"
)


def of_the_library(said: str) -> bool:
    """Whether the reports of the library are meant, though others lie on the desk."""
    return _STORED.search(said) is not None
