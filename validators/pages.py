"""The page of each rule: one Markdown file that a reviewer reads and whose examples run as tests.

A page has one title line and five fixed headings. An example is a sentence for the reader followed by a fenced
``yaml example`` block; what the block may say is defined where it is run (``tests/support/rule_examples.py``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nianbao.report.patterns import regex

RULES_DIR = Path(__file__).with_name("rules")
HEADINGS = ("检查什么", "依据", "反例", "正例", "例外")
EXAMPLE_HEADINGS = ("反例", "正例")

_TITLE = regex(r"^# (?P<rule>[A-Z0-9]+-\d+) (?P<title>\S.*)$")
_FENCE = "```"
_EXAMPLE_FENCE = "```yaml example"


class PageError(ValueError):
    """The page is missing or not built as a page must be; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example. ``number`` counts from 1 within its heading; ``spec`` is the block's mapping as written."""

    heading: str
    number: int
    caption: str
    spec: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's page. ``sections``: heading → text as written, in the order of ``HEADINGS``."""

    rule: str
    title: str
    sections: dict[str, str]
    examples: tuple[Example, ...]


def page_ids() -> list[str]:
    """Ids of the rules that have a page, in file-name order."""
    return sorted(_page_files())


def load_page(rule_id: str) -> Page:
    """The page of one rule. Raises ``PageError`` when there is none or it is malformed."""
    if rule_id not in _page_files():
        raise PageError(f"没有规则 {rule_id} 的说明页。")
    return parse_page(page_text(rule_id))


def page_text(rule_id: str) -> str:
    """A page as its author wrote it, examples and all."""
    return _page_files()[rule_id].read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _page_files() -> dict[str, Path]:
    """Rule → its page, which lies beside the rule in its family's folder."""
    return {path.stem: path for path in RULES_DIR.glob("*/*-*.md")}


def parse_page(text: str) -> Page:
    """A page from its Markdown. Raises ``PageError`` with the first thing wrong."""
    first, _, body = text.partition("\n")
    title = _TITLE.match(first)
    if title is None:
        raise PageError("说明页第一行应为“# 编号 标题”。")
    parts = list(_parts(body))
    found = tuple(heading for heading, _ in parts)
    if found != HEADINGS:
        raise PageError(f"{title['rule']} 的小标题应依次为{'、'.join(HEADINGS)}，实为{'、'.join(found) or '空'}。")
    examples: list[Example] = []
    for heading, lines in parts:
        blocks = list(_examples(lines, title["rule"]))
        if blocks and heading not in EXAMPLE_HEADINGS:
            raise PageError(f"{title['rule']} 的“{heading}”里不应有例子。")
        examples.extend(Example(heading, n, caption, spec) for n, (caption, spec) in enumerate(blocks, start=1))
    sections = {heading: "\n".join(lines).strip() for heading, lines in parts}
    return Page(title["rule"], title["title"].strip(), sections, tuple(examples))


def _parts(body: str) -> Iterator[tuple[str, list[str]]]:
    """Heading and lines of each part; a ``## `` inside a fenced block is no heading."""
    heading: str | None = None
    lines: list[str] = []
    fenced = False
    for line in body.split("\n"):
        if line.startswith(_FENCE):
            fenced = not fenced
        if line.startswith("## ") and not fenced:
            if heading is not None:
                yield heading, lines
            heading, lines = line.removeprefix("## ").strip(), []
        else:
            lines.append(line)
    if heading is not None:
        yield heading, lines


def _examples(lines: list[str], rule: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Caption and mapping of each example block; the caption is the nearest line of text above it."""
    import yaml

    caption = ""
    block: list[str] | None = None
    for line in lines:
        if block is not None:
            if line.startswith(_FENCE):
                spec = yaml.safe_load("\n".join(block))
                if not isinstance(spec, dict):
                    raise PageError(f"{rule} 的例子“{caption}”不是“键: 值”的写法。")
                yield caption, spec
                caption, block = "", None
            else:
                block.append(line)
        elif line.strip() == _EXAMPLE_FENCE:
            if not caption:
                raise PageError(f"{rule} 的例子前面缺一句说明。")
            block = []
        elif line.strip():
            caption = re.sub(r"^(?:[-*]|\d+\.)\s+", "", line.strip())
    if block is not None:
        raise PageError(f"{rule} 的例子“{caption}”没有结束标记。")
