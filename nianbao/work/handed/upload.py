"""A file handed in, whoever hands it in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Upload:
    """A file handed in with a message."""

    name: str
    content: bytes
