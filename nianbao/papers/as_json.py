"""Results as JSON, alike wherever they are asked for: the command line, REST and MCP print these bytes."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from nianbao.report.errors import UserError

if TYPE_CHECKING:
    from retrieval.search import Hit


class UnknownRuleError(UserError):
    """There is no rule of that id."""


def json_text(value: Any) -> str:
    """One line, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False)


def hits_as_json(hits: "Sequence[Hit]") -> dict[str, Any]:
    """What a search found, best first."""
    return {"hits": [hit.as_json() for hit in hits]}


def rules_as_json(rule_id: str | None = None) -> dict[str, Any]:
    """The catalogue, or one rule with its page. Raises ``UnknownRuleError``."""
    from validators.catalogue import catalogue
    from validators.pages import page_text

    rules = catalogue()
    if rule_id is not None and rule_id not in rules:
        raise UnknownRuleError(f"没有规则 {rule_id}，用 nianbao rules 查看目录")
    chosen = [rules[rule_id]] if rule_id else list(rules.values())
    lines: list[dict[str, Any]] = [
        {"rule": r.id, "title": r.title, "severity": r.severity, "basis": list(r.basis)} for r in chosen
    ]
    if rule_id:
        lines[0]["page"] = page_text(rule_id)
    return {"rules": lines}
