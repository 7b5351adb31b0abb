"""Brackets, quotes and 书名号 that have no partner in their paragraph."""

import re
from typing import NamedTuple

from nianbao.report.patterns import regex
from validators.prose.lines import lines
from validators.prose.sentences import Span

_OPENERS = {"(": ")", "《": "》", "【": "】", "〔": "〕", "“": "”", "「": "」"}
_CLOSERS = {close: opener for opener, close in _OPENERS.items()}
_ANY_MARK = regex(f"[{re.escape(''.join([*_OPENERS, *_CLOSERS]))}]")
_LIST_MARK = regex(r"(?:^|[。;,:、\s(])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Za-z]|[①-⑳])\s*$")
_CUT_OFF = regex(r"\[(?:…|\.{3})\]")
REACH = 3
"""A pair may be parted by so many line ends: PDF and text files break lines in mid-sentence."""


class Mark(NamedTuple):
    """A mark without its partner; ``position`` is an offset into the text, ``line`` counts the lines from 0."""

    mark: str
    position: int
    line: int
    paragraph: Span


def unpaired(text: str) -> list[Mark]:
    """Marks without a partner, in order. 1） and 一） of a list are none, nor are marks paired across line ends."""
    alone: list[Mark] = []
    waiting: dict[str, list[Mark]] = {opener: [] for opener in _OPENERS}
    paired: set[int] = set()
    for number, line in enumerate(lines(text)):
        if _CUT_OFF.search(line.text):
            continue
        for mark in _alone_in(line, number):
            if mark.mark in _OPENERS:
                waiting[mark.mark].append(mark)
                alone.append(mark)
            elif (before := waiting[_CLOSERS[mark.mark]]) and before[-1].line >= number - REACH:
                paired.add(before.pop().position)
            else:
                alone.append(mark)
    return [mark for mark in alone if mark.position not in paired]


def _alone_in(line: Span, number: int) -> list[Mark]:
    """Marks of one line without a partner in it. Each kind is counted by itself: crossing pairs are not judged."""
    waiting: dict[str, list[Mark]] = {opener: [] for opener in _OPENERS}
    alone: list[Mark] = []
    for found in _ANY_MARK.finditer(line.text):
        offset, character = found.start(), found[0]
        mark = Mark(character, line.start + offset, number, line)
        if character in _OPENERS:
            waiting[character].append(mark)
        elif character in _CLOSERS:
            opener = _CLOSERS[character]
            if waiting[opener]:
                waiting[opener].pop()
            elif character != ")" or not _LIST_MARK.search(line.text[:offset]):
                alone.append(mark)
    alone.extend(mark for marks in waiting.values() for mark in marks)
    straight = '"' in line.text
    return sorted((m for m in alone if not (straight and m.mark in "“”")), key=lambda m: m.position)
