"""One call to a chat model over any OpenAI-compatible server, with every way it can fail given a name.

LangChain and openai are imported here and only when a call is made.
"""

import json
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, Self

from pydantic import SecretStr, ValidationError

from nianbao.drafting.model.endpoint import bounded_client
from nianbao.drafting.model.probe import Found, TokenKey, kept
from nianbao.drafting.model.thinking import LoopError, answer_so_far, gathered, without_thinking
from nianbao.report.patterns import regex
from nianbao.settings import Settings

MAX_OUTPUT_CHARACTERS = 12_000
MAX_OUTPUT_TOKENS = 3_000
FailureKind = Literal["unreachable", "refused", "truncated", "malformed", "timeout", "stopped"]


STOPPED = "已按要求停止"


def never() -> bool:
    return False


class ModelFailure(Exception):  # noqa: N818  (a failure of the model, not an error of ours)
    """The model gave nothing usable; ``kind`` says how, the message is Chinese for the screen."""

    def __init__(self, kind: FailureKind, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.status = status


def disable_tracing() -> None:
    """LangSmith would ship prompts out when its variables are set; they are switched off before any import."""
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING"):
        os.environ[name] = "false"


@dataclass
class Manner:
    """How a model has answered until now. ``plain``: its last answer held no thinking."""

    plain: bool = False


def _beyond(answer: str, given: str) -> str:
    """What an answer holds more than was given of it; nothing when it has turned out otherwise."""
    return answer[len(given) :] if answer.startswith(given) else ""


_STOPS = regex(r"[。！？!?；;\n>▷]")


@dataclass
class ModelClient:
    """A configured chat model. ``settings.model_timeout``: seconds to the first token and between two, see
    ``within_deadline``."""

    settings: Settings
    ended: bool = True
    """Whether the server said of the last answer that it ended."""
    stopped: Callable[[], bool] = never
    """Once it says so, an answer under way is given up (``ModelFailure`` stopped)."""

    manner: Manner = field(default_factory=Manner)

    @property
    def plain(self) -> bool:
        """Whether the model is known to answer without thinking aloud: by probe, else by its last answer."""
        found = self.found
        return self.manner.plain if found is None else found.answers and not found.thinking

    def heard(self, whole: str, answer: str) -> None:
        """Note whether a whole answer held thinking."""
        self.manner.plain = bool(answer) and whole.strip() == answer

    def visible(self, pieces: Iterator[str]) -> Iterator[str]:
        """An answer without thinking, as soon as it is known to be answer; an untold beginning (…</think>) is known only by
        its end. Raises ``ModelFailure`` for a loop or an answer without end."""
        whole = given = ""
        try:
            for piece in gathered(pieces):
                whole += piece
                if _STOPS.search(piece) and (more := _beyond(answer_so_far(whole, self.plain), given)):
                    given += more
                    yield more
        except LoopError as error:
            raise ModelFailure("truncated", str(error)) from error
        answer = without_thinking(whole)
        self.heard(whole, answer)
        if more := _beyond(answer, given) if answer.startswith(given) else answer:
            yield more

    def until(self, stopped: Callable[[], bool]) -> Self:
        """The same model, whose answers end when somebody stops it."""
        other = copy(self)
        other.stopped = stopped
        return other

    @property
    def name(self) -> str:
        return self.settings.model

    @property
    def found(self) -> Found | None:
        """What a probe found of this server; None when there was none."""
        return kept(self.settings.data_dir, self.settings.model, self.settings.openai_base_url)

    @property
    def token_key(self) -> TokenKey:
        """Which name of the token limit the server takes: by probe, else both."""
        found = self.found
        return found.token_key if found is not None else "both"

    def chat_model(self, token_key: TokenKey | None = None, **options: Any) -> Any:
        """A LangChain ``ChatOpenAI`` with time-out, few retries, a bounded client and no tracing."""
        disable_tracing()
        from langchain_openai import ChatOpenAI

        key = token_key or self.token_key
        limits: dict[str, Any] = {"max_retries": 1, "temperature": 0.3}
        if key != "max_tokens":
            limits["max_tokens"] = MAX_OUTPUT_TOKENS
        if key != "max_completion_tokens":
            limits["extra_body"] = {"max_tokens": MAX_OUTPUT_TOKENS}
        return ChatOpenAI(
            model=self.settings.model,
            base_url=self.settings.openai_base_url or None,
            api_key=SecretStr(self.settings.openai_api_key or "not-needed"),
            timeout=self.settings.model_timeout,
            http_client=bounded_client(self.settings.model_timeout),
            **limits,
            **options,
        )

    def ask(self, prompt: str) -> str:
        """The text of one answer; raises ``ModelFailure`` when none came or the server says that it is not whole.

        Some servers never say how an answer ended; whether it is whole the reader of its JSON will see.
        """
        try:
            return self._ask(prompt, self.token_key)
        except ModelFailure as failure:
            if failure.status not in _BAD_REQUEST or self.token_key != "both":
                raise
        return self._ask(prompt, "max_tokens")

    def _ask(self, prompt: str, token_key: TokenKey) -> str:
        self._finish: str | None = None
        seconds, model = self.settings.model_timeout, partial(self.chat_model, token_key)
        chunks = within_deadline(lambda: model().stream(prompt), seconds, stopped=self.stopped)
        try:
            whole = "".join(gathered(self._texts(chunks)))
        except LoopError as error:
            raise ModelFailure("truncated", str(error)) from error
        text = without_thinking(whole)
        self.heard(whole, text)
        if len(text) > MAX_OUTPUT_CHARACTERS:
            raise ModelFailure("truncated", "模型输出过长，已中止")
        if self._finish == "length":
            raise ModelFailure("truncated", "模型的回答中途断开")
        if self._finish == "content_filter":
            raise ModelFailure("refused", "模型服务拒绝回答")
        self.ended = self._finish is not None
        return text

    def _texts(self, chunks: Iterator[Any]) -> Iterator[str]:
        for chunk in chunks:
            self._finish = (chunk.response_metadata or {}).get("finish_reason", self._finish)
            yield message_text(chunk)


_BAD_REQUEST = (400, 422)


def message_text(chunk: Any) -> str:
    """Text of a message chunk, in either spelling of the attribute."""
    text = chunk.text
    return text if isinstance(text, str) else str(text())


def within_deadline(
    open_stream: Callable[[], Iterator[Any]],
    seconds: float,
    paused: Callable[[], bool] = never,
    stopped: Callable[[], bool] = never,
) -> Iterator[Any]:
    """Chunks of a stream: the first within so many seconds, each next within as many, all of them within ``WHOLE`` times
    as many, whatever the server drips (comments, headers, an endless line).

    While ``paused`` says so (a tool is at work) the clocks stand still; once ``stopped`` says so the answer is given up.

    The stream is read in a thread of its own, which is left behind when time is up: a blocked read cannot be
    interrupted. Every failure of the client comes out as a ``ModelFailure``.
    """
    chunks: queue.Queue[tuple[str, Any]] = queue.Queue()
    given_up = threading.Event()

    def read() -> None:
        try:
            for chunk in open_stream():
                if given_up.is_set():
                    return
                chunks.put(("chunk", chunk))
            chunks.put(("end", None))
        except Exception as error:  # the client raises its own, openai's, httpx's and json's errors
            chunks.put(("error", error))

    threading.Thread(target=read, name="model-stream", daemon=True).start()
    next_by, end = time.monotonic() + seconds, time.monotonic() + WHOLE * seconds
    begun = False
    try:
        while True:
            asked = time.monotonic()
            try:
                kind, value = chunks.get(timeout=min(0.5, max(0.01, min(next_by, end) - asked)))
            except queue.Empty:
                kind, value = "", None
            now = time.monotonic()
            if stopped():
                raise ModelFailure("stopped", STOPPED)
            if paused():
                next_by, end = next_by + now - asked, end + now - asked
            elif kind != "end" and now >= (end if kind else min(next_by, end)):
                raise ModelFailure("timeout", "模型服务超时")
            if kind == "error":
                raise classify_failure(value, begun) from value
            if kind == "end":
                return
            if kind:
                begun, next_by = True, now + seconds
                yield value
    finally:
        given_up.set()


WHOLE = 3
"""How many times the time of a first token a whole answer may take; a thinking model needs longer than a hasty one."""
_REDIRECTS = (300, 400)


def classify_failure(error: Exception, begun: bool = False) -> ModelFailure:
    """Which failure an exception of the client libraries is; ``begun``: part of an answer had come."""
    if isinstance(error, ModelFailure):
        return error
    name = type(error).__name__.lower()
    if "recursion" in name:
        return ModelFailure("malformed", "模型反复调用工具，已中止")
    if "timeout" in name:
        return ModelFailure("timeout", "模型服务超时")
    if isinstance(error, json.JSONDecodeError | ValidationError | KeyError | TypeError | IndexError):
        return ModelFailure("malformed", "模型服务返回的内容无法解析")
    status = getattr(error, "status_code", None)
    if status is not None:
        if _REDIRECTS[0] <= status < _REDIRECTS[1]:
            return ModelFailure("refused", "模型服务要转到别的地址，没有跟随，请核对服务地址", status)
        return ModelFailure("refused", f"模型服务返回错误（{status}）", status)
    if begun:
        return ModelFailure("truncated", "模型的回答中途断开")
    if isinstance(error, ValueError | AttributeError):
        return ModelFailure("malformed", "模型服务返回的内容无法解析")
    return ModelFailure("unreachable", "连不上模型服务")
