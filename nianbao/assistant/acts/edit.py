"""``edit``: a change of the draft, shown as before → after; it is taken only when it was confirmed."""

from nianbao.work.revised.edits import Proposal

CONFIRM = "回复“确认”就保存为新的一稿；不改就不用理会，初稿现在没有变。"


def show_proposal(proposal: Proposal) -> str:
    """The changes in words, and how to confirm; or why there are none."""
    if not proposal.changes:
        return proposal.why_not
    lines = [f"- {c.before or '（新增）'} → {c.after or '（删去）'}" for c in proposal.changes]
    return "\n".join(["准备这样改：", *lines, "", CONFIRM])
