"""Text folding shared by every reader of Chinese office prose.

Two folds exist and must not be mixed: ``fold`` keeps one character for one character (so that offsets
into the original stay true), ``squeeze`` drops white space and unifies brackets (for comparing labels).
"""

import re
import unicodedata

_SAME_LENGTH = str.maketrans(
    {
        **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94)},
        "　": " ",
        "\xa0": " ",
        "\u2007": " ",
        "\u202f": " ",
        "\t": " ",
        "〇": "零",
        "﹪": "%",
        "﹣": "-",
        "−": "-",
        "–": "-",
    }
)
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "『": '"', "』": '"', "‘": '"', "’": '"', "'": '"'}
)
_WHITE = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u2060]+")


def fold(text: str) -> str:
    """Full-width ASCII to half-width, odd spaces to plain ones; same length as ``text``.

    ``，。；：（）`` become ``,。;:()`` except that 。 has no ASCII twin and stays.
    """
    return text.translate(_SAME_LENGTH)


def squeeze(text: str) -> str:
    """A label without its accidents: no white space, NFKC, one kind of quote and of bracket."""
    return _WHITE.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES).replace("〔", "[").replace("〕", "]")


def collapse(text: str) -> str:
    """White space of any kind to single spaces, ends trimmed."""
    return _WHITE.sub(" ", text).strip()
