"""Whoever owns the place of a shared store plants there what they like, and gains nothing by it."""

import os
import stat
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from app.store.base import Archive, Shelf, ShelfReader
from app.store.errors import StoreError, Unavailable
from app.store.folder import FolderArchive, FolderReader, FolderStore
from app.store.shelf import FolderShelf, FolderShelfReader

NAME = "ab" * 32
LEFT = "cd" * 16
LONG_AGO = time.time() - 7 * 24 * 60 * 60

Writer = FolderStore | FolderArchive | FolderShelf
Keeps = Callable[[Path], Writer]
WRITERS: list[Keeps] = [FolderStore, FolderArchive, FolderShelf]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a place that somebody else prepared."""
    folder = tmp_path / "shared" / "events"
    folder.mkdir(parents=True, mode=0o700)
    return folder


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Return a folder of staff's own, with old files of every name."""
    folder = tmp_path / "documents"
    folder.mkdir(mode=0o755)
    for name in ("thesis.txt", LEFT, NAME):
        (folder / name).write_bytes(b"mine")
        os.utime(folder / name, (LONG_AGO, LONG_AGO))
    return folder


def untouched(documents: Path) -> bool:
    files = {path.name: path.read_bytes() for path in documents.iterdir()}
    closed = stat.S_IMODE(documents.stat().st_mode)
    return (dict.fromkeys(("thesis.txt", LEFT, NAME), b"mine"), 0o755) == (files, closed)


@pytest.mark.parametrize("opened", WRITERS)
def test_a_link_in_place_of_the_temporary_folder_deletes_nothing_where_it_leads(
    place: Path, documents: Path, opened: Keeps
) -> None:
    (place / ".tmp").symlink_to(documents)

    with pytest.raises(Unavailable, match="link to somewhere else"):
        opened(place)
    assert untouched(documents)


@pytest.mark.parametrize("opened", WRITERS)
def test_a_link_in_place_of_the_folder_is_refused(
    place: Path, documents: Path, opened: Keeps
) -> None:
    place.rmdir()
    place.symlink_to(documents)

    with pytest.raises(Unavailable, match="link to somewhere else"):
        opened(place)
    assert untouched(documents)


def test_a_link_that_comes_later_is_refused_by_every_act(place: Path, documents: Path) -> None:
    """A desk stays open all day."""
    archive, shelf = FolderArchive(place), FolderShelf(place)
    readers = FolderReader(place), FolderShelfReader(place)
    (place / ".tmp").rmdir()
    place.rmdir()
    place.symlink_to(documents)
    (documents / ".tmp").mkdir()
    acts: tuple[Callable[[], object], ...] = (
        lambda: archive.put("new", b"data"),
        lambda: archive.get(NAME),
        archive.names,
        lambda: archive.remove(NAME),
        lambda: shelf.replace("new", b"data", None),
        lambda: shelf.read(NAME),
        lambda: shelf.remove(NAME),
        lambda: readers[0].get(NAME),
        readers[0].names,
        lambda: readers[1].read(NAME),
    )
    for act in acts:
        with pytest.raises(Unavailable, match="link to somewhere else"):
            act()

    (documents / ".tmp").rmdir()
    assert untouched(documents)


def test_a_temporary_folder_that_becomes_a_link_costs_no_file_where_it_leads(
    place: Path, documents: Path
) -> None:
    store = FolderStore(place)
    (place / ".tmp").rmdir()
    (place / ".tmp").symlink_to(documents)
    store.put(NAME, b"data")

    assert b"data" == store.get(NAME)
    assert untouched(documents)


def test_of_what_lies_among_the_temporary_files_only_such_are_removed(
    place: Path, documents: Path
) -> None:
    temporary = place / ".tmp"
    temporary.mkdir(mode=0o700)
    (temporary / LEFT).write_bytes(b"half")
    os.utime(temporary / LEFT, (LONG_AGO, LONG_AGO))
    (temporary / "thesis.txt").write_bytes(b"of somebody")
    os.utime(temporary / "thesis.txt", (LONG_AGO, LONG_AGO))
    (temporary / ("ef" * 16)).symlink_to(documents / "thesis.txt")
    os.utime(temporary / ("ef" * 16), (LONG_AGO, LONG_AGO), follow_symlinks=False)
    FolderStore(place)

    assert {"thesis.txt", "ef" * 16} == {path.name for path in temporary.iterdir()}
    assert untouched(documents)


@pytest.mark.parametrize("opened", WRITERS)
@pytest.mark.parametrize("theirs", [".", ".tmp"])
def test_a_folder_of_another_user_is_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch, opened: Keeps, theirs: str
) -> None:
    (place / ".tmp").mkdir()
    real, inode = os.fstat, (place / theirs).stat().st_ino

    def fstat(descriptor: int) -> os.stat_result:
        found = real(descriptor)
        if found.st_ino != inode:
            return found
        fields = list(found)
        fields[stat.ST_UID] += 1
        return os.stat_result(fields)

    monkeypatch.setattr(os, "fstat", fstat)
    with pytest.raises(Unavailable, match="another user"):
        opened(place)


def plant_pipe(path: Path, _: Path) -> None:
    os.mkfifo(path)


def plant_link(path: Path, documents: Path) -> None:
    path.symlink_to(documents / "thesis.txt")


def plant_folder(path: Path, _: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("plant", [plant_pipe, plant_link, plant_folder])
def test_what_is_no_file_is_refused_at_once_and_gives_nothing_away(
    place: Path, documents: Path, plant: Callable[[Path, Path], None]
) -> None:
    """A pipe without a writer would keep its reader waiting for ever."""
    stores: list[FolderStore] = [FolderStore(place), FolderArchive(place)]
    readers: list[FolderReader] = [*stores, FolderReader(place)]
    shelves: list[ShelfReader] = [FolderShelf(place), FolderShelfReader(place)]
    plant(place / NAME, documents)
    acts: list[Callable[[], object]] = [
        *(partial(each.get, NAME) for each in readers),
        *(partial(each.put, NAME, b"data") for each in stores),
        *(partial(each.read, NAME) for each in shelves),
        partial(FolderShelf(place).replace, NAME, b"data", None),
    ]
    for act in acts:
        with pytest.raises(StoreError) as caught:
            act()
        assert "mine" not in str(caught.value)

    assert [] == list(FolderReader(place).names())
    assert untouched(documents)


def test_removing_a_link_removes_no_more_than_the_link(place: Path, documents: Path) -> None:
    places: list[Archive | Shelf] = [FolderArchive(place), FolderShelf(place)]
    for each in places:
        plant_link(place / NAME, documents)
        each.remove(NAME)

    assert [] == [path.name for path in place.iterdir() if path.name != ".tmp"]
    assert untouched(documents)
