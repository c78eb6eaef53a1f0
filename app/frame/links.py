"""Links and redirects: by path only, in the language of the page that they stand on.

No answer ever names a host: the one in a request may be a proxy's, and is chosen by the sender.
"""

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from app.addresses import BY_NAME, link
from app.frame.locale import Language, current_language


def install(app: Flask) -> None:
    """Give templates their links, and send redirects to a path instead of a host."""
    app.jinja_env.globals.update(link=link_here, same_page=same_page)
    app.after_request(_redirect_by_path)


def link_here(name: str, **values: str) -> str:
    """Return the path of an address, in the page's own language unless `lang` is given."""
    return link(name, **{"lang": current_language().tag, **values})


def same_page(language: Language) -> str:
    """Return the path of this page in another language.

    An address that cannot be opened by a link (a form's target) stands for the page above it; one
    outside the languages, or none, for the first page.
    """
    address = BY_NAME.get(request.endpoint or "")
    if address is None or "{lang}" not in address.path:
        return link("home", lang=language.tag)
    path = address.path
    if "GET" not in address.methods:
        path = path[: path.rindex("/") + 1]
    return path.format(**{**(request.view_args or {}), "lang": language.tag})


def _redirect_by_path(response: Response) -> Response:
    """Replace the redirect that Werkzeug makes for a missing slash, which names the host."""
    if not (response.location or "").startswith(request.host_url):
        return response
    path = (response.location or "").removeprefix(request.host_url).lstrip("/")
    return redirect(f"/{path}", response.status_code)
