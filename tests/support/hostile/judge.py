"""What may become of a spoiled file: a report that can be written out, or one Chinese sentence. Nothing else."""

import json
import re

from documents import UnreadableFileError, read
from report.as_json import report_as_json

_CHINESE = re.compile("[\u4e00-\u9fff]")
LONGEST = 300


def outcome(data: bytes, name: str) -> tuple[str, str]:
    """``("report" | "refused" | "WRONG", what was said)``."""
    try:
        report = read(data, name)
    except UnreadableFileError as error:
        said = str(error)
        is_sentence = "\n" not in said and len(said) <= LONGEST and _CHINESE.search(said) is not None
        return ("refused" if is_sentence else "WRONG"), said
    except Exception as error:
        return "WRONG", f"{type(error).__name__}: {error}"[:LONGEST]
    try:
        json.dumps(report_as_json(report), ensure_ascii=False).encode()
    except Exception as error:
        return "WRONG", f"the report cannot be written out: {type(error).__name__}: {error}"[:LONGEST]
    return "report", report.title
