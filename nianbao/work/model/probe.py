"""Asking a model server once what it can do; the outcome is kept beside the settings. Five short requests."""

import json
from typing import TYPE_CHECKING, Any, get_args

from nianbao.drafting.model.client import ModelFailure, classify_failure, message_text, within_deadline
from nianbao.drafting.model.probe import Found, TokenKey, keep
from nianbao.drafting.model.thinking import without_thinking
from nianbao.report.errors import UserError

if TYPE_CHECKING:
    from nianbao.work.services import Services

_LONG = "政府信息公开" * 1200
"""More than the 4096 tokens at which some servers cut in silence."""
_LEAST_TOKENS = 4500


def probe(services: "Services") -> Found:
    """What the configured model takes and gives. Raises ``UserError`` without a model."""
    client = services.model
    if client is None:
        raise UserError("没有配置模型：请设置 OPENAI_API_KEY 或 OPENAI_BASE_URL，以及 NIANBAO_MODEL")
    settings = client.settings
    trouble: list[str] = []
    key, said, raw, chunks = _token_key(client, trouble)
    found: dict[str, Any] = {"answers": bool(said), "token_key": key, "thinking": raw != said or _reasons(chunks)}
    if raw or chunks:
        found["streams"] = len([c for c in chunks if message_text(c)]) > 1
        found["tools"] = _tools(client, key, trouble)
        found["json"] = _json(client, key, trouble)
        found["context_cut"] = _cut(client, key, trouble)
    outcome = Found(settings.model, settings.openai_base_url, trouble=tuple(trouble), **found)
    keep(settings.data_dir, outcome)
    return outcome


def _chunks(client: Any, key: TokenKey, prompt: str, tools: Any = None) -> list[Any]:
    model = client.chat_model(key)
    model = model.bind_tools(tools) if tools else model
    try:
        return list(within_deadline(lambda: model.stream(prompt), client.settings.model_timeout))
    except ModelFailure:
        raise
    except Exception as error:  # the client libraries raise their own
        raise classify_failure(error) from error


def _token_key(client: Any, trouble: list[str]) -> tuple[TokenKey, str, str, list[Any]]:
    """The first spelling of the token limit that is answered."""
    for key in get_args(TokenKey):
        try:
            chunks = _chunks(client, key, "请只回答两个字：你好")
        except ModelFailure as failure:
            trouble.append(f"长度参数 {key}：{failure}")
            if failure.status is None:
                break
            continue
        raw = "".join(message_text(c) for c in chunks)
        return key, without_thinking(raw), raw.strip(), chunks
    return "both", "", "", []


def _reasons(chunks: list[Any]) -> bool:
    return any({"reasoning_content", "reasoning"} & set(c.additional_kwargs) for c in chunks)


def _tools(client: Any, key: TokenKey, trouble: list[str]) -> bool:
    from langchain_core.tools import tool

    @tool
    def review_report() -> str:
        """审核年报"""
        return ""

    try:
        chunks = _chunks(client, key, "请调用 review_report 审核年报。", [review_report])
    except ModelFailure as failure:
        trouble.append(f"工具调用：{failure}，对话里不用工具，由程序先做好")
        return False
    called = any(getattr(c, "tool_call_chunks", None) for c in chunks)
    if not called:
        trouble.append("没有按要求调用工具，对话里由程序先做好")
    return called


def _json(client: Any, key: TokenKey, trouble: list[str]) -> bool:
    try:
        text = without_thinking("".join(message_text(c) for c in _chunks(client, key, '请只输出 JSON：{"a": 1}')))
        json.loads(text[text.index("{") : text.rindex("}") + 1])
    except (ModelFailure, ValueError):
        trouble.append("不能按要求输出 JSON，起草由程序安排文字")
        return False
    return True


def _cut(client: Any, key: TokenKey, trouble: list[str]) -> bool:
    """Whether a long prompt was cut in silence: the tokens that the server says it read."""
    try:
        chunks = _chunks(client, key, f"{_LONG}\n请只回答：好")
    except ModelFailure as failure:
        trouble.append(f"长的提问：{failure}")
        return True
    read = [c.usage_metadata["input_tokens"] for c in chunks if getattr(c, "usage_metadata", None)]
    if read and 0 < max(read) < _LEAST_TOKENS and max(read) % 1024 in (0, 1023):
        trouble.append(f"长的提问只读了{max(read)}个词元，后面的被截掉，请调大服务的上下文长度")
        return True
    return False
