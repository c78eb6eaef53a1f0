"""Staff publish keyring and notice where the functions in the cloud read them, by no hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from app.demo import DemoFiles, make_demo_keys
from app.inbox.keys.places import Places, read_keyring, read_verifier
from app.store.errors import Changed, Unavailable
from app.store.published import Published, Text
from app.store.s3 import make_place
from app.store.s3_address import S3Address, S3Folder, S3Object
from app.store.s3_published import PublishedObject
from app.store.shelf import FolderShelf
from app.wire.keyring import Keyring, open_keyring
from app.wire.notice import open_notice
from tests.inbox.keys.office import Office
from tests.store.s3_server import Server, ministack

TODAY = datetime.now(UTC).date()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with ministack(tmp_path_factory.mktemp("ministack")) as server:
        yield server


class Cloud:
    """A demo on somebody's computer whose store and published texts are in S3."""

    def __init__(self, server: Server, home: Path) -> None:
        self.server, self.files = server, DemoFiles(home)
        place = str(server.new_folder()).removesuffix("envelopes/")
        self.environment = {
            "AWS_ENDPOINT_URL_S3": server.endpoint,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "TURVA_HOME": str(home),
            "TURVA_STORE": f"{place}store",
            "TURVA_KEYRING": f"{place}site/keyring.txt",
            "TURVA_NOTICE": f"{place}site/notice.txt",
        }

    def begin(self) -> None:
        store = S3Address.parse(self.environment["TURVA_STORE"])
        make_demo_keys(self.files.home, TODAY, store)
        make_place(self.server.s3(), store.of("envelopes"))
        self.published("keyring").replace(self.files.keyring.read_bytes(), None)

    def published(self, name: str) -> Published:
        address = self.environment[f"TURVA_{name.upper()}"]
        return PublishedObject(self.server.s3(), S3Object.parse(address))

    def text(self, name: str) -> str:
        return self.published(name).fetch().data.decode()

    def keyring(self) -> Keyring:
        root = read_verifier(self.files.root_vkey, "root")
        return open_keyring(self.text("keyring"), root, 1, date.min)

    def turva(self, *words: str) -> str:
        done = CliRunner().invoke(main, words)
        assert 0 == done.exit_code, done.output
        return done.output


@pytest.fixture
def cloud(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cloud:
    made = Cloud(server, tmp_path)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    made.begin()
    return made


def test_a_ceremony_publishes_the_keyring_and_a_pull_the_notice(cloud: Cloud) -> None:
    beside = cloud.files.keyring.read_bytes()
    before = cloud.keyring()
    cloud.turva("inbox", "pull")
    assert TODAY == open_notice(cloud.text("notice"), before.notice_key)

    cloud.turva("keys", "rotate")
    after = cloud.keyring()
    assert (before.serial + 1, True) == (after.serial, after.recipient != before.recipient)
    assert TODAY == open_notice(cloud.text("notice"), after.notice_key)  # signed anew
    assert "LOOK" not in cloud.turva("keys", "verify")
    assert "Letters were last collected on" in cloud.turva("notice")
    assert beside == cloud.files.keyring.read_bytes()


def test_where_nothing_is_published_a_ceremony_says_what_to_do(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TURVA_KEYRING", f"{cloud.environment['TURVA_STORE']}/none.txt")
    done = CliRunner().invoke(main, ["keys", "rotate"])

    assert 1 == done.exit_code
    assert "none.txt (it is not there, or these credentials may not read it)" in done.output


class Interrupted(PublishedObject):
    """A place that breaks off before it publishes, or after it."""

    how = ""

    def replace(self, data: bytes, known: Text | None) -> None:
        if self.how != "before":
            super().replace(data, known)
        if self.how:
            raise Unavailable("cut")


@pytest.fixture
def office(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Office:
    folder = S3Folder(server.bucket, f"{tmp_path.name.replace('_', '-')}/")
    place = Interrupted(server.s3(), S3Object(folder, "keyring.txt"))
    office = Office(tmp_path)
    in_files = office.places

    def places(name: str = "anna") -> Places:
        return replace(in_files(name), keyring=place)

    monkeypatch.setattr(office, "places", places)
    monkeypatch.setattr(Interrupted, "how", "")
    office.begin()
    return office


@pytest.mark.parametrize("how", ["before", "after"])
def test_a_ceremony_that_was_cut_as_it_published_is_run_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    first = read_keyring(office.places())
    monkeypatch.setattr(Interrupted, "how", how)
    with pytest.raises(Unavailable):
        office.rotate()
    monkeypatch.setattr(Interrupted, "how", "")
    assert (how == "before") == (first == read_keyring(office.places()))

    office.rotate()
    now = office.now()
    assert now.current.number == now.roster.epochs[-1].number
    assert first.recipient != now.keyring.recipient


def test_of_two_ceremonies_at_once_the_second_undoes_nothing_of_the_first(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster, place = office.now().roster, office.places().keyring
    put = FolderShelf.replace

    def meanwhile(shelf: FolderShelf, name: str, data: bytes, tag: str | None) -> str:
        place.replace(b"theirs", place.fetch())
        return put(shelf, name, data, tag)

    monkeypatch.setattr(FolderShelf, "replace", meanwhile)
    with pytest.raises(Changed):
        office.rotate()

    assert b"theirs" == place.fetch().data
    assert f"serial {roster.serial}\n" in (office.folder / "store/keys/roster.txt").read_text()
