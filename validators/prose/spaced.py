"""Prose set with a blank after every Chinese character, as recognition and justified lines give it."""

from functools import lru_cache
from typing import NamedTuple

from nianbao.report.patterns import HAN, regex

_GAP = regex(rf"(?<={HAN})[^\S\n]+(?={HAN})")
_PAIR = regex(rf"{HAN}(?={HAN})")


class ClosedUp(NamedTuple):
    """``text`` without those blanks; ``places[i]`` is where its character ``i`` stood, one more for its end."""

    text: str
    places: tuple[int, ...] | range


@lru_cache(maxsize=256)
def close_up(text: str) -> ClosedUp:
    """Drop the blanks between Chinese characters in lines that have them more often than not; others stay as they are."""
    if " " not in text:
        return ClosedUp(text, range(len(text) + 1))
    kept: list[int] = []
    position = 0
    for line in text.splitlines(keepends=True):
        gaps = [match.span() for match in _GAP.finditer(line)]
        if len(gaps) <= len(_PAIR.findall(line)):
            gaps = []
        since = 0
        for start, end in gaps:
            kept.extend(range(position + since, position + start))
            since = end
        kept.extend(range(position + since, position + len(line)))
        position += len(line)
    return ClosedUp("".join(text[i] for i in kept), (*kept, len(text)))


def closed_up(text: str) -> str:
    """``close_up`` for those who need no places."""
    return close_up(text).text
