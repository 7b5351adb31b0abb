"""A report of the conversation, as it may be named and as every answer names it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class KnownReport:
    """``review``: data of its newest review; ``reviewed_at``: the turn of that review, 0 for none; the highest number is the
    newest. ``called``: places by which its text calls itself; ``spoken``: the last answer was about it."""

    file: str
    agency: str
    year: int | None
    review: Mapping[str, Any] | None = field(default=None, compare=False)
    reviewed_at: int = 0
    called: tuple[str, ...] = field(default=(), compare=False)
    spoken: bool = field(default=False, compare=False)

    @property
    def name(self) -> str:
        """``示例县青石镇人民政府2024年年报（a.docx）``: by which every answer names it."""
        whose = f"{self.agency or '未读出机关名称的'}{f'{self.year}年' if self.year else ''}年报"
        return f"{whose}（{self.file}）"

    @property
    def short(self) -> str:
        """Whose it is; the file where that was not read."""
        return self.agency or self.file
