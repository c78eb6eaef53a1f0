"""Files of letters given out: their pieces opened and joined, for who asked for this one file.

The bytes exist in memory alone, and only while they are given out. Nothing here shows or runs them,
and no piece is opened for a letter that it does not name.
"""

from app.inbox.cases import Case
from app.inbox.file_errors import FileRefused, UnknownFile
from app.inbox.opening import Opener
from app.inbox.pieces import Attached
from app.store.base import Store
from app.store.errors import StoreError
from app.wire.envelope import envelope_id
from app.wire.errors import NotForUs, PieceForeign, WireError
from app.wire.piece import read_piece


def file_of(case: Case, number: int) -> Attached:
    """Return the file of a case that has this number. Raises: UnknownFile."""
    for reading in case.readings:
        for file in reading.files:
            if file.number == number:
                return file
    raise UnknownFile(
        "This case has no file of this number: 'turva inbox show' lists them with their numbers."
    )


def join(store: Store, opener: Opener, file: Attached) -> bytes:
    """Return the bytes of a letter's file. Raises: FileRefused."""
    if file.code is not None:
        raise FileRefused(file.code)
    data = b"".join(_part(store, opener, file.letter_id, name) for name in file.pieces)
    if len(data) != file.said.size:
        raise FileRefused("size-differs")
    return data


def _part(store: Store, opener: Opener, letter_id: str, name: str) -> bytes:
    try:
        sealed = store.get(name)
        if envelope_id(sealed) != name:
            raise FileRefused("piece-damaged")
        return read_piece(opener.open(sealed), letter_id)
    except NotForUs:
        raise FileRefused("piece-unopened") from None
    except PieceForeign:
        raise FileRefused("piece-foreign") from None
    except (WireError, StoreError, OSError):
        raise FileRefused("piece-damaged") from None
