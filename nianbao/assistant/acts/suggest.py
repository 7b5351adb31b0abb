"""``suggest``: words for a place, from the finding and the material. Facts that nobody gave are left open as 〔…〕."""

from collections.abc import Sequence
from typing import Any

from nianbao.assistant.acts.explain import explain_rule
from nianbao.papers.wording import section_name

_WORDS: dict[str, str] = {
    "CON-02": "工作考核：〔由谁考核〕对本机关政府信息公开工作进行年度考核，结果为〔结果〕。"
    "社会评议：通过〔方式〕开展社会评议，结果为〔结果〕。责任追究：〔未发生责任追究情形／发生的情形及处理〕。",
    "FEE-02": "本年度〔未发出信息处理费收费通知，未收取信息处理费／发出收费通知〔件数〕，总金额〔金额〕，实际收取〔金额〕〕。",
    "NT-14": "没有上年年报可以核对时，增减不写；要写就把两年的数都写出来：“上年〔件数〕，本年〔件数〕”。",
    "CON-08": "可以先删：与政府信息公开无关的内容、套话、栏目名称的罗列、表里已有的数字的重复说明；五个方面每方面留做法和数据。",
    "CON-03": "问题写到栏目或环节：“〔哪个栏目或环节〕〔缺什么〕”；改进对着问题写：“〔谁〕在〔时间〕前〔做什么〕”。",
}
"""Words for a place by rule: what only the agency knows stands in 〔〕."""
_FOR_SECTION: dict[str, str] = {
    "overview": "总体情况按五个方面各写一段：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障；每段先写数据，再写做法：“全年〔渠道〕公开信息〔条数〕，〔做法〕”。",
    "problems": "问题：“一是〔哪个栏目或环节〕〔缺什么〕”。改进：“一是〔谁〕〔做什么〕，〔何时〕前完成”。问题和改进逐条对应；上年写过的问题，写明今年改到什么程度。",
    "other": _WORDS["FEE-02"],
}


def suggest(review: dict[str, Any] | None, rules: Sequence[str], section: str | None, number: int | None = None) -> str:
    """Words to put in, then on what they rest."""
    parts: list[str] = []
    for rule in rules:
        if rule in _WORDS:
            parts.append(f"可以这样写（〔〕里请按实际填）：\n\n> {_WORDS[rule]}")
        if review is not None:
            parts.append(explain_rule(review, rule, number))
    if not rules and section in _FOR_SECTION:
        parts.append(f"“{section_name(section)}”可以这样写（〔〕里请按实际填）：\n\n> {_FOR_SECTION[section]}")
    if not parts and review is not None:
        lines = [f"{n}. {f['rule']}：{f['suggestion']}" for n, f in enumerate(review["findings"], 1) if f["suggestion"]]
        parts.append("\n".join(["逐条的改法：", *lines]) if lines else "这次审核没有要改的地方。")
    return "\n\n".join(parts) or "请说明是哪一部分，例如“第五部分给点建议”。"
