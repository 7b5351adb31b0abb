"""Which of code's sentences a sentence of the model's repeats without its id, word for word or nearly.

Code's own sentence is printed in its place, so that nothing is shown but what code said. A repetition may leave out the
beginning or the end and join it with words that say nothing; it has the same numbers, and no negation more or less.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from nianbao.assistant.words.figures import numbers
from nianbao.assistant.words.plain import flat, grams
from nianbao.assistant.words.stances import allowed_by, stances
from nianbao.assistant.words.vocabulary import strange
from nianbao.report.patterns import regex
from nianbao.work.model.told import Told

_SHORTEST, _SHORTEST_NEAR = 8, 12
_SHARED, _KEPT, _LEFT_OUT = 0.75, 0.85, 0.2
"""Shares: pairs of characters in common, of the repetition that stands in the sentence, of what lies between that is left
out."""
_JOINT = regex(
    r"^(?:也就是说|就是说|换句话说|即|另外|此外|同时|首先|其次|最后|其中|(?:程序|审核|系统|规则)(?:说|提示|指出|发现|认为)|(?:审核)?结论(?:就)?是)[，：,:]?"
)
_NEGATION = regex(r"[不没未无非莫勿否尚]")
_BEFORE = 3
_OF_THE_REPORT = ("q", "w")
_QUOTE = regex(r"[“‘「『]([^”’」』]+)[”’」』]")


def repeated(sentence: str, told: Sequence[Told]) -> Told | None:
    """The sentence that is repeated; None when it is none, or when it cannot be told which: a figure without the words of
    its row, a sentence of one of several files."""
    said = flat(_JOINT.sub("", sentence.strip()))
    if len(said) < _SHORTEST or sum(t.text.startswith("（") for t in told) > 1:
        return None
    pool = [(t, flat(t.text)) for t in told if t.id[0] not in _OF_THE_REPORT and not _is_quoted(said, t.text)]
    found = [t for t, whole in pool if _is_part(said, whole)] or [t for t, whole in pool if _is_nearly(said, whole)]
    if len(found) > 1 and numbers(said):
        return None
    return found[0] if found else None


def _is_quoted(said: str, text: str) -> bool:
    """Words that code only quotes are the report's, whatever they say."""
    return any(said in flat(quote) for quote in _QUOTE.findall(text) if len(quote) > _SHORTEST)


def _is_part(said: str, whole: str) -> bool:
    """Word for word, and not what the sentence denies."""
    at = whole.find(said)
    return at >= 0 and not _NEGATION.search(whole[max(0, at - _BEFORE) : at])


def _is_nearly(said: str, whole: str) -> bool:
    pairs = grams(said)
    if len(said) < _SHORTEST_NEAR or len(pairs & grams(whole)) < _SHARED * len(pairs):
        return False
    if not stances(said) <= allowed_by(whole) or not _same_numbers(said, whole):
        return False
    blocks = [b for b in SequenceMatcher(None, whole, said, autojunk=False).get_matching_blocks() if b.size]
    if sum(b.size for b in blocks) < _KEPT * len(said):
        return False
    added, left_out, in_whole, in_said = [], [], blocks[0].a, 0
    for block in blocks:
        added.append(said[in_said : block.b])
        left_out.append(whole[in_whole : block.a])
        in_whole, in_said = block.a + block.size, block.b + block.size
    added.append(said[in_said:])
    lost = "".join(left_out)
    return (
        not any(_NEGATION.search(words) or strange(words) for words in added)
        and not _NEGATION.search(whole[max(0, blocks[0].a - _BEFORE) : blocks[0].a] + lost)
        and len(lost) <= _LEFT_OUT * len(said)
    )


def _same_numbers(said: str, whole: str) -> bool:
    """Each number of the repetition stands in the sentence, in the same order."""
    there = iter(n.text for n in numbers(whole))
    return all(any(n.text == other for other in there) for n in numbers(said))
