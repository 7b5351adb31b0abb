"""Random official tables whose equations hold, for property tests."""

from hypothesis import strategies as st

from nianbao.report import LAYOUT_2021, Cell, Report, Table, infer_agency
from nianbao.report.arithmetic import APPLICANT_KEYS, RESULT_KEYS
from nianbao.report.layout import SECTIONS, outcome_group
from nianbao.report.model import Heading, Section

APPLICATIONS = LAYOUT_2021.tables["applications"]
OUTCOMES = list(dict.fromkeys(r for r, _ in APPLICATIONS.addresses if outcome_group(r)))


@st.composite
def balanced_tables(draw, top=60):
    """Table three: random outcomes and carried figures, the rest by the equations."""
    values: dict[tuple[str, str], int] = {}
    for column in APPLICANT_KEYS:
        for row in OUTCOMES:
            values[row, column] = draw(st.integers(0, top)) if draw(st.booleans()) else 0
        done = sum(values[r, column] for r in OUTCOMES)
        values["processed_total", column] = done
        values["carried_out", column] = draw(st.integers(0, top))
        values["carried_in", column] = draw(st.integers(0, done + values["carried_out", column]))
        values["new", column] = done + values["carried_out", column] - values["carried_in", column]
    for row in dict.fromkeys(r for r, _ in APPLICATIONS.addresses):
        values[row, "total"] = sum(values[row, c] for c in APPLICANT_KEYS)
    return Table(APPLICATIONS, {a: Cell.of(values[a]) for a in APPLICATIONS.addresses})


@st.composite
def proceedings_tables(draw, top=40):
    """Table four with right sums."""
    layout = LAYOUT_2021.tables["proceedings"]
    values = {a: draw(st.integers(0, top)) for a in layout.addresses if a[1] in RESULT_KEYS}
    values |= {(r, "total"): sum(values[r, c] for c in RESULT_KEYS) for r, c in layout.addresses if c == "total"}
    return Table(layout, {a: Cell.of(values[a]) for a in layout.addresses})


@st.composite
def active_tables(draw, top=5000):
    """Table two with counts that fit together."""
    layout = LAYOUT_2021.tables["active_disclosure"]
    values = {a: draw(st.integers(0, top)) for a in layout.addresses}
    for row in ("regulations", "normative_documents"):
        values[row, "in_force"] = max(0, values[row, "issued"] - values[row, "repealed"]) + draw(st.integers(0, 50))
    cells = {a: Cell.of(v) for a, v in values.items()}
    cells["fees", "amount"] = Cell.read(f"{draw(st.decimals(0, 99999, places=2))}")
    return Table(layout, cells)


@st.composite
def reports(draw):
    """A whole report: random tables under the official headings, plain prose."""
    sections = []
    headings = []
    for number, layout in enumerate(SECTIONS, start=1):
        heading = Heading(layout.key, f"{layout.ordinal}、{layout.title}", number, "chinese", layout.title)
        headings.append(heading)
        prose = {"overview": "（一）主动公开\n做好公开工作。", "problems": "存在不足。将加以改进。", "other": "无。"}
        sections.append(Section(layout.key, heading, layout.title, prose.get(layout.key, "")))
    return Report(
        agency=infer_agency("示例省云岭市青禾县柳溪镇人民政府"),
        year=2024,
        title="示例省云岭市青禾县柳溪镇人民政府2024年政府信息公开工作年度报告",
        preamble="根据规定，编制本报告。",
        layout=LAYOUT_2021,
        sections=tuple(sections),
        tables={
            "active_disclosure": draw(active_tables()),
            "applications": draw(balanced_tables()),
            "proceedings": draw(proceedings_tables()),
        },
        headings=tuple(headings),
        tables_found_in={k: t.section for k, t in LAYOUT_2021.tables.items()},
    )
