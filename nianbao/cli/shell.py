"""What the commands share: errors in one Chinese line, JSON, progress, files that are never written over."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nianbao.papers.as_json import json_text
from nianbao.report.errors import UserError
from nianbao.report.files import reason_of
from nianbao.report.text import printable

if TYPE_CHECKING:
    from nianbao.work.draft import PassageDone

SHOWN_ERRORS = 8


def guarded(command: Callable[..., int | None]) -> Callable[..., None]:
    """Turn what a command could not do into one Chinese line on stderr and exit code 2."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            code = command(*args, **kwargs)
        except click.exceptions.Exit:
            raise
        except (UserError, FileExistsError) as error:
            _fail(str(error))
        except BrokenPipeError:
            sys.stderr.close()  # the reader of our output has gone (… | head)
            raise click.exceptions.Exit(0) from None
        except KeyboardInterrupt:
            _fail("已中止")
        except PermissionError as error:
            _fail(f"没有权限读写 {printable(error.filename or '所给的文件')}，请开放权限或换一个位置再试")
        except OSError as error:
            _fail(f"读写文件失败：{printable(error.filename or '')} {reason_of(error)}")
        except Exception as error:  # no traceback for the user, whatever happens
            _fail(f"程序出错，没有完成：{type(error).__name__}: {error}")
        if code:
            raise click.exceptions.Exit(code)

    return run


def leave_blocked_reads_behind(code: int) -> None:
    """End the process with this code although a thread still reads from a model server that was given up: neither it nor
    the pool that it feeds can be interrupted, and Python would wait for both."""
    if any(t.name == MODEL_THREAD for t in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


MODEL_THREAD = "model-stream"
"""Name of the threads that read from a model server (``nianbao.drafting.model.client``)."""


def _fail(message: str) -> None:
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    more = f"……共{len(lines)}处" if len(lines) > SHOWN_ERRORS else ""
    click.echo("错误：" + "；".join(lines[:SHOWN_ERRORS]) + more, err=True)
    raise click.exceptions.Exit(2)


def print_json(value: Any) -> None:
    click.echo(json_text(value))


def check_output(output: Path | None, sources: Sequence[Path], suffixes: tuple[str, ...]) -> None:
    """The original is never overwritten, nor any file that is already there."""
    if output is None:
        return
    if output.suffix.lower() not in suffixes:
        raise UserError(f"输出文件应以 {'、'.join(suffixes)} 结尾")
    if output.exists() or output.resolve() in {s.resolve() for s in sources}:
        raise UserError(f"文件已存在，未覆盖：{printable(output)}")


def say_progress(text: str) -> None:
    click.echo(f"… {text}", err=True)


def say_passage(done: "PassageDone") -> None:
    """A passage of a draft as soon as it is written."""
    from nianbao.papers.draft_text import passage_told

    click.echo(passage_told(done.title, done.writer, [text for text, _ in done.sentences]), err=True)


@contextmanager
def interrupts(pressed: Callable[[], None]) -> Iterator[None]:
    """The first Ctrl+C is told to ``pressed`` and the work goes on to its end; the second ends the program as ever."""
    if threading.current_thread() is not threading.main_thread():  # no signal reaches another
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def note(number: int, frame: object) -> None:
        signal.signal(signal.SIGINT, before)
        with suppress(OSError):  # straight to the descriptor: the buffered stream may be in the middle of a line
            os.write(2, f"{INTERRUPTED}\n".encode())
        pressed()

    signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


INTERRUPTED = "… 正在停下，已做好的都留着（再按一次 Ctrl+C 放弃）"


@contextmanager
def counting() -> Iterator[Callable[[str, int, int], None]]:
    """Progress on stderr (done/total) of what takes longer than two seconds; on a terminal in one line."""
    terminal = sys.stderr.isatty()
    told = time.monotonic()
    wait = 2.0
    shown = False

    def progress(what: str, done: int, total: int) -> None:
        nonlocal told, wait, shown
        now = time.monotonic()
        if now - told < wait:
            return
        told, wait, shown = now, 0.2 if terminal else 10.0, True
        click.echo(f"\r… {what} {done}/{total} " if terminal else f"… {what} {done}/{total}", err=True, nl=not terminal)

    yield progress
    if shown and terminal:
        click.echo(err=True)
