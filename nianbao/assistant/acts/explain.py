"""``explain``: what a finding means, and on what it rests."""

from collections.abc import Sequence
from typing import Any

from nianbao.papers.wording import SEVERITIES, STATES, section_name
from validators.catalogue import catalogue

_SHOWN = 3


def explain(review: dict[str, Any], rules: Sequence[str], number: int | None = None) -> str:
    """Findings of these rules in words (of several of one rule the first few)."""
    parts = [explain_rule(review, rule, number if len(rules) == 1 else None) for rule in rules]
    return "\n\n".join(parts)


def explain_rule(review: dict[str, Any], rule: str, number: int | None = None) -> str:
    """One rule: what was found, where, why it counts and what to do; or why it could not be decided."""
    shown = review.get("findings", [])
    findings = [f for f in shown if f["rule"] == rule]
    if number is not None and 0 <= number < len(shown) and shown[number]["rule"] == rule:
        findings = [shown[number]]
    known = catalogue().get(rule)
    title = known.title if known else rule
    if not findings:
        return _without_finding(review, rule, title)
    first = findings[0]
    lines = [f"**{rule} {title}**（{SEVERITIES[first['severity']]}）"]
    lines += [f"- {section_name(f['where']['section'])}：{f['message']}。{_expression(f)}" for f in findings[:_SHOWN]]
    if len(findings) > _SHOWN:
        lines.append(f"- 同样的问题共{len(findings)}处。")
    lines.append(f"依据：{'、'.join(first['basis'])}。")
    if how := _how(findings):
        lines.append(f"怎么改：{how}")
    return "\n\n".join([lines[0], "\n".join(lines[1:-2]), *lines[-2:]]) if len(lines) > _SHOWN else "\n\n".join(lines)


def _how(findings: Sequence[dict[str, Any]]) -> str:
    """What to do; where findings of one rule want different things, each with its place."""
    wanted = dict.fromkeys((section_name(f["where"]["section"]), f["suggestion"]) for f in findings if f["suggestion"])
    if len({suggestion for _, suggestion in wanted}) == 1:
        return str(next(suggestion for _, suggestion in wanted))
    return "；".join(f"{section}：{suggestion.rstrip('。')}" for section, suggestion in list(wanted)[:_SHOWN])


def _without_finding(review: dict[str, Any], rule: str, title: str) -> str:
    state = next((r for r in review.get("rules", []) if r["rule"] == rule), None)
    if state is None:
        return f"这次审核没有{rule}这一条，请核对编号。"
    reasons = f"：{'；'.join(state['reasons'])}" if state.get("reasons") else ""
    return f"**{rule} {title}**：这次的结果是“{STATES[state['state']]}”{reasons}。"


def _expression(finding: dict[str, Any]) -> str:
    return f"算式：`{finding['expression']}`。" if finding.get("expression") else ""


def explain_draft_marks(draft: dict[str, Any]) -> str:
    """Why places of a draft are marked."""
    places = draft.get("open", [])
    lines = [
        "初稿里标黄的地方是还没有材料、对不上或有待您确认的；没有标的，数字都来自您填的资料，句子来自您的话或由程序按数字写成。"
    ]
    lines += [f"{n}. {p['what']}" for n, p in enumerate(places, start=1)]
    return "\n".join(lines) if places else "初稿里没有标黄的地方。"
