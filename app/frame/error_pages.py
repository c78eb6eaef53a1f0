"""What a person sees when something fails, in the language of the address, and what we record.

An error page never repeats what was sent and never says how the program is built. The log gets the
type of the exception, the endpoint and a random reference, which the page shows so that a person
can name it on the phone. No message, no traceback, no path: each could hold a sender's words (P5).
"""

import logging
import secrets
from collections.abc import Callable

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from app.addresses import link
from app.frame.headers import API, ERROR, put_on

ApiErrors = Callable[[HTTPException, str | None], Response]
"""Makes the answer to an error under /api/: given the error and, after a failure, its reference."""


def install(app: Flask, api_errors: ApiErrors | None = None, *, pages: bool = True) -> None:
    """Answer every error of the app with a page, or under /api/ with what `api_errors` makes.

    Without `pages` all is answered with what `api_errors` makes.
    """

    def answer(error: HTTPException) -> Response:
        reference = _record(app, error) if isinstance(error, InternalServerError) else None
        if api_errors and (not pages or request.path.startswith(link("api"))):
            return put_on(api_errors(error, reference), API)
        return _page(error, reference)

    app.register_error_handler(HTTPException, answer)
    app.logger.addFilter(_types_only)
    # `answer` records a failure; Flask's own record would hold the path and the traceback.
    app.log_exception = lambda *_: None  # type: ignore[method-assign]  # the hook Flask offers


def _types_only(record: logging.LogRecord) -> bool:
    """Reduce what Flask itself logs about an exception to the exception's type."""
    if record.exc_info and record.exc_info[0]:
        record.msg, record.args = "%s (details withheld)", (record.exc_info[0].__name__,)
    record.exc_info = record.exc_text = record.stack_info = None
    return True


def _record(app: Flask, error: InternalServerError) -> str:
    reference = secrets.token_hex(4)
    cause = type(error.original_exception or error).__name__
    app.logger.error("%s in %s, reference %s", cause, request.endpoint, reference)
    return reference


def _page(error: HTTPException, reference: str | None) -> Response:
    """Return the page; the error's own headers (Allow, Retry-After) stay, its body does not."""
    page = render_template("error.html", status=error.code, reference=reference)
    return put_on(Response(page, error.code, error.get_headers()), ERROR)
