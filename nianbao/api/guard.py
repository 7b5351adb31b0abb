"""What stands before every answer of the desk's address: who may ask, how much may be sent, which headers go out."""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nianbao.api import texts
from nianbao.api.asked import leading_back, remembering
from nianbao.api.base import base, within
from nianbao.api.jobs import WHOSE
from nianbao.api.login import Admits, NotPlacedError, is_known, login_address
from nianbao.api.old_browsers import SHELL_CHOSEN, ShellWriter, cannot_run

MOST_BYTES = 60 * 1024 * 1024
"""Of one request to our own routes, with all its files; one file may have less (``documents.limits``). The desk's own uploads are bounded by the framework."""
OURS = ("/api", "/plain")
PLAIN, HEALTH = "/plain", "/api/health"
_FRAMEWORK = ("/_stcore", "/static", "/media", "/component", "/auth", "/oauth2callback", "/app/static")
_NO_DOOR = ("/_stcore/agent",)
"""The framework's own door for programs: ours are REST and MCP."""
_CALLBACK = "/oauth2callback"
_OF_SOMEBODY = ("/media", "/_stcore/upload_file")
"""What the framework hands out and takes in for a page that somebody has open; the address is all it asks for."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_STRICT = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
_DESK = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:; worker-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'"
)
"""Scripts of the desk's own pages stand in them, so inline ones are allowed; none is fetched from anywhere else."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@dataclass(frozen=True)
class Guard:
    """ASGI middleware of the desk. ``hosts``: names by which it is reached besides addresses and names without a dot."""

    app: ASGIApp
    hosts: frozenset[str] = frozenset()
    admits: Admits | None = None
    """Where people log in: whose a request is. Without it there is one local person."""
    token: bool = False
    """A program that shows the token of REST need not log in."""
    limit: int = MOST_BYTES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers, path = Headers(scope=scope), within(str(scope["path"]))
        ours = _under(path, OURS)
        if ours and path != scope["path"]:
            scope = {**scope, "root_path": base()}  # our doors stand under it too; the framework knows it by itself
        out = _with_headers(send, _STRICT if ours else _DESK, keep=not ours)
        if _under(path, _NO_DOOR):
            await PlainTextResponse(texts.NO_PAGE, 404)(scope, receive, out)
        elif refused := self._refusal(scope, headers) if ours else None:
            await _said(path, *refused)(scope, receive, out)
        elif path in OURS:
            await RedirectResponse(f"{scope['path']}/", 307)(scope, receive, out)
        elif ours:
            await self._ours(scope, headers, _limited(receive, self.limit, headers), out)
        elif self.admits is not None and _under(path, _OF_SOMEBODY):
            await self._ours(scope, headers, receive, out)
        elif is_page(scope):
            leads_to_login = self.admits is not None and _is_looked_at(headers) and not is_known(scope)
            await self._page(scope, headers, receive, remembering(out, scope) if leads_to_login else out)
        elif path == _CALLBACK:
            await self.app(scope, receive, leading_back(out, scope, _may_lead))
        else:
            await self.app(scope, receive, out)

    async def _ours(self, scope: Scope, headers: Headers, receive: Receive, send: Send) -> None:
        """REST, a plain page or a page's file, for whoever is logged in where people log in. A program with the token is the
        local person."""
        path = within(str(scope["path"]))
        if (
            self.admits is None
            or path == HEALTH
            or (self.token and _under(path, ("/api",)) and "authorization" in headers)
        ):
            await self.app(scope, receive, send)
            return
        try:
            whose = await run_in_threadpool(self.admits, scope)
        except NotPlacedError as error:
            await _said(path, 403, str(error))(scope, receive, send)
            return
        if whose is not None:
            kept = WHOSE.set(whose)
            try:
                await self.app(scope, receive, send)
            finally:
                WHOSE.reset(kept)
        elif _under(path, (PLAIN,)) and scope["method"] in _SAFE and "text/html" in headers.get("accept", ""):
            await RedirectResponse(login_address(), 302)(scope, receive, remembering(send, scope))
        else:
            await _said(path, 403, texts.LOGIN_ONLY)(scope, receive, send)

    async def _page(self, scope: Scope, headers: Headers, receive: Receive, send: Send) -> None:
        """A page of the desk, or the plain pages for a browser that would show a blank one."""
        chosen = SHELL_CHOSEN in parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if not chosen and cannot_run(headers.get("user-agent", "")):
            await RedirectResponse(f"{base()}{PLAIN}", 302, {"Cache-Control": "no-store"})(scope, receive, send)
            return
        kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        writer = ShellWriter(send, led=not chosen)
        await self.app({**scope, "headers": kept}, receive, writer.send)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        """Why a request is not taken in: a name that may be a stranger's, a form on a stranger's page."""
        host = headers.get("host", "")
        if not self.knows(host):
            return 421, texts.FOREIGN_HOST
        if scope["method"] in _SAFE:
            return None
        origin = headers.get("origin")
        foreign = origin is not None and urlsplit(origin).netloc.lower() != host.lower()
        if foreign or headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            return 403, texts.FOREIGN_ORIGIN
        return None

    def knows(self, host: str) -> bool:
        """Addresses and names without a dot cannot be turned on this machine by a stranger's name server; others are told."""
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        if name in self.hosts or ("." not in name and ":" not in name and name):
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def is_page(scope: Scope) -> bool:
    """Whether the framework answers this with the shell of the desk."""
    path = within(str(scope["path"]))
    return scope["method"] == "GET" and not _under(path, _FRAMEWORK) and not re.search(r"\.[A-Za-z0-9]+$", path)


def _is_looked_at(headers: Headers) -> bool:
    """A person goes there; the page itself asks for other things at addresses that look like pages."""
    return headers.get("sec-fetch-dest", "document") == "document" and "text/html" in headers.get("accept", "")


def _may_lead(path: str) -> bool:
    """A page of the desk or a plain one."""
    path = within(path)
    return _under(path, (PLAIN,)) or (is_page({"path": path, "method": "GET"}) and not _under(path, OURS))


def _under(path: str, tops: tuple[str, ...]) -> bool:
    return any(path == top or path.startswith(f"{top}/") for top in tops)


def _said(path: str, code: int, words: str) -> Response:
    """A refusal as its door says it."""
    return JSONResponse({"error": words}, code) if _under(path, ("/api",)) else PlainTextResponse(words, code)


def _with_headers(send: Send, policy: str, keep: bool) -> Send:
    async def out(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", policy)
            if not keep:
                headers["Cache-Control"] = "no-store"
        await send(message)

    return out


def _limited(receive: Receive, limit: int, headers: Headers) -> Receive:
    """Counts what comes, whatever the request says of its length. Raises 413 inside the one who reads it."""
    said = headers.get("content-length", "")
    refuse: Callable[[], HTTPException] = lambda: HTTPException(  # noqa: E731  a new one each time
        413, texts.BODY_TOO_LARGE.format(limit=limit // 1024 // 1024)
    )
    come = 0

    async def counted() -> Message:
        nonlocal come
        if said.isdecimal() and int(said) > limit:
            raise refuse()
        message = await receive()
        come += len(message.get("body", b""))
        if come > limit:
            raise refuse()
        return message

    return counted
