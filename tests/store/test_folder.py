"""A folder store keeps what it acknowledged, and shows nothing half-written, whatever happens."""

import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.store.errors import Conflict, NotFound, TooLarge, Unavailable
from app.store.folder import FolderReader, FolderStore

NAME = "ab" * 32
DATA = b"words of a sender" * 400
CALLS = ("open", "write", "fsync", "close", "link", "unlink")
STEPS = [
    *("open", "write", "fsync", "close", "link", "unlink"),
    *("open folder", "fsync folder", "close folder"),
]
LINKED = STEPS.index("link") + 1

# A writer that dies, as by kill -9, at the n-th of the calls that matter.
DYING_WRITER = """
import os, sys
from pathlib import Path
from app.store.folder import FolderStore

store = FolderStore(Path(sys.argv[1]))
left = int(sys.argv[2])

def dying(call):
    def wrapper(*arguments, **named):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return call(*arguments, **named)
    return wrapper

for name in sys.argv[4:]:
    setattr(os, name, dying(getattr(os, name)))
store.put(sys.argv[3], sys.stdin.buffer.read())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def temporaries(folder: Path) -> list[Path]:
    return list((folder / ".tmp").iterdir())


def traced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list in which the calls that matter will be written as they begin."""
    trace: list[str] = []

    def tracing(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(first: int | Path, *others: Any, **named: Any) -> Any:
            trace.append(f"{name} folder" if Path(first).is_dir() else name)
            return call(first, *others, **named)

        return wrapper

    for name in CALLS:
        monkeypatch.setattr(os, name, tracing(name, getattr(os, name)))
    return trace


def test_a_put_makes_the_file_durable_before_its_name_and_the_name_before_it_returns(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(folder)
    trace = traced(monkeypatch)
    store.put(NAME, DATA)

    assert ["fsync", "link", "unlink", "fsync folder"] == trace


def test_what_is_fsynced_is_the_whole_object(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FolderStore(folder)
    sizes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda file: sizes.append(os.fstat(file).st_size))
    store.put("small", b"word")
    store.put("large", DATA)

    assert [len(b"word"), len(DATA)] == sizes[::2]


def test_a_second_put_of_the_same_object_is_durable_on_return_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(folder)
    store.put(NAME, DATA)
    trace = traced(monkeypatch)
    store.put(NAME, DATA)

    assert "fsync folder" == trace[-1]
    assert trace.index("link") < trace.index("fsync folder")


def test_a_new_folder_is_itself_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(
        os, "fsync", lambda folder: synced.append(Path(f"/proc/self/fd/{folder}").readlink())
    )
    FolderStore(tmp_path / "instance" / "store")

    assert {tmp_path, tmp_path / "instance", tmp_path / "instance" / "store"} == set(synced)


@pytest.mark.parametrize(
    ("calls", "kept"),
    [(0, False), (1, False), (2, True), (3, True)],
    ids=["fsync", "link", "unlink", "fsync folder"],
)
def test_a_writer_killed_before_each_step_leaves_nothing_half_written(
    folder: Path, calls: int, *, kept: bool
) -> None:
    command = [sys.executable, "-c", DYING_WRITER, str(folder), str(calls), NAME]
    died = subprocess.run(command, input=DATA, check=False, cwd=Path(__file__).parents[2])
    store = FolderStore(folder)

    assert 9 == died.returncode
    assert ([NAME] if kept else []) == list(store.names())
    store.put(NAME, DATA)
    assert DATA == store.get(NAME)
    assert [NAME] == list(store.names())


@pytest.mark.parametrize("step", range(4), ids=["fsync", "link", "unlink", "fsync folder"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
def test_a_step_that_fails_is_not_acknowledged_and_a_retry_succeeds(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: int, number: int
) -> None:
    store = FolderStore(folder)
    with monkeypatch.context() as patch:
        calls: list[str] = []

        def failing(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
            def wrapper(*arguments: Any, **named: Any) -> Any:
                calls.append(name)
                if len(calls) == step + 1:
                    raise OSError(number, os.strerror(number))
                return call(*arguments, **named)

            return wrapper

        for name in CALLS:
            patch.setattr(os, name, failing(name, getattr(os, name)))
        with pytest.raises(Unavailable) as caught:
            store.put(NAME, DATA)

    assert os.strerror(number) in str(caught.value)
    assert all(DATA == store.get(name) for name in store.names())
    store.put(NAME, DATA)
    assert DATA == store.get(NAME)


@pytest.mark.parametrize("step", ["fsync", "link"])
def test_a_failed_put_leaves_no_temporary_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    store = FolderStore(folder)
    monkeypatch.setattr(os, step, full)
    with pytest.raises(Unavailable):
        store.put(NAME, DATA)

    assert [] == temporaries(folder)
    assert [] == list(store.names())


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
    for name, age in (("old", 25), ("young", 23)):
        (folder / ".tmp" / name).write_bytes(b"half")
        then = time.time() - age * 3600
        os.utime(folder / ".tmp" / name, (then, then))
    FolderStore(folder)

    assert ["young"] == [path.name for path in temporaries(folder)]


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


def test_a_store_that_is_gone_is_unavailable(folder: Path) -> None:
    store = FolderStore(folder)
    (folder / ".tmp").rmdir()
    folder.rmdir()

    with pytest.raises(Unavailable):
        store.put(NAME, DATA)
    with pytest.raises(Unavailable):
        store.names()
