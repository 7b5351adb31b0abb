"""The work on a draft, step by step: every value typed or decided, by whom and when; and the files it was made from.

A step is never changed or removed. Two that were made without knowing of each other both stay: the later one is *beside*
the first until a person chooses.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, func, select

from nianbao.store.database import Database, NotFoundError, alone
from nianbao.store.drafts import is_own, own_draft
from nianbao.store.models import DraftFileRow, DraftRow, DraftStepRow

BASE = "base"
"""The place of a step from which the work begins anew: what stood before is no rival of what comes after."""


@dataclass(frozen=True, slots=True)
class DraftStep:
    """One step. ``number`` counts from 1 in its draft; ``beside``: made without having seen what stood at its place."""

    number: int
    place: str
    value: Any
    author: str
    at: datetime
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A value for a place. ``seen``: the step that stood there for whoever typed (0: none; None: did not look)."""

    place: str
    value: Any
    seen: int | None = None


def append_steps(
    db: Database, draft_id: int, said: Sequence[Said], author: str, own: Collection[int] = ()
) -> list[DraftStep]:
    """Add steps, all or none; on disk when this returns. Values are JSON.

    When at a place another step has come since, not among ``own`` (steps of the same tab), and says something else, the new
    one is kept beside it. Raises ``NotFoundError`` for an unknown draft.
    """
    with db.writing() as session:
        alone(session, "draft steps", draft_id)
        own_draft(session, db.viewer, draft_id)
        number = session.scalar(_numbers(draft_id)) or 0
        base = session.scalar(_numbers(draft_id).where(DraftStepRow.place == BASE)) or 0
        rows = []
        for one in said:
            number += 1
            standing = session.scalar(_standing(draft_id, one.place, base))
            row = DraftStepRow(
                draft_id=draft_id,
                number=number,
                place=one.place,
                value={"is": one.value},
                author=author,
                beside=_overtaken(one, standing, own),
            )
            session.add(row)
            session.flush()
            rows.append(row)
        return [_step(row) for row in rows]


def _numbers(draft_id: int) -> Select[int]:
    return select(func.max(DraftStepRow.number)).where(DraftStepRow.draft_id == draft_id)


def _standing(draft_id: int, place: str, base: int) -> Select[DraftStepRow]:
    """The step that stands at a place since the work began anew."""
    of_place = select(DraftStepRow).where(
        DraftStepRow.draft_id == draft_id,
        DraftStepRow.place == place,
        DraftStepRow.beside.is_(False),
        DraftStepRow.number > base,
    )
    return of_place.order_by(DraftStepRow.number.desc()).limit(1)


def _overtaken(said: Said, standing: DraftStepRow | None, own: Collection[int]) -> bool:
    if said.seen is None or standing is None or standing.number in own:
        return False
    return standing.number > said.seen and bool(standing.value != {"is": said.value})


def list_steps(db: Database, draft_id: int) -> list[DraftStep]:
    """Every step of a draft, first to last."""
    with db.reading() as session:
        query = select(DraftStepRow).join(DraftRow, DraftRow.id == DraftStepRow.draft_id)
        own = query.where(DraftStepRow.draft_id == draft_id, is_own(db.viewer))
        rows = session.scalars(own.order_by(DraftStepRow.number))
        return [_step(row) for row in rows]


def last_step(db: Database, draft_id: int) -> int:
    """The number of the newest step, 0 when there is none."""
    with db.reading() as session:
        query = _numbers(draft_id).join(DraftRow, DraftRow.id == DraftStepRow.draft_id)
        return session.scalar(query.where(is_own(db.viewer))) or 0


def last_worked_on(db: Database) -> dict[int, datetime]:
    """Draft → when its newest step was made."""
    with db.reading() as session:
        newest = select(DraftStepRow.draft_id, func.max(DraftStepRow.created_at))
        own = newest.join(DraftRow, DraftRow.id == DraftStepRow.draft_id).where(is_own(db.viewer))
        rows = session.execute(own.group_by(DraftStepRow.draft_id))
        return {draft_id: at for draft_id, at in rows if at is not None}


def save_draft_file(db: Database, draft_id: int, name: str, content: bytes) -> str:
    """Keep a file of the material, once; returns its sha256. Raises ``NotFoundError`` for an unknown draft."""
    digest = sha256(content).hexdigest()
    with db.writing() as session:
        alone(session, "draft files", draft_id)
        own_draft(session, db.viewer, draft_id)
        if session.get(DraftFileRow, (draft_id, digest)) is None:
            session.add(DraftFileRow(draft_id=draft_id, sha256=digest, name=name, content=content))
    return digest


def load_draft_file(db: Database, draft_id: int, sha256: str) -> tuple[str, bytes]:
    """Name and bytes of a file of the material. Raises ``NotFoundError``."""
    with db.reading() as session:
        query = select(DraftFileRow).join(DraftRow, DraftRow.id == DraftFileRow.draft_id)
        of_file = DraftFileRow.draft_id == draft_id, DraftFileRow.sha256 == sha256
        row = session.scalar(query.where(is_own(db.viewer), *of_file))
        if row is None:
            raise NotFoundError("没有找到这份材料，请重新上传。")
        return row.name, row.content


def _step(row: DraftStepRow) -> DraftStep:
    return DraftStep(row.number, row.place, row.value["is"], row.author, row.created_at, row.beside)
