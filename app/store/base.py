"""What every store promises: objects by name, written once, durable when acknowledged (P6).

A store keeps bytes and knows nothing of what they mean. It never overwrites, never shows half an
object, and never keeps who brought it. Nor does it ever read one that is too large for memory:
others may be able to write to the place where it reads.
"""

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
