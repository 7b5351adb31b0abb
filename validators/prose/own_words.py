"""What a sentence says in its own words: titles, document numbers and what it quotes are somebody else's."""

from collections.abc import Iterator
from functools import lru_cache

from nianbao.report.patterns import regex
from validators.prose.sentences import Span, clauses

_QUOTED = regex(r"《[^《》]*》|〔[^〔〕]*〕|“[^“”]*”|\"[^\"]*\"|【[^【】]*】")
_BLANK = "\u25a1"


@lru_cache(maxsize=512)
def own_words(text: str) -> str:
    """The text with what stands in 《》, 〔〕, 【】 and quotes blanked out; every offset stays."""
    return _QUOTED.sub(lambda m: _BLANK * len(m.group()), text)


def own_clauses(words: str) -> Iterator[Span]:
    """Clauses of a sentence from ``own_words``; offsets are those of the sentence."""
    return clauses(Span(words, 0, len(words)))
