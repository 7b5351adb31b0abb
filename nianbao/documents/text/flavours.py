"""The flavours in which tables stand in plain text, the most certain first. A new one is a file, a line here, a test."""

from collections.abc import Callable, Sequence

from nianbao.documents.recovery.protocol import Recovery
from nianbao.documents.text.cells import CellALine
from nianbao.documents.text.delimited import Delimited
from nianbao.documents.text.piped import ClosedByPipes
from nianbao.documents.text.prose import Prose
from nianbao.documents.text.rows import RowALine
from nianbao.documents.text.space_rows import PartedBySpaces
from nianbao.documents.text.tabs import PartedByTabs

FLAVOURS: tuple[Callable[[Sequence[str]], Recovery], ...] = (
    PartedByTabs,
    CellALine,
    ClosedByPipes,
    RowALine,
    PartedBySpaces,
    Delimited,
    Prose,
)
