"""Pieces of files are taken like letters: without a key nobody tells them apart (WIRE §8, §17)."""

import pytest
from flask.testing import FlaskClient

from app.intake.limits import ENVELOPE_LIMIT
from app.wire.constants import LARGEST_PIECE
from app.wire.envelope import envelope_id
from app.wire.errors import LetterTooLarge, PieceMalformed
from app.wire.padding import pad
from app.wire.piece import open_piece, seal_piece, write_piece
from tests.intake.stage import SERIAL, Stage, identity

LETTER = "00112233445566778899aabbccddeeff"
DECLARED = {"Content-Type": "application/octet-stream", "Keyring-Serial": str(SERIAL)}


@pytest.mark.parametrize("size", [1, LARGEST_PIECE - 1, LARGEST_PIECE])
def test_a_piece_of_any_size_rests_and_comes_out_whole(
    stage: Stage, client: FlaskClient, size: int
) -> None:
    data = bytes(at % 251 for at in range(size))
    piece = seal_piece(LETTER, data, identity().recipient)
    answer = client.post("/api/envelopes", data=piece, headers=DECLARED)
    assert 201 == answer.status_code
    kept = stage.store.get(envelope_id(piece))
    assert data == open_piece(kept, LETTER, identity())


def test_a_full_piece_is_as_long_as_the_intake_takes(client: FlaskClient) -> None:
    piece = seal_piece(LETTER, b"x" * LARGEST_PIECE, identity().recipient)
    assert ENVELOPE_LIMIT == len(piece)
    answer = client.post("/api/envelopes", data=piece + b"x", headers=DECLARED)
    assert 413 == answer.status_code


def test_a_byte_more_than_a_full_piece_fits_into_no_envelope() -> None:
    with pytest.raises(PieceMalformed):
        write_piece(LETTER, b"x" * (LARGEST_PIECE + 1))
    with pytest.raises(LetterTooLarge):
        pad(write_piece(LETTER, b"x" * LARGEST_PIECE) + b"x")
