"""What is done with the draft of a conversation by words: changes shown and taken, notes, earlier revisions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from nianbao.assistant.acts.edit import (
    DROPPED,
    NOTHING_WAITS,
    SUGGESTIONS_TAKEN,
    not_taken,
    show_again,
    show_proposal,
    still_waits,
    taken_words,
)
from nianbao.assistant.acts.history import BACK_TO, UNDO, changes, names_a_revision, not_undone, wanted_revision
from nianbao.assistant.acts.history import history as told_history
from nianbao.assistant.acts.notes import NOTES_TAKEN, notes_as_read
from nianbao.assistant.done import Done
from nianbao.assistant.material import Material
from nianbao.assistant.understanding import signs
from nianbao.assistant.understanding.about import section_of_edit
from nianbao.assistant.understanding.cells_to_fill import cells_named
from nianbao.assistant.understanding.passages import passage_meant, wants_more
from nianbao.assistant.understanding.understood import NOTES, Understood
from nianbao.papers.specific_text import specific_told
from nianbao.work.bench.material import hand_in
from nianbao.work.bench.specific import MoreSpecific, more_specific, take_specific
from nianbao.work.bench.versions import go_back, save_revision
from nianbao.work.handed.downloads import report_year
from nianbao.work.handed.typed_notes import keep_typed, read_typed
from nianbao.work.jobs import JobResult, draft_result, revision_result
from nianbao.work.review import Step
from nianbao.work.revised.edits import apply_edit, propose, withdrawn
from nianbao.work.revised.revisions import load_revision, whoever_asks
from nianbao.work.revised.waiting import takes_back


@dataclass(frozen=True)
class OfDraft:
    """``show``: shows a result; ``results``: those of this turn; ``begin``: begins a draft where there is none yet."""

    material: Material
    step: Step
    show: Callable[[JobResult], None]
    results: Callable[[], list[JobResult]]
    begin: Callable[[Understood], Done]

    def data(self) -> dict[str, Any] | None:
        """The draft as it was shown last."""
        now = [r.data for r in self.results() if r.kind == "draft"]
        return now[-1] if now else self.material.newest("draft")

    def edit(self, asked: Understood) -> Done | None:
        """A change shown, taken, corrected or taken back; None where no draft lies here."""
        services, desk, waiting = self.material.services, self.material.desk, self.waiting()
        if signs.agrees(asked.said):
            if desk.pending is not None:
                return self.confirmed(desk.pending)
            if waiting is not None:
                return Done("edit", text=show_again(waiting), pending=waiting)
        if desk.pending is not None and waiting is None and takes_back(asked.said):
            return Done("edit", text=DROPPED)
        if waiting is not None and (left := withdrawn(waiting, asked.said)) is not None:
            return Done("edit", text=show_proposal(left), pending=left.as_json())
        if NOTES in asked.refers:
            return self.offer_notes("edit", asked.said)
        draft = self.data()
        if draft is None:
            return None
        if signs.agrees(asked.said) or takes_back(asked.said):
            return Done("edit", text=NOTHING_WAITS.format(n=draft["revision"]))
        if wants_more(asked.said):
            return self._more_specific(draft, asked)
        situation = self.material.situation(asked.said)
        spoken = self.material.before.said if self.material.before is not None else ""
        section_of = partial(section_of_edit, s=situation)
        id, revision = draft["draft"], draft["revision"]
        proposal = propose(services, id, revision, asked.said, section_of, spoken, waiting, cells_named)
        return Done("edit", text=show_proposal(proposal), pending=proposal.as_json())

    def waiting(self) -> dict[str, Any] | None:
        """The changes that were shown last or further back and wait for a yes; none for another revision than the newest."""
        desk, draft = self.material.desk, self.data() or {}
        waits = next((w for w in (desk.pending, desk.put_off) if w is not None and "changes" in w), None)
        same = waits is not None and (waits["draft"], waits["revision"]) == (draft.get("draft"), draft.get("revision"))
        return waits if same else None

    def confirmed(self, pending: dict[str, Any]) -> Done:
        """What was shown and got its yes: suggestions stand amber, changes are made; either is a new revision."""
        services = self.material.services
        if pending.get("is") == NOTES:
            return self._take_notes(pending["text"])
        if pending.get("is") == "specific":
            taken = take_specific(services, pending, whoever_asks(services))
            self.show(revision_result(load_revision(services, taken.id, taken.revision)))
            return Done("edit", text=SUGGESTIONS_TAKEN.format(n=taken.revision))
        kept = apply_edit(services, pending, self.material.conversation_id)
        self.show(draft_result(services, kept))
        return Done("edit", text=taken_words(kept.revision, pending["changes"]))

    def offer_notes(self, act: str, text: str) -> Done:
        """Notes as read, each number with its place; they are material only after a yes."""
        draft = self.data() if act == "edit" else None
        year = (draft or {}).get("report", {}).get("year") or report_year(date.today())
        return Done(act, text=notes_as_read(read_typed(text, year), year), pending={"is": NOTES, "text": text})

    def _take_notes(self, text: str) -> Done:
        """Into the draft that lies open, as a new revision; without one a draft is begun of them."""
        material, draft = self.material, self.data()
        if draft is None:
            return self.begin(Understood("draft", text, (NOTES,)))
        services, author = material.services, whoever_asks(material.services)
        upload = keep_typed(services, material.conversation_id, text)
        wrong = [h.wrong for h in hand_in(services, draft["draft"], [upload], author) if h.wrong]
        if wrong:
            return Done("edit", text="；".join(wrong))
        kept = save_revision(services, draft["draft"], author)
        self.show(revision_result(load_revision(services, draft["draft"], kept.number)))
        return Done("edit", text=NOTES_TAKEN.format(n=kept.number))

    def _more_specific(self, draft: dict[str, Any], asked: Understood) -> Done:
        """Words for a passage, shown; without a model what it asks for and lacks."""
        meant = passage_meant(asked.said, draft)
        request = MoreSpecific(draft["draft"], meant.passage, meant.line, asked.said)
        found = more_specific(self.material.services, request, self.step)
        return Done("edit", (meant.passage,), specific_told(found), pending=found.as_json())

    def history(self, asked: Understood) -> Done | None:
        """The revisions, two of them compared, or an earlier one taken up again; None where no draft lies here."""
        draft = self.data()
        if draft is None:
            return None
        services, id, latest, waiting = self.material.services, draft["draft"], draft["revision"], self.waiting()
        number = wanted_revision(asked.said, latest)
        if number is not None and not names_a_revision(asked.said) and (waiting or self.material.desk.pending):
            left = withdrawn(waiting, UNDO) if waiting else None  # what waits for its yes waits no more
            return Done("history", text=f"{show_proposal(left) if left else DROPPED}{BACK_TO}")
        if (
            number is not None
            and not names_a_revision(asked.said)
            and (why := not_undone(services, id, latest, asked.said))
        ):
            return Done("history", text=why)
        if number is not None and number < latest:
            kept = go_back(services, id, number, latest)
            self.show(revision_result(kept))
            told = [f"已把第{number}稿的内容保存为第{kept.number}稿，中间各稿都还在。"]
            told += [not_taken(waiting)] if waiting else []
            return Done("history", text="\n\n".join([*told, changes(services, id, latest, kept.number)]))
        if number is not None:
            text = f"现在就是第{latest}稿，没有更早的改动可以退回。"
        elif takes_back(asked.said):
            text = NOTHING_WAITS.format(n=latest)
        else:
            text = told_history(services, id, latest, asked.said)
        return Done("history", text=_beside(text, waiting), pending=waiting)


def _beside(text: str, waiting: dict[str, Any] | None) -> str:
    """An answer with the changes that it leaves waiting."""
    return f"{text}\n\n{still_waits(waiting)}" if waiting else text
