"""What the jobs need, opened when first used: the database with the corpus in it, the index, the model."""

from functools import cached_property
from typing import TYPE_CHECKING

from nianbao.drafting.model.client import ModelClient
from nianbao.paths import CORPUS_DIR
from nianbao.settings import Settings, get_settings

if TYPE_CHECKING:
    from nianbao.store.database import Database
    from retrieval.search import Searcher


class Services:
    """Lazily opened resources of one process; safe to share between sessions."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or get_settings()

    @property
    def library(self) -> str:
        """Address of the database, which is the library too."""
        _ = self.db  # made and filled with the corpus when it is not there yet
        return self.settings.resolved_database_url

    @cached_property
    def db(self) -> "Database":
        from nianbao.store.database import open_database
        from nianbao.store.seed import seed_corpus

        db = open_database(self.settings.resolved_database_url)
        seed_corpus(db, CORPUS_DIR)
        return db

    @cached_property
    def searcher(self) -> "Searcher":
        from retrieval.search import open_searcher

        return open_searcher(self.settings)

    def library_changed(self) -> None:
        """Forget the open search, so that the next one sees a report that was just added."""
        self.__dict__.pop("searcher", None)

    @cached_property
    def model(self) -> ModelClient | None:
        """The configured chat model, or None: then everything works without one."""
        return ModelClient(self.settings) if self.settings.model_configured else None

    @property
    def at_work(self) -> str:
        """Who is at work, for the screen."""
        return f"模型 {self.settings.model}" if self.model else "内置程序（未配置模型）"
