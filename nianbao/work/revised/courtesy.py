"""What is said around a wish: greetings, thanks, the form of a question or of a condition that is none."""

import re
from collections.abc import Iterable

from nianbao.report.patterns import regex

_GREETINGS = (
    regex(
        r"^(?:(?:各位)?(?:老师|领导|师傅|同志|亲|您|你)*好[呀啊]?|不好意思(?:又?来?(?:麻烦|打扰)[您你]*了?)?|打扰[您你]?了?|要是方便的话|方便的话|辛苦[您你]?了?|劳驾[您你]?|拜托[您你]?|麻烦[您你]?了?)[，,。！!～~\s]+"
    ),
    regex(
        r"[，,。；;！!～~\s]*(?:不急|辛苦[您你]?了?|(?:太|多|非常)?(?:谢谢?|感谢)[您你]?[啦了哈呀]?|麻烦[您你]?[啦了]|拜托了?|[中行]不[中行]?|好[吗不]|行吗|可以吗|拜托)(?:辛苦|谢谢?|[您你啦了哈呀～~!！。])*$"
    ),
)
_LEAD = regex(
    r"^(?:嗯|呃|喂|那啥|哎|诶|先(?=把|将)|那个(?=就是|[，,、])|就是(?!否)|劳驾|麻烦|请|帮忙|[您你]|(?:能不能|能否|可不可以|可以)(?=帮|给|请|把|将)|[帮给](?:我们?|俺们?|忙)|[，,、\s])+(?=\S{4})"
)
_ASKED_POLITELY = regex(
    r"(?:能不能|能否|可不可以|可以|得不得)(?:请|麻烦)?[您你]?(?:帮忙?|给)?我?们?(?:把)?(?P<wish>.*?(?:改成|改为|换成|填|写成|加|减|删|去掉).+?)[吗呢吧啊]?[？?]"
)
"""自然人能不能给我换成1？ is no question."""
_MAY_I, _QUESTION_MARK = regex(r"能不能|能否|可不可以|可以"), regex(r"[吗呢吧]?[？?]$")
_IF = regex(
    r"^(?:如果|假如|要是|假设|万一)(?:我们?|俺们?)?(?P<wish>[把将]?.+?(?:改成|改为|换成|填成?|写成|加|减)\s*\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}?)(?:的话)?[，,].{0,16}?[吗呢么样不？?]+$"
)
"""如果把自然人新收改成10，表还平吗: what would not hold is told with what waits for a yes."""


def without_courtesy(said: str) -> str:
    """The wish alone."""
    said = said.strip()
    while (bare := _off_both_ends(said, (*_GREETINGS, _LEAD))) != said:
        said = _QUESTION_MARK.sub("", bare) if _MAY_I.search(said[: len(said) - len(bare)]) else bare
    said = _ASKED_POLITELY.sub(lambda m: m["wish"], said)
    condition = _IF.match(said)
    return condition["wish"] if condition else said


def without_greeting(said: str) -> str:
    """The message without greetings and thanks, where more than these was said."""
    while (bare := _off_both_ends(said, _GREETINGS)) not in (said, ""):
        said = bare
    return said


def _off_both_ends(said: str, patterns: Iterable[re.Pattern[str]]) -> str:
    for pattern in patterns:
        said = pattern.sub("", said, count=1)
    return said
