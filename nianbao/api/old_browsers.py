"""Browsers that would show a blank page are led to the plain pages: by their name, by what they cannot do, without script.

The desk's framework wants about Chrome 112, Firefox 115 or Safari 16.4 (2023).
"""

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

from nianbao.api.base import base
from nianbao.report.patterns import regex

SHELL_CHOSEN = "full"
"""``/?full``: the clerk wants the desk all the same."""
OLDEST_CHROME, OLDEST_FIREFOX = 112, 115
_OLD = regex(r"MSIE |Trident/")
_CHROME, _FIREFOX = regex(r"Chrome/(\d+)"), regex(r"Firefox/(\d+)")
_LED = (
    '<noscript><meta http-equiv="refresh" content="0; url=⟦plain⟧"></noscript>'
    "<script>(function(){"
    "if(!('noModule' in HTMLScriptElement.prototype)||!Array.prototype.toSorted||!window.structuredClone)"
    "{location.replace('⟦plain⟧')}})()</script>"
)
"""Old syntax on purpose: it is read by the browsers that it is for."""
_WORDS = '<p><a href="⟦plain⟧">浏览器不能运行脚本，请用简易页面</a></p>'


def cannot_run(agent: str) -> bool:
    """Whether a browser of that name is too old for the desk; one that is not known may try."""
    if _OLD.search(agent):
        return True
    for pattern, oldest in ((_CHROME, OLDEST_CHROME), (_FIREFOX, OLDEST_FIREFOX)):
        if found := pattern.search(agent):
            return int(found.group(1)) < oldest
    return False


class ShellWriter:
    """Puts the way to the plain pages into the page that the framework sends. Other answers go through as they are."""

    def __init__(self, send: Send, led: bool) -> None:
        self._send, self._led = send, led
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        """An ASGI ``send``: an HTML page is held until it is whole."""
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
            return
        if self._start is None or message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        page = self._body.replace(b"<noscript>", b"<noscript>" + _with_place(_WORDS), 1)
        if self._led:
            page = page.replace(b"<head>", b"<head>" + _with_place(_LED), 1)
        headers = MutableHeaders(scope=self._start)
        headers["content-length"] = str(len(page))
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]
        await self._send(self._start)
        await self._send({**message, "body": page})


def _with_place(words: str) -> bytes:
    return words.replace("⟦plain⟧", f"{base()}/plain").encode()


def _is_html(message: Message) -> bool:
    headers = MutableHeaders(scope=message)
    return "text/html" in headers.get("content-type", "") and message["status"] == 200
