"""The kinds of change that ``benchmarks/mutations.py`` makes to clean reports, and the clean reports themselves."""

from benchmarks.mutation_kinds.bases import clean_bases
from benchmarks.mutation_kinds.figures import FIGURE_KINDS
from benchmarks.mutation_kinds.model import Base, Kind, Mutated
from benchmarks.mutation_kinds.tables import TABLE_KINDS
from benchmarks.mutation_kinds.wording import WORDING_KINDS

KINDS: tuple[Kind, ...] = (*TABLE_KINDS, *FIGURE_KINDS, *WORDING_KINDS)

__all__ = ["KINDS", "Base", "Kind", "Mutated", "clean_bases"]
