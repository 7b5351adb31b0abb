"""A row of a sheet."""

from dataclasses import dataclass, field

from nianbao.documents.stream import GridCell


@dataclass(slots=True)
class Row:
    """A row that shows something: the texts by column (from 0), and the cells merged into it from above."""

    texts: dict[int, str]
    spans: dict[int, int] = field(default_factory=dict)
    """First column → columns, of merged cells that reach over several or come from above."""
    covered: set[int] = field(default_factory=set)
    """Columns inside a merged cell, its first one apart."""
    computed: set[int] = field(default_factory=set)
    """Columns of formulas."""

    def cells(self, columns: list[int]) -> tuple[GridCell, ...]:
        """A cell for each of the columns; merged ones once."""
        return tuple(GridCell(self.texts.get(c, ""), c, self.spans.get(c, 1)) for c in columns if c not in self.covered)
