"""A whole file: open inverts seal, whatever was changed is refused, and so are bad recipients."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.age import file
from app.age.errors import (
    AgeError,
    HeaderMacMismatch,
    MalformedHeader,
    MalformedPayload,
    NoMatch,
    RecipientsRefused,
)
from app.age.file import open_sealed, open_stream, seal
from app.age.format import Stanza, parse_header, serialise_mac, serialise_stanzas
from app.age.hybrid import HybridIdentity
from app.age.keys import Recipient
from app.age.scrypt import ScryptIdentity, ScryptRecipient
from app.age.stream import CHUNK_LENGTH

IDENTITIES = [HybridIdentity(bytes([number]) * 32) for number in range(3)]
OURS = IDENTITIES[0]
RECIPIENTS = [identity.recipient for identity in IDENTITIES]
FAST = ScryptRecipient("correct horse", work_factor=1)

SIZES = st.one_of(
    st.integers(0, 64),
    st.integers(-2, 2).map(lambda step: CHUNK_LENGTH + step),
    st.integers(-2, 2).map(lambda step: 2 * CHUNK_LENGTH + step),
)


@settings(deadline=None, max_examples=60)
@given(st.binary(min_size=1, max_size=8), SIZES, st.integers(1, 3))
def test_each_recipient_opens_what_was_sealed(seed: bytes, size: int, count: int) -> None:
    plaintext = (seed * size)[:size]
    sealed = seal(plaintext, RECIPIENTS[:count])
    for identity in IDENTITIES[:count]:
        assert plaintext == open_sealed(sealed, [identity])
    for stranger in IDENTITIES[count:]:
        with pytest.raises(NoMatch):
            open_sealed(sealed, [stranger])


def test_any_of_the_identities_given_may_open() -> None:
    assert open_sealed(seal(b"a", RECIPIENTS[2:]), IDENTITIES) == b"a"


def test_a_passphrase_opens_what_it_sealed() -> None:
    assert open_sealed(seal(b"a", [FAST]), [OURS, ScryptIdentity("correct horse")]) == b"a"
    with pytest.raises(NoMatch):
        open_sealed(seal(b"a", [FAST]), [ScryptIdentity("wrong horse")])


def test_the_same_plaintext_is_never_sealed_to_the_same_bytes() -> None:
    once, twice = seal(b"a" * 64, RECIPIENTS[:1]), seal(b"a" * 64, RECIPIENTS[:1])
    assert len(once) == len(twice)
    # 1,120 bytes of share, 32 of wrapped key, MAC, nonce and payload: no run of 16 in common.
    assert not {once[i : i + 16] for i in range(50, len(once))} & {
        twice[i : i + 16] for i in range(50, len(twice))
    }


SEALED = seal(b"what must not change", RECIPIENTS[:1])


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80], ids=hex)
def test_any_flipped_bit_is_refused(mask: int) -> None:
    for place in range(len(SEALED)):
        changed = bytearray(SEALED)
        changed[place] ^= mask
        with pytest.raises(AgeError):
            open_sealed(bytes(changed), [OURS])


def test_any_dropped_byte_is_refused() -> None:
    for place in range(len(SEALED)):
        with pytest.raises(AgeError):
            open_sealed(SEALED[:place] + SEALED[place + 1 :], [OURS])


def test_a_file_cut_anywhere_is_refused() -> None:
    for length in range(len(SEALED)):
        with pytest.raises(AgeError):
            open_sealed(SEALED[:length], [OURS])


@settings(deadline=None, max_examples=300)
@given(st.integers(0, len(SEALED)), st.binary(min_size=1, max_size=40))
def test_any_added_bytes_are_refused(place: int, added: bytes) -> None:
    with pytest.raises(AgeError):
        open_sealed(SEALED[:place] + added + SEALED[place:], [OURS])


LARGE = seal(b"\0" * (2 * CHUNK_LENGTH + 7), RECIPIENTS)


@settings(deadline=None, max_examples=100)
@given(st.integers(0, len(LARGE) - 1), st.integers(1, 255), st.sampled_from(IDENTITIES))
def test_a_changed_byte_of_a_large_file_for_three_is_refused(
    place: int, mask: int, identity: HybridIdentity
) -> None:
    changed = bytearray(LARGE)
    changed[place] ^= mask
    with pytest.raises(AgeError):
        open_sealed(bytes(changed), [identity])


def test_an_added_or_a_removed_stanza_is_refused() -> None:
    header, rest = parse_header(LARGE)
    fewer = header.stanzas[:2]
    more = (*header.stanzas, Stanza("grease", (), b""))
    for stanzas in (fewer, more):
        changed = serialise_stanzas(stanzas) + serialise_mac(header.mac) + rest
        with pytest.raises(HeaderMacMismatch):
            open_sealed(changed, [OURS])


def test_a_bad_header_is_refused_before_the_first_chunk_is_asked_for() -> None:
    with pytest.raises(NoMatch):
        open_stream(SEALED, IDENTITIES[1:])
    with pytest.raises(MalformedHeader):
        open_stream(SEALED[:-40], [OURS])


def test_a_stream_releases_chunks_until_the_changed_one() -> None:
    changed = bytearray(LARGE)
    changed[-1] ^= 1
    chunks = open_stream(bytes(changed), [OURS])
    assert [CHUNK_LENGTH, CHUNK_LENGTH] == [len(next(chunks)), len(next(chunks))]
    with pytest.raises(MalformedPayload):
        next(chunks)


def test_sealing_to_nobody_is_refused() -> None:
    with pytest.raises(RecipientsRefused, match="nobody"):
        seal(b"a", [])


class _ClassicRecipient:
    """Stands for any kind that is not post-quantum; it must never be asked to wrap."""

    stanza_type = "X25519"

    def wrap(self, _file_key: bytes) -> Stanza:
        raise AssertionError


@pytest.mark.parametrize(
    "recipients",
    [
        [RECIPIENTS[0], _ClassicRecipient()],
        [_ClassicRecipient(), RECIPIENTS[0]],
        [RECIPIENTS[0], FAST],
        [FAST, _ClassicRecipient()],
        [FAST, FAST],
    ],
    ids=["hybrid, classic", "classic, hybrid", "hybrid, scrypt", "scrypt, classic", "two scrypt"],
)
def test_sealing_to_kinds_that_must_not_meet_is_refused(recipients: Sequence[Recipient]) -> None:
    with pytest.raises(RecipientsRefused):
        seal(b"a", recipients)


@pytest.mark.parametrize("recipients", [[RECIPIENTS[0], FAST], [FAST, RECIPIENTS[0]], [FAST, FAST]])
def test_a_passphrase_in_company_is_refused_whoever_opens(
    recipients: Sequence[Recipient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "_check_recipients", lambda _: None)
    sealed = seal(b"a", recipients)
    for identity in (OURS, ScryptIdentity("correct horse")):
        with pytest.raises(MalformedHeader, match="only stanza"):
            open_sealed(sealed, [identity])
