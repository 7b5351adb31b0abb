"""``rollup``: the reports of many agencies added up: which, of what year, for whose report."""

from nianbao.report.patterns import regex

_AGENCY = regex(r"[\u4e00-\u9fff]{2,40}?(?:人民政府(?:办公[厅室])?|街道办事处|管理?委员会)")
_VERB = regex(r"^.*?(?:汇总|合计|合并|加总|加起来|把|将|给|为|是)")
_STORED = regex(r"库|收入的|已有的|存的")
NEEDS = (
    "汇总各单位的年报，请写明汇总机关的全称和年度，例如“汇总青禾县人民政府2024年各单位的年报”；"
    "年报可以一起上传，没有上传就汇总报告库里收入的那一年的年报。"
)


def rolled_up_for(said: str) -> str:
    """The agency whose report the sums become; empty where none is named.

    >>> rolled_up_for("把青禾县人民政府2024年各单位的年报汇总一下"), rolled_up_for("汇总一下各单位的年报")
    ('青禾县人民政府', '')
    """
    match = _AGENCY.search(_VERB.sub("", said, count=1) or said) or _AGENCY.search(said)
    return match.group() if match else ""


def of_the_library(said: str) -> bool:
    """Whether the reports of the library are meant, though others lie on the desk."""
    return _STORED.search(said) is not None
