"""Where the desk stands on its host: at the top, or under the path that a proxy before it serves it at.

One fact, the framework's own setting: ``server.baseUrlPath``.
"""

from functools import cache


@cache
def base() -> str:
    """Empty, or ``/nianbao``."""
    from streamlit import config

    said = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{said}" if said else ""


def within(path: str) -> str:
    """A path as it is without the base; one that is not under it stays as it is."""
    top = base()
    return path.removeprefix(top) or "/" if top and (path == top or path.startswith(f"{top}/")) else path
