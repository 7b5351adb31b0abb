"""What became of one request."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Done:
    """What was done for one request, as ``ask --json`` tells it. ``below_floor``: refused because nothing was found.
    ``said``: the words of the request, to which a later 那去年呢 goes back."""

    act: str
    refers: tuple[str, ...] = ()
    text: str = ""
    hits: list[dict[str, Any]] = field(default_factory=list)
    pending: dict[str, Any] | None = None
    below_floor: bool = False
    said: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"act": self.act, "refers": list(self.refers), "hits": self.hits, "text": self.text, "said": self.said}
