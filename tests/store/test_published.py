"""A published text, in a file or in S3: read cheaply, replaced only by who read the one there."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.store.errors import Changed, NotFound, Unavailable
from app.store.published import (
    PUBLISHED_LIMIT,
    Published,
    PublishedFile,
    Text,
    open_published,
)
from app.store.s3_address import S3Folder, S3Object
from app.store.s3_client import Patience
from app.store.s3_published import PublishedObject
from tests.store.faulty_proxy import Faults, faulty_proxy
from tests.store.s3_roles import credentials_for
from tests.store.s3_server import Server


@pytest.fixture(params=["file", "moto", "seaweed", "ministack"])
def place(
    request: pytest.FixtureRequest, tmp_path: Path, s3_server: Callable[[str], Server]
) -> Published:
    if request.param == "file":
        return PublishedFile(tmp_path / "public" / "keyring.txt")
    server = s3_server(request.param)
    return PublishedObject(server.s3(), S3Object(server.new_folder(), "keyring.txt"))


def test_what_was_published_is_read_and_replaced(place: Published) -> None:
    with pytest.raises(NotFound, match=r"keyring\.txt"):
        place.fetch()
    place.replace(b"first", None)
    first = place.fetch()
    place.replace(b"second", first)

    assert (b"first", b"second") == (first.data, place.fetch().data)


def test_an_unchanged_text_is_the_one_that_is_known(place: Published) -> None:
    place.replace(b"first", None)
    first = place.fetch()
    assert place.fetch(first) is first

    place.replace(b"third", first)
    assert b"third" == place.fetch(first).data


def test_what_somebody_else_published_meanwhile_is_not_undone(place: Published) -> None:
    place.replace(b"first", None)
    first = place.fetch()
    place.replace(b"theirs", first)

    for known in (first, None):
        with pytest.raises(Changed, match="is not what it was"):
            place.replace(b"mine", known)
    assert b"theirs" == place.fetch().data


def test_a_text_far_too_long_is_given_cut(place: Published) -> None:
    place.replace(b"x" * (PUBLISHED_LIMIT + 7), None)

    assert PUBLISHED_LIMIT == len(place.fetch().data)


def test_it_is_called_as_in_its_setting(tmp_path: Path) -> None:
    path = tmp_path / "keyring.txt"
    assert str(path) == str(open_published(path))
    assert "s3://a-b/c/keyring.txt" == str(S3Object.parse("s3://a-b/c/keyring.txt"))
    assert S3Object(S3Folder("a-b", "c/"), "keyring.txt") == S3Object.parse(
        "s3://a-b/c/keyring.txt"
    )


@pytest.mark.parametrize(
    "text", ["s3://bucket", "s3://bucket/", "s3://b-{kind}/a.txt", "s3://bucket/.a", "s3://B/a.txt"]
)
def test_what_names_no_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^must be a file, or an address such as s3://"):
        S3Object.parse(text)


def test_others_may_read_the_file_and_nothing_half_written_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "keyring.txt"
    place = PublishedFile(path)
    place.replace(b"first", None)
    place.replace(b"second", place.fetch())

    assert 0o644 == path.stat().st_mode & 0o777
    assert [path] == list(tmp_path.iterdir())


def test_a_file_that_cannot_be_read_is_no_missing_one(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be read"):
        PublishedFile(tmp_path).fetch()


def test_an_object_is_given_out_as_text_and_kept_nowhere(
    s3_server: Callable[[str], Server],
) -> None:
    server = s3_server("ministack")
    folder = server.new_folder()
    PublishedObject(server.s3(), S3Object(folder, "keyring.txt")).replace(b"first", None)

    headers = server.s3().send("GET", folder, "keyring.txt").headers
    assert "text/plain; charset=utf-8" == headers["Content-Type"]
    assert "no-store" == headers["Cache-Control"]


def test_who_may_not_read_it_is_told_both_causes(s3_server: Callable[[str], Server]) -> None:
    server = s3_server("ministack")
    folder = server.new_folder()
    PublishedObject(server.s3(), S3Object(folder, "keyring.txt")).replace(b"first", None)
    role = server.s3(credentials_for(server, folder, "s3:PutObject"))

    with pytest.raises(NotFound, match="not there, or these credentials may not read it"):
        PublishedObject(role, S3Object(folder, "keyring.txt")).fetch()


@pytest.mark.parametrize("fault", ["cut-before-answer", "500-after"])
def test_an_answer_that_was_lost_is_no_stranger(
    s3_server: Callable[[str], Server], fault: str
) -> None:
    server, faults = s3_server("ministack"), Faults()
    with faulty_proxy(server.endpoint, faults) as between:
        where = S3Object(server.new_folder(), "keyring.txt")
        place = PublishedObject(server.s3(endpoint=between), where)
        place.replace(b"first", None)
        before = place.fetch()
        faults.script = [fault]
        place.replace(b"second", before)

        assert (b"second", 1) == (place.fetch().data, faults.happened[fault])


def test_a_service_that_is_away_is_unavailable(s3_server: Callable[[str], Server]) -> None:
    server, faults = s3_server("ministack"), Faults(share=1.0)
    faults.script = ["refuse"] * 100
    with faulty_proxy(server.endpoint, faults) as between:
        s3 = server.s3(endpoint=between, patience=Patience(total=0.2, tries=2))
        place = PublishedObject(s3, S3Object(server.new_folder(), "keyring.txt"))
        with pytest.raises(Unavailable):
            place.fetch(Text(b"known", '"tag"'))
        with pytest.raises(Unavailable):
            place.replace(b"new", None)


def test_a_cut_leaves_the_old_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = PublishedFile(tmp_path / "keyring.txt")
    place.replace(b"old", None)

    def cut(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", cut)
    with pytest.raises(Unavailable, match=r"keyring\.txt cannot be written \(No space"):
        place.replace(b"new", place.fetch())
    assert (b"old", 1) == (place.fetch().data, len(list(tmp_path.iterdir())))
