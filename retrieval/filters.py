"""What a search is limited to. Filters are hard: what does not satisfy them is never returned, however few are left."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nianbao.report.text import squeeze
from retrieval.chunks import CHUNK_KINDS, Chunk, ChunkKind


@dataclass(frozen=True, slots=True)
class Filters:
    """Each field None (or empty) means *any*. A filter on what a text has not (the year of an article) excludes it.

    ``kinds``: of ``article``, ``note``, ``passage``. The others are of the report a passage is from; ``section`` is
    a section key and holds for notes too. ``exclude_agency``: a name; whose own passages are left out.
    """

    kinds: tuple[ChunkKind, ...] = CHUNK_KINDS
    year: int | None = None
    agency_kind: str | None = None
    level: str | None = None
    region: str | None = None
    section: str | None = None
    exclude_agency: str | None = None

    def admits(self, chunk: Chunk) -> bool:
        return (
            chunk.kind in self.kinds
            and (self.year is None or chunk.year == self.year)
            and (self.agency_kind is None or chunk.agency_kind == self.agency_kind)
            and (self.level is None or chunk.level == self.level)
            and (self.region is None or chunk.region == self.region)
            and (self.section is None or chunk.section == self.section)
            and (self.exclude_agency is None or squeeze(chunk.agency or "") != squeeze(self.exclude_agency))
        )

    def as_where(self) -> dict[str, Any]:
        """The same as a Chroma ``where``. (Agency names there are squeezed; a text without one has "".)"""
        wanted: list[dict[str, Any]] = [{"kind": {"$in": list(self.kinds)}}]
        exact = {
            "year": self.year,
            "agency_kind": self.agency_kind,
            "level": self.level,
            "region": self.region,
            "section": self.section,
        }
        wanted += [{field: {"$eq": value}} for field, value in exact.items() if value is not None]
        if self.exclude_agency is not None:
            wanted.append({"agency": {"$ne": squeeze(self.exclude_agency)}})
        return wanted[0] if len(wanted) == 1 else {"$and": wanted}


def metadata(chunk: Chunk) -> dict[str, str | int]:
    """What ``as_where`` asks for, as Chroma stores it: no None."""
    fields: dict[str, str | int | None] = {
        "chunk": chunk.id,
        "kind": chunk.kind,
        "year": chunk.year,
        "agency": squeeze(chunk.agency or ""),
        "agency_kind": chunk.agency_kind,
        "level": chunk.level,
        "region": chunk.region,
        "section": chunk.section,
    }
    return {name: value for name, value in fields.items() if value is not None}


def checked_kinds(kinds: Sequence[str] | None) -> tuple[ChunkKind, ...]:
    """Kinds as ``Filters`` takes them; None is all. Raises ``ValueError`` for an unknown one."""
    if kinds is None:
        return CHUNK_KINDS
    unknown = sorted(set(kinds) - set(CHUNK_KINDS))
    if unknown:
        raise ValueError(f"没有这种文本：{'、'.join(unknown)}（可选：{'、'.join(CHUNK_KINDS)}）。")
    return tuple(kind for kind in CHUNK_KINDS if kind in kinds)
