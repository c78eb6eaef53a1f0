"""What both plain ways answer alike: what cannot be taken, and the way to the next page.

Every page holds what was typed, as nothing of it is kept here (P11).
"""

from collections.abc import Callable
from functools import wraps
from typing import Literal, Protocol, TypeVar

from flask import current_app, make_response, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from app.frame.links import link_here
from app.intake.errors import Closed, ForeignOrigin, FormForeign, FormUnreadable, FormWithFile
from app.intake.problems import RETRY_AFTER_SECONDS

BUSY_SECONDS = 5
"""When those who stand before somebody in the line for a derivation are done for sure."""

Reason = Literal["closed", "too-large", "not-a-form", "file", "garbled"]


class Way(Protocol):
    """One of the plain ways."""

    def give_back(self) -> Response:
        """Answer what a page of another site sent."""
        ...

    @property
    def start(self) -> str:
        """The name of the address where the way begins."""
        ...


AnyWay = TypeVar("AnyWay", bound=Way)


def or_refused_page(view: Callable[[AnyWay], Response]) -> Callable[[AnyWay], Response]:
    """Answer what must not be taken by giving it back, and the rest as `or_refused` does."""

    @wraps(view)
    def answer(way: AnyWay) -> Response:
        def taken() -> Response:
            try:
                return view(way)
            except ForeignOrigin:
                return way.give_back()

        return or_refused(taken, way.start)

    return answer


def or_refused(view: Callable[[], Response], start: str) -> Response:
    """Answer what cannot even be read, or not now, with a page that says what to do.

    `start` is the name of the address where the way begins.
    """
    try:
        return view()
    except Closed:
        return _refused("closed", 503, start)
    except RequestEntityTooLarge:
        return _refused("too-large", 413, start)
    except FormUnreadable as error:
        reasons: dict[type[FormUnreadable], Reason] = {
            FormForeign: "not-a-form",
            FormWithFile: "file",
        }
        return _refused(reasons.get(type(error), "garbled"), error.status, start)


def answered(page: str, status: int, *, busy: bool = False) -> Response:
    """Return the page as an answer; one of 503 says when to try again."""
    response = make_response(page, status)
    if status == 503:  # noqa: PLR2004 (Service Unavailable)
        response.headers["Retry-After"] = str(BUSY_SECONDS if busy else RETRY_AFTER_SECONDS)
    return response


def see(name: str) -> Response:
    """Answer with the address of a page to get next; an answer without words of its own."""
    response = make_response("", 303)
    response.location = link_here(name)
    return response


def log_failure(error: Exception) -> None:
    """Say that something failed that never should.

    Never its message or traceback: they could hold the letter or the receipt.
    """
    current_app.logger.error("%s in %s", type(error).__name__, request.endpoint)


def _refused(reason: Reason, status: int, start: str) -> Response:
    return answered(render_template("plain_refused.html", reason=reason, start=start), status)
