"""Chunks of work sent to the workers of a Dask cluster; answers in order; nothing waits for ever.

Three things of Dask wait without end: a worker without our program, no worker left, a scheduler that is gone. So the
program of everybody is asked first, every wait has a time-out, and when the cluster is lost the rest is done here.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from nianbao.report.errors import UserError
from nianbao.work.cluster.fingerprint import fingerprint

if TYPE_CHECKING:
    from distributed import Future

T = TypeVar("T")
Task = Callable[[bytes], bytes]
"""A function of a module, which every machine has; it must not raise."""
Item = tuple[str, Callable[[], bytes]]
"""What an answer is known by, and what gives the bytes that are sent."""

CONNECT_SECONDS = 15.0
LOOK_SECONDS = 2.0
"""How long an answer is waited for before it is looked who is still there."""
ALONE_SECONDS = 60.0
"""How long no worker may be there."""
CHUNK_SECONDS = 900.0
"""How long a chunk may take, counted while workers are there."""
CHUNK, CHUNK_BYTES = 8, 16 * 1024 * 1024
AHEAD = 2
"""Chunks a worker that are sent before the first answer is there."""
_NO_LOG = {"distributed.admin.low-level-log-length": 0}
"""A connection keeps its last thousand messages otherwise, each with the reports that were sent in it."""


class ClusterError(UserError):
    """The cluster cannot be worked with."""


class LostError(Exception):
    """The cluster was there and is there no more."""


class Crew:
    """The workers at ``address``. Raises ``ClusterError`` when nobody answers or somebody runs another program."""

    def __init__(self, address: str) -> None:
        try:
            import dask
            from distributed import Client
        except ModuleNotFoundError as error:
            raise ClusterError(f"缺少 {error.name}，请先安装：pip install nianbao[cluster]") from error
        self._client: Client = Client.__new__(Client)

        def connected() -> bool:
            with dask.config.set(_NO_LOG):
                self._client.__init__(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[misc]
            return True

        if not _within(CONNECT_SECONDS, connected):  # who listens and says nothing is waited for without end
            self._client.status = "closed"  # there is nothing to close, and whoever cleans up would wait for it
            raise ClusterError(f"连不上集群 {address}，请检查地址和调度程序（dask scheduler）。")
        try:
            self._same_program()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        _within(5.0, lambda: self._client.close(timeout=2))  # type: ignore[no-untyped-call]

    @property
    def workers(self) -> int:
        """How many are there. Raises ``LostError`` when the scheduler does not say."""
        found = _within(CONNECT_SECONDS, self._client.nthreads)
        if found is None:
            raise LostError
        return len(found)

    def answers(self, task: Task, items: Iterable[Item], died: bytes) -> Iterator[tuple[str, bytes]]:
        """Key and answer of each item, in order. ``died``: the answer of an item that kills whoever works on it.

        Raises ``LostError``; what was answered before has been yielded.
        """
        waiting: deque[tuple[list[str], list[bytes], Future[list[bytes]]]] = deque()
        chunks = _chunks(items)
        most = AHEAD * max(1, self.workers)
        while True:
            while len(waiting) < most and (chunk := next(chunks, None)):
                keys, sent = [key for key, _ in chunk], [content for _, content in chunk]
                waiting.append((keys, sent, self._submit(task, sent)))
            if not waiting:
                return
            keys, sent, future = waiting[0]
            got = self._result(future)
            if got is None:  # a file that kills workers: one by one
                singly = (self._result(self._submit(task, [content])) for content in sent)
                got = [one[0] if one else died for one in singly]
            waiting.popleft()
            yield from zip(keys, got, strict=True)

    def _submit(self, task: Task, sent: list[bytes]) -> "Future[list[bytes]]":
        try:
            return self._client.submit(_run, task, sent, pure=False)
        except Exception as error:
            raise LostError from error

    def _result(self, future: "Future[list[bytes]]") -> list[bytes] | None:
        """The answers of a chunk; None when it killed its workers. Raises ``LostError``."""
        from distributed import KilledWorker
        from distributed import TimeoutError as DaskTimeout

        last_seen, worked = time.monotonic(), 0.0
        while True:
            try:
                return future.result(timeout=LOOK_SECONDS)
            except KilledWorker:
                return None
            except (DaskTimeout, TimeoutError):
                if self._client.status != "running":
                    raise LostError from None
                if self.workers:
                    last_seen, worked = time.monotonic(), worked + LOOK_SECONDS
                if time.monotonic() - last_seen > ALONE_SECONDS or worked > CHUNK_SECONDS:
                    raise LostError from None
            except Exception as error:  # cancelled, connection closed: whatever Dask calls it
                raise LostError from error

    def _same_program(self) -> None:
        def ask() -> str:  # sent as it stands: who lacks our program answers too
            try:
                from nianbao.work.cluster.fingerprint import fingerprint

                return fingerprint()
            except Exception as error:
                return f"{type(error).__name__}: {error}"

        mine = fingerprint()
        theirs: dict[str, str] | None = _within(
            CONNECT_SECONDS, lambda: self._client.run(ask) | {"scheduler": self._client.run_on_scheduler(ask)}  # type: ignore[no-untyped-call]
        )  # fmt: skip
        if theirs is None:
            raise ClusterError("集群没有在规定时间内答复，请检查各台机器。")
        if len(theirs) == 1:
            raise ClusterError("集群里没有工作程序，请先启动（dask worker）。")
        for who, said in theirs.items():
            if said != mine:
                raise ClusterError(f"集群里 {who} 的程序不同（{said}），本机是 {mine}；请各台机器装同一版本后再试。")


def here(task: Task, items: Iterable[Item]) -> Iterator[tuple[str, bytes]]:
    """The same work on this machine."""
    for key, content in items:
        yield key, task(content())


def _run(task: Task, sent: list[bytes]) -> list[bytes]:
    return [task(content) for content in sent]


def _chunks(items: Iterable[Item]) -> Iterator[list[tuple[str, bytes]]]:
    chunk: list[tuple[str, bytes]] = []
    size = 0
    for key, content in items:
        chunk.append((key, content()))
        size += len(chunk[-1][1])
        if len(chunk) == CHUNK or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _within(seconds: float, call: Callable[[], Any]) -> Any:
    """What ``call`` gives; None when it takes longer or fails. A thread that never comes back is left behind."""
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(call())
        except Exception:
            return

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    return found[0] if found else None
