"""Wrong tokens are answered late, the later the more of them came: nobody tries many. A right one is never kept waiting."""

import asyncio
import time
from collections.abc import Awaitable, Callable

REMEMBERED = 600.0
"""Seconds after which an attempt is forgotten."""
FIRST, LONGEST = 0.25, 8.0
"""Seconds that the first wrong token waits for its answer, and that any waits at most."""
_MOST = 64


class Attempts:
    """Those of one process, whoever made them: a proxy before the desk makes all addresses one."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._at: list[float] = []

    async def wrong(self) -> None:
        """Another one came: the answer waits, twice as long as that before."""
        now = self._clock()
        self._at = [*(at for at in self._at if now - at < REMEMBERED), now][-_MOST:]
        await self._sleep(min(FIRST * 2.0 ** (len(self._at) - 1), LONGEST))
