"""Files that survive a power cut: the few steps from which the stores in folders are made.

Each step returns only once it is durable, or raises the OSError that stopped it. Nothing here
knows what an object is. Others may own the place of a shared store and plant there what they like:
what is reached by a descriptor is never a link to somewhere else, nor anything that makes us wait.
"""

import errno
import fcntl
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from app.store.base import LARGEST_OBJECT

_PRIVATE: Final = 0o700
_PRIVATE_FILE: Final = 0o600
_FOR_OTHERS: Final = 0o077
_RANDOM: Final = 16  # bytes
_TEMPORARY: Final = re.compile(r"[0-9a-f]{32}")
_DAY: Final = 24 * 60 * 60  # seconds; a temporary file that old belongs to a writer that is dead


def read_file(folder: int, name: str) -> bytes:
    """Return what is in a file of the opened folder, but no more than shows that it is too large.

    Only of a regular file: a link could lead to anything, and a pipe keeps who opens it waiting.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    with open(os.open(name, flags, dir_fd=folder), "rb") as opened:  # noqa: PTH123
        found = os.fstat(opened.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "Not a regular file")
        # Room for what is there, not for what there could be: most objects are small.
        return opened.read(min(found.st_size, LARGEST_OBJECT) + 1)


@contextmanager
def temporary_file(folder: Path, data: bytes) -> Iterator[Path]:
    """Give a durable file of mode 0600 that holds the data, and remove its name afterwards."""
    temporary = folder / secrets.token_hex(_RANDOM)
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE_FILE)
    try:
        _write(descriptor, data)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def make_private_folder(folder: Path) -> None:
    """Make a folder of our own and what lacks above it, durably; close it to everybody else."""
    make_folder(folder)
    if folder.stat().st_mode & _FOR_OTHERS:
        folder.chmod(_PRIVATE)


def make_folder(folder: Path) -> None:
    """Make the folder and what lacks above it, durably."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):  # another process was faster
        folder.mkdir(mode=_PRIVATE)
    fsync_folder(folder.parent)


@contextmanager
def made_subfolder(folder: int, name: str) -> Iterator[int]:
    """Give a descriptor of the folder in the opened one, which is made, durably, if it lacks."""
    with suppress(FileExistsError):
        os.mkdir(name, _PRIVATE, dir_fd=folder)
        os.fsync(folder)
    with opened_place(name, folder) as descriptor:
        yield descriptor


def close_to_others(folder: int) -> None:
    """Close the opened folder to everybody else; refuse one that somebody else made."""
    found = os.fstat(folder)
    if found.st_uid != os.geteuid():
        raise OSError(errno.EPERM, "It belongs to another user")
    if found.st_mode & _FOR_OTHERS:
        os.fchmod(folder, _PRIVATE)


def remove_leftovers(folder: int) -> None:
    """Remove what writers that died a day ago or earlier left half-written; nothing else."""
    for name in filter(_TEMPORARY.fullmatch, os.listdir(folder)):
        with suppress(FileNotFoundError):  # its writer, or another process, was faster
            found = os.stat(name, dir_fd=folder, follow_symlinks=False)
            if stat.S_ISREG(found.st_mode) and found.st_mtime < time.time() - _DAY:
                os.unlink(name, dir_fd=folder)


@contextmanager
def opened_place(path: Path | str, within: int | None = None) -> Iterator[int]:
    """Give a descriptor of the folder at this path itself: a link in its place is refused.

    A relative path is one in the opened folder `within`.
    """
    try:
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
        descriptor = os.open(path, flags, dir_fd=within)
    except NotADirectoryError:
        if stat.S_ISLNK(os.stat(path, dir_fd=within, follow_symlinks=False).st_mode):
            raise OSError(errno.ELOOP, "It is a link to somewhere else") from None
        raise
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def locked(folder: int) -> Iterator[None]:
    """Wait until no other writer is at work in the opened folder; closing it lets go.

    The system takes the lock from a process that dies.
    """
    fcntl.flock(folder, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(folder, fcntl.LOCK_UN)


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Wait until no other program is at work in a folder of our own, and keep them waiting."""
    with _opened_folder(folder) as descriptor, locked(descriptor):
        yield


def fsync_folder(folder: Path) -> None:
    """Make the names in a folder of our own durable."""
    with _opened_folder(folder) as descriptor:
        os.fsync(descriptor)


@contextmanager
def _opened_folder(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _write(descriptor: int, data: bytes) -> None:
    """Write all of the data, make it durable and close."""
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
