"""The hybrid recipient and identity: one text each, and only keys that work."""

import pytest
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from app.age import bech32
from app.age.errors import MalformedHeader, MalformedKey
from app.age.format import Stanza, decode_base64, encode_base64
from app.age.hybrid import ENCAPSULATED_LENGTH, HybridIdentity, HybridRecipient

IDENTITY = HybridIdentity(bytes(range(32)))
FILE_KEY = b"YELLOW SUBMARINE"


@settings(deadline=None, max_examples=50)
@given(st.binary(min_size=32, max_size=32))
def test_keys_survive_their_text(seed: bytes) -> None:
    identity = HybridIdentity(seed)
    assert identity.serialise() == HybridIdentity.parse(identity.serialise()).serialise()
    assert identity.recipient == HybridIdentity.parse(identity.serialise()).recipient
    assert identity.recipient == HybridRecipient.parse(identity.recipient.serialise())


def test_texts_have_the_lengths_and_beginnings_of_the_specification() -> None:
    assert len(IDENTITY.serialise()) == 77
    assert IDENTITY.serialise().startswith("AGE-SECRET-KEY-PQ-1")
    assert len(IDENTITY.recipient.serialise()) == 1959
    assert IDENTITY.recipient.serialise().startswith("age1pq1")


def test_generated_identities_differ() -> None:
    identities = [HybridIdentity.generate() for _ in range(3)]
    assert len({identity.recipient for identity in identities}) == 3


def test_unwrap_inverts_wrap_and_is_none_for_others() -> None:
    stanza = IDENTITY.recipient.wrap(FILE_KEY)
    assert IDENTITY.unwrap(stanza) == FILE_KEY
    assert HybridIdentity.generate().unwrap(stanza) is None


def test_two_stanzas_of_one_file_key_differ() -> None:
    assert IDENTITY.recipient.wrap(FILE_KEY) != IDENTITY.recipient.wrap(FILE_KEY)


def test_an_identity_where_a_recipient_belongs_is_refused_and_not_quoted() -> None:
    with pytest.raises(MalformedKey) as caught:
        HybridRecipient.parse(IDENTITY.serialise())
    assert IDENTITY.serialise()[20:30] not in str(caught.value)
    with pytest.raises(MalformedKey):
        HybridIdentity.parse(IDENTITY.recipient.serialise())


@pytest.mark.parametrize("length", [0, 31, 33, 1215, 1217])
def test_keys_of_another_length_are_refused(length: int) -> None:
    with pytest.raises(MalformedKey):
        HybridIdentity.parse(bech32.serialise("AGE-SECRET-KEY-PQ-", bytes(length)))
    with pytest.raises(MalformedKey):
        HybridRecipient.parse(bech32.serialise("age1pq", bytes(length)))


def test_a_recipient_with_a_number_out_of_range_is_refused() -> None:
    with pytest.raises(MalformedKey):
        HybridRecipient(b"\xff" * 3 + IDENTITY.recipient.raw[3:])


@pytest.mark.parametrize("number", [0, 3328, 3329, 4095])
@pytest.mark.parametrize("place", [0, 1, 400, 766, 767])
def test_a_recipient_is_one_when_the_library_can_seal_to_it(number: int, place: int) -> None:
    at, raw = place // 2 * 3, bytearray(IDENTITY.recipient.raw)
    pair = int.from_bytes(raw[at : at + 3], "little")
    shift = 12 * (place % 2)
    pair = pair & ~(0xFFF << shift) | number << shift
    raw[at : at + 3] = pair.to_bytes(3, "little")
    try:
        MLKEM768PublicKey.from_public_bytes(bytes(raw[:1184]))
    except ValueError:
        with pytest.raises(MalformedKey):
            HybridRecipient(bytes(raw))
        assert number >= 3329
    else:
        HybridRecipient(bytes(raw)).wrap(bytes(16))
        assert number < 3329


@pytest.mark.parametrize("point", [bytes(32), b"\x01" + bytes(31)], ids=["zero", "one"])
def test_nothing_is_sealed_to_a_point_of_low_order(point: bytes) -> None:
    recipient = HybridRecipient(IDENTITY.recipient.raw[:-32] + point)
    with pytest.raises(MalformedKey):
        recipient.wrap(FILE_KEY)


STANZA = IDENTITY.recipient.wrap(FILE_KEY)
SHARE = STANZA.arguments[0]


@pytest.mark.parametrize(
    ("arguments", "body"),
    [
        ((), STANZA.body),
        ((SHARE, "more"), STANZA.body),
        ((SHARE[:-4],), STANZA.body),
        ((SHARE + "AAAA",), STANZA.body),
        ((SHARE + "=",), STANZA.body),
        ((SHARE,), STANZA.body[:-1]),
        ((SHARE,), STANZA.body + b"\0"),
    ],
    ids=["none", "two", "short", "long", "padded", "short body", "long body"],
)
def test_a_malformed_stanza_is_refused(arguments: tuple[str, ...], body: bytes) -> None:
    with pytest.raises(MalformedHeader):
        IDENTITY.unwrap(Stanza("mlkem768x25519", arguments, body))


def test_a_share_of_low_order_is_malformed_and_not_for_somebody_else() -> None:
    share = decode_base64(SHARE.encode())
    assert len(share) == ENCAPSULATED_LENGTH
    low = encode_base64(share[:-32] + bytes(32)).decode()
    with pytest.raises(MalformedHeader, match="low order"):
        IDENTITY.unwrap(Stanza("mlkem768x25519", (low,), STANZA.body))
