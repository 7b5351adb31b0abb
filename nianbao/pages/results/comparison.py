"""A comparison on the desk: the metrics, a chart of one of them, the peers, what could not be compared."""

from functools import partial
from typing import Any

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import Html, join, table, tag
from nianbao.pages.page import guarded
from nianbao.pages.plain import plain
from nianbao.pages.results.common import Json, facts, file_name, heading
from nianbao.pages.shown.comparison import Bar, bars
from nianbao.pages.words import compare as words
from nianbao.papers.comparison_paper import comparison_docx, comparison_workbook
from nianbao.papers.wording import change_label, figure
from nianbao.work.handed.downloads import DOCX_MIME, XLSX_MIME, json_bytes

_COLOURS = {"own": "#1d4e89", "last_year": "#8fb0d6", "median": "#c98a1b", "peer": "#c3cbd6"}
_ON_LIGHT, _ON_DARK = ("#1f2933", "#8793a1"), ("#e3e8ee", "#5d6a79")
"""Words and lines of a chart on either ground."""
_NUMBER_COLUMNS = (1, 2, 3, 4, 5, 6)
_BAR_PIXELS = 26
_SHOWN_RUNS = 5


def show_comparison(data: Json, key: str) -> None:
    """A comparison with its files below it."""
    show_figures(data, key)
    with st.container(horizontal=True):
        show_files(data, key)


def show_files(data: Json, key: str) -> None:
    """Word, Excel and JSON of a comparison, a button each."""
    for label, made, pattern, mime in (
        (words.WORD, comparison_docx, words.WORD_FILE, DOCX_MIME),
        (words.EXCEL, comparison_workbook, words.EXCEL_FILE, XLSX_MIME),
        (texts.COMPARE_JSON, json_bytes, texts.COMPARE_JSON_FILE, "application/json"),
    ):
        st.download_button(
            label,
            partial(made, data),
            file_name(pattern, data["agency"], data["year"]),
            mime,
            key=f"{key}-{pattern}",
            on_click="ignore",
            icon=":material/download:",
        )


def show_figures(data: Json, key: str) -> None:
    known = [m for m in data["metrics"] if m["value"] is not None or m["previous"] is not None or m["peers"]]
    about = [
        (texts.AGENCY_LABEL, data["agency"] or texts.UNKNOWN),
        (texts.YEAR_LABEL, data["year"] or texts.UNKNOWN),
        (texts.PREVIOUS_LABEL, data["previous_year"] or texts.PREVIOUS_NONE),
    ]
    st.html(join((tag("h3", texts.COMPARISON_OF, "nb-title", aria_level="2"), facts(about), _notes(data["notes"]))))
    st.html(heading(texts.CHART))
    _chart(data, known, key)
    st.html(join((_metrics(known), tag("p", texts.RANK_HINT, "nb-small"))))
    if data["peers"]:
        with st.expander(texts.PEERS.format(n=len(data["peers"])), icon=":material/groups:"):
            rows = [(p["agency"], p["year"], p["reason"], texts.SOURCES[p["source"]]) for p in data["peers"]]
            st.html(table(texts.PEERS_HEADS, rows))
    if data["overlap"] is not None:
        with st.expander(texts.OVERLAP, icon=":material/content_copy:"):
            st.html(_overlap(data["overlap"]))


def _metrics(metrics: list[Json]) -> Html:
    return table(texts.METRIC_HEADS, [_metric(m) for m in metrics], "nb-metrics", _NUMBER_COLUMNS)


def _metric(m: Json) -> tuple[object, ...]:
    low, high = figure(m["peer_min"], m["unit"]), figure(m["peer_max"], m["unit"])
    return (
        m["label"],
        tag("b", figure(m["value"], m["unit"])),
        figure(m["previous"], m["unit"]),
        change_label(m),
        figure(m["peer_median"], m["unit"]),
        low if low == high else f"{low}—{high}",
        _rank(m),
    )


def _rank(m: Json) -> str:
    if m["rank"] is None:
        return "—"
    return (texts.RANK_TIED if m["rank_ties"] else texts.RANK).format(rank=m["rank"], of=m["rank_of"])


def _notes(notes: list[str]) -> Html:
    if not notes:
        return Html("")
    return tag("div", join((tag("b", texts.NOTES), tag("ul", join(tag("li", n) for n in notes)))), "nb-notes")


@st.fragment
@guarded
def _chart(data: Json, metrics: list[Json], key: str) -> None:
    """One metric at a time: own value, last year's, the median and every peer that has it."""
    by_key = {m["key"]: m for m in metrics}
    if not by_key:
        st.caption(texts.CHART_EMPTY)
        return
    chosen = st.selectbox(
        texts.CHART_METRIC, list(by_key), format_func=lambda k: by_key[k]["label"], key=f"{key}-metric", width=320
    )
    metric = by_key[chosen]
    drawn = bars(data, metric)
    if not drawn:
        st.caption(texts.CHART_EMPTY)
        return
    st.altair_chart(bar_chart(drawn), width="stretch", theme=None, key=f"{key}-chart")
    st.caption(texts.CHART_FORMULA.format(formula=plain(metric["formula"])))


def bar_chart(drawn: list[Bar]) -> Any:
    """Horizontal bars, the value printed at each; colour tells own, last year, median and peers apart. The words that
    the drawing library would add for a screen reader are English: the table beside the chart says the same."""
    import altair as alt

    values = [{"name": b.name, "value": b.value, "shown": b.shown, "role": texts.CHART_ROLES[b.role]} for b in drawn]
    roles = [r for r in texts.CHART_ROLES if any(b.role == r for b in drawn)]
    ink, line = _ON_DARK if st.context.theme.type == "dark" else _ON_LIGHT
    font = "PingFang SC, Microsoft YaHei, Source Han Sans SC, Noto Sans CJK SC, sans-serif"
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y(
            "name:N", sort=None, axis=alt.Axis(title=None, labelLimit=300, labelPadding=8, ticks=False, aria=False)
        ),
        x=alt.X("value:Q", axis=None, scale=alt.Scale(zero=True, nice=True)),
    )
    colour = alt.Color(
        "role:N",
        scale=alt.Scale(domain=[texts.CHART_ROLES[r] for r in roles], range=[_COLOURS[r] for r in roles]),
        legend=alt.Legend(title=None, orient="top", aria=False),
    )
    shapes = base.mark_bar(size=_BAR_PIXELS * 0.6, aria=False).encode(color=colour)
    labels = base.mark_text(align="left", dx=5, fontSize=12, color=ink, aria=False).encode(text="shown:N")
    chart = alt.layer(shapes, labels).properties(height=alt.Step(_BAR_PIXELS), description=texts.CHART_SAYS)
    return (
        chart.configure(font=font, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=13, labelColor=ink, domainColor=line)
        .configure_legend(labelFontSize=13, labelColor=ink)
    )


def _overlap(shared: Json) -> Html:
    if not shared["shared_sentences"] and not shared["runs"]:
        return tag("p", texts.OVERLAP_NONE.format(other=shared["other"]))
    sums = texts.OVERLAP_SUMS.format(
        other=shared["other"],
        shared=len(shared["shared_sentences"]),
        all=shared["sentences"],
        share=shared["shared_sentence_share"] or 0,
        covered=shared["covered_share"] or 0,
        own=shared.get("own_share") or 0,
    )
    runs = [run for run in shared["runs"] if run.get("own", 1)]
    quotes = [piece["quote"] for piece in (runs or shared["shared_sentences"])[:_SHOWN_RUNS]]
    return join((tag("p", sums), tag("ul", join(tag("li", tag("q", quote)) for quote in quotes))))
