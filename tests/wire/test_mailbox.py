"""Mailboxes: one size, one way to write them, and only what the reply key signed (WIRE §12)."""

import base64
import json
import traceback
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wire.constants import MAILBOX_BYTES
from app.wire.envelope import check_envelope
from app.wire.errors import (
    EnvelopeUnsealed,
    MailboxEmpty,
    MailboxError,
    MailboxExpired,
    MailboxFull,
    MailboxMalformed,
)
from app.wire.mailbox import Answer, Mailbox, open_mailbox, seal_mailbox
from tests.vectors.reading import outcome, vectors
from tests.wire.letters import TEXTS
from tests.wire.mailboxes import (
    REPLY,
    TODAY,
    derived,
    filled,
    keys_of,
    mailbox_of,
    object_of,
    to_fields,
)

MINE = keys_of("mine")
MARKED = "only-for-one-person"


def opened(data: bytes) -> Mailbox:
    return open_mailbox(data, MINE, REPLY.verifier.public, TODAY)


@pytest.mark.parametrize(("given", "expected"), vectors("mailbox"))
def test_a_mailbox_is_opened_or_refused_as_the_vector_says(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    keys = derived(given["receipt"], given["site"])
    reply = base64.b64decode(given["reply"])
    today = date.fromisoformat(given["today"])
    data = object_of(given, keys)
    assert expected == outcome(lambda: to_fields(open_mailbox(data, keys, reply, today)))


@given(st.lists(TEXTS.filter(bool), max_size=5))
@settings(max_examples=60, deadline=None)
def test_answers_come_back_as_they_were_sealed(texts: list[str]) -> None:
    mailbox = mailbox_of(MINE, *texts)
    assert mailbox == opened(seal_mailbox(mailbox, REPLY))


@pytest.mark.parametrize("texts", [(), ("a",), ("\U0001f64f" * 4000,) * 4])
def test_every_mailbox_is_an_envelope_of_one_size(texts: tuple[str, ...]) -> None:
    data = seal_mailbox(mailbox_of(MINE, *texts), REPLY)
    check_envelope(data)
    assert MAILBOX_BYTES == len(data)


def test_a_mailbox_takes_what_fits_to_the_last_byte() -> None:
    def with_last(size: int) -> Mailbox:
        return mailbox_of(MINE, *["\U0001f64f" * 4000] * 3, "\U0001f64f" * 3900, "a" * size)

    used = 4 + 64 + len(b"turva/mailbox/1\n") + len(written(with_last(1)))
    fits = with_last(1 + 65_536 - used)
    assert fits == opened(seal_mailbox(fits, REPLY))
    with pytest.raises(MailboxFull, match="withdraw one"):
        seal_mailbox(with_last(2 + 65_536 - used), REPLY)


def written(mailbox: Mailbox) -> bytes:
    return json.dumps(to_fields(mailbox), ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "change",
    [
        {"mailbox_id": bytes(15)},
        {"revision": 0},
        {"revision": 2**53},
        {"expires": date(2026, 11, 30)},
    ],
)
def test_a_mailbox_that_no_reader_would_take_is_not_sealed(change: dict[str, Any]) -> None:
    with pytest.raises(MailboxMalformed):
        seal_mailbox(mailbox_of(MINE, "a", **change), REPLY)


@pytest.mark.parametrize(
    "change",
    [
        {"answer_id": "AB" * 16},
        {"number": 0},
        {"language": ""},
        {"text": ""},
        {"text": "a" * 4001},
        {"text": "a\r\nb"},
        {"text": "\ud800"},
    ],
)
def test_an_answer_that_no_reader_would_take_is_not_sealed(change: dict[str, Any]) -> None:
    answer = replace(Answer("00" * 16, 1, TODAY, "en", "a"), **change)
    with pytest.raises(MailboxMalformed):
        seal_mailbox(mailbox_of(MINE, answers=(answer,)), REPLY)


@pytest.mark.parametrize("recipient", [bytes(1216), b"\xff" * 1216, b"short"])
def test_nothing_is_sealed_to_what_is_no_recipient(recipient: bytes) -> None:
    """The sender's side chose it, so it may be anything of the right size."""
    with pytest.raises(EnvelopeUnsealed):
        seal_mailbox(mailbox_of(MINE, "a", recipient=recipient), REPLY)


def test_a_mailbox_is_open_through_its_last_day() -> None:
    mailbox = mailbox_of(MINE, "a")
    data = seal_mailbox(mailbox, REPLY)
    reply = REPLY.verifier.public
    assert mailbox == open_mailbox(data, MINE, reply, mailbox.expires)
    with pytest.raises(MailboxExpired):
        open_mailbox(data, MINE, reply, date(2027, 1, 31))


def test_fillers_are_empty_mailboxes() -> None:
    for filler in (bytes(MAILBOX_BYTES), b"\xff" * MAILBOX_BYTES, b""):
        with pytest.raises(MailboxEmpty):
            opened(filler)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_signed_field_of_any_other_value_is_opened_or_refused(data: st.DataObject) -> None:
    fields = to_fields(mailbox_of(MINE, "a", "b"))
    place = data.draw(st.sampled_from([fields, *fields["answers"]]))
    place[data.draw(st.sampled_from(sorted(place)))] = data.draw(JSON)
    written = json.dumps(fields, separators=(",", ":"), ensure_ascii=False)
    text = b"turva/mailbox/1\n" + written.encode("utf-8", "replace")
    signed = REPLY.sign(text) + text
    payload = len(signed).to_bytes(4, "big") + signed
    try:
        read = opened(filled(payload, MINE.identity.recipient))
    except MailboxError:
        return
    assert fields == to_fields(read)


def test_no_error_and_no_repr_shows_an_answer_or_an_id() -> None:
    mailbox = mailbox_of(MINE, MARKED)
    text = json.dumps(to_fields(mailbox) | {"colour": MARKED}).encode()
    signed = REPLY.sign(b"turva/mailbox/1\n" + text) + b"turva/mailbox/1\n" + text
    payload = len(signed).to_bytes(4, "big") + signed
    with pytest.raises(MailboxMalformed) as caught:
        opened(filled(payload, MINE.identity.recipient))
    told = "".join(traceback.format_exception(caught.value)) + repr(mailbox)
    chain: BaseException | None = caught.value
    while chain is not None:
        told += repr(chain) + repr(chain.args)
        chain = chain.__context__
    assert MARKED not in told
    assert mailbox.mailbox_id.hex() not in told
    assert repr(mailbox.mailbox_id) not in told
