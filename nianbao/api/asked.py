"""The address that somebody asked for before they logged in: kept with their browser for a quarter of an hour, and where
they land afterwards. The framework itself lands everybody on the first page.

Only a page of our own is kept and led to: a path on this address, whatever stands in the cookie.
"""

from collections.abc import Callable
from http.cookies import SimpleCookie
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

COOKIE = "nianbao_asked"
SECONDS = 900
LONGEST = 1000
_REDIRECTS = (302, 303, 307)


def address_of(scope: Scope) -> str:
    """Path and query of a request, as they stand in the browser."""
    query = scope["query_string"].decode("latin-1")
    return quote(str(scope["path"])) + (f"?{query}" if query else "")


def is_own(address: str) -> bool:
    r"""A path on this very address: no other host, however it is spelled.

    >>> is_own("/filings?f=3"), is_own("//evil.example/"), is_own("/\\evil.example"), is_own("https://evil.example/")
    (True, False, False, False)
    """
    if not address.startswith("/") or address.startswith("//") or len(address) > LONGEST:
        return False
    return address.isascii() and address.isprintable() and not {"\\", " "} & set(address)


def remembering(send: Send, scope: Scope) -> Send:
    """The answer leaves the address with the browser."""
    address = address_of(scope)
    if not is_own(address) or address == "/":
        return send
    return _with_cookie(send, _cookie(scope, quote(address, safe=""), SECONDS))


def leading_back(send: Send, scope: Scope, may_lead: Callable[[str], bool]) -> Send:
    """The answer to a login leads to the address that was asked for, where one is kept. ``may_lead``: a path is one that
    people look at."""
    kept = unquote(_kept(Headers(scope=scope)))
    if not (is_own(kept) and may_lead(urlsplit(kept).path)):
        return send

    async def led(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] in _REDIRECTS:
            MutableHeaders(scope=message)["location"] = kept
        await send(message)

    return _with_cookie(led, _cookie(scope, "", 0))


def _with_cookie(send: Send, cookie: str) -> Send:
    async def out(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", cookie)
        await send(message)

    return out


def _cookie(scope: Scope, value: str, seconds: int) -> str:
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    return f"{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"


def _kept(headers: Headers) -> str:
    found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    return "" if found is None else found.value
