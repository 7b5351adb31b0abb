"""Which of code's sentences a clause of the model retells, adding nothing to them.

It may leave out; it may not say another number or the number of another thing, take a stand that the sentence does not
take, drop or add a negation, or say more words of its own than a retelling needs.
"""

from collections.abc import Sequence
from functools import lru_cache

from nianbao.assistant.words.figures import named, names_nothing, numbers, says_numbers
from nianbao.assistant.words.plain import RULE_ID, flat, grams
from nianbao.assistant.words.stances import allowed_by, stances, without_stances
from nianbao.assistant.words.vocabulary import own_words, pieces, strange
from nianbao.report.patterns import regex
from nianbao.work.model.told import Told

_LEAST = {False: 0.7, True: 0.34}
"""Share of a clause's own words that the sentence must hold: unasked, and when the model cites the sentence."""
_LAW = 0.75
_NEGATED = regex(r"(?:[不没未无非勿](?:用|必|需要?|须|得|能|会|应当?|予|再|有|可以?|要|算|曾|经)?)$")
_LEAST_COMMON = 3
_NEAREST = 10


def retells(clause: str, told: Told, cited: bool, before: str = "", pointed: bool = False) -> bool:
    """Whether the clause says nothing but what the sentence says. ``before``: the clause before it, whose subject may be
    its own; ``pointed``: the sentence cites it by its id, or repeats its equation."""
    said, there = flat(RULE_ID.sub("", clause)), all_words(told)
    longer = flat(before) + said
    if not says_numbers(said, told, pointed, longer):
        return False
    if not stances(said) <= allowed_by(told.text + told.stands):
        return False
    if (
        told.names
        and not (pointed and names_nothing(said))
        and not named(said, told)
        and not (before and named(longer, told))
    ):
        return False
    if told.figures and not numbers(said) and not stances(said):
        return False
    rest = without_stances(said)
    own = own_words(rest)
    if told.id[0] == "q" and not (numbers(said) and _OF_THE_TEXT.search(said)):
        return False
    if _unread(rest, there) or _other_name(said, there):
        return False
    if told.id[0] == "a":
        return bool(own or cited) and _retells_law(said, own, told, _LAW)
    if told.id[0] == "i" and not stances(said) & {"缺", "已写明"}:
        return False
    if not told.figures and told.id[0] != "v" and turned(said, there, _LEAST_COMMON):
        return False
    least = _LEAST[cited and told.id[0] != "q"]
    stands = bool(stances(said)) and (cited or bool(told.figures) or told.id[0] == "v")
    return covered(own, there) >= least and bool(own or numbers(said) or stands)


def _retells_law(said: str, own: Sequence[str], told: Told, least: float) -> bool:
    """Whether one sentence of the article holds what is said: every name, no strange word, each negation."""
    names = [word for word, kind in pieces(said) if kind == "name"]
    whole = (
        [flat(told.text + told.also)] if _ARTICLE.search(said) and not stances(said) and len(numbers(said)) == 1 else []
    )
    if len(said) < _SHORT and turned(said, flat(told.text), _LEAST_COMMON):
        return False
    return any(
        covered([w for w in own if len(w) > 1], part) >= least
        and not turned(said, part, 2)
        and all(n in part for n in names)
        and set(_MODALS.findall(said)) <= set(_MODALS.findall(part))
        and all(covered([word], part) >= _HALF for word in strange(said))
        for part in (*_law_sentences(told), *whole)
    )


_SHORT = 7
_MODALS = regex(r"可以|应当|不得|只能|必须|免费|同时")
_ARTICLE = regex(r"第\d+条")
_HALF = 0.5


_OF_THE_TEXT = regex(r"正文|报告|年报|文中|写|说|提到")


@lru_cache(maxsize=256)
def _law_sentences(told: Told) -> tuple[str, ...]:
    """An article's sentences, each with its head."""
    head, _, text = told.text.partition("：")
    head = head.removeprefix("《政府信息公开条例》")
    return tuple(flat(f"{head}{told.also}{part}") for part in _STOPS.split(text) if part.strip())


_STOPS = regex(r"[。\n]|；")
_SPELLED = regex(
    r"[零〇一二两三四五六七八九十百千万亿几半双俩仨廿卅幺壹贰叁肆伍陆柒捌玖拾佰仟打甲乙丙丁倍番成]|[A-Za-z]"
)
_KNOWN_LETTERS = regex(r"Word|Excel|PDF|WPS|word|excel")


def _unread(said: str, there: str) -> bool:
    """Whether a strange word may hold a number or is in another script."""
    words = [word for word in strange(said) if word not in there]
    return any(
        _SPELLED.search(_KNOWN_LETTERS.sub("", w)) or _COUNTS.search(said[said.find(w) + len(w) :]) for w in words
    )


_COUNTS = regex(r"^[件条份项次宗个名]")
STRICT = regex(
    r"上年(?!结转)|表[一二三四]|第[一二三四五六]部分|行政复议|行政诉讼|新收|上年结转|结转下年|予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|自然人|商业企业|科研机构|法律服务机构"
    r"|规章|规范性文件|行政许可|行政处罚|行政强制|占比|比例|[率额]|维持|纠正|审结|征求|第三方|总体情况|信息处理费"
)
_PARTS = tuple((f"第{n}部分", f"{n}、") for n in "一二三四五六")


def _other_name(said: str, there: str) -> bool:
    """Whether the clause names a table, part, row or column that the sentence does not."""
    return any(m.group() not in there for m in STRICT.finditer(said))


@lru_cache(maxsize=4096)
def all_words(told: Told) -> str:
    """All that a sentence says, flat; a part of the form by its number as well."""
    text = (
        told.text + told.also + "".join(word for group in told.names for word in group if len(told.names) < _MOST_NAMES)
    )
    return flat(text + "".join(part for part, mark in _PARTS if mark in text))


_MOST_NAMES = 5


def covered(own: Sequence[str], there: str) -> float:
    """Share of the characters of these words that stand in the text, in pairs; 1 when there are none."""
    size = sum(map(len, own))
    if not size:
        return 1.0
    pairs = grams(there)
    found = 0
    for word in own:
        hit = [len(word) == 1 and word in there] * len(word)  # a word of one character
        for i in range(len(word) - 1):
            if word[i : i + 2] in pairs:
                hit[i] = hit[i + 1] = True
        found += sum(hit)
    return found / size


@lru_cache(maxsize=4096)
def turned(said: str, there: str, least: int) -> bool:
    """Whether a stretch that both have (of ``least`` characters or more) is negated in one and not in the other."""
    for start, end in _stretches(said, there, least):
        words = said[start:end]
        places = [i for i in range(len(there) - len(words) + 1) if there.startswith(words, i)]
        mine = bool(_NEGATED.search(said[max(0, start - 4) : start]))
        theirs = [bool(_NEGATED.search(there[max(0, i - 4) : i])) for i in places]
        if mine not in theirs:
            return True
    return False


def _stretches(said: str, there: str, least: int) -> list[tuple[int, int]]:
    """The longest common stretches, from the left."""
    found, at = [], 0
    while at < len(said):
        end = at
        while end < len(said) and said[at : end + 1] in there:
            end += 1
        if end - at >= least:
            found.append((at, end))
            at = end
        else:
            at += 1
    return found


def nearest(clause: str, told: Sequence[Told]) -> list[Told]:
    """The sentences that share most with a clause, best first."""
    mine = grams(flat(clause))
    scored = [(len(mine & grams(flat(t.text + t.also))), -n) for n, t in enumerate(told) if t.id[0] != "w"]
    return [told[-n] for shared, n in sorted(scored, reverse=True)[:_NEAREST] if shared]
