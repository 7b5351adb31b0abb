"""Whose request it is, where people log in: by the framework's own cookie, then by our table, at every request anew."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from starlette.requests import HTTPConnection
from starlette.types import Scope

from nianbao.api import texts
from nianbao.api.base import base
from nianbao.api.jobs import local_services
from nianbao.report.errors import UserError
from nianbao.report.text import printable
from nianbao.settings import Settings

if TYPE_CHECKING:
    from nianbao.work.people import Viewer
    from nianbao.work.services import Services

COOKIE = "_streamlit_user"
_MOST_PEOPLE = 500
Admits = Callable[[Scope], "Services | None"]
"""The resources of whoever sent a request, as their office has them; None for nobody. Raises ``NotPlacedError``."""


class NotPlacedError(UserError):
    """Somebody is logged in whom our table places in no office, or has shut out."""


def by_cookie(settings: Settings) -> Admits:
    """For a desk whose people log in."""

    def admits(scope: Scope) -> "Services | None":
        from nianbao.work.people import is_admitted, who_came

        if not is_known(scope):
            return None
        claims = _claims(scope)
        subject = str(claims["sub"])
        name = str(claims.get("name") or claims.get("preferred_username") or subject)
        issuer = str(claims.get("iss") or settings.oidc_metadata_url)
        person = who_came(local_services(), issuer, subject, name)
        if not is_admitted(person):
            raise NotPlacedError(texts.NOT_PLACED.format(name=printable(person.name), id=person.id))
        return _seen_by(person.viewer)

    return admits


def is_known(scope: Scope) -> bool:
    """Somebody is logged in at the provider, whatever our table says of them."""
    claims = _claims(scope)
    return bool(claims.get("sub")) and bool(claims.get("is_logged_in", True))


def login_address() -> str:
    """Where the framework sends a browser to the provider; no script is needed for it."""
    from urllib.parse import urlencode

    from streamlit.auth_util import encode_provider_token

    return f"{base()}/auth/login?{urlencode({'provider': encode_provider_token('default')})}"


def _claims(scope: Scope) -> dict[str, Any]:
    """What the framework keeps of a login, its signature checked; empty without one. The reader is a private name of the
    framework's: ``tests/api/test_login.py`` notices when it is another."""
    from streamlit.web.server.starlette import starlette_auth_routes as routes

    kept = routes._get_cookie_value_from_request(HTTPConnection(scope), COOKIE)  # type: ignore[arg-type]
    try:
        found = json.loads(kept) if kept else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


@lru_cache(maxsize=_MOST_PEOPLE)
def _seen_by(viewer: "Viewer") -> "Services":
    return local_services().seen_by(viewer)
