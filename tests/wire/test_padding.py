"""Padding: one padded form per letter (WIRE §6, P7)."""

import hashlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wire.constants import LARGEST_LETTER
from app.wire.errors import PaddingMalformed
from app.wire.padding import bucket, is_bucket, pad, unpad
from tests.vectors.makers.padding import joined
from tests.vectors.reading import outcome, vectors

# Lengths near every edge, without a megabyte of random bytes each time.
LETTERS = st.builds(
    lambda piece, size: (piece * (size // len(piece) + 1))[:size],
    st.binary(min_size=1, max_size=50),
    st.integers(0, 140_000) | st.sampled_from([4092, 4093, 16380, 16381, 65532, 65533, 131068]),
)


def digest(data: bytes) -> dict[str, object]:
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


@pytest.mark.parametrize(("given", "expected"), vectors("padding"))
def test_bytes_are_padded_and_unpadded_as_the_vector_says(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    do = {"pad": pad, "unpad": unpad}[given["do"]]
    assert expected == outcome(lambda: digest(do(joined(given["runs"]))))


@given(LETTERS)
@settings(max_examples=150, deadline=None)
def test_unpad_inverts_pad(letter: bytes) -> None:
    assert letter == unpad(pad(letter))


@given(LETTERS, st.data())
@settings(max_examples=150, deadline=None)
def test_a_byte_changed_outside_the_letter_is_refused(letter: bytes, data: st.DataObject) -> None:
    padded = bytearray(pad(letter))
    tail = range(4 + len(letter), len(padded))
    position = data.draw(st.sampled_from([0, 1, *tail[:1], *tail[-1:]]))
    padded[position] ^= data.draw(st.integers(1, 255))
    with pytest.raises(PaddingMalformed):
        unpad(bytes(padded))


def test_a_padded_size_tells_only_one_of_eighteen_buckets() -> None:
    sizes = {bucket(size) for size in range(1, LARGEST_LETTER + 4, 999)}
    assert 18 == len(sizes)
    assert all(is_bucket(size) for size in sizes)
