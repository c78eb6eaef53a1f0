"""Pieces: bound to one letter, and nothing of them comes out for another (WIRE §17)."""

import base64
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.age.hybrid import HybridIdentity
from app.wire.constants import LARGEST_ENVELOPE, LARGEST_LETTER, LARGEST_PIECE, SMALLEST_ENVELOPE
from app.wire.envelope import open_envelope, seal_envelope
from app.wire.errors import LetterMalformed, NotForUs, PieceForeign, PieceMalformed, WireError
from app.wire.letter import parse
from app.wire.piece import is_piece, letter_of, open_piece, read_piece, seal_piece, write_piece
from tests.vectors.reading import outcome, vectors

OURS = HybridIdentity(bytes(32))
LETTER = "00112233445566778899aabbccddeeff"
OTHER = LETTER[::-1]


@pytest.mark.parametrize(("given", "expected"), vectors("piece"))
def test_a_piece_is_written_and_read_as_the_vector_says(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    def act() -> object:
        if given["do"] == "write":
            made = write_piece(given["letter"], base64.b64decode(given["data"]))
        else:
            made = read_piece(base64.b64decode(given["content"]), given["letter"])
        return base64.b64encode(made).decode()

    assert expected == outcome(act)


def test_a_full_piece_fills_the_largest_envelope_and_comes_out_whole() -> None:
    data = b"x" * LARGEST_PIECE
    assert LARGEST_LETTER == len(write_piece(LETTER, data))
    envelope = seal_piece(LETTER, data, OURS.recipient)
    assert LARGEST_ENVELOPE == len(envelope)
    assert data == open_piece(envelope, LETTER, OURS)


def test_a_byte_more_than_a_full_piece_is_not_sealed() -> None:
    with pytest.raises(PieceMalformed, match="1048525"):
        seal_piece(LETTER, b"x" * (LARGEST_PIECE + 1), OURS.recipient)


def test_a_small_piece_has_the_size_of_any_small_letter() -> None:
    assert SMALLEST_ENVELOPE == len(seal_piece(LETTER, b"x", OURS.recipient))


def test_who_names_another_letters_piece_gets_nothing_of_it() -> None:
    envelope = seal_piece(LETTER, b"a photograph", OURS.recipient)
    with pytest.raises(PieceForeign) as caught:
        open_piece(envelope, OTHER, OURS)
    assert "photograph" not in str(caught.value) + repr(caught.value)


def test_a_letter_sealed_by_somebody_else_is_no_piece_for_who_names_it() -> None:
    envelope = seal_envelope(b'{"wire":3,"answers":{"message":"a secret"}}', OURS.recipient)
    with pytest.raises(PieceMalformed) as caught:
        open_piece(envelope, LETTER, OURS)
    assert "secret" not in str(caught.value)


def test_a_piece_sealed_to_another_epoch_is_not_opened() -> None:
    with pytest.raises(NotForUs):
        open_piece(seal_piece(LETTER, b"x", OURS.recipient), LETTER, HybridIdentity(b"1" * 32))


def test_a_piece_is_no_letter_and_a_letter_is_no_piece() -> None:
    content = open_envelope(seal_piece(LETTER, b"x", OURS.recipient), OURS)
    assert is_piece(content)
    assert LETTER == letter_of(content)
    with pytest.raises(LetterMalformed):
        parse(content)
    assert not is_piece(b'{"wire":3}')


@given(st.binary(max_size=80), st.integers(0, 60), st.integers(0, 3))
@settings(max_examples=300, deadline=None)
def test_a_broken_piece_gives_its_data_or_is_refused(junk: bytes, at: int, cut: int) -> None:
    whole = write_piece(LETTER, b"some bytes of a file")
    broken = whole[:at] + junk + whole[at + cut :]
    try:
        data = read_piece(broken, LETTER)
    except WireError:
        return
    assert broken == write_piece(LETTER, data)
