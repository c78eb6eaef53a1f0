"""Which posts come from our own pages: refuse only what names another site (design §4).

There is no session that a foreign page could ride, so a missing or "null" Origin (old browsers,
privacy tools) is let in and only marked. It never looks at an address, an agent or a referrer.
"""

from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from werkzeug.wrappers import Request

from app.intake.errors import ForeignOrigin

NO_ORIGIN: Final = "no-origin"
"""The mark of a letter whose Origin was missing or "null" (WIRE §4)."""

_FOREIGN_SITES: Final = {"cross-site", "same-site"}
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


def check_origin(request: Request, origins: Collection[str] = ()) -> tuple[str, ...]:
    """Return the marks of a post that did not come from another site.

    `origins` are the site's own ("https://example.org"); without any, the request's own scheme and
    Host count. Raises: ForeignOrigin. Source: Fetch, "Origin"; Fetch Metadata, "Sec-Fetch-Site".
    """
    if request.headers.get("Sec-Fetch-Site", "").strip().lower() in _FOREIGN_SITES:
        raise ForeignOrigin
    origin = request.headers.get("Origin", "").strip()
    if origin in {"", "null"}:
        return (NO_ORIGIN,)
    own = origins or (f"{request.scheme}://{request.headers.get('Host', '')}",)
    try:
        if _parse(origin) in {_parse(each) for each in own}:
            return ()
    except ValueError:  # an origin or a Host that is none
        pass
    raise ForeignOrigin


def is_hidden(request: Request) -> bool:
    """Say whether the page that posted hides where it is from, in a browser too old to tell.

    Ours never do, as their referrer policy names them to us; a page of another site can. The digits
    of somebody else's receipt in such a post must not be taken for those of who looks at the page.
    Source: Fetch, "Origin" (a policy of no referrer, or a sandbox, makes it "null").
    """
    named = request.headers.get("Origin", "").strip()
    return named == "null" and "Sec-Fetch-Site" not in request.headers


def may_be_ours(request: Request) -> bool:
    """Say whether one of our pages may have led here, as far as the browser tells.

    An address that was typed, kept or picked from the history comes from no page; a browser that
    tells nothing is believed. Source: Fetch Metadata, "Sec-Fetch-Site".
    """
    return request.headers.get("Sec-Fetch-Site", "same-origin").strip().lower() == "same-origin"


def _parse(origin: str) -> tuple[str, str, int | None]:
    parts = urlsplit(origin)
    if not parts.hostname:
        raise ValueError
    return parts.scheme, parts.hostname, parts.port or _DEFAULT_PORTS.get(parts.scheme)
