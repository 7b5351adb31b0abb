"""The district's own tables, added up from the versions that were accepted: no file is looked for, none is mistaken."""

import io
from dataclasses import replace

from nianbao.office.filings.states import ACCEPTED
from nianbao.office.rollup import Consolidated, Filed, filed, roll_up
from nianbao.work.filings.steps import record_of
from nianbao.work.rollup import as_material
from nianbao.work.services import Services


def consolidated(services: Services, agency: str, year: int) -> Consolidated:
    """Roll up the accepted versions of a year into those of ``agency``; the others on the roster are missing."""
    from nianbao.store.filings import list_filings

    hosted = [f for f in list_filings(services.db, year) if f.is_host]
    found: list[Filed] = []
    for filing in hosted:
        if filing.state in ACCEPTED:
            record = record_of(services, filing.id, filing.version)
            one = filed(record.review.report, record.file, year)
            found.append(replace(one, name=filing.unit))
    return roll_up(found, agency, year, [f.unit for f in hosted])


def inputs_workbook(services: Services, agency: str, year: int) -> bytes:
    """The consolidated tables as the agency's own inputs workbook (.xlsx), each figure with its parts."""
    from nianbao.drafting.material.workbook import write_template

    stream = io.BytesIO()
    write_template(stream, year, as_material(consolidated(services, agency, year)))
    return stream.getvalue()
