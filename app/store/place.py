"""A whole store by its setting: a folder, or an address in S3. Each kind of object lies apart.

Here alone it is decided which of the two is meant; who uses a store never asks. What S3 needs is
loaded only where S3 is used.
"""

# ruff: noqa: PLC0415 (nothing that speaks over the network is loaded for a folder)

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.store.folder import FolderArchive, FolderReader, FolderStore
from app.store.memory import MemoryArchive
from app.store.s3_address import S3Address
from app.store.shelf import FolderShelf, FolderShelfReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store.base import Archive, Shelf, ShelfReader, Store
    from app.store.s3_client import S3


class Reader(Protocol):
    """What reads a `Store` and nothing else."""

    def get(self, name: str) -> bytes:
        """Return the bytes under `name` (see `Store.get`)."""
        ...

    def names(self) -> Iterator[str]:
        """Yield the name of every object, in order (see `Store.names`)."""
        ...


class Place(Protocol):
    """Where all kinds of objects lie; every method may raise Unavailable."""

    @property
    def exists(self) -> bool:
        """Tell whether there may be a store; one far away is asked when it is used."""
        ...

    def make(self, kind: str) -> Store:
        """Make the kind's place if it is not there, show that it can be used, and return it."""
        ...

    def reader(self, kind: str) -> Reader:
        """Return what only reads; an empty place that was never made is Unavailable to it."""
        ...

    def store(self, kind: str) -> Store:
        """Return what keeps objects of this kind."""
        ...

    def archive(self, kind: str, *, make: bool = True) -> Archive:
        """Return what also removes; without `make` nothing is made, and what is not there empty."""
        ...

    def shelf(self, kind: str) -> Shelf:
        """Return where objects of this kind are replaced."""
        ...

    def shelf_reader(self, kind: str) -> ShelfReader:
        """Return what reads one of those by its name."""
        ...


def open_place(where: Path | S3Address, *, patient: bool = False, s3: S3 | None = None) -> Place:
    """Return the store there; `patient` is who has a slow connection and nobody waiting.

    `s3` is the client to use, if there is one already.

    Raises: Unavailable (it is no folder, and what S3 needs to know is not set).
    """
    if not isinstance(where, S3Address):
        return _Folders(where)
    from app.store.s3_client import PATIENT, Patience, open_s3

    return _Buckets(s3 or open_s3(patience=PATIENT if patient else Patience()), where)


class _Folders:
    """A store in a folder: each kind is a folder in it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def exists(self) -> bool:
        return self._path.is_dir()

    def make(self, kind: str) -> Store:
        return FolderStore(self._path / kind)

    def reader(self, kind: str) -> Reader:
        return FolderReader(self._path / kind)

    def store(self, kind: str) -> Store:
        return FolderStore(self._path / kind)

    def archive(self, kind: str, *, make: bool = True) -> Archive:
        folder = self._path / kind
        return FolderArchive(folder) if make or folder.is_dir() else MemoryArchive()

    def shelf(self, kind: str) -> Shelf:
        return FolderShelf(self._path / kind)

    def shelf_reader(self, kind: str) -> ShelfReader:
        return FolderShelfReader(self._path / kind)


class _Buckets:
    """A store in S3: each kind lies under a prefix of its own, or in a bucket of its own."""

    exists = True

    def __init__(self, s3: S3, address: S3Address) -> None:
        self._s3 = s3
        self._address = address

    def make(self, kind: str) -> Store:
        from app.store.s3 import make_place

        make_place(self._s3, self._address.of(kind))
        return self.store(kind)

    def reader(self, kind: str) -> Reader:
        from app.store.s3 import S3Reader

        return S3Reader(self._s3, self._address.of(kind))

    def store(self, kind: str) -> Store:
        from app.store.s3 import S3Store

        return S3Store(self._s3, self._address.of(kind))

    def archive(self, kind: str, *, make: bool = True) -> Archive:  # noqa: ARG002 (nothing to make)
        from app.store.s3 import S3Archive

        return S3Archive(self._s3, self._address.of(kind))

    def shelf(self, kind: str) -> Shelf:
        from app.store.s3_shelf import S3Shelf

        return S3Shelf(self._s3, self._address.of(kind))

    def shelf_reader(self, kind: str) -> ShelfReader:
        from app.store.s3_shelf import S3ShelfReader

        return S3ShelfReader(self._s3, self._address.of(kind))
