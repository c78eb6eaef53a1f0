"""A shelf in a folder: whichever moment a writer dies at, the old or the new object lies there."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.store.base import tag_of
from app.store.errors import Changed, TooLarge, Unavailable
from app.store.shelf import FolderShelf, FolderShelfReader

ROOT = Path(__file__).parents[2]
NAME = "ab" * 16
OLD = b"an old answer" * 5_000
NEW = b"a new answer!" * 5_000

# What a replacement asks of the system, in the order in which it must.
WRITES = ["open", "write", "fsync", "close"]
STEPS = ["open", *WRITES, "open", "replace", "unlink", "fsync", "close"]
REPLACED = STEPS.index("replace")

# A writer that dies, as by kill -9, before the n-th of its steps.
DYING_WRITER = """
import os, sys
from pathlib import Path
from app.store.base import tag_of
from app.store.shelf import FolderShelf

folder, name, old, left, *calls = sys.argv[1:]
shelf = FolderShelf(Path(folder))
data = sys.stdin.buffer.read()
left = int(left)

def dying(call):
    def wrapper(*arguments, **named):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return call(*arguments, **named)
    return wrapper

for call in calls:
    setattr(os, call, dying(getattr(os, call)))
shelf.replace(name, data, old)
"""

# A writer that counts, in the object itself, how often it replaced it.
COUNTING_WRITER = """
import sys
from pathlib import Path
from app.store.errors import Changed
from app.store.shelf import FolderShelf

folder, name, times = sys.argv[1:]
shelf = FolderShelf(Path(folder))
left = int(times)
while left:
    data, tag = shelf.read(name)
    try:
        shelf.replace(name, b"%d" % (int(data) + 1), tag)
    except Changed:
        continue
    left -= 1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def watch(monkeypatch: pytest.MonkeyPatch, begins: Callable[[str], None]) -> None:
    """Have `begins` called with each step before it is made.

    Closing is made first: a system that tells of a failure then has closed the file all the same.
    """

    def watched(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*arguments: Any, **named: Any) -> Any:
            if name == "close":
                call(*arguments, **named)
            begins(name)
            return None if name == "close" else call(*arguments, **named)

        return wrapper

    for name in set(STEPS):
        monkeypatch.setattr(os, name, watched(name, getattr(os, name)))


def test_a_replacement_is_durable_before_it_has_the_name_and_with_it_on_return(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = FolderShelf(folder)
    tag = shelf.replace(NAME, OLD, None)
    trace: list[str] = []
    watch(monkeypatch, trace.append)
    shelf.replace(NAME, NEW, tag)

    assert STEPS == trace


def test_what_is_fsynced_first_is_the_whole_object(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = FolderShelf(folder)
    sizes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda file: sizes.append(os.fstat(file).st_size))
    shelf.replace(NAME, NEW, None)

    assert len(NEW) == sizes[0]


@pytest.mark.parametrize("step", range(len(STEPS)))
def test_a_writer_killed_before_each_step_leaves_the_old_or_the_new_object(
    folder: Path, step: int
) -> None:
    FolderShelf(folder).replace(NAME, OLD, None)
    arguments = [str(folder), NAME, tag_of(OLD), str(step), *set(STEPS)]
    command = [sys.executable, "-c", DYING_WRITER, *arguments]
    died = subprocess.run(command, input=NEW, check=False, cwd=ROOT)
    shelf = FolderShelf(folder)
    found = OLD if step <= REPLACED else NEW

    assert 9 == died.returncode
    assert (found, tag_of(found)) == shelf.read(NAME)
    assert [NAME] == list(shelf.names())
    # And its lock died with it.
    shelf.replace(NAME, b"next", tag_of(found))
    assert (b"next", tag_of(b"next")) == shelf.read(NAME)


@pytest.mark.parametrize("step", range(len(STEPS)))
def test_a_step_that_fails_is_not_acknowledged_and_a_retry_succeeds(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    shelf = FolderShelf(folder)
    tag = shelf.replace(NAME, OLD, None)
    left = [step]

    def begins(_: str) -> None:
        left[0] -= 1
        if left[0] == -1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        watch(patch, begins)
        with pytest.raises(Unavailable, match="No space left"):
            shelf.replace(NAME, NEW, tag)

    found = OLD if step <= REPLACED else NEW
    assert (found, tag_of(found)) == shelf.read(NAME)
    shelf.replace(NAME, b"next", tag_of(found))
    assert (b"next", tag_of(b"next")) == shelf.read(NAME)


def test_two_processes_that_replace_at_once_lose_nothing(folder: Path) -> None:
    shelf = FolderShelf(folder)
    shelf.replace(NAME, b"0", None)
    command = [sys.executable, "-c", COUNTING_WRITER, str(folder), NAME, "100"]
    writers = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    seen: list[int] = []
    while any(writer.poll() is None for writer in writers):
        # A reader without a lock always meets a whole object, and never an older one again.
        data, _ = FolderShelfReader(folder).read(NAME) or (b"none", "")
        seen.append(int(data))

    assert [0, 0] == [writer.returncode for writer in writers]
    assert (b"200", tag_of(b"200")) == shelf.read(NAME)
    assert sorted(seen) == seen


def test_a_writer_waits_for_the_turn_of_another(folder: Path) -> None:
    """The check and the replacement are one: what comes between them is seen."""
    first, second = FolderShelf(folder), FolderShelf(folder)
    tag = first.replace(NAME, OLD, None)
    first.replace(NAME, NEW, tag)

    with pytest.raises(Changed):
        second.replace(NAME, b"late", tag)
    assert (NEW, tag_of(NEW)) == second.read(NAME)


def test_a_refused_replacement_leaves_no_temporary_file(folder: Path) -> None:
    shelf = FolderShelf(folder)
    shelf.replace(NAME, OLD, None)
    with pytest.raises(Changed):
        shelf.replace(NAME, NEW, None)

    assert [] == list((folder / ".tmp").iterdir())


def test_nobody_else_can_read_the_shelf(folder: Path) -> None:
    old = os.umask(0)
    try:
        FolderShelf(folder).replace(NAME, NEW, None)
    finally:
        os.umask(old)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}

    assert {"shelf": 0o700, ".tmp": 0o700, NAME: 0o600} == modes


def test_a_reader_finds_nothing_in_a_folder_that_is_not_there_and_does_not_make_it(
    folder: Path,
) -> None:
    assert FolderShelfReader(folder).read(NAME) is None
    assert not folder.exists()


def test_a_reader_of_what_is_no_folder_is_unavailable(folder: Path) -> None:
    folder.write_bytes(b"")

    with pytest.raises(Unavailable, match="Not a directory"):
        FolderShelfReader(folder).read(NAME)


def test_a_file_too_large_to_be_an_object_is_not_read_whole(folder: Path) -> None:
    shelf = FolderShelf(folder)
    with (folder / NAME).open("wb") as file:
        file.truncate(1 << 40)  # bytes that take no room on the disk, and would in memory

    with pytest.raises(TooLarge, match=NAME):
        shelf.read(NAME)
    with pytest.raises(Changed):
        shelf.replace(NAME, NEW, None)
