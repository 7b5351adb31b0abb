"""The district's own tables, added up from the versions that were accepted: no file is looked for, none is mistaken."""

import io
from dataclasses import replace
from typing import cast

from nianbao.office.filings.states import ACCEPTED, State
from nianbao.office.rollup import Consolidated, Filed, filed, roll_up
from nianbao.report.errors import UserError
from nianbao.work.filings.steps import record_of
from nianbao.work.rollup import as_material
from nianbao.work.services import Services

NOT_YET: dict[State, str] = {
    "filed": "已报送，还没有通过初审",
    "first_read": "已通过初审，还没有通过复审",
    "second_read": "已通过复审，还没有通过终审",
    "returned": "已退回，还没有重新报送",
}
"""Why what was filed is no part yet. Only whose state is none of these has not filed."""


def consolidated(services: Services, agency: str, year: int) -> Consolidated:
    """Roll up the accepted versions of a year into those of ``agency``. What is being read is left out with its state; who has
    not filed is missing. Raises ``UserError`` without a roster of that year."""
    from nianbao.store.filings import list_filings

    hosted = [f for f in list_filings(services.db, year) if f.is_host]
    if not hosted:
        raise UserError(f"还没有{year}年度的报送名单，请先导入名单。")
    found: list[Filed] = []
    for filing in hosted:
        state = cast(State, filing.state)
        if state == "due":
            continue
        record = record_of(services, filing.id, filing.version)
        if state in ACCEPTED:
            found.append(replace(filed(record.review.report, record.file, year), name=filing.unit))
        else:
            found.append(Filed(record.file, filing.unit, year, why_not=NOT_YET[state]))
    return roll_up(found, agency, year, [f.unit for f in hosted])


def inputs_workbook(services: Services, agency: str, year: int) -> bytes:
    """The consolidated tables as the agency's own inputs workbook (.xlsx), each figure with its parts."""
    from nianbao.drafting.material.workbook import write_template

    stream = io.BytesIO()
    write_template(stream, year, as_material(consolidated(services, agency, year)))
    return stream.getvalue()
