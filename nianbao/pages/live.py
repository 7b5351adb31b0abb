"""A draft while it is written: its passages as they are done, each with who arranged it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from nianbao.pages.html import Html, join, marked_blanks, tag
from nianbao.pages.words import home

if TYPE_CHECKING:
    from nianbao.assistant.events import Event
    from nianbao.work.draft import PassageDone


def passages_of(events: "Iterable[Event]") -> "list[PassageDone]":
    """The passages that are done and do not stand in a result yet."""
    found: list[PassageDone] = []
    for event in events:
        if event.kind == "result":
            found.clear()
        elif event.passage is not None:
            found.append(event.passage)
    return found


def passages(done: "Sequence[PassageDone]") -> Html:
    """As they will stand in the draft; what nobody vouches for yet, and what is to be filled in, is amber."""
    parts = [tag("p", home.WRITING.format(n=len(done)), "nb-small"), *map(_passage, done)]
    return tag("div", join(parts), "nb-live", role="status")


def _passage(done: "PassageDone") -> Html:
    said = (
        tag("mark", marked_blanks(text), "blank") if owner == "proposed" else marked_blanks(text)
        for text, owner in done.sentences
    )
    by = tag("span", home.ARRANGED_BY[done.writer], "nb-small")
    return tag("section", join((tag("h3", join((done.title, by), " ")), tag("p", join(said)))), "nb-passage")
