"""The model at work: a LangChain agent that may call the jobs as tools and talks about what code found.

Its sentences are judged one by one (``own_words``): code's are printed where they are cited or retold, its own are shown
as the model's, and what it may not say goes back to it once with the reason, then is left out without a hole.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any

from nianbao.assistant.own_words import Judgement, judge
from nianbao.assistant.sentences import settled_sentences, split_all
from nianbao.assistant.words.plain import citations
from nianbao.work.jobs import JobResult
from nianbao.work.model.calls import (
    MAX_OUTPUT_CHARACTERS,
    ModelClient,
    ModelFailure,
    TokenKey,
    classify_failure,
    load_prompt,
    message_text,
    within_deadline,
)
from nianbao.work.model.told import Told, for_model, told_of

MAX_TOOL_ROUNDS = 6
MOST_RETURNED = 8
_REFUSED = (400, 404, 422, 501)
"""Answers to a request that the server does not take as it is: with tools, or with a newer name of the token limit."""
LAW_TOOL = "search_law"
UNCHECKED = "（以下是模型的说明，未经核对）"
Tool = Callable[[str], JobResult]


@dataclass
class AgentRun:
    """One turn of the agent. ``tools``: name → (description, job). ``results``: what code found; more are added by tools."""

    client: ModelClient
    tools: dict[str, tuple[str, Tool]]
    results: list[JobResult] = field(default_factory=list)
    tools_at_work: int = 0
    begun: bool = False
    printed: set[str] = field(default_factory=set)
    _told_for: int = -1
    _told_kept: list[Told] = field(default_factory=list)

    def words(self, question: str, situation: str, history: list[tuple[str, str]]) -> Iterator[str]:
        """What of the model's words is shown, as it comes. Raises ``ModelFailure`` when the model fails.

        ``situation``: which files are there. ``history``: earlier (role, text) turns of the conversation.
        """
        refused: list[Judgement] = []
        yield from self._judged(self._stream(question, situation, history), refused)
        if refused:
            yield from self._judged(self._again(refused), [])

    def _judged(self, pieces: Iterator[str], refused: list[Judgement]) -> Iterator[str]:
        """Each sentence is judged and shown when nothing that follows can change it."""
        seen, size, rest = set[str](), 0, ""
        for text in chain(self.client.visible(pieces), ("",)):
            size += len(text)
            if size > MAX_OUTPUT_CHARACTERS:
                raise ModelFailure("truncated", "模型输出过长，已中止")
            sentences, rest = settled_sentences(rest + text) if text else ([*split_all(rest)], "")
            for sentence in sentences:
                if sentence.strip() not in seen:
                    seen.add(sentence.strip())
                    yield from self._shown(sentence, refused)

    def _shown(self, sentence: str, refused: list[Judgement]) -> Iterator[str]:
        if not sentence.strip():
            return
        judged = judge(sentence.strip(), self._told())
        if judged.becomes == "left-out":
            refused.append(judged)
            return
        lines = [f"> {t.text}\n\n" for t in judged.cited if t.id not in self.printed]
        self.printed |= {t.id for t in judged.cited}
        if judged.becomes == "shown-as-model":
            lines.append(f"{citations(sentence)[1]}\n")
        if lines and not self.begun:
            self.begun = True
            yield f"\n\n{UNCHECKED}\n\n"
        yield from lines

    def _told(self) -> list[Told]:
        """Code's sentences so far, made anew when a result was added."""
        if self._told_for != len(self.results):
            self._told_for, self._told_kept = len(self.results), told_of(self.results)
        return self._told_kept

    def _again(self, refused: list[Judgement]) -> Iterator[str]:
        """The refused sentences once more, with the reasons; whatever comes back is judged like all else."""
        lines = "\n".join(f"- {j.sentence}（{j.why}）" for j in refused[:MOST_RETURNED])
        prompt = load_prompt("assistant_again").fill(told=for_model(told_of(self.results)), refused=lines)
        try:
            yield self.client.ask(prompt)
        except ModelFailure:
            return  # the first answer stands as it is

    def _stream(self, question: str, situation: str, history: list[tuple[str, str]]) -> Iterator[str]:
        """As the probe found the server, else with tools; a server that refuses the request is asked again without them,
        and with the old name of the token limit."""
        found = self.client.found
        tools = self._langchain_tools() if found is None or found.tools else []
        keys: tuple[TokenKey, ...] = (found.token_key,) if found is not None else ("both", "max_tokens")
        tries = [(key, some) for key in keys for some in ([tools, []] if tools else [[]])]
        for number, (key, some) in enumerate(tries, start=1):
            try:
                yield from self._agent(question, situation, history, some, key)
            except ModelFailure as failure:
                if failure.status not in _REFUSED or number == len(tries):
                    raise
            else:
                return

    def _agent(
        self, question: str, situation: str, history: list[tuple[str, str]], tools: list[Any], key: TokenKey
    ) -> Iterator[str]:
        from langchain.agents import create_agent

        prompt = load_prompt("assistant").fill(
            situation=situation, told=for_model(told_of(self.results)) or "（还没有）"
        )
        finish = None
        try:
            agent = create_agent(model=self.client.chat_model(key), tools=tools, system_prompt=prompt)
            messages = [*({"role": r, "content": t} for r, t in history), {"role": "user", "content": question}]
            limits = {"recursion_limit": 2 * MAX_TOOL_ROUNDS + 2}
            turn = partial(agent.stream, {"messages": messages}, limits, stream_mode="messages")
            seconds = self.client.settings.model_timeout
            for chunk, metadata in within_deadline(turn, seconds, lambda: self.tools_at_work > 0, self.client.stopped):
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
        """Run the job; the model reads the sentences that it may cite."""
        self.tools_at_work += 1
        try:
            result = job(question)
        except Exception as error:
            return f"没有做成：{error}"
        finally:
            self.tools_at_work -= 1
        if result not in self.results:
            self.results.append(result)
        return for_model(told_of(self.results)) or result.markdown
