"""The model at work: a LangChain agent that calls the four jobs as tools; its own words pass the number guard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from nianbao.assistant.number_guard import OMITTED, NumberGuard, split_sentences
from nianbao.work.jobs import JobResult
from nianbao.work.model import (
    MAX_OUTPUT_CHARACTERS,
    ModelClient,
    ModelFailure,
    classify_failure,
    load_prompt,
    message_text,
    within_deadline,
)
from nianbao.work.sayable import for_model

MAX_TOOL_ROUNDS = 6
LAW_TOOL = "search_law"
Tool = Callable[[str], JobResult]


@dataclass
class AgentRun:
    """One turn of the agent. ``tools``: name → (description, job). Results appear as they are made."""

    client: ModelClient
    tools: dict[str, tuple[str, Tool]]
    results: list[JobResult] = field(default_factory=list)
    omitted: int = 0
    tools_at_work: int = 0

    def words(self, question: str, situation: str, history: list[tuple[str, str]]) -> Iterator[str]:
        """Sentences that passed the guard, as they come. Raises ``ModelFailure`` when the model gives nothing usable.

        ``situation``: which files are there. ``history``: earlier (role, text) turns of the conversation.
        """
        guard = NumberGuard(self.results)
        pending = ""
        length = 0
        for piece in self._stream(question, situation, history):
            length += len(piece)
            if length > MAX_OUTPUT_CHARACTERS:
                raise ModelFailure("truncated", "模型输出过长，已中止")
            sentences, pending = split_sentences(pending + piece)
            for sentence in sentences:
                yield from self._passed(guard, sentence)
        if pending.strip():
            yield from self._passed(guard, pending)

    def _passed(self, guard: NumberGuard, sentence: str) -> Iterator[str]:
        if not sentence.strip() or guard.refusal(sentence) is None:
            yield sentence
        else:
            self.omitted += 1
            if self.omitted == 1:
                yield OMITTED

    def _stream(self, question: str, situation: str, history: list[tuple[str, str]]) -> Iterator[str]:
        from langchain.agents import create_agent

        prompt = load_prompt("assistant").fill(situation=situation)
        finish = None
        try:
            agent = create_agent(model=self.client.chat_model(), tools=self._langchain_tools(), system_prompt=prompt)
            messages = [*({"role": r, "content": t} for r, t in history), {"role": "user", "content": question}]
            limits = {"recursion_limit": 2 * MAX_TOOL_ROUNDS + 2}
            turn = partial(agent.stream, {"messages": messages}, limits, stream_mode="messages")
            seconds = self.client.settings.model_timeout * MAX_TOOL_ROUNDS
            for chunk, metadata in within_deadline(turn, seconds, paused=lambda: self.tools_at_work > 0):
                if metadata.get("langgraph_node") != "model":
                    continue
                finish = (chunk.response_metadata or {}).get("finish_reason", finish)
                if text := message_text(chunk):
                    yield text
        except ModelFailure:
            raise
        except Exception as error:  # the client, the graph and the parsers each raise their own
            raise classify_failure(error) from error
        if finish not in ("stop", None) or finish is None:
            raise ModelFailure("truncated", "模型的回答中途断开")

    def _langchain_tools(self) -> list[Any]:
        from langchain_core.tools import StructuredTool

        tools = []
        for name, (description, job) in self.tools.items():
            call = self._asking(job) if name == LAW_TOOL else self._doing(job)
            tools.append(StructuredTool.from_function(func=call, name=name, description=description))
        return tools

    def _asking(self, job: Tool) -> Callable[[str], str]:
        def call(question: str) -> str:
            return self._run(job, question)

        return call

    def _doing(self, job: Tool) -> Callable[[], str]:
        def call() -> str:
            return self._run(job, "")

        return call

    def _run(self, job: Tool, question: str) -> str:
        """Run the job; the model reads the words that the user sees, and how it may put them."""
        self.tools_at_work += 1
        try:
            result = job(question)
        except Exception as error:
            return f"没有做成：{error}"
        finally:
            self.tools_at_work -= 1
        self.results.append(result)
        return result.markdown + for_model(result.sayable)
