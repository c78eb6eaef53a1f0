"""A pull keeps what arrives before anything else, and reports what it could not have."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.inbox.sync import Trouble, pull
from app.store.base import LARGEST_OBJECT
from app.store.errors import Unavailable
from app.store.folder import FolderReader, FolderStore
from app.store.memory import MemoryStore

ONE, TWO, THREE = (b"one", b"two", b"three")


@pytest.fixture
def local() -> MemoryStore:
    """The inbox's own store."""
    return MemoryStore()


@pytest.fixture
def remote() -> MemoryStore:
    """The intake's store."""
    return MemoryStore()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class FlakyStore(MemoryStore):
    """A store of which some objects cannot be had, and whose listing may break off."""

    def __init__(
        self, *broken: str, listed: int | None = None, unkept: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        self._broken = broken
        self._listed = listed
        self._unkept = unkept

    def get(self, name: str) -> bytes:
        if name in self._broken:
            raise Unavailable("try again")
        return super().get(name)

    def put(self, name: str, data: bytes) -> None:
        if name in self._unkept:
            raise Unavailable("the disk is full")
        super().put(name, data)

    def names(self) -> Iterator[str]:
        for number, name in enumerate(super().names()):
            if number == self._listed:
                raise Unavailable("try again")
            yield name


def filled(store: MemoryStore, *contents: bytes) -> MemoryStore:
    for data in contents:
        store.put(digest(data), data)
    return store


def held(store: MemoryStore) -> dict[str, bytes]:
    return {name: store.get(name) for name in MemoryStore.names(store)}


def test_a_pull_keeps_every_object_under_its_digest(local: MemoryStore) -> None:
    report = pull(filled(MemoryStore(), ONE, TWO), local)

    assert {digest(ONE): ONE, digest(TWO): TWO} == held(local)
    assert {digest(ONE), digest(TWO)} == set(report.new)
    assert report.complete


def test_a_second_pull_fetches_nothing_again(local: MemoryStore) -> None:
    pull(filled(MemoryStore(), ONE), local)

    report = pull(filled(FlakyStore(digest(ONE)), ONE), local)

    assert ((), 1, ()) == (report.new, report.held, report.troubles)


def test_a_pull_leaves_the_remote_store_as_it_is(remote: MemoryStore, local: MemoryStore) -> None:
    filled(remote, ONE, TWO)
    before = held(remote)

    pull(remote, local)

    assert before == held(remote)


def test_an_object_that_cannot_be_fetched_hides_no_other(local: MemoryStore) -> None:
    report = pull(filled(FlakyStore(digest(TWO)), ONE, TWO, THREE), local)

    assert {digest(ONE): ONE, digest(THREE): THREE} == held(local)
    assert (Trouble(digest(TWO), "not-fetched"),) == report.troubles
    assert not report.complete


def test_an_object_that_cannot_be_kept_hides_no_other() -> None:
    local = FlakyStore(unkept=(digest(TWO),))

    report = pull(filled(MemoryStore(), ONE, TWO, THREE), local)

    assert {digest(ONE): ONE, digest(THREE): THREE} == held(local)
    assert (Trouble(digest(TWO), "not-kept"),) == report.troubles
    assert not report.complete


def test_what_was_listed_before_the_listing_broke_off_is_kept(local: MemoryStore) -> None:
    report = pull(filled(FlakyStore(listed=2), ONE, TWO, THREE), local)

    assert 2 == len(held(local)) == len(report.new)
    assert (Trouble("", "not-listed"),) == report.troubles
    assert not report.complete


def test_an_object_under_a_wrong_name_is_kept_under_its_own_and_reported_every_time(
    remote: MemoryStore, local: MemoryStore
) -> None:
    remote.put(digest(TWO), ONE)

    first, second = pull(remote, local), pull(remote, local)

    assert {digest(ONE): ONE} == held(local)
    assert ((digest(ONE),), ()) == (first.new, second.new)
    assert (Trouble(digest(TWO), "remote-wrong-digest"),) == first.troubles == second.troubles
    assert first.complete


def test_a_file_that_is_no_object_is_reported_and_hides_no_other(
    tmp_path: Path, local: MemoryStore
) -> None:
    remote = FolderStore(tmp_path)
    remote.put(digest(ONE), ONE)
    (tmp_path / "Read me first").write_text("hello")
    (tmp_path / "zero").touch()

    report = pull(remote, local)

    assert ONE == local.get(digest(ONE))
    assert {
        Trouble("Read me first", "no-object"),
        Trouble("zero", "remote-wrong-digest"),
    } == set(report.troubles)


def test_an_object_too_large_is_reported_and_hides_no_other(
    tmp_path: Path, local: MemoryStore
) -> None:
    remote = FolderStore(tmp_path)
    remote.put(digest(ONE), ONE)
    (tmp_path / digest(TWO)).write_bytes(b"x" * (LARGEST_OBJECT + 1))

    report = pull(remote, local)

    assert {digest(ONE): ONE} == held(local)
    assert (Trouble(digest(TWO), "too-large"),) == report.troubles


PULLER = """
import sys
from pathlib import Path
from app.inbox.sync import pull
from app.store.folder import FolderReader, FolderStore
pull(FolderReader(Path(sys.argv[1])), FolderStore(Path(sys.argv[2])))
"""


@pytest.mark.parametrize("moment", [0.1, 0.15, 0.2])
def test_a_pull_that_is_killed_keeps_only_whole_objects_and_the_next_brings_the_rest(
    tmp_path: Path, moment: float
) -> None:
    remote = FolderReader(tmp_path / "remote")
    (tmp_path / "remote").mkdir()
    contents = [bytes([number]) * 5755 for number in range(80)]
    for data in contents:
        (tmp_path / "remote" / digest(data)).write_bytes(data)
    program = [sys.executable, "-c", PULLER, str(tmp_path / "remote"), str(tmp_path / "local")]
    with subprocess.Popen(program, cwd=Path(__file__).parents[2]) as process:
        while not (tmp_path / "local").exists():
            time.sleep(0.001)
        time.sleep(moment - 0.1)
        os.kill(process.pid, signal.SIGKILL)

    local = FolderStore(tmp_path / "local")
    assert all(name == digest(local.get(name)) for name in local.names())
    pull(remote, local)
    assert {digest(data) for data in contents} == set(local.names())
