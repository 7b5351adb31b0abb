"""The revisions of a draft: which there are, one of them whole, what differs between two, and back to an earlier one.

A revision is never changed or removed. Going back adds one that says what the earlier one said, file and all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal

from nianbao.drafting.sentences.figures import figures
from nianbao.report.codec import report_from_json
from nianbao.report.errors import UserError
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS
from nianbao.report.model import Report

if TYPE_CHECKING:
    from nianbao.store.drafts import Revision
    from nianbao.work.services import Services

How = Literal["drafted", "edited", "word", "restored"]
"""drafted: by the program from the material; edited: drafted again after a change that a person asked for; word: a Word
file that a person edited and handed in; restored: an earlier revision once more."""
AUTHOR = "经办人"
"""Who makes a revision where nobody has a name."""
_PROGRAM = "drafting"
MADE = "made"
_KEPT_APART = ("inputs", "provenance", "page", "last_year", "arranged", "step", MADE)
"""Of a revision's content, what is no part of the draft as the screen shows it."""


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """A state of a draft in the list of its history.

    ``at``: UTC; ``of``: the revision it was made from or matched against; ``file``: the Word file handed in; ``open``: how
    many places are open in it; ``differs``: how many numbers of an edited Word file differ from the ledger or stand in none.
    """

    number: int
    author: str
    created_at: datetime
    how: How
    of: int | None
    file: str
    verdict: str
    open: int
    differs: int

    @property
    def at(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"


@dataclass(frozen=True)
class KeptRevision:
    """A revision whole. ``data``: as ``draft --json`` prints it, with ``draft``, ``draft_id``, ``revision``, ``writer``,
    ``numbers_matched``, ``model_failures``, ``previous_year``, and ``match`` for an edited Word file."""

    line: RevisionLine
    draft: int
    content: dict[str, Any]
    has_docx: bool

    @property
    def number(self) -> int:
        return self.line.number

    @property
    def ledger_of(self) -> int | None:
        """The drafted revision whose ledger this one was matched against; None for one that stands on the material."""
        return self.content.get(MADE, {}).get("ledger_of")  # type: ignore[no-any-return]

    @property
    def by_material(self) -> bool:
        """Whether its words follow from the material, so that a change of the material loses none of them."""
        return self.ledger_of is None

    @property
    def report(self) -> Report:
        return report_from_json(self.content["report"])

    @property
    def data(self) -> dict[str, Any]:
        content, provenance = self.content, self.content.get("provenance", {})
        log, last_year = provenance.get("model_log"), content.get("last_year")
        shown = {key: value for key, value in content.items() if key not in _KEPT_APART}
        return shown | {
            "draft": self.draft,
            "draft_id": self.draft,
            "revision": self.number,
            "writer": provenance.get("writer", "built-in"),
            "numbers_matched": len(provenance.get("numbers", ())),
            "model_failures": log["failures"] if log else [],
            "previous_year": last_year["year"] if last_year else None,
        }


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """Sentences that stand in one revision and not in the other, one after the other; ``before`` or ``after`` may be empty.

    ``numbers``: what stood before and after, number by number, where it is not the same; "" where there was or is none.
    """

    section: str
    before: str
    after: str
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a table that differs. ``cell``: table.row.column; ``label`` its Chinese name; "" where it is empty."""

    cell: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two revisions, in reading order."""

    earlier: int
    later: int
    sentences: tuple[SentenceChange, ...]
    cells: tuple[CellChange, ...]

    def __bool__(self) -> bool:
        return bool(self.sentences or self.cells)


def list_revisions(services: "Services", draft: int) -> list[RevisionLine]:
    """Every revision, first to last."""
    from nianbao.store import drafts

    return [_line(r) for r in drafts.list_revisions(services.db, draft)]


def load_revision(services: "Services", draft: int, number: int | None = None) -> KeptRevision:
    """One revision, the newest when no number is given. Raises ``NotFoundError``."""
    from nianbao.store import drafts

    kept = drafts.load_revision(services.db, draft, number)
    return KeptRevision(_line(kept), draft, kept.content, kept.has_docx)


def whoever_asks(services: "Services") -> str:
    """The name that a revision is kept under where none is given: of whoever is logged in, else that of the settings."""
    return services.viewer.name or services.settings.reviewer or AUTHOR


def made(how: How, of: int | None = None, file: str = "", ledger_of: int | None = None) -> dict[str, Any]:
    """How a revision came about, as an entry of its content. ``ledger_of``: the drafted revision whose numbers it was
    matched against, where it is not itself one."""
    return {MADE: {"how": how, "of": of, "file": file, "ledger_of": ledger_of}}


def drafted_revision(services: "Services", draft: int) -> "Revision":
    """The newest revision that stands on the material: the newest of all, or the one that it was matched against.

    An edited Word file is never matched against another: a number that came in by hand would pass as given.
    Raises ``NotFoundError``.
    """
    from nianbao.store import drafts

    newest = drafts.load_revision(services.db, draft)
    number = newest.content.get(MADE, {}).get("ledger_of")
    return newest if number is None else drafts.load_revision(services.db, draft, number)


def _line(kept: "Revision") -> RevisionLine:
    by_program = kept.author == _PROGRAM
    how = kept.content.get(MADE) or made("drafted" if by_program else "edited")[MADE]
    counts = kept.content.get("match", {}).get("counts", {})
    return RevisionLine(
        kept.number,
        "程序起草" if by_program else kept.author,
        kept.created_at,
        how["how"],
        how["of"],
        how["file"],
        str(kept.content.get("verdict", "undetermined")),
        len(kept.content.get("open", ())),
        counts.get("differs", 0) + counts.get("unknown", 0),
    )


# --- what differs ---------------------------------------------------------------------------------------------


def difference(services: "Services", draft: int, earlier: int, later: int) -> Difference:
    """What differs between two revisions, whichever came first. Raises ``NotFoundError``."""
    a, b = (load_revision(services, draft, n) for n in (earlier, later))
    return Difference(earlier, later, tuple(_sentences(a.content, b.content)), tuple(_cells(a.report, b.report)))


def _sentences(a: Mapping[str, Any], b: Mapping[str, Any]) -> Iterator[SentenceChange]:
    """Runs of sentences that differ, by section, so that a change at the end of one is not told with the next."""
    before, after = _by_section(a), _by_section(b)
    for section in dict.fromkeys((*before, *after)):
        old, new = before.get(section, []), after.get(section, [])
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            pairs = zip(old[i1:i2], new[j1:j2], strict=True) if i2 - i1 == j2 - j1 else [(old[i1:i2], new[j1:j2])]
            for was, is_ in pairs:
                x, y = "".join(was), "".join(is_)
                yield SentenceChange(section, x, y, tuple(_numbers(x, y)))


def _by_section(content: Mapping[str, Any]) -> dict[str, list[str]]:
    """Sentences by section, the title as one of its own."""
    found: dict[str, list[str]] = {"title": [content["report"]["title"]]}
    for entry in content.get("prose", ()):
        found.setdefault(entry["section"], []).append(entry["sentence"])
    return found


def _numbers(before: str, after: str) -> Iterator[tuple[str, str]]:
    old, new = ([f.text for f in figures(text)] for text in (before, after))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        was, is_ = old[i1:i2], new[j1:j2]
        for n in range(max(len(was), len(is_))):
            yield was[n] if n < len(was) else "", is_[n] if n < len(is_) else ""


def _cells(a: Report, b: Report) -> Iterator[CellChange]:
    for key in TABLE_KEYS:
        layout, old, new = LAYOUT_2021.tables[key], a.table(key), b.table(key)
        for row, column in layout.addresses:
            was, is_ = ((t.get(row, column) if t is not None else None) for t in (old, new))
            before, after = was.raw.strip() if was else "", is_.raw.strip() if is_ else ""
            if before != after and (was is None or is_ is None or was.value is None or was.value != is_.value):
                yield CellChange(f"{key}.{row}.{column}", layout.label(row, column), before, after)


# --- back -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Restore:
    """Back to ``number``. ``after``: the newest revision that whoever asks has seen; ``author``: who asks; ``whoever_asks`` where it is empty."""

    draft: int
    number: int
    after: int
    author: str = ""


def restore(services: "Services", request: Restore) -> KeptRevision:
    """An earlier revision as a new one, its words, numbers and Word file as they were.

    Raises ``NotFoundError``, ``UserError`` for the newest revision itself, ``RevisionConflictError`` when there is a
    newer one than ``after``.
    """
    from nianbao.store import drafts

    if request.number == request.after:
        raise UserError(f"现在就是第{request.number}稿。")
    kept = drafts.load_revision(services.db, request.draft, request.number)
    was = kept.content.get(MADE, {})
    how = made("restored", request.number, was.get("file", ""), was.get("ledger_of"))
    added = drafts.append_revision(
        services.db,
        request.draft,
        kept.content | how,
        author=request.author or whoever_asks(services),
        writer=kept.writer,
        model=kept.model,
        prompt_version=kept.prompt_version,
        ledger_hash=kept.ledger_hash,
        docx=drafts.load_docx(services.db, request.draft, request.number),
        after=request.after,
    )
    return load_revision(services, request.draft, added.number)
