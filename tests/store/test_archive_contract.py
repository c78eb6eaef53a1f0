"""What every archive promises beside what a store does: what staff remove is gone (P9)."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.store.base import Archive
from app.store.errors import BadName, NotFound, Unavailable
from app.store.folder import FolderArchive
from app.store.memory import MemoryArchive
from app.store.s3 import S3Archive
from tests.store.s3_server import STARTS, Server

NAME = "ab" * 32


@pytest.fixture(params=["memory", "folder", *STARTS])
def archive(
    request: pytest.FixtureRequest, tmp_path: Path, s3_server: Callable[[str], Server]
) -> Archive:
    if request.param == "memory":
        return MemoryArchive()
    if request.param == "folder":
        return FolderArchive(tmp_path / "store")
    server = s3_server(request.param)
    return S3Archive(server.s3(), server.new_folder())


def test_what_is_removed_is_gone_and_nothing_else(archive: Archive) -> None:
    archive.put(NAME, b"data")
    archive.put("other", b"data")
    archive.remove(NAME)

    with pytest.raises(NotFound):
        archive.get(NAME)
    assert ["other"] == list(archive.names())


def test_removing_what_is_gone_is_fine(archive: Archive) -> None:
    archive.remove(NAME)

    assert [] == list(archive.names())


def test_a_name_that_was_removed_can_be_put_again_with_other_bytes(archive: Archive) -> None:
    archive.put(NAME, b"first")
    archive.remove(NAME)
    archive.put(NAME, b"second")

    assert b"second" == archive.get(NAME)


@pytest.mark.parametrize("name", ["", ".tmp", "../other", "a/b", "A"])
def test_a_bad_name_removes_nothing(archive: Archive, name: str) -> None:
    archive.put(NAME, b"data")

    with pytest.raises(BadName):
        archive.remove(name)
    assert [NAME] == list(archive.names())


@pytest.mark.parametrize("there", [True, False])
def test_a_removal_is_durable_on_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    """Also of what was gone: who removed it may not have got as far as the disk."""
    folder = tmp_path / "store"
    archive = FolderArchive(folder)
    if there:
        archive.put(NAME, b"data")
    left: list[list[Path]] = []
    monkeypatch.setattr(os, "fsync", lambda _: left.append(list(folder.glob("[0-9a-f]*"))))
    archive.remove(NAME)

    assert [[]] == left


def test_a_removal_that_the_system_refuses_is_not_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(5, "Input/output error")

    archive = FolderArchive(tmp_path / "store")
    archive.put(NAME, b"data")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(Unavailable, match="Input/output error"):
            archive.remove(NAME)
    archive.remove(NAME)

    assert [] == list(archive.names())
