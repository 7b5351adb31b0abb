"""Free words → rows of table three. Decided only when every piece is known and all agree; else asked, never guessed."""

from dataclasses import dataclass
from functools import lru_cache

from nianbao.register.result_words import HINTS, MEANINGS, ONLY_WITH, OPEN_WORDS, SILENT, UNSURE
from nianbao.report.layout import LAYOUT_2021, outcome_group
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

OUTCOMES = tuple(row for row in LAYOUT_2021.tables["applications"].rows if outcome_group(row) and row != "other")
"""Rows of table three that an application can end in."""
_ORDINAL = regex(r"^[(]?[0-9一二三四五六七八九十]{1,2}[).、．:]+")
_SKIPPED = frozenset(",、。;:()[]/-—–·\"'《》")
"""Punctuation; a question mark is none: it says doubt."""
_ASKED = "?"

_ORDINALS_AND_SIGNS = regex(r"\([一二三四五六七八九十\d]+\)|\d+[.、]|[-—–/,:;·.。()\"、]")


def _core(text: str) -> str:
    """An official label without its ordinals and signs."""
    return _ORDINALS_AND_SIGNS.sub("", squeeze(text))


def _labels() -> dict[str, str]:
    """The labels of the form, alone and behind their group, as systems print them; 其他 alone says nothing."""
    found: dict[str, str] = {}
    for key in OUTCOMES:
        row = LAYOUT_2021.tables["applications"].rows[key]
        group = _core(row.labels[1])
        for label in map(_core, (row.label, *row.aliases)):
            found[group + label] = key
            if len(label) > 2:
                found[label] = key
    return found


_LABELS = _labels()
_PIECES = (
    *((regex(p), key) for key, patterns in MEANINGS.items() for p in patterns),
    *((regex(p), f"with:{group}") for group, patterns in ONLY_WITH.items() for p in patterns),
    *((regex(p), "") for p in SILENT),
    *((regex(p), _ASKED) for p in UNSURE),
)
_HINTS = tuple((regex(pattern), rows) for pattern, rows in HINTS.items())


@dataclass(frozen=True, slots=True)
class Wording:
    """What a wording says: ``key``, a row of table three, or None with the ``candidates`` to ask for."""

    key: str | None
    candidates: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def read_result(raw: str) -> Wording:
    """The row that a result wording means.

    >>> read_result("不予公开：过程性信息").key
    'denied.process'
    >>> read_result("告知").candidates[:2]
    ('unable.not_held', 'rejected.publication')
    """
    if official := _LABELS.get(_core(raw)):
        return Wording(official)
    text = _ORDINAL.sub("", squeeze(raw))
    keys, companions, known = _pieces(text)
    if "partial" in keys and all(k == "partial" or k.startswith("denied.") for k in keys):
        keys = {"partial"}  # 区分处理的，只计这一情形 (the form's own words)
    if known and len(keys) == 1:
        (key,) = keys
        if all(
            group == key.partition(".")[0] or (group, key) == ("denied", "partial") or _both(group, key)
            for group in companions
        ):
            return Wording(key)
    return Wording(None, _candidates(text, keys))


def _both(group: str, key: str) -> bool:
    """What is handed over may be so in part; what is not dealt with may be so for other reasons."""
    return (group, key) == ("granted", "partial") or (group == "rejected" and key.startswith("other."))


def _pieces(text: str) -> tuple[set[str], set[str], bool]:
    """The rows named in a text, the groups its other words go with, and whether all of it was known."""
    keys: set[str] = set()
    companions: set[str] = set()
    known, at = True, 0
    while at < len(text):
        if text[at] in _SKIPPED:
            at += 1
            continue
        found = [(match.end(), meaning) for pattern, meaning in _PIECES if (match := pattern.match(text, at))]
        end, meaning = max(found, default=(at, ""), key=lambda f: f[0])
        if end == at:
            known, at = False, at + 1
            continue
        if meaning == _ASKED:
            known = False
        elif meaning.startswith("with:"):
            companions.add(meaning[5:])
        elif meaning:
            keys.add(meaning)
        at = end
    return keys, companions, known


def _candidates(text: str, keys: set[str]) -> tuple[str, ...]:
    """Rows to choose from: those named, those hinted at, or all."""
    if keys:
        return tuple(row for row in OUTCOMES if row in keys)
    for pattern, rows in _HINTS:
        if pattern.search(text):
            return tuple(r for wanted in rows for r in OUTCOMES if r == wanted or r.startswith(f"{wanted}."))
    return OUTCOMES


def is_open(raw: str) -> bool:
    """True for what stands as a result while an application is still being dealt with."""
    return squeeze(raw) in OPEN_WORDS
