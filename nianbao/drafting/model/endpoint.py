"""The HTTP client for a model server: no redirect is followed, nothing compressed is asked for, bytes are bounded."""

from collections.abc import Iterator
from typing import Any

MOST_BYTES = 16_000_000
"""Of one answer; the longest that is used is some hundred kilobytes."""


def bounded_client(timeout: float) -> Any:
    """An ``httpx.Client`` for one chat model. ``timeout`` in seconds: for connecting and between bytes."""
    import httpx

    class Bounded(httpx.SyncByteStream):
        def __init__(self, stream: Any) -> None:
            self.stream = stream

        def __iter__(self) -> Iterator[bytes]:
            read = 0
            for part in self.stream:
                read += len(part)
                if read > MOST_BYTES:
                    raise httpx.ReadError("too many bytes")
                yield part

        def close(self) -> None:
            self.stream.close()

    class Transport(httpx.HTTPTransport):
        def handle_request(self, request: Any) -> Any:
            request.headers["Accept-Encoding"] = "identity"
            response = super().handle_request(request)
            if response.headers.get("Content-Encoding", "identity") != "identity":
                response.close()
                raise httpx.ReadError("compressed though not asked for")
            response.stream = Bounded(response.stream)
            return response

    return httpx.Client(transport=Transport(), timeout=timeout, follow_redirects=False)
