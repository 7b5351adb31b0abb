"""The regulation (《中华人民共和国政府信息公开条例》), article by article, quoted exactly.

The text comes from ``corpus/regulation/regulation.md`` and is never changed: an article is its lines joined by line
breaks, a 款 (paragraph) is an opening line with the 项 (items) under it, an 项 is one line that begins with （一）.
Light on purpose: rules, drafts and the command line quote from here without loading any search library.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nianbao.paths import CORPUS_DIR
from nianbao.report.errors import UserError
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.report.text import fold

REGULATION_FILE = CORPUS_DIR / "regulation" / "regulation.md"

_HEADING = regex(r"### (第[一二三四五六七八九十]+条)")
_ITEM = regex(r"（([一二三四五六七八九十]+)）")


class NoSuchProvisionError(UserError, LookupError):
    """The regulation has no such article, paragraph or item. ``str()`` is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A 款. ``opening`` is its own line; ``items`` are its 项, each the whole line with its （一）."""

    opening: str
    items: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join((self.opening, *self.items))


@dataclass(frozen=True, slots=True)
class Article:
    """A 条. ``chapter`` is the chapter as printed (第五章 监督和保障); ``title`` is our topic, not law."""

    number: int
    chapter: str
    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def label(self) -> str:
        return article_label(self.number)

    @property
    def text(self) -> str:
        """The article as the corpus file has it, without the heading."""
        return "\n".join(p.text for p in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Reference:
    """A provision named in a text: article, and paragraph and item when they are named too. Counted from 1."""

    article: int
    paragraph: int | None = None
    item: int | None = None

    @property
    def label(self) -> str:
        return provision_label(self.article, self.paragraph, self.item)


def chinese_number(value: int) -> str:
    """1–99 as the regulation numbers its articles: 10 → 十, 50 → 五十, 33 → 三十三."""
    if not 1 <= value <= 99:
        raise ValueError(f"only 1-99, not {value}")
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十") + (digits[ones] if ones else "")


def article_label(number: int) -> str:
    """50 → 第五十条."""
    return f"第{chinese_number(number)}条"


def provision_label(article: int, paragraph: int | None = None, item: int | None = None) -> str:
    """(50, 1, 4) → 第五十条第一款第（四）项."""
    label = article_label(article)
    if paragraph is not None:
        label += f"第{chinese_number(paragraph)}款"
    if item is not None:
        label += f"第（{chinese_number(item)}）项"
    return label


@lru_cache(maxsize=1)
def articles() -> tuple[Article, ...]:
    """All articles in order."""
    return parse(REGULATION_FILE.read_text(encoding="utf-8"), _titles(REGULATION_FILE.with_name("titles.yaml")))


def article(number: int) -> Article:
    """One article by its number. Raises ``NoSuchProvisionError``."""
    known = articles()
    if not 1 <= number <= len(known):
        raise NoSuchProvisionError(f"条例共{len(known)}条，没有第{number}条。")
    return known[number - 1]


def cite(number: int, paragraph: int | None = None, item: int | None = None) -> str:
    """Exact text of an article, or of a 款 or 项 in it.

    With ``item`` and no ``paragraph``: the item of the only 款 that has items. Raises ``NoSuchProvisionError``.

    >>> cite(50, paragraph=1, item=5)
    '（五）其他需要报告的事项。'
    """
    found = article(number)
    if paragraph is None and item is None:
        return found.text
    if paragraph is not None and not 1 <= paragraph <= len(found.paragraphs):
        raise NoSuchProvisionError(f"条例{found.label}共{len(found.paragraphs)}款，没有第{paragraph}款。")
    if item is None:
        assert paragraph is not None
        return found.paragraphs[paragraph - 1].text
    candidates = [p for p in found.paragraphs if p.items] if paragraph is None else [found.paragraphs[paragraph - 1]]
    items = candidates[0].items if candidates else ()
    if not 1 <= item <= len(items):
        where = provision_label(number, paragraph)
        raise NoSuchProvisionError(f"条例{where}{f'共{len(items)}项' if items else '不分项'}，没有第{item}项。")
    return items[item - 1]


# --- references in a text ---------------------------------------------------------------------------------------

_N = r"(?:\d{1,3}|[一二三四五六七八九十]{1,4})"
_REFERENCE = regex(
    rf"(?P<before>[》法例典释定则程]?)\s*(?P<di>第)?\s*(?P<article>{_N})\s*条"
    rf"(?:\s*第?\s*(?P<paragraph>{_N})\s*款)?(?:\s*第?\s*\(?\s*(?P<item>{_N})\s*\)?\s*项)?"
)
_OUR_NAME = regex(r"(?:信息公开条例|(?:^|[^\u4e00-\u9fff]|[本按据照该看查的和与及])条例)\s*》?\s*$")
"""What stands before the number when this regulation is meant: its name, or 条例 that is not the end of another."""


def find_references(text: str) -> list[Reference]:
    """Provisions of the regulation named in ``text``, in order, each once; all of them exist.

    ``第50条``, ``第五十条第一款第（四）项``, ``五十条第四项``, ``条例50条`` and a text that begins with ``50条`` count.
    A bare number before 条 inside a sentence (公开了20条信息) does not, nor does an article of another law
    (《行政处罚法》第五十条), nor one the regulation has not. A 款 or 项 that is not there leaves the article alone.
    """
    folded = fold(text).strip()
    found: list[Reference] = []
    for match in _REFERENCE.finditer(folded):
        before = match["before"]
        if before and not _OUR_NAME.search(folded[: match.end("before")]):
            continue
        bare = not (match["di"] or before or match["paragraph"] or match["item"])
        if bare and not (match.start() == 0 and re.match(r"\s*(?:$|[的是讲说规写,。?:])", folded[match.end() :])):
            continue
        reference = _existing(_number(match["article"]), _number(match["paragraph"]), _number(match["item"]))
        if reference is not None and reference not in found:
            found.append(reference)
    return found


def _existing(number: int | None, paragraph: int | None, item: int | None) -> Reference | None:
    if number is None or not 1 <= number <= len(articles()):
        return None
    try:
        cite(number, paragraph, item)
    except NoSuchProvisionError:
        return Reference(number)
    return Reference(number, paragraph, item)


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdecimal() else chinese_to_int(text)


# --- parsing ----------------------------------------------------------------------------------------------------


def parse(markdown: str, titles: dict[int, str]) -> tuple[Article, ...]:
    """The statute file as articles. Raises ``ValueError`` when the numbering has a gap: then the file is damaged."""
    found: list[Article] = []
    chapter = ""
    lines: list[str] | None = None
    number = 0

    def close() -> None:
        if lines is not None:
            found.append(Article(number, chapter, titles.get(number, ""), _paragraphs(lines)))

    for line in markdown.split("\n"):
        if heading := _HEADING.fullmatch(line):
            close()
            number += 1
            if heading[1] != article_label(number):
                raise ValueError(f"条例文本缺条：应为{article_label(number)}，实为{heading[1]}。")
            lines = []
        elif line.startswith("## "):
            close()
            lines = None
            chapter = line.removeprefix("## ")
        elif lines is not None and line:
            lines.append(line)
    close()
    return tuple(found)


def _paragraphs(lines: list[str]) -> tuple[Paragraph, ...]:
    grouped: list[list[str]] = []
    for line in lines:
        if _ITEM.match(line) and grouped:
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return tuple(Paragraph(opening, tuple(items)) for opening, *items in grouped)


def _titles(path: Path) -> dict[int, str]:
    """``N: topic`` lines; read without a YAML library, which would triple the time to quote an article."""
    titles: dict[int, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        number, colon, topic = line.partition(":")
        if colon and number.isdecimal():
            titles[int(number)] = topic.strip()
    return titles
