"""What a model server can do, found out once and kept beside the settings (``data_dir/model.json``)."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

TokenKey = Literal["both", "max_tokens", "max_completion_tokens"]
_FILE = "model.json"


@dataclass(frozen=True)
class Found:
    """``model`` and ``base_url``: whose findings these are. ``trouble``: Chinese lines on what will not be used."""

    model: str
    base_url: str
    answers: bool = False
    token_key: TokenKey = "both"
    tools: bool = False
    thinking: bool = False
    json: bool = False
    streams: bool = False
    context_cut: bool = False
    trouble: tuple[str, ...] = field(default_factory=tuple)

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"trouble": list(self.trouble)}


def kept(data_dir: Path, model: str, base_url: str) -> Found | None:
    """What was found of this very model at this address; None when it was never probed."""
    try:
        raw = json.loads((data_dir / _FILE).read_text(encoding="utf-8"))
        found = Found(**(raw | {"trouble": tuple(raw.get("trouble", ()))}))
    except (OSError, ValueError, TypeError):
        return None
    return found if (found.model, found.base_url) == (model, base_url) else None


def keep(data_dir: Path, found: Found) -> None:
    """Write it down."""
    data_dir.mkdir(parents=True, exist_ok=True)
    (data_dir / _FILE).write_text(json.dumps(found.as_json(), ensure_ascii=False, indent=1), encoding="utf-8")
