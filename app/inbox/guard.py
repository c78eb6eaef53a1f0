"""Who may ask the inbox for anything: only the browser that opened the link, by our own name.

A request from a page of ours, under the random name, with the session, and with a body only where a
form of ours has fields: all else gets a notice, whatever it asks for. Style sheet and icon tell
nothing and are for everybody.
"""

from collections.abc import Callable

from flask import abort, request
from werkzeug.wrappers import Response

from app.inbox.forms import is_form
from app.inbox.gate import LOOPBACK_NAMES, SESSION_COOKIE, Gate, host_name, is_own_post
from app.inbox.notices import notice

OPEN_TO_ALL = frozenset({"static", "locked_style"})
"""What is answered by our name without a session."""

TAKES_A_FORM = frozenset({"act", "answer", "phone"})
"""The views whose forms have fields; whatever is sent along to any other is not ours."""


def guard(gate: Gate) -> Callable[[], Response | None]:
    """Return what is asked before every request: the notice to answer with, or None to go on."""

    def ask() -> Response | None:
        host = request.headers.get("Host", "")
        if host_name(host) in LOOPBACK_NAMES:
            return _knock()
        if host_name(host) != gate.name:
            abort(421)
        _refuse_foreign(host)
        if request.endpoint in OPEN_TO_ALL:
            return None
        if gate.locked:
            return notice("locked", 403)
        if request.endpoint == "open_link" or gate.knows(session()):
            return None
        return notice("closed", 403)

    return ask


def session() -> str | None:
    """Return what the request gives as its session's secret."""
    return request.cookies.get(SESSION_COOKIE)


def _knock() -> Response | None:
    if request.method not in ("GET", "HEAD"):
        return notice("knock", 403)
    return None if request.endpoint == "static" else notice("knock", 200)


def _refuse_foreign(host: str) -> None:
    ours = request.endpoint in TAKES_A_FORM and is_form(request)
    if not ours and (request.content_length or "Transfer-Encoding" in request.headers):
        abort(413)
    if request.method in ("GET", "HEAD"):
        return
    headers = request.headers
    if not is_own_post(headers.get("Origin"), headers.get("Sec-Fetch-Site"), host):
        abort(403)
