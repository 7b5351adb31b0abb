"""REST: the jobs of the command line over HTTP, with the same JSON. ``/api/openapi.json`` describes it.

Nothing that is sent is kept. Errors are ``{"error": "一句中文"}``: 422 for what cannot be read or makes no sense, 401 without
the token where one is set, 404 for an unknown rule, 413 for too much, 503 when too many jobs wait.
"""

import hmac
import logging
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, FastAPI, File, Form, HTTPException, Query, Request, UploadFile
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import Response

from nianbao import __version__
from nianbao.api import jobs, texts
from nianbao.api.attempts import Attempts
from nianbao.api.jobs import WHOSE, Asked, BusyError, Searched, turn
from nianbao.api.unfit import unfit, unknown
from nianbao.papers.as_json import UnknownRuleError, json_text, rules_as_json
from nianbao.report.agency import AgencyKind, AgencyLevel
from nianbao.report.errors import UserError
from nianbao.settings import get_settings
from nianbao.work.handed.upload import Upload

_UNTIL = 2100
_LOGGER = logging.getLogger(__name__)
_attempts = Attempts()


class Said(BaseModel):
    """What could not be done, in one Chinese sentence."""

    error: str


class Health(BaseModel):
    """The desk answers."""

    status: Literal["ok"]
    version: str


class JsonLine(Response):
    """The bytes that the command line prints."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return f"{json_text(content)}\n".encode()


async def only_with_token(request: Request) -> None:
    """Raises 401 where a token is set and not shown; a wrong one is answered late."""
    wanted = "" if WHOSE.get() else get_settings().api_token  # whoever is logged in needs none
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    if wanted and not (
        scheme.lower() == "bearer" and hmac.compare_digest(shown.strip().encode("latin-1"), wanted.encode())
    ):
        if shown.strip():
            await _attempts.wrong()
        raise HTTPException(401, texts.TOKEN_WRONG, {"WWW-Authenticate": "Bearer"})


_ERRORS: dict[int | str, dict[str, Any]] = {
    code: {"model": Said, "description": said}
    for code, said in {
        400: "内容不完整", 401: "没有令牌", 403: "来自别的网站", 413: "太大", 422: "不能读或参数不对", 500: "没有完成", 503: "忙",
    }.items()
}  # fmt: skip


async def only_known_fields(request: Request) -> None:
    """Raises ``UserError`` for a field of the form or of the address that the route does not have: a slip in its name would
    be an answer to another question."""
    takes = request.scope["route"].dependant
    given = [*request.query_params]
    if request.method == "POST":
        given += [*await request.form()]
    if said := unknown(given, [field.alias for field in (*takes.body_params, *takes.query_params)]):
        raise UserError(said)


_router = APIRouter(dependencies=[Depends(only_with_token), Depends(only_known_fields)], responses=_ERRORS)

Sent = Annotated[UploadFile, File(description="年报文件（.docx、.pdf、.html、.xlsx、.txt 等，50 MB 以内）")]
Previous = Annotated[UploadFile | None, File(description="上一年度年报")]


async def _upload(sent: UploadFile) -> Upload:
    content = await sent.read()
    if not content:
        raise UserError(texts.EMPTY_FILE)
    return Upload(sent.filename or "", content)


async def _maybe(sent: UploadFile | None) -> Upload | None:
    return None if sent is None or not (sent.filename or sent.size) else await _upload(sent)


async def _answer(job: Callable[..., Any], *arguments: Any) -> JsonLine:
    def run() -> Any:
        with turn():
            return job(*arguments)

    return JsonLine(await run_in_threadpool(run))


@_router.post("/parse", summary="把年报读成数据")
async def parse(file: Sent) -> JsonLine:
    return await _answer(jobs.parse, await _upload(file))


@_router.post("/review", summary="审核：问题和第五十条结论")
async def review(
    file: Sent,
    previous: Previous = None,
    enforcement: Annotated[UploadFile | None, File(description="本机关的行政执法统计年报，与表二对照")] = None,
    agency_kind: Annotated[AgencyKind | None, Form(description="机关类别，文件没有写明时用")] = None,
    level: Annotated[AgencyLevel | None, Form(description="机关层级，文件没有写明时用")] = None,
    published: Annotated[date | None, Form(description="公布日期")] = None,
    draft: Annotated[bool, Form(description="按未定稿审核")] = False,
    profile: Annotated[str | None, Form(description="规则配置的名称", max_length=100)] = None,
    library: Annotated[bool, Form(description="到报告库里找上年年报")] = True,
) -> JsonLine:
    asked = Asked(agency_kind, level, published, draft, profile or None, library)
    return await _answer(jobs.review, await _upload(file), asked, await _maybe(previous), await _maybe(enforcement))


@_router.post("/compare", summary="与上年、与同类机关比较")
async def compare(
    file: Sent, previous: Previous = None, peers: Annotated[int, Form(description="同类机关的个数", ge=0, le=100)] = 10
) -> JsonLine:
    return await _answer(jobs.compare, await _upload(file), await _maybe(previous), peers)


@_router.post("/register", summary="申请台账：表三、表四、期限和要确认的")
async def register(
    files: Annotated[list[UploadFile], File(description="申请台账（Excel、CSV、Word），可以是几份", max_length=20)],
    year: Annotated[int, Form(description="报告年度", ge=2021, le=_UNTIL)],
    as_of: Annotated[date | None, Form(description="未答复的算到哪一天")] = None,
    mapping: Annotated[UploadFile | None, File(description="对列名和办理结果的回答（YAML）")] = None,
) -> JsonLine:
    uploads = tuple([await _upload(file) for file in files])
    return await _answer(jobs.register, uploads, year, as_of, await _maybe(mapping))


@_router.get("/search", summary="检索条例、编写说明和往年报告")
async def search(
    query: Annotated[str, Query(min_length=1, max_length=1000)],
    k: Annotated[int, Query(description="条数", ge=1, le=50)] = 5,
    where: Annotated[Searched | None, Query(alias="in", description="只查条例或只查往年报告")] = None,
) -> JsonLine:
    return await _answer(jobs.search, query, k, where)


@_router.get("/rules", summary="审核规则目录")
async def rules() -> JsonLine:
    return await _answer(rules_as_json)


@_router.get("/rules/{rule_id}", summary="一条规则的说明", responses={404: {"model": Said, "description": "没有"}})
async def rule(rule_id: str) -> JsonLine:
    return await _answer(rules_as_json, rule_id)


def make() -> FastAPI:
    """The application; mounted under /api. No page of its own: those of the framework fetch scripts from the internet."""
    api = FastAPI(
        title="年报（Nianbao）", version=__version__, docs_url=None, redoc_url=None, default_response_class=JsonLine
    )

    @api.get("/health", summary="在运行")
    async def health() -> Health:
        return Health(status="ok", version=__version__)

    api.include_router(_router)
    api.add_exception_handler(UserError, _said_by_us)
    api.add_exception_handler(RequestValidationError, _unfit)
    api.add_exception_handler(StarletteHTTPException, _said_by_the_framework)
    api.add_exception_handler(Exception, _not_done)
    return api


def _said_by_us(_: Request, error: Exception) -> Response:
    code = 503 if isinstance(error, BusyError) else 404 if isinstance(error, UnknownRuleError) else 422
    return JsonLine({"error": str(error)}, code)


def _unfit(_: Request, error: Exception) -> Response:
    found: Sequence[Any] = error.errors() if isinstance(error, RequestValidationError) else ()
    return JsonLine({"error": unfit(found, skip=1)}, 422)


def _said_by_the_framework(_: Request, error: Exception) -> Response:
    """Its own sentences are English; ours are told by their code."""
    code = error.status_code if isinstance(error, StarletteHTTPException) else 500
    headers = error.headers if isinstance(error, StarletteHTTPException) else None
    said = {400: texts.BODY_BROKEN, 404: texts.NOT_ALLOWED, 405: texts.NOT_ALLOWED}.get(
        code, getattr(error, "detail", "")
    )
    return JsonLine({"error": said}, code, dict(headers or {}))


def _not_done(_: Request, error: Exception) -> Response:
    _LOGGER.error("a job failed", exc_info=error)
    return JsonLine({"error": texts.CANNOT_DO}, 500)
