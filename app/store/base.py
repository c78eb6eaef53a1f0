"""What every store promises: objects by name, durable when acknowledged (P6).

A store keeps bytes and knows nothing of what they mean. It never shows half an object, and never
keeps who brought it. Nor does it ever read one that is too large for memory: others may be able to
write to the place where it reads.

    Store         objects that are written once and never overwritten
    Archive       the same for staff, who may also remove them (P9)
    ShelfReader   one object at a time, by its name, to be read
    Shelf         objects that are replaced: each time only the one that was read before
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Final, Protocol

from app.store.errors import BadName, TooLarge

LARGEST_OBJECT: Final = 2 << 20
"""Most bytes in an object; every envelope is smaller (WIRE §7)."""

_NAME = re.compile(r"[0-9a-z][0-9a-z.-]{0,127}")


class Store(Protocol):
    """Where objects rest; all methods may be called from any thread."""

    def put(self, name: str, data: bytes) -> None:
        """Keep `data` under `name`; on return it is durable.

        The same name with the same bytes again is fine, and durable on return too.

        Raises:
            Conflict: the name holds other bytes.
            BadName: see `check_name`.
            TooLarge: see `check_size`.
            Unavailable: it may or may not be kept; the same put can be tried again.
        """
        ...

    def get(self, name: str) -> bytes:
        """Return the bytes under `name`.

        Raises:
            NotFound: there are none.
            BadName: see `check_name`.
            TooLarge: they are more than a put can have kept.
            Unavailable: they cannot be read now.
        """
        ...

    def names(self) -> Iterator[str]:
        """Yield the name of every object, in order.

        Raises:
            Unavailable: the store cannot be read now.
        """
        ...


class Archive(Store, Protocol):
    """A store from which staff remove; the intake never gets one."""

    def remove(self, name: str) -> None:
        """Remove the object; on return that is durable. One that is gone already is no error.

        Raises:
            BadName: see `check_name`.
            Unavailable: it may or may not be removed; the same call can be tried again.
        """
        ...


class ShelfReader(Protocol):
    """What one may read by name; nothing lists the names, so only who knows one gets it."""

    def read(self, name: str) -> tuple[bytes, str] | None:
        """Return the object's bytes and its tag, which changes with them; None if there is none.

        Raises:
            BadName: see `check_name`.
            TooLarge: they are more than a replacement can have kept.
            Unavailable: it cannot be read now.
        """
        ...


class Shelf(ShelfReader, Protocol):
    """Objects that are replaced as a whole; whoever reads meets the old or the new one.

    Of several who replace what they read at the same moment one succeeds; the others are told.
    """

    def replace(self, name: str, data: bytes, tag: str | None) -> str:
        """Put `data` in place of the object whose tag is `tag`; return the new one's tag.

        With None there must be no object yet. On return it is durable.

        Raises:
            Changed: the object is another one than `tag` says.
            BadName: see `check_name`.
            TooLarge: see `check_size`.
            Unavailable: it may or may not be replaced: read it anew before trying again.
        """
        ...

    def remove(self, name: str) -> None:
        """Remove the object, whatever it is (see `Archive.remove`)."""
        ...

    def names(self) -> Iterator[str]:
        """Yield the name of every object, in order (see `Store.names`)."""
        ...


def tag_of(data: bytes) -> str:
    """Return the tag of an object that holds these bytes: equal bytes have equal tags."""
    return hashlib.sha256(data).hexdigest()


def check_name(name: str) -> None:
    """Accept 1-128 characters of a-z, 0-9, "." and "-", of which the first is a letter or digit.

    So no name is a path, hidden, or another name to a file system that ignores case.

    Raises:
        BadName: it is anything else.
    """
    if not _NAME.fullmatch(name):
        raise BadName("an object's name has 1 to 128 characters of a-z, 0-9, '.' and '-'")


def check_size(name: str, size: int) -> None:
    """Accept at most LARGEST_OBJECT bytes for the object called `name`.

    Raises:
        TooLarge: they are more.
    """
    if size > LARGEST_OBJECT:
        raise TooLarge(f"{name} is larger than an object may be ({LARGEST_OBJECT} bytes)")
