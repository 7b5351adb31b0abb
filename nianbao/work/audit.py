"""The audit log: looked at, printed, verified; and throwing away by policy, which leaves its tombstones there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from nianbao.papers.audit import TITLE, audit_blocks, audit_sheet
from nianbao.report.errors import UserError
from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.store.audit import Line
    from nianbao.store.retention import Gone


@dataclass(frozen=True, slots=True)
class Verified:
    """``broken``: at which line the chain does not hold and why (Chinese); empty when it does. ``last``: the hash of the
    newest line, to be kept elsewhere: by it an end that was cut off is found."""

    lines: int
    broken: str = ""
    last: str = ""


def verify(services: Services) -> Verified:
    """Look through the whole log, from its first line."""
    from nianbao.store.audit import last_hash, verify

    count, broken = verify(services.db)
    return Verified(count, "" if broken is None else f"第{broken.number}条：{broken.why}", last_hash(services.db))


def lines(services: Services, limit: int | None = None) -> "list[Line]":
    """The log of the viewer's office, oldest first."""
    from nianbao.store.audit import list_lines

    return list_lines(services.db, limit)


def printed(services: Services, ending: Literal[".docx", ".html", ".xlsx"]) -> bytes:
    """The log of the viewer's office as a paper or a table, with whether the chain holds."""
    found, held = lines(services), verify(services)
    if ending == ".xlsx":
        return audit_sheet(found)
    blocks = list(audit_blocks(found, held.lines, held.broken))
    if ending == ".docx":
        from nianbao.documents.paper.as_word import paper_docx

        return paper_docx(TITLE, "", blocks)
    from nianbao.documents.paper.as_html import paper_html

    return paper_html(TITLE, blocks).encode()


def throw_away_old(services: Services, days: int, filings_days: int = 0, *, really: bool) -> "Gone":
    """What is older than so many days, by policy; filings by their own, 0 for none. Raises ``UserError`` for no policy at
    all."""
    from nianbao.store.retention import Gone, throw_away, throw_away_filings
    from nianbao.store.types import now

    if days <= 0 and filings_days <= 0:
        raise UserError(
            "没有设保留天数：用 --days、--filings-days，或者设 NIANBAO_RETENTION_DAYS、NIANBAO_RETENTION_FILINGS_DAYS。"
        )
    found = Gone()
    if days > 0:
        found = throw_away(services.db, now() - timedelta(days=days), f"保留{days}天", really=really)
    if filings_days > 0:
        before, why = now() - timedelta(days=filings_days), f"报送件保留{filings_days}天"
        found = replace(found, filings=throw_away_filings(services.db, before, why, really=really).filings)
    return found


def said(found: "list[Line]") -> Iterator[str]:
    """A line of the log, on one line."""
    from nianbao.papers.audit import line_said

    yield from map(line_said, found)
