"""A review on the desk: verdict, checklist of Article 50, findings, the three tables, which rules ran."""

from functools import partial

import streamlit as st

from app_pages import texts
from app_pages.html import Html, join, table, tag
from app_pages.results.common import (
    Json,
    agency_facts,
    facts,
    file_name,
    findings,
    heading,
    official_table,
    verdict_banner,
)
from assistant.desk import json_bytes, official_tables, rule_titles
from assistant.present import ITEM_VERDICTS, STATES, section_name, statute_text
from validators.article50 import ITEM_NAMES

_ITEM_COLOURS = {"met": "good", "partial": "fair", "missing": "bad", "unreadable": "unread"}
_STATE_COLOURS = {"pass": "good", "fail": "bad"}
_DECIDED = ("pass", "fail")


def show_review(data: Json, key: str) -> None:
    report = data["report"]
    previous = data.get("previous_year") or texts.PREVIOUS_NONE
    about = [(texts.FILE_LABEL, data["file"]), *agency_facts(report), (texts.PREVIOUS_LABEL, previous)]
    st.html(
        join(
            (
                tag("h3", report["title"] or texts.REVIEW_OF, "nb-title"),
                facts(about),
                verdict_banner(data),
                *(tag("p", f"{texts.READ_PROBLEM}：{p['message']}", "nb-note") for p in report["problems"]),
                heading(texts.CHECKLIST),
                checklist(data),
                heading(texts.FINDINGS),
                findings(data),
            )
        )
    )
    show_tables(data)
    show_rules(data)
    st.download_button(
        texts.REVIEW_JSON,
        partial(json_bytes, data),
        file_name(texts.REVIEW_JSON_FILE, report),
        "application/json",
        key=f"{key}-json",
        on_click="ignore",
        icon=":material/download:",
    )


def checklist(data: Json) -> Html:
    """What Article 50 asks for, whether it is there, and the passages that show it."""
    rows = []
    for item in data["article50"]:
        name = tag("b", f"{item['item']}　{ITEM_NAMES[item['item']]}")
        asked = join((name, tag("div", statute_text(item["item"]), "nb-small")))
        verdict = tag("span", ITEM_VERDICTS[item["verdict"]], f"nb-chip {_ITEM_COLOURS[item['verdict']]}")
        if item["missing"]:
            lacking = tag("div", texts.MISSING_PARTS.format(parts="、".join(item["missing"])), "nb-small")
            verdict = join((verdict, lacking))
        rows.append((asked, verdict, _evidence(item["evidence"])))
    return table(texts.CHECKLIST_HEADS, rows, "nb-checklist")


def _evidence(passages: list[Json]) -> Html:
    if not passages:
        return tag("span", texts.NO_EVIDENCE, "nb-small")
    return join(
        tag("div", join((tag("div", section_name(p["section"]), "nb-small"), tag("q", p["quote"]))), "nb-evidence")
        for p in passages
    )


def show_tables(data: Json) -> None:
    """The three official tables as the file has them, behind a click."""
    with st.expander(texts.TABLES, icon=":material/table:"):
        shown = official_tables(data["report"], data["findings"])
        legend = tag("p", texts.MARK_LEGEND, "nb-small") if any(t.is_marked for t in shown) else ""
        st.html(
            join((legend, *(join((heading(f"{t.name}　{section_name(t.section)}"), official_table(t))) for t in shown)))
        )


def show_rules(data: Json) -> None:
    """How every rule ended: found nothing and did not run never look alike."""
    titles = rule_titles()
    decided = sum(r["state"] in _DECIDED for r in data["rules"])
    with st.expander(texts.RULES_RUN.format(decided=decided, total=len(data["rules"])), icon=":material/checklist:"):
        rows = [
            (
                r["rule"],
                titles.get(r["rule"], ""),
                tag("span", STATES[r["state"]], f"nb-chip {_STATE_COLOURS.get(r['state'], '')}".strip()),
                "；".join(dict.fromkeys(r["reasons"])),
            )
            for r in data["rules"]
        ]
        st.html(table(texts.RULES_HEADS, rows))
