"""A store that forgets, for tests and for trying things out: nothing in it outlives the process."""

from collections.abc import Iterator
from threading import Lock

from app.store.base import check_name, check_size
from app.store.errors import Conflict, NotFound


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
