"""What may become of a spoiled file: a report that can be written out, or one Chinese sentence. Nothing else."""

import json
import re
import traceback
from pathlib import Path
from typing import Any

from nianbao.documents import UnreadableFileError, read
from nianbao.report.codec import report_as_json
from nianbao.report.model import Report

_CHINESE = re.compile("[\u4e00-\u9fff]")
LONGEST = 300


def outcome(data: bytes, name: str, *, reviewed: bool = False) -> tuple[str, str]:
    """``("report" | "refused" | "WRONG", what was said)``; ``reviewed``: what was read must pass the review, too."""
    try:
        report = read(data, name)
    except UnreadableFileError as error:
        said = str(error)
        is_sentence = "\n" not in said and len(said) <= LONGEST and _CHINESE.search(said) is not None
        return ("refused" if is_sentence else "WRONG"), said
    except Exception as error:
        return "WRONG", f"{type(error).__name__}: {error}"[:LONGEST]
    try:
        written = _reviewed(report) if reviewed else report_as_json(report)
        json.dumps(written, ensure_ascii=False).encode()
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        said = f"the report cannot be reviewed or written out: {type(error).__name__}: {error}"
        return "WRONG", f"{said} ({Path(place.filename).name}:{place.lineno})"[:LONGEST]
    return "report", report.title


def _reviewed(report: Report) -> dict[str, Any]:
    from validators.codec import review_as_json
    from validators.review import review

    return review_as_json(review(report))
