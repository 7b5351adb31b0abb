"""Text folding shared by every reader of Chinese office prose.

Two folds exist and must not be mixed: ``fold`` keeps one character for one character (so that offsets
into the original stay true), ``squeeze`` drops white space and unifies brackets (for comparing labels).
"""

import unicodedata
from collections.abc import Callable
from typing import TypeVar

from nianbao.report.patterns import regex

_Answer = TypeVar("_Answer")
REMEMBERED_LENGTH = 64
REMEMBERED_TEXTS = 8192

_SAME_LENGTH = {
    **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94)},
    "　": " ",
    "\xa0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\t": " ",
    "〇": "零",
    "﹪": "%",
    "﹣": "-",
    "−": "-",
    "–": "-",
}
_TO_FOLD = regex("[\uff01-\uff5e\u3000\xa0\u2002\u2003\u2007\u2009\u202f\t〇﹪﹣−–]")
_QUOTES = {"“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "『": '"', "』": '"', "‘": '"', "’": '"', "'": '"'}
_NO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\ufeff"
"""Characters that print nothing and are no white space to Python."""
_UNIFIED = str.maketrans({**_QUOTES, "〔": "[", "〕": "]", **dict.fromkeys(_NO_WIDTH, "")})
_TO_UNIFY = regex(f"[{''.join(_QUOTES)}〔〕{_NO_WIDTH}]")
_NOT_PRINTED = regex(f"[{_NO_WIDTH}]")
_FULL_WIDTH = (("，", ","), ("：", ":"), ("；", ";"), ("（", "("), ("）", ")"))
"""What makes almost every Chinese sentence need NFKC; without these most need it no more, which is told quickly."""


class _Answers(dict[str, _Answer]):
    """Text → answer; what is not there is asked, and kept when the text is short."""

    def __init__(self, question: Callable[[str], _Answer]) -> None:
        self._question = question

    def __missing__(self, text: str) -> _Answer:
        answer = self._question(text)
        if len(text) <= REMEMBERED_LENGTH:
            if len(self) >= REMEMBERED_TEXTS:
                self.clear()
            self[text] = answer
        return answer


def remembered(question: Callable[[str], _Answer]) -> Callable[[str], _Answer]:
    """A question on a text, its answers kept for short texts: labels and cells come again and again, in one report and
    in the next; longer texts are prose and do not. Answers must be immutable.

    What comes back looks an answer up without running any Python, for a report asks some two thousand times.
    """
    return _Answers(question).__getitem__


def fold(text: str) -> str:
    """Full-width ASCII to half-width, odd spaces to plain ones; same length as ``text``.

    ``，。；：（）`` become ``,。;:()`` except that 。 has no ASCII twin and stays.
    """
    if text.isascii():
        return text.replace("\t", " ")
    for char in set(_TO_FOLD.findall(text)):
        text = text.replace(char, _SAME_LENGTH[char])
    return text


@remembered
def squeeze(text: str) -> str:
    """A label without its accidents: no white space, NFKC, one kind of quote and of bracket."""
    if not text.isascii():
        for wide, narrow in _FULL_WIDTH:
            text = text.replace(wide, narrow)
        text = unicodedata.normalize("NFKC", text)
    flat = "".join(text.split())
    return flat.translate(_UNIFIED) if _TO_UNIFY.search(flat) else flat


def printed_only(text: str) -> str:
    """Without the characters that print nothing: marks of direction, spaces of no width, soft hyphens."""
    return text if text.isascii() else _NOT_PRINTED.sub("", text)


def printable(name: object) -> str:
    """The name or path of a file as it can be shown: what is no character (a name of another encoding), and what steers
    a screen, comes as �."""
    text = str(name)
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else "�" for c in text)


def is_decodable(name: object) -> bool:
    """False for a name of which some bytes are no characters (as Python passes them on, in lone surrogates)."""
    return not any("\ud800" <= char <= "\udfff" for char in str(name))


def collapse(text: str) -> str:
    """White space of any kind to single spaces, ends trimmed."""
    if not text.isascii() and _NOT_PRINTED.search(text):
        text = _NOT_PRINTED.sub(" ", text)
    return " ".join(text.split())


_UNSTORABLE = regex("[\ud800-\udfff\x00]")


def storable(text: str) -> str:
    """The text without what a database refuses (halves of surrogate pairs, NUL); U+FFFD stands for each."""
    return _UNSTORABLE.sub("\ufffd", text)
