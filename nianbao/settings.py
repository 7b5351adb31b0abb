"""Every setting in one place, read from the environment or ``.env``; documented in ``docs/settings.md``."""

from functools import lru_cache
from pathlib import Path

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from nianbao.paths import DEFAULT_DATA_DIR, ENV_FILE, database_url_in


class Settings(BaseSettings):
    """What can be set from outside. Everything has a default: nothing needs configuring."""

    model_config = SettingsConfigDict(env_prefix="NIANBAO_", env_file=ENV_FILE, extra="ignore")

    openai_api_key: str = Field(default="", repr=False, validation_alias=AliasChoices("OPENAI_API_KEY"))
    openai_base_url: str = Field(default="", validation_alias=AliasChoices("OPENAI_BASE_URL"))
    model: str = ""
    """Name of the chat model at the endpoint; without it code alone writes and answers."""
    embedding_model: str = ""
    """Name of an embedding model at the same endpoint; without it search is by words alone."""
    model_timeout: float = 60.0
    """Seconds to wait for one model call."""
    data_dir: Path = Path(DEFAULT_DATA_DIR)
    database_url: str = ""
    """SQLAlchemy URL; default is SQLite in the data directory."""
    profile: str = "national"
    """Rule profile of reviews on the desk: the name of one that comes with Nianbao, or a TOML file."""
    api_token: str = Field(default="", repr=False)
    """When set, REST answers only to ``Authorization: Bearer …`` with it."""
    hosts: str = ""
    """Names, parted by commas, under which the desk is reached, where they have a dot and are no address of a machine."""
    jobs_log: Path | None = None
    """File for one JSON line a job: what, how long, how it ended; no word of a report."""
    reviewer: str = ""
    """Name that stands on reviewers' decisions until another one is entered on the desk."""
    font_title: str = "方正小标宋简体"
    font_body: str = "仿宋_GB2312"
    font_heading: str = "黑体"
    font_subheading: str = "楷体_GB2312"

    @property
    def model_configured(self) -> bool:
        """A chat model can be called: a name, and an endpoint or a key to reach it with."""
        return bool(self.model and (self.openai_api_key or self.openai_base_url))

    @property
    def embedding_configured(self) -> bool:
        return bool(self.embedding_model and (self.openai_api_key or self.openai_base_url))

    @property
    def resolved_database_url(self) -> str:
        return self.database_url or database_url_in(self.data_dir)


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process. Tests call ``get_settings.cache_clear()`` after changing the environment."""
    return Settings()
