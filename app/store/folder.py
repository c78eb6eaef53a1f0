"""A store in a folder: one file an object, and an acknowledged object survives a power cut (P6).

An object is written under a temporary name, made durable, and only then linked to its own name, so
that a name never stands for half an object. Nothing here overwrites or deletes an object, reading
writes nothing at all, and no error holds what is in one.
"""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.store.base import LARGEST_OBJECT, check_name, check_size
from app.store.errors import Conflict, NotFound, Unavailable

_PRIVATE = 0o700
_PRIVATE_FILE = 0o600
_FOR_OTHERS = 0o077
_DAY = 24 * 60 * 60  # seconds; a temporary file that old belongs to a writer that is dead


class FolderReader:
    """Objects in a folder, to be read: nothing here makes, changes or removes anything in it.

    A folder that is not there is no empty store: its name may be wrong, and a case would be missed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str) -> bytes:
        """Return the bytes under `name` (see `Store.get`)."""
        check_name(name)
        with self._answering():
            try:
                data = _read(self._path / name)
            except FileNotFoundError:
                raise NotFound(f"the store holds no object called {name}") from None
        check_size(name, len(data))
        return data

    def names(self) -> Iterator[str]:
        """Yield the name of every object, in order (see `Store.names`)."""
        with self._answering(), os.scandir(self._path) as entries:
            files = (entry.name for entry in entries if entry.is_file(follow_symlinks=False))
            return iter(sorted(files))

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


class FolderStore(FolderReader):
    """Objects as files of mode 0600 in a folder of mode 0700, which is made if it is not there.

    Several processes may share the folder. Temporary names stand in its subfolder .tmp, which no
    object's name can be.
    """

    def __init__(self, path: Path) -> None:
        """Open the folder; remove what writers that died a day ago or earlier left half-written.

        Raises:
            Unavailable: it cannot be made or used.
        """
        super().__init__(path)
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
        check_size(name, len(data))
        # Not one system call too many: at each, threads hand the interpreter over and wait for it.
        with self._answering():
            temporary = self._temporary / secrets.token_hex(16)
            descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE_FILE)
            try:
                _write(descriptor, data)
                self._link(temporary, name, data)
            finally:
                temporary.unlink()
            # Needed when the name was there already, too: who linked it may not have got this far.
            # No batching of our own: the file system already joins concurrent fsyncs.
            _fsync_folder(self._path)

    def _link(self, temporary: Path, name: str, data: bytes) -> None:
        try:
            os.link(temporary, self._path / name)
        except FileExistsError:
            if _read(self._path / name) != data:
                raise Conflict(f"the store already holds another object called {name}") from None

    def _remove_leftovers(self) -> None:
        for leftover in self._temporary.iterdir():
            with suppress(FileNotFoundError):  # its writer, or another process, was faster
                if leftover.stat().st_mtime < time.time() - _DAY:
                    leftover.unlink()


def _read(file: Path) -> bytes:
    """Return what is in the file, but no more than shows that it is too large."""
    with file.open("rb") as opened:
        return opened.read(LARGEST_OBJECT + 1)


def _write(descriptor: int, data: bytes) -> None:
    """Write all of the data, make it durable and close."""
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


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
