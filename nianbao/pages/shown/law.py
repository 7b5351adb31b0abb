"""The regulation and the catalogue of rules for a reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianbao.report.regulation import Article, articles, cite, find_references

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Quotation:
    """A provision and the exact lines of its article; ``cited`` are the lines that the citation names."""

    article: int
    label: str
    lines: tuple[str, ...]
    cited: tuple[str, ...]


def quotations(basis: Sequence[str]) -> list[Quotation]:
    """The regulation's words behind the bases of a finding; bases outside the regulation have none."""
    found = []
    for reference in (r for line in basis for r in find_references(line)):
        cited = cite(reference.article, reference.paragraph, reference.item)
        found.append(
            Quotation(
                reference.article, reference.label, tuple(cite(reference.article).split("\n")), tuple(cited.split("\n"))
            )
        )
    return found


def regulation_by_chapter() -> dict[str, list[Article]]:
    """The whole regulation: chapter as printed → its articles in order."""
    chapters: dict[str, list[Article]] = {}
    for article in articles():
        chapters.setdefault(article.chapter, []).append(article)
    return chapters


def neighbours(written: str) -> list[Article]:
    """The article of a number as it stands in an address, between the one before and the one after; empty for none."""
    if not written.isdecimal():
        return []
    found = [a for a in articles() if abs(a.number - int(written)) <= 1]
    return found if any(a.number == int(written) for a in found) else []


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule with its page: heading → Markdown, examples as captions (heading, caption)."""

    id: str
    title: str
    severity: str
    basis: tuple[str, ...]
    sections: dict[str, str]
    examples: tuple[tuple[str, str], ...]


def rule_entries() -> list[RuleEntry]:
    """Every rule in catalogue order; a rule without a readable page has no sections."""
    from validators.catalogue import catalogue
    from validators.pages import EXAMPLE_HEADINGS, PageError, load_page

    entries = []
    for rule in catalogue().values():
        try:
            page = load_page(rule.id)
        except PageError:
            entries.append(RuleEntry(rule.id, rule.title, rule.severity, rule.basis, {}, ()))
            continue
        sections = {heading: text for heading, text in page.sections.items() if heading not in EXAMPLE_HEADINGS}
        examples = tuple((e.heading, e.caption) for e in page.examples)
        entries.append(RuleEntry(rule.id, rule.title, rule.severity, rule.basis, sections, examples))
    return entries


def rule_titles() -> dict[str, str]:
    from validators.catalogue import catalogue

    return {rule.id: rule.title for rule in catalogue().values()}
