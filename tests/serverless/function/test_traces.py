"""Whatever is sent to a function, what it prints says nothing of who sent it, or of what (P5)."""

import base64
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.wire.receipt import groups
from tests.intake.answers import RECEIPT
from tests.page import Page
from tests.serverless.function.installation import Installation
from tests.serverless.function.runtime import ADDRESS, AGENT, QUERY, Event, Function, event
from tests.serverless.function.sendings import (
    BYTES,
    FORM,
    SEALED,
    WRITE,
    checked,
    envelope,
    named,
    post,
    posted,
    send,
)
from tests.store.faulty_proxy import Faults, faulty_proxy

pytestmark = pytest.mark.xdist_group("functions")

WORDS = "Zebrafink-7-Quitte"
MAILBOX = secrets.token_bytes(16)
MARKS = (ADDRESS, AGENT, QUERY, WORDS, RECEIPT, groups(RECEIPT)[0], MAILBOX.hex())


def abuses() -> Iterator[Event]:
    """Yield requests that cannot be taken, each with marks in it."""
    words = WORDS.encode()
    for path in (WRITE, f"{WRITE}send", "/api/envelopes", "/api/mailbox", f"/en/{WORDS}", "/%ff"):
        for method in ("POST", "GET", "HEAD", "OPTIONS", WORDS):
            for headers in (FORM, SEALED, {"Content-Type": f"text/plain; x={WORDS}"}):
                yield event(method, path, b"" if method == "GET" else words, headers)
    yield event("POST", "/api/mailbox", MAILBOX, BYTES)
    yield event("POST", "/api/envelopes", words * 120_000, SEALED)
    yield event("POST", WRITE, b"message=" + b"'" * 2_000_000 + words, FORM)
    yield event("GET", WRITE, b"", {"X-Long": WORDS * 2_000})
    yield event("GET", WRITE, b"", {WORDS: WORDS, "Cookie": WORDS, "Authorization": WORDS})
    for body in (f"%{WORDS}", base64.b64encode(words).decode()[:-1], f"{WORDS}\ud800", None, 7):
        for encoded in (True, False):
            yield event("POST", WRITE, b"", FORM) | {"body": body, "isBase64Encoded": encoded}
    yield {"Records": [WORDS]}
    yield event("GET", WRITE, b"", {}) | {"rawPath": f"/\ud800{WORDS}"}
    yield event("GET", WRITE, b"", {}) | {"headers": {"host": [WORDS]}}
    yield event("GET", WRITE, b"", {}) | {"requestContext": {"http": WORDS}}


def test_requests_that_cannot_be_taken_leave_no_trace(sealed: Function, plain: Function) -> None:
    for function in (sealed, plain):
        before = function.printed()
        for made in abuses():
            answer = function.invoke(made)
            assert "" == answer.error
            assert 200 <= answer.status < 500, (answer.status, made)

        assert before == function.printed()


def test_letters_leave_no_trace(sealed: Function, plain: Function) -> None:
    before = sealed.printed(), plain.printed()
    named(send(sealed, envelope()))
    sent = post(plain, f"{WRITE}send", checked(plain, WORDS))
    assert 200 == sent.status
    post(plain, "/en/return/plain/open", Page(plain.ask("GET", "/en/return/plain/").text))

    assert before == (sealed.printed(), plain.printed())


@pytest.mark.parametrize("name", ["sealed", "plain"])
def test_failures_are_logged_by_their_type_alone(
    installation: Installation, scratch: Path, package_folder: Path, name: str
) -> None:
    faults = Faults()
    with faulty_proxy(installation.server.endpoint, faults) as between:
        environment = installation.environment("sealed" if name == "sealed" else "plain", between)
        with Function(name, environment, scratch, package_folder) as function:
            assert "" == function.started()
            check = None if name == "sealed" else checked(function, WORDS)
            faults.script = ["500-before"] * 50
            for data in (envelope(), envelope()):
                if check:
                    made = event("POST", f"{WRITE}send", posted(check), FORM)
                else:
                    made = event("POST", "/api/envelopes", data, SEALED)
                answer = function.invoke(made, seconds=4.5)
                assert (503, "") == (answer.status, answer.error)
            printed = function.printed()

    assert 2 == printed.count("the intake is closed: Unavailable")
    assert 2 == len(printed.strip().splitlines()), printed
    assert [] == [mark for mark in MARKS if mark in printed]
