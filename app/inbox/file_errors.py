"""Why a letter's file is not given out, or a picture of it not shown.

InboxError
└── FileError
    ├── UnknownFile     a case has no file of that number
    └── FileRefused     its bytes cannot be had, or are no picture; `code` tells why

No message holds a word of the file, or its name.
"""

from app.inbox.errors import InboxError
from app.inbox.meanings import MEANINGS
from app.inbox.pieces import FileCode, PictureCode


class FileError(InboxError):
    """A letter's file is not to be had."""


class UnknownFile(FileError):
    """A case has no file of this number."""


class FileRefused(FileError):
    """A file cannot be given out, or its picture not be shown; `code` is one of the meanings."""

    def __init__(self, code: FileCode | PictureCode) -> None:
        self.code = code
        super().__init__(f"{MEANINGS[code].says} {MEANINGS[code].do}")
