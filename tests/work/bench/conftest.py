"""One library for all tests of the workbench, and a draft that a clerk gave material."""

import pytest

from nianbao.settings import Settings
from nianbao.work.bench.material import (
    hand_in,
)
from nianbao.work.bench.opening import begin_draft
from nianbao.work.handed.upload import Upload
from nianbao.work.services import Services
from tests.work.test_template import AGENCY, NOTES, REGISTER, last_year


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """One library for all: each test begins a draft of its own."""
    return Services(Settings(data_dir=tmp_path_factory.mktemp("bench")))


@pytest.fixture
def clerk(services: Services) -> int:
    id = begin_draft(services, AGENCY, 2024)
    files = [
        Upload("去年.docx", last_year()),
        Upload("台账.xlsx", REGISTER.read_bytes()),
        Upload("记录.txt", NOTES.encode()),
    ]
    told = hand_in(services, id, files[:2], "周晓")
    assert [(h.kind, h.may_count) for h in told] == [("上年年报", False), ("", True)]
    assert "西岭街道办事处" in told[1].wrong
    [counted] = hand_in(services, id, files[1:2], "周晓", of_any_agency=True)
    assert (counted.kind, "2024年收到" in counted.note) == ("申请台账", True)
    assert [h.kind for h in hand_in(services, id, files[2:], "周晓")] == ["工作记录"]
    return id
