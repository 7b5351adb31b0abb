"""What the jobs need, opened when first used: the database with the corpus in it, the index, the model."""

import hashlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from nianbao.drafting.model.client import ModelClient
from nianbao.paths import CORPUS_DIR
from nianbao.settings import Settings, get_settings
from nianbao.store.viewer import LOCAL, Library, Viewer

if TYPE_CHECKING:
    from nianbao.store.database import Database
    from retrieval.search import Searcher


class Services:
    """Lazily opened resources of one process, for one viewer; safe to share between that viewer's sessions.

    Whose things the use cases keep and find is decided here and nowhere else: they hand ``db`` to the store, and ``db``
    is ``viewer``'s.
    """

    def __init__(self, settings: Settings | None = None, viewer: Viewer = LOCAL) -> None:
        self.settings = settings or get_settings()
        self.viewer = viewer

    def seen_by(self, viewer: Viewer) -> "Services":
        """The same for another person."""
        other = Services(self.settings, viewer)
        other.__dict__ |= {"db": self.db.seen_by(viewer), "model": self.model}
        return other

    @property
    def library(self) -> Library:
        """The database, which is the library too, as the viewer's office knows it."""
        _ = self.db  # made and filled with the corpus when it is not there yet
        return Library(self.settings.resolved_database_url, self.viewer)

    @property
    def folder(self) -> Path:
        """Where files of the viewer's office lie: the data folder, or a part of it that no other office searches."""
        if not self.viewer.office:
            return self.settings.data_dir
        return self.settings.data_dir / "offices" / hashlib.sha256(self.viewer.office.encode()).hexdigest()[:16]

    @cached_property
    def db(self) -> "Database":
        from nianbao.store.database import open_database
        from nianbao.store.seed import seed_corpus

        db = open_database(self.settings.resolved_database_url)
        seed_corpus(db, CORPUS_DIR)
        return db.seen_by(self.viewer)

    @cached_property
    def searcher(self) -> "Searcher":
        from retrieval.search import open_searcher

        return open_searcher(self.settings.model_copy(update={"data_dir": self.folder}))

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
