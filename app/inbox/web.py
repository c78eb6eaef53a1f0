"""The inbox's web pages, for one member of staff on their own machine.

Everything in a letter is hostile here: it is only ever escaped text in an isolated block, no page
loads or runs anything, and nothing is cached. What may be reached by whom is `app.inbox.gate`'s.
"""

from collections.abc import Callable

from flask import Flask, Response, abort, make_response, redirect, render_template, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response as BaseResponse

from app.frame.headers import SEEN, Policy, put_on
from app.inbox.cases import Case
from app.inbox.desk import Desk
from app.inbox.errors import InboxError
from app.inbox.gate import LOOPBACK_NAMES, SESSION_COOKIE, Gate, host_name, is_own_post
from app.inbox.meanings import meaning
from app.inbox.records import opening
from app.inbox.visible import visible
from app.store.errors import StoreError

POLICY = Policy({**SEEN, "form-action": "'self'"}, kept="no-store")
"""Our own style, icon and forms; no script, no frame, nothing from elsewhere, nothing kept."""


def create_inbox(*, desk: Desk, gate: Gate, name: str, locked: Callable[[], None]) -> Flask:
    """Return the inbox's web application; `locked` is called when its user locks it."""
    app = Flask(__name__, static_url_path="/static")
    app.config.update(MAX_CONTENT_LENGTH=0, PROVIDE_AUTOMATIC_OPTIONS=False)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(product_name=name, meaning=meaning, opening=opening)
    app.jinja_env.filters["visible"] = visible
    app.before_request(_guard(gate))
    app.after_request(lambda response: put_on(response, POLICY))
    app.register_error_handler(HTTPException, _error_page(app))
    # Flask's own record would hold the path and the exception's text.
    app.log_exception = lambda *_: None  # type: ignore[method-assign]  # the hook Flask offers
    _add_views(app, desk, gate, locked)
    return app


def _guard(gate: Gate) -> Callable[[], BaseResponse | None]:
    def guard() -> BaseResponse | None:
        host = request.headers.get("Host", "")
        if host_name(host) in LOOPBACK_NAMES:
            return _notice("knock", 200 if request.method == "GET" else 403)
        if host_name(host) != gate.name:
            abort(421)
        headers = request.headers
        safe = request.method in ("GET", "HEAD")
        if not safe and not is_own_post(headers.get("Origin"), headers.get("Sec-Fetch-Site"), host):
            abort(403)
        if request.endpoint in ("open_link", "static") or gate.knows(_session()):
            return None
        return _notice("closed", 403)

    return guard


def _add_views(app: Flask, desk: Desk, gate: Gate, locked: Callable[[], None]) -> None:
    def open_link(token: str) -> BaseResponse:
        if request.method != "GET":  # werkzeug adds HEAD, with which a preview would use it up
            abort(405)
        session = gate.admit(token)
        if session is None:
            return redirect("/", 303) if gate.knows(_session()) else _notice("closed", 403)
        response = redirect("/", 303)
        response.set_cookie(SESSION_COOKIE, session, httponly=True, samesite="Strict")
        return response

    def show_list() -> str:
        report = desk.pull()
        return render_template("list.html", report=report, contents=desk.contents())

    def show_case(case_id: str) -> str:
        try:
            found = desk.contents().find(case_id)
        except InboxError:
            abort(404)
        template = "case.html" if isinstance(found, Case) else "quarantined.html"
        return render_template(template, found=found)

    def lock() -> BaseResponse:
        gate.lock()
        locked()
        response = _notice("locked", 200)
        response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="Strict")
        return response

    app.add_url_rule("/open/<token>", view_func=open_link, methods=["GET"])
    app.add_url_rule("/", view_func=show_list)
    app.add_url_rule("/cases/<case_id>", view_func=show_case)
    app.add_url_rule("/lock", view_func=lock, methods=["POST"])


def _session() -> str | None:
    return request.cookies.get(SESSION_COOKIE)


def _notice(kind: str, status: int) -> Response:
    return make_response(render_template("notice.html", kind=kind), status)


def _error_page(app: Flask) -> Callable[[HTTPException], Response]:
    def page(error: HTTPException) -> Response:
        cause = error.original_exception if isinstance(error, InternalServerError) else None
        if cause is not None:
            app.logger.error("%s in %s", type(cause).__name__, request.endpoint)
        failed = "store" if isinstance(cause, StoreError) else "failed"
        kind = failed if isinstance(error, InternalServerError) else "error"
        return _notice(kind, error.code or 500)

    return page
