"""Does a rewording add anything to the drafter's own line? Decided by the characters of the two, never by a model.

A rewording may leave clauses out, change their order and use other function words. Every content word must stand in
the original, what limits or denies there (不够, 部分, 探索, 有待) must still do so, and the bodies named keep their
order. Whatever else stands in it is *added*, and then it is not the drafter's sentence.
"""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from nianbao.drafting.sentences.function_words import (
    BODIES,
    FUNCTION_WORDS,
    LIMITS,
    LIMITS_THAT_MOVE,
    ONLY_DONE,
    ORDER_MARKERS,
    SAME_WORDS,
)
from nianbao.drafting.sentences.vocabulary import ALLOWED, COUNTING
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
    turned: list[str] = []
    for clause in said:
        covering = _cover(clause, whole, functions)
        added += covering.added
        kept += sum(len(piece) for piece in covering.kept)
        turned += [*_turned(covering, source), *_cut_short(covering, source, "".join(said))]
    lost = [*_lost_limits(said, source), *_bodies_out_of_order(said, source), *turned]
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


class _Covering(NamedTuple):
    """A clause of the rewording as pieces of the original in order, function words between them, and what is left."""

    kept: list[str]
    between: list[str]
    added: list[str]


def _cover(clause: str, whole: str, functions: frozenset[str]) -> _Covering:
    """What of a clause stands in the original (two characters or more in a row), what is a function word, what is neither.

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
    found = _Covering([], [], [])
    spans: list[tuple[int, int]] = []
    end = size
    while end:
        _, start, how = best[end]
        if how == "added":
            near = bool(spans) and spans[0][0] - end <= 1  # a character of the original between two that are not
            spans[:1] = [(start, spans[0][1])] if near else [(start, end), *spans[:1]]
        else:
            (found.between if how == "function" else found.kept).insert(0, clause[start:end])
        end = start
    found.added.extend(clause[start:end] for start, end in spans)
    return found


def _turned(covering: _Covering, source: tuple[str, ...]) -> list[str]:
    """Who does what to whom, turned round: around a body (各单位, 群众), pieces of one clause in another order without a
    word that allows it (对, 由, 把, 的), or pieces of two clauses joined crosswise (对落后的进行｜表彰)."""
    pieces = [p for p in covering.kept if len(p) > 1]
    roles = any(BODIES.search(p) for p in pieces)
    if _crosswise(pieces, source) and (roles or any(p.startswith(("对", "向", "由")) for p in pieces)):
        return ["原文的搭配"]
    if not roles or ORDER_MARKERS & set(covering.between) or any(m in p for m in ORDER_MARKERS for p in pieces):
        return []
    for clause in source:
        places = [clause.find(p) for p in pieces if p in clause]
        if places != sorted(places) and all(clause.count(p) == 1 for p in pieces if p in clause):
            return ["原文的词序"]
    return []


def _cut_short(covering: _Covering, source: tuple[str, ...], said: str) -> list[str]:
    """The last words of a clause without the noun they belonged to: 改版专栏检索功能 → 改版专栏 says more than was done."""
    if not covering.kept:
        return []
    last = covering.kept[-1]
    tails = [clause[at + len(last) :] for clause in source if (at := clause.rfind(last)) >= 0]
    words = [tail for tail in tails if tail and not any(tail.startswith(w) for w in FUNCTION_WORDS | ONLY_DONE)]
    return [f"…{words[0][:4]}"] if len(words) == len(tails) and all(t[:2] not in said for t in words) and words else []


def _crosswise(pieces: list[str], source: tuple[str, ...]) -> bool:
    """Whether a later piece stands only in an earlier clause."""
    reached = 0
    for piece in pieces:
        later = [n for n, clause in enumerate(source) if piece in clause and n >= reached]
        if not later:
            return True
        reached = later[0]
    return False


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
