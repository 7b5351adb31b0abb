"""The words of a register for whoever asks: what a result or a kind of applicant stands for in table three."""

from nianbao.register.answers import OPEN as OPEN
from nianbao.register.kinds import read_kind
from nianbao.register.wording import OUTCOMES as OUTCOMES
from nianbao.register.wording import read_result


def row_of_result(words: str) -> str | None:
    """The row of table three that a result means; None where that is to be asked."""
    return read_result(words).key


def column_of_kind(words: str) -> str | None:
    """The column of table three that a kind of applicant means; None where that is to be asked."""
    return read_kind(words)
