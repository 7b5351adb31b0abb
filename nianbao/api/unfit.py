"""Arguments that do not fit, in Chinese: which one, and what is wanted there; the same words for REST and MCP."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from nianbao.api import texts

_WANTED = {
    "missing": "没有给出",
    "int": "应为整数",
    "bool": "应为 true 或 false",
    "string_type": "应为文字",
    "date": "应为日期，如 2025-01-31",
    "greater_than_equal": "不小于 {ge}",
    "less_than_equal": "不大于 {le}",
    "string_too_short": "不能是空的",
    "string_too_long": "不超过 {max_length} 字",
    "too_long": "不超过 {max_length} 个",
    "literal_error": "应为 {expected} 之一",
}
"""Type of an error of pydantic, or how it begins → what is wanted."""


def unfit(errors: Iterable[Mapping[str, Any]], skip: int = 0) -> str:
    """``参数不对：peers（不小于 0）``. ``skip``: parts of a place that stand before the argument's name (body, query)."""
    found = {str(error["loc"][skip]): _wanted(error) for error in errors if len(error["loc"]) > skip}
    named = "、".join(f"{name}（{wanted}）" if wanted else name for name, wanted in found.items())
    return texts.UNFIT.format(fields=named)


def unknown(given: Iterable[str], known: Collection[str]) -> str:
    """``没有这个参数：previuos；可用的是 file、previous``; empty when all are known."""
    strange = [name for name in dict.fromkeys(given) if name not in known]
    if not strange:
        return ""
    usable = "、".join(known)
    shown = "、".join(name[:40] for name in strange[:5])
    return (texts.UNKNOWN_FIELDS if usable else texts.NO_FIELDS).format(fields=shown, known=usable)


def _wanted(error: Mapping[str, Any]) -> str:
    kind = str(error["type"])
    said = _WANTED.get(kind) or next((wanted for start, wanted in _WANTED.items() if kind.startswith(f"{start}_")), "")
    context = dict(error.get("ctx") or {})
    if "expected" in context:
        context["expected"] = str(context["expected"]).replace(" or ", "、").replace(", ", "、").replace("'", "")
    return said.format(**context)
