"""Files of letters: what a letter says of each, and what is kept of it. Only nouns.

What a letter says is the sender's word. A piece counts only for the letter that it names itself: no
letter gets, or hides, anything by naming the envelope of another.
"""

from dataclasses import dataclass, field
from typing import Literal

from app.inbox.looks import Looks
from app.wire.attachment import Attachment

FileCode = Literal[
    "piece-missing", "piece-unopened", "piece-damaged", "piece-foreign", "size-differs"
]
"""Why a file's bytes cannot be had; each has its words in `app.inbox.meanings`."""

PictureCode = Literal["picture-refused", "pictures-busy"]
"""Why a picture is not shown."""

SERIOUS: tuple[FileCode, ...] = (
    "piece-foreign",
    "piece-damaged",
    "piece-unopened",
    "piece-missing",
    "size-differs",
)
"""The codes, the one first that is told when several hold."""


@dataclass(frozen=True)
class Piece:
    """A kept envelope that holds a part of a file; `length` is of the part, `size` of the whole.

    `looks` is what the part begins like, which says something only if it is a file's first.
    """

    name: str
    size: int
    letter_id: str
    length: int
    looks: Looks


@dataclass(frozen=True)
class Attached:
    """A file that a letter names; `number` is its place among those of its case, from 1.

    `pieces` are kept envelopes in the order of the bytes, "" for one that is not to be had. `code`
    tells why the bytes cannot be had, None if they can, as far as that is known without opening.
    """

    letter_id: str
    said: Attachment = field(repr=False)
    pieces: tuple[str, ...]
    code: FileCode | None
    looks: Looks
    number: int = 0

    @property
    def is_picture(self) -> bool:
        """Tell whether it begins like a picture that can be redrawn."""
        return self.code is None and self.looks in ("jpeg", "png", "webp", "gif")
