"""审核意见: a review as a paper that an office can file (Word, HTML) or a script can read (JSON); and the marked copy."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from nianbao.report.files import write_whole
from validators.review import Review, review_as_json

Notes = Mapping[str, tuple[str, str, str]]


def write_opinion(
    reviews: Sequence[Review],
    names: Sequence[str],
    target: Path,
    *,
    digests: Sequence[str] = (),
    notes: Sequence[Notes | None] = (),
    on: date | None = None,
) -> None:
    """Write one opinion for all reviews; the ending of ``target`` decides the format. The file must not exist.

    ``names`` are the files', ``digests`` their SHA-256 in hex; ``notes`` the reviewer's decisions on each review:
    finding key → (decision, reason, reviewer), as ``nianbao.work.review_notes`` gives them. ``on``: the day of the review
    (default: today). Raises ``FileExistsError`` and ``FileError``.
    """
    if target.suffix.lower() == ".json":
        content = _json(reviews, names)
    else:
        content = opinion_file(reviews, names, target.suffix, digests=digests, notes=notes, on=on)
    write_whole(target, content)


def opinion_file(
    reviews: Sequence[Review],
    names: Sequence[str],
    ending: str,
    *,
    digests: Sequence[str] = (),
    notes: Sequence[Notes | None] = (),
    on: date | None = None,
) -> bytes:
    """The opinion in memory: .docx, or HTML for any other ``ending``; arguments as for ``write_opinion``."""
    from nianbao.papers.opinion.paper import TITLE, opinion_blocks
    from nianbao.papers.opinion.reviewed import Reviewed

    blocks = [
        block
        for number, (review, name) in enumerate(zip(reviews, names, strict=True))
        for block in opinion_blocks(
            Reviewed(
                review,
                name,
                digests[number] if digests else "",
                (notes[number] if notes else None) or {},
                on or date.today(),
            )
        )
    ]
    if ending.lower() == ".docx":
        from nianbao.documents.paper.as_word import paper_docx

        return paper_docx(TITLE, "", blocks)
    from nianbao.documents.paper.as_html import paper_html

    return paper_html(TITLE, blocks).encode()


def marked_docx(data: bytes, review: Review, notes: Notes | None = None, *, name: str = "") -> bytes:
    """The reviewed .docx with a Word comment at the place of every finding (``nianbao.papers.opinion.marks``).

    Raises ``UserError`` for files that are no sound .docx.
    """
    from nianbao.papers.opinion.marks import marked_docx as mark

    return mark(data, review, notes, name=name)


def _json(reviews: Sequence[Review], names: Sequence[str]) -> bytes:
    data = [review_as_json(r) | {"file": n} for r, n in zip(reviews, names, strict=True)]
    return json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=1).encode()
