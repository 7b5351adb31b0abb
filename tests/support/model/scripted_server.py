"""A scripted OpenAI-compatible server over real HTTP on loopback, for tests of everything that talks to a model.

    with ScriptedServer([Text("好。"), Status(500)]) as server:
        client = ChatOpenAI(model="m", base_url=server.base_url, api_key="x")

A script is a list of behaviours, one a request, or a function from the request to a behaviour (several threads
may call it). Behaviours answer ``stream: true`` with server-sent events and everything else with one JSON body.
Every request is kept in ``requests``. Leaving the ``with`` block ends every answer still under way and joins all
threads. Built on the standard library alone, so that it can misbehave below what a framework would allow.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self

CHAT_PATH = "/v1/chat/completions"
_IDLE_SECONDS = 10.0


@dataclass(frozen=True)
class Request:
    """One request as it came in; ``number`` counts from 0."""

    number: int
    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def streaming(self) -> bool:
        return bool(self.body.get("stream"))

    @property
    def messages(self) -> list[dict[str, Any]]:
        return list(self.body.get("messages", []))

    @property
    def text(self) -> str:
        """All words sent to the model: every message's text, then the tools' descriptions."""
        said = [_text_of(m.get("content")) for m in self.messages]
        tools = self.body.get("tools")
        return "\n".join([*said, json.dumps(tools, ensure_ascii=False)] if tools else said)

    def has_tool_result(self, name: str | None = None) -> bool:
        """True when a tool's answer is among the messages (of that tool, when named)."""
        calls = {c["id"]: c["function"]["name"] for m in self.messages for c in m.get("tool_calls") or []}
        results = [calls.get(m.get("tool_call_id", "")) for m in self.messages if m.get("role") == "tool"]
        return bool(results) if name is None else name in results


def _text_of(content: object) -> str:
    """Content is a string or a list of parts."""
    if isinstance(content, str):
        return content
    return "".join(p.get("text", "") for p in content if isinstance(p, dict)) if isinstance(content, list) else ""


# --- what the server can do -----------------------------------------------------------------------------------


class Behaviour:
    """What the server does with one request."""

    def answer(self, reply: "Reply") -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class Text(Behaviour):
    """A whole answer. ``finish`` other than stop (length, content_filter) says that it is not whole."""

    text: str
    finish: str = "stop"
    chunk: int = 24
    """Characters a chunk when streaming."""
    pause: float = 0.0
    """Seconds before each chunk: a model that drips."""

    def answer(self, reply: "Reply") -> None:
        if not reply.request.streaming:
            reply.json(_completion({"role": "assistant", "content": self.text}, self.finish))
            return
        reply.start_events()
        for piece in _pieces(self.text, self.chunk):
            if self.pause:
                reply.wait(self.pause)
            reply.event(_chunk({"content": piece}))
        reply.end_events(self.finish)


def json_text(value: object, fence: bool = False) -> Text:
    """An answer whose text is JSON, bare or in a code fence."""
    text = json.dumps(value, ensure_ascii=False)
    return Text(f"```json\n{text}\n```" if fence else text)


@dataclass(frozen=True)
class ToolCalls(Behaviour):
    """The model calls tools: (name, arguments) pairs; arguments as a string are sent as they are, broken or not."""

    calls: Sequence[tuple[str, dict[str, Any] | str]]
    text: str = ""

    def answer(self, reply: "Reply") -> None:
        calls = [
            {
                "index": number,
                "id": f"call_{reply.request.number}_{number}",
                "type": "function",
                "function": {
                    "name": name,
                    "arguments": given if isinstance(given, str) else json.dumps(given, ensure_ascii=False),
                },
            }
            for number, (name, given) in enumerate(self.calls)
        ]
        if not reply.request.streaming:
            whole = [{k: v for k, v in call.items() if k != "index"} for call in calls]
            reply.json(
                _completion({"role": "assistant", "content": self.text or None, "tool_calls": whole}, "tool_calls")
            )
            return
        reply.start_events()
        for piece in _pieces(self.text, 24):
            reply.event(_chunk({"content": piece}))
        for call in calls:
            function = call["function"]
            assert isinstance(function, dict)
            head = call | {"function": {"name": function["name"], "arguments": ""}}
            reply.event(_chunk({"tool_calls": [head]}))
            for piece in _pieces(function["arguments"], 16):
                reply.event(_chunk({"tool_calls": [{"index": call["index"], "function": {"arguments": piece}}]}))
        reply.end_events("tool_calls")


@dataclass(frozen=True)
class Cut(Behaviour):
    """An answer that breaks off after ``keep`` characters.

    ``how``: silent ends the stream in good order but without a finish_reason; done sends [DONE] without one;
    dropped closes the connection in the middle of the body.
    """

    text: str
    keep: int = 40
    how: Literal["silent", "done", "dropped"] = "silent"

    def answer(self, reply: "Reply") -> None:
        if not reply.request.streaming:
            whole = json.dumps(
                _completion({"role": "assistant", "content": self.text}, "stop"), ensure_ascii=False
            ).encode()
            reply.head(200, "application/json", {"Content-Length": str(len(whole))})
            reply.write(whole[: len(whole) // 2])
            return
        reply.start_events()
        for piece in _pieces(self.text[: self.keep], 24):
            reply.event(_chunk({"content": piece}))
        if self.how == "done":
            reply.event("[DONE]")
        if self.how != "dropped":
            reply.close_chunks()


@dataclass(frozen=True)
class Status(Behaviour):
    """An HTTP error with OpenAI's error body; ``retry_after`` in seconds goes into the header."""

    code: int
    retry_after: float | None = None
    message: str = "scripted"

    def answer(self, reply: "Reply") -> None:
        headers = {} if self.retry_after is None else {"Retry-After": f"{self.retry_after:g}"}
        reply.json({"error": {"message": self.message, "type": "scripted", "code": str(self.code)}}, self.code, headers)


@dataclass(frozen=True)
class Delay(Behaviour):
    """Nothing for ``seconds``, then another behaviour (which finds the client gone, if it has given up)."""

    seconds: float
    then: Behaviour

    def answer(self, reply: "Reply") -> None:
        reply.wait(self.seconds)
        self.then.answer(reply)


@dataclass(frozen=True)
class Endless(Behaviour):
    """Drips until the client leaves or the server closes: it never ends by itself.

    ``what``: content repeats ``text`` as answer; empty sends chunks without text; comments sends SSE comments (: …),
    which no client library shows its caller; line is one line without an end; headers never gets to a body.
    """

    what: Literal["content", "empty", "comments", "line", "headers"] = "content"
    text: str = "收到申请999件，"
    pause: float = 0.02

    def answer(self, reply: "Reply") -> None:
        if self.what == "headers":
            reply.write(b"HTTP/1.1 200 OK\r\n")
            while reply.wait(self.pause):
                reply.write(b"X-Drip: x\r\n")
            return
        reply.start_events()
        if self.what == "line":
            reply.part(b"data: ")
        while reply.wait(self.pause):
            match self.what:
                case "content":
                    reply.event(_chunk({"content": self.text}))
                case "empty":
                    reply.event(_chunk({"content": ""}))
                case "comments":
                    reply.part(b": drip\n\n")
                case _:
                    reply.part(b"x")


@dataclass(frozen=True)
class Raw(Behaviour):
    """Any body at all: HTML of a proxy, an empty page, JSON of another kind."""

    body: str
    content_type: str = "text/html; charset=utf-8"
    code: int = 200

    def answer(self, reply: "Reply") -> None:
        data = self.body.encode()
        reply.head(self.code, self.content_type, {"Content-Length": str(len(data))})
        reply.write(data)


@dataclass(frozen=True)
class CorruptChunk(Behaviour):
    """A stream with one event that is no JSON after ``keep`` characters of the answer."""

    text: str
    keep: int = 40

    def answer(self, reply: "Reply") -> None:
        reply.start_events()
        reply.event(_chunk({"content": self.text[: self.keep]}))
        reply.event('{"choices": [{"delta": {"content": ')
        reply.event(_chunk({"content": self.text[self.keep :]}))
        reply.end_events("stop")


@dataclass(frozen=True)
class EmptyChoices(Behaviour):
    """An answer in good form with no choice in it."""

    def answer(self, reply: "Reply") -> None:
        if not reply.request.streaming:
            reply.json(_completion({}, "stop") | {"choices": []})
            return
        reply.start_events()
        reply.event(_chunk({}) | {"choices": []})
        reply.event("[DONE]")
        reply.close_chunks()


Script = Sequence[Behaviour] | Callable[[Request], Behaviour]


# --- shapes of the protocol -----------------------------------------------------------------------------------


def _pieces(text: str, size: int) -> Iterator[str]:
    for start in range(0, len(text), size):
        yield text[start : start + size]


def _completion(message: dict[str, Any], finish: str) -> dict[str, Any]:
    return {
        "id": "chatcmpl-scripted",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


def _chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "chatcmpl-scripted",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}],
    }


class _ClientGone(Exception):  # noqa: N818  (not an error: the client may leave when it likes)
    """The client closed the connection, or the server is closing."""


@dataclass
class Reply:
    """The answering side of one connection. Writing to a client that has left ends the behaviour quietly."""

    request: Request
    handler: BaseHTTPRequestHandler
    closing: threading.Event

    def wait(self, seconds: float) -> bool:
        """Sleep; always True, so that it can drive a loop. Ends the behaviour when the server closes."""
        if self.closing.wait(seconds):
            raise _ClientGone
        return True

    def write(self, data: bytes) -> None:
        if self.closing.is_set():
            raise _ClientGone
        try:
            self.handler.wfile.write(data)
            self.handler.wfile.flush()
        except OSError as error:
            raise _ClientGone from error

    def head(self, code: int, content_type: str, headers: Mapping[str, str]) -> None:
        self.handler.send_response(code)
        for name, value in {"Content-Type": content_type, "Connection": "close", **headers}.items():
            self.handler.send_header(name, value)
        try:
            self.handler.end_headers()
        except OSError as error:
            raise _ClientGone from error

    def json(self, value: object, code: int = 200, headers: Mapping[str, str] | None = None) -> None:
        data = json.dumps(value, ensure_ascii=False).encode()
        self.head(code, "application/json", {"Content-Length": str(len(data)), **(headers or {})})
        self.write(data)

    def start_events(self) -> None:
        self.head(
            200, "text/event-stream; charset=utf-8", {"Transfer-Encoding": "chunked", "Cache-Control": "no-cache"}
        )
        self.event(_chunk({"role": "assistant", "content": ""}))

    def event(self, value: object) -> None:
        data = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        self.part(f"data: {data}\n\n".encode())

    def part(self, data: bytes) -> None:
        """One HTTP chunk."""
        self.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def end_events(self, finish: str) -> None:
        self.event(_chunk({}, finish))
        self.event("[DONE]")
        self.close_chunks()

    def close_chunks(self) -> None:
        self.write(b"0\r\n\r\n")


# --- the server -----------------------------------------------------------------------------------------------


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_SECONDS
    server: "_Http"

    def do_POST(self) -> None:
        self.close_connection = True
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        owner = self.server.owner
        try:
            parsed = json.loads(body or b"{}")
        except ValueError:
            parsed = {}
        request, behaviour = owner._next(self.path, dict(self.headers.items()), parsed)
        try:
            behaviour.answer(Reply(request, self, owner._closing))
        except _ClientGone:
            owner._left.append(request.number)

    def log_message(self, format: str, *args: Any) -> None:
        """Tests read ``requests``; nothing is printed."""


class _Http(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    request_queue_size = 32
    owner: "ScriptedServer"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves in the middle of a request is part of the game."""


@dataclass
class ScriptedServer:
    """The server; use it as a context manager. ``otherwise`` answers when a list of behaviours has run out."""

    script: Script = ()
    otherwise: Behaviour = field(default_factory=lambda: Status(500, message="script has run out"))
    requests: list[Request] = field(default_factory=list)
    _closing: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _left: list[int] = field(default_factory=list)
    _http: _Http | None = None
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._http = _Http(("127.0.0.1", 0), _Handler)
        self._http.owner = self
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, name="scripted-server"
        )
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._http is not None
        assert self._thread is not None
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def base_url(self) -> str:
        """What OPENAI_BASE_URL should be."""
        assert self._http is not None, "the server runs inside its with block only"
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    @property
    def prompts(self) -> list[str]:
        """All words sent, one entry a chat request."""
        return [r.text for r in self.requests if r.path == CHAT_PATH]

    def abandoned(self, within: float = 3.0) -> list[int]:
        """Numbers of the requests whose client left before the end; waits a little for it to be noticed."""
        limit = time.monotonic() + within
        while not self._left and time.monotonic() < limit:
            time.sleep(0.01)
        return list(self._left)

    def _next(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> tuple[Request, Behaviour]:
        with self._lock:
            request = Request(len(self.requests), path, headers, body)
            self.requests.append(request)
            if path != CHAT_PATH:
                return request, Status(404, message=f"no {path} here")
            if callable(self.script):
                return request, self.script(request)
            chats = sum(r.path == CHAT_PATH for r in self.requests) - 1
            return request, self.script[chats] if chats < len(self.script) else self.otherwise
