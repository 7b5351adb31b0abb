"""What this browser tab does to a draft: values from widgets and components are kept at once, and can be taken back."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import streamlit as st

from nianbao.pages.page import the_assistant
from nianbao.pages.session import reviewer_name
from nianbao.report.errors import UserError
from nianbao.work.bench.figures import Pasted, paste_block
from nianbao.work.bench.opening import Bench, open_draft
from nianbao.work.bench.saying import Done, Said, done_before, other_wording, say, take_back

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_HERE = Path(__file__).parent
_TAKEN_BACK = 50
"""So many steps of a tab can be taken back after its page was loaded anew."""


class Tab:
    """One draft in one browser tab. ``own``: numbers of the steps made here; ``done``: what can be taken back; ``wrong``:
    place → why it could not be kept."""

    def __init__(self, id: int) -> None:
        self.id = id
        kept = st.session_state.setdefault(
            f"bench-{id}", {"lock": Lock(), "own": [], "done": [], "wrong": {}, "ack": {}, "pasted": None}
        )
        self.own: list[int] = kept["own"]
        self.done: list[list[Done]] = kept["done"]
        self.wrong: dict[str, str] = kept["wrong"]
        self.ack: dict[str, int] = kept["ack"]
        self._kept = kept

    @property
    def bench(self) -> Bench:
        return open_draft(the_assistant().services, self.id, reviewer_name())

    @property
    def pasted(self) -> Pasted | None:
        """What became of the last paste."""
        found: Pasted | None = self._kept["pasted"]
        return found

    @pasted.setter
    def pasted(self, pasted: Pasted | None) -> None:
        self._kept["pasted"] = pasted
        if pasted is not None and pasted.taken:
            self._made(pasted.taken)

    def say(self, *said: Said) -> None:
        """Keep values for places; why one could not be kept stands at its place."""
        self._do(said[0].place, lambda: say(the_assistant().services, self.id, said, reviewer_name(), self.own))

    def turn(self, key: str) -> None:
        """Another wording of a sentence, or of all."""
        place = f"turn.{key}"
        self._do(place, lambda: other_wording(the_assistant().services, self.id, key, reviewer_name(), self.own))

    def undo(self) -> None:
        if self.done:
            steps = take_back(the_assistant().services, self.id, self.done.pop(), reviewer_name())
            self.own += [s.number for s in steps]

    @property
    def numbers(self) -> list[list[int]]:
        """The steps that can be taken back, for the browser to keep: they outlive a refresh of the page."""
        return [[d.number for d in done] for done in self.done[-_TAKEN_BACK:]]

    def take_up(self, numbers: Sequence[Sequence[int]]) -> None:
        """What this tab had done before its page was loaded anew is its own again."""
        if not self.done:
            self.done += done_before(the_assistant().services, self.id, numbers[-_TAKEN_BACK:])
            self.own += [d.number for done in self.done for d in done]

    def _do(self, place: str, act: Callable[[], list[Done]]) -> None:
        try:
            done = act()
        except UserError as error:
            self.wrong[place] = str(error)
            return
        self.wrong.pop(place, None)
        self._made(done)

    def _made(self, done: Sequence[Done]) -> None:
        if done:
            self.own += [d.number for d in done]
            self.done.append(list(done))

    def take(self, key: str) -> None:
        """Carry out what a component has sent since the last run; each is acknowledged whether it could be kept or not.

        A run that is overtaken by the next goes on for a while beside it: only one of them may do this at a time.
        """
        with self._kept["lock"]:
            self._take(key)

    def _take(self, key: str) -> None:
        queue: list[dict[str, Any]] = (st.session_state.get(key) or {}).get("queue") or []
        ack = self.ack.get(key, 0)
        for sent in sorted((q for q in queue if q["seq"] > ack), key=lambda q: q["seq"]):
            if sent["what"] == "undo":
                self.undo()
            elif sent["what"] == "mine":
                self.take_up(sent["value"])
            elif sent["what"] == "turn":
                self.turn(sent["place"])
            elif sent["what"] == "paste":
                services = the_assistant().services
                self.pasted = paste_block(services, self.bench, sent["place"], sent["value"], reviewer_name(), self.own)
            elif "mine" in sent:
                self._say_again(sent)
            else:
                self.say(Said(sent["place"], sent["value"], self._seen(sent)))
            self.ack[key] = sent["seq"]

    def _say_again(self, sent: dict[str, Any]) -> None:
        """What was sent before a refresh and may be kept already: then that step is this tab's, to be taken back as well."""
        before = len(self.done)
        self.say(Said(sent["place"], sent["value"], self._seen(sent)))
        standing = self.bench.state.values.get(sent["place"])
        if len(self.done) == before and standing is not None and standing.value == sent["value"]:
            kept = done_before(the_assistant().services, self.id, [[standing.number]])
            for done in kept if standing.number not in self.own else ():
                self._made(done)

    def _seen(self, sent: dict[str, Any]) -> int:
        """The step that whoever typed had seen. After a refresh ``mine`` is what this browser tab had said at the place
        before: where that stands, nobody else has been there."""
        seen = int(sent.get("seen") or 0)
        standing = self.bench.state.values.get(sent["place"]) if sent.get("mine") else None
        return standing.number if standing is not None and standing.value in sent["mine"] else seen


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def component(name: str, html: str, *scripts: str) -> "ComponentRenderer":
    """A component of ours, inline and offline: its scripts one after the other, the last with the entry."""
    style = _text(_HERE.parent / "desk.css") + _text(_HERE / "bench.css")
    js = "\n".join(_text(_HERE / script) for script in scripts)
    return st.components.v2.component(name, html=html, css=style, js=js)
