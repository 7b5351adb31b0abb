"""The domain: what an annual report is, before any file, rule or screen.

Everything here is plain data and arithmetic. The room imports no other room.
"""

from nianbao.report.agency import Agency, AgencyKind, AgencyLevel, infer_agency
from nianbao.report.cells import Cell, CellKind
from nianbao.report.layout import LAYOUT_2019, LAYOUT_2021, Layout, TableLayout, layout_for_year
from nianbao.report.model import Heading, Problem, Report, Section, Table

__all__ = [
    "LAYOUT_2019",
    "LAYOUT_2021",
    "Agency",
    "AgencyKind",
    "AgencyLevel",
    "Cell",
    "CellKind",
    "Heading",
    "Layout",
    "Problem",
    "Report",
    "Section",
    "Table",
    "TableLayout",
    "infer_agency",
    "layout_for_year",
]
