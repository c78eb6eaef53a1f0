"""Whatever event reaches a function, it gets an answer, and the log learns nothing of who asked."""

import base64
import json
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from app.intake.limits import PLAIN_LIMIT
from app.wire.constants import MAILBOX_BYTES
from app.wire.envelope import seal_envelope
from serverless.events import ANSWER_LIMIT, HEADERS_LIMIT, MARGIN_S, Answer, Deadline, handler_of
from tests.intake.stage import SERIAL, Stage, identity
from tests.serverless.function.runtime import ADDRESS, AGENT, QUERY, event

ORIGIN = "https://turva.example"
BYTES = {"Content-Type": "application/octet-stream", "Origin": ORIGIN}
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Origin": ORIGIN}
SEALED = BYTES | {"Keyring-Serial": str(SERIAL)}
PLAIN = "/fi/write/plain/"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path, origins=(ORIGIN,))


def ask(
    stage: Stage,
    method: str,
    path: str,
    body: bytes = b"",
    headers: dict[str, str] | None = None,
    **changed: object,
) -> tuple[int, bytes]:
    answer = answered(stage, event(method, path, body, headers or {}) | changed)
    return answer["statusCode"], base64.b64decode(answer["body"])


def answered(stage: Stage, made: Any) -> Answer:
    return handler_of(stage.intake, "sealed", Deadline())(made, None)


def test_an_envelope_arrives_as_it_was_sent_and_only_then_is_taken(stage: Stage) -> None:
    sealed = seal_envelope(b"{}", identity().recipient)
    status, body = ask(stage, "POST", "/api/envelopes", sealed, SEALED)

    assert 201 == status
    assert sealed == stage.store.get(json.loads(body)["id"])


def test_a_binary_answer_comes_whole(stage: Stage) -> None:
    status, body = ask(stage, "POST", "/api/mailbox", b"\x00\xff" * 8, BYTES)

    assert (200, MAILBOX_BYTES) == (status, len(body))


@pytest.mark.parametrize("stage_name", ["dev", "$default"])
def test_the_apis_stage_is_no_part_of_the_path(stage: Stage, stage_name: str) -> None:
    made = event("GET", PLAIN, b"", {})
    made["requestContext"]["stage"] = stage_name
    if stage_name == "$default":
        made["rawPath"] = PLAIN

    assert 200 == answered(stage, made)["statusCode"]


@pytest.mark.parametrize(
    ("encoded", "body", "status"),
    [
        (False, "message=hei", 200),
        (True, base64.b64encode(b"message=hei").decode(), 200),
        (False, "message=\ud800", 400),
        (True, "message=hei", 400),
        (True, "%%%", 400),
        (False, 7, 400),
        (False, None, 422),
        (False, "", 422),
    ],
)
def test_a_form_is_read_in_base64_or_not_and_never_half(
    stage: Stage,
    encoded: object,
    body: object,
    status: int,
) -> None:
    made = event("POST", PLAIN, b"", FORM) | {"body": body, "isBase64Encoded": encoded}

    assert status == answered(stage, made)["statusCode"]


@pytest.mark.parametrize(
    ("asked", "headers", "body", "status"),
    [
        (f"HEAD {PLAIN}", {}, b"", 200),
        (f"OPTIONS {PLAIN}", {}, b"", 405),
        (f"PUT {PLAIN}", {}, b"", 405),
        (f"BREW {PLAIN}", {}, b"", 405),
        ("OPTIONS /api/envelopes", {}, b"", 405),
        ("HEAD /api/envelopes", {}, b"", 405),
        ("GET /api/mailbox", {}, b"", 405),
        ("GET /api/", {}, b"", 404),
        ("GET /api/envelopes/", {}, b"", 404),
        ("GET /fi/nothing", {}, b"", 404),
        ("GET /é/\u4e2d", {}, b"", 404),
        ("GET /%25ff%00/..//", {}, b"", 404),
        (f"POST {PLAIN}", FORM | {"Content-Type": "text/plain"}, b"x", 415),
        (f"POST {PLAIN}", FORM | {"Content-Type": ""}, b"x", 415),
        (f"POST {PLAIN}", FORM, b"message=%ff", 400),
        (f"POST {PLAIN}", FORM, b"x" * (PLAIN_LIMIT + 1), 413),
        (f"POST {PLAIN}", FORM | {"Origin": "https://foreign.example"}, b"message=x", 403),
        ("POST /api/envelopes", SEALED | {"Content-Type": "text/plain"}, b"x", 415),
        ("POST /api/envelopes", SEALED, b"no envelope", 422),
        ("POST /api/envelopes", SEALED, b"x" * (PLAIN_LIMIT + 1), 413),
        ("POST /api/envelopes", SEALED | {"Origin": "https://foreign.example"}, b"x", 403),
        ("POST /api/envelopes", SEALED | {"Keyring-Serial": "²"}, b"x", 400),
        ("POST /api/envelopes", BYTES, b"x", 400),
        ("POST /api/mailbox", BYTES, b"x", 400),
    ],
)
def test_what_cannot_be_taken_gets_its_status_under_a_policy(
    stage: Stage, asked: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    method, path = asked.split(" ", 1)
    answer = answered(stage, event(method, path, body, headers))

    assert status == answer["statusCode"]
    assert "default-src 'none'" in answer["headers"]["content-security-policy"]
    assert [] == answer.get("cookies", [])
    assert (method == "HEAD") == (not answer["body"])


@pytest.mark.parametrize(
    ("path", "leads_to"), [("/fi/write/plain", PLAIN), ("/fi/write/plain/done", PLAIN)]
)
def test_where_an_answer_leads_the_apis_own_host_is_not_named(
    stage: Stage, path: str, leads_to: str
) -> None:
    answer = answered(stage, event("GET", path, b"", {"Sec-Fetch-Site": "none"}))

    assert answer["statusCode"] in {303, 308}
    assert leads_to == answer["headers"]["location"]


def test_headers_far_too_long_are_refused(stage: Stage) -> None:
    for size, status in ((HEADERS_LIMIT, 431), (9_000, 200)):
        made = event("GET", PLAIN, b"", {"X": "x" * size})
        assert status == answered(stage, made)["statusCode"]


@pytest.mark.parametrize(
    "made",
    [
        None,
        [],
        {},
        {"headers": None},
        {"headers": {}, "rawPath": PLAIN},
        {"headers": {"host": 7}, "rawPath": PLAIN, "requestContext": {"http": {"method": "GET"}}},
        {"headers": {}, "rawPath": None, "requestContext": {"http": {"method": "GET"}}},
        {"headers": {}, "rawPath": "/\ud800", "requestContext": {"http": {"method": "GET"}}},
        {"Records": [{"s3": QUERY}]},
    ],
)
def test_what_is_no_request_is_answered_and_not_written_down(
    stage: Stage, caplog: pytest.LogCaptureFixture, made: object
) -> None:
    answer = answered(stage, made)

    assert 400 == answer["statusCode"]
    assert "cannot be read" in answer["body"]
    assert "" == caplog.text


def test_a_form_that_would_come_back_too_large_is_said_to_be(stage: Stage) -> None:
    typed = b"message=" + b"'" * (PLAIN_LIMIT - 8)
    status, body = ask(stage, "POST", PLAIN, typed, FORM)

    assert 413 == status
    assert len(body) < ANSWER_LIMIT
    assert b'<html lang="fi"' in body


def test_a_fault_is_answered_and_logged_by_its_type_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def failing(environ: WSGIEnvironment, _start: StartResponse) -> Iterable[bytes]:
        raise RuntimeError(repr(environ))

    with caplog.at_level(logging.DEBUG):
        made = event("POST", PLAIN, b"secret words", FORM)
        answer = handler_of(failing, "plain", Deadline())(made, None)

    assert 500 == answer["statusCode"]
    assert "default-src 'none'" in answer["headers"]["content-security-policy"]
    (record,) = caplog.records
    said = record.getMessage()
    assert said.startswith("RuntimeError in plain, reference ")
    assert record.exc_info is None


def test_the_program_is_not_told_who_asks() -> None:
    seen: dict[str, Any] = {}

    def looking(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        seen.update(environ)
        start("200 OK", [("Content-Type", "text/plain")])
        return [b""]

    handler_of(looking, "plain", Deadline())(event("GET", PLAIN, b"", SEALED), None)
    told = repr(seen)
    for trace in (ADDRESS, AGENT, QUERY):
        assert trace not in told
    assert (ORIGIN, str(SERIAL)) == (seen["HTTP_ORIGIN"], seen["HTTP_KEYRING_SERIAL"])


def test_calls_elsewhere_end_before_the_invocation_does(monkeypatch: pytest.MonkeyPatch) -> None:
    class Context:
        def get_remaining_time_in_millis(self) -> int:
            return 15_000

    monkeypatch.setattr("serverless.events.time.monotonic", lambda: 100.0)
    deadline = Deadline()
    assert float("inf") == deadline()  # while it starts, the calls' own patience counts
    deadline.begin(Context())

    assert 115 - MARGIN_S == deadline()
