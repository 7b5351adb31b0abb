"""Several requests in one message, and work that is asked for inside a story."""

from nianbao.assistant.understanding.about import refers
from nianbao.assistant.understanding.fitting import PLAINLY, by_how_much
from nianbao.assistant.understanding.likely import PUNCTUATION
from nianbao.assistant.understanding.settled import settled
from nianbao.assistant.understanding.situation import Situation
from nianbao.assistant.understanding.understood import WHY, ActKind, Understood
from nianbao.report.patterns import regex
from nianbao.work.outside import lies_outside

_JOINT = regex(
    r"(?<=完)(?=[把再给就帮发导出存我]|直接)|[，,。\s]+(?=完了)|(?<=.{2}完)[，,\s]+|[，,。；;！!\s]*(?=(?:顺便|顺手|顺带|顺道|然后|接着|同时|并且|另外|最后|一并|一道)(?!没有|哪|啥|什么))"
    r"|[，,。；;！!？?\s]+(?=再(?!次))|(?<=[^，,。\s]{2})(?=再[^次审写出生核看来]|再.{0,3}比|后.{0,2}比|(?<!合)并(?=[^列排且成入到为]))"
    r"|[，,。；;\s]+(?=.{0,10}也.{0,3}(?:列|导|查|比|算|看|发|要|给|说))|[？?]+\s*(?=.{2})|[，,\s]+(?=(?:怎么|咋|如何)(?:改|办|补))"
)
"""Where one request may end and the next begin."""
_LEAD = regex(r"^(?:先|完了|顺便|顺手|顺带|然后|再|接着|同时|并且|并|另外|最后)")
SURE = 0.5
"""By how much the act of a part must be likelier than any other for the parts to be requests of their own."""
_WHOLE = frozenset({"refuse", "help", "law", "ask", "history"})
"""What is never one of two requests."""
STORY = 70
"""Characters of a message that tells more than what it wants."""
_CLAUSE = regex(r"[，,。；;！!？?\n]+")
_OF_THE_LAW = regex(r"期限|规定|条例|第[一二三四五六七八九十\d]+条|多少(?:天|个?工作日)|几(?:天|个?工作日)|多久")


def several_in(said: str, s: Situation, least: float) -> list[Understood]:
    """The requests that stand beside one another, where every part is surely one of its own; else nothing."""
    pieces = [_LEAD.sub("", p.strip()) for p in _JOINT.split(said) if p and p.strip()]
    acts: dict[ActKind, Understood] = {}
    for piece in pieces:
        if sure := _surely(piece, s, least):
            acts[sure] = Understood(sure, piece, refers(sure, piece, s), WHY[sure])
    return list(acts.values()) if 1 < len(acts) == len(pieces) else []


def work_in(said: str, s: Situation) -> list[Understood]:
    """What is asked for after something else that is refused (…，顺便问一下答复期限), or anywhere in a long story; nothing where
    facts are to be changed."""
    bare = PUNCTUATION.sub("", said)
    if settled(said, bare, s):
        return []
    is_story = len(said) >= STORY
    pieces = [_LEAD.sub("", p.strip()) for p in (_CLAUSE if is_story else _JOINT).split(said) if p and p.strip()]
    acts: dict[ActKind, Understood] = {}
    for piece in pieces if is_story else pieces[1:]:
        act, lead = by_how_much(piece, s)
        if lead >= PLAINLY and act not in ("refuse", "help", "ask") and not lies_outside(piece):
            acts.setdefault(act, Understood(act, piece, refers(act, piece, s), WHY[act]))
    return list(acts.values())


def _surely(said: str, s: Situation, least: float) -> ActKind | None:
    """The act of a part of a message that is likely enough, ``least``, to be a request of its own."""
    act, lead = by_how_much(said, s)
    asks_the_law = act == "law" and lead >= (least if _OF_THE_LAW.search(said) else PLAINLY)
    return act if asks_the_law or (lead >= least and act not in _WHOLE) else None
