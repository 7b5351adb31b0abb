"""What goes into a turn of the conversation and what comes out of it, in order."""

from dataclasses import dataclass
from typing import Literal

from nianbao.work.draft import PassageDone
from nianbao.work.jobs import JobResult

EventKind = Literal["step", "words", "passage", "result", "notice", "error", "done"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a turn, in order: a step, words of an answer, a passage of a
    draft that is being written, a result, a notice, an error, the end."""

    kind: EventKind
    text: str = ""
    result: JobResult | None = None
    passage: PassageDone | None = None
