"""What can be found: articles of the regulation, our notes on the format, passages of reports.

A chunk carries the spoken questions it answers (``corpus/expansion``). They are searched, never shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from nianbao.paths import CORPUS_DIR
from nianbao.report.patterns import regex
from nianbao.report.regulation import article_label, articles

if TYPE_CHECKING:
    from nianbao.report.model import Report

ChunkKind = Literal["article", "note", "passage"]
CHUNK_KINDS: tuple[ChunkKind, ...] = ("article", "note", "passage")
LAW_KINDS: tuple[ChunkKind, ...] = ("article", "note")

NOTES_DIR = CORPUS_DIR / "notes"
EXPANSION_DIR = CORPUS_DIR / "expansion"
EXPANSION_VOICES = ("citizen", "staff")

LONGEST_PASSAGE = 400
"""Characters. A longer paragraph is cut after a full stop, so that a hit can be read at a glance."""
_ASPECT = regex(r"[（(][一二三四五六七八九十]+[）)]\s*([^。；：:;，,]{2,20})[。：:]?")
_SENTENCE = regex(r"[^。！？]*[。！？]?")


@dataclass(frozen=True, slots=True)
class Chunk:
    """One thing that search returns.

    ``id``: ``article:50``, ``note:carried``, ``report:<file>:<section>:<n>``. ``article``: 第五十条, for a note its
    first basis, None for passages. ``agency`` … ``region``: of the report a passage is from. ``section``: the
    section key (``overview`` …) of a passage, or that a note is about.
    """

    id: str
    kind: ChunkKind
    title: str
    text: str
    article: str | None = None
    agency: str | None = None
    year: int | None = None
    agency_kind: str | None = None
    level: str | None = None
    region: str | None = None
    section: str | None = None
    questions: tuple[str, ...] = ()


def law_chunks(voices: Sequence[str] = EXPANSION_VOICES) -> list[Chunk]:
    """Every article and every note, with the questions written in these voices (none of them: no expansion)."""
    questions = _questions(voices)
    chunks = [
        Chunk(
            id=f"article:{article.number}",
            kind="article",
            title=article.title,
            text=article.text,
            article=article.label,
            questions=questions.get(f"article:{article.number}", ()),
        )
        for article in articles()
    ]
    chunks += [_note(path, questions) for path in sorted(NOTES_DIR.glob("*.md"))]
    return chunks


def _note(path: Path, questions: Mapping[str, tuple[str, ...]]) -> Chunk:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    meta = _yaml(front)
    basis: list[int] = meta.get("articles") or []
    return Chunk(
        id=meta["id"],
        kind="note",
        title=meta["title"],
        text=body.strip(),
        article=article_label(basis[0]) if basis else None,
        section=meta.get("section"),
        questions=questions.get(meta["id"], ()),
    )


def _questions(voices: Sequence[str]) -> dict[str, tuple[str, ...]]:
    merged: dict[str, tuple[str, ...]] = {}
    for voice in voices:
        for key, written in _voice(voice).items():
            merged[key] = merged.get(key, ()) + written
    return merged


@lru_cache(maxsize=len(EXPANSION_VOICES))
def _voice(voice: str) -> dict[str, tuple[str, ...]]:
    loaded = _yaml((EXPANSION_DIR / f"{voice}.yaml").read_text(encoding="utf-8"))
    return {key: tuple(str(q) for q in written) for key, written in loaded.items()}


def _yaml(text: str) -> Any:
    """``yaml.safe_load`` with the C parser where there is one: the questions take 40 ms instead of 600."""
    import yaml

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


# --- reports ----------------------------------------------------------------------------------------------------


def report_passages(report: "Report", key: str) -> list[Chunk]:
    """The prose of a report, a paragraph a passage; ``key`` names the file in the passages' ids.

    A line like （一）主动公开 is not a passage but the aspect of those after it; a paragraph may also begin with its
    aspect (（一）主动公开。全年……). Tables are not text and not here.
    """
    agency = report.agency
    year = f"{report.year}年" if report.year else ""
    chunks: list[Chunk] = []
    for section in report.sections:
        for number, (aspect, text) in enumerate(_passages(section.paragraphs), 1):
            about = " · ".join(part for part in (section.title, aspect) if part)
            chunks.append(
                Chunk(
                    id=f"report:{key}:{section.key}:{number}",
                    kind="passage",
                    title=f"{agency.name}{year}年报 · {about}",
                    text=text,
                    agency=agency.name,
                    year=report.year,
                    agency_kind=agency.kind,
                    level=agency.level,
                    region=agency.region,
                    section=section.key,
                )
            )
    return chunks


def _passages(paragraphs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(aspect, text) pairs."""
    aspect = ""
    for paragraph in paragraphs:
        line = paragraph.strip()
        if heading := _ASPECT.match(line):
            aspect = heading[1].strip()
            if heading.end() == len(line):
                continue
        yield from ((aspect, piece) for piece in _pieces(line))


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for sentence in _SENTENCE.findall(text):
        if piece and len(piece) + len(sentence) > LONGEST_PASSAGE:
            yield piece
            piece = ""
        piece += sentence
    if piece:
        yield piece
