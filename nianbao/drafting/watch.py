"""Who looks on while a draft is written: told each step and each passage as it is done, and asked whether to stop."""

from collections.abc import Callable
from dataclasses import dataclass

from nianbao.drafting.sentences.sentence import Owner, Writer


@dataclass(frozen=True, slots=True)
class PassageDone:
    """A passage as it will stand in the draft: its sentences with their owners. ``writer``: model when a model arranged it."""

    title: str
    writer: Writer
    sentences: tuple[tuple[str, Owner], ...]


def _silent(_: object) -> None:
    pass


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """``stopped``: once it says so no model is asked any more, an answer under way is given up, and the built-in writer
    does the rest; the passages that are done stay."""

    step: Callable[[str], None] = _silent
    passage: Callable[[PassageDone], None] = _silent
    stopped: Callable[[], bool] = _never


UNWATCHED = Watch()
