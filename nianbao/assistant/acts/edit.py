"""``edit``: a change of the draft, shown as before → after; it is taken only when it was confirmed."""

from collections.abc import Iterable, Mapping
from typing import Any

from nianbao.work.revised.change import Change
from nianbao.work.revised.edits import Proposal
from nianbao.work.revised.moving import told

CONFIRM = "回复“确认”就保存为新的一稿；不改就说“算了”，初稿现在没有变。"


SUGGESTIONS_TAKEN = "已保存为第{n}稿，建议的话标黄放在稿里，等您逐句采用或删去。"


def taken_words(revision: int, changes: Iterable[Mapping[str, Any]]) -> str:
    """That the changes were made, and which."""
    return f"已保存为第{revision}稿：{'；'.join(_taken(c) for c in changes)}。"


def _taken(change: Mapping[str, Any]) -> str:
    if change["how"] == "move":
        return f"“{change['before']}”{change['after']}"
    return str(change["after"]) or f"删去“{change['before']}”"


def show_proposal(proposal: Proposal) -> str:
    """The changes in words with those that wait from before, what was not read, and how to confirm."""
    new, kept = _lines(proposal.changes), _lines(proposal.kept)
    parts = [proposal.why_not] if not new else []
    parts += ["\n".join(["准备这样改：", *new, *_to_be_added(proposal.changes)])] if new else []
    parts += [proposal.why_not] if new else []
    if kept:
        parts.append("\n".join([KEPT if new else STILL_WAITS.format(n=len(kept)), *kept]))
    parts += ["\n".join([FORESEEN, *(f"- {line}" for line in proposal.foreseen)])] if proposal.foreseen else []
    parts += [CONFIRM_ALL if new and kept else CONFIRM] if new or kept else []
    return "\n\n".join(part for part in parts if part)


FORESEEN = "这样改以后会有对不上的地方，请看看是不是还有别处要一起改："
KEPT = "前面那处还没有保存，一并列在这里（不要的话说“前面那处不改”）："
STILL_WAITS = "前面列出的{n}处还没有保存："
CONFIRM_ALL = "回复“确认”就一起保存为新的一稿；说“算了”就都不改，初稿现在没有变。"
NOTHING_WAITS = "现在没有等您确认的改动；初稿是第{n}稿，已经保存。要退回这一稿以前，说“回到上一稿”。"
DROPPED = "好的，不做了，初稿没有变。"


def _to_be_added(changes: Iterable[Change]) -> list[str]:
    """What will be missing once this is saved."""
    new = [c.after for c in changes if c.how == "add" and c.place == "problems.new"]
    return [f"（保存以后还要补上“{text}”的改进措施。）" for text in new]


def show_again(pending: dict[str, Any]) -> str:
    """Changes that were shown a while ago and are still waiting."""
    return "\n".join(["您确认的是不是前面说的这处改动：", *_lines(_changes(pending)), "", CONFIRM])


def still_waits(pending: dict[str, Any]) -> str:
    """That something else leaves the changes that were shown as they are: not saved."""
    lines = _lines(_changes(pending))
    return "\n".join([STILL_WAITS.format(n=len(lines)), *lines, "", CONFIRM])


def not_taken(pending: dict[str, Any]) -> str:
    """That changes which got no yes are gone."""
    return "\n".join(["前面列出、没有确认的改动没有保存，不再保留：", *_lines(_changes(pending))])


def not_in_the_file(pending: dict[str, Any]) -> str:
    """That an exported file does not hold the changes that wait."""
    lines = _lines(_changes(pending))
    return "\n".join(["文件里没有这些还没确认的改动：", *lines, "", "回复“确认”保存后，再说一遍“导出”。"])


NOT_EXPORTED = "先不导出：上面的改动还没有保存，导出来是改以前的。改好、确认以后，再说一遍“导出”。"


def _changes(pending: dict[str, Any]) -> list[Change]:
    return [Change(**c) for c in pending["changes"]]


def _lines(changes: Iterable[Change]) -> list[str]:
    return [f"- {told(c)}" for c in changes]
