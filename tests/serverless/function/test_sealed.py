"""The sealed function, from its package under the real runtime, with its own role."""

import secrets

import pytest

from app.wire.constants import LARGEST_ENVELOPE, LARGEST_LETTER, MAILBOX_BYTES
from app.wire.receipt import mailbox_id
from tests.intake.answers import KEYS, put_answers
from tests.serverless.function.installation import Installation
from tests.serverless.function.runtime import Function, event
from tests.serverless.function.sendings import BYTES, SEALED, envelope, named, send

pytestmark = pytest.mark.xdist_group("functions")


def test_a_letter_that_was_taken_rests_as_it_was_sent(
    sealed: Function, installation: Installation
) -> None:
    data = envelope()
    name = named(send(sealed, data))

    assert data == installation.envelopes()[name]


def test_the_same_letter_again_is_taken_again_and_rests_once(
    sealed: Function, installation: Installation
) -> None:
    data = envelope()
    names = {named(send(sealed, data)) for _ in range(3)}

    assert 1 == len(names)
    assert data == installation.envelopes()[names.pop()]


def test_the_largest_letter_is_taken(sealed: Function, installation: Installation) -> None:
    data = envelope(LARGEST_LETTER)
    assert LARGEST_ENVELOPE == len(data)

    name = named(send(sealed, data))
    assert data == installation.envelopes()[name]


def test_a_mailbox_is_given_by_its_name_and_an_unknown_one_looks_alike(
    sealed: Function, installation: Installation
) -> None:
    there = put_answers(installation.replies, "We have your letter.")
    for name in (mailbox_id(KEYS.secret), secrets.token_bytes(16)):
        answer = sealed.ask("POST", "/api/mailbox", name, BYTES)
        assert (200, MAILBOX_BYTES) == (answer.status, len(answer.body))
        assert (name == mailbox_id(KEYS.secret)) == (there == answer.body)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("GET /en/write/plain/", 404),
        ("POST /en/write/plain/send", 404),
        ("POST /fi/return/plain/open", 404),
        ("GET /keyring.txt", 404),
        ("GET /notice.txt", 404),
        ("GET /", 404),
        ("GET /en/", 404),
        ("GET /assets/style.css", 404),
        ("GET /api/envelopes", 405),
        ("HEAD /api/mailbox", 405),
        ("OPTIONS /api/envelopes", 405),
        ("DELETE /api/envelopes", 405),
        ("POST /api/other", 404),
    ],
)
def test_what_is_not_the_sealed_ways_own_is_refused(
    sealed: Function, asked: str, status: int
) -> None:
    method, path = asked.split()
    answer = sealed.ask(method, path, b"x" if method == "POST" else b"", SEALED)

    assert (status, "") == (answer.status, answer.error)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_a_letter_in_text_is_read_and_refused_as_a_letter(sealed: Function) -> None:
    made = event("POST", "/api/envelopes", b"", SEALED) | {"body": "no envelope"}
    answer = sealed.invoke(made)

    assert (422, "not-age") == (answer.status, answer.text.split("problem:")[1].split('"')[0])
