"""The payload: every chunk in its place, the last one marked, and nothing after it."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.age.errors import MalformedPayload
from app.age.stream import CHUNK_LENGTH, TAG_LENGTH, open_chunks, seal_chunks

KEY = bytes(range(32))
SEALED_LENGTH = CHUNK_LENGTH + TAG_LENGTH

EDGES = [0, 1, CHUNK_LENGTH - 1, CHUNK_LENGTH, CHUNK_LENGTH + 1, 2 * CHUNK_LENGTH]


def _text(length: int) -> bytes:
    return (b"The quick brown fox. " * (length // 21 + 1))[:length]


@pytest.mark.parametrize("length", EDGES)
def test_open_inverts_seal_at_the_edges_of_chunks(length: int) -> None:
    sealed = b"".join(seal_chunks(KEY, _text(length)))
    chunks = max(1, -(-length // CHUNK_LENGTH))
    assert length + chunks * TAG_LENGTH == len(sealed)
    assert _text(length) == b"".join(open_chunks(KEY, sealed))


def test_chunks_are_sealed_under_their_number_and_the_mark_of_the_last() -> None:
    first, second = seal_chunks(KEY, _text(CHUNK_LENGTH + 1))
    cipher = ChaCha20Poly1305(KEY)
    assert _text(CHUNK_LENGTH) == cipher.decrypt(bytes(11) + b"\x00", first, None)
    assert _text(CHUNK_LENGTH + 1)[-1:] == cipher.decrypt(bytes(10) + b"\x01\x01", second, None)


def _three() -> tuple[bytes, bytes, bytes]:
    first, second, third = seal_chunks(KEY, _text(2 * CHUNK_LENGTH + 5))
    return first, second, third


def _released(sealed: bytes) -> bytes:
    """Return what is released before the payload is refused."""
    released = b""
    with pytest.raises(MalformedPayload):  # noqa: PT012  which chunk is refused is the question
        for chunk in open_chunks(KEY, sealed):
            released += chunk
    return released


def test_swapped_chunks_are_refused() -> None:
    first, second, third = _three()
    assert _released(second + first + third) == b""


def test_a_missing_chunk_is_refused() -> None:
    first, second, third = _three()
    assert _text(CHUNK_LENGTH) == _released(first + third)
    assert _text(2 * CHUNK_LENGTH) == _released(first + second)


def test_a_chunk_after_the_last_is_refused() -> None:
    first, second, third = _three()
    assert _text(2 * CHUNK_LENGTH) == _released(first + second + third + third)


def test_one_byte_after_a_whole_last_chunk_is_refused() -> None:
    sealed = b"".join(seal_chunks(KEY, _text(CHUNK_LENGTH)))
    assert _text(CHUNK_LENGTH) == _released(sealed + b"\0")


def test_an_empty_last_chunk_is_refused() -> None:
    first, _ = seal_chunks(KEY, _text(CHUNK_LENGTH + 1))
    empty = ChaCha20Poly1305(KEY).encrypt(bytes(10) + b"\x01\x01", b"", None)
    assert _text(CHUNK_LENGTH) == _released(first + empty)


def test_a_short_chunk_without_the_mark_of_the_last_is_refused() -> None:
    assert _released(ChaCha20Poly1305(KEY).encrypt(bytes(12), b"short", None)) == b""


def test_no_chunk_at_all_is_refused() -> None:
    assert _released(b"") == b""


@pytest.mark.parametrize("length", [1, TAG_LENGTH, SEALED_LENGTH - 1])
def test_a_payload_cut_short_is_refused(length: int) -> None:
    sealed = b"".join(seal_chunks(KEY, _text(CHUNK_LENGTH)))
    assert _released(sealed[:length]) == b""
