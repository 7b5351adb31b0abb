"""A draft on the desk: downloads first, then the whole text with its tables, its review, who wrote what, the ledger."""

from collections import Counter
from functools import partial

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import Html, details, join, marked_blanks, table, tag
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain
from nianbao.pages.results.common import (
    Json,
    agency_facts,
    facts,
    file_name,
    findings,
    heading,
    official_table,
    verdict_banner,
)
from nianbao.pages.results.judgement import WORKBENCH
from nianbao.pages.results.review import checklist
from nianbao.pages.shown.ledger import LedgerLine, ledger_lines
from nianbao.pages.shown.tables import official_tables
from nianbao.pages.words import drafts
from nianbao.pages.words import material as about_material
from nianbao.pages.words import workbench as words
from nianbao.papers.match_text import match_told
from nianbao.papers.wording import WRITERS, section_name
from nianbao.report.model import Report
from nianbao.work.handed.downloads import DOCX_MIME, draft_docx, draft_page, draft_provenance
from nianbao.work.reviewed.workbench import Address
from validators.codec import review_from_json


def show_draft(data: Json, key: str) -> None:
    review = review_from_json(data)
    report = review.report
    previous = data.get("previous_year") or texts.PREVIOUS_NONE
    about = [
        *agency_facts(report),
        (texts.DRAFT_OF, texts.DRAFT_REVISION.format(revision=data["revision"])),
        (texts.PREVIOUS_LABEL, previous),
    ]
    st.html(join((tag("h3", report.title, "nb-title", aria_level="2"), facts(about), verdict_banner(review))))
    bench = {"d": str(data["draft_id"]), "rev": str(data["revision"])}
    st.page_link(
        "nianbao/pages/draft.py", label=drafts.OPEN_ON_BENCH, query_params=bench, icon=":material/edit_document:"
    )
    if match := data.get("match"):
        st.text("\n".join(match_told(match)))
    _downloads(data, report, key)
    _remarks(data)
    with st.expander(texts.DRAFT_TEXT, expanded=True, icon=":material/article:"):
        st.html(paper(report))
    with st.expander(texts.DRAFT_REVIEW, icon=":material/fact_check:"):
        query = {"doc": str(Address.of_draft(data["draft_id"], data["revision"]))}
        st.page_link(WORKBENCH, label=words.OPEN_REVIEW_OF_DRAFT, icon=":material/vertical_split:", query_params=query)
        st.html(join((checklist(review), findings(review))))
    with st.expander(texts.LEDGER.format(n=len(data["ledger"])), icon=":material/calculate:"):
        st.html(ledger(data))
    with st.expander(texts.WHO_WROTE, icon=":material/edit_note:"):
        st.html(sentences(data))


def _downloads(data: Json, report: Report, key: str) -> None:
    """The files are fetched from the database when they are asked for, so they work after a refresh too."""
    draft_id, revision = data["draft_id"], data["revision"]
    agency, year = report.agency.name, report.year
    services = the_assistant().services
    with st.container(horizontal=True):
        st.download_button(
            texts.DRAFT_DOCX,
            partial(draft_docx, services, draft_id, revision),
            file_name(texts.DRAFT_DOCX_FILE, agency, year, revision=revision),
            DOCX_MIME,
            key=f"{key}-docx",
            on_click="ignore",
            type="primary",
            icon=":material/download:",
        )
        st.download_button(
            texts.DRAFT_PAGE,
            partial(draft_page, services, draft_id, revision),
            file_name(texts.DRAFT_PAGE_FILE, agency, year, revision=revision),
            "text/html",
            key=f"{key}-page",
            on_click="ignore",
            icon=":material/public:",
        )
        st.download_button(
            texts.DRAFT_PROVENANCE,
            partial(draft_provenance, services, draft_id, revision),
            file_name(texts.DRAFT_PROVENANCE_FILE, agency, year, revision=revision),
            "application/json",
            key=f"{key}-provenance",
            on_click="ignore",
            icon=":material/receipt_long:",
        )


def _remarks(data: Json) -> None:
    total = len(data["prose"])
    said = texts.WRITTEN.format(total=total, by=written_by(data["prose"]))
    if places := data.get("open"):
        st.warning(texts.OPEN_LEFT.format(n=len(places)), icon=":material/edit:")
        with st.expander(texts.OPEN_LIST.format(n=len(places)), icon=":material/checklist:"):
            st.html(open_list(places))
    proof = texts.NUMBERS_MATCHED.format(n=data["numbers_matched"])
    if match := data.get("match"):
        own = sum(p["owner"] == "own" for p in data["prose"])
        by_hand = match["counts"]["differs"] + match["counts"]["unknown"]
        said = about_material.EDITED.format(total=total, own=own)
        proof = about_material.BY_HAND.format(n=by_hand) if by_hand else about_material.ALL_AS_GIVEN
    st.html(tag("p", f"{said}{proof}", "nb-small"))
    for notice in data.get("notices", ()):
        st.info(plain(f"{notice}。"), icon=":material/info:")
    if failures := data.get("model_failures"):
        reasons = "；".join(dict.fromkeys(failures))
        st.info(texts.MODEL_FAILURES.format(n=len(failures)) + plain(reasons), icon=":material/info:")


def written_by(prose: list[Json]) -> str:
    """How many sentences are code's, the drafter's, a model's; what nobody has written yet by itself."""

    def of(sentence: Json) -> str:
        if sentence.get("owner") == "blank":
            return "blank"
        if sentence["writer"] == "model":
            return "model"
        return "own" if sentence.get("owner") == "own" else "code"

    counts = Counter(map(of, prose))
    return "，".join(said.format(n=counts[who]) for who, said in texts.WRITTEN_BY.items() if counts[who])


def open_list(places: list[Json]) -> Html:
    """What is still to be filled in, checked or decided, in working order."""
    rows = [(drafts.KINDS[p["kind"]], p["what"], p.get("where") or "") for p in places]
    known = any(where for *_, where in rows)  # a column in which nothing stands is not shown
    return table(
        texts.OPEN_HEADS if known else texts.OPEN_HEADS[:2], rows if known else [r[:2] for r in rows], "nb-open"
    )


def paper(report: Report) -> Html:
    """The report as it will be printed: title, sections, the official tables in their places."""
    tables = {t.section: t for t in official_tables(report)}
    parts: list[object] = [tag("h2", report.title), *(_paragraph(p) for p in report.preamble.split("\n") if p)]
    for section in report.sections:
        parts.append(tag("h3", section_name(section.key)))
        if section.key in tables:
            parts.append(official_table(tables[section.key]))
        parts += [_paragraph(line) for line in section.paragraphs]
    return tag("div", join(parts), "nb-paper")


def _paragraph(line: str) -> Html:
    return tag("p", marked_blanks(line), "sub" if line.startswith("（") and len(line) < 20 else "")


def sentences(data: Json) -> Html:
    """Every sentence with who wrote it and which entries of the ledger stand in it."""
    labels = {e["id"]: e["label"] for e in data["ledger"]}
    rows = [(section_name(p["section"]), _owned(p), _owner(p), _entries(p["slots"], labels)) for p in data["prose"]]
    return table(texts.WHO_HEADS, rows, "nb-who")


def _owned(sentence: Json) -> Html:
    """The sentence; amber where nobody vouches for it yet, with the drafter's words below where it was reworded."""
    words = marked_blanks(sentence["sentence"])
    shown = tag("mark", words, "blank") if sentence.get("owner") == "proposed" else words
    if not sentence.get("original"):
        return tag("div", shown)
    return tag("div", join((shown, tag("div", texts.ORIGINAL.format(words=sentence["original"]), "nb-small"))))


def _owner(sentence: Json) -> str:
    """Whose sentence it is, and who put it there."""
    return "·".join((texts.OWNERS.get(sentence.get("owner", ""), ""), WRITERS[sentence["writer"]])).lstrip("·")


def _entries(slots: list[str], labels: dict[str, str]) -> Html:
    return tag("div", join((labels[s] for s in dict.fromkeys(slots)), "；"), "nb-small")


def ledger(data: Json) -> Html:
    """Every number that the draft may print: those of the prose, then the other cells of the tables."""
    shown = ledger_lines(data)
    prose, rest = [e for e in shown if e.in_prose], [e for e in shown if not e.in_prose]
    return join(
        (
            heading(texts.LEDGER_PROSE.format(n=len(prose))),
            _ledger_table(prose),
            details(texts.LEDGER_REST.format(n=len(rest)), _ledger_table(rest)),
        )
    )


def _ledger_table(entries: list[LedgerLine]) -> Html:
    rows = [(e.label, e.shown, e.period, tag("span", _origin(e), title=e.formula or None)) for e in entries]
    return table(texts.LEDGER_HEADS, rows, "nb-ledger")


def _origin(entry: LedgerLine) -> str:
    """A cell of the workbook is known by its own label; it need not be said twice."""
    return texts.LEDGER_INPUT if entry.origin.endswith(entry.label) else entry.origin
