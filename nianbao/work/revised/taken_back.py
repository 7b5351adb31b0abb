"""What a message takes back itself: 改60篇，哦不对是61篇; 加一句……，算了不加了，把……; 看错了，培训还是2次."""

from nianbao.report.patterns import regex

_NOT_THAT_ONE = regex(
    r"^(?P<what>[\u4e00-\u9fff]{2,6}?)改?(?:成|为)?\d+[^，,]{0,3}[，,].{0,10}?错了[，,](?P=what)还是\d+[^，,]{0,3}[，,](?:是)?(?=\S{4})"
)
"""培训改3次，看错了，培训还是2次，是人次改成88."""
_MISSAID = regex(
    r"(?P<head>[^\d，,]{1,10}?改?(?:成|为)?)\d+[\u4e00-\u9fff]{0,2}[，,](?:哦|啊|呃)*(?:不对|错了|说错了)[，,]?(?:就|还|应该)?是(?P<now>\d+[\u4e00-\u9fff]{0,2}?)(?=[，,])"
)
"""培训改3次，哦不对，就是2次，人次改成90."""
_CALLED_OFF = regex(
    r"^.*(?:等等|等一下|没核|没定|没准)[^，,。]{0,10}(?:别动|不动|别改|不改|再说)[，,。；;]+(?=\S{4})|^.*(?:算了|等等|不对|不)[，,]?(?:那[句条个处]|这[句条个处]|前面的?)?(?:就|先)?不(?:加|改|删|动|要|写|填)了?[，,。；;]+(?=\S{4})"
)
"""加一句……，算了不加了，把……: what stands before is not wanted."""
_MISSPOKE = regex(
    r"[，,。；;…\s]+(?:哦|噢|啊|呃|哎呀?)*(?:不对|不(?=[，,])|我?(?:说|讲|写)错了?|错了|更正(?:一下)?|算了)[，,]?\s*(?:应该|应当|还)?(?:是)?(?P<then>[^，,。；;]+(?:[，,][^，,。；;\d]{2,12}(?:不动|不改|照旧|别动))?)[。！!]?$"
)
"""Taken back in the same breath: 改60篇，哦不对是61篇."""
_FIGURE_ONLY = regex(r"\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}")
_DAY_ONLY = regex(r"(?:\d{1,2}月)?\d{1,2}[日号]")
_LAST_FIGURE = regex(r"\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}(?=[^\d]{0,2}$)")
_STAYS = regex(r"^(?P<what>.{1,12}?)(?:那[个处条])?(?:先|就|还是)*(?:不|别|莫)(?:动|改|加|删)了?$")
_CLAUSE = regex(r"(?<=[，,；;。…])")


def without_taken_back(said: str) -> str:
    """The message without what it takes back."""
    said = _MISSAID.sub(lambda m: f"{m['head']}{m['now']}", said)
    return _put_right(_CALLED_OFF.sub("", _NOT_THAT_ONE.sub("", said)))


def _put_right(said: str) -> str:
    match = _MISSPOKE.search(said)
    if match is None:
        return said
    before, then = said[: match.start()], match["then"]
    clauses = [clause for clause in _CLAUSE.split(before) if clause.strip()]
    if _FIGURE_ONLY.fullmatch(then) and (last := _LAST_FIGURE.search(before)):
        return f"{before[: last.start()]}{then}"
    if _DAY_ONLY.fullmatch(then) and (days := list(_DAY_ONLY.finditer(before))):
        return f"{before[: days[-1].start()]}{then}"
    if stays := _STAYS.match(then):
        left = [clause for clause in clauses if stays["what"] not in clause]
        return "".join(left).rstrip("，,；;") if len(left) < len(clauses) else said
    if regex(r"\d").search(then):
        return "".join([*clauses[:-1], regex(r"[，,].{2,16}(?:不动|不改|照旧|别动)$").sub("", then)])
    return said
