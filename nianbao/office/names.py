"""Whether two names are one agency's: 水务局 in its own report, 示例县水务局 on the roster."""

from validators.shared_wording.neighbours import agency_key

_ENDS_A_PLACE = "省市州盟县旗区镇乡"


def same_agency(one: str, other: str) -> bool:
    """True for one name, or the same with more of its places in front; False when either is empty.

    >>> same_agency("云岭市示例县水务局", "示例县水务局"), same_agency("示例县水务局", "样板县水务局")
    (True, False)
    """
    short, long = sorted((agency_key(one), agency_key(other)), key=len)
    if not short or not long.endswith(short):
        return False
    return long == short or long.removesuffix(short)[-1] in _ENDS_A_PLACE
