"""Of the characters that two reports share, the stretches that are an agency's own words."""

from collections.abc import Iterable, Sequence

from validators.profile import Profile
from validators.shared_wording.digest import SentenceKey, sentence_keys, stable_hash
from validators.shared_wording.formulas import content, own_characters
from validators.shared_wording.neighbours import Peer, Stretch
from validators.shared_wording.runs import Run
from validators.shared_wording.similarity import CompactText, compact, piece_length

LEAST_CONTENT = 10
"""Letters beside the words of every report, without which a stretch says nothing of its own."""
_NOT_FIRST = frozenset("，,、；;。：:）)”’》】 \t\n\u3000")
_NOT_LAST = frozenset("，,、：:（(“‘《【 \t\n\u3000")


class OwnProse:
    """The prose of a report, each character marked as its own or as a formula. ``at_least``: of a stretch."""

    def __init__(self, texts: Sequence[tuple[str, str]], profile: Profile, at_least: int) -> None:
        self._sections = [section for section, _ in texts]
        self._parts = [compact(text) for _, text in texts]
        self._sentences = [sentence_keys(text) for _, text in texts]
        self._own = [own_characters(part, profile.word_list("LK-02.accepted")) for part in self._parts]
        self._common = profile.word_list("LK-02.common")
        self._at_least = at_least

    def clear_piece(self, section: int, position: int) -> None:
        """A fingerprinted piece of a section is no words of its own."""
        size = piece_length(self._at_least)
        self._own[section][position : position + size] = bytes(size)

    def clear_sentences(self, masked: set[int]) -> None:
        """Nor are sentences of which this is the hash without their numbers."""
        for part, own, sentences in zip(self._parts, self._own, self._sentences, strict=True):
            for sentence in sentences if masked else ():
                if stable_hash(sentence.masked) in masked:
                    _clear(own, part, sentence)

    def stretches(self, peer: Peer, runs: Iterable[Run], theirs: Sequence[SentenceKey]) -> list[Stretch]:
        """What is left of the runs shared with a peer whose sentences are ``theirs``."""
        word_for_word, masked = {s.text for s in theirs}, {s.masked for s in theirs}
        found = []
        for section, start, end, _, _ in runs:
            part, own = self._parts[section], bytearray(self._own[section])
            for sentence in self._sentences[section]:
                if sentence.masked in masked and sentence.text not in word_for_word:
                    _clear(own, part, sentence)  # only the numbers differ: a template
            passages = self._passages(part, own, start, end)
            if passages:
                first, last = passages[0][0], passages[-1][1]
                begin, finish = _quotable(part.original, *part.span(first, last), self._at_least)
                quote = part.original[begin:finish]
                length = sum(e - s for s, e in passages)
                found.append(Stretch(peer, self._sections[section], begin, finish, quote, last - first, length))
        return found

    def _passages(self, part: CompactText, own: bytearray, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of a run, long enough and without a formula, that say something."""
        passages = []
        at = own.find(1, start, end)
        while at >= 0:
            stop = own.find(0, at, end)
            stop = end if stop < 0 else stop
            if stop - at >= self._at_least and content(part.text[at:stop], self._common) >= LEAST_CONTENT:
                passages.append((at, stop))
            at = own.find(1, stop, end)
        return passages


def _quotable(text: str, start: int, end: int, at_least: int) -> tuple[int, int]:
    """The longest paragraph of a stretch that goes over several, without punctuation left over at its ends."""
    lines, at = [], start
    for line in text[start:end].split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    longest = max(lines, key=lambda line: line[1] - line[0])
    if longest[1] - longest[0] >= at_least:
        start, end = longest
    while text[start] in _NOT_FIRST and end - start > 1:
        start += 1
    while text[end - 1] in _NOT_LAST and end - start > 1:
        end -= 1
    return start, end


def _clear(own: bytearray, part: CompactText, sentence: SentenceKey) -> None:
    places = [part.positions[i] for i in range(sentence.start, sentence.end) if i in part.positions]
    if places:
        own[places[0] : places[-1] + 1] = bytes(places[-1] + 1 - places[0])
