"""The model writer: asks for a plan of each passage, ids and words, and leaves the composing to code.

The model never sees a figure of the ledger: it is told ids and labels. A plan that is not understood, a time-out or a
refusal costs that passage, which the built-in writer then writes; a server that cannot be reached is asked no more.
"""

from dataclasses import dataclass, field
from typing import Protocol

from nianbao.drafting.arrangement import Item
from nianbao.drafting.ledger.ledger import Ledger
from nianbao.drafting.model.answer import parse_plan
from nianbao.drafting.model.client import ModelFailure
from nianbao.drafting.model.exemplars import mask
from nianbao.drafting.model.prompts import Prompt, load_prompt
from nianbao.drafting.plan import Brief
from nianbao.drafting.sentences import wordings as w
from nianbao.drafting.sentences.rewording import has_numeral
from validators.engine import ModelState

MAX_ASKS = 2
"""A plan that is not understood is asked for once more."""
MAX_FAILURES = 2
"""Time-outs or refusals in a row after which the server is not asked again."""


class Client(Protocol):
    """What asks a model: one prompt, one text."""

    ended: bool

    def ask(self, prompt: str) -> str: ...


@dataclass
class ModelLog:
    """What happened at the model step of a draft, for the screen and the provenance file."""

    asked: int = 0
    accepted: int = 0
    refused: list[dict[str, object]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    truncated: bool = False
    dead: bool = False
    stopped: bool = False
    in_a_row: int = 0

    @property
    def state(self) -> ModelState:
        """EX-04: failed when no answer was usable, truncated when one broke off, else done; a model that was stopped before
        its first answer took no part."""
        if self.accepted == 0 and self.stopped and not self.failures:
            return "not_configured"
        if self.accepted == 0 and self.failures:
            return "truncated" if self.truncated else "failed"
        return "done"


@dataclass
class ModelWriter:
    """Asks a model for the arrangement of passages. ``exemplars`` and ``last_year`` are masked passages by key.
    ``prompt_id``: what it is told; ``wish``: what somebody asked for in his own words, where the prompt has a place for it."""

    client: Client
    ledger: Ledger
    agency: str
    exemplars: dict[str, list[str]] = field(default_factory=dict)
    last_year: dict[str, str] = field(default_factory=dict)
    log: ModelLog = field(default_factory=ModelLog)
    prompt_id: str = "draft_passage"
    wish: str = ""

    @property
    def prompt(self) -> Prompt:
        return load_prompt(self.prompt_id)

    def arrange(self, brief: Brief) -> list[Item] | None:
        """The model's arrangement of a passage, or None when the built-in one has to stand."""
        if self.log.dead or self.log.stopped:
            return None
        known = frozenset((*(f.id for f in (*brief.frames, *brief.closing)), *brief.lines))
        for _ in range(MAX_ASKS):
            self.log.asked += 1
            try:
                text = self.client.ask(self.prompt_text(brief))
                items = parse_plan(text, known)
            except ModelFailure as failure:
                if self._failed(brief, failure):
                    return None
                continue
            self.log.accepted += 1
            self.log.in_a_row = 0
            return items
        return None

    def _failed(self, brief: Brief, failure: ModelFailure) -> bool:
        """Note a failure; True when the passage is given up. That somebody stopped the model is none."""
        if failure.kind == "stopped":
            self.log.stopped = True
            return True
        self.log.failures.append(f"{brief.title}：{failure}")
        broke_off = failure.kind == "truncated" or (failure.kind == "malformed" and not self.client.ended)
        self.log.truncated |= broke_off
        if failure.kind in ("unreachable", "refused", "timeout"):
            self.log.in_a_row += 1
            self.log.dead = failure.kind == "unreachable" or self.log.in_a_row >= MAX_FAILURES
            return True
        return False

    def prompt_text(self, brief: Brief) -> str:
        """The prompt of a passage: its facts by id, the drafter's lines by id, what the form asks, texts to learn from."""
        frames = [f"- {f.id}：{f.label}" for f in (*brief.frames, *brief.closing)]
        lines = [f"- {id}：{self._line(id)}" for id in brief.lines]
        values = {
            "agency": self.agency,
            "title": brief.title,
            "asked": w.WHAT_LAW_ASKS.get(brief.key, ""),
            "facts": "\n".join(frames) or "（无）",
            "lines": "\n".join(lines) or "（无）",
            "leads": "、".join(f"“{lead}”" for lead in (*w.FACT_LEADS[:4], *w.MORE_LEADS[:3]) if "{" not in lead),
            "joints": "、".join(f"“{joint}”" for joint in w.JOINTS),
            "last_year": f"> {self.last_year[brief.key]}" if brief.key in self.last_year else "（无）",
            "exemplars": "\n".join(f"> {e}" for e in self.exemplars.get(brief.key, [])) or "（无）",
            "wish": self.wish or "写得更具体",
        }
        return self.prompt.fill(**{name: values[name] for name in self.prompt.variables})

    def _line(self, id: str) -> str:
        """A line as the model may see it: what holds a number is masked and keeps its words."""
        text = self.ledger[id].shown
        return f"{mask(text)}（含数字，只能照用，不能改写）" if has_numeral(text) else text
