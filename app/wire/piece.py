"""A piece of a file, sealed as an envelope of its own and bound to one letter (WIRE §17).

Nothing may come out of a piece for any letter but the one that it names: else whoever knows the id
of somebody's envelope could have it joined to their own letter.
"""

import re

from app.age.hybrid import HybridIdentity, HybridRecipient
from app.wire.constants import LARGEST_PIECE, LETTER_ID_BYTES, PIECE_TYPE
from app.wire.envelope import open_envelope, seal_envelope
from app.wire.errors import PieceForeign, PieceMalformed

_TYPE_LINE = PIECE_TYPE.encode() + b"\n"
_LETTER_ID = re.compile(rb"[0-9a-f]{%d}" % (2 * LETTER_ID_BYTES))
_HEAD_BYTES = len(_TYPE_LINE) + 2 * LETTER_ID_BYTES + 1


def pieces_of(size: int) -> int:
    """Return how many pieces a file of `size` bytes lies in: all but the last are full."""
    return -(-size // LARGEST_PIECE)


def is_piece(content: bytes) -> bool:
    """Tell whether what came out of an envelope says that it is a piece, and so is no letter."""
    return content.startswith(_TYPE_LINE)


def write_piece(letter_id: str, data: bytes) -> bytes:
    """Return what an envelope of this piece holds, before it is padded.

    Raises:
        PieceMalformed: the data has no byte or more than LARGEST_PIECE, or the id is none.

    Source: WIRE §17.
    """
    content = _TYPE_LINE + letter_id.encode() + b"\n" + data
    _split(content)
    return content


def read_piece(content: bytes, letter_id: str) -> bytes:
    """Return the data of a piece of this letter.

    Raises:
        PieceMalformed: it is not written as WIRE §17 says.
        PieceForeign: it is a piece of another letter.

    Source: WIRE §17.
    """
    bound, data = _split(content)
    if bound != letter_id.encode():
        raise PieceForeign("this piece belongs to another letter: give nothing of it to this one")
    return data


def letter_of(content: bytes) -> str:
    """Return the id of the letter that a piece belongs to.

    Raises:
        PieceMalformed: it is not written as WIRE §17 says.

    Source: WIRE §17.
    """
    return _split(content)[0].decode()


def seal_piece(letter_id: str, data: bytes, recipient: HybridRecipient) -> bytes:
    """Return a new envelope of this piece.

    Raises:
        PieceMalformed: what `write_piece` refuses.
        EnvelopeUnsealed: nothing can be sealed to this recipient.

    Source: WIRE §7, §17.
    """
    return seal_envelope(write_piece(letter_id, data), recipient)


def open_piece(envelope: bytes, letter_id: str, identity: HybridIdentity) -> bytes:
    """Return the data of a piece of this letter from its envelope.

    Raises: what `open_envelope` and `read_piece` raise.

    Source: WIRE §7, §17.
    """
    return read_piece(open_envelope(envelope, identity), letter_id)


def _split(content: bytes) -> tuple[bytes, bytes]:
    bound = content[len(_TYPE_LINE) : _HEAD_BYTES - 1]
    head = (content[: len(_TYPE_LINE)], content[_HEAD_BYTES - 1 : _HEAD_BYTES])
    if head != (_TYPE_LINE, b"\n") or not _LETTER_ID.fullmatch(bound):
        raise PieceMalformed("a piece begins with its type and its letter's id, a line each")
    data = content[_HEAD_BYTES:]
    if not 1 <= len(data) <= LARGEST_PIECE:
        raise PieceMalformed(f"a piece holds 1 to {LARGEST_PIECE} bytes")
    return bound, data
