"""In a rehearsal everything can be changed, and nothing is."""

import pytest

from app.inbox.rehearsal import RehearsedArchive, RehearsedShelf
from app.store.errors import BadName, Changed, Conflict, NotFound
from app.store.memory import MemoryArchive, MemoryShelf


@pytest.fixture
def base() -> MemoryArchive:
    base = MemoryArchive()
    base.put("a", b"one")
    base.put("b", b"two")
    return base


def test_what_is_put_and_removed_is_seen_in_the_rehearsal_alone(base: MemoryArchive) -> None:
    rehearsed = RehearsedArchive(base)
    rehearsed.put("c", b"three")
    rehearsed.remove("a")

    assert ["b", "c"] == list(rehearsed.names())
    assert b"three" == rehearsed.get("c")
    with pytest.raises(NotFound):
        rehearsed.get("a")
    rehearsed.put("a", b"again")
    assert b"again" == rehearsed.get("a")
    rehearsed.remove("a")
    with pytest.raises(NotFound):
        rehearsed.get("a")
    assert [("a", b"one"), ("b", b"two")] == [(name, base.get(name)) for name in base.names()]


def test_an_archive_refuses_what_a_real_one_refuses(base: MemoryArchive) -> None:
    rehearsed = RehearsedArchive(base)
    with pytest.raises(Conflict):
        rehearsed.put("a", b"other")
    with pytest.raises(BadName):
        rehearsed.put("../a", b"")
    with pytest.raises(BadName):
        rehearsed.remove("../a")
    rehearsed.put("a", b"one")
    assert ["a", "b"] == list(rehearsed.names())


def test_a_shelf_is_replaced_in_the_rehearsal_alone() -> None:
    base = MemoryShelf()
    tag = base.replace("a", b"one", None)
    rehearsed = RehearsedShelf(base)
    with pytest.raises(Changed):
        rehearsed.replace("a", b"two", None)
    new = rehearsed.replace("a", b"two", tag)
    rehearsed.replace("b", b"three", None)

    assert (b"two", new) == rehearsed.read("a")
    assert ["a", "b"] == list(rehearsed.names())
    rehearsed.remove("a")
    assert rehearsed.read("a") is None
    assert ["b"] == list(rehearsed.names())
    assert (b"one", tag) == base.read("a")
    assert ["a"] == list(base.names())
