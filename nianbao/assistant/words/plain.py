"""A sentence made comparable: one script, Chinese numbers before a unit as digits, no blanks or marks; and its clauses."""

import unicodedata
from functools import lru_cache

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex

PLAIN = regex(r"[\u4e00-\u9fff〇A-Za-z0-9 ，。；：、！？,.;:!?（）()《》“”‘’「」『』—…·%％+＋\-/=＝≠〔〕*\n]")
"""What can be compared at all; any other character costs the sentence."""
CITED = regex(r"[\[［【]\s*([a-z]\d{1,3}(?:\s*[,，、和]\s*[a-z]\d{1,3})*)\s*[\]］】]")
RULE_ID = regex(r"(?<![A-Za-z0-9])[A-Z][A-Z0-9]{1,2}-\d\d(?!\d)")
_BETWEEN = regex(r"[,，、和]")
_DIGITS = "零一二两三四五六七八九十百千"
_COUNTED = regex(
    rf"([{_DIGITS}]+)(?=[件字份名篇场家元])|(?<![这那前后上下])((?:[{_DIGITS}]{{2,}}|[二三四五六七八九十])(?=[条项处个次])|[一两二三四五六七八九十](?=[项条处个](?:错|警|提|问|意)))"
    rf"|(?<=[差])([{_DIGITS}]+)|(?<=第)([{_DIGITS}]+)(?=[条件位])"
)
_MARKS = regex(r"[\s，。；：、！？,;:!?（）()“”‘’「」『』《》\"'·*]+")
_ENDS = regex(r"[，。；！？,;!?\n]+|——|：(?!\d)")


def odd_character(sentence: str) -> str:
    """The first character that cannot be compared, as it is shown in a reason; empty when there is none."""
    odd = next((c for c in sentence if not PLAIN.match(c)), None)
    if odd is None:
        return ""
    return f"不能核对的字符“{odd}”" if odd.isprintable() else "不可见字符"


def citations(sentence: str) -> tuple[list[str], str]:
    """The ids that a sentence cites, in order, and the sentence without them."""
    ids = [i.strip() for group in CITED.findall(sentence) for i in _BETWEEN.split(group)]
    return list(dict.fromkeys(ids)), CITED.sub("", sentence).strip()


@lru_cache(maxsize=8192)
def flat(text: str) -> str:
    """No blanks or marks; half-width; Chinese numbers before a unit as digits."""
    text = unicodedata.normalize("NFKC", text)
    text = _NUMBERS_LISTED.sub("+", text)
    text = _COUNTED.sub(lambda m: str(chinese_to_int(m[0]) or m[0]), text)
    text = _LAST_YEAR.sub("上年", text.replace("计算", "算"))
    return _IN_TABLE.sub("表中", _IN_TEXT.sub("正文", _MARKS.sub("", text)))


_NUMBERS_LISTED = regex(r"(?<=\d)、(?=\d)")
_LAST_YEAR = regex(r"去年度?|上一?年度?")
_IN_TABLE = regex(r"表格?[里中内]面?|表格上")
_IN_TEXT = regex(r"(?:正文|文字)部?分?[里中内上]面?|(?<!正)文中")


@lru_cache(maxsize=8192)
def grams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters of a flat text."""
    return frozenset({text[i : i + 2] for i in range(len(text) - 1)})


def clauses(sentence: str) -> list[str]:
    """Parts between commas, colons and stops, and between the figures of a list; blank ones left out."""
    parts = [part.strip() for part in _ENDS.split(sentence) if part.strip()]
    return [piece for part in parts for piece in _LIST.split(part)]


_LIST = regex(r"(?<=[件条项份次％%])[、和](?=[^、]{0,14}\d)")
