"""A mailbox: whoever names one gets as many bytes, and nobody else learns anything (WIRE §12)."""

import logging
import zlib
from collections.abc import Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.intake.keyring import today
from app.store.errors import Unavailable
from app.store.memory import MemoryShelf
from app.wire.constants import LARGEST_ENVELOPE, MAILBOX_BYTES, MAILBOX_ID_BYTES
from app.wire.errors import MailboxEmpty
from app.wire.mailbox import open_mailbox
from app.wire.receipt import mailbox_id
from tests.intake.answers import KEYS, put_answers
from tests.intake.stage import Stage, reply

ADDRESS = "/api/mailbox"
BYTES = {"Content-Type": "application/octet-stream"}
ID = mailbox_id(KEYS.secret)


def ask(
    client: FlaskClient, data: bytes = ID, headers: Mapping[str, str] | None = None
) -> TestResponse:
    return client.post(ADDRESS, data=data, headers={**BYTES, **(headers or {})})


def problem(answer: TestResponse, status: int) -> str:
    assert status == answer.status_code
    assert "application/problem+json" == answer.headers["Content-Type"]
    fields: dict[str, Any] = answer.get_json(force=True)
    return str(fields["type"]).rpartition(":")[2].rpartition("/")[2]


def test_what_staff_put_there_is_given_and_opens(stage: Stage, client: FlaskClient) -> None:
    sealed = put_answers(stage.replies, "Come whenever you like.")
    answer = ask(client)

    assert (200, sealed) == (answer.status_code, answer.data)
    mailbox = open_mailbox(answer.data, KEYS, reply().verifier.public, today())
    assert ["Come whenever you like."] == [each.text for each in mailbox.answers]


def test_empty_unknown_and_full_are_answered_alike(stage: Stage, client: FlaskClient) -> None:
    unknown = ask(client, bytes(MAILBOX_ID_BYTES))
    put_answers(stage.replies)
    empty = ask(client)
    stage.replies.remove(ID.hex())
    put_answers(stage.replies, *["x" * 4_000] * 15)
    full = ask(client)

    assert {200} == {each.status_code for each in (unknown, empty, full)}
    assert {MAILBOX_BYTES} == {len(each.data) for each in (unknown, empty, full)}
    headers = [dict(each.headers) for each in (unknown, empty, full)]
    assert headers[0] == headers[1] == headers[2]
    assert str(MAILBOX_BYTES) == headers[0]["Content-Length"]
    assert "no-store" == headers[0]["Cache-Control"]


def test_what_fills_an_empty_place_is_new_each_time_and_nothing_compresses_it(
    client: FlaskClient,
) -> None:
    first, second = ask(client).data, ask(client).data

    assert first != second
    assert len(zlib.compress(first, 9)) >= MAILBOX_BYTES
    with pytest.raises(MailboxEmpty):
        open_mailbox(first, KEYS, reply().verifier.public, today())


@pytest.mark.parametrize(
    "data", [b"x", ID[:-1], ID + b"\0", ID.hex().encode(), b"x" * LARGEST_ENVELOPE], ids=len
)
def test_an_id_of_another_size_is_refused(client: FlaskClient, data: bytes) -> None:
    assert "mailbox-id-malformed" == problem(ask(client, data), 400)


def test_a_body_far_too_large_is_refused(client: FlaskClient) -> None:
    answer = client.post(
        ADDRESS, data=ID, headers=BYTES, environ_overrides={"CONTENT_LENGTH": "9" * 30}
    )

    assert "too-large" == problem(answer, 413)


def test_an_id_that_is_cut_off_is_refused(client: FlaskClient) -> None:
    answer = client.post(
        ADDRESS, data=ID[:-1], headers=BYTES, environ_overrides={"CONTENT_LENGTH": "16"}
    )

    assert "truncated" == problem(answer, 400)


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", ""])
def test_what_is_not_declared_as_bytes_is_refused(client: FlaskClient, kind: str) -> None:
    body = b'{"mailbox": "0"}' if kind.endswith("json") else ID

    assert "wrong-content-type" == problem(ask(client, body, {"Content-Type": kind}), 415)


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://other.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_page_of_another_site_gets_nothing(
    stage: Stage, client: FlaskClient, headers: dict[str, str]
) -> None:
    put_answers(stage.replies, "secret")

    assert "foreign-origin" == problem(ask(client, headers=headers), 403)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_a_mailbox_is_asked_for_by_post_alone(client: FlaskClient, method: str) -> None:
    answer = client.open(ADDRESS, method=method, data=ID, headers=BYTES)

    assert 405 == answer.status_code
    assert "POST" == answer.headers["Allow"]


def test_an_id_in_the_address_leads_nowhere(stage: Stage, client: FlaskClient) -> None:
    put_answers(stage.replies, "secret")

    assert "not-found" == problem(client.post(f"{ADDRESS}/{ID.hex()}", headers=BYTES), 404)
    assert 405 == client.get(f"{ADDRESS}?{ID.hex()}").status_code


@pytest.mark.parametrize("size", [0, 1, MAILBOX_BYTES - 1, MAILBOX_BYTES + 1, 2 << 20])
def test_an_object_of_a_wrong_size_is_never_given_out_and_told_of(
    stage: Stage, client: FlaskClient, caplog: pytest.LogCaptureFixture, size: int
) -> None:
    stage.replies.replace(ID.hex(), b"M" * size, None)
    answer = ask(client)

    assert (200, MAILBOX_BYTES) == (answer.status_code, len(answer.data))
    assert b"MMMM" not in answer.data
    assert ["ERROR"] == [each.levelname for each in caplog.records]
    assert "wrong size" in caplog.text
    assert ID.hex() not in caplog.text


class Broken(MemoryShelf):
    def read(self, name: str) -> tuple[bytes, str] | None:
        raise Unavailable(f"the disk with {name} is gone")


def test_a_shelf_that_cannot_be_read_is_closed_and_the_log_has_no_id(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.replies = Broken()
    with caplog.at_level(logging.DEBUG):
        answer = ask(stage.intake.test_client(use_cookies=False))

    assert "closed" == problem(answer, 503)
    assert "120" == answer.headers["Retry-After"]
    assert "Unavailable" in caplog.text
    assert ID.hex() not in caplog.text
