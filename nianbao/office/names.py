"""Whether two names are one agency's: 水务局 in its own report, 示例县水务局 on the roster."""

from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

_BRACKETS = regex(r"[(\[].*?[)\]]")
_ENDS_A_PLACE = "省市州盟县旗区镇乡"


def name_key(name: str) -> str:
    """A name as compared: without white space, brackets and what stands in them."""
    return _BRACKETS.sub("", squeeze(name))


def same_agency(one: str, other: str) -> bool:
    """True for one name, or the same with more of its places in front; False when either is empty.

    >>> same_agency("云岭市示例县水务局", "示例县水务局"), same_agency("示例县水务局", "样板县水务局")
    (True, False)
    """
    short, long = sorted((name_key(one), name_key(other)), key=len)
    if not short or not long.endswith(short):
        return False
    return long == short or long.removesuffix(short)[-1] in _ENDS_A_PLACE
