"""What is kept is nobody else's on the machine to read: folders 0700, files 0600, whatever the umask."""

import os
import stat
from pathlib import Path

import pytest

from nianbao.documents import read
from nianbao.report.files import private_folder
from nianbao.settings import Settings
from nianbao.work.library import add_report
from nianbao.work.services import Services
from tests.conftest import ROOT

SAMPLE = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows 的文件没有这种权限")


@pytest.fixture
def open_umask() -> object:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
def test_the_data_folder_and_what_is_in_it_are_private(tmp_path: Path) -> None:
    services = Services(Settings(data_dir=tmp_path / "new" / "data"))
    add_report(services, read(SAMPLE), SAMPLE)
    there = [tmp_path / "new", *(tmp_path / "new").rglob("*")]
    assert {path.name for path in there} >= {"data", "corpus", "nianbao.sqlite3"}
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in there}
    assert {path: oct(mode) for path, mode in modes.items() if mode & 0o077} == {}


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    private_folder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750
