"""A set as a list shows it: a line a file, with what was found, what is undecided, and who published late."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from nianbao.papers.wording import verdict_reason_of
from nianbao.store.trust import agency_key
from validators.article50 import ItemVerdict, Verdict
from validators.engine import State
from validators.finding_keys import finding_key_of
from validators.record import ReviewRecord

if TYPE_CHECKING:
    from nianbao.store.sets import Decided, ReviewSet, SetFile
    from nianbao.work.services import Services

PUBLISHED_IN_TIME = "TM-01"
Late = Literal["late", "in_time", "unknown"]
_LATE: dict[str | None, Late] = {"fail": "late", "pass": "in_time"}


@dataclass(frozen=True, slots=True)
class Line:
    """One file. ``verdict`` is None while it waits and when it could not be read (``problem`` says why).

    ``items``: item of Article 50 → its verdict; ``rules``: rule → how it ended; ``found``: rule → findings; ``late``: as
    TM-01 says, unknown where no date of publication was read; ``undecided``: findings that no reviewer has decided on.
    """

    number: int
    file: str
    problem: str = ""
    agency: str = ""
    year: int | None = None
    verdict: Verdict | None = None
    reason: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    items: dict[str, ItemVerdict] = field(default_factory=dict)
    rules: dict[str, State] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    published: str = ""
    undecided: int = 0
    same: Sequence[str] = ()
    """Files of the set with the same agency's report of the same year."""

    @property
    def waits(self) -> bool:
        return not (self.verdict or self.problem)

    @property
    def late(self) -> Late:
        return _LATE.get(self.rules.get(PUBLISHED_IN_TIME), "unknown")

    @property
    def name(self) -> str:
        """The agency, or the file where none was read."""
        return self.agency or self.file


@dataclass(frozen=True, slots=True)
class SetView:
    """A set with its lines."""

    set: "ReviewSet"
    lines: tuple[Line, ...]

    @property
    def reviewed(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.verdict)


def short_names(lines: Sequence[Line]) -> Callable[[Line], str]:
    """How each line is called among these: without the province, city and county that all of them have in front."""
    names = [line.agency for line in lines if line.agency]
    common = 0
    for place, characters in enumerate(zip(*names, strict=False), start=1):
        if len(set(characters)) > 1:
            break
        if characters[0] in "省市州盟县区旗":
            common = place
    return lambda line: line.agency[common:] or line.name if len(names) > 1 else line.name


def summary_of(data: dict[str, Any], record: ReviewRecord) -> dict[str, Any]:
    """What a list shows of a review, as it is kept beside it. ``data``: the record as JSON."""
    findings = record.review.findings
    published = record.review.report.published
    return {
        "agency": record.review.report.agency.name,
        "year": record.review.report.year,
        "verdict": record.review.verdict,
        "reason": verdict_reason_of(data),
        "counts": Counter(f.severity for f in findings),
        "items": {item.item: item.verdict for item in record.review.items},
        "rules": {result.rule: result.state for result in record.review.results},
        "found": Counter(f.rule for f in findings),
        "published": published.isoformat() if published else "",
        "findings": [finding_key_of(f) for f in findings],
        "whose": list(record.whose),
        "lineage": record.lineage,
        "same": data["set"]["same_report"],
    }


def view(services: "Services", set_id: str) -> SetView:
    """The set as it stands now. Raises ``NotFoundError``."""
    from nianbao.store.sets import decisions_of_years, list_files, load_set

    kept = load_set(services.db, set_id)
    files = list_files(services.db, set_id)
    decided = decisions_of_years(services.db, {file.summary["year"] for file in files if file.summary})
    return SetView(kept, tuple(_line(file, decided) for file in files))


def _line(file: "SetFile", decided: "Decided") -> Line:
    summary = dict(file.summary)
    if not summary:
        return Line(file.number, file.name, file.problem)
    name, year = summary.pop("whose")
    key, lineage = agency_key(name), summary.pop("lineage", "")
    undecided = sum(not decided.holds(key, year, lineage, finding) for finding in summary.pop("findings"))
    return Line(file.number, file.name, file.problem, undecided=undecided, **summary)


def recent_sets(services: "Services") -> "list[ReviewSet]":
    """Sets, the latest first."""
    from nianbao.store.sets import list_sets

    return list_sets(services.db)


def throw_away(services: "Services", set_id: str) -> None:
    """Files and results of a set; decisions stay. Raises ``NotFoundError``."""
    from nianbao.store.sets import delete_set

    delete_set(services.db, set_id)
