"""Requests to S3: to whom they go, how long they take, and what nobody learns from them."""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.store.base import LARGEST_OBJECT
from app.store.errors import NotFound, TooLarge, Unavailable
from app.store.s3 import S3Archive, S3Reader, S3Store, make_place
from app.store.s3_address import S3Folder
from app.store.s3_client import S3, Patience, open_s3
from app.store.s3_credentials import Credentials
from tests.store.s3_server import ROOT, Server

PLACE = S3Folder("bucket", "envelopes/")
KEYS = {"AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "very-secret"}
HURRIED = Patience(connect=0.2, read=0.2, total=1.0, tries=3)


@contextmanager
def _answering(*parts: bytes, every: float = 0.0) -> Iterator[tuple[str, list[bytes]]]:
    """Answer every connection with these bytes, slowly; give the address and what was asked."""
    asked: list[bytes] = []
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            try:
                connection, _ = listening.accept()
            except TimeoutError:
                continue
            with connection:
                asked.append(connection.recv(65_536))
                for part in parts:
                    if over.wait(every):
                        return
                    try:
                        connection.sendall(part)
                    except OSError:
                        break
                else:
                    asked[-1] += b"all was sent"

    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}", asked
        finally:
            over.set()
            thread.join()


def _s3(endpoint: str) -> S3:
    return S3(endpoint, "eu-north-1", lambda: ROOT, HURRIED)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://s3.example.org",
        "ftp://127.0.0.1",
        "s3.example.org",
        "",
        "https://id:key@example.org",
    ],
)
def test_without_a_lock_nothing_goes_to_another_computer(endpoint: str) -> None:
    with pytest.raises(Unavailable, match="AWS_ENDPOINT_URL_S3 cannot be used"):
        _s3(endpoint)


def test_no_redirect_is_followed() -> None:
    with _answering(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad") as (elsewhere, asked):
        moved = f"HTTP/1.1 307 Moved\r\nLocation: {elsewhere}/\r\nContent-Length: 0\r\n\r\n"
        with _answering(moved.encode()) as (endpoint, _), pytest.raises(Unavailable, match="307"):
            S3Reader(_s3(endpoint), PLACE).get("a")
    assert [] == asked


def test_of_an_object_too_large_no_more_is_read_than_shows_it() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"
    sent = head + bytes(LARGEST_OBJECT + (1 << 17))
    with _answering(sent) as (endpoint, _), pytest.raises(TooLarge, match="larger than an object"):
        S3Reader(_s3(endpoint), PLACE).get("a")


def test_an_answer_that_comes_byte_by_byte_keeps_nobody_waiting() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"
    with _answering(head, *[b"x"] * 400, every=0.05) as (endpoint, asked):
        with pytest.raises(Unavailable, match="does not answer"):
            S3Reader(_s3(endpoint), PLACE).get("a")
        assert 1 == len(asked)
        assert not asked[0].endswith(b"all was sent")


def test_an_object_that_was_damaged_on_its_way_is_not_handed_out() -> None:
    head = b"HTTP/1.1 200 OK\r\nx-amz-checksum-sha256: AAAA\r\nContent-Length: 1\r\n\r\n"
    with _answering(head + b"a") as (endpoint, _), pytest.raises(Unavailable, match="damaged"):
        S3Reader(_s3(endpoint), PLACE).get("a")


@pytest.mark.parametrize("code", ["SlowDown", "NoSuchKey", "AccessDenied", "NoSuchBucket"])
def test_an_object_that_looks_like_an_error_is_an_object(
    s3_server: Callable[[str], Server], code: str
) -> None:
    server = s3_server("ministack")
    store = S3Store(server.s3(), server.new_folder())
    data = f"<Error><Code>{code}</Code></Error>".encode()
    for _ in range(2):
        store.put("a", data)

    assert data == store.get("a")
    assert ["a"] == list(store.names())


def test_a_secret_is_neither_sent_nor_shown() -> None:
    secret = Credentials("id", "very-secret", "token")
    with _answering(b"HTTP/1.1 418 No\r\nContent-Length: 0\r\n\r\n") as (endpoint, asked):
        s3 = S3(endpoint, "eu-north-1", lambda: secret, HURRIED)
        with pytest.raises(Unavailable, match="418") as caught:
            S3Store(s3, PLACE).put("a", b"data")
    assert b"very-secret" not in b"".join(asked)
    assert b"Credential=id/" in b"".join(asked)
    for text in (repr(secret), repr(caught.value), repr(vars(s3))):
        assert "very-secret" not in text


def test_an_address_without_region_or_credentials_says_what_to_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))

    with pytest.raises(Unavailable, match="AWS_REGION is not set"):
        open_s3(KEYS)
    with pytest.raises(Unavailable, match=r"no credentials .* set AWS_ACCESS_KEY_ID"):
        open_s3({"AWS_REGION": "eu-north-1"})


def test_a_profile_of_a_member_of_staff_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, s3_server: Callable[[str], Server]
) -> None:
    server = s3_server("ministack")
    written = "[desk]\naws_access_key_id = test\naws_secret_access_key = test\n"
    (tmp_path / "credentials").write_text(written)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_PROFILE", "desk")
    folder = server.new_folder()
    S3Store(open_s3({"AWS_ENDPOINT_URL": server.endpoint}), folder).put("a", b"data")

    assert b"data" == S3Store(server.s3(), folder).get("a")


def test_an_empty_place_is_a_store_only_once_it_was_made(
    s3_server: Callable[[str], Server],
) -> None:
    server = s3_server("ministack")
    folder = server.new_folder()
    reader = S3Reader(server.s3(), folder)

    with pytest.raises(Unavailable, match="there is no store at") as caught:
        reader.names()
    assert isinstance(caught.value.__cause__, FileNotFoundError)
    for _ in range(2):
        make_place(server.s3(), folder)
    assert [] == list(reader.names())


def test_a_bucket_that_is_not_there_is_a_failure_and_no_missing_object(
    s3_server: Callable[[str], Server],
) -> None:
    reader = S3Reader(s3_server("ministack").s3(), S3Folder("no-such-bucket", "envelopes/"))

    with pytest.raises(Unavailable, match="NoSuchBucket"):
        reader.get("a")
    with pytest.raises(Unavailable, match="NoSuchBucket") as caught:
        reader.names()
    assert isinstance(caught.value.__cause__, FileNotFoundError)


def test_a_bucket_that_keeps_versions_is_no_place_to_destroy_anything(
    s3_server: Callable[[str], Server],
) -> None:
    server = s3_server("ministack")
    folder = S3Folder(server.new_bucket(), "")
    on = b"<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
    server.s3().send("PUT", folder, query={"versioning": ""}, data=on)
    archive = S3Archive(server.s3(), folder)
    archive.put("a", b"data")

    with pytest.raises(Unavailable, match="hidden and not destroyed"):
        archive.remove("a")
    with pytest.raises(NotFound):
        archive.get("a")


def test_more_names_than_one_page_holds_are_all_listed_once(
    s3_server: Callable[[str], Server],
) -> None:
    server = s3_server("ministack")
    folder = server.new_folder()
    store = S3Store(server.s3(), folder)
    names = [f"object-{number:04}" for number in range(1_005)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(store.put, names, [b"x"] * len(names)))

    assert names == list(store.names())
