"""What every store promises, held against each of them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.store.base import LARGEST_OBJECT, Store, check_name
from app.store.errors import BadName, Conflict, NotFound, TooLarge
from app.store.folder import FolderStore
from app.store.memory import MemoryStore
from app.store.s3 import S3Store
from app.wire.constants import LARGEST_ENVELOPE
from tests.store.s3_server import STARTS, Server

NAME = "0f" * 32
BAD_NAMES = [
    "",
    ".",
    "..",
    ".hidden",
    "-dash",
    "a/b",
    "../a",
    "/etc/passwd",
    "a\\b",
    "A",
    "a_b",
    "a b",
    "a\n",
    "a\x00",
    "é",
    "١",
    "a" * 129,
    "tmp/a",
]


@pytest.fixture(params=["memory", "folder", *STARTS])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, s3_server: Callable[[str], Server]
) -> Store:
    if request.param == "memory":
        return MemoryStore()
    if request.param == "folder":
        return FolderStore(tmp_path / "store")
    server = s3_server(request.param)
    return S3Store(server.s3(), server.new_folder())


@pytest.mark.parametrize("data", [b"", b"\x00\xff\r\n", b"x" * LARGEST_OBJECT], ids=len)
def test_what_is_put_is_got(store: Store, data: bytes) -> None:
    store.put(NAME, data)

    assert data == store.get(NAME)


def test_the_same_object_again_is_fine_and_leaves_one(store: Store) -> None:
    for _ in range(100):
        store.put(NAME, b"same")

    assert [NAME] == list(store.names())
    assert b"same" == store.get(NAME)


@pytest.mark.parametrize("other", [b"", b"sam", b"same ", b"SAME"])
def test_other_bytes_under_the_name_are_a_conflict_and_change_nothing(
    store: Store, other: bytes
) -> None:
    store.put(NAME, b"same")

    with pytest.raises(Conflict, match=NAME):
        store.put(NAME, other)
    assert b"same" == store.get(NAME)


def test_a_name_without_object_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match=NAME):
        store.get(NAME)


def test_names_come_in_order(store: Store) -> None:
    for name in ("b", "a.b", "a", "10", "9", "a-b", "tmp"):
        store.put(name, b"")

    assert ["10", "9", "a", "a-b", "a.b", "b", "tmp"] == list(store.names())


def test_objects_put_while_names_are_read_do_no_harm(store: Store) -> None:
    store.put("a", b"")
    names = store.names()
    store.put("b", b"")

    assert {"a"} <= set(names) <= {"a", "b"}


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_bad_name_is_refused_both_ways(store: Store, name: str) -> None:
    with pytest.raises(BadName):
        store.put(name, b"data")
    with pytest.raises(BadName):
        store.get(name)
    assert [] == list(store.names())


@pytest.mark.parametrize("name", ["a", "7", NAME, "a" * 128, "tmp", "con", "a..b", "a.", "0-0.tmp"])
def test_a_good_name_is_kept(store: Store, name: str) -> None:
    store.put(name, b"data")

    assert [name] == list(store.names())


def test_every_envelope_can_be_kept() -> None:
    assert LARGEST_ENVELOPE <= LARGEST_OBJECT


def test_an_object_too_large_is_not_kept(store: Store) -> None:
    with pytest.raises(TooLarge, match=NAME):
        store.put(NAME, b"x" * (LARGEST_OBJECT + 1))
    assert [] == list(store.names())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=4))
def test_no_accepted_name_is_a_path_or_hidden(name: str) -> None:
    try:
        check_name(name)
    except BadName:
        return
    assert name == Path(name).name
    assert not name.startswith(".")


def test_many_threads_put_one_object(store: Store) -> None:
    with ThreadPoolExecutor(16) as threads:
        puts = [threads.submit(store.put, NAME, b"same" * 1000) for _ in range(64)]

    assert [None] * 64 == [put.result() for put in puts]
    assert [NAME] == list(store.names())
    assert b"same" * 1000 == store.get(NAME)


def test_many_threads_put_different_bytes_under_one_name_and_one_wins(store: Store) -> None:
    with ThreadPoolExecutor(16) as threads:
        puts = [threads.submit(store.put, NAME, bytes([n]) * 1000) for n in range(16)]

    winners = [n for n, put in enumerate(puts) if put.exception() is None]
    assert 1 == len(winners)
    assert all(isinstance(put.exception(), Conflict | None) for put in puts)
    assert bytes(winners) * 1000 == store.get(NAME)


def test_many_threads_put_many_objects(store: Store) -> None:
    objects = {f"object-{n:03}": bytes([n]) * n for n in range(128)}
    with ThreadPoolExecutor(16) as threads:
        for name, data in objects.items():
            threads.submit(store.put, name, data)

    assert objects == {name: store.get(name) for name in store.names()}


def test_no_error_holds_what_was_put(store: Store) -> None:
    store.put(NAME, b"first words")

    with pytest.raises(Conflict) as caught:
        store.put(NAME, b"second words")
    assert "words" not in repr(caught.value)
