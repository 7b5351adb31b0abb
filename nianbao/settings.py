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
    aigc_producer: str = ""
    """Name or code of who provides the model; when set, exported drafts in which a model had a hand say so (GB 45438)."""
    oidc_metadata_url: str = ""
    """Where the identity provider describes itself (``…/.well-known/openid-configuration``); with it people log in."""
    oidc_client_id: str = ""
    oidc_client_secret: str = Field(default="", repr=False)
    oidc_redirect_uri: str = ""
    """The desk's own address with ``/oauth2callback``."""
    oidc_cookie_secret: str = Field(default="", repr=False)
    """At least 32 characters; signs the cookie that holds who is logged in."""
    retention_days: int = 0
    """Uploads and conversations older than so many days may be thrown away (``nianbao retention``); 0 keeps all."""
    retention_filings_days: int = 0
    """Filings that are settled since so many days may be thrown away (``nianbao retention``); 0 keeps all."""
    reviewer: str = ""
    """Name that stands on reviewers' decisions until another one is entered on the desk."""
    font_title: str = "方正小标宋简体"
    font_body: str = "仿宋_GB2312"
    font_heading: str = "黑体"
    font_subheading: str = "楷体_GB2312"

    @property
    def login_configured(self) -> bool:
        """People log in: without it there is one local person."""
        return bool(self.oidc_metadata_url)

    @property
    def login_lacks(self) -> list[str]:
        """Settings that login needs beside the first, by their names in the environment."""
        needed = ("oidc_client_id", "oidc_client_secret", "oidc_redirect_uri", "oidc_cookie_secret")
        return [f"NIANBAO_{name.upper()}" for name in needed if not getattr(self, name)]

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
