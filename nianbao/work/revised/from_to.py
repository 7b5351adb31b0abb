"""A number that is said not to stand where it does, and the one that should (不是310，是320): as 从310改成320."""

from nianbao.report.patterns import regex

_HOW_COME = regex(
    r"^(?P<of>[\u4e00-\u9fff]{2,20}?)的?数?(?:怎么|咋)(?:会|就|成了?|写的?|变成)*是?(?P<was>\d+)[件个条次]?[了呢啊]*[？?，,]+(?:我们|俺们|咱们?|今年|明明|其实|本来|应该|一共|总共|就|只|才|是|有)*(?P<now>\d+[件个条次]?)[。！!]?$"
)
"""行政强制怎么是3？我们就1件."""
_WRITTEN_BUT = regex(
    r"^(?P<of>[\u4e00-\u9fff]{2,10}?)(?:那?里?)(?:写|报|填)?的?(?:是|了|成)?(?P<was>\d+(?:\.\d+)?[\u4e00-\u9fff]?)(?:[，,]|[^\d]{0,14}[，,])(?:实际上?|其实|应该|真实)(?:是|有|搞了?|办了?|开了?|只)*(?P<now>\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}?)的?[吧了。！!]*$"
)
"""培训写2次是不是少了点，实际搞了4次."""
_UNIT = r"[\u4e00-\u9fff]{0,2}?"
_FROM_TO = regex(
    r"^(?P<of>[^\d，,]{2,20}?)(?:应该)?(?:是|改成|改为)?(?P<now>\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}?)[，,]\s*(?:而)?(?:不是|莫写|别写|不要写)(?P<was>\d+(?:\.\d+)?)[\u4e00-\u9fff]{0,2}?了?[嘛吧呀啊。！!]*$"
)
"""微信发布325条，不是310."""
_NOT_BUT = regex(
    rf"不是(?P<was>\d+(?:\.\d+)?)(?P<unit>{_UNIT})[，,]?(?:而|应该|应)?(?:是|(?:只|才)(?:有|搞了?|办了?|开了?))(?P<now>\d+(?:\.\d+)?[\u4e00-\u9fff]{{0,2}})"
)
"""57篇不对: 不是57篇，是55篇."""
_STANDS_AS = regex(
    r"^(?P<of>[^\d，,]{2,16}?)(?:写|填|记|报)成(?P<was>\d+(?:\.\d+)?[\u4e00-\u9fff]?)了[，,](?:.*[，,])?(?:今年|应该|实际|其实|真实)(?:是|为|只)*(?P<now>\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}?)[吧。！!]*$"
)
"""行政强制写成5了，那是去年的，今年7."""
_RIGHT = regex(r"(?<=\d)(?P<unit>[\u4e00-\u9fff]?)(?:才对|才是|先对|先啱)[。！!]*$")


def with_from_and_to(said: str) -> str:
    """The message with every such pair told in one way; what only insists (才对) is gone."""
    for pattern in (_STANDS_AS, _WRITTEN_BUT, _FROM_TO, _HOW_COME):
        said = pattern.sub(lambda m: f"{m['of']}从{m['was']}改成{m['now']}", said)
    said = _RIGHT.sub(lambda m: m["unit"], said)
    return _NOT_BUT.sub(lambda m: f"{m['was']}{m['unit']}改成{m['now']}", said)
