"""Model servers as they are met: ten dresses in which the same answer comes, or does not come, over real HTTP."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.model.scripted_server import Behaviour, Cut, Endless, Reply, Request, Status, Text, ToolCalls, _chunk

THOUGHT = "先想一想：收到申请九百九十九件，结论应当是不符合，密语甲乙丙"
"""What a model thinks; no reader may ever see a piece of it."""
TELLS = ("先想一想", "九百九十九", "密语")
SPOKEN = "先看程序的结论。[v1]\n请逐项对照台账核对。"
"""What the good model says in the chat."""


@dataclass(frozen=True)
class Reasoning(Behaviour):
    """Thought under a key of its own (``reasoning_content``, or ``reasoning``), then the answer, which may be empty."""

    text: str
    key: str = "reasoning_content"

    def answer(self, reply: Reply) -> None:
        reply.start_events()
        for piece in (THOUGHT[:8], THOUGHT[8:]):
            reply.event(_chunk({self.key: piece}))
        if self.text:
            reply.event(_chunk({"content": self.text}))
        reply.end_events("stop")


def answer_to(request: Request) -> str:
    """What the good model would say: a plan for a passage, or its words in the chat."""
    if "只输出一个 JSON 对象" in request.text:
        return json.dumps({"plan": [{"proposed": "定期听取群众意见。"}]}, ensure_ascii=False)
    return SPOKEN


def fenced(request: Request) -> Behaviour:
    said = answer_to(request)
    return Text(f"好的：\n```json\n{said}\n```\n以上。" if said.startswith("{") else f"```\n{said}\n```")


def without_tools(request: Request) -> Behaviour:
    return Status(400, message="tools are not supported") if request.body.get("tools") else Text(answer_to(request))


def old_token_key(request: Request) -> Behaviour:
    if "max_completion_tokens" in request.body:
        return Status(400, message="unrecognized request argument: max_completion_tokens")
    return Text(answer_to(request))


def no_empty_content(request: Request) -> Behaviour:
    """Calls a tool, and then refuses its own call when it is sent back without words."""
    if any(m.get("role") == "assistant" and not m.get("content") for m in request.messages):
        return Status(422, message="content must not be empty")
    return ToolCalls([("review_report", {})]) if request.body.get("tools") else Text(answer_to(request))


@dataclass(frozen=True)
class Dress:
    """``usable``: whether the answer can be had at all; then it is shown, else a notice says why not."""

    name: str
    script: Callable[[Request], Behaviour]
    usable: bool = True
    timeout: float = 10.0


DRESSES = (
    Dress("thinking tagged", lambda r: Text(f"<think>{THOUGHT}</think>\n{answer_to(r)}")),
    Dress("thinking half tagged", lambda r: Text(f"{THOUGHT}</think>\n{answer_to(r)}")),
    Dress("thinking untagged", lambda r: Text(f"Thinking Process: {THOUGHT}\n\nAnswer: {answer_to(r)}")),
    Dress("reasoning beside the answer", lambda r: Reasoning(answer_to(r))),
    Dress("reasoning only", lambda r: Reasoning("", "reasoning"), usable=False),
    Dress("no tools", without_tools),
    Dress("old token key", old_token_key),
    Dress("empty content refused", no_empty_content),
    Dress("fences and words around", fenced),
    Dress("cut stream", lambda r: Cut(answer_to(r), keep=5, how="dropped"), usable=False),
    Dress("dripping", lambda r: Endless("comments"), usable=False, timeout=0.3),
)
