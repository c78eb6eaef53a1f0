"""Where things rest: the shared store, and what this computer keeps of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from app.inbox.sync import Source
from app.store.base import Archive, Shelf, ShelfReader, Store
from app.store.errors import Unavailable
from app.store.s3_address import S3Address


@dataclass(frozen=True)
class Remote:
    """The shared store. Nothing in it is believed before it was opened or verified."""

    envelopes: Source
    events: Store
    replies: Shelf
    keys: ShelfReader


@dataclass(frozen=True)
class Local:
    """This computer's folder, in which everything is sealed.

    An event rests in `outbox` from the moment it is written until the remote store has it.
    `placed` holds the note of what this computer last put into each mailbox.
    """

    envelopes: Archive
    events: Archive
    outbox: Archive
    placed: Shelf
    keys: Shelf


class NotThere:
    """A shared store that is not there: everything fails, so that nothing goes to a wrong place.

    What is kept on this computer can be read meanwhile.
    """

    def __init__(self, where: Path | S3Address, why: str = "") -> None:
        """Stand for the store that should be there; `why` is the sentence that says what lacks."""
        self._where = where
        self._why = why

    def _refuse(self) -> NoReturn:
        if self._why:
            raise Unavailable(self._why)
        raise Unavailable(
            f"no store can be used in {self._where}: connect it, or set TURVA_STORE"
        ) from FileNotFoundError()

    def put(self, _name: str, _data: bytes) -> None:
        """Refuse (see `Store.put`)."""
        self._refuse()

    def get(self, _name: str) -> bytes:
        """Refuse (see `Store.get`)."""
        self._refuse()

    def names(self) -> Iterator[str]:
        """Refuse (see `Store.names`)."""
        self._refuse()

    def read(self, _name: str) -> tuple[bytes, str] | None:
        """Refuse (see `ShelfReader.read`)."""
        self._refuse()

    def replace(self, _name: str, _data: bytes, _tag: str | None) -> str:
        """Refuse (see `Shelf.replace`)."""
        self._refuse()

    def remove(self, _name: str) -> None:
        """Refuse (see `Archive.remove`)."""
        self._refuse()
