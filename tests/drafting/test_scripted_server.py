"""The scripted server itself: answers whole and in events, calls tools, records, and leaves no thread behind."""

import contextlib
import threading
from typing import Any

import pytest
from langchain_openai import ChatOpenAI
from openai import OpenAIError
from pydantic import SecretStr

from tests.support.model.scripted_server import (
    Behaviour,
    Cut,
    Endless,
    Request,
    ScriptedServer,
    Status,
    Text,
    ToolCalls,
    json_text,
)

LAW_TOOL = {
    "type": "function",
    "function": {
        "name": "search_law",
        "description": "查法规",
        "parameters": {"type": "object", "properties": {"query": {"type": "string"}}},
    },
}


def model(server: ScriptedServer, **options: Any) -> ChatOpenAI:
    key = SecretStr("scripted")
    return ChatOpenAI(model="scripted", base_url=server.base_url, api_key=key, timeout=5, max_retries=0, **options)


def ask_in_vain(client: ChatOpenAI) -> None:
    with contextlib.suppress(OpenAIError, ValueError, OSError):
        client.invoke("二")


def test_text_comes_whole_or_in_pieces() -> None:
    with ScriptedServer([Text("依据第五十条。"), Text("依据第五十条。", chunk=2)]) as server:
        assert model(server).invoke("问").content == "依据第五十条。"
        pieces = [chunk.text for chunk in model(server).stream("再问") if chunk.text]
    assert len(pieces) > 2
    assert "".join(pieces) == "依据第五十条。"
    assert server.prompts == ["问", "再问"]
    assert [r.streaming for r in server.requests] == [False, True]


def test_json_in_a_fence() -> None:
    with ScriptedServer([json_text({"sentences": ["好。"]}, fence=True)]) as server:
        assert model(server).invoke("问").content == '```json\n{"sentences": ["好。"]}\n```'


@pytest.mark.parametrize("streamed", [False, True])
def test_a_tool_is_called_and_its_answer_comes_back(streamed: bool) -> None:
    def script(request: Request) -> Behaviour:
        return (
            Text("查到了。")
            if request.has_tool_result("search_law")
            else ToolCalls([("search_law", {"query": "年度报告"})])
        )

    with ScriptedServer(script) as server:
        bound = model(server, streaming=streamed).bind_tools([LAW_TOOL])
        call = bound.invoke("查年报").tool_calls[0]
        assert (call["name"], call["args"]) == ("search_law", {"query": "年度报告"})
        turn: list[Any] = [
            {"role": "user", "content": "查年报"},
            {"role": "assistant", "content": "", "tool_calls": [{**call, "type": "tool_call"}]},
            {"role": "tool", "content": "第四十九条", "tool_call_id": call["id"]},
        ]
        assert bound.invoke(turn).content == "查到了。"
    assert "查法规" in server.prompts[0]


def test_a_broken_argument_is_sent_as_it_is() -> None:
    with ScriptedServer([ToolCalls([("search_law", '{"query": ')])]) as server:
        answer = model(server).bind_tools([LAW_TOOL]).invoke("查")
    assert answer.invalid_tool_calls[0]["args"] == '{"query": '


def test_what_follows_the_script_is_an_error() -> None:
    with ScriptedServer([Text("好。")]) as server:
        model(server).invoke("一")
        with pytest.raises(Exception, match="script has run out"):
            model(server).invoke("二")


def test_closing_ends_what_is_under_way_and_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    with ScriptedServer([Endless(), Endless("comments"), Status(429), Cut("断了", how="dropped")]) as server:
        stream = model(server).stream("一")
        assert next(stream) is not None
        waiting = threading.Thread(target=ask_in_vain, args=(model(server),))
        waiting.start()
        stream.close()  # type: ignore[attr-defined]
    waiting.join(5)
    assert not waiting.is_alive()
    assert set(threading.enumerate()) <= before


def test_a_client_that_leaves_is_noticed() -> None:
    with ScriptedServer([Endless(pause=0.005)]) as server:
        stream = model(server).stream("一")
        next(stream)
        stream.close()  # type: ignore[attr-defined]
        assert server.abandoned() == [0]
