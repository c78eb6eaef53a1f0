"""What may be sent, and what is refused: the intake's doors, tried with nothing of anybody's."""

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from app.addresses import link
from app.frame.locale import SOURCE
from app.wire.constants import (
    ENVELOPE_MEDIA_TYPE,
    ENVELOPES_PATH,
    MAILBOX_PATH,
    PROBLEM_TYPE,
    SERIAL_HEADER,
)
from serverless.doctor.examined import Examined
from serverless.doctor.finding import Finding, fault, ok

CHECK: Final = "doors"
_FOREIGN: Final = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
_MAILBOX_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class _Try:
    """What is tried, and how it must be answered; `problem` is the code in the answer."""

    said: str
    path: str
    method: str
    status: int
    body: bytes | None = None
    headers: Mapping[str, str] | None = None
    problem: str = ""


def doors(examined: Examined) -> Iterator[Finding]:
    """Yield what is not answered as it must be. Raises: Unreachable, KeyringError."""
    wrong = [found for each in _tries(examined) if (found := _tried(examined, each))]
    yield from wrong
    yield from _mailboxes(examined)
    if not wrong:
        yield ok(CHECK, "what is no letter, or comes from another site, is refused")


def _tries(examined: Examined) -> Iterator[_Try]:
    own = examined.visit.own()
    sealed = {
        "Content-Type": ENVELOPE_MEDIA_TYPE,
        SERIAL_HEADER: str(examined.keyring().serial),
    }
    plain = link("write_plain", lang=SOURCE.tag)
    not_allowed = HTTPStatus.METHOD_NOT_ALLOWED
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        yield _Try(f"{method} of the envelopes", ENVELOPES_PATH, method, not_allowed)
    yield _Try(
        "a post from another site's page",
        ENVELOPES_PATH,
        "POST",
        HTTPStatus.FORBIDDEN,
        b"x",
        {**sealed, **_FOREIGN},
        "foreign-origin",
    )
    yield _Try(
        "what is no envelope",
        ENVELOPES_PATH,
        "POST",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        b"x" * 4096,
        {**sealed, **own},
        "not-age",
    )
    yield _Try(
        "a plain form posted from another site's page",
        plain,
        "POST",
        HTTPStatus.FORBIDDEN,
        b"message=x",
        {"Content-Type": "application/x-www-form-urlencoded", **_FOREIGN},
    )
    yield _Try("HEAD of the plain form", plain, "HEAD", HTTPStatus.OK)
    yield _Try("a method that no page has", link("home", lang=SOURCE.tag), "DELETE", not_allowed)


def _tried(examined: Examined, tried: _Try) -> Finding | None:
    answer = examined.visit.ask(tried.path, tried.method, tried.body, tried.headers)
    if answer.status == tried.status and _has(answer.text, tried.problem):
        return None
    if tried.status == HTTPStatus.METHOD_NOT_ALLOWED and answer.status == HTTPStatus.FORBIDDEN:
        return None  # the edge refuses such methods by itself
    return fault(
        CHECK,
        f"{tried.said} is answered {answer.status} instead of {tried.status:d}",
        "see whether what stands in front passes on method, Origin and Sec-Fetch-Site; deploy"
        " again",
    )


def _has(text: str, problem: str) -> bool:
    if not problem:
        return True
    try:
        told = json.loads(text)
    except ValueError:
        return False
    return isinstance(told, dict) and told.get("type") == f"{PROBLEM_TYPE}{problem}"


def _mailboxes(examined: Examined) -> Iterator[Finding]:
    """Yield whether mailboxes that are not there look like those that are (WIRE §12)."""
    headers = {"Content-Type": ENVELOPE_MEDIA_TYPE, **examined.visit.own()}
    answers = [
        examined.visit.ask(MAILBOX_PATH, "POST", secrets.token_bytes(_MAILBOX_BYTES), headers)
        for _ in range(2)
    ]
    kinds = {(each.status, len(each.body)) for each in answers}
    if len(kinds) != 1 or answers[0].status != HTTPStatus.OK:
        yield fault(
            "mailboxes",
            "an unknown mailbox is not answered like any other",
            "see whether the function may read replies, and its log",
        )
    else:
        yield ok("mailboxes", "an unknown mailbox looks like any other")
