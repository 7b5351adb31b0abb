"""How Chinese text becomes search terms: characters and pairs of characters, no word list needed.

Measured against word segmentation (jieba) and 1–3-grams: the 1–2-grams rank best, and nothing has to be learnt.
"""

from nianbao.report.patterns import regex
from nianbao.report.text import fold

_WHITE = regex(r"\s+")
_RUN = regex(r"[a-z]+|\d+(?:\.\d+)?|[\u3400-\u9fff]+")
_FIRST_HANZI = "\u3400"


def grams(text: str, longest: int = 2) -> list[str]:
    """Terms of a text in reading order, repeats kept.

    Full-width forms are folded and letters lowered; a run of letters or a number is one term (``20``, ``docx``);
    a run of hanzi gives every 1- to ``longest``-gram. Punctuation separates, white space does not.
    """
    terms: list[str] = []
    for run in _RUN.findall(_WHITE.sub("", fold(text).lower())):
        if run[0] < _FIRST_HANZI:
            terms.append(run)
            continue
        for size in range(1, longest + 1):
            terms.extend(run[i : i + size] for i in range(len(run) - size + 1))
    return terms
