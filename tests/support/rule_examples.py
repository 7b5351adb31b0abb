"""Runs one example of a rule's page: a sample report, edited as the example says, before one rule.

Keys of an example block (all optional but ``expect``):

- ``report``, ``previous``: samples of ``corpus/reports`` by file name, without the ending; ``report`` has a default.
- ``layout``: "2019" or "2021"; the three tables become that form's, every cell 0.
- ``agency``: another name, from which kind and level are inferred; ``title``: another title of the report.
- ``tables``: table → ``absent`` (the report has none), ``unreadable`` (we could not read it) or ``torn`` (a row of it
  was short).
- ``statements``: what places say of the agency and the year, each ``[subject, value, source]``.
- ``unconfirmed``: rows (``table.row``) that the second look at the source did not find; ``scanned``: pages that are
  pictures; ``shifted``: a row of table three whose figures have moved by one column.
- ``ends_in``: ``[section]``, ``[section, table]`` or ``[section, table, row]`` in which the file stops in the middle.
- ``found_in``: table → the section it stands in.
- ``cells``, ``previous_cells``: ``table.row.column`` → raw text; "" is blank, null takes the cell away; a ``*`` for
  the column means the whole row.
- ``unknown_rows``: table → printed labels that are none of the official ones.
- ``preamble``: another text before section one.
- ``previous_sections``, ``previous_append``: as ``sections`` and ``append``, of the previous report.
- ``previous_layout``: as ``layout``, of the previous report, before ``previous_cells``.
- ``sections``: section → new text, null takes the section away with its heading; ``append``: → a line added to it.
- ``heading``: section → the heading as printed, or ``{text, auto_numbered}`` for Word's automatic numbers. One that
  the reader would not recognise makes text of the section, which then belongs to the section before it, unless it has
  the section's ordinal and may be its title under another name.
- ``extra_headings``: section → lines printed inside it as top-level headings of no official title.
- ``order``: section keys in the order in which they are printed.
- ``peers``: samples of other agencies, each a name or ``{report, ...}`` with edits as above.
- ``draft``, ``model_state``, ``published`` (a date), ``kind``, ``level``: how the review was asked for;
  ``profile``: under which profile of ours.
- ``enforcement``: the organ's 行政执法统计年报, kind → count, and ``note``, ``year``.
- ``expect``: the state the rule ends in; ``count`` of findings; ``severity``, ``expression``, ``quote`` (a part of it)
  and ``place`` (``table.row.column``, ``-`` for none) of the first finding.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from nianbao.documents import read
from nianbao.documents.ending import notice_of
from nianbao.documents.recognise.headings import section_heading, unknown_heading
from nianbao.documents.recognise.renamed import is_other_wording, may_be_title_of
from nianbao.documents.stream import Paragraph
from nianbao.paths import CORPUS_DIR
from nianbao.report.agency import infer_agency
from nianbao.report.cells import Cell
from nianbao.report.enforcement import KIND_NAMES, Enforcement
from nianbao.report.layout import LAYOUTS, SECTION_KEYS, TABLE_KEYS, SectionKey
from nianbao.report.model import Address, EndsIn, Heading, Notice, Problem, Report, Section, Statement, Table
from validators.catalogue import catalogue
from validators.engine import Context, Finding, RuleResult
from validators.profile import load_profile, national

DEFAULT_REPORT = "liuxi-town-2024"
Spec = dict[str, Any]


@lru_cache(maxsize=32)
def sample(name: str) -> Report:
    """A sample report of the corpus, as the reader reads it."""
    return read(CORPUS_DIR / "reports" / f"{name}.md")


def unchanged(spec: Spec) -> Context:
    """The context of an example before any of its edits."""
    report = sample(spec.get("report", DEFAULT_REPORT))
    previous = sample(spec["previous"]) if "previous" in spec else None
    return Context(report, previous, report.agency)


def context_of(spec: Spec) -> Context:
    """The context of an example with all its edits."""
    unknown = set(spec) - _KEYS
    if unknown:
        raise ValueError(f"unknown keys in an example: {sorted(unknown)}")
    before = unchanged(spec)
    report, previous = before.report, before.previous
    for key, edit in _EDITS.items():
        if key in spec:
            report = edit(report, spec[key])
    for key, edit in _PREVIOUS_EDITS.items():
        if key in spec:
            if previous is None:
                raise ValueError(f"{key} without previous")
            previous = edit(previous, spec[key])
    return replace(
        before,
        report=report,
        previous=previous,
        agency=replace(report.agency, **{key: spec[key] for key in ("kind", "level") if key in spec}),
        published=spec.get("published"),
        draft=spec.get("draft", False),
        model_state=spec.get("model_state", "not_configured"),
        profile=load_profile(spec["profile"]) if "profile" in spec else national(),
        enforcement=enforcement_of(spec["enforcement"]) if "enforcement" in spec else None,
        peers=tuple(context_of({"report": p} if isinstance(p, str) else p).report for p in spec.get("peers", [])),
    )


def enforcement_of(said: Spec) -> Enforcement:
    """As an example writes it: kind → count, and ``note``, ``year``, ``agency``."""
    counts = {kind: said[kind] for kind in KIND_NAMES if kind in said}
    if unknown := set(said) - set(counts) - {"note", "year", "agency"}:
        raise ValueError(f"enforcement: {sorted(unknown)}")
    return Enforcement(counts, said.get("note", ""), said.get("year"), "执法统计.xlsx", said.get("agency", ""))


def run_example(rule_id: str, spec: Spec) -> RuleResult:
    return catalogue()[rule_id].run(context_of(spec))


def unmet(result: RuleResult, spec: Spec) -> list[str]:
    """What the example expects and the rule did not do; empty when all is as written."""
    said = [f.hit.message for f in result.findings] + [r.reason for r in result.remarks]
    wrong = [] if result.state == spec["expect"] else [f"state {result.state}, expected {spec['expect']}: {said}"]
    if spec.get("count", len(result.findings)) != len(result.findings):
        wrong.append(f"{len(result.findings)} findings, expected {spec['count']}: {said}")
    told: Spec = {key: spec[key] for key in ("severity", "expression", "quote", "place") if key in spec}
    if told and not result.findings:
        wrong.append(f"no finding, expected one with {told}")
    elif told:
        wrong.extend(_unmet_by_first(result.findings[0], told))
    return wrong


def _unmet_by_first(finding: Finding, told: Spec) -> list[str]:
    where = finding.hit.where
    actual = {
        "severity": finding.severity,
        "expression": finding.hit.expression,
        "place": ".".join(part or "-" for part in (where.table, where.row, where.column)),
    }
    wrong = [f"{key} {actual[key]}, expected {told[key]}" for key in actual if key in told and actual[key] != told[key]]
    if "quote" in told and told["quote"] not in (where.quote or ""):
        wrong.append(f"quote {where.quote}, expected {told['quote']}")
    return wrong


# --- tables ---------------------------------------------------------------------------------------------------


def _set_layout(report: Report, key: str) -> Report:
    layout = next(x for x in LAYOUTS if x.key == key)
    tables = {k: Table(t, {a: Cell.of(0) for a in t.addresses}) for k, t in layout.tables.items()}
    return replace(report, layout=layout, tables=dict(tables))


def _set_tables(report: Report, states: dict[Any, str]) -> Report:
    problems = list(report.problems)
    for key, state in states.items():
        if key not in TABLE_KEYS or state not in ("absent", "unreadable", "torn"):
            raise ValueError(f"tables: {key}: {state}")
        if state == "unreadable":
            problems.append(Problem(key, f"{report.layout.tables[key].name}没有读出来"))
        elif state == "torn":
            problems.append(Problem(key, f"{report.layout.tables[key].name}有一行只读到5格，应有7格", "short_row"))
    return replace(report, tables={**report.tables, **dict.fromkeys(states)}, problems=tuple(problems))


def _set_found_in(report: Report, places: dict[Any, SectionKey]) -> Report:
    return replace(report, tables_found_in={**report.tables_found_in, **places})


def _set_cells(report: Report, raw_by_place: dict[str, str | None]) -> Report:
    for place, raw in raw_by_place.items():
        if not (raw is None or isinstance(raw, str)):
            raise TypeError(f"cells hold raw text: quote the value of {place}")
        key, table, addresses = _addresses(report, place)
        cells = dict(table.cells)
        for address in addresses:
            if raw is None:
                del cells[address]
            else:
                cells[address] = table.layout.read_cell(address[0], raw)
        report = replace(report, tables={**report.tables, key: replace(table, cells=cells)})
    return report


def _set_unconfirmed(report: Report, places: list[str]) -> Report:
    parts = [place.partition(".") for place in places]
    return replace(report, unconfirmed=tuple((key, row) for key, _, row in parts))  # type: ignore[misc]


def _set_scanned(report: Report, pages: list[int]) -> Report:
    message = f"第{'、'.join(str(p) for p in pages)}页是图片，没有文字层，没有读到"
    return replace(report, notices=(Notice("no_text_layer", message, tuple(pages)),))


def _set_ends_in(report: Report, place: list[Any]) -> Report:
    end = EndsIn(*place)
    notices = (*report.notices, *notice_of(end, report.layout))
    return replace(report, complete=False, ends_in=end, notices=notices)


def _set_statements(report: Report, said: list[list[Any]]) -> Report:
    statements = tuple(Statement(subject, value, source, value) for subject, value, source in said)
    return replace(report, statements=statements)


def _shift(report: Report, row: str) -> Report:
    table = report.tables["applications"]
    assert table is not None
    columns = [c.key for c in table.layout.columns_of(row)]
    moved = {(row, c): table.cells[row, columns[i - 1]] for i, c in enumerate(columns)}
    return replace(report, tables={**report.tables, "applications": replace(table, cells={**table.cells, **moved})})


def _addresses(report: Report, place: str) -> tuple[Any, Table, list[Address]]:
    """``applications.denied.process.total`` or ``applications.denied.process.*`` as addresses of that table."""
    key, _, rest = place.partition(".")
    row, _, column = rest.rpartition(".")
    table = next((t for k, t in report.tables.items() if k == key), None)
    if table is None or row not in table.layout.rows:
        raise ValueError(f"no such row: {place}")
    columns = [c.key for c in table.layout.columns_of(row)]
    if column != "*" and column not in columns:
        raise ValueError(f"no such column: {place}")
    return key, table, [(row, c) for c in columns if column in ("*", c)]


def _set_unknown_rows(report: Report, labels: dict[Any, list[str]]) -> Report:
    for key, unknown in labels.items():
        table = report.tables[key]
        assert table is not None
        report = replace(report, tables={**report.tables, key: replace(table, unknown_rows=tuple(unknown))})
    return report


# --- sections and headings ------------------------------------------------------------------------------------


def _set_texts(report: Report, texts: dict[Any, str | None]) -> Report:
    for key, text in texts.items():
        section = _section(report, key)
        if text is None:
            report = _without(report, key)
        else:
            report = _with_section(report, section._replace(text=text.strip("\n")))
    return report


def _append(report: Report, lines: dict[Any, str]) -> Report:
    for key, line in lines.items():
        section = _section(report, key)
        report = _with_section(report, section._replace(text=f"{section.text}\n{line}"))
    return report


def _set_headings(report: Report, printed: dict[Any, str | dict[str, Any]]) -> Report:
    for key, said in printed.items():
        text, auto = (said, False) if isinstance(said, str) else (said["text"], said["auto_numbered"])
        heading = section_heading(Paragraph(text, level=2, auto_numbered=auto))
        if heading is None:
            heading = _under_another_name(key, text)
        if heading is None:
            report = _swallowed(report, key, text)
        elif heading.key not in (key, None):
            raise ValueError(f"the reader takes “{text}” for {heading.key}")
        else:
            headings = tuple(heading if h.key == key else h for h in report.headings)
            section = _section(report, key)._replace(heading=heading, title=heading.title)
            report = replace(_with_section(report, section), headings=headings)
    return report


def _under_another_name(key: SectionKey, line: str) -> Heading | None:
    """What the reader makes of a line with the section's ordinal, in its place, that is none of the official titles."""
    unknown = unknown_heading(Paragraph(line))
    if unknown is None or unknown.ordinal != SECTION_KEYS.index(key) + 1 or not may_be_title_of(key, unknown.title):
        return None
    return unknown._replace(key=key) if is_other_wording(key, unknown.title) else unknown


def _swallowed(report: Report, key: SectionKey, line: str) -> Report:
    """A heading of no official title is a line of the section before it, and so is what stands under it."""
    keys = [s.key for s in report.sections]
    before = _section(report, keys[keys.index(key) - 1])
    text = "\n".join((before.text, line, _section(report, key).text))
    unknown = unknown_heading(Paragraph(line))
    headings = (unknown if h.key == key else h for h in report.headings)
    places = {t: before.key if place == key else place for t, place in report.tables_found_in.items()}
    report = _with_section(_without(report, key), before._replace(text=text))
    return replace(report, headings=tuple(h for h in headings if h is not None), tables_found_in=places)


def _set_extra_headings(report: Report, printed: dict[SectionKey, list[str]]) -> Report:
    for key, texts in printed.items():
        unknown = [unknown_heading(Paragraph(text)) for text in texts]
        if None in unknown:
            raise ValueError(f"the reader takes one of {texts} for no heading")
        place = [h.key for h in report.headings].index(key) + 1
        found = tuple(h for h in unknown if h is not None)
        report = replace(report, headings=(*report.headings[:place], *found, *report.headings[place:]))
    return report


def _set_order(report: Report, keys: list[SectionKey]) -> Report:
    sections = tuple(_section(report, key) for key in keys)
    headings = tuple(s.heading for s in sections if s.heading is not None)
    return replace(report, sections=sections, headings=headings)


def _section(report: Report, key: SectionKey) -> Section:
    section = report.section(key)
    if section is None:
        raise ValueError(f"the report has no section {key}")
    return section


def _with_section(report: Report, section: Section) -> Report:
    return replace(report, sections=tuple(section if s.key == section.key else s for s in report.sections))


def _without(report: Report, key: SectionKey) -> Report:
    return replace(
        report,
        sections=tuple(s for s in report.sections if s.key != key),
        headings=tuple(h for h in report.headings if h.key != key),
    )


_EDITS: dict[str, Callable[[Report, Any], Report]] = {
    "layout": _set_layout,
    "agency": lambda report, name: replace(report, agency=infer_agency(name)),
    "title": lambda report, title: replace(report, title=title),
    "preamble": lambda report, text: replace(report, preamble=text),
    "found_in": _set_found_in,
    "cells": _set_cells,
    "unknown_rows": _set_unknown_rows,
    "tables": _set_tables,
    "unconfirmed": _set_unconfirmed,
    "scanned": _set_scanned,
    "ends_in": _set_ends_in,
    "statements": _set_statements,
    "shifted": _shift,
    "sections": _set_texts,
    "append": _append,
    "heading": _set_headings,
    "extra_headings": _set_extra_headings,
    "order": _set_order,
}
_PREVIOUS_EDITS: dict[str, Callable[[Report, Any], Report]] = {
    "previous_layout": _set_layout,
    "previous_cells": _set_cells,
    "previous_sections": _set_texts,
    "previous_append": _append,
}
_KEYS = (
    frozenset(_EDITS)
    | frozenset(_PREVIOUS_EDITS)
    | {
        "report",
        "previous",
        "peers",
        "draft",
        "model_state",
        "published",
        "kind",
        "level",
        "profile",
        "enforcement",
        "expect",
        "count",
        "severity",
        "expression",
        "quote",
        "place",
    }
)
