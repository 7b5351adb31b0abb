"""A reader in a process of its own: a file that hangs, crashes or fills the memory takes nothing with it.

The child gets the file on its standard input and answers with one line of JSON; it writes no files. It is
stopped, with all it started, when its time is over.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

try:
    import resource
except ImportError:  # Windows has no such limits; the time limit holds there, too
    resource = None  # type: ignore[assignment]

from nianbao.documents.limits import SECONDS_PER_FILE
from nianbao.documents.stream import Block, Grid, GridCell, Paragraph, Stream, UnreadableFileError
from nianbao.paths import ROOT
from nianbao.report.model import Notice

READERS = {"pdf": "nianbao.documents.pdf.reading", "picture": "nianbao.documents.pdf.ocr_reading"}
"""Reader → the module whose ``read(data, pages)`` does the work in the child."""

MAX_MEMORY = 2 * 1024**3
"""Bytes of address space for a reader …"""
MAX_MEMORY_RECOGNISING = 8 * 1024**3
"""… and for one that recognises pictures, whose library reserves far more than it uses."""
PROCESSORS = 4
"""A child that computes on several processors at once uses up its seconds so much faster."""
MAX_ANSWER = 64 * 1024 * 1024
"""Characters of a child's answer."""


class ReaderFailedError(Exception):
    """The child did not answer: ``timed_out``, or it crashed or ran out of memory."""

    def __init__(self, *, timed_out: bool) -> None:
        super().__init__("timed out" if timed_out else "crashed")
        self.timed_out = timed_out


def read_apart(reader: str, data: bytes, pages: Sequence[int] = (), seconds: float = SECONDS_PER_FILE) -> Stream:
    """What a reader makes of a file, in a child process. ``pages`` (from 1) are to be recognised as pictures.

    Raises ``UnreadableFileError`` as the reader does, ``ReaderFailedError`` when it is stopped or breaks down.
    """
    memory = MAX_MEMORY_RECOGNISING if pages or reader == "picture" else MAX_MEMORY
    command = [sys.executable, "-P", "-m", __name__, reader, str(memory), str(int(seconds) + 1), *map(str, pages)]
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    ) as child:
        try:
            answer, _ = child.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            _stop(child)
            raise ReaderFailedError(timed_out=True) from error
        except BaseException:  # interrupted: nothing is left running
            _stop(child)
            raise
    if child.returncode != 0 or len(answer) > MAX_ANSWER:
        raise ReaderFailedError(timed_out=False)
    said = json.loads(answer)
    if "error" in said:
        raise UnreadableFileError(said["error"])
    return _stream(said)


def _stop(child: subprocess.Popen[bytes]) -> None:
    """The child, which is not yet waited for, and whatever it started."""
    if hasattr(os, "killpg"):
        os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()


# --- what passes between the two ----------------------------------------------------------------------------------


def _as_json(stream: Stream) -> dict[str, Any]:
    return {
        "blocks": [_block_as_json(block) for block in stream.blocks],
        "notices": [[n.code, n.message, list(n.pages)] for n in stream.notices],
        "unread_in": list(stream.unread_in),
    }


def _block_as_json(block: Block) -> list[Any]:
    if isinstance(block, Paragraph):
        return [block.text, block.level, block.auto_numbered, block.page]
    return [[[[c.text, c.column, c.span, c.page] for c in row] for row in block.rows], block.origin]


def _stream(said: dict[str, Any]) -> Stream:
    return Stream(
        tuple(_block(block) for block in said["blocks"]),
        tuple(Notice(code, message, tuple(pages)) for code, message, pages in said["notices"]),
        unread_in=tuple(said["unread_in"]),
    )


def _block(said: list[Any]) -> Block:
    if isinstance(said[0], str):
        return Paragraph(*said)
    rows, origin = said
    return Grid(tuple(tuple(GridCell(*cell) for cell in row) for row in rows), origin)


def _answer(reader: str, memory: int, seconds: int, pages: tuple[int, ...]) -> None:
    """In the child: read standard input, write the answer. Its own limits hold even when its parent is gone."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds * PROCESSORS, seconds * PROCESSORS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = sys.stdout
    sys.stdout = sys.stderr  # what a library prints is no answer
    try:
        said = _as_json(import_module(READERS[reader]).read(sys.stdin.buffer.read(), pages))
    except UnreadableFileError as error:
        said = {"error": str(error)}
    out.write(json.dumps(said))
    out.flush()


if __name__ == "__main__":
    _answer(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), tuple(map(int, sys.argv[4:])))
    os._exit(0)  # nothing is left to tidy up, and a native library may not do it well
