"""The programs over a store in S3: a letter goes in at the site, and comes out at the desk."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from werkzeug.test import Client

from app.config import Settings, from_environment
from app.demo import DemoFiles, make_demo_keys
from app.inbox.keys.member import parse_member
from app.inbox.keys.places import read_verifier
from app.programs import create_public, open_desk, open_retention, open_stores
from app.store.errors import Unavailable
from app.wire.envelope import envelope_id, seal_envelope
from app.wire.keyring import Keyring, open_keyring
from app.wire.letter import serialise
from tests.inbox.shelf import letter
from tests.store.faulty_proxy import Faults, faulty_proxy
from tests.store.s3_server import Server, ministack

NOW = datetime.now(UTC).date()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with ministack(tmp_path_factory.mktemp("ministack")) as server:
        yield server


@pytest.fixture
def settings(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return the settings of a home with demo keys whose store is in S3."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", server.endpoint)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    address = str(server.new_folder()).removesuffix("/envelopes/")
    settings = from_environment({"TURVA_HOME": str(tmp_path), "TURVA_STORE": address})
    make_demo_keys(tmp_path, NOW, settings.store)
    return settings


def _no_passphrase() -> str:
    raise AssertionError("the demo's member file has no passphrase")


def _keyring(settings: Settings) -> Keyring:
    root = read_verifier(DemoFiles(settings.home).root_vkey, "root")
    return open_keyring(DemoFiles(settings.home).keyring.read_text(), root, 1, date.min)


def _headers(keyring: Keyring) -> dict[str, str]:
    return {"Keyring-Serial": str(keyring.serial), "Content-Type": "application/octet-stream"}


def _send(settings: Settings) -> str:
    """Send a letter to the site and return the name of its envelope."""
    keyring = _keyring(settings)
    sealed = seal_envelope(serialise(letter()), keyring.recipient)
    public = Client(create_public(settings))
    answer = public.post("/api/envelopes", data=sealed, headers=_headers(keyring))
    assert 201 == answer.status_code
    return envelope_id(sealed)


def test_a_letter_that_was_taken_is_read_by_staff_and_can_be_destroyed(settings: Settings) -> None:
    name = _send(settings)
    desk = open_desk(settings, _no_passphrase)

    assert desk.pull().complete
    assert 1 == len(desk.contents().cases)
    member = parse_member(settings.identity.read_text())
    _, shared, _ = open_retention(settings, member)
    assert [name] == list(shared.envelopes.names())
    shared.envelopes.remove(name)
    assert [] == list(shared.envelopes.names())


def test_of_letters_sent_while_the_store_fails_each_is_taken_or_answered_clearly(
    server: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring, faults = _keyring(settings), Faults()
    with faulty_proxy(server.endpoint, faults) as between:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", between)
        public = create_public(settings)
        faults.share = 0.4

        def send(number: int) -> tuple[str, int, str]:
            sealed = seal_envelope(f"{number}".encode(), keyring.recipient)
            answer = Client(public).post("/api/envelopes", data=sealed, headers=_headers(keyring))
            return envelope_id(sealed), answer.status_code, str(answer.mimetype)

        with ThreadPoolExecutor(8) as threads:
            sent = list(threads.map(send, range(100)))

    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", server.endpoint)
    kept = set(open_stores(settings)[0].envelopes.names())
    taken, refused = (201, "application/json"), (503, "application/problem+json")
    assert {name for name, *answer in sent if tuple(answer) == taken} <= kept
    assert {(status, kind) for _, status, kind in sent} <= {taken, refused}
    assert {taken} <= {(status, kind) for _, status, kind in sent}
    assert sum(faults.happened.values()) > len(sent) + 20


def test_an_empty_store_that_the_site_has_opened_is_no_failure(settings: Settings) -> None:
    create_public(settings)

    assert open_desk(settings, _no_passphrase).pull().complete


def test_a_store_by_another_name_is_a_failure_and_no_empty_one(settings: Settings) -> None:
    create_public(settings)
    wrong = from_environment(
        {"TURVA_HOME": str(settings.home), "TURVA_STORE": f"{settings.store}x"}
    )
    remote, _ = open_stores(wrong)

    with pytest.raises(Unavailable, match="there is no store at"):
        remote.envelopes.names()


def test_without_credentials_the_site_does_not_start_and_the_desk_says_why(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL_S3")
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(Unavailable, match="AWS_REGION is not set"):
        create_public(settings)
    remote, local = open_stores(settings)
    with pytest.raises(Unavailable, match="AWS_REGION is not set"):
        remote.envelopes.names()
    assert [] == list(local.envelopes.names())
