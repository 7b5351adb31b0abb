"""Whether a question is if something agrees, and the figures that it names."""

from nianbao.report.patterns import regex

_ASKS = regex(
    r"平不平|平衡|平了?[吗么没]|等于|矛盾|勾稽|对[得不]上|接[得不]上|对不对|对[吗么没]|不对|[写填算]错|错没|是不是错|真的吗|属实|可信|准不准|准吗"
    r"|没(?:有)?(?:什么)?(?:问题|毛病|错)[吧吗么]?|一致|吻合|符不符|冲突"
)
_FIGURE = regex(r"(?<![A-Za-z\d.-])(\d+(?:\.\d+)?)\s*([件条次项个篇场人份字元户家卷期%％]?)")


def asks_check(said: str) -> bool:
    """Whether it is asked if something agrees or is right."""
    return _ASKS.search(said) is not None


def figures_named(said: str) -> list[tuple[str, str]]:
    """Numbers that are named, each with its unit; a year, a date, an ordinal and a table are none."""
    bare = regex(r"20\d\d年?|[第表]\s*\d+|\d+月\d*日?|\d+日").sub("", said)
    return _FIGURE.findall(bare)
