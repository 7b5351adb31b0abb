"""The same input gives the same answer on the command line, by the use case and on the desk: whole results compared."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from nianbao.assistant.service import Assistant
from nianbao.documents import read
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.settings import Settings
from nianbao.work.compare import CompareRequest, compare_report
from nianbao.work.handed.upload import Upload
from nianbao.work.law import LAW, SearchRequest, search
from nianbao.work.review import ReviewRequest, review_report
from nianbao.work.services import Services
from tests.conftest import ROOT
from validators.record import record_as_json
from validators.review import ReviewOptions

REPORTS = ROOT / "corpus" / "reports"
REVIEWED = ("liuxi-town-2024", "qinghe-county-2024", "luqi-town-2024", "xichuan-housing-2024", "liuxi-town-2023")
COMPARED = ("liuxi-town-2024", "yunling-city-2024", "qinghe-county-2023")
ASKED = ("年报几号前要公布", "申请多少天内要答复", "信息处理费怎么收")


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """A data folder with the library in it, as the desk leaves it behind."""
    opened = Services(Settings(data_dir=tmp_path_factory.mktemp("data")))
    assert opened.library
    return opened


def on_the_command_line(services: Services, *arguments: str) -> Any:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "NIANBAO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "nianbao", *arguments, "--json"],
        capture_output=True, text=True, timeout=120, cwd=ROOT,
        env=environment | {"NIANBAO_DATA_DIR": str(services.settings.data_dir)},
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def on_the_desk(services: Services, said: str, *files: Path) -> Any:
    assistant = Assistant(services)
    uploads = [Upload(file.name, file.read_bytes()) for file in files]
    results = [e.result for e in assistant.turn(assistant.start(), said, uploads) if e.result is not None]
    assert len(results) == 1
    return results[0].data


@pytest.mark.parametrize("stem", REVIEWED)
def test_reviews(services: Services, stem: str) -> None:
    """Last year's report is asked of the library by all three, and all say that it was."""
    path = REPORTS / f"{stem}.md"
    request = ReviewRequest(path.name, path.read_bytes(), library=services.library)
    record = record_as_json(review_report(request))
    assert on_the_command_line(services, "review", str(path)) == record
    shown = on_the_desk(services, "请审核", path)
    assert shown.pop("lineage")  # the desk keeps it as a version of its report
    assert shown == record
    if stem != "liuxi-town-2023":
        assert record["previous"] is None or record["previous"]["from"] == "library"


def test_a_review_without_the_library(services: Services) -> None:
    path = REPORTS / "liuxi-town-2024.md"
    record = record_as_json(review_report(ReviewRequest(path.name, path.read_bytes())))
    assert on_the_command_line(services, "review", str(path), "--no-library") == record
    assert record["previous"] is None
    assert {r["state"] for r in record["rules"] if r["rule"] == "YR-01"} == {"insufficient_data"}


def test_a_review_of_word_as_a_draft(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(docx_bytes(read(REPORTS / "liuxi-town-2024.md")))
    options = ReviewOptions(draft=True)
    request = ReviewRequest(path.name, path.read_bytes(), library=services.library, options=options)
    assert on_the_command_line(services, "review", str(path), "--draft") == record_as_json(review_report(request))


@pytest.mark.parametrize("stem", COMPARED)
def test_comparisons(services: Services, stem: str) -> None:
    path = REPORTS / f"{stem}.md"
    found = compare_report(services, CompareRequest(read(path))).model_dump(mode="json")
    assert on_the_command_line(services, "compare", str(path)) == found
    assert on_the_desk(services, "和去年比一比", path) == found


@pytest.mark.parametrize("question", ASKED)
def test_questions(services: Services, question: str) -> None:
    found = [hit.as_json() for hit in search(services, SearchRequest(question, LAW))]
    assert on_the_desk(services, question)["hits"] == found
    everything = [hit.as_json() for hit in search(services, SearchRequest(question))]
    assert on_the_command_line(services, "search", question) == {"hits": everything}
