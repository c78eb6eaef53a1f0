"""POST /api/envelopes: what is taken, what is refused and with which problem (WIRE §8)."""

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from app.intake.keyring import today
from app.intake.limits import ENVELOPE_LIMIT
from app.store.errors import Conflict, Unavailable
from app.store.memory import MemoryStore
from app.wire.constants import PROBLEMS
from app.wire.envelope import envelope_id, seal_envelope
from app.wire.keyring import Grace, sign_keyring
from tests.intake.stage import SERIAL, Stage, identity, keyring, root

VECTORS = Path(__file__).parents[1] / "vectors" / "wire"
URL = "/api/envelopes"
DECLARED = {"Content-Type": "application/octet-stream", "Keyring-Serial": str(SERIAL)}


def vectors(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((VECTORS / f"{name}.json").read_text())["cases"]
    return cases


def envelope(letter: bytes = b"{}") -> bytes:
    return seal_envelope(letter, identity().recipient)


def post(client: FlaskClient, data: bytes, **headers: str | None) -> TestResponse:
    """Post an envelope; a header given as None is left out."""
    named: Mapping[str, str | None] = DECLARED | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    kept = {name: value for name, value in named.items() if value is not None}
    length = {"CONTENT_LENGTH": str(len(data))}
    return client.post(URL, data=data, headers=kept, environ_overrides=length)


def stream_to(client: FlaskClient, stream: object, length: str | None) -> TestResponse:
    """Post a body of an announced length that only the program itself reads."""
    announced = {} if length is None else {"CONTENT_LENGTH": length}
    given = {"wsgi.input": stream, **announced}
    return client.post(URL, headers=DECLARED, environ_overrides=given)


def assert_problem(answer: TestResponse, code: str) -> None:
    assert "application/problem+json" == answer.headers["Content-Type"]
    body = json.loads(answer.data)
    assert f"urn:turva:problem:{code}" == body["type"]
    assert PROBLEMS[code] == answer.status_code == body["status"]
    assert {"type", "title", "status", "detail"} == body.keys()
    assert body["title"]
    assert body["detail"]
    assert ("Retry-After" in answer.headers) == (code == "closed")
    assert "no-store" == answer.headers["Cache-Control"]


def test_an_envelope_is_kept_as_it_came_and_acknowledged_with_its_id(
    stage: Stage, client: FlaskClient
) -> None:
    data = envelope()
    answer = post(client, data)
    assert 201 == answer.status_code
    assert "application/json" == answer.headers["Content-Type"]
    assert {"id": envelope_id(data)} == json.loads(answer.data)
    assert data == stage.store.get(envelope_id(data))


@pytest.mark.parametrize("size", [16384 - 4, 1_048_576 - 4])
def test_an_envelope_of_a_larger_bucket_is_kept(
    stage: Stage, client: FlaskClient, size: int
) -> None:
    data = envelope(b"x" * size)
    assert 201 == post(client, data).status_code
    assert data == stage.store.get(envelope_id(data))


def test_the_same_envelope_a_hundred_times_is_kept_once_and_acknowledged_each_time(
    stage: Stage, client: FlaskClient
) -> None:
    data = envelope()
    answers = [post(client, data) for _ in range(100)]
    assert {201} == {answer.status_code for answer in answers}
    assert 1 == len({answer.data for answer in answers})
    assert [envelope_id(data)] == list(stage.store.names())


@pytest.mark.parametrize("case", vectors("envelope"), ids=lambda case: case["name"])
def test_every_envelope_vector_gets_its_own_answer(
    stage: Stage, client: FlaskClient, case: dict[str, Any]
) -> None:
    data = base64.b64decode(case["input"])
    answer = post(client, data)
    if "ok" in case["expected"]:
        assert {"id": case["expected"]["ok"]} == json.loads(answer.data)
        assert 201 == answer.status_code
    else:
        assert_problem(answer, case["expected"]["refused"])
        assert [] == list(stage.store.names())


def grace_as_of_today(given: dict[str, Any]) -> Grace | None:
    """Return the vector's grace with as many days left as it has on the vector's own day."""
    if given["grace"] is None:
        return None
    serial, until = given["grace"]
    return Grace(serial, today() + (date.fromisoformat(until) - date.fromisoformat(given["today"])))


@pytest.mark.parametrize("case", vectors("serial"), ids=lambda case: case["name"])
def test_every_serial_vector_gets_its_own_answer(
    stage: Stage, client: FlaskClient, case: dict[str, Any]
) -> None:
    ring = replace(
        keyring(serial=case["input"]["in_force"]), grace=grace_as_of_today(case["input"])
    )
    stage.put_keyring(sign_keyring(ring, root()))
    header = case["input"]["header"]
    if header is not None and not header.isascii():
        header = header.encode().decode("latin-1")
    answer = post(client, envelope(), Keyring_Serial=header)
    if "ok" in case["expected"]:
        assert 201 == answer.status_code
    else:
        assert_problem(answer, case["expected"]["refused"])
        assert [] == list(stage.store.names())


@pytest.mark.parametrize(
    "kind", [None, "", "text/plain", "application/json", "application/x-www-form-urlencoded"]
)
def test_another_content_type_is_refused(client: FlaskClient, kind: str | None) -> None:
    assert_problem(post(client, envelope(), Content_Type=kind), "wrong-content-type")


@pytest.mark.parametrize("headers", [{"Sec_Fetch_Site": "cross-site"}, {"Origin": "https://x.y"}])
def test_a_foreign_origin_is_refused_first(client: FlaskClient, headers: dict[str, str]) -> None:
    answer = post(client, b"", Content_Type=None, Keyring_Serial=None, **headers)
    assert_problem(answer, "foreign-origin")


def test_a_body_larger_than_every_envelope_is_refused(client: FlaskClient) -> None:
    assert_problem(post(client, b"x" * (ENVELOPE_LIMIT + 1)), "too-large")


@pytest.mark.parametrize("length", ["9" * 18, "9" * 400])
def test_an_announced_length_beyond_every_envelope_is_refused_unread(
    client: FlaskClient, length: str
) -> None:
    answer = stream_to(client, Unreadable(), length)
    assert_problem(answer, "too-large")


@pytest.mark.parametrize("length", [None, "", "-1", "+1", "1.0", "1_0", "1e3", "\xb2"])
def test_a_length_missing_or_unclear_is_refused(client: FlaskClient, length: str | None) -> None:
    answer = stream_to(client, Unreadable(), length)
    assert_problem(answer, "length-required")


def test_fewer_bytes_than_announced_are_refused(stage: Stage, client: FlaskClient) -> None:
    data = envelope()
    answer = stream_to(client, Counted(data), str(len(data) + 1))
    assert_problem(answer, "truncated")
    assert [] == list(stage.store.names())


def test_exactly_the_announced_bytes_are_read_and_not_one_more(
    stage: Stage, client: FlaskClient
) -> None:
    data = envelope()
    stream = Counted(data + b"the next request", piece=1000)
    answer = stream_to(client, stream, str(len(data)))
    assert 201 == answer.status_code
    assert len(data) == stream.given
    assert data == stage.store.get(envelope_id(data))


@pytest.mark.parametrize("error", [Unavailable("full"), Conflict("other bytes")])
def test_an_envelope_that_the_store_cannot_keep_is_never_acknowledged(
    stage: Stage, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    stage.store = Refusing(error)
    answer = post(stage.intake.test_client(), envelope())
    assert_problem(answer, "closed")
    assert [f"the intake is closed: {type(error).__name__}"] == caplog.messages


def test_a_failure_of_the_program_is_a_problem_too(stage: Stage) -> None:
    stage.store = Refusing(RuntimeError("a sender's words"))
    answer = post(stage.intake.test_client(), envelope())
    assert 500 == answer.status_code
    body = json.loads(answer.data)
    assert "about:blank" == body["type"]
    assert "a sender's words" not in answer.text


def test_without_a_usable_keyring_the_intake_is_closed(stage: Stage, client: FlaskClient) -> None:
    data = envelope()
    stage.put_keyring("")
    assert_problem(post(client, data), "closed")
    stage.put_keyring(sign_keyring(keyring(), root()))
    assert 201 == post(client, data).status_code


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused_and_the_right_one_is_named(
    client: FlaskClient, method: str
) -> None:
    answer = client.open(URL, method=method)
    assert 405 == answer.status_code
    assert "POST" == answer.headers["Allow"]
    if method != "HEAD":
        assert_problem(answer, "method-not-allowed")


@pytest.mark.parametrize("path", ["/api/", "/api/nothing", "/api/envelopes/", "/api/envelopes/1"])
def test_other_addresses_under_api_are_problems(client: FlaskClient, path: str) -> None:
    assert_problem(client.get(path), "not-found")


FIELD = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    body=st.binary(max_size=300).map(lambda tail: b"age-encryption.org/v1\n" + tail)
    | st.binary(max_size=300),
    headers=st.dictionaries(
        st.sampled_from(
            [
                "Content-Type",
                "Keyring-Serial",
                "Origin",
                "Sec-Fetch-Site",
                "Host",
                "Expect",
                "X-Any",
            ]
        ),
        FIELD,
    ),
    declared=st.booleans(),
)
def test_whatever_comes_gets_an_answer_that_is_no_failure_and_nothing_is_kept(
    stage: Stage,
    client: FlaskClient,
    body: bytes,
    headers: dict[str, str],
    declared: bool,  # noqa: FBT001 (hypothesis gives it)
) -> None:
    answer = client.post(URL, data=body, headers=headers | (DECLARED if declared else {}))
    assert 400 <= answer.status_code < 500
    assert "application/problem+json" == answer.headers["Content-Type"]
    assert [] == list(stage.store.names())


class Refusing(MemoryStore):
    """A store that answers every put with one error."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def put(self, name: str, data: bytes) -> None:
        del name, data
        raise self._error


class Unreadable:
    """A body that must not be touched."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError(size)


class Counted:
    """A body that comes in pieces, and counts what was taken."""

    def __init__(self, data: bytes, piece: int = 1 << 20) -> None:
        self._data = data
        self._piece = piece
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        assert size > 0
        taken = self._data[self.given : self.given + min(size, self._piece)]
        self.given += len(taken)
        return taken
