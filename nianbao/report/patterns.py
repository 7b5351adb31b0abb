"""Regular expressions that cost nothing until they are used."""

import re
from typing import Any, AnyStr, cast

from nianbao.report.compiled import KEPT

HAN = r"[^\W\d_a-zA-Z]"
"""A Chinese character, the rare ones of place names too; the range from 一 to 鿿 takes Python half a millisecond to
compile, wherever it stands. Letters of other scripts pass as well: reports have none."""


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As ``re.compile``, but compiled at its first use, and once for all runs (``nianbao.report.compiled``).

    Compiling takes Python a fifth to three milliseconds a pattern when it speaks of Chinese characters; the rooms have
    hundreds of patterns, and a run of the command line uses a part of them. A mistake in ``source`` shows at the
    first use too, so every pattern wants a test that uses it. For words of ours only: what a report, a register or a
    question says must not be kept on a disk, so a pattern made of that is ``re``'s.
    """
    return cast("re.Pattern[AnyStr]", _Regex(source, flags))


class _Regex:
    """Answers as ``re.Pattern`` does; ``pattern``, what it was made of, is known without compiling."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self._asked_for = flags

    def __getattr__(self, name: str) -> Any:
        """Reached only for what is not there yet: what the compiled pattern has is kept, for the next one who asks."""
        if name.startswith("__"):  # copy and pickle look for their own methods
            raise AttributeError(name)
        answer = getattr(KEPT.compiled(self.pattern, self._asked_for), name)
        setattr(self, name, answer)
        return answer
