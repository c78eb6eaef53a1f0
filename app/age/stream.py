"""The payload: 64 KiB chunks under ChaCha20-Poly1305. It must never release an unverified byte.

Source: C2SP age.md, "Payload" (a variant of STREAM).
"""

from collections.abc import Iterator
from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.age.errors import MalformedPayload

CHUNK_LENGTH = 64 * 1024
"""Most bytes of plaintext in one chunk."""

TAG_LENGTH = 16
"""Bytes that sealing adds to each chunk."""

_SEALED_LENGTH = CHUNK_LENGTH + TAG_LENGTH


def seal_chunks(key: bytes, plaintext: bytes) -> Iterator[bytes]:
    """Yield the sealed chunks of a plaintext under a 32-byte key that seals nothing else."""
    cipher = ChaCha20Poly1305(key)
    view = memoryview(plaintext)
    # An empty plaintext is one empty chunk.
    starts = range(0, len(view) or 1, CHUNK_LENGTH)
    for counter, start in enumerate(starts):
        last = counter == len(starts) - 1
        yield cipher.encrypt(_nonce(counter, last=last), view[start : start + CHUNK_LENGTH], None)


def open_chunks(key: bytes, sealed: bytes | memoryview) -> Iterator[bytes]:
    """Yield the plaintext of each chunk, as soon as it is verified.

    What was yielded before an error may be the beginning of something longer: trust it only when
    the iterator has ended.

    Raises: MalformedPayload, also for an empty last chunk and for anything after the last one.
    """
    cipher = ChaCha20Poly1305(key)
    view = memoryview(sealed)
    # No chunk at all is refused like an empty one.
    for counter, start in enumerate(range(0, len(view) or 1, _SEALED_LENGTH)):
        end = start + _SEALED_LENGTH
        more = end < len(view)
        chunk, last = _open_chunk(cipher, counter, view[start:end], more=more)
        if last and counter and not chunk:
            raise MalformedPayload("the payload ends with an empty chunk")
        yield chunk
        if last and more:
            raise MalformedPayload("the file goes on after its last chunk")
        if not last and not more:
            raise MalformedPayload("the file ends before its last chunk: it was cut short")


def _open_chunk(
    cipher: ChaCha20Poly1305, counter: int, sealed: memoryview, *, more: bool
) -> tuple[bytes, bool]:
    # A whole chunk may be marked as the last one or not, wherever it stands. It is authentic either
    # way, so it is released as a reader of a stream would, before what is wrong with its place.
    marks = (not more, more) if len(sealed) == _SEALED_LENGTH else (True,)
    for last in marks:
        with suppress(InvalidTag):
            return cipher.decrypt(_nonce(counter, last=last), sealed, None), last
    raise MalformedPayload(f"chunk {counter} of the payload was changed or cut short")


def _nonce(counter: int, *, last: bool) -> bytes:
    return counter.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
