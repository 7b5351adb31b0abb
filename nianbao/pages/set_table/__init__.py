"""The table of a set: one component of our own, inline and offline; a click on a line opens its review."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import streamlit as st

from nianbao.pages.html import Html, join, tag
from nianbao.pages.results.common import SEVERITY_COLOURS, VERDICT_COLOURS
from nianbao.pages.words import sets
from nianbao.papers.set_rows import same_report_said
from nianbao.papers.wording import ITEM_VERDICTS, SEVERITIES, VERDICTS_IN_A_LIST
from nianbao.work.reviewed.workbench import OF_SET, Address
from nianbao.work.sets.lines import Line

_HERE = Path(__file__).parent
_WRITTEN = "met"
"""An item of Article 50 of which nothing need be said in a list."""


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def address_of(set_id: str, number: int) -> Address:
    """Where the review of a file of a set is worked on."""
    return Address(f"{OF_SET}{set_id}", number, 0)


def show_table(set_id: str, lines: Sequence[Line], key: str, called: Callable[[Line], str]) -> int | None:
    """The lines, each ``called`` by its name among them; the number of the file that was just clicked, once."""
    style = (_HERE.parent / "desk.css").read_text(encoding="utf-8") + _text("table.css")
    frame = tag("div", "", "set", tabindex="0", role="region", aria_label=sets.TABLE)
    mount = st.components.v2.component("nianbao_set_table", html=str(frame), css=style, js=_text("table.js"))
    body = join(_row(set_id, line, called(line)) for line in lines)
    head = join(tag("th", name, "num" if name in SEVERITIES.values() else "", scope="col") for name in sets.HEADS)
    table = tag("table", join((tag("thead", tag("tr", head)), tag("tbody", body))), "nb-table")
    data = {"table": str(table if lines else tag("p", sets.NONE_SHOWN, "none"))}
    clicked = mount(key=key, data=data, on_open_change=lambda: None)
    number = getattr(clicked, "open", None)
    return None if number is None else int(number)


def _row(set_id: str, line: Line, called: str) -> Html:
    name: object = called
    if line.verdict:
        name = tag("a", called, href=f"review?doc={address_of(set_id, line.number)}", data_n=line.number)
    cells = [
        tag("th", name, title=f"{line.agency}　{line.file}", scope="row"),
        tag("td", line.year or ""),
        tag("td", _verdict(line)),
        *(_count(line, severity) for severity in SEVERITIES),
        tag("td", "、".join(_items(line))),
        tag("td", line.undecided or "", "num"),
        _published(line),
        tag(
            "td",
            "；".join(filter(None, (line.problem or line.reason.rstrip("。"), same_report_said(line.same)))),
            "why",
        ),
    ]
    return tag("tr", join(cells), "" if line.verdict else "off")


def _verdict(line: Line) -> Html:
    if line.waits:
        return tag("span", sets.WAITS_CHIP, "nb-chip")
    if line.verdict is None:
        return tag("span", sets.NOT_READ_CHIP, "nb-chip unread")
    said = VERDICTS_IN_A_LIST[line.verdict]
    return tag("span", said, f"nb-chip {VERDICT_COLOURS[line.verdict]}")


def _count(line: Line, severity: str) -> Html:
    count = line.counts.get(severity, 0)
    return tag("td", count or "", f"num {SEVERITY_COLOURS[severity] if count else ''}".strip())


def _items(line: Line) -> list[str]:
    said = [(item, verdict) for item, verdict in line.items.items() if verdict != _WRITTEN]
    return [sets.ITEM.format(item=i, said=ITEM_VERDICTS[v]) for i, v in said]


def _published(line: Line) -> Html:
    if not line.verdict:
        return tag("td")
    date = line.published or sets.NO_DATE
    if line.late != "late":
        return tag("td", date, "date" if line.published else "date quiet")
    return tag("td", join((date, tag("span", sets.LATE_MARK, "nb-chip bad"))), "date")
