"""Where a finding is, in a clerk's words."""

from nianbao.papers.wording import section_name
from nianbao.report.model import Report
from validators.engine import Where


def place_name(where: Where, report: Report) -> str:
    """``表三·（一）予以公开·自然人``, ``表三·总计列``, ``一、总体情况``, ``标题``; ``全文`` when it is nowhere in particular."""
    if where.table is None:
        return "全文" if where.section is None else section_name(where.section)
    layout = report.layout.tables[where.table]
    if where.row is None and where.column is None:
        return layout.name
    if where.row is None:
        labels = {c.key: c.label for block in layout.blocks for c in block.columns}
        return f"{layout.name}·{labels[where.column or '']}列"
    labels_of_row = layout.rows[where.row].labels
    own = labels_of_row[1:] if where.table == "applications" and len(labels_of_row) > 1 else labels_of_row
    parts = [layout.name, *own]
    columns = layout.columns_of(where.row)
    if where.column is not None and len(columns) > 1:
        parts += [c.label for c in columns if c.key == where.column]
    return "·".join(parts)


def printed_names(where: Where, report: Report) -> list[str]:
    """The names under which a message may begin with its own place, the longest first."""
    names = [place_name(where, report)]
    if where.table is not None and where.row is not None:
        layout = report.layout.tables[where.table]
        names += [layout.label(where.row, where.column), layout.label(where.row)]
    return sorted(names, key=len, reverse=True)
