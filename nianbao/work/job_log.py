"""One line of JSON a job: when, what, how long, how it ended, which bytes. No word of a report, no name, no key.

A file is known by the beginning of its SHA-256. Nothing is written unless a file for it is set.
"""

import functools
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from logging import Logger

P = ParamSpec("P")
R = TypeVar("R")

_writes: "Logger | None" = None
"""Where a file is set; what nobody keeps a log of does not pay for the import."""
_MOST_BYTES, _KEPT_FILES = 10 * 1024 * 1024, 5
_DIGITS = 12
"""Of a hash: enough to tell the files of an office apart."""


def write_jobs_to(file: Path | None) -> None:
    """From now on every job of this process is a line of ``file``; None ends it."""
    import logging
    from logging.handlers import RotatingFileHandler

    from nianbao.report.files import private_folder

    global _writes
    logger = logging.getLogger("nianbao.jobs")
    logger.propagate = False
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    _writes = None
    if file is None:
        return
    if not file.parent.is_dir():
        private_folder(file.parent)
    handler = RotatingFileHandler(file, maxBytes=_MOST_BYTES, backupCount=_KEPT_FILES, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    _writes = logger


def logged(job: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A use case whose every run is written down, a failed one with the name of its error alone."""

    def wrap(run: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(run)
        def logged_run(*args: P.args, **kwargs: P.kwargs) -> R:
            if (log := _writes) is None:
                return run(*args, **kwargs)
            started = time.perf_counter()
            try:
                result = run(*args, **kwargs)
            except BaseException as error:
                _write(log, job, started, args, {"outcome": "failed", "error": type(error).__name__})
                raise
            _write(log, job, started, args, {"outcome": "done"} | _verdict(result))
            return result

        return logged_run

    return wrap


def _write(log: "Logger", job: str, started: float, args: tuple[object, ...], ended: dict[str, Any]) -> None:
    line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "job": job}
    line |= _bytes_in(args) | {"seconds": round(time.perf_counter() - started, 3)} | ended
    log.info(json.dumps(line, ensure_ascii=False))


def _bytes_in(args: tuple[object, ...]) -> dict[str, Any]:
    for argument in args:
        content = getattr(argument, "content", None)
        if isinstance(content, bytes):
            return {"bytes": len(content), "sha256": sha256(content).hexdigest()[:_DIGITS]}
    return {}


def _verdict(result: object) -> dict[str, str]:
    for holder in (getattr(result, "review", None), getattr(result, "draft", None)):
        if (verdict := getattr(holder, "verdict", None)) is not None:
            return {"verdict": str(verdict)}
    return {}
