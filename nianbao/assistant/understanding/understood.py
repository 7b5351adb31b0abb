"""An act and what it is about, as the words of a request are understood."""

from dataclasses import dataclass
from typing import Literal

ActKind = Literal[
    "law", "explain", "suggest", "edit", "list", "verdict", "figure", "review", "compare", "draft", "register",
    "overdue", "set", "export", "history", "help", "ask", "refuse", "rollup",
]  # fmt: skip
NOTES = "notes"
"""What an act refers to that is about the message itself as notes of the year's work."""
WHY: dict[ActKind, str] = {
    "law": "查条例和编写说明", "explain": "说明这一处", "suggest": "给写法", "edit": "准备改动，确认后才保存", "list": "列出要处理的地方",
    "verdict": "说明结论", "figure": "查数字的出处", "review": "审核报告", "compare": "比较报告", "draft": "起草", "register": "统计台账",
    "overdue": "按台账逐件核对期限", "set": "从这一批的审核结果里查", "export": "给出文件", "history": "查看初稿的各稿", "help": "介绍用法",
    "ask": "还缺要用的材料", "refuse": "不在这里能办的范围里", "rollup": "汇总各单位的年报",
}  # fmt: skip
"""The step shown for each act."""


@dataclass(frozen=True, slots=True)
class Understood:
    """An act and what it is about. ``said``: the words of this request; ``why``: a Chinese line for the step shown; ``wants``: of
    an ``ask``, the act for which something is missing."""

    act: ActKind
    said: str
    refers: tuple[str, ...] = ()
    why: str = ""
    wants: str = ""
