"""``edit``: a change of the draft, shown as before → after; it is taken only when it was confirmed."""

from collections.abc import Iterable, Mapping
from typing import Any

from nianbao.work.revised.edits import Proposal

CONFIRM = "回复“确认”就保存为新的一稿；不改就不用理会，初稿现在没有变。"


SUGGESTIONS_TAKEN = "已保存为第{n}稿，建议的话标黄放在稿里，等您逐句采用或删去。"


def taken_words(revision: int, changes: Iterable[Mapping[str, Any]]) -> str:
    """That the changes were made, and which."""
    return f"已保存为第{revision}稿：{'；'.join(_taken(c) for c in changes)}。"


def _taken(change: Mapping[str, Any]) -> str:
    if change["how"] == "move":
        return f"“{change['before']}”{change['after']}"
    return str(change["after"]) or f"删去“{change['before']}”"


def show_proposal(proposal: Proposal) -> str:
    """The changes in words, and how to confirm; or why there are none."""
    if not proposal.changes:
        return proposal.why_not
    return _shown("准备这样改：", [(c.before, c.after) for c in proposal.changes])


def show_again(pending: dict[str, Any]) -> str:
    """Changes that were shown a while ago and are still waiting."""
    return _shown("您确认的是不是前面说的这处改动：", [(c["before"], c["after"]) for c in pending["changes"]])


def _shown(lead: str, changes: list[tuple[str, str]]) -> str:
    lines = [f"- {before or '（新增）'} → {after or '（删去）'}" for before, after in changes]
    return "\n".join([lead, *lines, "", CONFIRM])
