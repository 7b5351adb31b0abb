"""Who works on a turn of a conversation: a lease in the database, so that every process of the desk knows.

A lease that is not renewed runs out. One whose process is gone from this machine is void at once.
"""

import os
import socket
import uuid
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nianbao.store.conversations import own_conversation
from nianbao.store.database import Database
from nianbao.store.types import now

LEASE_SECONDS = 30.0
LOOK_SECONDS = 1.0
"""How often whoever works looks whether somebody asked to stop."""
RENEW_SECONDS = 8.0
"""How often whoever works says so: a database may be slow to answer three times in a row."""


def begin_turn(db: Database, conversation_id: str, seconds: float = LEASE_SECONDS) -> bool:
    """Take the conversation for this process; false when a turn of it is at work already, here or elsewhere.

    Raises ``NotFoundError`` for a conversation that is not the viewer's.
    """
    with db.writing() as session:
        row = own_conversation(session, db.viewer, conversation_id, for_update=True)
        at = _clock(session)
        if _holds(row.turn_holder, row.turn_until, at):
            return False
        row.turn_holder, row.turn_until, row.turn_stop = this_process(), at + timedelta(seconds=seconds), False
        return True


def renew_turn(db: Database, conversation_id: str, seconds: float = LEASE_SECONDS) -> bool:
    """Say that this process is still at it; false when the lease has become another's. Raises ``NotFoundError``."""
    with db.writing() as session:
        row = own_conversation(session, db.viewer, conversation_id, for_update=True)
        if row.turn_holder != this_process():
            return False
        row.turn_until = _clock(session) + timedelta(seconds=seconds)
        return True


def end_turn(db: Database, conversation_id: str) -> None:
    """Give the conversation back; nothing happens when it is another's by now. Raises ``NotFoundError``."""
    with db.writing() as session:
        row = own_conversation(session, db.viewer, conversation_id, for_update=True)
        if row.turn_holder == this_process():
            row.turn_holder, row.turn_until = "", None


def ask_to_stop(db: Database, conversation_id: str) -> None:
    """Ask whoever works on the turn to end it; the next turn does not know of it. Raises ``NotFoundError``."""
    with db.writing() as session:
        row = own_conversation(session, db.viewer, conversation_id, for_update=True)
        row.turn_stop = _holds(row.turn_holder, row.turn_until, _clock(session))


def is_asked_to_stop(db: Database, conversation_id: str) -> bool:
    """Somebody asked this process to end its turn. Raises ``NotFoundError``."""
    with db.reading() as session:
        row = own_conversation(session, db.viewer, conversation_id)
        return row.turn_stop and row.turn_holder == this_process()


def is_at_work(db: Database, conversation_id: str) -> bool:
    """A turn of the conversation is at work, in whatever process. Raises ``NotFoundError``."""
    with db.reading() as session:
        row = own_conversation(session, db.viewer, conversation_id)
        return _holds(row.turn_holder, row.turn_until, _clock(session))


def this_process() -> str:
    """How this process signs: ``machine/pid/a name of its own`` (a pid is given again)."""
    return _signature(os.getpid())


@lru_cache(maxsize=4)
def _signature(pid: int) -> str:
    return f"{socket.gethostname()[:100]}/{pid}/{uuid.uuid4().hex[:12]}"


def _holds(holder: str, until: datetime | None, at: datetime) -> bool:
    if not holder or until is None or until <= at:
        return False
    return holder == this_process() or not _is_gone(holder)


def _is_gone(holder: str) -> bool:
    """The process ran on this machine and is there no more, or its number is ours."""
    machine, pid, _ = holder.rsplit("/", 2)
    if machine != socket.gethostname()[:100]:
        return False
    if int(pid) == os.getpid():
        return True
    if os.name != "posix":  # elsewhere there is no question that does no harm; the lease runs out
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _clock(session: Session) -> datetime:
    """The time of the database, so that machines whose clocks differ agree; SQLite's is this machine's."""
    if session.get_bind().dialect.name != "postgresql":
        return now()
    at: datetime = session.scalar(select(func.clock_timestamp())) or now()
    return at
