"""The reports that search knows: our samples, and those a user adds to ``<data dir>/corpus``.

Beside an added file lies ``<file>.passages.json``, derived from it and made again whenever it is missing, damaged, or
made by other code than this.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from nianbao.paths import CORPUS_DIR, ROOT
from retrieval.chunks import Chunk, law_chunks, report_passages

SAMPLES_DIR = CORPUS_DIR / "reports"
_DERIVED_SUFFIX = ".passages.json"
_READING_CODE = ("nianbao/documents", "nianbao/report", "retrieval/chunks.py")


@dataclass(frozen=True, slots=True)
class CorpusReport:
    """A report in the corpus. ``problem``: why it cannot be searched, in one Chinese sentence, else None."""

    path: Path
    sample: bool
    agency: str | None
    year: int | None
    passages: tuple[Chunk, ...]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that is searched. ``unreadable`` are files in the user's folder that gave no passage, and why."""

    chunks: tuple[Chunk, ...]
    unreadable: tuple[CorpusReport, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Changes whenever any word of the corpus does."""
        digest = hashlib.sha256()
        for chunk in self.chunks:
            digest.update(json.dumps(asdict(chunk), ensure_ascii=False, sort_keys=True).encode())
        return digest.hexdigest()


def user_folder(data_dir: Path) -> Path:
    return data_dir / "corpus"


def load_corpus(data_dir: Path) -> Corpus:
    """Law, notes, samples and the user's reports. A file that cannot be read is listed, it never stops the rest."""
    reports = list_reports(data_dir)
    chunks = law_chunks()
    for report in reports:
        chunks.extend(report.passages)
    return Corpus(tuple(chunks), tuple(r for r in reports if r.problem))


def list_reports(data_dir: Path) -> list[CorpusReport]:
    """Samples first, then the user's, by file name."""
    samples = [_read(path, path.stem, sample=True) for path in sorted(SAMPLES_DIR.glob("*.md"))]
    folder = user_folder(data_dir)
    files = sorted(p for p in folder.iterdir() if _is_report_file(p)) if folder.is_dir() else []
    return samples + [_read_with_memory(path) for path in files]


def _is_report_file(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and not path.name.endswith(_DERIVED_SUFFIX)


def _read(path: Path, key: str, *, sample: bool) -> CorpusReport:
    from nianbao.documents import UnreadableFileError, read

    try:
        report = read(path)
    except UnreadableFileError as error:
        return CorpusReport(path, sample, None, None, (), str(error))
    passages = tuple(report_passages(report, key))
    problem = None if passages else f"文件 {path.name} 里没有读到年报正文。"
    return CorpusReport(path, sample, report.agency.name, report.year, passages, problem)


def _read_with_memory(path: Path) -> CorpusReport:
    """As ``_read``, from the derived file when it was made from this content by this code."""
    derived = path.with_name(path.name + _DERIVED_SUFFIX)
    made_from = hashlib.sha256(path.read_bytes()).hexdigest() + _reading_code()
    try:
        known = json.loads(derived.read_text(encoding="utf-8"))
        if known["made_from"] == made_from:
            passages = tuple(Chunk(**{**p, "questions": tuple(p["questions"])}) for p in known["passages"])
            return CorpusReport(path, False, known["agency"], known["year"], passages, known["problem"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # missing or damaged: made again below
    report = _read(path, path.stem, sample=False)
    content = {
        "made_from": made_from,
        "agency": report.agency,
        "year": report.year,
        "problem": report.problem,
        "passages": [asdict(p) for p in report.passages],
    }
    unfinished = path.with_name(f".{derived.name}.{os.getpid()}")
    try:
        unfinished.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        os.replace(unfinished, derived)
    except OSError:
        unfinished.unlink(missing_ok=True)  # a read-only folder: read again next time
    return report


@lru_cache(maxsize=1)
def _reading_code() -> str:
    return code_fingerprint(_READING_CODE)


def code_fingerprint(places: tuple[str, ...]) -> str:
    """SHA-256 over source files, given from the project root; a folder stands for its modules."""
    digest = hashlib.sha256()
    for place in places:
        path = ROOT / place
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return digest.hexdigest()
