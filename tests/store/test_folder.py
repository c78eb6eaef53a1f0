"""A folder store keeps its objects to itself, and reading a folder changes nothing in it."""

import os
import secrets
import stat
import time
from pathlib import Path

import pytest

from app.store.errors import Conflict, NotFound, TooLarge, Unavailable
from app.store.folder import FolderReader, FolderStore

NAME = "ab" * 32
DATA = b"words of a sender" * 400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def temporaries(folder: Path) -> list[Path]:
    return list((folder / ".tmp").iterdir())


def test_a_new_folder_is_itself_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(
        os, "fsync", lambda folder: synced.append(Path(f"/proc/self/fd/{folder}").readlink())
    )
    FolderStore(tmp_path / "instance" / "store")

    assert {tmp_path, tmp_path / "instance", tmp_path / "instance" / "store"} == set(synced)


def test_a_put_never_writes_into_the_temporary_file_of_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(folder)
    monkeypatch.setattr(secrets, "token_hex", lambda _: "taken")
    (folder / ".tmp" / "taken").write_bytes(b"another's")
    with pytest.raises(Unavailable):
        store.put(NAME, DATA)

    assert b"another's" == (folder / ".tmp" / "taken").read_bytes()


def test_a_successful_put_leaves_no_temporary_file(folder: Path) -> None:
    store = FolderStore(folder)
    store.put(NAME, DATA)
    store.put(NAME, DATA)

    assert [] == temporaries(folder)


def test_an_error_holds_nothing_of_the_object(folder: Path) -> None:
    store = FolderStore(folder)
    (folder / ".tmp").rmdir()
    with pytest.raises(Unavailable) as caught:
        store.put(NAME, DATA)

    told = str(caught.value) + str(caught.value.__cause__)
    assert "sender" not in told
    assert "\n" not in str(caught.value)


def test_only_leftovers_older_than_a_day_are_removed_at_start(folder: Path) -> None:
    FolderStore(folder)
    old, young = "a" * 32, "b" * 32
    for name, age in ((old, 25), (young, 23)):
        (folder / ".tmp" / name).write_bytes(b"half")
        then = time.time() - age * 3600
        os.utime(folder / ".tmp" / name, (then, then))
    FolderStore(folder)

    assert [young] == [path.name for path in temporaries(folder)]


def test_names_show_neither_temporaries_nor_what_is_no_file(folder: Path) -> None:
    store = FolderStore(folder)
    (folder / ".tmp" / "half").write_bytes(b"half")
    (folder / "a-folder").mkdir()
    (folder / "a-link").symlink_to(folder / ".tmp" / "half")
    store.put(NAME, DATA)

    assert [NAME] == list(store.names())


def test_nobody_else_can_read_the_store(folder: Path) -> None:
    old = os.umask(0)
    try:
        FolderStore(folder / "deeper").put(NAME, DATA)
    finally:
        os.umask(old)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}

    assert {"store": 0o700, "deeper": 0o700, ".tmp": 0o700, NAME: 0o600} == modes


def test_a_folder_open_to_others_is_closed_to_them(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o755)
    FolderStore(folder)

    assert 0o700 == stat.S_IMODE(folder.stat().st_mode)


def test_two_stores_on_one_folder_see_the_same(folder: Path) -> None:
    first, second = FolderStore(folder), FolderStore(folder)
    first.put(NAME, DATA)
    second.put(NAME, DATA)

    assert DATA == second.get(NAME)
    assert [NAME] == list(second.names())


def test_a_path_that_is_a_file_cannot_be_a_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(Unavailable, match="Not a directory"):
        FolderStore(tmp_path / "file")


def test_a_store_that_is_gone_keeps_nothing(folder: Path) -> None:
    store = FolderStore(folder)
    (folder / ".tmp").rmdir()
    folder.rmdir()

    with pytest.raises(Unavailable):
        store.put(NAME, DATA)
    assert not folder.exists()


def test_a_file_too_large_to_be_an_object_is_not_read_whole(folder: Path) -> None:
    store = FolderStore(folder)
    with (folder / NAME).open("wb") as file:
        file.truncate(1 << 40)  # bytes that take no room on the disk, and would in memory

    with pytest.raises(TooLarge, match=NAME):
        store.get(NAME)
    with pytest.raises(Conflict):
        store.put(NAME, DATA)
    assert [NAME] == list(store.names())


def test_a_reader_reads_what_the_store_keeps(folder: Path) -> None:
    reader, store = FolderReader(folder), FolderStore(folder)
    store.put(NAME, DATA)

    assert [NAME] == list(reader.names())
    assert DATA == reader.get(NAME)


def test_reading_changes_nothing(folder: Path) -> None:
    FolderStore(folder).put(NAME, DATA)
    (folder / ".tmp" / "old").write_bytes(b"half")
    os.utime(folder / ".tmp" / "old", (0, 0))
    folder.chmod(0o755)

    def state() -> dict[Path, tuple[int, int, int]]:
        stats = {path: path.stat() for path in (folder, *folder.rglob("*"))}
        return {path: (at.st_mode, at.st_mtime_ns, at.st_ctime_ns) for path, at in stats.items()}

    before = state()
    reader = FolderReader(folder)
    for name in reader.names():
        reader.get(name)
    with pytest.raises(NotFound):
        reader.get("missing")

    assert before == state()


def test_a_folder_that_is_not_there_is_no_empty_store_and_is_not_made(folder: Path) -> None:
    reader = FolderReader(folder)

    with pytest.raises(Unavailable, match="No such file"):
        reader.names()
    with pytest.raises(NotFound):
        reader.get(NAME)
    assert not folder.exists()


def test_a_reader_of_what_is_no_folder_is_unavailable(folder: Path) -> None:
    folder.write_bytes(b"")

    with pytest.raises(Unavailable, match="Not a directory"):
        FolderReader(folder).names()
