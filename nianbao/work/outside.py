"""What lies outside the regulation and the format of the annual report, with the law or the body that answers it.

A search floor cannot tell a neighbour from a question: they use the same words. The list is data (``corpus/outside``).
"""

import re
from dataclasses import dataclass
from functools import cache

from nianbao.paths import CORPUS_DIR
from nianbao.report.patterns import regex


@dataclass(frozen=True, slots=True)
class Outside:
    """A field of its own. ``law`` and ``body`` are pointers, empty for what is no public administration at all."""

    what: str
    law: str
    body: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None
    instead: str = ""
    """What can be done here in its place, in Chinese."""
    settles: bool = False
    """Whether nothing else can be meant."""

    def holds(self, question: str) -> bool:
        """Whether the question belongs here."""
        return bool(self.words.search(question)) and not (self.unless and self.unless.search(question))


@cache
def _list() -> tuple[Outside, ...]:
    import yaml

    entries = yaml.safe_load((CORPUS_DIR / "outside" / "outside.yaml").read_text(encoding="utf-8"))
    return tuple(
        Outside(
            e["what"],
            e.get("law", ""),
            e.get("body", ""),
            regex("|".join(f"(?:{w})" for w in e["words"]), re.IGNORECASE),
            regex(e["unless"]) if e.get("unless") else None,
            e.get("instead", ""),
            bool(e.get("settles")),
        )
        for e in entries
    )


def lies_outside(question: str) -> Outside | None:
    """The field outside ours to which a question belongs, or None."""
    return next((entry for entry in _list() if entry.holds(question)), None)
