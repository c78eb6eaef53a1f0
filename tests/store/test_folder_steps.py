"""A put into a folder takes its steps in the order that makes it durable, whichever fails."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.store.errors import Unavailable
from app.store.folder import FolderStore

NAME = "ab" * 32
DATA = b"words of a sender" * 400

# What a put asks of the system, in the order in which it must.
CALLS = ["open", "write", "fsync", "close", "link", "unlink"]
STEPS = ["open folder", *CALLS, "fsync folder", "close folder"]
UNNAMED = STEPS[: STEPS.index("link") + 1]  # before these the object has no name

# A writer that dies, as by kill -9, before the n-th of its steps.
DYING_WRITER = """
import os, sys
from pathlib import Path
from app.store.folder import FolderStore

folder, name, left, *calls = sys.argv[1:]
store = FolderStore(Path(folder))
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
store.put(name, data)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def is_folder(file: int | Path | str) -> bool:
    return Path(f"/proc/self/fd/{file}" if isinstance(file, int) else file).is_dir()


def watch(monkeypatch: pytest.MonkeyPatch, begins: Callable[[str], None]) -> None:
    """Have `begins` called with each step before it is made."""

    def watched(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(first: int | Path | str, *others: Any, **named: Any) -> Any:
            begins(f"{name} folder" if is_folder(first) else name)
            return call(first, *others, **named)

        return wrapper

    for name in CALLS:
        monkeypatch.setattr(os, name, watched(name, getattr(os, name)))


def break_at(monkeypatch: pytest.MonkeyPatch, broken: str, number: int = errno.ENOSPC) -> None:
    """Let the first such step fail."""
    begun: set[str] = set()

    def begins(step: str) -> None:
        if step == broken and step not in begun:
            begun.add(step)
            raise OSError(number, os.strerror(number))

    watch(monkeypatch, begins)


def test_a_put_makes_the_file_durable_before_its_name_and_the_name_before_it_returns(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(folder)
    trace: list[str] = []
    watch(monkeypatch, trace.append)
    store.put(NAME, DATA)

    assert STEPS == trace


def test_what_is_fsynced_is_the_whole_object(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FolderStore(folder)
    sizes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda file: sizes.append(os.fstat(file).st_size))
    store.put("small", b"word")
    store.put("large", DATA)

    assert [len(b"word"), len(DATA)] == sizes[::2]


def test_an_object_is_whole_if_the_system_takes_it_in_pieces(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(folder)
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:1000]))
    store.put(NAME, DATA)

    assert DATA == store.get(NAME)


def test_a_second_put_of_the_same_object_is_durable_on_return_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(folder)
    store.put(NAME, DATA)
    trace: list[str] = []
    watch(monkeypatch, trace.append)
    store.put(NAME, DATA)

    read = STEPS.index("link") + 1
    assert [*STEPS[:read], "open", *STEPS[read:]] == trace


@pytest.mark.parametrize("step", STEPS)
def test_a_writer_killed_before_each_step_leaves_nothing_half_written(
    folder: Path, step: str
) -> None:
    arguments = [str(folder), NAME, str(STEPS.index(step)), *CALLS]
    command = [sys.executable, "-c", DYING_WRITER, *arguments]
    died = subprocess.run(command, input=DATA, check=False, cwd=Path(__file__).parents[2])
    store = FolderStore(folder)

    assert 9 == died.returncode
    assert ([] if step in UNNAMED else [NAME]) == list(store.names())
    store.put(NAME, DATA)
    assert DATA == store.get(NAME)
    assert [NAME] == list(store.names())


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
def test_a_step_that_fails_is_not_acknowledged_and_a_retry_succeeds(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    store = FolderStore(folder)
    with monkeypatch.context() as patch:
        break_at(patch, step, number)
        with pytest.raises(Unavailable) as caught:
            store.put(NAME, DATA)

    assert os.strerror(number) in str(caught.value)
    assert all(DATA == store.get(name) for name in store.names())
    store.put(NAME, DATA)
    assert DATA == store.get(NAME)


@pytest.mark.parametrize("step", UNNAMED)
def test_a_failed_put_leaves_no_temporary_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    store = FolderStore(folder)
    break_at(monkeypatch, step)
    with pytest.raises(Unavailable):
        store.put(NAME, DATA)

    assert [] == list((folder / ".tmp").iterdir())
    assert [] == list(store.names())
