"""A shelf in a folder: objects that are replaced as a whole, by one writer at a time (P6).

The new object is durable under a temporary name before it takes the place of the old one in one
step, so that a crash at any moment leaves the old or the new one. Writers take turns by a lock on
the folder itself, which the system takes from a process that dies. Readers need none.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from app.store.base import check_name, check_size, tag_of
from app.store.errors import Changed
from app.store.files import locked, opened_place, read_file, temporary_file
from app.store.folder import answering, names_in, open_for_writing, unlink


class FolderShelfReader:
    """Objects of a shelf, each to be read by its name; nothing here changes or lists anything.

    A folder that is not there yet holds no object: who replaces the first one makes it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, name: str) -> tuple[bytes, str] | None:
        """Return the object's bytes and tag, or None (see `ShelfReader.read`)."""
        check_name(name)
        with answering(self._path):
            try:
                with opened_place(self._path) as folder:
                    data = read_file(folder, name)
            except FileNotFoundError:
                return None
        check_size(name, len(data))
        return data, tag_of(data)


class FolderShelf(FolderShelfReader):
    """A shelf in a folder of mode 0700, which several processes may share."""

    def __init__(self, path: Path) -> None:
        """Open the folder; remove what writers that died a day ago or earlier left half-written.

        Raises:
            Unavailable: it cannot be made or used.
        """
        super().__init__(path)
        self._temporary = open_for_writing(path)

    def replace(self, name: str, data: bytes, tag: str | None) -> str:
        """Put `data` in place of the object whose tag is `tag` (see `Shelf.replace`)."""
        check_name(name)
        check_size(name, len(data))
        with answering(self._path), opened_place(self._path) as folder:
            with temporary_file(self._temporary, data) as temporary, locked(folder):
                if tag != _tag(folder, name):
                    raise Changed(f"{name} is not what it was: read it anew, then try again")
                os.replace(temporary, name, dst_dir_fd=folder)
            # After the turn: the file system joins the fsyncs of all who write at once.
            os.fsync(folder)
        return tag_of(data)

    def remove(self, name: str) -> None:
        """Remove the object (see `Shelf.remove`)."""
        check_name(name)
        with answering(self._path), opened_place(self._path) as folder, locked(folder):
            unlink(folder, name)

    def names(self) -> Iterator[str]:
        """Yield the name of every object, in order (see `Store.names`)."""
        return names_in(self._path)


def _tag(folder: int, name: str) -> str | None:
    """Return the tag of whatever lies there; what is too large has none that was ever given."""
    try:
        return tag_of(read_file(folder, name))
    except FileNotFoundError:
        return None
