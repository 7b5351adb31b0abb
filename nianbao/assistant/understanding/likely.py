"""Which act the words of a request most likely ask for, by what was learned from examples (``corpus/examples``).

What counts: what lies on the desk, the words and what of a report they name, and how near the law and the notes come to the
question. Nothing is decided by one of them alone.
"""

from collections.abc import Callable, Iterator

from nianbao.assistant.learned import learned, runs
from nianbao.assistant.understanding.cells import rows_in
from nianbao.assistant.understanding.references import RULE, agency_named, nth_in, section_in, table_in
from nianbao.report.patterns import HAN, regex
from nianbao.work.law import nearness
from nianbao.work.outside import lies_outside

MODEL = "utterances"
Nearness = Callable[[str], float]
_LOOKED_AT = 120
"""Characters of a request that are looked at."""
_LONGEST = 3
_WHOSE = "我们"
"""Stands for the full name of an agency: whose paper it is tells nothing of what is wanted."""
_MOST = 12
"""The highest class of a measure."""
_HAN = regex(HAN)
_NUMBER = regex(r"(?<!第)\d+(?!年|部分)")
_FOREIGN = regex(r"[A-Za-z]")
_FOREIGN_LEAST = 6
"""Letters of words that no Chinese is known for."""
_ASKS = regex(r"[?？吗么呢]$")
PUNCTUATION = regex(r"[\s，。！？、；：,.!?;:~～…（）()]+")


def likely(said: str, desk: str) -> dict[str, float]:
    """The score of each act for words said at this desk (``Situation.desk``)."""
    return learned(MODEL).scores(features(said, desk))


def features(said: str, desk: str, nearness: Nearness = nearness) -> Iterator[str]:
    """What counts of the words. ``nearness``: while learning, that to the law without the question itself."""
    if agency := agency_named(said):
        said = said.replace(agency, _WHOSE)
    bare = PUNCTUATION.sub("", said).lower()
    yield f"desk={desk}"
    yield f"length={min(len(bare), 60) // 6}"
    if _ASKS.search(said.strip()):
        yield "asks"
    if lies_outside(said):
        yield "outside"
    if len(_FOREIGN.findall(RULE.sub("", said))) >= _FOREIGN_LEAST:
        yield "foreign"
    for named in _named(said):
        yield f"names {named}"
        yield f"{desk} names {named}"
    yield from dict.fromkeys(runs(bare[:_LOOKED_AT], _LONGEST))
    yield from _near(said, "none" if desk == "none" else "some", nearness(said))


def _named(said: str) -> Iterator[str]:
    """What of a report the words name."""
    if rows_in(said):
        yield "row"
    if table_in(said):
        yield "table"
    if section_in(said):
        yield "section"
    if RULE.search(said):
        yield "rule"
    if nth_in(said) is not None:
        yield "finding"
    if _NUMBER.search(RULE.sub("", said)):
        yield "number"


def _near(said: str, desk: str, score: float) -> Iterator[str]:
    """How much of the question is covered, and how many characters that is; each class holds those below it."""
    share = min(int(score * 20), _MOST)
    characters = min(int(score * len(_HAN.findall(said)) * 2), _MOST)
    yield from (f"{desk} near {n}" for n in range(share + 1))
    yield from (f"{desk} covered {n}" for n in range(characters + 1))
