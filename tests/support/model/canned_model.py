"""A model that answers by passage, over HTTP through ``ScriptedServer`` or in the process, and what to ask of drafts."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from nianbao.drafting.draft import Draft, make_draft
from nianbao.drafting.model.client import ModelClient
from nianbao.settings import Settings
from tests.support.draft_inputs import example
from tests.support.model.lies import PASSAGE_TITLES

Answer = Sequence[str]


def settings_for(base_url: str, timeout: float = 10.0) -> Settings:
    """Settings of a configured model, whatever the environment of the machine says."""
    return Settings(
        _env_file=None, OPENAI_API_KEY="scripted", OPENAI_BASE_URL=base_url, model="scripted", model_timeout=timeout
    )  # type: ignore[call-arg]


def passage_asked(prompt: str) -> str:
    """Key of the passage that a prompt of ``draft_passage`` asks for."""
    asked = [key for key, title in PASSAGE_TITLES.items() if f"“{title}”这一段" in prompt]
    if len(asked) != 1:
        raise ValueError(f"prompt asks for {asked}")
    return asked[0]


def as_answer(sentences: Answer) -> str:
    return json.dumps({"sentences": list(sentences)}, ensure_ascii=False)


class CannedModel(ModelClient):
    """Gives one answer a passage, however often it is asked; no connection is made. An answer is a text or a list."""

    def __init__(self, answer: Callable[[str], Answer | str]) -> None:
        super().__init__(settings_for("http://127.0.0.1:9/v1"))
        self.answer = answer
        self.prompts: list[str] = []

    def ask(self, prompt: str) -> str:
        self.prompts.append(prompt)
        answer = self.answer(passage_asked(prompt))
        return answer if isinstance(answer, str) else as_answer(answer)


def draft_with(name: str, answers: Mapping[str, Answer | str]) -> Draft:
    """A draft of an example with these answers of the model; passages without one get no plan."""
    inputs, previous = example(name)
    return make_draft(inputs, previous=previous, model=CannedModel(lambda passage: answers.get(passage, "")))


@lru_cache(maxsize=8)
def plain_draft(name: str) -> Draft:
    """The same draft by the built-in writer alone."""
    inputs, previous = example(name)
    return make_draft(inputs, previous=previous)


def confirmed(draft: Draft) -> list[str]:
    """Sentences that stand as the agency's own confirmed words: facts, and the drafter's lines."""
    return [s.text for _, s in draft.prose if s.owner in ("fact", "own")]


def passages_by(draft: Draft) -> dict[str, tuple[str, str]]:
    """Passage key → (who wrote it, its text) for the six passages that a model is asked for."""
    keys = {title: key for key, title in PASSAGE_TITLES.items()}
    found: dict[str, tuple[str, str]] = {}
    for passage in draft.passages:
        key = keys.get(
            (passage.heading or "").partition("）")[2], "problems" if passage.section == "problems" else None
        )
        if key is not None:
            writers = {s.writer for s in passage.sentences}
            found[key] = ("/".join(sorted(writers)), "".join(s.text for s in passage.sentences))
    return found


# Numerals that honest answers and fixed sentences may hold outside of slots; short on purpose.
_PHRASES = re.compile(
    r"单一|下一步|第五十条|第二十条|进一步|统一|一网通办|第一时间|(?:^|(?<=[:;,。]))[一二三四五六七八九十]是"
)
_MORE_NUMERALS = "两俩仨半"


def stray_numerals(draft: Draft) -> list[str]:
    """Sentences of a draft with a numeral of any script outside of every ledger entry; should be none."""
    stray = []
    for passage in draft.passages:
        for sentence in passage.sentences:
            rest = list(sentence.text)
            for span in sentence.spans:
                rest[span.start : span.end] = "\0" * (span.end - span.start)
            words = unicodedata.normalize("NFKC", "".join(rest).replace("\0", ""))
            letters = [c for c in _PHRASES.sub("", words) if unicodedata.category(c)[0] not in "ZM"]
            if any(unicodedata.numeric(c, None) is not None or c in _MORE_NUMERALS for c in letters):
                stray.append(sentence.text)
    return stray
