"""The numbers of a clause, each with the words before it; and whether a sentence of code's says that number of that thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nianbao.assistant.words.plain import RULE_ID, clauses, flat, grams
from nianbao.assistant.words.stances import without_stances
from nianbao.assistant.words.vocabulary import own_words
from nianbao.report.patterns import regex
from nianbao.work.model.told import Figure, Told

_NUMBER = regex(r"\d+(?:\.\d+)?")
_WINDOW = 14
_EMPTY_WORDS = regex(
    r"(?:分别|共|请|建议|先|改|看|核对|其中|件|项|条|、|合计|总共|一共|达到?|有|为|是|只|也|和|与|及|的|了|到|从|由|去|写成?|说|填|左边|右边|格里|格子|总计格|这一?格|那一?格|一块|里面|一边|另一边|等于|不等于|(?<!增)加上?|减去?|[+＋=＝≠/\-－])+"
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
        yield Number(match.group(), before, text[end : end + 8])


@lru_cache(maxsize=4096)
def told_numbers(told: Told) -> tuple[Number, ...]:
    """The numbers of a sentence of code's, each within its clause."""
    return tuple(n for clause in clauses(told.text) for n in numbers(flat(clause)))


def says_numbers(clause: str, told: Told, cited: bool = False, context: str = "") -> bool:
    """Whether every number of the flat clause stands in the sentence for the same thing, or is the sum of others that do.

    ``context``: the clause with the one before it, where the thing may have been named. In an equation a number stands
    for nothing by itself: it will do where the model cites the equation or repeats it.
    """
    mine = numbers(clause)
    if told.figures:
        return all(any(_is_figure(n, context or clause, f, told, cited) for f in told.figures) for n in mine)
    there = told_numbers(told)
    if len(mine) > 1 and REPEATS.search(clause):
        cited = cited or {n.text for n in mine if not is_sum(n, clause)} <= {n.text for n in there if n.in_equation}
    return all(any(_same(n, other, cited) for other in there) or is_sum(n, clause) for n in mine)


REPEATS = regex(r"[+=≠]|加|减|除以|差\d|之和|相差")
_SUM = regex(
    r"((?:\d+(?:加上?|[+、和与]|件|再)*)+?)(?:加起来|合起来|相加|合计|加总|一共|的?和)*(?:就|一共|应当?|应该)?(?:是|等于|得|=|为)$"
)


def is_sum(number: Number, clause: str) -> bool:
    """Whether the number is said to be the sum of those before it and is."""
    for match in _NUMBER.finditer(clause):
        head = _SUM.search(clause[: match.start()]) if match.group() == number.text else None
        parts = [int(n) for n in _WHOLE.findall(head[1])] if head else []
        if len(parts) > 1 and "." not in number.text and sum(parts) == int(number.text):
            return True
    return False


_WHOLE = regex(r"\d+")


def _same(said: Number, told: Number, cited: bool) -> bool:
    """The same number, of the same thing: the words beside them share a pair of characters, or there are none to share."""
    if said.text != told.text or _percent(said) != _percent(told):
        return False
    ordinal = said.before.endswith("第")
    if ordinal != told.before.endswith("第"):
        return False
    if ordinal and said.after.startswith("条") and told.after.startswith("条"):
        return True
    counted = bool(_COUNTS_AFTER.search(said.after))
    units = "" if counted else said.after[:1] + told.after[:1]
    if len(units) > 1 and units[0] != units[1] and all(u in _UNITS for u in units):
        return False
    if cited and told.in_equation:
        return True
    if counted:
        return _alike(_after(said), _after(told) if _COUNTS_AFTER.search(told.after) else _before(told))
    for side in (_before, _after):
        mine, theirs = side(said), side(told)
        if len(mine) >= _LEAST_WORDS and len(theirs) >= _LEAST_WORDS:
            return _alike(mine, theirs)
    return (len(_before(said)) < _LEAST_WORDS and len(_after(said)) < _LEAST_WORDS) or _percent(said)


_LEAST_WORDS, _ALIKE = 2, 0.4
_UNITS = "件条项处次元万人场篇天日月年分字户家页个"
_COUNTS_AFTER = regex(r"^[项条处个](?:错误|警告|提示|规则|问题)")


def _alike(mine: str, theirs: str) -> bool:
    """Whether the words beside two numbers name the same: nothing to compare, or enough pairs of characters shared."""
    one, other = grams(mine[-8:]), grams(theirs)
    return bool(other) and len(one & other) >= _ALIKE * min(len(one), len(other))


def _before(number: Number) -> str:
    return _NO_WORDS.sub("", _EMPTY_WORDS.sub("", number.before))


def _after(number: Number) -> str:
    """The words behind a number and its unit."""
    return _NO_WORDS.sub("", _EMPTY_WORDS.sub("", without_stances(number.after[1:])))


_NO_WORDS = regex(r"[^\u4e00-\u9fff]")


def _percent(number: Number) -> bool:
    return number.after.startswith(("%", "％"))


def _is_figure(said: Number, clause: str, figure: Figure, told: Told, cited: bool) -> bool:
    """A figure of a table or a comparison: the clause names the thing and, unless it is this year's, what it is."""
    if said.text != figure.value or _percent(said) != (figure.unit == "%"):
        return False
    return _role(said) == figure.role and (named(clause, told) or (cited and names_nothing(clause)))


def _role(said: Number) -> str:
    """What a number is of its thing, by the words before it; this year's own ("") when they say nothing."""
    near = said.before[-6:]
    return next((role for role, pattern in _ROLES if pattern.search(near)), "")


def names_nothing(clause: str) -> bool:
    """Whether a flat clause leaves what it speaks of to the citation beside it."""
    return all(word in _YEARS for word in own_words(without_stances(clause)))


_YEARS = ("上年", "本年", "今年", "本年度")


def named(clause: str, told: Told) -> bool:
    """Whether the clause names what the figure counts: a word of every group that the sentence requires."""
    return all(any(word in clause for word in group) for group in told.names)
