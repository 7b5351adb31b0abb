"""Where the project's own files are, and the user's. Apart from ``settings``, whose library takes longer to load than a review."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS_DIR = ROOT / "corpus"
PROMPTS_DIR = ROOT / "prompts"
ENV_FILE = ".env"
DATABASE_FILE = "nianbao.sqlite3"
DEFAULT_DATA_DIR = "data"


def database_url_in(data_dir: Path) -> str:
    """The default database: SQLite in the data folder."""
    return f"sqlite:///{(data_dir / DATABASE_FILE).resolve()}"


def library_url() -> str | None:
    """The database of this machine as ``settings`` finds it, without loading them; None where there is none yet."""
    from_file = _env_file()

    def setting(name: str) -> str:
        return os.environ.get(name) or from_file.get(name) or ""

    if url := setting("NIANBAO_DATABASE_URL"):
        return url
    data_dir = Path(setting("NIANBAO_DATA_DIR") or DEFAULT_DATA_DIR)
    return database_url_in(data_dir) if (data_dir / DATABASE_FILE).is_file() else None


def _env_file() -> dict[str, str]:
    if not Path(ENV_FILE).is_file():
        return {}
    from dotenv import dotenv_values

    return {name: value for name, value in dotenv_values(ENV_FILE).items() if value}
