"""Demo keys are whole, made once, renewed in time, and never in the place of real ones."""

import dataclasses
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.age.hybrid import HybridIdentity
from app.age.identity_file import parse_identity_file
from app.demo import DemoFiles, NotDemoKeys, is_demo, make_demo_keys, may_hold_demo
from app.inbox.keys.root import Root, write_root
from app.wire.envelope import open_envelope, seal_envelope
from app.wire.keyring import Grace, Keyring, open_keyring
from app.wire.note import SigningKey, VerifierKey
from tests.cli.demo_keys import epoch_of, identity_of, keychain_of

DAY = date(2026, 11, 22)
WARNING = "# DEMO KEYS: never use them for real letters.\n"


@pytest.fixture
def files(tmp_path: Path) -> DemoFiles:
    files = DemoFiles(tmp_path / "instance")
    make_demo_keys(files.home, DAY)
    return files


def keyring(files: DemoFiles, today: date = DAY) -> Keyring:
    root = VerifierKey.parse(files.root_vkey.read_text().strip())
    return open_keyring(files.keyring.read_text(), root, 1, today)


def secret(files: DemoFiles) -> tuple[Path, ...]:
    return files.root_key, files.member, files.recovery, files.statistics


def contents(files: DemoFiles) -> list[bytes]:
    return [path.read_bytes() for path in files.all()]


def test_a_letter_sealed_to_the_keyring_opens_with_the_members_keys(files: DemoFiles) -> None:
    envelope = seal_envelope(b"letter", keyring(files).recipient)

    assert b"letter" == open_envelope(envelope, identity_of(files.home))


def test_the_keyring_lasts_90_days_and_names_the_keys_of_the_epoch(files: DemoFiles) -> None:
    ring, epoch = keyring(files), epoch_of(files.home)

    assert (1, DAY, DAY + timedelta(days=90)) == (ring.serial, ring.issued, ring.expires)
    assert epoch.reply.verifier.public == ring.reply_key
    assert epoch.notice.verifier.public == ring.notice_key


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
        grace=Grace(1, later + timedelta(days=2)),
    )


@pytest.mark.parametrize("name", ["root_vkey", "roster_vkey", "keyring", "member", "statistics"])
def test_what_is_missing_is_made_again_and_letters_still_open(files: DemoFiles, name: str) -> None:
    waiting = seal_envelope(b"letter", keyring(files).recipient)
    getattr(files, name).unlink()

    make_demo_keys(files.home, DAY)

    assert b"letter" == open_envelope(waiting, identity_of(files.home))
    assert keyring(files).recipient == identity_of(files.home).recipient
    assert [] == make_demo_keys(files.home, DAY)


def test_private_files_are_for_their_owner_alone(files: DemoFiles) -> None:
    modes = {path.stat().st_mode & 0o777 for path in secret(files)}

    assert {0o600} == modes
    assert 0o700 == files.member.parent.stat().st_mode & 0o777


def test_a_folder_that_others_could_enter_is_closed(tmp_path: Path) -> None:
    (tmp_path / "staff").mkdir(mode=0o755)

    make_demo_keys(tmp_path, DAY)

    assert 0o700 == (tmp_path / "staff").stat().st_mode & 0o777


def test_private_files_say_that_they_are_for_no_real_letter(files: DemoFiles) -> None:
    for path in secret(files):
        assert path.read_text().startswith(WARNING)


def test_public_files_hold_no_secret(files: DemoFiles) -> None:
    public = "".join(
        path.read_text() for path in (files.keyring, files.root_vkey, files.roster_vkey)
    )

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
@pytest.mark.parametrize("name", ["root_key", "member", "recovery", "statistics", "keyring"])
def test_a_spoilt_file_is_named_not_quoted_and_not_replaced(
    files: DemoFiles, name: str, spoil: bytes
) -> None:
    path: Path = getattr(files, name)
    path.write_bytes(spoil)

    with pytest.raises(NotDemoKeys) as refused:
        make_demo_keys(files.home, DAY)
    assert spoil == path.read_bytes()
    assert str(files.home) in str(refused.value)
    assert not spoil or spoil.decode("utf-8", "replace") not in str(refused.value)


def test_a_stock_identity_file_reader_takes_the_member_file(files: DemoFiles) -> None:
    assert 1 == len(parse_identity_file(files.member.read_text()))


def test_a_real_root_file_in_a_home_is_no_demo(tmp_path: Path) -> None:
    (tmp_path / "staff").mkdir()
    write_root(tmp_path / "staff" / "root.key", Root.generate(), DAY, None)

    assert not is_demo(tmp_path)
    assert not may_hold_demo(tmp_path)
    with pytest.raises(NotDemoKeys, match="no demo keys"):
        make_demo_keys(tmp_path, DAY)


@pytest.fixture
def former(tmp_path: Path) -> tuple[DemoFiles, HybridIdentity]:
    """A home as earlier versions made it: one identity, one key that signs keyrings."""
    files, identity = DemoFiles(tmp_path / "instance"), HybridIdentity.generate()
    files.former.parent.mkdir(parents=True)
    files.keyring.parent.mkdir()
    root = SigningKey.generate("turva-root")
    files.root_key.write_text(f"{WARNING}{root.serialise()}\n")
    files.root_vkey.write_text(f"{root.verifier.serialise()}\n")
    reply = SigningKey.generate("turva-reply").serialise()
    files.former.write_text(f"{WARNING}# reply key: {reply}\n{identity.serialise()}\n")
    files.keyring.write_text("turva/keyring/1\nserial 7\nissued 2026-11-01\n")
    return files, identity


def test_a_home_of_an_earlier_version_goes_on_and_its_letters_open(
    former: tuple[DemoFiles, HybridIdentity],
) -> None:
    files, identity = former
    root_vkey = files.root_vkey.read_text()
    waiting = seal_envelope(b"letter", identity.recipient)

    make_demo_keys(files.home, DAY)

    assert b"letter" == open_envelope(waiting, identity_of(files.home))
    assert root_vkey == files.root_vkey.read_text()  # pages that are open believe it
    assert (8, identity.recipient) == (keyring(files).serial, keyring(files).recipient)
    assert not files.former.exists()
    assert [] == make_demo_keys(files.home, DAY)


@pytest.mark.parametrize("text", ["", "hello", "AGE-SECRET-KEY-PQ-1QQQQ\n"])
def test_a_spoilt_identity_of_an_earlier_version_stays(
    former: tuple[DemoFiles, HybridIdentity], text: str
) -> None:
    files, _ = former
    files.former.write_text(text)

    with pytest.raises(NotDemoKeys, match=r"identity\.txt"):
        make_demo_keys(files.home, DAY)
    assert text == files.former.read_text()


def test_stock_age_opens_what_is_sealed_to_the_keyring(files: DemoFiles, tmp_path: Path) -> None:
    sealed = tmp_path / "envelope.age"
    sealed.write_bytes(seal_envelope(b"letter", keyring(files).recipient))
    age = subprocess.check_output([Path(__file__).parents[1] / "stock-age"], text=True).strip()

    def opened(identity: Path, file: Path) -> bytes:
        return subprocess.check_output([age, "--decrypt", "--identity", identity, file])

    epoch = tmp_path / "epoch.txt"
    epoch.write_bytes(opened(files.member, files.home / "store" / "keys" / "epoch-1.age"))
    assert b"\0\0\0\x06letter" == opened(epoch, sealed).rstrip(b"\0")
    assert 1 == len(keychain_of(files.home).epochs)
