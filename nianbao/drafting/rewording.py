"""Does a rewording add anything to the drafter's own line? Decided by the characters of the two, never by a model.

A rewording may leave clauses out, change their order and use other function words. Every content word must stand in
the original, what limits or denies there (不够, 部分, 探索, 有待) must still do so, and the bodies named keep their
order. Whatever else stands in it is *added*, and then it is not the drafter's sentence.
"""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from nianbao.drafting.function_words import (
    BODIES,
    FUNCTION_WORDS,
    LIMITS,
    LIMITS_THAT_MOVE,
    ONLY_DONE,
    SAME_WORDS,
)
from nianbao.drafting.vocabulary import ALLOWED, COUNTING
from nianbao.report.patterns import regex
from nianbao.report.text import fold

_MARKS = regex(r"[，。、；：！？（）()《》“”‘’\"',;:!?…—·\s]+")
_LEAD = regex(r"^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]，|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])")
_LIST_NUMBER = regex(
    r"^(?:[（(]?\d{1,2}[）)][、.．]?|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳]|[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)]、?"
    r"|[一二三四五六七八九十]是(?=\S)|[一二三四五六七八九十]要(?=\S)|第[一二三四五六七八九十][，、：]|[-—•●◆■·*]\s*)\s*"
)
_LONGEST = max(len(w) for w in FUNCTION_WORDS)
LEAST_KEPT = 4
"""Characters of the original that a rewording must hold; fewer are a scrap and no sentence of the drafter's."""
LEAST_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Compared:
    """A rewording beside its original: ``added`` is what the original lacks, ``lost`` what it may not lose."""

    original: str
    added: tuple[str, ...]
    lost: tuple[str, ...]
    kept: int

    @property
    def adds_nothing(self) -> bool:
        return not self.added and not self.lost and self.kept >= LEAST_KEPT


def compare(sentence: str, original: str, *, done: bool) -> Compared:
    """``sentence`` against one line. ``done``: the line tells of work done, so that 了 adds nothing (a plan it would turn)."""
    said, source = _clauses(sentence), _clauses(original)
    whole = "\n".join(source)
    functions = FUNCTION_WORDS | ONLY_DONE if done else FUNCTION_WORDS
    added: list[str] = []
    kept = 0
    for clause in said:
        left, matched = _uncovered(clause, whole, functions)
        added += left
        kept += matched
    lost = [*_lost_limits(said, source), *_bodies_out_of_order(said, source)]
    if has_numeral(sentence) and letters(sentence) != letters(original):
        added.append("数字")
    size = len(whole.replace("\n", ""))
    return Compared(original, tuple(added), tuple(lost), kept if kept >= LEAST_SHARE * size else 0)


def has_numeral(text: str) -> bool:
    """True when the words hold a number of any script; set phrases (一事一审, 进一步) and list numbers are none."""
    rest = ALLOWED.sub("", _LEAD.sub("", text.strip()))
    return any(unicodedata.numeric(c, None) is not None or c in COUNTING for c in rest)


def without_list_number(text: str) -> str:
    """A line without the number that its list gave it (1、 一是 （1） ①), so that no list prints “一是1、”."""
    text = text.strip()
    while (shorter := _without_one_number(text)) != text:
        text = shorter
    return text


def _without_one_number(text: str) -> str:
    return _LIST_NUMBER.sub("", text, count=1) or text


@lru_cache(maxsize=512)
def _clauses(text: str) -> tuple[str, ...]:
    """Clauses without marks, in one spelling of the words that say the same (提高, 提升)."""
    plain = fold(_LEAD.sub("", text.strip()))
    for word, standard in SAME_WORDS:
        plain = plain.replace(word, standard)
    return tuple(c for c in _MARKS.split(plain) if c)


def letters(text: str) -> str:
    """The words without list number, marks and width: two sentences with the same letters say the same."""
    return _MARKS.sub("", fold(without_list_number(text)))


def _uncovered(clause: str, whole: str, functions: frozenset[str]) -> tuple[list[str], int]:
    """What neither stands in the original (two characters or more in a row) nor is a function word; and how much does.

    The cheapest covering is looked for: pieces of the original cost least, then function words, then a single character
    of the original between two others, then what is left over.
    """
    size = len(clause)
    best: list[tuple[float, int, str]] = [(0.0, 0, "")] + [(1e9, 0, "")] * size
    for at in range(size):
        here = best[at][0]
        longest = 0
        for end in range(at + 2, size + 1):
            if clause[at:end] not in whole:
                break
            longest = end
        for end in range(at + 2, longest + 1):
            _offer(best, end, here + 1.0, at, "kept")
        for end in range(at + 1, min(size, at + _LONGEST) + 1):
            if clause[at:end] in functions:
                _offer(best, end, here + 1.2, at, "function")
        if clause[at] in whole and clause[at] not in LIMITS and best[at][2] != "single":
            _offer(best, at + 1, here + 2.5, at, "single")
        _offer(best, at + 1, here + 10.0, at, "added")
    left: list[str] = []
    kept, end, joined = 0, size, False
    while end:
        _, start, how = best[end]
        if how == "added":
            left[:1] = [clause[start:end] + left[0]] if joined and left else [clause[start:end], *left[:1]]
        elif how in ("kept", "single"):
            kept += end - start
        joined, end = how == "added", start
    return left, kept


def _offer(best: list[tuple[float, int, str]], end: int, cost: float, start: int, how: str) -> None:
    if cost < best[end][0]:
        best[end] = (cost, start, how)


def _lost_limits(said: tuple[str, ...], source: tuple[str, ...]) -> list[str]:
    """Words that limit or deny in a clause that was kept, and are gone: 不够全面 → 全面, 探索建立 → 建立了."""
    heard = "\n".join(said)
    there = _limits(heard)
    needed: Counter[str] = Counter()
    for clause in source:
        bare = clause
        for word in _limits(clause):
            bare = bare.replace(word, "\0")
        pairs = [bare[i : i + 2] for i in range(len(bare) - 1) if "\0" not in bare[i : i + 2]]
        if pairs and sum(pair in heard for pair in pairs) >= 0.5 * len(pairs):
            needed += _limits(clause)
    lost = [word for word, count in needed.items() if there[word] < count and word not in LIMITS_THAT_MOVE]
    return lost + [w for w in LIMITS_THAT_MOVE if needed[w] and not any(there[v] for v in LIMITS_THAT_MOVE)][:1]


def _limits(text: str) -> Counter[str]:
    """Limiting words by their longest form, each counted once where it stands."""
    found: Counter[str] = Counter()
    at = 0
    while at < len(text):
        word = next((w for w in LIMITS if text.startswith(w, at)), None)
        if word is None:
            at += 1
        else:
            found[LIMITS[word]] += 1
            at += len(word)
    return found


def _bodies_out_of_order(said: tuple[str, ...], source: tuple[str, ...]) -> list[str]:
    """Who does what to whom: two bodies that changed places."""
    there, here = (list(dict.fromkeys(m.group() for m in BODIES.finditer("\n".join(c)))) for c in (source, said))
    order = [there.index(b) for b in here if b in there]
    return ["机关的先后"] if order != sorted(order) else []
