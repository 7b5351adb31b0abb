"""What a model adds to a draft: built-in and model drafts of ten workbooks side by side, with a scripted good model.

Run as ``python benchmarks/model_drafts.py``. The scripted model does what a good one would within the rules: it groups
the figures, words the drafter's lines more smoothly, pairs problems and measures, and proposes one sentence a passage.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.drafts import workbooks  # noqa: E402  after the path
from nianbao.drafting.draft import Draft, make_draft  # noqa: E402
from nianbao.drafting.model.client import ModelClient  # noqa: E402
from nianbao.settings import Settings  # noqa: E402

PROPOSALS = {
    "主动公开": "对群众关心的政策制作问答。", "依申请公开": "办理前主动与申请人沟通。", "政府信息管理": "定期清理栏目中的过期信息。",
    "政府信息公开平台建设": "优化网站检索功能，方便群众查找文件。", "监督保障": "组织新进人员跟班学习。", "存在的主要问题及改进情况": "部分栏目内容交叉重复。",
}  # fmt: skip


class GoodModel(ModelClient):
    """Answers every prompt with a sensible plan; no connection is made."""

    def __init__(self) -> None:
        super().__init__(Settings(_env_file=None, OPENAI_API_KEY="scripted", model="scripted"))  # type: ignore[call-arg]

    def ask(self, prompt: str) -> str:
        title = re.search("安排“(.+?)”这一段", prompt)
        assert title is not None
        facts, lines = (self._entries(prompt, head) for head in ("事实（编号", "经办人的话（编号"))
        plan: list[dict[str, object]] = []
        figures = [id for id, _ in facts if not id.startswith("opening.")]
        plan += [{"frames": figures[at : at + 2], "joint": "；", "style": 5} for at in range(0, len(figures), 2)]
        for id, words in lines:
            masked = "只能照用" in words
            plan.append(
                {"line": id} if masked or id.startswith("result.") else {"line": id, "reworded": f"进一步{words}。"}
            )
        plan.append({"proposed": PROPOSALS[title[1]]})
        return "<think>先看要求……</think>\n```json\n" + json.dumps({"plan": plan}, ensure_ascii=False) + "\n```"

    @staticmethod
    def _entries(prompt: str, head: str) -> list[tuple[str, str]]:
        part = prompt.split(head, 1)[1].split("\n\n", 1)[0]
        return re.findall(r"^- ([a-z0-9_.]+)：(.+)$", part, re.MULTILINE)


def told(draft: Draft) -> str:
    owners = Counter(s.owner for _, s in draft.prose)
    writers = Counter(s.writer for _, s in draft.prose)
    reworded = sum(s.owner == "own" and s.original is not None for _, s in draft.prose)
    size = sum(len(s.text) for _, s in draft.prose)
    refused = len(draft.model_log.refused) if draft.model_log else 0
    return f"{size:5} chars, {dict(owners)}, by model {writers['model']}, reworded {reworded}, refused {refused}, {draft.verdict}"


def main() -> None:
    for inputs in workbooks(10, seed=3):
        plain, drafted = make_draft(inputs), make_draft(inputs, model=GoodModel())
        print(f"{inputs.agency}\n  built-in {told(plain)}\n  model    {told(drafted)}")
    for name, draft in (("built-in", plain), ("model", drafted)):
        print(f"\n--- {name}\n{draft.report.text('overview')}\n{draft.report.text('problems')}")


if __name__ == "__main__":
    main()
