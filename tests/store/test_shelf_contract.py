"""What every shelf promises: an object is replaced whole, and only the one that was read (P6)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.store.base import LARGEST_OBJECT, Shelf
from app.store.errors import BadName, Changed, TooLarge
from app.store.memory import MemoryShelf
from app.store.s3_shelf import S3Shelf
from app.store.shelf import FolderShelf
from tests.store.s3_server import STARTS, Server

NAME = "ab" * 16


@pytest.fixture(params=["memory", "folder", *STARTS])
def shelf(
    request: pytest.FixtureRequest, tmp_path: Path, s3_server: Callable[[str], Server]
) -> Shelf:
    if request.param == "memory":
        return MemoryShelf()
    if request.param == "folder":
        return FolderShelf(tmp_path / "shelf")
    server = s3_server(request.param)
    return S3Shelf(server.s3(), server.new_folder())


def test_there_is_nothing_before_the_first_object(shelf: Shelf) -> None:
    assert shelf.read(NAME) is None
    assert [] == list(shelf.names())


@pytest.mark.parametrize("data", [b"", b"\x00\xff\r\n", b"x" * LARGEST_OBJECT], ids=len)
def test_what_is_put_there_is_read_with_the_tag_that_was_told(shelf: Shelf, data: bytes) -> None:
    tag = shelf.replace(NAME, data, None)

    assert (data, tag) == shelf.read(NAME)
    assert [NAME] == list(shelf.names())


def test_an_object_takes_the_place_of_the_one_that_was_read(shelf: Shelf) -> None:
    first = shelf.replace(NAME, b"first", None)
    second = shelf.replace(NAME, b"second", first)
    third = shelf.replace(NAME, b"", second)

    assert (b"", third) == shelf.read(NAME)
    assert 3 == len({first, second, third})


def test_an_object_that_somebody_else_replaced_stays(shelf: Shelf) -> None:
    first = shelf.replace(NAME, b"first", None)
    shelf.replace(NAME, b"another's", first)

    with pytest.raises(Changed, match=NAME):
        shelf.replace(NAME, b"mine", first)
    assert b"another's" == (shelf.read(NAME) or [b""])[0]


def test_an_object_that_somebody_else_made_stays(shelf: Shelf) -> None:
    shelf.replace(NAME, b"another's", None)

    with pytest.raises(Changed):
        shelf.replace(NAME, b"mine", None)
    assert b"another's" == (shelf.read(NAME) or [b""])[0]


def test_an_object_that_was_removed_is_not_replaced_but_made_anew(shelf: Shelf) -> None:
    tag = shelf.replace(NAME, b"first", None)
    shelf.remove(NAME)

    with pytest.raises(Changed):
        shelf.replace(NAME, b"second", tag)
    assert shelf.read(NAME) is None
    shelf.replace(NAME, b"second", None)
    assert b"second" == (shelf.read(NAME) or [b""])[0]


def test_what_is_removed_is_gone_and_removing_it_again_is_fine(shelf: Shelf) -> None:
    shelf.replace(NAME, b"data", None)
    shelf.replace("other", b"data", None)
    for _ in range(2):
        shelf.remove(NAME)

    assert shelf.read(NAME) is None
    assert ["other"] == list(shelf.names())


@pytest.mark.parametrize("name", ["", ".", ".tmp", "../other", "a/b", "A", "a" * 129, "a\n"])
def test_a_bad_name_is_refused_every_way(shelf: Shelf, name: str) -> None:
    with pytest.raises(BadName):
        shelf.read(name)
    with pytest.raises(BadName):
        shelf.replace(name, b"data", None)
    with pytest.raises(BadName):
        shelf.remove(name)
    assert [] == list(shelf.names())


def test_an_object_too_large_is_not_kept(shelf: Shelf) -> None:
    tag = shelf.replace(NAME, b"old", None)

    with pytest.raises(TooLarge, match=NAME):
        shelf.replace(NAME, b"x" * (LARGEST_OBJECT + 1), tag)
    assert b"old" == (shelf.read(NAME) or [b""])[0]


def test_names_come_in_order(shelf: Shelf) -> None:
    for name in ("b", "a.b", "a", "10", "9"):
        shelf.replace(name, b"", None)

    assert ["10", "9", "a", "a.b", "b"] == list(shelf.names())


def test_of_many_threads_that_replace_the_same_object_one_succeeds(shelf: Shelf) -> None:
    tag = shelf.replace(NAME, b"old", None)
    with ThreadPoolExecutor(16) as threads:
        tries = [threads.submit(shelf.replace, NAME, bytes([n]) * 1000, tag) for n in range(16)]

    winners = [n for n, each in enumerate(tries) if each.exception() is None]
    assert 1 == len(winners)
    assert all(isinstance(each.exception(), Changed | None) for each in tries)
    assert bytes(winners) * 1000 == (shelf.read(NAME) or [b""])[0]


def test_no_error_holds_what_was_put(shelf: Shelf) -> None:
    shelf.replace(NAME, b"first words", None)

    with pytest.raises(Changed) as caught:
        shelf.replace(NAME, b"second words", None)
    assert "words" not in repr(caught.value)
