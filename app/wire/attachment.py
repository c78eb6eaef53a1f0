"""A file that a letter names: what it is called, what it is, and the pieces that it lies in.

All of it is the sender's word, and hostile until the pieces were opened. A name must never become
part of a path, and a type never decides what is done with the bytes.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from app.text import normalise
from app.wire.constants import (
    ATTACHMENT_FIELDS,
    ATTACHMENT_LIMIT,
    ATTACHMENT_NAME_LIMIT,
    LARGEST_ATTACHMENT,
)
from app.wire.errors import LetterMalformed
from app.wire.piece import pieces_of

_PIECE = re.compile(r"[0-9a-f]{64}")
# 127 characters at most, slash included.
_PART = r"[a-z0-9][a-z0-9!#$&^_.+-]{0,62}"
_MEDIA_TYPE = re.compile(f"{_PART}/{_PART}")


@dataclass(frozen=True)
class Attachment:
    """One file of a letter; `pieces` are ids of envelopes, in the order of the bytes.

    The name is the sender's words and never shows in a repr.
    """

    name: str = field(repr=False)
    media_type: str
    size: int
    pieces: tuple[str, ...]


def to_fields(attachment: Attachment) -> dict[str, Any]:
    """Return what stands for the attachment in a letter's JSON (WIRE §17)."""
    values = (attachment.name, attachment.media_type, attachment.size, attachment.pieces)
    return dict(zip(ATTACHMENT_FIELDS, values, strict=True))


def from_fields(value: Any) -> tuple[Attachment, ...]:
    """Return the attachments that a letter's JSON names; `check` has yet to judge their values.

    Raises:
        LetterMalformed: it is no list of objects with exactly these fields.

    Source: WIRE §17.
    """
    if not isinstance(value, list):
        raise LetterMalformed("attachments is a list")
    return tuple(map(_attachment, value))


def check(attachments: tuple[Attachment, ...]) -> None:
    """Accept the attachments of one letter only if all are written as WIRE §17 says.

    Raises:
        LetterMalformed: one is not, there are too many, or a piece stands twice.

    Source: WIRE §17.
    """
    if len(attachments) > ATTACHMENT_LIMIT:
        raise LetterMalformed(f"a letter has at most {ATTACHMENT_LIMIT} attachments")
    for attachment in attachments:
        _check(attachment)
    pieces = [piece for attachment in attachments for piece in attachment.pieces]
    if len(set(pieces)) != len(pieces):
        raise LetterMalformed("a piece of an attachment stands twice")


def _attachment(value: Any) -> Attachment:
    if not isinstance(value, dict) or value.keys() != set(ATTACHMENT_FIELDS):
        raise LetterMalformed(f"an attachment has the fields {', '.join(ATTACHMENT_FIELDS)}")
    name, media_type, size, pieces = (value[field_name] for field_name in ATTACHMENT_FIELDS)
    if not isinstance(pieces, list):
        raise LetterMalformed("an attachment's pieces are a list")
    return Attachment(name, media_type, size, tuple(pieces))


def _check(attachment: Attachment) -> None:
    name, media_type, size, pieces = (
        attachment.name,
        attachment.media_type,
        attachment.size,
        attachment.pieces,
    )
    if not isinstance(name, str) or not 1 <= len(name) <= ATTACHMENT_NAME_LIMIT:
        raise LetterMalformed(f"a name has 1 to {ATTACHMENT_NAME_LIMIT} code points")
    if normalise(name) != name:
        raise LetterMalformed("an attachment's name is not normalised: normalise it first")
    if not isinstance(media_type, str) or not _MEDIA_TYPE.fullmatch(media_type):
        raise LetterMalformed("an attachment's type is not written as WIRE §17 says")
    # bool is a kind of int, and 1 == 1.0 == True.
    if type(size) is not int or not 1 <= size <= LARGEST_ATTACHMENT:
        raise LetterMalformed(f"an attachment has 1 to {LARGEST_ATTACHMENT} bytes")
    if not all(isinstance(piece, str) and _PIECE.fullmatch(piece) for piece in pieces):
        raise LetterMalformed("an attachment's pieces are ids of envelopes")
    if len(pieces) != pieces_of(size):
        raise LetterMalformed("an attachment has as many pieces as its size needs")
