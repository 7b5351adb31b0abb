"""What the desk's address answers besides the desk: REST under /api, plain pages under /plain, a guard before all."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TypedDict

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from nianbao.api.guard import Guard
from nianbao.api.login import by_cookie
from nianbao.report.errors import UserError
from nianbao.settings import Settings, get_settings


class Parts(TypedDict):
    """Arguments of ``st.App``."""

    secrets: Mapping[str, Mapping[str, str]] | None
    routes: Sequence[BaseRoute]
    middleware: Sequence[Middleware]


class Late:
    """An ASGI application that is imported when it is first asked: the desk's first screen waits for none."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._app is None:
            self._app = import_module(self._module).make()
        await self._app(scope, receive, send)


def parts(settings: Settings | None = None) -> Parts:
    """The doors of this process. Jobs are written down from here on, where a file for it is set."""
    from nianbao.work.job_log import write_jobs_to

    settings = settings or get_settings()
    write_jobs_to(settings.jobs_log)
    hosts = frozenset(name.strip().lower() for name in settings.hosts.split(",") if name.strip())
    admits = by_cookie(settings) if settings.login_configured else None
    return Parts(
        secrets=_login(settings),
        routes=[
            Mount("/api", app=Late("nianbao.api.rest")),
            Mount("/plain", app=Late("nianbao.api.plain.pages")),
        ],
        middleware=[Middleware(Guard, hosts=hosts, admits=admits, token=bool(settings.api_token))],
    )


def _login(settings: Settings) -> Mapping[str, Mapping[str, str]] | None:
    """What the framework asks for to log people in; None for one local person. Raises ``UserError`` for half a setting."""
    if not settings.login_configured:
        return None
    if lacking := settings.login_lacks:
        raise UserError(f"启用登录还缺设置：{'、'.join(lacking)}（见 docs/people.md）")
    return {
        "auth": {
            "redirect_uri": settings.oidc_redirect_uri,
            "cookie_secret": settings.oidc_cookie_secret,
            "client_id": settings.oidc_client_id,
            "client_secret": settings.oidc_client_secret,
            "server_metadata_url": settings.oidc_metadata_url,
        }
    }
