"""Whole chat turns for the scripted server: a model that calls tools and then says what a test tells it to say.

The chat requests of the agent carry tools; the requests of the drafting room do not, and are answered with nothing
usable, so that the built-in writer writes the draft.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from nianbao.assistant.events import Event
from nianbao.assistant.service import Assistant
from nianbao.work.handed.upload import Upload
from nianbao.work.jobs import JobResult
from nianbao.work.services import Services
from tests.support.model.chat_results import settings_in
from tests.support.model.scripted_server import Behaviour, Request, Script, Text, ToolCalls

TURN_WITHIN = 12.0
"""Seconds in which every turn of the tests must have ended, however the model behaves."""
Call = tuple[str, dict[str, Any] | str]


def is_chat(request: Request) -> bool:
    return bool(request.body.get("tools"))


def calls_then_says(calls: Sequence[Call], words: str) -> Callable[[Request], Behaviour]:
    """The model calls the tools at once and, when it has their answers, says the words."""

    def answer(request: Request) -> Behaviour:
        if not is_chat(request):
            return Text("{}")
        if request.has_tool_result() or not calls:
            return Text(words)
        return ToolCalls(calls)

    return answer


def calls_then(calls: Sequence[Call], then: Behaviour) -> Callable[[Request], Behaviour]:
    """The model calls the tools, and then the server does something else."""

    def answer(request: Request) -> Behaviour:
        if not is_chat(request):
            return Text("{}")
        return then if request.has_tool_result() else ToolCalls(calls)

    return answer


def always(behaviour: Behaviour) -> Script:
    return lambda _: behaviour


@dataclass
class Turn:
    """What one turn gave."""

    conversation_id: str
    events: list[Event] = field(default_factory=list)
    error: BaseException | None = None

    @property
    def words(self) -> str:
        return "".join(e.text for e in self.events if e.kind == "words")

    @property
    def results(self) -> list[JobResult]:
        return [e.result for e in self.events if e.result is not None]

    @property
    def kinds(self) -> list[str]:
        return [r.kind for r in self.results]

    def texts(self, kind: str) -> list[str]:
        return [e.text for e in self.events if e.kind == kind]


def assistant_with(offline: Services, base_url: str = "", timeout: float = 10.0) -> Assistant:
    """An assistant on the database and index of ``offline``, with the model at ``base_url`` when one is given."""
    services = Services(settings_in(offline.settings.data_dir, base_url, timeout))
    services.__dict__["db"] = offline.db
    services.__dict__["searcher"] = offline.searcher
    return Assistant(services)


def turn(
    assistant: Assistant,
    text: str,
    uploads: Sequence[tuple[str, bytes]] = (),
    conversation_id: str = "",
    within: float = TURN_WITHIN,
) -> Turn:
    """One turn to its end. Raises ``TimeoutError`` when it has not ended in time."""
    done = Turn(conversation_id or assistant.start())

    def run() -> None:
        try:
            done.events.extend(assistant.turn(done.conversation_id, text, [Upload(n, c) for n, c in uploads]))
        except BaseException as error:
            done.error = error

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(within)
    if thread.is_alive():
        raise TimeoutError(f"the turn “{text}” had not ended after {within} s")
    if done.error is not None:
        raise done.error
    return done
