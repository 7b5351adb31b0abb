"""A turn at work is a lease in the database: every process of the desk sees it, and it runs out when its process dies."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from nianbao.report.errors import UserError
from nianbao.work.services import Services

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TurnLease:
    """This process works on a turn of this conversation."""

    services: Services
    conversation_id: str

    @classmethod
    def take(cls, services: Services, conversation_id: str) -> "TurnLease | None":
        """None when another turn of the conversation is at work. Raises ``UserError`` for an unknown conversation."""
        from nianbao.store.turns import begin_turn

        return cls(services, conversation_id) if begin_turn(services.db, conversation_id) else None

    @contextmanager
    def renewed(self) -> Iterator[None]:
        """While the block runs, a thread of its own says again and again that somebody is at it."""
        ended = threading.Event()
        thread = threading.Thread(target=self._renew, args=(ended,), name="turn-lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def give_back(self) -> None:
        """Whatever happens to the database now, the lease runs out by itself."""
        from nianbao.store.turns import end_turn

        try:
            end_turn(self.services.db, self.conversation_id)
        except UserError:  # thrown away while it was worked on, or the server is gone
            _log.info("lease of a turn not given back", exc_info=True)

    def _renew(self, ended: threading.Event) -> None:
        from nianbao.store.turns import RENEW_SECONDS, renew_turn

        while not ended.wait(RENEW_SECONDS):
            try:
                if not renew_turn(self.services.db, self.conversation_id):
                    return
            except UserError:  # tried again: one answer that does not come is no reason to stop
                _log.info("lease of a turn not renewed", exc_info=True)


def is_at_work(services: Services, conversation_id: str) -> bool:
    """A turn of this conversation is at work somewhere; false for one that is not there (any more)."""
    from nianbao.store.database import NotFoundError
    from nianbao.store.turns import is_at_work

    try:
        return is_at_work(services.db, conversation_id)
    except NotFoundError:
        return False
