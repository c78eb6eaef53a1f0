"""The keyring: nothing is sealed under one that fails a check (WIRE §10)."""

import base64
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wire.errors import (
    KeyringError,
    KeyringExpired,
    KeyringForged,
    KeyringMalformed,
    KeyringTooOld,
)
from app.wire.keyring import Grace, Keyring, open_keyring, sign_keyring
from app.wire.note import SigningKey, VerifierKey, sign
from tests.vectors.makers.case import INTAKE
from tests.vectors.reading import outcome, vectors

ROOT = SigningKey("turva-root", bytes(range(32)))
KEYRING = Keyring(
    serial=7,
    issued=date(2026, 11, 22),
    expires=date(2027, 2, 20),
    recipient=INTAKE.recipient,
    reply_key=bytes(32),
    notice_key=bytes(range(32)),
    grace=Grace(6, date(2026, 12, 6)),
)
SIGNED = sign_keyring(KEYRING, ROOT)
TODAY = date(2026, 12, 24)


def fields(keyring: Keyring) -> dict[str, object]:
    return {
        "serial": keyring.serial,
        "issued": keyring.issued.isoformat(),
        "expires": keyring.expires.isoformat(),
        "grace": keyring.grace
        and {"serial": keyring.grace.serial, "until": keyring.grace.until.isoformat()},
        "recipient": keyring.recipient.serialise(),
        "reply": base64.b64encode(keyring.reply_key).decode(),
        "notice": base64.b64encode(keyring.notice_key).decode(),
    }


@pytest.mark.parametrize(("given", "expected"), vectors("keyring"))
def test_a_keyring_is_taken_or_refused_as_the_vector_says(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    root = VerifierKey.parse(given["root"])
    today = date.fromisoformat(given["today"])
    assert expected == outcome(
        lambda: fields(open_keyring(given["text"], root, given["minimum"], today))
    )


def test_a_signed_keyring_is_opened_with_the_root_key() -> None:
    assert KEYRING == open_keyring(SIGNED, ROOT.verifier, 1, TODAY)


@pytest.mark.parametrize(
    "change",
    [
        {"serial": 0},
        {"serial": 2**53},
        {"expires": date(2026, 11, 21)},
        {"reply_key": bytes(31)},
        {"reply_key": b""},
        {"notice_key": bytes(33)},
        {"grace": Grace(7, date(2026, 12, 6))},
        {"grace": Grace(0, date(2026, 12, 6))},
    ],
)
def test_a_keyring_that_no_reader_would_take_is_not_signed(change: dict[str, Any]) -> None:
    with pytest.raises(KeyringMalformed):
        sign_keyring(replace(KEYRING, **change), ROOT)


@given(st.integers(0, len(SIGNED) - 1), st.characters(codec=None, exclude_categories=()))
@settings(max_examples=200, deadline=None)
def test_a_changed_character_is_refused(position: int, character: str) -> None:
    changed = SIGNED[:position] + character + SIGNED[position + 1 :]
    if changed != SIGNED:
        with pytest.raises((KeyringMalformed, KeyringForged)):
            open_keyring(changed, ROOT.verifier, 1, TODAY)


@given(st.integers(0, len(SIGNED)), st.integers(0, 200), st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_cut_and_added_text_is_refused(position: int, dropped: int, added: str) -> None:
    changed = SIGNED[:position] + added + SIGNED[position + dropped :]
    if changed != SIGNED:
        with pytest.raises((KeyringMalformed, KeyringForged)):
            open_keyring(changed, ROOT.verifier, 1, TODAY)


@given(st.text(st.characters(codec=None, exclude_categories=())))
@settings(max_examples=200, deadline=None)
def test_any_text_is_refused(text: str) -> None:
    with pytest.raises(KeyringMalformed):
        open_keyring(text, ROOT.verifier, 1, TODAY)


def test_the_checks_come_in_their_order() -> None:
    late, stranger = date(2028, 1, 1), SigningKey.generate("turva-root").verifier
    broken = SIGNED.replace("serial 7", "serial 07")
    for expected, text, root, minimum in (
        (KeyringMalformed, broken, stranger, 8),
        (KeyringForged, SIGNED, stranger, 8),
        (KeyringTooOld, SIGNED, ROOT.verifier, 8),
        (KeyringExpired, SIGNED, ROOT.verifier, 7),
    ):
        with pytest.raises(expected):
            open_keyring(text, root, minimum, late)


@pytest.mark.parametrize("write", [str, str.lower])
def test_an_identity_in_the_recipients_place_is_not_repeated(write: Any) -> None:
    secret = write(INTAKE.serialise())
    text = SIGNED.rpartition("\n\n")[0].replace(INTAKE.recipient.serialise(), secret) + "\n"
    with pytest.raises(KeyringMalformed, match="identity stands where the recipient") as caught:
        open_keyring(sign(text, ROOT), ROOT.verifier, 1, TODAY)
    told = repr(caught.value) + repr(caught.value.__context__)
    assert secret[20:30] not in told


def test_a_recipient_of_the_classic_kind_is_named_so() -> None:
    classic = "age13qzf9fwqsccda42psrscc9xdz5gtnkq6n2l7xhqmt3qgdhppep7qqpv0zu"
    text = SIGNED.rpartition("\n\n")[0].replace(INTAKE.recipient.serialise(), classic) + "\n"
    with pytest.raises(KeyringMalformed, match="not post-quantum: use the age1pq1"):
        open_keyring(sign(text, ROOT), ROOT.verifier, 1, TODAY)


def test_every_refusal_says_what_to_do() -> None:
    for text, minimum, today, advice in (
        (SIGNED, 8, TODAY, "publish the newest"),
        (SIGNED, 1, date(2027, 2, 21), "sign a new one"),
        (SIGNED.replace("serial 7", "serial 8"), 1, TODAY, "take the keyring from"),
        (SIGNED.replace("\n", "\r\n"), 1, TODAY, "save it with LF"),
    ):
        with pytest.raises(KeyringError, match=advice):
            open_keyring(text, ROOT.verifier, minimum, today)
