"""What was said, in the words that the wishes are read in: a digit is a digit, dialect is plain, what was taken back is gone."""

import re
import unicodedata

from nianbao.report.patterns import regex

_PLAIN: tuple[tuple[re.Pattern[str], str], ...] = (
    (regex(r"(?<=\d),(?=\d{3}(?!\d))"), ""),
    (regex(r"[，,。]\s*(?:请?确认|好[的吧]?|谢谢|就这样|麻烦[了你]|行)[吧了啊。！!]*$"), ""),
    (regex(r"^(?:哦|噢|啊|呃|哎呀?|[，,])*(?:不对|我?(?:说|写)错了?|错了)[，,。]\s*(?=\S{3})"), ""),
    (regex(r"唔系|唔是|(?:莫得|没得|冇得|冇)(?=\d)|莫是"), "不是"),
    (
        regex(
            r"^(?P<how>[多少][报算填写计]了?)(?P<n>\d+(?:\.\d+)?[\u4e00-\u9fff])的?(?P<of>[\u4e00-\u9fff]{2,20})[。！!]?$"
        ),
        r"\g<of>\g<how>\g<n>",
    ),
    (regex(r"(?<![关联])系(?=\d)|(?:只得|只有|就)(?=\d)"), "是"),
    (
        regex(
            r"(?<=[^，,])(?:那个|的)?(?:数字?)?(?:(?:[写打填搞整弄算报]|看)(?:错|反)|不对|错)[了咯啦]?[，,]\s*(?:应该|应当)?是?(?=\d)"
        ),
        "改成",
    ),
)
_UNIT = r"[\u4e00-\u9fff]{0,2}?"
_NOT_BUT = regex(
    rf"不是(?P<was>\d+(?:\.\d+)?)(?P<unit>{_UNIT})[，,]?(?:而|应该|应)?是(?P<now>\d+(?:\.\d+)?[\u4e00-\u9fff]{{0,2}})"
)
"""57篇不对: 不是57篇，是55篇."""
_MISSPOKE = regex(
    r"[，,。；;\s]+(?:哦|噢|啊|呃|哎呀?)*(?:不对|我?(?:说|讲|写)错了?|错了|更正(?:一下)?|算了)[，,]?\s*(?:应该|应当|还)?(?:是)?(?P<then>[^，,。；;]+)[。！!]?$"
)
"""Taken back in the same breath: 改60篇，哦不对是61篇."""
_FIGURE_ONLY = regex(r"\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}")
_LAST_FIGURE = regex(r"\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}(?=[^\d]{0,2}$)")
_STAYS = regex(r"^(?P<what>.{1,12}?)(?:那[个处条])?(?:先|就|还是)*(?:不|别|莫)(?:动|改|加|删)了?$")
_CLAUSE = regex(r"(?<=[，,；;。])")


def plainly(said: str) -> str:
    """The message with digits as digits and dialect in plain words; what was taken back in it is gone."""
    said = unicodedata.normalize("NFKC", said) if regex(r"[０-９]").search(said) else said
    for pattern, plain in _PLAIN:
        said = pattern.sub(plain, said)
    said = _taken_back(said)
    return _NOT_BUT.sub(lambda m: f"{m['was']}{m['unit']}改成{m['now']}", said)


def _taken_back(said: str) -> str:
    match = _MISSPOKE.search(said)
    if match is None:
        return said
    before, then = said[: match.start()], match["then"]
    clauses = [clause for clause in _CLAUSE.split(before) if clause.strip()]
    if _FIGURE_ONLY.fullmatch(then) and (last := _LAST_FIGURE.search(before)):
        return f"{before[: last.start()]}{then}"
    if stays := _STAYS.match(then):
        left = [clause for clause in clauses if stays["what"] not in clause]
        return "".join(left).rstrip("，,；;") if len(left) < len(clauses) else said
    if regex(r"\d").search(then):
        return "".join([*clauses[:-1], then])
    return said
