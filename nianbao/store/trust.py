"""How a report is looked up, and which of several is believed. Apart from ``reports``, which needs SQLAlchemy."""

import re
from typing import Literal, get_args

from nianbao.report.text import squeeze

ReportSource = Literal["corpus", "figures", "upload", "draft"]
REPORT_SOURCES: tuple[ReportSource, ...] = get_args(ReportSource)
"""``corpus`` our sample reports, ``figures`` real figures without prose, ``upload`` files of users, ``draft`` ours."""
SHARED: tuple[ReportSource, ...] = ("corpus", "figures")
"""What comes with the program; the others belong to an office."""
TRUST: tuple[ReportSource, ...] = ("upload", "draft", "figures", "corpus")
"""Of several reports of one agency and year the first of these is taken, of one kind the newest."""
_KEY_LENGTH = 200


def agency_key(name: str) -> str:
    """A name as it is looked up: without white space, brackets and what stands in them."""
    return re.sub(r"\(.*?\)", "", squeeze(name))[:_KEY_LENGTH]
