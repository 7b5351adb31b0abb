"""Short names of bureaus: 住建局 stands for 住房和城乡建设局, 卫健委 for 卫生健康委员会, 建设局 for the former too.

A short name takes letters of the full one in their order, from the beginning or from a word after 和; no list is kept.
"""

from functools import lru_cache

from nianbao.report.patterns import HAN, regex

_ENDINGS = {"委员会": ("委员会", "委"), "局": ("局",), "厅": ("厅",)}
"""How a full name ends → how a short one may end."""
_ALL_HAN = regex(rf"{HAN}+")
_WORDS = regex(r"[和与及、]")
_OF_ALL = regex(r"(?:管理|服务|事务|监督|保障|监督管理)+")
"""What is no name by itself: 管理局 may be any."""
_SINCE = {"生态环境": "环保", "自然资源": "国土", "自然资源和规划": "国土", "卫生健康": "卫计"}
"""Former names that people still use."""
_ENDS = regex(r"委员会|委(?![员托会])|局(?!长)|厅(?!长)")
_LONGEST = 8
_BEFORE = regex(r"(?:^|[，,。、；;？?\s和跟与及是那的]|除了|看看?|问问?|还有)$")
_BEHIND = regex(r"^(?:$|[的呢吧吗和跟与、，,。？?！!\s]|[那这][一]?[份个家]|能|可以|符合|合格|有几|有多少)")


def spelled_in(short: str, name: str) -> bool:
    """True when the short name's characters stand in the name in their order: 区住建局 in 示例区住房和城乡建设局."""
    letters = iter(name)
    return bool(short) and all(letter in letters for letter in short)


def short_name_in(said: str, body: str) -> tuple[int, int] | None:
    """Where a bureau is named in short. ``body``: its name without the places before it.

    >>> short_name_in("县住建局收了几件", "住房和城乡建设局"), short_name_in("住建的呢", "住房和城乡建设局")
    ((1, 4), (0, 2))
    """
    ending = next((full for full in _ENDINGS if body.endswith(full)), None)
    if ending is None or len(body) - len(ending) < _SHORTEST:
        return None
    business = body.removesuffix(ending)
    for match in _ENDS.finditer(said):
        if match.group() in _ENDINGS[ending]:
            for start in range(max(0, match.start() - _LONGEST), match.start() - 1):
                if _stands_for(said[start : match.start()], business):
                    return start, match.end()
    return _alone(said, business)


_SHORTEST = 2
_GOES_ON = regex(rf"^{HAN}{{0,4}}(?:局|委|厅)")
"""城市管理局 is not 市管, another bureau's name in short."""


@lru_cache(maxsize=4096)
def _stands_for(stem: str, business: str) -> bool:
    """Whether the words before 局 are those of this business, in part."""
    if len(_OF_ALL.sub("", stem)) < _SHORTEST or _ALL_HAN.fullmatch(stem) is None:
        return False
    if stem == _SINCE.get(business):
        return True
    words = [word for word in _WORDS.split(business) if word]
    begins = any(stem[0] == word[0] for word in words)
    return (begins and spelled_in(stem, business)) or business.endswith(stem)


def _alone(said: str, business: str) -> tuple[int, int] | None:
    """Without 局: 住建, which is no word else; 财政 only where nothing but a name can stand."""
    for length in range(min(4, len(said)), _SHORTEST - 1, -1):
        for start in range(len(said) - length + 1):
            stem = said[start : start + length]
            if stem[0] != business[0] or not _stands_for(stem, business):
                continue
            between = _BEFORE.search(said[:start]) and _BEHIND.search(said[start + length :])
            if (stem not in business and not _GOES_ON.match(said[start + length :])) or (
                between and business.startswith(stem)
            ):
                return start, start + length
    return None
