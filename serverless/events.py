"""One event of the cloud's HTTP API made into a request of the intake, and its answer back.

Of an event nothing goes on but what the intake decides by: no address, agent, referrer, cookie or
query. Whatever happens there is an answer, and the log gets a type and a reference: an error that
left here would be written down with its traceback.
"""

import base64
import binascii
import json
import logging
import math
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import Any, Final
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from apig_wsgi import make_lambda_handler

from app.frame.headers import API
from app.intake.limits import PLAIN_LIMIT
from app.wire.constants import SERIAL_HEADER

Event = Mapping[str, Any]
Answer = dict[str, Any]
Handler = Callable[[Event, object], Answer]

HEADERS_LIMIT: Final = 16 * 1024
"""Most characters in all headers, as the server of one machine has it."""

ANSWER_LIMIT: Final = 4_500_000
"""Most bytes in an answer: in base64, with its headers, a function gives 6 MiB and no more."""

MARGIN_S: Final = 4.0
"""How long before its end an invocation must have its answers from elsewhere: a call that has begun
may take that much longer."""

_SEEN: Final = frozenset(
    {"content-type", "host", "origin", "sec-fetch-site", SERIAL_HEADER.lower(), "x-forwarded-proto"}
)
_PLAIN: Final = "%!$&'()*+,/:;=@"
_WORDS: Final = {
    400: "This request cannot be read.",
    431: "The headers of this request are too long.",
    500: "This failed, and nothing was kept.",
}

log = logging.getLogger(__name__)


class Deadline:
    """Until when, by the monotonic clock, an invocation may wait for what is elsewhere."""

    def __init__(self) -> None:
        self._at = math.inf

    def __call__(self) -> float:
        """Return the moment."""
        return self._at

    def begin(self, context: object) -> None:
        """Begin an invocation, of which the context says how long it may take."""
        left = getattr(context, "get_remaining_time_in_millis", None)
        self._at = time.monotonic() + left() / 1000 - MARGIN_S if left else math.inf


class EventUnreadable(Exception):
    """An event is no request that can be read; it never says what it held."""


def handler_of(app: WSGIApplication, name: str, deadline: Deadline) -> Handler:
    """Return what answers the events of the function called `name`."""
    # Every answer in base64: what a page's characters become as JSON has no limit to rely on.
    ask = make_lambda_handler(_given_body(app), non_binary_content_type_prefixes=())

    def handler(event: Event, context: object) -> Answer:
        deadline.begin(context)
        try:
            if _length(event) > HEADERS_LIMIT:
                return _bare(431)
            request = _request(event)
        except EventUnreadable:
            return _bare(400)
        try:
            answer: Answer = ask(request, None)
            if len(answer["body"]) * 3 // 4 > ANSWER_LIMIT:
                answer = ask({**request, "length": PLAIN_LIMIT + 1}, None)
        except Exception as error:  # noqa: BLE001 (see above)
            reference = secrets.token_hex(4)
            # Never the error itself: it could hold what was sent.
            log.error("%s in %s, reference %s", type(error).__name__, name, reference)  # noqa: TRY400
            return _bare(500)
        return answer

    return handler


def _length(event: Event) -> int:
    headers = event.get("headers") if isinstance(event, dict) else None
    if not isinstance(headers, dict):
        raise EventUnreadable
    return sum(len(str(name)) + len(str(value)) for name, value in headers.items())


def _request(event: Event) -> dict[str, Any]:
    """Return what of an event goes on. Raises: EventUnreadable."""
    try:
        context = event["requestContext"]
        body = event.get("body") or ""
        seen = {name.lower(): value for name, value in event["headers"].items()}
        return {
            "version": "2.0",
            "rawPath": _path(event["rawPath"], context.get("stage", "")),
            "rawQueryString": "",
            "headers": {name: _text(seen[name]) for name in sorted(_SEEN & seen.keys())},
            "requestContext": {
                "http": {
                    "method": str(context["http"]["method"]),
                    "protocol": "HTTP/1.1",
                    "sourceIp": "",
                }
            },
            "data": base64.b64decode(body, validate=True)
            if event.get("isBase64Encoded")
            else body.encode(),
        }
    except (KeyError, TypeError, AttributeError, ValueError, binascii.Error):
        # Raised below, because the errors themselves hold what was sent.
        pass
    raise EventUnreadable


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise EventUnreadable
    return value


def _path(raw: str, stage: str) -> str:
    """Return the path below the API's stage, as a browser escapes it; the API has undone that."""
    below = raw.removeprefix(f"/{stage}") if stage and stage != "$default" else raw
    return quote(below if below.startswith("/") else raw, safe=_PLAIN)


def _given_body(app: WSGIApplication) -> WSGIApplication:
    """Let the app read the body as it was decoded here, or as one of another length."""

    def given(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = environ.pop("apig_wsgi.full_event")
        data: bytes = request["data"]
        environ["wsgi.input"] = BytesIO(data)
        environ["CONTENT_LENGTH"] = str(request.get("length", len(data)))
        return app(environ, start_response)

    return given


def _bare(status: int) -> Answer:
    """Return an answer that was made without the intake."""
    headers = {"content-type": "application/problem+json"}
    headers |= {name.lower(): value for name, value in API.headers().items()}
    problem = {"type": "about:blank", "title": _WORDS[status], "status": status}
    return {"statusCode": status, "headers": headers, "body": json.dumps(problem)}
