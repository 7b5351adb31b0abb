"""Tab 数字: the three official tables as an editor, the other figures, and a box to paste a table into."""

from typing import Any

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.draft_bench.tab import Tab, component
from nianbao.pages.html import Html, join, table, tag
from nianbao.pages.page import the_assistant
from nianbao.pages.results.common import WIDTHS
from nianbao.pages.session import reviewer_name
from nianbao.pages.words import drafts
from nianbao.report.form import official_grid
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS, TableKey
from nianbao.work.bench.figures import Figure, balances, other_figures, paste_table, table_figures
from nianbao.work.bench.lines import ASPECTS, FactLine, fact_lines
from nianbao.work.bench.opening import Bench

KEY = "bench-figures"


def show_figures(tab: Tab) -> None:
    bench = tab.bench
    figures = {f.place: f for key in TABLE_KEYS for f in table_figures(bench, key)}
    others = other_figures(bench)
    asked = {p.place for p in bench.written.open}
    facts = fact_lines(bench)
    html = join((*(_form(bench, key) for key in TABLE_KEYS), _others(others), _facts(facts)))
    data = {
        "store": f"{tab.id}-figures",
        "version": str(hash(str(html))),
        "html": str(html),
        "figures": {f.place: _figure(f) for f in (*figures.values(), *others) if not f.parts},
        "optional": [f.place for f in others if f.place not in asked],
        "items": {f.place: _fact(f) for f in facts},
        "fields": ("aspect", "label", "value", "unit"),
        "sums": {f.place: f.parts for f in figures.values() if f.parts},
        "sumText": {f.place: f.text for f in figures.values() if f.parts},
        "balances": [{"label": b.label, "left": b.left, "right": b.right} for b in balances()],
        "wrong": tab.wrong,
        "done": tab.numbers,
        "draft": tab.id,
        "ack": tab.ack.get(KEY, 0),
        "words": {
            "says": drafts.FIGURE_SAYS,
            "source": drafts.SOURCE,
            "saving": drafts.SAVING,
            "half": drafts.HALF,
            "optional": drafts.OPTIONAL,
        },
    }
    undo = tag("button", drafts.UNDO, type="button", data_do="undo")
    head = tag("div", join((tag("span", "", "source", aria_live="polite"), undo)), "bar")
    inside = tag("div", join((head, tag("div", "", "forms"))), "figures", role="region", aria_label=drafts.FIGURES)
    component("nianbao_figures", str(inside), "queue.js", "figures.js")(
        key=KEY, data=data, on_queue_change=lambda: None
    )
    _paste(tab, bench)


def _figure(figure: Figure) -> dict[str, Any]:
    return {"text": figure.text, "source": figure.source, "why": figure.why, "seen": figure.seen}


def _fact(fact: FactLine) -> dict[str, Any]:
    return fact.value | {"source": fact.source, "why": fact.why, "seen": fact.seen}


def _form(bench: Bench, key: TableKey) -> Html:
    """An official table with a field in every leaf; sums as text."""
    layout, report = LAYOUT_2021.tables[key], bench.written.report.table(key)
    assert report is not None
    leaves = {f.place for f in table_figures(bench, key) if not f.parts}
    rows = []
    for row in official_grid(layout, report).rows:
        cells = []
        for cell in row:
            spans = {n: s for n, s in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if s > 1}
            if cell.address is None:
                cells.append(tag("th" if cell.header else "td", cell.text, "", **spans))
                continue
            place = f"{key}.{'.'.join(cell.address)}"
            label = layout.label(*cell.address)
            inside: object = ""
            if place in leaves:
                inside = tag(
                    "input", "", data_p=f"figure.{place}", aria_label=label, inputmode="decimal", autocomplete="off"
                )
                cells.append(tag("td", inside, "num", **spans))
            else:
                cells.append(tag("td", "", "num sum", data_s=place, title=f"{label}：{drafts.SUM}", **spans))
        rows.append(tag("tr", join(cells)))
    widths = join(tag("col", style=f"width: {width}%") for width in WIDTHS[key])
    form = tag("table", join((tag("colgroup", widths), tag("tbody", join(rows)))), f"nb-form {key}")
    balance: object = ""
    if key == "applications":
        signs = join(tag("li", "", data_b=str(n)) for n, _ in enumerate(balances()))
        balance = tag("div", join((tag("b", drafts.BALANCE), tag("ul", signs))), "balances", role="status")
    return join((tag("h4", layout.name, aria_level="2"), tag("div", form, "nb-scroll"), balance))


def _others(figures: list[Figure]) -> Html:
    rows = [
        tag("label", join((tag("span", f"{f.label}（{f.unit}）"), _field(f"figure.{f.place}", f.label))))
        for f in figures
    ]
    return join((tag("h4", drafts.OTHER_FIGURES, aria_level="2"), tag("div", join(rows), "others")))


def _facts(facts: list[FactLine]) -> Html:
    """The figures of the year's work; the last row is for a new one."""
    rows = [
        (
            _select(f"{f.place}", "aspect", drafts.FACT_HEADS[0]),
            _field(f.place, f"{f.label}：{drafts.FACT_HEADS[1]}", "label"),
            _field(f.place, f"{f.label}：{drafts.FACT_HEADS[2]}", "value"),
            _field(f.place, f"{f.label}：{drafts.FACT_HEADS[3]}", "unit"),
            join(
                (
                    f.source,
                    tag(
                        "button",
                        drafts.REMOVE,
                        type="button",
                        data_remove=f.place,
                        aria_label=f"{drafts.REMOVE}{f.label}",
                    ),
                )
            ),
        )
        for f in facts
    ]
    new = [tag("select", _options(), data_n="aspect", aria_label=drafts.FACT_HEADS[0])]
    new += [
        tag("input", "", data_n=name, aria_label=f"{drafts.ADD_FACT}：{label}", placeholder=label, autocomplete="off")
        for name, label in zip(("label", "value", "unit"), drafts.FACT_HEADS[1:4], strict=True)
    ]
    add = tag("button", drafts.ADD_FACT, type="button", data_do="add")
    last = tag("tr", join(tag("td", cell) for cell in (*new, add)), "new-fact")
    head = tag("tr", join(tag("th", h) for h in drafts.FACT_HEADS))
    body = join(tag("tr", join(tag("td", cell) for cell in row)) for row in rows)
    return join(
        (
            tag("h4", drafts.FACTS, aria_level="2"),
            tag("div", tag("table", join((head, body, last)), "facts"), "nb-scroll"),
        )
    )


def _field(place: str, label: str, field: str | None = None) -> Html:
    return tag("input", "", data_p=place, data_k=field, aria_label=label, autocomplete="off")


def _select(place: str, field: str, label: str) -> Html:
    return tag("select", _options(), data_p=place, data_k=field, aria_label=label)


def _options() -> Html:
    return join(tag("option", title, value=key) for key, title in ASPECTS.items())


def _paste(tab: Tab, bench: Bench) -> None:
    """A whole table pasted into a box; below it what was not taken and why."""
    with st.expander(drafts.PASTE, icon=":material/content_paste:", expanded=tab.pasted is not None):
        key = st.segmented_control(
            drafts.PASTE_INTO,
            TABLE_KEYS,
            format_func=lambda k: LAYOUT_2021.tables[k].name,
            default="applications",
            required=True,
            key="paste-into",
        )
        text = st.text_area(drafts.PASTE_LABEL, key="paste-text", height=140)
        if st.button(drafts.PASTE_GO, key="paste-go", type="primary", disabled=not text.strip()) and key:
            tab.pasted = paste_table(the_assistant().services, bench, key, text, reviewer_name(), tab.own)
            st.rerun()
        if (pasted := tab.pasted) is not None:
            told = drafts.PASTED.format(taken=len(pasted.taken), same=pasted.same, refused=len(pasted.refused))
            (st.warning if pasted.refused else st.success)(told)
            if pasted.refused:
                rows = [(str(r.line), r.text or texts.NO_EVIDENCE, r.where, r.why) for r in pasted.refused]
                st.html(table(drafts.REFUSED_HEADS, rows))
