"""What becomes of a sentence that a model says in the chat: code's, the model's own, or left out.

The model may cite code's sentences; it may retell one without adding to it, then code's is printed in its place; and it
may advise, ask, explain and order the work in its own words (``words.harmless``), which hold no figure, verdict, trend or
article, also not in a question. A sentence that is none of these is left out, and what it cites is printed all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from nianbao.assistant.words.figures import REPEATS, is_sum, numbers, told_numbers
from nianbao.assistant.words.harmless import IMPROPER, may_go_along, not_to_say
from nianbao.assistant.words.plain import RULE_ID, citations, clauses, flat, odd_character
from nianbao.assistant.words.repeating import repeated
from nianbao.assistant.words.retelling import STRICT, all_words, nearest, retells
from nianbao.assistant.words.stances import stances
from nianbao.report.patterns import regex
from nianbao.work.model.told import Told

Becomes = Literal["fact", "cited", "shown-as-model", "left-out"]
_QUOTE = regex(r"[“‘「『《][^”’」』》]{1,80}[”’」』》]")
_MOST_PRINTED = 3
_BARE = "。！？!?；;，,：: "


@dataclass(frozen=True, slots=True)
class Judgement:
    """``cited``: code's sentences that are printed. ``claims``: what of the sentence was not the model's to say."""

    sentence: str
    becomes: Becomes
    why: str
    cited: tuple[Told, ...] = ()
    claims: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """An entry of ``model-check --sentences --json``."""
        entry: dict[str, Any] = {"sentence": self.sentence, "becomes": self.becomes, "why": self.why}
        return entry | {"claims": list(self.claims), "printed": [t.text for t in self.cited]}


def judge(sentence: str, told: Sequence[Told]) -> Judgement:
    """One sentence of a model after the jobs whose sentences are ``told``."""
    known = {t.id: t for t in told if t.id[0] != "w"}
    ids, rest = citations(sentence)
    cited = tuple(known[i] for i in ids if i in known)
    if odd := odd_character(rest):
        return Judgement(sentence, "cited" if cited else "left-out", f"模型不能自己说：{odd}", cited, (odd,))
    if not rest.strip(_BARE):
        if cited:
            return Judgement(sentence, "fact", "引用程序的句子", cited)
        return Judgement(sentence, "left-out", "没有这个编号")
    if (same := repeated(rest, told)) is not None:
        printed = tuple(dict.fromkeys((*cited, same)))
        return Judgement(sentence, "fact", "重复程序的句子，印程序的原句", printed)
    claims = not_to_say(sentence)
    if IMPROPER in claims or misplaced(rest, told):
        return Judgement(sentence, "cited" if cited else "left-out", IMPROPER, cited, (IMPROPER,))
    if not claims:
        return Judgement(sentence, "shown-as-model", "模型自己的话，未经核对", cited)
    if cited:
        return Judgement(sentence, "cited", "所附的话不能由模型说，只印所引的句子", cited, claims)
    if (found := retold(rest, told)) is not None:
        return Judgement(sentence, "fact", "复述程序的句子，印程序的原句", tuple(found[:_MOST_PRINTED]))
    return Judgement(sentence, "left-out", f"模型不能自己说：{'、'.join(claims)}", (), claims)


def retold(sentence: str, told: Sequence[Told]) -> list[Told] | None:
    """The sentences of code's that stand for a sentence with figures whose clauses are all retold or harmless; at least one
    is retold. None when a clause is neither, or the sentence holds no figure: what it is about is no retelling."""
    if sum(t.text.startswith("（") for t in told) > 1:
        return None  # sentences of several files: only a citation says whose
    parts = clauses(sentence)
    if not any(numbers(flat(part)) for part in parts):
        return None
    found: list[Told] = []
    before, said = "", list[str]()
    sums = bool(REPEATS.search(sentence))
    about = subjects(sentence, told)
    for part in parts:
        named = [*about, *spoken_of(part, told), *found]
        source = next((t for t in named if retells(part, t, True, before, sums)), None)
        said += [n.text for n in numbers(flat(part))]
        if source is None and not (settled(part, said) or may_go_along(part)):
            source = next((t for t in nearest(part, told) if retells(part, t, False, before)), None)
            if source is None:
                return None
        if source is not None and source not in found:
            found.append(source)
        before = part
    return found or None


def subjects(sentence: str, told: Sequence[Told]) -> list[Told]:
    """The findings whose figures a sentence repeats: all of its numbers stand in them."""
    mine = {n.text for part in clauses(sentence) for n in numbers(flat(part)) if not is_sum(n, flat(part))}
    if not mine:
        return []
    findings = [t for t in nearest(sentence, told) if t.id[0] in "fsu"]
    return [t for t in findings if mine <= {n.text for n in told_numbers(t)}][:1]


def misplaced(sentence: str, told: Sequence[Told]) -> bool:
    """Whether a sentence has something changed where code found nothing, words written that code did not propose, or a
    figure quoted that stands nowhere."""
    at_hand = [flat(t.text + t.also) for t in told if t.id[0] in "fsuiova"]
    words = [flat(m[1]) for m in _TO_WRITE.finditer(sentence)]
    if any(not any(w in text for text in at_hand) for w in words):
        return True
    if any(
        numbers(q) and not any(q in flat(t.text + t.also) for t in told) for q in map(flat, _QUOTE.findall(sentence))
    ):
        return True
    findings = [all_words(t) for t in told if t.id[0] in "fsuo"]
    changed = [flat(part) for part in clauses(sentence) if _CHANGES.search(part)]
    places = [m.group() for part in changed for m in STRICT.finditer(part)]
    return any(not any(place in text for text in findings) for place in places)


_TO_WRITE = regex(r"(?:写|改成|改为|换成|补|填|加)(?:上|成|一句|个)?[“‘「]([^”’」]{2,60})[”’」]")
_CHANGES = regex(r"改|补|删|填|调|挪|换")


def settled(part: str, said: Sequence[str]) -> bool:
    """Whether a clause that finds two numbers equal or not is right about the last two that were said."""
    stands = stances(flat(part))
    if (
        len(said) < _TWO
        or numbers(flat(part))
        or not stands
        or not stands <= {"相等", "不等"}
        or not _BOTH.search(part)
    ):
        return False
    return (said[-1] == said[-2]) == ("相等" in stands)


_TWO = 2
_BOTH = regex(r"两处|两边|两个|两者|二者|它们|前后|这[两几]")


def spoken_of(part: str, told: Sequence[Told]) -> list[Told]:
    """The sentences that a clause points at without an id: by the rule's, or by words of theirs between quotation marks."""
    rules = RULE_ID.findall(part)
    quotes = [q for q in (flat(q[1:-1]) for q in _QUOTE.findall(part)) if len(q) >= _LEAST_QUOTE]
    return [
        t
        for t in told
        if t.id[0] in "fsbu" and (any(r in t.text for r in rules) or any(q in flat(t.text + t.also) for q in quotes))
    ][:_MOST_SPOKEN_OF]


_LEAST_QUOTE, _MOST_SPOKEN_OF = 2, 6
