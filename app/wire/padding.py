"""Letters grow to a few sizes, so that an envelope's size tells only its bucket (P7).

It must never accept a padding that it would not have written: there is one padded form per letter.
"""

from app.wire.constants import BUCKET_STEP, BUCKETS, LARGEST_BUCKET, LARGEST_LETTER, LENGTH_BYTES
from app.wire.errors import LetterTooLarge, PaddingMalformed


def bucket(size: int) -> int:
    """Return the smallest bucket of at least `size` bytes, length included.

    Raises:
        LetterTooLarge: no bucket is that large.

    Source: WIRE §6.
    """
    if size > LARGEST_BUCKET:
        raise LetterTooLarge(
            f"a letter has at most {LARGEST_LETTER} bytes: shorten it or send it in two"
        )
    for smaller in BUCKETS:
        if size <= smaller:
            return smaller
    return -(-size // BUCKET_STEP) * BUCKET_STEP


def is_bucket(size: int) -> bool:
    """Tell whether a padded letter can be exactly `size` bytes long (WIRE §6)."""
    return 0 < size <= LARGEST_BUCKET and bucket(size) == size


def pad(data: bytes) -> bytes:
    """Return the letter with its length before it and zeros after it, as long as its bucket.

    Raises:
        LetterTooLarge: the letter is longer than LARGEST_LETTER.

    Source: WIRE §6.
    """
    return fill(data, bucket(LENGTH_BYTES + len(data)))


def unpad(data: bytes) -> bytes:
    """Return the letter inside a padded one.

    Raises:
        PaddingMalformed: not a bucket, not the smallest one, or not padded with zeros.

    Source: WIRE §6.
    """
    if not is_bucket(len(data)):
        raise PaddingMalformed(f"{len(data)} bytes are no bucket")
    letter = unfill(data)
    if bucket(LENGTH_BYTES + len(letter)) != len(data):
        raise PaddingMalformed("a smaller bucket would have held the letter")
    return letter


def fill(data: bytes, size: int) -> bytes:
    """Return the data with its length before it and zeros after it, `size` bytes that hold both.

    Source: WIRE §6.
    """
    return (len(data).to_bytes(LENGTH_BYTES, "big") + data).ljust(size, b"\0")


def unfill(data: bytes) -> bytes:
    """Return the data between length and zeros, whatever the whole's size.

    Raises:
        PaddingMalformed: the length is too large, or something else than zeros follows.

    Source: WIRE §6.
    """
    end = LENGTH_BYTES + int.from_bytes(data[:LENGTH_BYTES], "big")
    if end > len(data):
        raise PaddingMalformed("the length is larger than what follows it")
    if data[end:] != bytes(len(data) - end):
        raise PaddingMalformed("the padding is not all zeros")
    return data[LENGTH_BYTES:end]
