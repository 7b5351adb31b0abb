"""``law``: whether what was found is near enough to the question to be quoted as its answer."""

from nianbao.assistant.understanding import signs
from nianbao.report.patterns import HAN, regex

# Below this nothing is quoted: coverage of the question by the best hit, and the same times the length of the question
# (a long question covers less). Chosen on questions other than those of tests/evals.
FLOOR, FLOOR_BY_LENGTH, FLOOR_OF_THE_FIELD = 0.3, 1.7, 0.09
_HAN = regex(HAN)


_BARE_NUMBER = regex(r"^\s*(\d{1,2})条(?=原文|全文|内容|说|讲|是|规定|怎么)")


def with_article(question: str) -> str:
    """50条原文 as 第50条原文."""
    return _BARE_NUMBER.sub(r"第\1条", question)


def answers(question: str, score: float) -> bool:
    """Whether the best hit is near enough to be quoted."""
    length = len(_HAN.findall(question))
    if signs.FIELD.search(question) and score >= FLOOR_OF_THE_FIELD:
        return True
    return score >= FLOOR or score * length >= FLOOR_BY_LENGTH
