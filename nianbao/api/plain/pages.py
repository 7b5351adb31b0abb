"""Review, draft and the law as plain forms. What is made lies on a shelf for an hour and is fetched from there."""

import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast
from urllib.parse import quote

from jinja2 import Environment, PackageLoader
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from nianbao.api import jobs, texts
from nianbao.api.base import base
from nianbao.api.plain import results
from nianbao.papers.wording import AGENCY_KIND_NAMES, AGENCY_LEVEL_NAMES
from nianbao.report.agency import AGENCY_KINDS, AGENCY_LEVELS, AgencyKind, AgencyLevel
from nianbao.report.errors import UserError
from nianbao.work.handed.downloads import DOCX_MIME, XLSX_MIME, report_year, template_bytes
from nianbao.work.handed.shelf import Shelf
from nianbao.work.handed.upload import Upload

COOKIE = "nianbao_form"
_FORM_KEY = "form"
_MOST_FILES, _MOST_FIELDS = 4, 20
_TYPES = {".docx": DOCX_MIME, ".html": "text/html; charset=utf-8", ".json": "application/json"}
_LOGGER = logging.getLogger(__name__)
T = TypeVar("T")
Page = Callable[[Request], Awaitable[Response]]


def make() -> Starlette:
    """The application; mounted under /plain."""
    return Starlette(
        routes=[
            Route("/", _said(start), methods=["GET"]),
            Route("/review", _said(review), methods=["POST"]),
            Route("/draft", _said(draft), methods=["POST"]),
            Route("/law", _said(law), methods=["GET"]),
            Route("/template.xlsx", _said(template), methods=["GET"]),
            Route("/files/{token}/{name}", _said(handed_out), methods=["GET"]),
        ],
        exception_handlers={HTTPException: _refused},
    )


# --- pages --------------------------------------------------------------------------------------------------------


async def start(request: Request) -> Response:
    """Two forms and a question."""
    key = request.cookies.get(COOKIE) or secrets.token_urlsafe(32)
    response = _page(
        "start.html",
        key=key,
        year=report_year(date.today()),
        kinds=AGENCY_KIND_NAMES,
        levels=AGENCY_LEVEL_NAMES,
        at_work=jobs.services().at_work,
    )
    response.set_cookie(
        COOKIE, key, httponly=True, samesite="strict", path=f"{base()}/plain", secure=request.url.scheme == "https"
    )
    return response


async def review(request: Request) -> Response:
    """Verdict, checklist, findings; the papers to fetch."""
    form = await _form(request)
    file, previous = await _file(form, "file"), await _file(form, "previous", needed=False)
    asked = jobs.Asked(
        agency_kind=cast("AgencyKind | None", _choice(form, "kind", AGENCY_KINDS)),
        level=cast("AgencyLevel | None", _choice(form, "level", AGENCY_LEVELS)),
        draft=form.get("draft") == "yes",
    )
    assert file is not None
    shown = await _at_work(lambda: results.reviewed(file, previous, asked))
    return _page("review.html", token=_shelf().put(shown.papers), **shown.words)


async def draft(request: Request) -> Response:
    """What the draft lacks; the Word file to fetch."""
    form = await _form(request)
    workbook, previous = await _file(form, "workbook"), await _file(form, "previous", needed=False)
    assert workbook is not None
    shown = await _at_work(lambda: results.drafted(workbook, previous))
    return _page("draft.html", token=_shelf().put(shown.papers), **shown.words)


async def law(request: Request) -> Response:
    """The regulation and the notes, word for word."""
    query = request.query_params.get("q", "")[:200]
    return _page("law.html", query=query, hits=await _at_work(lambda: results.found(query)))


async def template(_: Request) -> Response:
    """The blank inputs workbook."""
    year = report_year(date.today())
    content = await run_in_threadpool(template_bytes, year)
    return _file_response(content, XLSX_MIME, "template.xlsx", f"{year}年年报资料表.xlsx")


async def handed_out(request: Request) -> Response:
    """A paper from the shelf: HTML is shown, the rest is saved."""
    name = request.path_params["name"]
    content = _shelf().take(request.path_params["token"], name)
    if content is None or name not in texts.NAMES:
        raise HTTPException(404, texts.HANDED_OUT_GONE)
    media = _TYPES[f".{name.rpartition('.')[2]}"]
    if name.endswith(".html"):
        return Response(content, media_type=media)
    return _file_response(content, media, name, texts.NAMES[name])


# --- what they share ----------------------------------------------------------------------------------------------


def _said(page: Page) -> Page:
    """What could not be done is a page that says so; anything unforeseen too, with the traceback in the log."""

    async def answer(request: Request) -> Response:
        try:
            return await page(request)
        except jobs.BusyError as error:
            return _page("said.html", 503, said=[str(error)])
        except UserError as error:
            return _page("said.html", 422, said=[line for line in str(error).splitlines() if line.strip()])
        except HTTPException:
            raise
        except Exception:
            _LOGGER.exception("a plain page failed")
            return _page("said.html", 500, said=[texts.CANNOT_DO])

    return answer


async def _refused(_: Request, error: Exception) -> Response:
    code = error.status_code if isinstance(error, HTTPException) else 500
    said = {404: texts.HANDED_OUT_GONE, 405: texts.NO_PAGE, 400: texts.BODY_BROKEN}.get(code)
    return _page("said.html", code, said=[said or getattr(error, "detail", texts.CANNOT_DO)])


async def _form(request: Request) -> FormData:
    """What was sent from our own form: its key is the cookie's, which a stranger's page cannot know."""
    form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS)
    key, shown = request.cookies.get(COOKIE, ""), form.get(_FORM_KEY)
    if not key or not isinstance(shown, str) or not hmac.compare_digest(key.encode(), shown.encode()):
        raise HTTPException(403, texts.FORM_EXPIRED)
    return form


async def _file(form: FormData, field: str, *, needed: bool = True) -> Upload | None:
    """A file of the form. Raises ``UserError`` for a needed one that is not there or empty."""
    sent = form.get(field)
    content = await sent.read() if isinstance(sent, UploadFile) else b""
    if isinstance(sent, UploadFile) and content:
        name = (sent.filename or "").replace("\\", "/").rpartition("/")[2]  # old browsers send the whole path
        return Upload(name, content)
    if needed:
        raise UserError(texts.EMPTY_FILE)
    return None


def _choice(form: FormData, field: str, allowed: tuple[str, ...]) -> str | None:
    value = form.get(field)
    return value if isinstance(value, str) and value in allowed else None


async def _at_work(job: Callable[[], T]) -> T:
    def run() -> T:
        with jobs.turn():
            return job()

    return await run_in_threadpool(run)


def _shelf() -> Shelf:
    return Shelf(jobs.services().folder)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("nianbao.api.plain", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.globals["base"] = base()
    return made


def _page(template: str, code: int = 200, **words: Any) -> HTMLResponse:
    return HTMLResponse(_templates().get_template(template).render(**words), code)


def _file_response(content: bytes, media: str, ascii_name: str, name: str) -> Response:
    """Old browsers know only the first name."""
    said = f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=media, headers={"Content-Disposition": said})
