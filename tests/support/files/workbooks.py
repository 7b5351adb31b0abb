"""Filled inputs workbooks, as a clerk would hand them in."""

import io

from nianbao.drafting.material.inputs import DraftInputs
from nianbao.drafting.material.workbook import write_template


def workbook_bytes(inputs: DraftInputs) -> bytes:
    """The bytes of the .xlsx with these inputs filled in."""
    buffer = io.BytesIO()
    write_template(buffer, inputs.year, inputs)
    return buffer.getvalue()
