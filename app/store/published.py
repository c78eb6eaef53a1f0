"""The place of one text that is published: a file, or an object in S3, replaced as a whole (P6).

Whoever reads meets the old text or the new one, and a text is only replaced by who read the one
that is there. What a text says, and whether it is genuine, is not known here. Nothing secret may
ever be published: everybody can read it.
"""

# ruff: noqa: PLC0415 (nothing that speaks over the network is loaded for a file)

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import time
from typing import TYPE_CHECKING, Final, Protocol

from app.store.errors import Changed, NotFound, StoreError, Unavailable
from app.store.files import fsync_folder, temporary_file, turn
from app.store.s3_address import S3Object

if TYPE_CHECKING:
    from app.store.s3_client import S3

PUBLISHED_LIMIT: Final = 1 << 16
"""Most bytes of a published text that are read; what is longer is given cut, to be refused."""

_PUBLIC: Final = 0o644
_NEVER: Final = float("-inf")


@dataclass(frozen=True)
class Text:
    """A published text as it was read; the stamp is another one once it was replaced."""

    data: bytes
    stamp: Hashable


class Published(Protocol):
    """Where one text is published; `str()` names the place as its setting does."""

    @property
    def believed(self) -> float:
        """Tell for how many seconds a text that was read is taken for the one in force."""
        ...

    @property
    def kept_on(self) -> float:
        """Tell for how many seconds one is still used while the place cannot be reached."""
        ...

    def fetch(self, known: Text | None = None) -> Text:
        """Return the text: `known` itself, cheaply, if it is the one there.

        Raises:
            NotFound: nothing is published there, or we may not read it.
            Unavailable: it cannot be read now.
        """
        ...

    def replace(self, data: bytes, known: Text | None) -> None:
        """Publish `data` in place of `known`; with None nothing may be there yet. Then durable.

        Raises:
            Changed: another text is there.
            Unavailable: it may or may not be replaced: fetch it before trying again.
        """
        ...


class PublishedFile:
    """A text in a file that others may read."""

    believed = 0.0
    kept_on = 0.0

    def __init__(self, path: Path) -> None:
        self._path = path

    def __str__(self) -> str:
        """Return the file's path."""
        return str(self._path)

    def fetch(self, known: Text | None = None) -> Text:
        """Return the text (see `Published.fetch`)."""
        try:
            stamp = _stamp(self._path)
            if known is not None and known.stamp == stamp:
                return known
            with self._path.open("rb") as file:
                return Text(file.read(PUBLISHED_LIMIT), stamp)
        except FileNotFoundError as error:
            raise NotFound(f"at {self} ({error.strerror})") from error
        except OSError as error:
            raise Unavailable(
                f"{self} cannot be read ({error.strerror}): see to its permissions, then try again"
            ) from error

    def replace(self, data: bytes, known: Text | None) -> None:
        """Publish `data` (see `Published.replace`); its folder is made if it lacks."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with turn(self._path.parent), temporary_file(self._path.parent, data) as temporary:
                there = _stamp(self._path) if self._path.exists() else None
                if there != (known.stamp if known else None):
                    raise Changed(f"{self} is not what it was: see what is there, then try again")
                temporary.chmod(_PUBLIC)
                os.replace(temporary, self._path)  # noqa: PTH105 (as all that takes a name)
                fsync_folder(self._path.parent)
        except OSError as error:
            raise Unavailable(
                f"{self} cannot be written ({error.strerror}): see to its disk space and"
                " permissions, then try again"
            ) from error


@dataclass(frozen=True)
class _Reading:
    """What the place held, when that was read, when it was asked last, and what came of that."""

    text: Text | None
    read_at: float
    asked_at: float
    trouble: str = ""


class Latest:
    """The text at a place, read anew when it may be another one; shared between threads.

    While the place cannot be reached the last text that was read is given, for a bounded time.
    Raises what `Published.fetch` raises.
    """

    def __init__(self, place: Published, clock: Callable[[], float] = time) -> None:
        """Take a clock of the day: one that stands still while a function is frozen is no good."""
        self._place = place
        self._clock = clock
        self._lock = Lock()
        self._reading: _Reading | None = None

    def __str__(self) -> str:
        """Return what the place is called."""
        return str(self._place)

    def text(self, *, anew: bool = False) -> Text:
        """Return the text in force; `anew` asks the place whatever was read a moment ago."""
        now = self._clock()
        reading = self._reading
        if not anew and reading and _within(self._place.believed, now, reading.asked_at):
            return self._given(reading, now)
        # While one thread asks, the others go on with what there is, if that may still be used.
        if not self._lock.acquire(blocking=False):
            if (
                not anew
                and reading
                and reading.text
                and _within(self._place.kept_on, now, reading.read_at)
            ):
                return reading.text
            self._lock.acquire()
        try:
            if self._reading is reading:
                self._reading = self._ask(reading, now)
            return self._given(self._reading or self._ask(None, now), now)
        finally:
            self._lock.release()

    def _ask(self, before: _Reading | None, now: float) -> _Reading:
        known = before.text if before else None
        try:
            return _Reading(self._place.fetch(known), now, now)
        except Unavailable as error:
            return _Reading(known, before.read_at if before else _NEVER, now, str(error))
        except StoreError:
            # Taken away, perhaps to close the form: asked anew each time, as somebody mends it.
            self._reading = None
            raise

    def _given(self, reading: _Reading, now: float) -> Text:
        used = not reading.trouble or _within(self._place.kept_on, now, reading.read_at)
        if reading.text is None or not used:
            raise Unavailable(reading.trouble)
        return reading.text


def open_published(
    where: Path | S3Object, *, patient: bool = False, s3: S3 | None = None
) -> Published:
    """Return the place; `patient` is who has a slow connection and nobody waiting.

    `s3` is the client to use, if there is one already. Raises: Unavailable (what S3 needs to know
    is not set).
    """
    if not isinstance(where, S3Object):
        return PublishedFile(where)
    from app.store.s3_client import PATIENT, Patience, open_s3
    from app.store.s3_published import PublishedObject

    return PublishedObject(s3 or open_s3(patience=PATIENT if patient else Patience()), where)


def _within(seconds: float, now: float, then: float) -> bool:
    """Tell whether it is not so long ago; a clock that was set back tells nothing."""
    return 0 <= now - then < seconds


def _stamp(path: Path) -> Hashable:
    """Return what changes when a file does: times of contents and of entry, inode, size."""
    found = path.stat()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_size
