"""What lies on the desk when somebody speaks: the last result, the draft, the attached files."""

from dataclasses import dataclass
from typing import Any

from nianbao.assistant.understanding.ellipsis import Before
from nianbao.assistant.understanding.which_report import KnownReport


@dataclass(frozen=True)
class Situation:
    """``review``, ``draft``, ``set``: data of the newest of each. ``last``: the kind of the last result. ``new_*``: with this message.

    ``pending``: something that was shown and waits for a yes; ``put_off``: shown further back, other things were asked since; ``waits_for_agency``: a draft that waits for a name. ``last_year``: the library holds last year's report of the newest one.
    """

    review: dict[str, Any] | None = None
    draft: dict[str, Any] | None = None
    register: dict[str, Any] | None = None
    set: dict[str, Any] | None = None
    last: str = ""
    reports: int = 0
    new_reports: int = 0
    has_workbook: bool = False
    new_workbook: bool = False
    has_register: bool = False
    new_register: bool = False
    has_notes: bool = False
    pending: bool = False
    put_off: bool = False
    waits_for_agency: bool = False
    years: tuple[int, ...] = ()
    last_year: bool = False
    known: tuple[KnownReport, ...] = ()
    """Reports in the order in which they were handed in, with their newest review."""
    before: Before | None = None
    """The last thing that was done."""

    @property
    def has_last_year(self) -> bool:
        """Reports of several years lie here, or the library has last year's."""
        return self.last_year or len(self.years) > 1 or bool((self.review or {}).get("previous"))

    @property
    def has_paper(self) -> bool:
        """A report or a draft that can be reviewed or compared."""
        return self.reports > 0 or self.draft is not None

    @property
    def lies_here(self) -> bool:
        """Whether anything was handed in, with this message or before."""
        return self.has_paper or self.has_register or self.has_workbook or self.has_notes or self.set is not None

    @property
    def subject(self) -> str:
        """What a word like 这份 or 第一条 speaks of: register, set, draft, review, files, or nothing."""
        if self.new_register or (self.last == "register" and self.has_register):
            return "register"
        if self.new_reports:
            return "files"
        if self.last == "set" and self.set is not None:
            return "set"
        if self.last in ("draft", "review"):
            return self.last
        if self.draft is not None:
            return "draft"
        if self.review is not None:
            return "review"
        return "files" if self.reports else "register" if self.has_register else ""

    @property
    def desk(self) -> str:
        """What lies on the desk in a word, as the examples of requests tell it (``corpus/examples/utterances``)."""
        if self.new_register:
            return "register"
        if self.new_reports:
            return "two" if self.new_reports > 1 else "file"
        if self.last == "compare":
            return "compare"
        return _DESKS.get(self.subject) or ("workbook" if self.has_workbook else "none")


_DESKS = {"register": "register", "set": "set", "draft": "draft", "review": "review", "files": "file"}
