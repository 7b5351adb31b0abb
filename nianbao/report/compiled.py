"""Compiled patterns are kept beside the bytecode, as Python keeps compiled modules.

Python compiles regular expressions in Python: the four hundred that a review uses cost a third of its time. What the
compiler made of a pattern goes into a file beside this module's bytecode, under the pattern's own text and flags: a
changed pattern is another entry, so nothing can be out of date. Without the file, or with one that is damaged or of
another Python, patterns are compiled as ever; where no bytecode may be written, neither is this.

``re`` has no door for this, so three names of its inside are used: parser, code generator and the engine's constructor.
``tests/house/test_patterns.py`` holds every pattern of the project against ``re.compile`` (patterns are equal when
text, flags and code are).
"""

import _sre  # type: ignore[import-not-found]
import atexit
import marshal
import os
import re
import sys
import zlib
from pathlib import Path
from typing import Any, Final

Key = tuple[str | bytes, int]
Parts = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code (in the engine's words), number of groups, their numbers by name and names by number."""

MOST = 4_000
"""A file with more entries than the project has patterns holds old ones: it is begun anew."""

_MAKER = f"{sys.version} {_sre.MAGIC}"
_WORD: Final = "I"  # a Py_UCS4, as the engine's code is made of
_CHECKSUM = 4


def parts_of(source: str | bytes, flags: int) -> Parts:
    """What Python's compiler makes of a pattern. Errors: ``re.error``."""
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(source, flags)
    names = dict(parsed.state.groupdict)
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    code = array(_WORD, _compiler._code(parsed, flags)).tobytes()
    return int(flags | parsed.state.flags), code, parsed.state.groups - 1, names, tuple(by_number)


def pattern_of(source: str | bytes, parts: Parts) -> re.Pattern[Any]:
    """The pattern that ``re.compile`` would give."""
    flags, code, groups, names, by_number = parts
    made: re.Pattern[Any] = _sre.compile(source, flags, memoryview(code).cast(_WORD).tolist(), groups, names, by_number)
    return made


class Kept:
    """The patterns in one file; ``None`` for the place: in memory only."""

    def __init__(self, place: Path | None) -> None:
        self.place = place
        self.entries: dict[Key, Parts] = _load(place) if place else {}
        self.grown = False

    def compiled(self, source: str | bytes, flags: int) -> re.Pattern[Any]:
        """As ``re.compile``."""
        key = (source, int(flags))
        if key not in self.entries:
            self.entries[key] = parts_of(*key)
            self.grown = True
        return pattern_of(source, self.entries[key])

    def save(self) -> None:
        """Write what is new, in one step. A folder that cannot be written to is no error: nothing is kept."""
        if not self.place or not self.grown or sys.dont_write_bytecode:
            return
        entries = self.entries if len(self.entries) <= MOST else {}
        body = marshal.dumps((_MAKER, entries))
        beside = self.place.with_suffix(f".{os.getpid()}")
        try:
            beside.write_bytes(zlib.crc32(body).to_bytes(_CHECKSUM, "big") + body)
            os.replace(beside, self.place)
        except OSError:
            beside.unlink(missing_ok=True)


def _load(place: Path) -> dict[Key, Parts]:
    try:
        kept = place.read_bytes()
    except OSError:
        return {}
    checksum, body = kept[:_CHECKSUM], kept[_CHECKSUM:]
    if not body or zlib.crc32(body) != int.from_bytes(checksum, "big"):
        return {}
    maker, entries = marshal.loads(body)  # our own bytes: the checksum says that they are whole
    return entries if maker == _MAKER else {}


def _beside_the_bytecode() -> Path | None:
    own = __spec__.cached if __spec__ else None
    return Path(own).with_suffix(".patterns") if own else None


KEPT = Kept(_beside_the_bytecode())
atexit.register(KEPT.save)
