"""MCP over standard input and output: what an agent may ask of reports in one folder. It reads; nothing is written or kept.

Every tool answers with the JSON of the command line. A file outside the folder is refused, wherever a link leads.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field, ValidationError

from nianbao import __version__
from nianbao.api import jobs, texts
from nianbao.api.jobs import Asked, Searched
from nianbao.api.unfit import unfit, unknown
from nianbao.papers.as_json import rules_as_json
from nianbao.report.agency import AgencyKind, AgencyLevel
from nianbao.report.errors import UserError
from nianbao.report.text import printable
from nianbao.work.handed.files import load
from nianbao.work.handed.upload import Upload

T = TypeVar("T")
_INSTRUCTIONS = (
    "审核、读取、比较政府信息公开工作年度报告，检索《政府信息公开条例》和编写说明。结论、数字和条文都由程序得出："
    "请照原样转述，不要自己算数、改结论或改条文。文件路径相对于启动时指定的文件夹。"
)


def serve(folder: Path) -> None:
    """Answer on standard input and output until it is closed."""
    make(folder).run("stdio")


def make(folder: Path) -> MCPServer:
    """The server with its five tools; files are read from ``folder`` and below it."""
    server = _InChinese("nianbao", version=__version__, instructions=_INSTRUCTIONS)
    root = folder.resolve()

    @server.tool()
    def review(
        path: str,
        previous: str | None = None,
        agency_kind: AgencyKind | None = None,
        level: AgencyLevel | None = None,
        draft: bool = False,
        profile: str | None = None,
    ) -> dict[str, Any]:
        """审核一份年报：条例第五十条的结论、逐项情况、发现的问题（每条有依据、原文、两边的数和建议）。previous 是上一年度年报。"""
        asked = Asked(agency_kind, level, None, draft, profile)
        return _done(lambda: jobs.review(_file(root, path), asked, _maybe(root, previous)))

    @server.tool()
    def parse(path: str) -> dict[str, Any]:
        """把一份年报读成数据：机关、年度、六个部分的文字、三张表的每个格、没有读出的地方。"""
        return _done(lambda: jobs.parse(_file(root, path)))

    @server.tool()
    def compare(
        path: str, previous: str | None = None, peers: Annotated[int, Field(ge=0, le=100)] = 10
    ) -> dict[str, Any]:
        """把一份年报的各项指标与上年、与同类机关比较。"""
        return _done(lambda: jobs.compare(_file(root, path), _maybe(root, previous), peers))

    @server.tool()
    def search_law(
        query: Annotated[str, Field(min_length=1, max_length=1000)],
        hits: Annotated[int, Field(ge=1, le=50)] = 5,
        only: Searched | None = None,
    ) -> dict[str, Any]:
        """检索条例、编写说明和往年年报，条文逐字。only 为 regulation 时只查条例。没有把握时没有结果。"""
        return _done(lambda: jobs.search(query, hits, only))

    @server.tool()
    def rules(rule: str | None = None) -> dict[str, Any]:
        """审核规则目录；给出编号（如 T3-01）则有这条规则的说明。"""
        return _done(lambda: rules_as_json(rule))

    return server


class _InChinese(MCPServer):
    """What could not be done is told in our words alone; an argument that a tool does not have is refused."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        tools = {tool.name: [*tool.input_schema["properties"]] for tool in await self.list_tools()}
        if name not in tools:
            raise ToolError(texts.UNKNOWN_TOOL.format(name=name[:40], known="、".join(tools)))
        if said := unknown(arguments, tools[name]):
            raise ToolError(said)
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:  # the SDK's, around what was raised
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(unfit(error.__cause__.errors())) from error
            said = str(error.__cause__) if isinstance(error.__cause__, ToolError) else texts.CANNOT_DO
            raise ToolError(said) from error


def _done(job: Callable[[], T]) -> T:
    """What could not be done goes to the agent in its own words."""
    try:
        with jobs.turn():
            return job()
    except UserError as error:
        raise ToolError(str(error)) from error
    except OSError as error:
        raise ToolError(texts.CANNOT_DO) from error


def _file(root: Path, path: str) -> Upload:
    """A file of the folder. Raises ``UserError`` for one outside it."""
    try:
        file = (root / path).resolve()
    except (OSError, ValueError, RuntimeError) as error:  # a NUL in it, a loop of links
        raise UserError(texts.OUTSIDE_FOLDER.format(folder=printable(root))) from error
    if not file.is_relative_to(root):
        raise UserError(texts.OUTSIDE_FOLDER.format(folder=printable(root)))
    return Upload(file.name, load(file))


def _maybe(root: Path, path: str | None) -> Upload | None:
    return None if path is None else _file(root, path)
