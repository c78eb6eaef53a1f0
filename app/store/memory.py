"""A store that forgets, for tests and for trying things out: nothing in it outlives the process."""

from collections.abc import Iterator
from threading import Lock

from app.store.base import check_name, check_size, tag_of
from app.store.errors import Changed, Conflict, NotFound


class MemoryStore:
    """Objects in a dictionary; "durable" means for as long as this object lives."""

    def __init__(self) -> None:
        self._objects: dict[str, bytes] = {}
        self._lock = Lock()

    def put(self, name: str, data: bytes) -> None:
        """Keep `data` under `name` (see `Store.put`)."""
        check_name(name)
        check_size(name, len(data))
        with self._lock:
            if self._objects.setdefault(name, bytes(data)) != data:
                raise Conflict(f"the store already holds another object called {name}")

    def get(self, name: str) -> bytes:
        """Return the bytes under `name` (see `Store.get`)."""
        check_name(name)
        try:
            return self._objects[name]
        except KeyError as error:
            raise NotFound(f"the store holds no object called {name}") from error

    def names(self) -> Iterator[str]:
        """Yield every name in order (see `Store.names`)."""
        with self._lock:
            names = sorted(self._objects)
        return iter(names)


class MemoryArchive(MemoryStore):
    """A store in memory from which one may remove."""

    def remove(self, name: str) -> None:
        """Remove the object (see `Archive.remove`)."""
        check_name(name)
        with self._lock:
            self._objects.pop(name, None)


class MemoryShelf:
    """A shelf in a dictionary."""

    def __init__(self) -> None:
        self._objects: dict[str, bytes] = {}
        self._lock = Lock()

    def read(self, name: str) -> tuple[bytes, str] | None:
        """Return the object's bytes and tag, or None (see `ShelfReader.read`)."""
        check_name(name)
        data = self._objects.get(name)
        return None if data is None else (data, tag_of(data))

    def replace(self, name: str, data: bytes, tag: str | None) -> str:
        """Put `data` in place of the object whose tag is `tag` (see `Shelf.replace`)."""
        check_name(name)
        check_size(name, len(data))
        with self._lock:
            present = self._objects.get(name)
            if tag != (None if present is None else tag_of(present)):
                raise Changed(f"{name} is not what it was: read it anew, then try again")
            self._objects[name] = bytes(data)
        return tag_of(data)

    def remove(self, name: str) -> None:
        """Remove the object (see `Shelf.remove`)."""
        check_name(name)
        with self._lock:
            self._objects.pop(name, None)

    def names(self) -> Iterator[str]:
        """Yield every name in order (see `Store.names`)."""
        with self._lock:
            names = sorted(self._objects)
        return iter(names)
