"""Ending LibreOffice for good: the program started is only a launcher of the one that works."""

import contextlib
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

_PROCESSES = Path("/proc")
_SOCKETS = Path("/tmp")
"""LibreOffice puts the socket by which its windows find each other here, whatever TMPDIR says."""
_SECONDS_TO_FOLLOW = 2


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends a process started in a session of its own with all it started, and what LibreOffice leaves when killed.

    The children go first, so that their parent can take note of it; orphans would stay as zombies wherever
    the first process of the machine does not look after them, as in many containers.
    """
    if process.poll() is None:
        for child in _others_in_group(process.pid):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(child, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_SECONDS_TO_FOLLOW)
        process.kill()
        _remove_dead_sockets()
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _others_in_group(group: int) -> Iterator[int]:
    """The processes of a group without its first one; nothing where the system has no /proc."""
    for entry in _PROCESSES.glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()  # the name in brackets may hold anything
        except OSError:
            continue
        if int(fields[2]) == group and int(entry.parent.name) != group:
            yield int(entry.parent.name)


def _remove_dead_sockets() -> None:
    """Removes our user's LibreOffice sockets at which nobody listens any more."""
    if not hasattr(os, "getuid"):
        return
    for path in _SOCKETS.glob(f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_*"):
        with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(OSError):
            try:
                probe.connect(str(path))
            except ConnectionRefusedError:
                path.unlink()
