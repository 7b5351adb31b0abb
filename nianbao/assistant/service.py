"""One turn of the conversation: files in, live steps and results out, everything kept as it happens.

The work runs in a thread of its own and reports through a queue. When the browser goes away in the middle,
the work goes on and its answer is in the database when the page is opened again.
"""

import queue
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nianbao.assistant.events import Event
from nianbao.assistant.turn import Turn
from nianbao.report.errors import UserError
from nianbao.report.text import storable
from nianbao.work.handed.upload import Upload
from nianbao.work.open_document import OpenDocument
from nianbao.work.services import Services
from nianbao.work.turns import TurnLease, ask_to_stop, is_at_work

if TYPE_CHECKING:
    from nianbao.store.conversations import Message

BUSY = "上一个请求还在处理，请等它完成。"


class Assistant:
    """The conversation over the four jobs, with or without a model."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._turns: dict[str, Turn] = {}
        """Those that this process works on, by conversation."""

    # --- conversations ----------------------------------------------------------------------------------------

    def start(self) -> str:
        """A new conversation's id."""
        from nianbao.work.conversations import begin

        return begin(self.services)

    def messages(self, conversation_id: str) -> "list[Message]":
        from nianbao.work.conversations import messages_of

        return messages_of(self.services, conversation_id)

    def is_running(self, conversation_id: str) -> bool:
        """True while a turn of this conversation is being worked on, in this process or another."""
        return is_at_work(self.services, conversation_id)

    def stop(self, conversation_id: str) -> None:
        """Ask the turn that is at work, here or in another process, to end at its next step; nothing happens when there is
        none."""
        if work := self._turns.get(conversation_id):
            work.stop()
        else:
            ask_to_stop(self.services, conversation_id)

    def so_far(self, conversation_id: str) -> list[Event]:
        """What the turn that is at work in this process has told until now; empty when there is none."""
        work = self._turns.get(conversation_id)
        return list(work.log) if work else []

    # --- a turn -----------------------------------------------------------------------------------------------

    def turn(
        self,
        conversation_id: str,
        text: str,
        uploads: list[Upload] | None = None,
        profile: str = "",
        open: OpenDocument | None = None,
    ) -> Iterator[Event]:
        """Events of one turn. The question and its files are kept before the first event comes.

        ``profile``: name of the rule profile that reviews use; the setting's when empty. ``open``: the document beside
        which the conversation stands, of which 这份 and 第一条 speak.

        A turn that cannot begin (another one at work, an unknown conversation) is one ``error`` event.
        """
        text = storable(text)
        uploads = [Upload(storable(u.name), u.content) for u in uploads or []]
        events: queue.Queue[Event] = queue.Queue()
        try:
            self._begin(Turn(self.services, conversation_id, text, uploads, events, profile, open))
        except UserError as error:
            yield Event("error", str(error))
            return
        while (event := events.get()).kind != "done":
            yield event

    def _begin(self, work: "Turn") -> None:
        """Keep the question and its files and start to work. Raises ``UserError`` when it cannot be begun."""
        name = f"turn-{work.conversation_id[:8]}"
        lease = TurnLease.take(self.services, work.conversation_id)
        if lease is None:
            raise UserError(BUSY)
        try:
            work.keep_question()
            self._turns[work.conversation_id] = work
            threading.Thread(target=self._work, args=(work, lease), name=name, daemon=True).start()
        except BaseException:
            self._turns.pop(work.conversation_id, None)
            lease.give_back()
            raise

    def _work(self, work: "Turn", lease: TurnLease) -> None:
        try:
            with lease.renewed(work.stop):
                work.run()
        finally:
            self._turns.pop(work.conversation_id, None)
            lease.give_back()  # before the end is told: the reader may ask again at once
            work.events.put(Event("done"))
