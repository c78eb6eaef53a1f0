"""A store in a folder: one file an object, and an acknowledged object survives a power cut (P6).

An object is written under a temporary name, made durable, and only then linked to its own name, so
that a name never stands for half an object. Nothing here overwrites or deletes an object, and no
error holds what is in one.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.store.base import check_name
from app.store.errors import Conflict, NotFound, Unavailable

_PRIVATE = 0o700
_FOR_OTHERS = 0o077
_DAY = 24 * 60 * 60  # seconds; a temporary file that old belongs to a writer that is dead


class FolderStore:
    """Objects as files of mode 0600 in a folder of mode 0700, which is made if it is not there.

    Several processes may share the folder. Temporary names stand in its subfolder .tmp, which no
    object's name can be.
    """

    def __init__(self, path: Path) -> None:
        """Open the folder; remove what writers that died a day ago or earlier left half-written.

        Raises:
            Unavailable: it cannot be made or used.
        """
        self._path = path
        self._temporary = path / ".tmp"
        with self._answering():
            for folder in (self._path, self._temporary):
                _make_folder(folder)
                if folder.stat().st_mode & _FOR_OTHERS:
                    folder.chmod(_PRIVATE)
            self._remove_leftovers()

    def put(self, name: str, data: bytes) -> None:
        """Keep `data` under `name` (see `Store.put`)."""
        check_name(name)
        with self._answering():
            with self._written(data) as temporary:
                self._link(temporary, name, data)
            # Needed when the name was there already, too: who linked it may not have got this far.
            # No batching of our own: the file system already joins concurrent fsyncs.
            _fsync_folder(self._path)

    def get(self, name: str) -> bytes:
        """Return the bytes under `name` (see `Store.get`)."""
        check_name(name)
        with self._answering():
            try:
                return (self._path / name).read_bytes()
            except FileNotFoundError:
                raise NotFound(f"the store holds no object called {name}") from None

    def names(self) -> Iterator[str]:
        """Yield the name of every object, in order (see `Store.names`)."""
        with self._answering(), os.scandir(self._path) as entries:
            names = sorted(entry.name for entry in entries if entry.is_file(follow_symlinks=False))
        return iter(names)

    def _link(self, temporary: Path, name: str, data: bytes) -> None:
        try:
            os.link(temporary, self._path / name)
        except FileExistsError:
            if (self._path / name).read_bytes() != data:
                raise Conflict(f"the store already holds another object called {name}") from None

    @contextmanager
    def _written(self, data: bytes) -> Iterator[Path]:
        """Give a temporary file that holds `data` durably; remove its name afterwards."""
        descriptor, name = tempfile.mkstemp(dir=self._temporary)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            yield temporary
        finally:
            temporary.unlink()

    def _remove_leftovers(self) -> None:
        for leftover in self._temporary.iterdir():
            with suppress(FileNotFoundError):  # its writer, or another process, was faster
                if leftover.stat().st_mtime < time.time() - _DAY:
                    leftover.unlink()

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Turn whatever the file system refuses into Unavailable."""
        try:
            yield
        except OSError as error:
            raise Unavailable(
                f"the store in {self._path} cannot be used ({error.strerror}): "
                "see to its disk space and permissions, then try again"
            ) from error


def _make_folder(folder: Path) -> None:
    """Make the folder and what lacks above it, durably."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    with suppress(FileExistsError):  # another process was faster
        folder.mkdir(mode=_PRIVATE)
    _fsync_folder(folder.parent)


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
