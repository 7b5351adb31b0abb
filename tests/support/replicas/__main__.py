"""Writes the replicas and their expected values anew: ``python -m tests.support.replicas``."""

import json
import re
import sys
from typing import Any

from tests.conftest import SHARED
from tests.support.replicas.city_pages import printed
from tests.support.replicas.refill import refill
from tests.support.replicas.sheet import sheets
from tests.support.reports import REPLICAS


def main() -> None:
    real = SHARED / "reports"
    if not real.is_dir():
        sys.exit("the real files (../shared/reports) are not here: the replicas stay as they are")
    for sheet in sheets():
        stem, _, suffix = sheet.file.rpartition(".")
        if suffix == "pdf":
            data = printed(sheet)
        else:
            data = refill((real / sheet.of).read_bytes().decode("utf-8"), sheet).encode("utf-8")
        (REPLICAS / sheet.file).write_bytes(data)
        (REPLICAS / "expected" / f"{stem}.json").write_text(as_text(sheet.expected()), encoding="utf-8")


def as_text(expected: dict[str, Any]) -> str:
    """JSON with a row of a table on each line."""
    return re.sub(r"\n {4,}(?=\S)|\n {3}(?=\})", " ", json.dumps(expected, ensure_ascii=False, indent=1)) + "\n"


if __name__ == "__main__":
    main()
