"""Vectors of opening an envelope (WIRE §6, §7). They are random, so the file is frozen."""

from collections.abc import Iterator

from app.age.file import seal
from tests.vectors.makers.case import INTAKE, STRANGER, Case, b64, passes, refused

ABOUT = (
    "WIRE §6, §7. input.envelope in base64, input.identity: a test identity;"
    " expected.ok: the letter inside, in base64."
)

LETTER = (
    '{"wire":1,"letter":"00112233445566778899aabbccddeeff","form":"write","version":1,'
    '"language":"ar","serial":3,"via":"sealed","written":"2026-11-22T03:40Z","marks":[],'
    '"answers":{"message":"مرحبا \U0001f62d"},"attachments":[]}'
).encode()

_HEADER = 1627


def cases() -> Iterator[Case]:
    """Yield every vector, freshly sealed."""
    good = _sealed(_padded(LETTER, 4096))
    yield passes("good", "the smallest bucket", _given(good), b64(LETTER))
    yield passes("empty", "no letter at all, well padded", _given(_sealed(bytes(4096))), "")
    middle = _sealed(_padded(b"{" + b" " * 16000 + b"}", 16384))
    yield passes("second-bucket", "16 KiB", _given(middle), b64(b"{" + b" " * 16000 + b"}"))
    yield refused(
        "other-identity", "another epoch's", _given(good, STRANGER.serialise()), "not-for-us"
    )
    yield refused(
        "stanza-flipped", "one bit of the stanza", _given(_flipped(good, 100)), "not-for-us"
    )
    mac = _HEADER - 44
    other_mac = good[:mac] + (b"B" if good[mac : mac + 1] == b"A" else b"A") + good[mac + 1 :]
    yield refused("mac-changed", "another header MAC", _given(other_mac), "damaged")
    yield refused(
        "nonce-flipped", "one bit of the nonce", _given(_flipped(good, _HEADER)), "damaged"
    )
    yield refused(
        "payload-flipped", "one bit of the letter", _given(_flipped(good, 1700)), "damaged"
    )
    yield refused("tag-flipped", "the last bit", _given(_flipped(good, len(good) - 1)), "damaged")
    yield refused("truncated", "the last byte missing", _given(good[:-1]), "wrong-size")
    classic = b"age-encryption.org/v1\n-> X25519 " + b64(bytes(32))[:-1].encode() + b"\n"
    classic += b64(bytes(32))[:-1].encode() + b"\n" + good[_HEADER - 48 :]
    yield refused("classic", "a stanza X25519", _given(classic), "foreign-stanza")
    both = seal(_padded(LETTER, 4096), [INTAKE.recipient, STRANGER.recipient])
    yield refused("two-recipients", "somebody else could read it", _given(both), "several-stanzas")
    for name, why, padded in (
        ("padding-not-zero", "its last byte is one", _padded(LETTER, 4096)[:-1] + b"\x01"),
        ("padding-too-large", "a smaller bucket would do", _padded(LETTER, 16384)),
        ("padding-length", "the length is too large", b"\xff" * 4 + bytes(4092)),
    ):
        yield refused(name, why, _given(_sealed(padded)), "padding-malformed")


def _sealed(padded: bytes) -> bytes:
    return seal(padded, [INTAKE.recipient])


def _padded(letter: bytes, size: int) -> bytes:
    return (len(letter).to_bytes(4, "big") + letter).ljust(size, b"\0")


def _flipped(data: bytes, position: int) -> bytes:
    return data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]


def _given(envelope: bytes, identity: str | None = None) -> dict[str, str]:
    return {"envelope": b64(envelope), "identity": identity or INTAKE.serialise()}
