"""One seeded data folder for the room: the database and the index take a second to build."""

from pathlib import Path

import pytest

from nianbao.work.jobs import JobResult
from nianbao.work.services import Services
from tests.support.model.chat_results import make_results, settings_in


@pytest.fixture(scope="session", autouse=True)
def imported() -> None:
    """The chat libraries take seconds to import; no turn's time is measured with that."""
    import langchain.agents  # noqa: F401
    import langchain_openai  # noqa: F401


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("assistant-data")


@pytest.fixture(scope="session")
def offline_services(data_dir: Path) -> Services:
    """Services without a model; the other fixtures share its database and index."""
    return Services(settings_in(data_dir))


@pytest.fixture(scope="session")
def results(offline_services: Services) -> dict[str, list[JobResult]]:
    return make_results(offline_services)
