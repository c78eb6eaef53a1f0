"""Demo keys are whole, made once, renewed in time, and never in the place of real ones."""

import dataclasses
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.age.identity_file import parse_identity_file
from app.demo import DemoFiles, NotDemoKeys, make_demo_keys, may_hold_demo
from app.inbox.identities import read_identities
from app.wire.envelope import open_envelope, seal_envelope
from app.wire.keyring import Keyring, open_keyring
from app.wire.note import SigningKey, VerifierKey

DAY = date(2026, 11, 22)


@pytest.fixture
def files(tmp_path: Path) -> DemoFiles:
    files = DemoFiles(tmp_path / "instance")
    make_demo_keys(files.home, DAY)
    return files


def keyring(files: DemoFiles, today: date = DAY) -> Keyring:
    root = VerifierKey.parse(files.root_vkey.read_text().strip())
    return open_keyring(files.keyring.read_text(), root, 1, today)


def contents(files: DemoFiles) -> list[bytes]:
    return [path.read_bytes() for path in files.all()]


def test_a_letter_sealed_to_the_keyring_opens_with_the_identity(files: DemoFiles) -> None:
    (identity,) = read_identities(files.identity)
    envelope = seal_envelope(b"letter", keyring(files).recipient)

    assert b"letter" == open_envelope(envelope, identity)


def test_the_keyring_lasts_90_days_and_names_the_reply_key_that_lies_here(
    files: DemoFiles,
) -> None:
    ring = keyring(files)
    (line,) = [x for x in files.identity.read_text().split("\n") if x.startswith("# reply key: ")]

    assert (1, DAY, DAY + timedelta(days=90)) == (ring.serial, ring.issued, ring.expires)
    assert SigningKey.parse(line.removeprefix("# reply key: ")).verifier.public == ring.reply_key


def test_making_them_again_changes_nothing(files: DemoFiles) -> None:
    before = contents(files)

    assert [] == make_demo_keys(files.home, DAY + timedelta(days=44))
    assert before == contents(files)


@pytest.mark.parametrize("days", [45, 90, 91, 1000])
def test_a_keyring_near_or_past_its_end_is_signed_again_with_the_next_serial(
    files: DemoFiles, days: int
) -> None:
    later = DAY + timedelta(days=days)
    before = keyring(files)

    assert [files.keyring] == make_demo_keys(files.home, later)
    after = keyring(files, later)
    assert before.recipient.raw == after.recipient.raw
    assert after == dataclasses.replace(
        before,
        serial=2,
        issued=later,
        expires=later + timedelta(days=90),
        recipient=after.recipient,
    )


def test_what_is_missing_is_made_again_and_the_keyring_follows_the_identity(
    files: DemoFiles,
) -> None:
    files.identity.unlink()
    files.root_vkey.unlink()

    make_demo_keys(files.home, DAY)

    (identity,) = read_identities(files.identity)
    assert 2 == keyring(files).serial
    assert identity.recipient.raw == keyring(files).recipient.raw


def test_private_files_are_for_their_owner_alone(files: DemoFiles) -> None:
    modes = [path.stat().st_mode & 0o777 for path in (files.identity, files.root_key)]

    assert [0o600, 0o600, 0o700] == [*modes, files.identity.parent.stat().st_mode & 0o777]


def test_a_folder_that_others_could_enter_is_closed(tmp_path: Path) -> None:
    (tmp_path / "staff").mkdir(mode=0o755)

    make_demo_keys(tmp_path, DAY)

    assert 0o700 == (tmp_path / "staff").stat().st_mode & 0o777


def test_private_files_say_that_they_are_for_no_real_letter(files: DemoFiles) -> None:
    for path in (files.identity, files.root_key):
        assert path.read_text().startswith("# DEMO KEYS: never use them for real letters.\n")


def test_public_files_hold_no_secret(files: DemoFiles) -> None:
    public = files.keyring.read_text() + files.root_vkey.read_text()

    assert "PRIVATE" not in public
    assert "SECRET" not in public


@pytest.mark.parametrize("name", ["keyring.txt", "root.vkey"])
def test_real_keys_are_never_touched(tmp_path: Path, name: str) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / name).write_text("a real one")

    with pytest.raises(NotDemoKeys, match="no demo keys"):
        make_demo_keys(tmp_path, DAY)
    assert not may_hold_demo(tmp_path)
    assert [name] == [path.name for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("spoil", [b"", b"hello", b"\xff", b"AGE-SECRET-KEY-PQ-1QQQQ"])
@pytest.mark.parametrize("which", range(4), ids=["root.key", "identity", "root.vkey", "keyring"])
def test_a_spoilt_file_is_named_not_quoted_and_not_replaced(
    files: DemoFiles, which: int, spoil: bytes
) -> None:
    path = files.all()[which]
    path.write_bytes(spoil)
    if path == files.root_vkey and spoil != b"\xff":
        assert [path] == make_demo_keys(files.home, DAY)  # it is derived from the root's key
        return

    with pytest.raises(NotDemoKeys, match=path.name) as refused:
        make_demo_keys(files.home, DAY)
    assert spoil == path.read_bytes()
    assert not spoil or spoil.decode("utf-8", "replace") not in str(refused.value)


def test_a_stock_identity_file_reader_takes_the_identity_file(files: DemoFiles) -> None:
    assert 1 == len(parse_identity_file(files.identity.read_text()))


def test_stock_age_opens_what_is_sealed_to_the_keyring(files: DemoFiles, tmp_path: Path) -> None:
    sealed = tmp_path / "envelope.age"
    sealed.write_bytes(seal_envelope(b"letter", keyring(files).recipient))
    age = subprocess.check_output([Path(__file__).parents[1] / "stock-age"], text=True).strip()

    opened = subprocess.check_output([age, "--decrypt", "--identity", files.identity, sealed])

    assert b"\0\0\0\x06letter" == opened.rstrip(b"\0")
