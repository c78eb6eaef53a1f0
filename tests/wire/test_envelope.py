"""Envelopes: what is sealed is opened, and nothing else is (WIRE §7)."""

import base64
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.age.hybrid import HybridIdentity, HybridRecipient
from app.wire.constants import HEADER_BYTES, LARGEST_LETTER
from app.wire.envelope import (
    ENVELOPE_SIZES,
    check_envelope,
    envelope_id,
    envelope_size,
    open_envelope,
    seal_envelope,
)
from app.wire.errors import (
    EnvelopeRefused,
    EnvelopeUnopened,
    EnvelopeUnsealed,
    LetterTooLarge,
    NotForUs,
)
from app.wire.padding import pad
from tests.vectors.makers.case import INTAKE, STRANGER
from tests.vectors.reading import outcome, vectors

LETTER = b'{"wire":1}'
ENVELOPE = seal_envelope(LETTER, INTAKE.recipient)


@pytest.mark.parametrize(("data", "expected"), vectors("envelope"))
def test_bytes_are_checked_without_a_key_as_the_vector_says(
    data: str, expected: dict[str, Any]
) -> None:
    envelope = base64.b64decode(data)

    def act() -> str:
        check_envelope(envelope)
        return envelope_id(envelope)

    assert expected == outcome(act)


@pytest.mark.parametrize(("given", "expected"), vectors("open"))
def test_an_envelope_is_opened_as_the_vector_says(
    given: dict[str, str], expected: dict[str, Any]
) -> None:
    key = HybridIdentity.parse(given["identity"])
    envelope = base64.b64decode(given["envelope"])
    assert expected == outcome(lambda: base64.b64encode(open_envelope(envelope, key)).decode())


@given(st.binary(max_size=200).flatmap(lambda b: st.just(b * 30) | st.just(b)))
@settings(max_examples=60, deadline=None)
def test_open_inverts_seal(letter: bytes) -> None:
    envelope = seal_envelope(letter, INTAKE.recipient)
    check_envelope(envelope)
    assert envelope_size(len(pad(letter))) == len(envelope)
    assert letter == open_envelope(envelope, INTAKE)


@pytest.mark.parametrize("size", [0, 4092, 4093, 16381, 65532, 65533, 131069, LARGEST_LETTER])
def test_every_bucket_opens_and_has_its_size(size: int) -> None:
    letter = b"a" * size
    envelope = seal_envelope(letter, INTAKE.recipient)
    assert letter == open_envelope(envelope, INTAKE)
    assert len(envelope) in ENVELOPE_SIZES


def test_sealing_twice_makes_different_envelopes_with_different_ids() -> None:
    assert envelope_id(ENVELOPE) != envelope_id(seal_envelope(LETTER, INTAKE.recipient))


def test_a_letter_beyond_the_largest_bucket_is_not_sealed() -> None:
    with pytest.raises(LetterTooLarge):
        seal_envelope(b"a" * (LARGEST_LETTER + 1), INTAKE.recipient)


def test_nothing_is_sealed_to_a_recipient_of_low_order() -> None:
    weak = HybridRecipient(INTAKE.recipient.raw[:-32] + bytes(32))
    with pytest.raises(EnvelopeUnsealed):
        seal_envelope(LETTER, weak)


def test_another_identity_cannot_open_it() -> None:
    with pytest.raises(NotForUs):
        open_envelope(ENVELOPE, STRANGER)


@given(st.integers(0, len(ENVELOPE) - 1), st.integers(1, 255))
@settings(max_examples=400, deadline=None)
def test_a_changed_byte_is_refused(position: int, change: int) -> None:
    changed = bytearray(ENVELOPE)
    changed[position] ^= change
    with pytest.raises((EnvelopeRefused, EnvelopeUnopened)):
        open_envelope(bytes(changed), INTAKE)


@given(st.integers(0, len(ENVELOPE)), st.binary(min_size=1, max_size=40))
@settings(max_examples=200, deadline=None)
def test_added_bytes_are_refused(position: int, added: bytes) -> None:
    with pytest.raises(EnvelopeRefused):
        open_envelope(ENVELOPE[:position] + added + ENVELOPE[position:], INTAKE)


@given(st.integers(0, len(ENVELOPE) - 1), st.integers(1, 6000))
@settings(max_examples=200, deadline=None)
def test_dropped_bytes_are_refused(position: int, dropped: int) -> None:
    with pytest.raises(EnvelopeRefused):
        open_envelope(ENVELOPE[:position] + ENVELOPE[position + dropped :], INTAKE)


@given(st.integers(0, HEADER_BYTES), st.binary(min_size=1, max_size=40))
@settings(max_examples=200, deadline=None)
def test_a_header_written_otherwise_is_refused_whatever_the_size(
    position: int, written: bytes
) -> None:
    changed = ENVELOPE[:position] + written + ENVELOPE[position:]
    changed = changed[: len(ENVELOPE)]
    if changed == ENVELOPE:
        return
    with pytest.raises((EnvelopeRefused, EnvelopeUnopened)):
        open_envelope(changed, INTAKE)


@given(st.binary(max_size=6000))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(EnvelopeRefused):
        check_envelope(data)
    with pytest.raises(EnvelopeRefused):
        check_envelope(b"age-encryption.org/v1\n" + data)
