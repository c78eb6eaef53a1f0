"""Letters with files, as a sender's page seals them: the pieces first, the letter last."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.wire.attachment import Attachment
from app.wire.constants import LARGEST_PIECE
from app.wire.letter import Letter
from app.wire.piece import write_piece
from tests.inbox.shelf import LETTER, Shelf, letter, seal

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@dataclass(frozen=True)
class Sent:
    """A file as it is sent; `of` is whose pieces they say they are."""

    data: bytes = field(default=b"hello", repr=False)
    name: str = "photo.jpg"
    media_type: str = "image/jpeg"
    of: str = LETTER.letter_id


def parts(data: bytes) -> Iterable[bytes]:
    return (data[at : at + LARGEST_PIECE] for at in range(0, len(data), LARGEST_PIECE))


def keep_pieces(shelf: Shelf, sent: Sent) -> Attachment:
    """Keep the pieces of a file, and return what its letter says of it."""
    names = tuple(shelf.put(seal(write_piece(sent.of, part))) for part in parts(sent.data))
    return Attachment(sent.name, sent.media_type, len(sent.data), names)


def with_files(*attachments: Attachment, **fields: object) -> Letter:
    """Return a letter of a form with which files can be sent."""
    said = {"form": "follow", "form_version": 2, "answers": {"message": "see the files"}}
    return letter(**{**said, **fields, "attachments": attachments})
