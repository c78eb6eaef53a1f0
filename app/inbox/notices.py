"""The pages that say one short thing and show nothing of any letter."""

from collections.abc import Callable
from typing import Literal

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound

from app.store.errors import StoreError

Kind = Literal["knock", "closed", "locked", "store", "failed", "absent", "refused"]


def notice(kind: Kind, status: int) -> Response:
    """Return the page that says it; `kind` names the sentences in `notice.html`."""
    return make_response(render_template("notice.html", kind=kind), status)


def error_page(app: Flask) -> Callable[[HTTPException], Response]:
    """Return what turns each error into its notice; the log gets a fault's type and no more."""

    def page(error: HTTPException) -> Response:
        if not isinstance(error, InternalServerError):
            return notice("absent" if isinstance(error, NotFound) else "refused", error.code or 500)
        cause = error.original_exception
        if cause is not None:
            app.logger.error("%s in %s", type(cause).__name__, request.endpoint)
        return notice("store" if isinstance(cause, StoreError) else "failed", 500)

    return page
