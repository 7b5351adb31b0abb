"""One filing: where it stands, what may be done next, all that was done, its versions with their reviews."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from nianbao.pages.html import Html, details, join, tag
from nianbao.pages.office import texts
from nianbao.pages.office.common import STATE_COLOURS, rules
from nianbao.pages.office.forms import show_forms
from nianbao.pages.office.year import FILING, HERE, YEAR, download
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain
from nianbao.pages.results.common import facts, findings, heading, verdict_banner
from nianbao.pages.results.review import checklist, remarks
from nianbao.pages.workbench.views import changes_table
from nianbao.papers.filings.said import STATE_NAMES, step_said
from nianbao.report.errors import UserError
from nianbao.work.filings import papers
from nianbao.work.filings.overview import line_of
from nianbao.work.filings.steps import load, record_of, steps_of
from nianbao.work.handed.downloads import DOCX_MIME
from validators.since import Change, since

if TYPE_CHECKING:
    from nianbao.store.filings import Filing, Step


def show_filing(written: str) -> bool:
    """``written``: the id in the address; false when there is no such filing for this viewer."""
    services = the_assistant().services
    try:
        filing = load(services, int(written) if written.isdecimal() else 0)
    except UserError:
        st.warning(texts.NOT_THERE)
        return False
    st.query_params[FILING] = str(filing.id)  # a link inside the page does not write it into the address
    if YEAR in st.query_params:
        st.query_params[YEAR] = str(filing.year)  # one that was typed may name another
    steps = steps_of(services, filing.id)
    st.page_link(HERE, label=texts.BACK, icon=":material/arrow_back:", query_params={YEAR: str(filing.year)})
    st.title(plain(f"{filing.unit}　{filing.year}"))
    _show_facts(filing, steps)
    show_forms(filing)
    st.html(join((heading(texts.STEPS), _timeline(steps))))
    _show_page(filing, steps)
    if filing.version:
        _show_version(filing, steps)
    return True


def _show_facts(filing: "Filing", steps: "Sequence[Step]") -> None:
    line = line_of(filing, steps, rules(), date.today())
    state = tag("span", STATE_NAMES[line.state], f"nb-chip {STATE_COLOURS[line.state]}".strip())
    pairs: list[tuple[str, object]] = [
        (texts.FACT_STATE, state),
        (texts.FACT_DUE, filing.due_on),
        (texts.FACT_FILED, line.punctuality.said),
    ]
    pairs += [(texts.FACT_VERSION, filing.version)] if filing.version else []
    pairs += [(texts.FACT_CONTACT, filing.contact)] if filing.contact else []
    st.html(facts(pairs))


def _timeline(steps: "Sequence[Step]") -> Html:
    """A step a line; under a return the findings it was sent back with."""
    lines = []
    for step in steps:
        found = [tag("li", f"{f['rule']}　{f['message']}") for f in step.detail.get("findings", [])]
        lines.append(tag("li", join((step_said(step), tag("ul", join(found)) if found else ""))))
    return tag("ol", join(lines), "nb-steps") if lines else tag("p", STATE_NAMES["due"], "nb-note")


def _show_page(filing: "Filing", steps: "Sequence[Step]") -> None:
    """The page as it was compared last."""
    published = next((step for step in reversed(steps) if step.act == "publish"), None)
    if published is None:
        return
    told = published.detail
    parts: list[object] = [heading(texts.PUBLISH_TITLE)]
    parts += [tag("p", said, "nb-note") for said in told["not_compared"]]
    if told["differences"]:
        found = [Change(**change) for change in told["differences"]]
        parts.append(tag("p", texts.PAGE_DIFFERS.format(n=len(found))))
        parts.append(changes_table(found, texts.PAGE_HEADS))
    elif not told["not_compared"]:
        parts.append(tag("p", texts.PAGE_SAME))
    st.html(join(parts))
    made = partial(_page_bytes, filing.id, published.number)
    download(texts.PAGE_FILE, made, told["file"], "application/octet-stream", f"page-{filing.id}")


def _page_bytes(filing_id: int, step: int) -> bytes:
    return papers.page_file(the_assistant().services, filing_id, step).content


def _show_version(filing: "Filing", steps: "Sequence[Step]") -> None:
    """The review that was kept with a version, the newest until another is chosen, and its papers."""
    services, numbers = the_assistant().services, list(range(filing.version, 0, -1))
    number = st.segmented_control(
        texts.VERSION_LABEL,
        numbers,
        default=numbers[0],
        format_func=lambda n: texts.VERSION.format(n=n),
        key=f"version-{filing.id}-{filing.version}",
        required=True,
    )
    record = record_of(services, filing.id, number)
    review = record.review
    with st.container(horizontal=True):
        named = {"unit": filing.unit, "year": filing.year, "n": number}
        sheet = partial(papers.sign_off, services, filing.id, number)
        download(texts.SIGN_OFF, sheet, texts.SIGN_OFF_FILE.format(**named), DOCX_MIME, f"sheet-{number}")
        opinion = partial(papers.opinion, services, filing.id, number)
        download(texts.OPINION_DOCX, opinion, texts.OPINION_FILE.format(**named), DOCX_MIME, f"opinion-{number}")
        if record.is_docx:
            marked = partial(papers.marked_version, services, filing.id, number)
            download(texts.MARKED, marked, texts.MARKED_FILE.format(**named), DOCX_MIME, f"marked-{number}")
        file = partial(_file_bytes, filing.id, number)
        download(texts.ORIGINAL, file, record.file, "application/octet-stream", f"file-{number}")
    parts: list[object] = [verdict_banner(review), remarks(review)]
    if number > 1:
        asked = [step for step in steps if step.act == "return" and step.version == number - 1 and step.text]
        parts += [tag("p", texts.RETURNED_WITH.format(name=s.name, text=s.text), "nb-note") for s in asked]
        became = since(record_of(services, filing.id, number - 1).review, review)
        said = texts.SINCE.format(fixed=len(became.fixed), still=len(became.still), new=len(became.new))
        parts.append(tag("p", said, "nb-since"))
        if became.changes:
            parts.append(details(texts.CHANGED.format(n=len(became.changes)), changes_table(became.changes)))
    st.html(join((*parts, checklist(review), findings(review))))


def _file_bytes(filing_id: int, version: int) -> bytes:
    return papers.version_file(the_assistant().services, filing_id, version).content


def open_filing() -> str | None:
    """The filing in the address."""
    return st.query_params.get(FILING)
