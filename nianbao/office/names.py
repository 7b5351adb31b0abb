"""Whether two names are one agency's: 水务局 in its own report, 示例县水务局 on the roster."""

from collections.abc import Sequence
from difflib import get_close_matches

from nianbao.report.patterns import regex
from validators.shared_wording.neighbours import agency_key

_GOVERNMENT = regex(r"(?:人民)?政府$")
_SHORT = {"街道办事处": "街道", "街道办": "街道", "管理委员会": "管委会"}
_LEAST = 3
"""Characters of a place that may stand for its government: 柳溪镇."""
_PLACES_BEFORE = regex(r"^.*[省市州盟县旗区](?=..)")
_LIKE = 0.6
"""From which likeness (difflib) on a name may be meant by another."""
_ENDS_A_PLACE = "省市州盟县旗区镇乡"


def same_agency(one: str, other: str) -> bool:
    """True for one name, or the same with more of its places in front, a government by its place alone; False when either
    is empty.

    >>> same_agency("云岭市示例县水务局", "示例县水务局"), same_agency("示例县水务局", "样板县水务局")
    (True, False)
    >>> same_agency("青禾县柳溪镇人民政府", "柳溪镇政府"), same_agency("柳溪镇", "柳溪镇人民政府"), same_agency("青禾县", "青禾县人民政府办公室")
    (True, True, False)
    """
    short, long = sorted((_plainest(one), _plainest(other)), key=len)
    if not short or not long.endswith(short):
        return False
    return long == short or long.removesuffix(short)[-1] in _ENDS_A_PLACE


def near(name: str, others: Sequence[str], most: int = 3) -> list[str]:
    """Names that may be meant by one that is nobody's, the likest first: compared without the places in front.

    >>> near("青禾县鹭溪镇财政所", ["示例省青禾县鹭溪镇人民政府", "青禾县水务局", "鹭栖镇政府"])
    ['示例省青禾县鹭溪镇人民政府']
    """
    own = {_own(other): other for other in reversed(others)}
    return [own[key] for key in get_close_matches(_own(name), own, most, _LIKE)]


def _own(name: str) -> str:
    return _PLACES_BEFORE.sub("", _plainest(name))


def _plainest(name: str) -> str:
    """The name as compared: 柳溪镇人民政府, 柳溪镇政府 and 柳溪镇 are one, 街道办事处 is 街道."""
    key = agency_key(name)
    for whole, short in _SHORT.items():
        if key.endswith(whole):
            return key.removesuffix(whole) + short
    place = _GOVERNMENT.sub("", key)
    return place if len(place) >= _LEAST else key
