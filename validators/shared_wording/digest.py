"""What is kept of a report while a set is reviewed: fingerprints of its prose, hashes of sentences and tables."""

import io
import pickle
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from nianbao.report.agency import Agency
from nianbao.report.layout import LAYOUTS
from nianbao.report.model import Report
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze
from validators.prose.sentences import sentences
from validators.shared_wording.neighbours import table_digests
from validators.shared_wording.runs import prints
from validators.shared_wording.similarity import compact

_DIGITS = regex(r"\d+(?:[.,]\d+)*")
NOT_COMPARED = frozenset({"preamble"})
"""Parts that say the same in every report."""
_LEAST_SENTENCE = 8
"""Shorter pieces are shared by every report; nothing is learned from them."""


@dataclass(frozen=True, slots=True)
class SentenceKey:
    """A sentence as compared; ``masked`` has its numbers taken out. Offsets are those of the section's text."""

    text: str
    masked: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Digest:
    """A report by its marks. ``texts``: section and its prose; ``compact``: the same without white space; ``prints``: (section, position, hash); ``tables``: (table, hash, figures, bits)."""

    file: str
    agency: Agency
    year: int | None
    texts: tuple[tuple[str, str], ...]
    compact: tuple[str, ...]
    prints: tuple[tuple[int, int, int], ...]
    sentences: tuple[int, ...]
    tables: tuple[tuple[str, int, int, float], ...]
    report: bytes
    """The report itself, to be put on disk; see ``pack``."""


def digest(report: Report, at_least: int, file: str = "") -> Digest:
    """The marks of a report, such that no shared run of ``at_least`` characters is missed."""
    texts = tuple((section, text) for section, text in report.prose() if section not in NOT_COMPARED and text.strip())
    squeezed = tuple(compact(text).text for _, text in texts)
    return Digest(
        file,
        report.agency,
        report.year,
        texts,
        squeezed,
        tuple(
            (number, position, hashed)
            for number, text in enumerate(squeezed)
            for hashed, position in prints(text, at_least)
        ),
        tuple({stable_hash(key.masked) for _, text in texts for key in sentence_keys(text)}),
        tuple((t.table, stable_hash(t.cells), t.figures, t.bits) for t in table_digests(report)),
        pack(report),
    )


def sentence_keys(text: str) -> list[SentenceKey]:
    """The sentences of a section as they are compared."""
    found = []
    for sentence in sentences(text):
        compared = squeeze(sentence.text)
        if len(compared) >= _LEAST_SENTENCE:
            found.append(SentenceKey(compared, _DIGITS.sub("#", compared), sentence.start, sentence.end))
    return found


def stable_hash(text: str) -> int:
    """63 bits, the same in every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


# --- a report on disk ---------------------------------------------------------------------------------------------

_LAYOUTS: dict[str, Any] = {layout.key: layout for layout in LAYOUTS} | {
    f"{layout.key}.{key}": table for layout in LAYOUTS for key, table in layout.tables.items()
}
_LAYOUT_NAMES = {id(layout): name for name, layout in _LAYOUTS.items()}


class _Packer(pickle.Pickler):
    """The official layouts are named, not copied: they stay one object, and a report is half the size."""

    def persistent_id(self, obj: Any) -> str | None:
        return _LAYOUT_NAMES.get(id(obj))


class _Unpacker(pickle.Unpickler):
    def persistent_load(self, pid: Any) -> Any:
        return _LAYOUTS[pid]


def pack(value: object) -> bytes:
    """A report, or what holds reports, for a file or a machine of our own, read back by ``unpack`` in the same run only."""
    out = io.BytesIO()
    _Packer(out, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def unpack_value(packed: bytes) -> Any:
    """What was packed by the same program."""
    return _Unpacker(io.BytesIO(packed)).load()


def unpack(packed: bytes) -> Report:
    report = unpack_value(packed)
    if not isinstance(report, Report):
        raise TypeError("not a packed report")
    return report
