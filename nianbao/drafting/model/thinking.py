"""A model's thinking, taken off what it says: it never reaches a reader, in whichever dress the server hands it over."""

from collections import Counter
from collections.abc import Iterable, Iterator

from nianbao.report.patterns import regex

_NAMES = r"(?:think(?:ing)?|thought|reason(?:ing)?|analysis|reflection|scratchpad)"
_TAGGED = regex(rf"[<◁]\s*{_NAMES}\s*[>▷].*?[<◁]\s*/\s*{_NAMES}\s*[>▷]", 2 | 16)
_HALF = regex(rf"^.*[<◁]\s*/\s*{_NAMES}\s*[>▷]", 2 | 16)
_OPEN = regex(rf"[<◁]\s*{_NAMES}\s*[>▷].*$", 2 | 16)
_CHANNEL = regex(r"<\|channel\|>\s*(?:analysis|commentary).*?(?:<\|end\|>|$)|<\|[a-z_]+\|>(?:assistant|final)?", 2 | 16)
_HEADED = regex(
    r"^\s*(?:\*\*|#+\s*)?(?:here'?s (?:a |my )?)?(?:thinking process|thought process|thinking|thoughts?|reasoning|思考过程|思考|推理过程|分析过程)\s*(?:\*\*)?\s*[:：]",
    2,
)
_ANSWER = regex(
    r"\n\s*(?:\*\*|#+\s*)?(?:final answer|final response|answer|response|output|最终(?:答案|回答|答复)|回答|答案|答复)\s*(?:\*\*)?\s*[:：]\s*(?:\*\*)?",
    2,
)
_CLOSED = regex(rf"[<◁]\s*/\s*{_NAMES}\s*[>▷]", 2)
_SENTENCE = regex(r"[^。！？!?\n]{4,}[。！？!?\n]")
_END = regex(r"[。！？!?\n]")
MOST_REPEATS, _MOST_IN_ALL = 6, 60
"""How often one sentence may come, in a row and in all, before the model is taken to be in a loop."""
MOST_CHARACTERS = 60_000
"""Of thinking and answer together; the answer alone has its own, smaller limit."""


class LoopError(Exception):
    """The same sentence came again and again."""


def without_thinking(text: str) -> str:
    """The answer alone; empty when there is nothing but thinking."""
    text = _CHANNEL.sub("", _TAGGED.sub("", text))
    text = _OPEN.sub("", _HALF.sub("", text))
    if _HEADED.match(text):
        parts = _ANSWER.split(text)
        text = parts[-1] if len(parts) > 1 else ""
    return text.strip()


def answer_so_far(text: str, plain: bool) -> str:
    """What of a growing text is surely answer: all of it where the model is known not to think (``plain``), else what follows
    the end of its thinking."""
    return without_thinking(text) if plain or _CLOSED.search(text) else ""


def gathered(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of an answer, bounded. Raises ``LoopError`` for a loop or an answer without end."""
    seen: Counter[str] = Counter()
    pending, tail, length, last, run = "", "", 0, "", 0
    for piece in pieces:
        length += len(piece)
        if length > MOST_CHARACTERS:
            raise LoopError("模型输出过长，已中止")
        pending += piece
        found = _SENTENCE.findall(pending) if _END.search(piece) else []
        if found:
            pending = pending[pending.rfind(found[-1]) + len(found[-1]) :]
            for sentence in found:
                said = sentence.strip()
                seen[said] += 1
                run = run + 1 if said == last else 1
                last = said
                if run > MOST_REPEATS or seen[said] > _MOST_IN_ALL:
                    raise LoopError("模型反复说同一句话，已中止")
        elif len(pending) > _LONGEST:
            raise LoopError("模型输出过长，已中止")
        tail = (tail + piece)[-_TAIL:]
        if turns_round(tail):
            raise LoopError("模型反复说同一句话，已中止")
        yield piece


_TAIL, _SHORTEST_ROUND, _ROUNDS = 600, 4, 6


def turns_round(tail: str) -> bool:
    """Whether the end of a text is one stretch again and again, with or without the end of a sentence in it."""
    sizes = range(_SHORTEST_ROUND, len(tail) // _ROUNDS + 1)
    return any(tail.endswith(tail[-size:] * _ROUNDS) and bool(tail[-size:].strip()) for size in sizes)


_LONGEST = 8000
"""So many characters without the end of a sentence are an answer without end."""
