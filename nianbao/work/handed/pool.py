"""Many files in a few processes: results in order, little waiting in memory, and a process that dies loses one file."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from typing import Literal, TypeVar

T = TypeVar("T")
R = TypeVar("R")

Start = Literal["fork", "spawn", "forkserver"]

CHUNK = 8
"""Items that a process gets at once."""
_AHEAD = 2
"""Chunks a process that may be finished or waiting while the first is not yet taken."""


def in_order(
    task: Callable[[T], R],
    items: Iterable[T],
    workers: int,
    died: Callable[[T], R],
    chunk: int = CHUNK,
    start: Start | None = None,
) -> Iterator[R]:
    """``task(item)`` for every item, in the order of the items. One worker: in this process, nothing is started.

    ``task`` must be importable (a function of a module, or a partial of one) and must not raise. When a process dies
    (killed for its memory, a crash in a library), the items that it may have had are done again one by one, and
    ``died(item)`` is the result of each that kills its process again. ``chunk``: items that a process gets at once.
    ``start``: how processes begin, by default the system's way; ``spawn`` where the caller has threads, whose locks a fork
    would take along.
    """
    if workers <= 1:
        yield from map(task, items)
        return
    chunks = _chunks(items, chunk)
    begin = get_context(start)
    pool = ProcessPoolExecutor(workers, begin)
    waiting: deque[tuple[list[T], Future[list[R]]]] = deque()
    try:
        while True:
            try:
                while len(waiting) < workers * _AHEAD and (several := next(chunks, None)):
                    waiting.append((several, Future()))  # held even if the pool breaks on being given it
                    waiting[-1] = (several, pool.submit(_run, task, several))
                if not waiting:
                    return
                yield from waiting[0][1].result()
                waiting.popleft()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                pool = ProcessPoolExecutor(workers, begin)
                lost = [item for several, _ in waiting for item in several]
                waiting.clear()
                yield from _one_by_one(task, lost, died, begin)
    finally:
        pool.shutdown(cancel_futures=True)


def _chunks(items: Iterable[T], chunk: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while several := list(islice(iterator, chunk)):
        yield several


def _run(task: Callable[[T], R], chunk: list[T]) -> list[R]:
    return [task(item) for item in chunk]


def _one_by_one(task: Callable[[T], R], items: list[T], died: Callable[[T], R], begin: BaseContext) -> Iterator[R]:
    pool = ProcessPoolExecutor(1, begin)
    try:
        for item in items:
            try:
                result = pool.submit(task, item).result()
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                pool = ProcessPoolExecutor(1, begin)
                result = died(item)
            yield result
    finally:
        pool.shutdown(cancel_futures=True)
