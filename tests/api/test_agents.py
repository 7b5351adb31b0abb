"""For agents: a real client of the MCP SDK calls every tool; the skill names only what the command line has."""

import asyncio
import json
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters

from nianbao.api import jobs
from nianbao.api.mcp_server import make
from nianbao.cli.main import app
from tests.conftest import ROOT

REPORTS = ROOT / "corpus" / "reports"
NAME = "liuxi-town-2024.md"


@pytest.fixture(autouse=True)
def fresh_services() -> Any:
    jobs.local_services.cache_clear()
    yield
    jobs.local_services.cache_clear()


def called(server: Any, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """Each tool's answer: its structure, or the text of the error."""

    async def run() -> list[Any]:
        async with Client(server, read_timeout_seconds=60) as client:
            assert {t.name for t in (await client.list_tools()).tools} == {
                "review", "parse", "compare", "search_law", "rules",
            }  # fmt: skip
            answers = [await client.call_tool(name, arguments) for name, arguments in calls]
            return [a.content[0].text if a.is_error else a.structured_content for a in answers]

    return asyncio.run(run())


def test_every_tool_over_standard_input_and_output(tmp_path: Path) -> None:
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "nianbao", "mcp", "--folder", str(REPORTS)], cwd=str(ROOT),
        env={"NIANBAO_DATA_DIR": str(tmp_path)},
    )  # fmt: skip
    review, parsed, compared, found, rules = called(
        server,
        ("review", {"path": NAME, "previous": "liuxi-town-2023.md"}),
        ("parse", {"path": NAME}),
        ("compare", {"path": NAME, "peers": 2}),
        ("search_law", {"query": "年报几号前公布"}),
        ("rules", {"rule": "T3-01"}),
    )
    assert (review["verdict"], review["previous"]["from"], review["file"]) == ("meets", "file", NAME)
    assert parsed["year"] == 2024
    assert compared["metrics"]
    assert any(hit["article"] == "第四十九条" for hit in found["hits"])
    assert "## 反例" in rules["rules"][0]["page"]


def test_only_files_of_the_folder_and_errors_in_our_words(tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("秘密", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.md").symlink_to(tmp_path / "outside.md")
    (folder / "bad.txt").write_text("不是年报", encoding="utf-8")
    paths = ("../outside.md", "link.md", "/etc/passwd", "a\0b", "nowhere.md", "bad.txt")
    said = called(make(folder), *(("parse", {"path": path}) for path in paths))
    assert ["只能读取" in answer for answer in said] == [True, True, True, True, False, False]
    assert all(re.search("[\u4e00-\u9fff]", answer) and "秘密" not in answer for answer in said)
    (unknown,) = called(make(folder), ("rules", {"rule": "T9-99"}))
    assert "T9-99" in unknown


def test_arguments_that_do_not_fit_are_told_in_chinese_and_none_is_ignored() -> None:
    calls: dict[tuple[str, str, Any], str] = {
        ("parse", "path", 5): "参数不对：path（应为文字）",
        ("compare", "peers", -1): "参数不对：peers（不小于 0）",
        ("compare", "peers", "many"): "参数不对：peers（应为整数）",
        ("review", "agency_kind", "x"): "参数不对：agency_kind（应为 government、",
        ("review", "draft", "maybe"): "参数不对：draft（应为 true 或 false）",
        ("review", "published", "2024-01-02"): "没有这个参数：published；可用的是 path、previous、",
        ("search_law", "query", ""): "参数不对：query（不能是空的）",
        ("delete", "path", "x"): "没有这个工具：delete；可用的是 review、",
    }
    needed = {"parse": {}, "search_law": {}, "delete": {}}
    asked = [(tool, needed.get(tool, {"path": NAME}) | {field: value}) for tool, field, value in calls]
    answers = called(make(REPORTS), *asked, ("parse", {}))
    assert [answer[: len(said)] for answer, said in zip(answers, calls.values(), strict=False)] == [*calls.values()]
    assert answers[-1] == "参数不对：path（没有给出）"
    assert not any(re.search("https?:|pydantic|Error", answer) for answer in answers)


def commands_named() -> list[str]:
    text = (ROOT / "SKILL.md").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"`(nianbao [^`]+)`", text)))


@pytest.mark.parametrize("line", commands_named())
def test_the_skill_names_only_commands_that_exist(line: str) -> None:
    """Parsed by the command line itself: the command, its options, the values of those that have choices."""
    _, name, *arguments = shlex.split(line)
    command = app.commands[name]
    assert isinstance(command, click.Command)
    command.make_context(name, arguments, resilient_parsing=False) if name != "mcp" else command.make_context(
        name, ["--folder", str(ROOT)]
    )


def test_the_skill_teaches_every_job() -> None:
    taught = {line.split()[1] for line in commands_named()}
    jobs_of_agents = {
        "review",
        "parse",
        "compare",
        "search",
        "rules",
        "register",
        "template",
        "draft",
        "match",
        "rollup",
    }
    assert jobs_of_agents | {"figures", "doctor", "mcp"} <= taught
    head = (ROOT / "SKILL.md").read_text(encoding="utf-8").split("---")[1]
    assert json.dumps("nianbao")[1:-1] in head
