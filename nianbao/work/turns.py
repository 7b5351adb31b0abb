"""A turn at work is a lease in the database: every process of the desk sees it, and it runs out when its process dies."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
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
    def renewed(self, stop: Callable[[], None]) -> Iterator[None]:
        """While the block runs, a thread of its own says again and again that somebody is at it, and calls ``stop`` once
        somebody asks for that, in whatever process."""
        ended = threading.Event()
        thread = threading.Thread(target=self._watch, args=(ended, stop), name="turn-lease", daemon=True)
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

    def _watch(self, ended: threading.Event, stop: Callable[[], None]) -> None:
        from nianbao.store.turns import LOOK_SECONDS, RENEW_SECONDS, is_asked_to_stop, renew_turn

        renewed = time.monotonic()
        while not ended.wait(LOOK_SECONDS):
            try:
                if is_asked_to_stop(self.services.db, self.conversation_id):
                    stop()
                if time.monotonic() - renewed < RENEW_SECONDS:
                    continue
                if not renew_turn(self.services.db, self.conversation_id):
                    return
                renewed = time.monotonic()
            except UserError:  # tried again: one answer that does not come is no reason to stop
                _log.info("lease of a turn not renewed", exc_info=True)


def ask_to_stop(services: Services, conversation_id: str) -> None:
    """Ask the turn of this conversation to end at its next step, in whatever process it is at work; nothing happens when
    there is none."""
    from nianbao.store.database import NotFoundError
    from nianbao.store.turns import ask_to_stop

    try:
        ask_to_stop(services.db, conversation_id)
    except NotFoundError:
        _log.info("the conversation is gone")


def is_at_work(services: Services, conversation_id: str) -> bool:
    """A turn of this conversation is at work somewhere; false for one that is not there (any more)."""
    from nianbao.store.database import NotFoundError
    from nianbao.store.turns import is_at_work

    try:
        return is_at_work(services.db, conversation_id)
    except NotFoundError:
        return False
