"""What a clause says of a number: set, so many more or less, on top, none, or nothing definite (行政许可再加10, 规章都没有, 二十多件)."""

from decimal import Decimal
from typing import Literal, NamedTuple

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex

How = Literal["set", "more", "less", "either", "on top", "none", "vague"]


class Statement(NamedTuple):
    """A clause: the words that name cells, what is said of them, in which unit; ``was``: the number that it says stood there."""

    of: str
    how: How
    values: tuple[str, ...] = ()
    unit: str = ""
    of_each: bool = False
    was: str = ""


FIGURE = r"\d+(?:\.\d+)?"
UNIT = r"(?:万元|万|[件元起宗项份个条次篇期场户人部]?)"
END = r"[吧了呢啊呀哈嘛]*$"
_SAYS = (
    r"(?:应该|应当|应|就|都|全|均|也|只|各)*"
    r"(?:填写|填成|填|写成|写|补成|补|(?:增加?|加|减少?|降|调)[到至成为]|改成|改为|改到|改|变成|换成|换为|更正为|调整为|为|是|有|[：:])*(?:了|上)?"
)
CLAUSE = regex(r"(?:[，,](?!(?:而)?(?:不是|应该是|应是|是)\s*\d)|[；;。！!\n]|(?<=[\d件元份宗起个没无有零])、(?=\D))+")
RUN_ON = regex(
    r"(?<=\d[件元份宗])(?=[\u4e00-\u9fff]{2,12}?\d)(?![改换不才应是为更调变而和与及跟])|(?<=\d万元)(?=[\u4e00-\u9fff]{2,12}?\d)(?![改换不应是为])"
)
"""自然人8件商业企业2件: two clauses without a mark between them."""
NEXT_NAME = regex(r"(?<=\d)(?P<name>[\u4e00-\u9fff]{2,8}?)(?=\d)")
"""制发3废止1现行有效12: what may be the name of the next."""
WAS = regex(
    rf"(?:[，,]?(?:而)?不是(?:原来的)?|从|由)\s*(?P<was>{FIGURE}){UNIT}[，,]?(?=(?:而)?(?:应该|应)?[是改变换调]|[。！!]*$)"
)
"""What stood there before: 改成2，不是1; 不是215是220; 从12改成15."""
NUMBER = regex(rf"^(?P<of>.*?){_SAYS}\s*(?P<value>{FIGURE})\s*(?P<unit>{UNIT}){END}")
_NUMBERS = regex(
    rf"^(?P<of>.*?)(?P<how>(?:分别|依次|按顺序|挨个|从左[到往至]右|从上[到往至]下|[二两三四五六]个数)?(?:应该|应)?(?:改成|改为|改|填成?|是|为|有|：|:)*)\s*(?P<values>{FIGURE}{UNIT}(?:[、，,和与/\s]+{FIGURE}{UNIT})+){END}"
)
_IN_ORDER = regex(r"分别|依次|按顺序|挨个|从左|从上|个数|^(?:改|填|是|为|：|:)")
_NONE = regex(
    rf"^(?P<of>.*?)(?:{_SAYS})(?:没有|没|无|未|零|清零|归零|(?<![\d.])0)(?:发生|作出|收到|做|有|过|件|万元|的)*{END}"
)
_MORE = regex(
    rf"^(?P<of>.*?)(?:比(?:原来|现在|之前))?的?(?:再|又|还|要)*(?:(?P<sign>加|(?<!新)增加|(?<!新)增|添|减少|减|扣|降)|(?P<much>[多少](?:[报算填写计]了?)?)(?P<column>(?![到至成为])[\u4e00-\u9fff]{{0,6}}?))(?:了|上|掉)?\s*(?P<value>{FIGURE})\s*(?P<unit>{UNIT}){END}"
)
EITHER = regex(r"(?<!比原来)(?<!比现在)[多少]了\s*\d")
"""少了3件: three are missing, or three less."""
_ON_TOP = regex(
    rf"^(?:请|再|又|还)*(?:加|增加|补|添)(?:上|了|进)?\s*(?P<value>{FIGURE})\s*(?P<unit>{UNIT})的?(?P<of>\D+)$"
)
_NOT_EXACT = regex(
    rf"^(?P<of>.*?){_SAYS}\s*(?:[-－负]\s*{FIGURE}|(?:大?约|大概|大致|差不多|将?近|超过|不到|至少|最多|好像|可能)(?:是|有)?\s*\d.*|(?:\d+|[一二两三四五六七八九十百千万]+)\s*(?:[多余来几]|[件个份]?(?:左右|上下|以上|以内))\S{{0,3}}|\d+\s*(?:[-－~～—]|到|至)\s*\d+\S?|[好十]?几[十百千]?[件个份]|若干\S?|不少|很多){END}"
)
OF_EACH = regex(r"[都均各]")
JOINT = regex(r"[、，,]|以及|[和与及跟]")
_IN_WORDS = regex(rf"(?<![第没几\d点])(?P<number>[零〇一二两三四五六七八九十百千万]+)(?P<unit>{UNIT}){END}")
_A_ROW = 4
"""So many numbers one after the other are those of a row."""
_STANDS_AS = regex(r"(?:写|填|记|报)成\s*\d+[件个]?了$")
"""写成5了 says what stands there."""
_SAYING = regex(r"[成为是有填写到至加减增多少：:]$")


def in_digits(clause: str) -> str:
    """Words for a number at the end in digits: 填一百零五, 有三件."""
    match = _IN_WORDS.search(clause)
    number = chinese_to_int(match["number"]) if match else None
    if match is None or number is None or not (match["unit"] or _SAYING.search(clause[: match.start()])):
        return clause
    return f"{clause[: match.start()]}{number}{clause[match.end('number') :]}"


def plain(amount: Decimal) -> str:
    """As it is written in a table: no exponent, no noughts behind the point."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def takes_away(sign: str) -> bool:
    """Whether a word means less: 减, 少; 多报了 is too many, 少算了 too few."""
    if regex(r"^[多少][报算填写计]").match(sign):
        return sign.startswith("多")
    return sign.startswith(("减", "少", "扣", "降"))


def read_clause(clause: str) -> Statement | None:
    """What a clause says of what it names; None where it tells no number."""
    if _STANDS_AS.search(clause):
        return None
    was = WAS.search(clause)
    said = _read(in_digits(WAS.sub("", clause)))
    return said and said._replace(was=was["was"] if was else next(iter(regex(FIGURE).findall(said.of)), ""))


def _read(clause: str) -> Statement | None:
    each = bool(OF_EACH.search(clause))
    if match := _NOT_EXACT.search(clause):
        return Statement(match["of"], "vague")
    if (match := _NUMBERS.match(clause)) and (
        _IN_ORDER.search(match["how"]) or len(regex(FIGURE).findall(match["values"])) >= _A_ROW
    ):
        return Statement(match["of"], "set", tuple(regex(FIGURE).findall(match["values"])), "", True)
    if match := _NONE.match(clause):
        return Statement(match["of"], "none", ("0",), "", each)
    if match := _ON_TOP.match(clause):
        return Statement(match["of"], "on top", (match["value"],), match["unit"])
    if match := _MORE.match(clause):
        how: How = "less" if takes_away(match["sign"] or match["much"]) else "more"
        how = "either" if EITHER.search(clause) else how
        return Statement(match["of"] + (match["column"] or ""), how, (match["value"],), match["unit"], each)
    if match := NUMBER.match(clause):
        return Statement(match["of"], "set", (match["value"],), match["unit"], each)
    return None
