"""The model writer: asks for sentences with slots, lets the guard judge each, asks again at most twice.

The model never sees a figure: it is told ids and labels. What stays refused is left to the built-in writer.
"""

import re
from dataclasses import dataclass, field

from nianbao.drafting.guard import Guard
from nianbao.drafting.ledger import Ledger
from nianbao.drafting.model_client import ModelClient, ModelFailure
from nianbao.drafting.plan import Brief
from nianbao.drafting.prompts import Prompt, load_prompt
from validators.engine import ModelState

MAX_ASKS = 3
"""The first ask and two more."""


@dataclass
class ModelLog:
    """What happened at the model step of a draft, for the screen and the provenance file."""

    asked: int = 0
    accepted: int = 0
    refused: list[dict[str, object]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    truncated: bool = False
    dead: bool = False

    @property
    def state(self) -> ModelState:
        """EX-04: failed when no answer was usable, truncated when one broke off, else done."""
        if self.accepted == 0 and self.failures:
            return "truncated" if self.truncated else "failed"
        return "done"


@dataclass
class ModelWriter:
    """Writes passages through a model. ``exemplars`` are masked passages by aspect key."""

    client: ModelClient
    ledger: Ledger
    agency: str
    own_names: tuple[str, ...]
    exemplars: dict[str, list[str]] = field(default_factory=dict)
    log: ModelLog = field(default_factory=ModelLog)

    @property
    def prompt(self) -> Prompt:
        return load_prompt("draft_passage")

    def write(self, brief: Brief) -> list[str] | None:
        """Sentences that passed the guard, or None when the built-in writer must speak."""
        if self.log.dead:
            return None
        guard = Guard(self.ledger, brief.offered, self.own_names)
        refusals: list[str] = []
        for _ in range(MAX_ASKS):
            self.log.asked += 1
            try:
                sentences = self.client.ask_sentences(self._prompt_text(brief, refusals))
            except ModelFailure as failure:
                self.log.failures.append(f"{brief.title}：{failure}")
                self.log.truncated |= failure.kind == "truncated"
                if failure.kind in ("unreachable", "refused", "timeout"):
                    self.log.dead = True  # asking a dead server again for every passage would take minutes
                    return None
                refusals = [str(failure)]
                continue
            refusals = self._judge(guard, brief, sentences)
            if not refusals:
                self.log.accepted += 1
                return [_closed(s) for s in sentences]
            self.log.refused.append({"passage": brief.title, "sentences": sentences, "reasons": refusals})
        return None

    def _judge(self, guard: Guard, brief: Brief, sentences: list[str]) -> list[str]:
        reasons = [f"“{s[:40]}”：{r}" for s in sentences for r in guard.refusals(s)]
        reasons += [] if reasons else list(guard.misread_parts(sentences))
        if missing := guard.missing(sentences, brief.required):
            reasons.append(f"漏用了必用的占位符：{'、'.join(missing)}")
        slots = [slot for s in sentences for slot in re.findall(r"\{\{\s*([a-z0-9_.]+)\s*\}\}", s)]
        if repeated := sorted({s for s in slots if slots.count(s) > 1 and s != "year"}):
            reasons.append(f"占位符重复使用：{'、'.join(repeated)}")
        return reasons

    def _prompt_text(self, brief: Brief, refusals: list[str]) -> str:
        lines = []
        for id in sorted(brief.offered):
            entry = self.ledger[id]
            marks = ["必用"] if id in brief.required else []
            marks += {"text": ["整句"], "phrase": ["现成短语"], "number": []}[entry.kind]
            what = entry.label if entry.kind != "text" else f"{entry.label}的原文"
            follows = f"，紧跟在 {{{{{entry.follows}}}}} 之后" if entry.follows else ""
            lines.append(f"- {{{{{id}}}}}：{what}{follows}（{'、'.join(marks) or '可选'}）")
        again = (
            "上一稿被退回，原因如下，请改正后重写全部句子：\n" + "\n".join(f"- {r}" for r in refusals)
            if refusals
            else ""
        )
        return self.prompt.fill(
            agency=self.agency,
            title=brief.title,
            slots="\n".join(lines),
            material="\n".join(f"- {m}" for m in brief.material) or "（无）",
            exemplars="\n".join(f"> {e}" for e in self.exemplars.get(brief.key, [])) or "（无）",
            refusals=again,
        )


def _closed(sentence: str) -> str:
    """A sentence ends with a full stop; a colon or comma at the end is completed."""
    return sentence.strip().rstrip("，,；;：:") + ("" if sentence.strip().endswith(("。", "！", "？")) else "。")
