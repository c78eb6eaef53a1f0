"""A store in a folder: one file an object, and an acknowledged object survives a power cut (P6).

An object is written under a temporary name, made durable, and only then linked to its own name, so
that a name never stands for half an object. A store never overwrites or deletes an object, reading
writes nothing at all, and no error holds what is in one. The folder is opened first, as itself, and
every step is taken in what was opened: whoever owns the place leads no step to another folder.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from app.store.base import check_name, check_size
from app.store.errors import Conflict, NotFound, Unavailable
from app.store.files import (
    close_to_others,
    made_subfolder,
    make_folder,
    opened_place,
    read_file,
    remove_leftovers,
    temporary_file,
)

_TEMPORARY: Final = ".tmp"


class FolderReader:
    """Objects in a folder, to be read: nothing here makes, changes or removes anything in it.

    A folder that is not there is no empty store: its name may be wrong, and a case would be missed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str) -> bytes:
        """Return the bytes under `name` (see `Store.get`)."""
        check_name(name)
        with answering(self._path):
            try:
                with opened_place(self._path) as folder:
                    data = read_file(folder, name)
            except FileNotFoundError:
                raise NotFound(f"the store holds no object called {name}") from None
        check_size(name, len(data))
        return data

    def names(self) -> Iterator[str]:
        """Yield the name of every object, in order (see `Store.names`)."""
        return names_in(self._path)


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
        self._temporary = open_for_writing(path)

    def put(self, name: str, data: bytes) -> None:
        """Keep `data` under `name` (see `Store.put`)."""
        check_name(name)
        check_size(name, len(data))
        # Not one system call too many: at each, threads hand the interpreter over and wait for it.
        with answering(self._path), opened_place(self._path) as folder:
            with temporary_file(self._temporary, data) as temporary:
                _link(temporary, folder, name, data)
            # Needed when the name was there already, too: who linked it may not have got this far.
            # No batching of our own: the file system already joins concurrent fsyncs.
            os.fsync(folder)


class FolderArchive(FolderStore):
    """A folder store from which staff also remove."""

    def remove(self, name: str) -> None:
        """Remove the object (see `Archive.remove`)."""
        remove_from(self._path, name)


@contextmanager
def answering(folder: Path) -> Iterator[None]:
    """Turn whatever the file system refuses into Unavailable."""
    try:
        yield
    except OSError as error:
        raise Unavailable(
            f"the store in {folder} cannot be used ({error.strerror}): "
            "see to its disk space and permissions, then try again"
        ) from error


def open_for_writing(path: Path) -> Path:
    """Make the folder if need be, tidy it, and return where its temporary files stand.

    Raises: Unavailable.
    """
    with answering(path):
        make_folder(path)
        with opened_place(path) as folder:
            close_to_others(folder)
            with made_subfolder(folder, _TEMPORARY) as temporary:
                close_to_others(temporary)
                remove_leftovers(temporary)
    # By its name from here on: where that leads elsewhere now, a file with a random name comes and
    # goes there, and nothing else.
    return path / _TEMPORARY


def names_in(path: Path) -> Iterator[str]:
    """Yield the name of every object in the folder, in order (see `Store.names`)."""
    with answering(path), opened_place(path) as folder, os.scandir(folder) as entries:
        files = (entry.name for entry in entries if entry.is_file(follow_symlinks=False))
        return iter(sorted(files))


def remove_from(path: Path, name: str) -> None:
    """Remove the object from the folder (see `Archive.remove`)."""
    check_name(name)
    with answering(path), opened_place(path) as folder:
        unlink(folder, name)


def unlink(folder: int, name: str) -> None:
    """Remove the name from the opened folder, durably."""
    with suppress(FileNotFoundError):
        os.unlink(name, dir_fd=folder)
    # Also when it was gone: who removed it may not have got this far.
    os.fsync(folder)


def _link(temporary: Path, folder: int, name: str, data: bytes) -> None:
    try:
        os.link(temporary, name, dst_dir_fd=folder)
    except FileExistsError:
        if read_file(folder, name) != data:
            raise Conflict(f"the store already holds another object called {name}") from None
