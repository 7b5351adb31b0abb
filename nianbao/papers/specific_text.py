"""写具体一点 in words: what a model suggests for a passage, or what the passage asks for and still lacks."""

from collections.abc import Iterator
from typing import Protocol

WANTED = {
    "active": "公开了哪些重点信息，经哪个渠道，各多少条",
    "on_request": "受理、答复、沟通各环节做了什么（件数由程序按表三写）",
    "management": "目录、审查、清理各做了什么，动了多少条或多少件",
    "platform": "哪个网站或账号，增加、改了哪个栏目或功能，发了多少条",
    "supervision": "谁来抓，开了什么会、办了什么培训，各几次，考核评议结果如何",
    "problems": "问题写明是哪个栏目或环节、出了什么情况；每条措施对着一个问题，写明做什么、谁来做、什么时候做完",
    "other": "信息处理费以外还要报告的事：当年的重点任务、上级要求写的内容",
}
"""What makes a passage concrete."""
SHOWN = "模型建议（还没有写进初稿；回复“确认”就写进去，标黄等您逐句采用或删去）："
ASKS, WANTS = "“{title}”要写的是：{asks}", "要写具体，请补上：{wanted}。"
THERE, NOTHING = "您现在写的有：", "这一部分您还没有写。"
MISSING, NO_MODEL = (
    "还缺：{missing}。",
    "没有配置模型，不替您编写；把这些告诉我（如“在监督保障里加一句：……”），我写进初稿。",
)
NOTHING_USABLE = "模型没有给出可用的话（{why}），初稿没有变。"


class SpecificPassage(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def asks(self) -> str: ...
    @property
    def lines(self) -> tuple[str, ...]: ...
    @property
    def missing(self) -> tuple[str, ...]: ...


class SpecificSentence(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def original(self) -> str | None: ...
    @property
    def claims(self) -> tuple[str, ...]: ...


class SpecificFound(Protocol):
    """As ``work.bench.specific.Specified``."""

    @property
    def passages(self) -> "tuple[SpecificPassage, ...]": ...
    @property
    def suggested(self) -> "tuple[SpecificSentence, ...]": ...
    @property
    def failures(self) -> tuple[str, ...]: ...
    @property
    def model(self) -> str: ...


def specific_told(found: SpecificFound) -> str:
    """The answer in Markdown."""
    if found.suggested:
        return "\n".join([SHOWN, "", *(_line(s) for s in found.suggested)])
    lines = [NOTHING_USABLE.format(why="；".join(found.failures) or "没有可写的"), ""] if found.model else []
    for passage in found.passages:
        lines += [*_passage(passage), ""]
    return "\n".join([*lines, NO_MODEL] if not found.model else lines).strip()


def _line(sentence: SpecificSentence) -> str:
    text = sentence.text.rstrip("。") + "。"
    told = f"“{sentence.original}”改为“{text}”" if sentence.original else f"补一句“{text}”"
    return f"- {told}" + (f"（待确认：{'、'.join(sentence.claims)}）" if sentence.claims else "")


def _passage(passage: SpecificPassage) -> Iterator[str]:
    yield ASKS.format(title=passage.title, asks=passage.asks)
    if passage.lines:
        yield THERE
        yield ""
        yield from (f"- {line}" for line in passage.lines)
        yield ""
    else:
        yield NOTHING
    if passage.missing:
        yield MISSING.format(missing="、".join(passage.missing))
    yield WANTS.format(wanted=WANTED[passage.key])
