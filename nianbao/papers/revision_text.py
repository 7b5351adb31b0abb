"""The revisions of a draft, and what differs between two, in plain Chinese."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nianbao.work.revised.revisions import Difference, RevisionLine

HOW = {"drafted": "程序起草", "edited": "改动后存稿", "word": "Word 修改稿", "restored": "恢复"}
"""How a revision was made; the desk and the chat say it alike."""
_LISTED = 30


def revision_lines(lines: "Sequence[RevisionLine]") -> list[str]:
    """One line a revision: who, when, how, what is still open or differs."""
    return [f"- 第{line.number}稿：{line.author}，{line.at}{_how(line)}" for line in lines]


def _how(line: "RevisionLine") -> str:
    parts = [] if line.how == "drafted" else [HOW[line.how]]  # the first names code as its author
    if line.how == "restored":
        parts = [f"恢复第{line.of}稿"]
    parts += [f"文件“{line.file}”"] if line.file else []
    parts += [f"{line.differs}个数与台账不同或没有出处"] if line.differs else []
    parts += [f"{line.open}处待填、待核或待确认"] if line.open else []
    said = "，".join(part for part in parts if part)
    return f"（{said}）" if said else ""


def change_lines(found: "Difference") -> list[str]:
    """One line a change of the text, then of the tables: before, after, and the numbers that are not the same."""
    lines = []
    for change in found.sentences:
        numbers = "，".join(f"{a or '无'}→{b or '无'}" for a, b in change.numbers)
        lines.append(
            f"- {change.before or '（无）'} → {change.after or '（删去）'}{f'〔数字：{numbers}〕' if numbers else ''}"
        )
    lines += [f"- {cell.label}：{cell.before or '空'} → {cell.after or '空'}" for cell in found.cells]
    return [*lines[:_LISTED], f"……共{len(lines)}处"] if len(lines) > _LISTED else lines
