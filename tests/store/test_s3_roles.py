"""Stolen credentials of a function: what they cannot do to the letters that others have sent.

That they cannot put without a condition either, and so not replace, is a matter of a condition
(s3:if-none-match) that the cloud knows, and of the services that run here only the taught one.
"""

import hashlib
from collections.abc import Callable

import pytest

from app.store.errors import NotFound, Unavailable
from app.store.s3 import S3Archive, S3Store, make_place
from app.store.s3_address import S3Folder
from app.store.s3_shelf import S3Shelf, S3ShelfReader
from tests.store.s3_roles import credentials_for
from tests.store.s3_server import Server

LETTER = b"sealed"
NAME = hashlib.sha256(LETTER).hexdigest()
ENFORCING = ["seaweed", "ministack"]


@pytest.fixture(params=ENFORCING)
def server(request: pytest.FixtureRequest, s3_server: Callable[[str], Server]) -> Server:
    return s3_server(request.param)


@pytest.fixture
def folder(server: Server) -> S3Folder:
    """Return a place that holds a letter."""
    folder = server.new_folder()
    S3Store(server.s3(), folder).put(NAME, LETTER)
    return folder


def test_who_may_only_put_keeps_letters_and_sends_one_again(
    server: Server, folder: S3Folder
) -> None:
    store = S3Store(server.s3(credentials_for(server, folder, "s3:PutObject")), folder)
    make_place(server.s3(credentials_for(server, folder, "s3:PutObject")), folder)
    for _ in range(2):
        store.put("another", b"letter")
        store.put(NAME, LETTER)

    assert b"letter" == S3Store(server.s3(), folder).get("another")


def test_who_may_only_put_reads_lists_and_removes_nothing(server: Server, folder: S3Folder) -> None:
    stolen = S3Archive(server.s3(credentials_for(server, folder, "s3:PutObject")), folder)

    with pytest.raises(Unavailable, match="AccessDenied"):
        stolen.get(NAME)
    with pytest.raises(Unavailable, match="AccessDenied"):
        stolen.names()
    with pytest.raises(Unavailable, match="AccessDenied"):
        stolen.remove(NAME)
    assert LETTER == S3Store(server.s3(), folder).get(NAME)


def test_who_may_only_put_copies_nothing_to_where_it_could_be_read(
    server: Server, folder: S3Folder
) -> None:
    stolen = server.s3(credentials_for(server, folder, "s3:PutObject"))
    source = {"x-amz-copy-source": f"/{folder.bucket}/{folder.prefix}{NAME}"}

    assert 403 == stolen.send("PUT", folder, "copy", headers=source).status
    with pytest.raises(NotFound):
        S3Store(server.s3(), folder).get("copy")


def test_who_may_only_put_what_is_new_replaces_nothing(s3_server: Callable[[str], Server]) -> None:
    server = s3_server("taught")
    folder = server.new_folder()
    straight = S3Shelf(server.s3(), folder)
    tag = straight.replace(NAME, LETTER, None)
    role = server.s3(credentials_for(server, folder, "s3:PutObject", only_new=True))
    S3Store(role, folder).put("another", b"letter")

    assert 403 == role.send("PUT", folder, NAME, data=b"forged").status
    match = {"If-Match": tag}
    assert 403 == role.send("PUT", folder, NAME, headers=match, data=b"forged").status
    none = {"If-None-Match": "*"}
    assert 412 == role.send("PUT", folder, NAME, headers=none, data=b"forged").status
    assert (LETTER, tag) == straight.read(NAME)


def test_who_may_only_put_puts_nothing_elsewhere(server: Server, folder: S3Folder) -> None:
    elsewhere = S3Folder(folder.bucket, "replies/")
    stolen = server.s3(credentials_for(server, folder, "s3:PutObject"))

    with pytest.raises(Unavailable, match="AccessDenied"):
        S3Store(stolen, elsewhere).put("a", b"forged")
    with pytest.raises(NotFound):
        S3Store(server.s3(), elsewhere).get("a")


def test_who_may_only_read_by_name_does_not_learn_which_names_there_are(
    server: Server, folder: S3Folder
) -> None:
    role = server.s3(credentials_for(server, folder, "s3:GetObject"))
    reader = S3ShelfReader(role, folder)

    assert LETTER == (reader.read(NAME) or [b""])[0]
    assert reader.read("missing") is None
    with pytest.raises(Unavailable, match="AccessDenied"):
        S3Shelf(role, folder).names()
    with pytest.raises(Unavailable, match="AccessDenied"):
        S3Shelf(role, folder).replace("missing", b"forged", None)


def test_a_mailbox_that_may_not_be_read_is_none_as_a_missing_one(
    server: Server, folder: S3Folder
) -> None:
    """In the cloud a missing one is answered like this too, to who may not list."""
    role = server.s3(credentials_for(server, folder, "s3:PutObject"))

    assert S3ShelfReader(role, folder).read(NAME) is None
    assert S3ShelfReader(role, folder).read("missing") is None
    with pytest.raises(Unavailable, match="AccessDenied"):
        S3Shelf(role, folder).read(NAME)


def test_wrong_credentials_are_a_failure_and_no_empty_mailbox(
    server: Server, folder: S3Folder
) -> None:
    right = credentials_for(server, folder, "s3:GetObject")
    wrong = type(right)(right.access_key, "x" * 40, None)

    with pytest.raises(Unavailable, match="SignatureDoesNotMatch") as caught:
        S3ShelfReader(server.s3(wrong), folder).read(NAME)
    assert right.access_key not in repr(caught.value)
