"""The numbers of a clause, each with the words before it; and whether a sentence of code's says that number of that thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nianbao.assistant.words.plain import RULE_ID, flat, grams
from nianbao.report.patterns import regex
from nianbao.work.model.told import Figure, Told

_NUMBER = regex(r"\d+(?:\.\d+)?")
_WINDOW = 14
_EMPTY_WORDS = regex(
    r"(?:分别|共|请|建议|先|改|看|核对|其中|件|项|条|、|合计|总共|一共|达到?|有|为|是|则|只|即|也|和|与|及|的|了|到|从|由|去|写成?|说|填|左边|右边|一边|另一边|等于|不等于|(?<!增)加上?|减去?|[+＋=＝≠/\-－])+"
)
_ROLES = (
    ("", regex(r"(?:到|至|为|成)(?:了|本年的?|今年的?)?$")),
    ("rank", regex(r"名次|排名|排(?:在|第)|第$|位列|家中")),
    ("peers", regex(r"中位")),
    ("change", regex(r"[增减升降涨]|多|少|提高|变化|差|幅度")),
    ("previous", regex(r"上年(?!结转)|去年|上一年|[从由]$")),
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, the words between it and the number before it, and what follows it (a unit, mostly)."""

    text: str
    before: str
    after: str

    @property
    def in_equation(self) -> bool:
        """Whether it stands beside a sign of arithmetic."""
        return self.before.endswith(_SIGNS) or self.after.startswith(_SIGNS)


_SIGNS = ("+", "=", "≠", "差")


@lru_cache(maxsize=8192)
def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a flat text; the ids of rules are none."""
    text = RULE_ID.sub(lambda m: "□" * len(m.group()), text)
    return tuple(_numbers(text))


def _numbers(text: str) -> Iterator[Number]:
    end = 0
    for match in _NUMBER.finditer(text):
        before = text[max(end, match.start() - _WINDOW) : match.start()]
        end = match.end()
        yield Number(match.group(), before, text[end : end + 5])


def says_numbers(clause: str, told: Told, cited: bool = False, context: str = "") -> bool:
    """``context``: the clause with the one before it, where the thing may have been named. Whether every number of the flat clause stands in the sentence for the same thing. In an equation a number stands
    for nothing by itself: it will do where the model cites the equation."""
    if told.figures:
        return all(any(_is_figure(n, context or clause, f, told) for f in told.figures) for n in numbers(clause))
    there = numbers(flat(told.text))
    return all(any(_same(n, other, cited) for other in there) for n in numbers(clause))


def _same(said: Number, told: Number, cited: bool) -> bool:
    """The same number, of the same thing: the words before it share a pair of characters, or there are none to share."""
    if said.text != told.text or _percent(said) != _percent(told):
        return False
    if said.before.endswith("第") != told.before.endswith("第"):
        return False
    words = _words(said)
    if len(words) < _LEAST_WORDS:
        words = _EMPTY_WORDS.sub("", said.after[1:])
    if cited and told.in_equation:
        return True
    return len(words) < _LEAST_WORDS or bool(grams(words[-8:]) & grams(told.before))


_LEAST_WORDS = 2


def _percent(number: Number) -> bool:
    return number.after.startswith(("%", "％"))


def _words(number: Number) -> str:
    """The words before a number that say what it counts."""
    return _EMPTY_WORDS.sub("", number.before)


def _is_figure(said: Number, clause: str, figure: Figure, told: Told) -> bool:
    """A figure of a table or a comparison: the clause names the thing and, unless it is this year's, what it is."""
    if said.text != figure.value or _percent(said) != (figure.unit == "%"):
        return False
    return _role(said) == figure.role and named(clause, told)


def _role(said: Number) -> str:
    """What a number is of its thing, by the words before it; this year's own ("") when they say nothing."""
    near = said.before[-6:]
    return next((role for role, pattern in _ROLES if pattern.search(near)), "")


def named(clause: str, told: Told) -> bool:
    """Whether the clause names what the figure counts: a word of every group that the sentence requires."""
    return all(any(word in clause for word in group) for group in told.names)
