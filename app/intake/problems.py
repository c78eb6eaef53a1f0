"""The refusals of the address for programs (/api/) as data: problem details of RFC 9457.

They speak to programs, in English; people get pages. None repeats a byte of what was sent.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from flask import Response
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from app.wire.constants import PROBLEM_MEDIA_TYPE, PROBLEM_TYPE, PROBLEMS
from app.wire.errors import PostRefused

RETRY_AFTER_SECONDS: Final = 120

WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "foreign-origin": (
            "This came from another site",
            "Only this service's own pages may post from a browser: send from there.",
        ),
        "not-found": (
            "Nothing is here",
            "Only /api/envelopes (WIRE §8) and /api/mailbox (WIRE §12) are here.",
        ),
        "method-not-allowed": (
            "This address does not take that method",
            "The Allow header names the methods that it takes.",
        ),
        "wrong-content-type": (
            "This is not declared as bytes",
            "Send an envelope or a mailbox id as application/octet-stream.",
        ),
        "length-required": (
            "The length is missing",
            "Say in Content-Length how many bytes there are.",
        ),
        "too-large": (
            "This is larger than every envelope",
            "No envelope is larger than that of the largest bucket (WIRE §7): send less.",
        ),
        "serial-missing": (
            "The keyring's serial is missing",
            "Name in Keyring-Serial the serial of the keyring that the letter was sealed under.",
        ),
        "serial-malformed": (
            "The keyring's serial is no serial",
            "Keyring-Serial is a positive number in plain digits.",
        ),
        "stale-serial": (
            "Another keyring is in force",
            "Fetch /keyring.txt, seal the same letter again with its letter id, and send that.",
        ),
        "truncated": (
            "This did not arrive whole",
            "Fewer bytes came than Content-Length said: send it again.",
        ),
        "not-age": (
            "This is not an age file",
            "An envelope begins with the version line of the binary age v1 format (WIRE §7).",
        ),
        "malformed-header": (
            "The header is malformed",
            "The age header is not written as age writes it (WIRE §7): seal the letter again.",
        ),
        "no-stanza": (
            "Nobody could open this envelope",
            "Its header has no stanza: seal the letter to the keyring's recipient.",
        ),
        "several-stanzas": (
            "Somebody else could open this envelope too",
            "Its header has several stanzas: seal the letter to the keyring's recipient alone.",
        ),
        "foreign-stanza": (
            "This envelope is for another kind of recipient",
            "Its stanza is of another type: seal the letter to the keyring's recipient.",
        ),
        "wrong-size": (
            "The envelope is not as long as a bucket makes it",
            "Pad the letter to a bucket before sealing (WIRE §6), and send all of the envelope.",
        ),
        "mailbox-id-malformed": (
            "This is no mailbox id",
            "Send exactly the 16 bytes of a mailbox id (WIRE §12).",
        ),
        "closed": (
            "Nothing can be taken or given right now",
            "Nothing was kept. Send the same again after Retry-After, or call.",
        ),
    }
)
"""Title and detail of every code of WIRE §8 and §12."""

_OF_STATUS: Final = {404: "not-found", 405: "method-not-allowed", 413: "too-large", 503: "closed"}


def refusal_response(refused: PostRefused) -> Response:
    """Return the answer to a post that is not taken (WIRE §8)."""
    return _coded(refused.code)


def error_response(error: HTTPException, reference: str | None) -> Response:
    """Return the answer to an error that the framework itself raised under /api/.

    A status without a code of ours gets the type "about:blank" (RFC 9457 §4.2.1). `reference` is
    what the log calls a failure.
    """
    status = error.code or 500
    if status in _OF_STATUS:
        response = _coded(_OF_STATUS[status])
    else:
        detail = f"The log calls this failure {reference}." if reference else None
        response = _response("about:blank", HTTP_STATUS_CODES[status], status, detail)
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def _coded(code: str) -> Response:
    title, detail = WORDS[code]
    return _response(PROBLEM_TYPE + code, title, PROBLEMS[code], detail)


def _response(kind: str, title: str, status: int, detail: str | None) -> Response:
    fields: dict[str, str | int] = {"type": kind, "title": title, "status": status}
    if detail is not None:
        fields["detail"] = detail
    response = Response(
        json.dumps(fields, ensure_ascii=False), status, content_type=PROBLEM_MEDIA_TYPE
    )
    if status == PROBLEMS["closed"]:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
