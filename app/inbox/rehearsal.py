"""Stores for a rehearsal: what is changed in them is kept in memory, and nothing underneath is.

So `--dry-run` is the real thing, done to these, and says exactly what would be done.
"""

from collections.abc import Iterator

from app.store.base import Shelf, Store, check_name, check_size, tag_of
from app.store.errors import Changed, Conflict, NotFound


class RehearsedArchive:
    """An archive over a store that is only read."""

    def __init__(self, base: Store) -> None:
        self._base = base
        self._put: dict[str, bytes] = {}
        self._removed: set[str] = set()

    def put(self, name: str, data: bytes) -> None:
        """Keep `data` in memory (see `Store.put`)."""
        check_name(name)
        check_size(name, len(data))
        try:
            if self.get(name) != data:
                raise Conflict(f"the store already holds another object called {name}")
        except NotFound:
            self._put[name] = data

    def get(self, name: str) -> bytes:
        """Return the bytes under `name` (see `Store.get`)."""
        if name in self._put:
            return self._put[name]
        if name in self._removed:
            raise NotFound(f"the store holds no object called {name}")
        return self._base.get(name)

    def names(self) -> Iterator[str]:
        """Yield the name of every object, in order (see `Store.names`)."""
        return iter(sorted((set(self._base.names()) - self._removed) | self._put.keys()))

    def remove(self, name: str) -> None:
        """Remove the object for the time of the rehearsal (see `Archive.remove`)."""
        check_name(name)
        self._put.pop(name, None)
        self._removed.add(name)


class RehearsedShelf:
    """A shelf over one that is only read."""

    def __init__(self, base: Shelf) -> None:
        self._base = base
        self._replaced: dict[str, bytes | None] = {}

    def read(self, name: str) -> tuple[bytes, str] | None:
        """Return the object's bytes and tag (see `ShelfReader.read`)."""
        if name not in self._replaced:
            return self._base.read(name)
        data = self._replaced[name]
        return None if data is None else (data, tag_of(data))

    def replace(self, name: str, data: bytes, tag: str | None) -> str:
        """Put `data` in place for the time of the rehearsal (see `Shelf.replace`)."""
        check_name(name)
        check_size(name, len(data))
        held = self.read(name)
        if tag != (held[1] if held else None):
            raise Changed(f"{name} is not what it was: read it anew, then try again")
        self._replaced[name] = data
        return tag_of(data)

    def remove(self, name: str) -> None:
        """Remove the object for the time of the rehearsal (see `Shelf.remove`)."""
        check_name(name)
        self._replaced[name] = None

    def names(self) -> Iterator[str]:
        """Yield the name of every object, in order (see `Store.names`)."""
        names = {*self._base.names(), *self._replaced}
        return iter(sorted(name for name in names if self._replaced.get(name, b"") is not None))
