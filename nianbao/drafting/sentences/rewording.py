"""Does a rewording add anything to the drafter's own line? Decided by the characters of the two, never by a model.

A rewording may leave clauses out, change their order and use other function words. Every content word must stand in
the original, each clause in one clause there; what limits or denies there (不够, 部分, 探索, 有待) must still do so, and
the bodies named keep their order. Whatever else stands in it is *added*, and then it is not the drafter's sentence.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from nianbao.drafting.sentences.function_words import (
    BODIES,
    FUNCTION_WORDS,
    LIMITS,
    LIMITS_THAT_MOVE,
    ONLY_DONE,
    ORDER_MARKERS,
    ROLES,
    SAME_WORDS,
    SOME,
    STEP,
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
        turned += [] if done else _subject_cut(covering, source, "".join(said))
    lost = [
        *_lost_limits(said, source),
        *_bodies_out_of_order(said, source),
        *_steps_out_of_order(said, source),
        *turned,
    ]
    if "将" in "".join(said) and not any(word in whole for word in ("将", "把")):
        added.append("将")
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
    """Who does what to whom, turned round: pieces of two clauses joined (关停微博｜保留微信 → 关停微信), or pieces of one in
    another order without a word that allows it (对, 由, 把, 的) here or there: 缩短时间 is a plan, 时间缩短 a result."""
    pieces = [p for p in covering.kept if len(p) > 1]
    if not _clauses_of(pieces, source):
        return ["原文的搭配"]
    roles = any(BODIES.search(p) for p in pieces)
    marked = ORDER_MARKERS & set(covering.between) or any(m in p for m in ORDER_MARKERS for p in pieces)
    for clause in source:
        places = [clause.find(p) for p in pieces if p in clause]
        if places == sorted(places):
            if marker := _role_lost(covering, clause):
                return [marker]
        elif marked or any(clause.count(p) > 1 for p in pieces):
            continue
        elif roles or not any(m in clause for m in ORDER_MARKERS):
            return ["原文的词序"]
    return []


def _role_lost(covering: _Covering, clause: str) -> str | None:
    """对 before a piece that stays in its place: 对时限不满意 → 时限不满意 makes it another's judgement."""
    for role in ROLES:
        for piece in covering.kept:
            if len(piece) > 1 and role + piece in clause and role not in covering.between:
                return role
    return None


def _cut_short(covering: _Covering, source: tuple[str, ...], said: str) -> list[str]:
    """The last words of a clause without the noun they belonged to: 改版专栏检索功能 → 改版专栏 says more than was done."""
    if not covering.kept:
        return []
    last = covering.kept[-1]
    tails = [clause[at + len(last) :] for clause in source if (at := clause.rfind(last)) >= 0]
    words = [tail for tail in tails if tail and not any(tail.startswith(w) for w in FUNCTION_WORDS | ONLY_DONE)]
    return [f"…{words[0][:4]}"] if len(words) == len(tails) and all(t[:2] not in said for t in words) and words else []


def _subject_cut(covering: _Covering, source: tuple[str, ...], said: str) -> list[str]:
    """Of what something is said, cut out before it: 公文公开不及时 → 公文不及时 blames another thing."""
    for before, last in list(pairwise(covering.kept))[-1:]:
        for clause in source:
            if clause.endswith(last) and before in clause[: -len(last)]:
                gap = clause[clause.rindex(before, 0, -len(last)) + len(before) : -len(last)]
                if not _only_functions(gap) and gap[-2:] not in said:
                    return [gap]
    return []


def _clauses_of(pieces: Sequence[str], source: tuple[str, ...]) -> list[int]:
    """The clauses of the original in which a clause may end that is made of these pieces; none when they are of several.

    A clause says what one clause of the original says, or what one says and then another from its start. What stands
    before such a step is the whole of its clause or its subject: its beginning, with nothing that denies or leaves open
    (群众对公开内容满意，对办理时限不满意 → 群众对办理时限不满意; not 群众对公开内容不满意).
    """
    taken: set[tuple[int, frozenset[str]]] = {(n, frozenset()) for n in range(len(source))}
    for piece in pieces:
        here = {(n, said | {piece}) for n, said in taken if piece in source[n]}
        further = {
            (later, frozenset({piece}))
            for n, said in taken
            for later in range(len(source))
            if later != n and said and _begins(source[later], piece)
            if _may_go_on_after(said, source[n]) or _speaks_of_it(source[later])
        }
        taken = here | further
    return sorted({n for n, _ in taken})


def _may_go_on_after(said: frozenset[str], clause: str) -> bool:
    rest = clause
    for piece in sorted(said, key=len, reverse=True):
        rest = rest.replace(piece, "\0")
    whole = _only_functions(rest.replace("\0", ""))
    return whole or (
        _only_functions(rest[: rest.rindex("\0")].replace("\0", "")) and not _limits("".join(said)).keys() - SOME
    )


def _speaks_of_it(clause: str) -> bool:
    """将其纳入日程: 其 is what the clause before spoke of."""
    return "其" in clause[:2]


def _begins(clause: str, piece: str) -> bool:
    return piece in clause and _only_functions(clause[: clause.index(piece)])


def _only_functions(text: str) -> bool:
    """Whether a text is made of words that carry no fact."""
    reached = {0}
    for at in range(len(text)):
        if at in reached:
            reached |= {at + n for n in range(1, _LONGEST + 1) if text[at : at + n] in FUNCTION_WORDS | ONLY_DONE}
    return len(text) in reached


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


def _steps_out_of_order(said: tuple[str, ...], source: tuple[str, ...]) -> list[str]:
    """先…, 再…: clauses that tell one step after the other keep their order."""
    steps = [STEP.sub("", clause) for clause in source if STEP.match(clause)]
    places = [n for heard in said for n, step in enumerate(steps) if step in heard]
    return ["步骤的先后"] if places != sorted(places) else []
