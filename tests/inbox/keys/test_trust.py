"""The store belongs to others: what a fake, older or missing roster does, and a fake epoch."""

import dataclasses

import pytest

from app.inbox.keys import change
from app.inbox.keys.errors import DraftRefused, KeyFileUnusable, RosterUntrusted
from app.inbox.keys.force import put_in_force
from app.inbox.keys.keychain import epoch_name
from app.inbox.keys.member import new_member
from app.inbox.keys.root import read_signed
from app.store.shelf import FolderShelf
from app.wire.epoch import new_epoch, seal_epoch
from app.wire.note import SigningKey
from app.wire.roster import sign_roster
from tests.inbox.keys.office import DAY, LATER, Office


def lay(office: Office, name: str, data: bytes) -> None:
    """Do as the store's owner can: put anything in the place of anything."""
    (office.folder / "store" / "keys" / name).write_bytes(data)


def roster_text(office: Office) -> bytes:
    return (office.folder / "store" / "keys" / "roster.txt").read_bytes()


def with_spy(office: Office, key: SigningKey, serial: int) -> bytes:
    """Return a roster with one member more, signed by `key`."""
    roster = office.now().roster
    spy = new_member("spy").entry
    more = dataclasses.replace(roster, serial=serial, members=(*roster.members, spy))
    return sign_roster(more, key).encode()


def test_a_fake_roster_changes_nothing_for_who_has_seen_the_true_one(office: Office) -> None:
    before = office.keychain("bo")
    lay(office, "roster.txt", with_spy(office, SigningKey.generate("turva-roster"), 99))

    after = office.keychain("bo")
    assert before.roster == after.roster
    assert "not used" in after.doubt


def test_nobody_signs_on_top_of_a_fake_roster(office: Office) -> None:
    lay(office, "roster.txt", with_spy(office, SigningKey.generate("turva-roster"), 99))

    with pytest.raises(RosterUntrusted):
        office.now()


def test_a_key_of_keyrings_signs_no_roster(office: Office) -> None:
    lay(office, "roster.txt", with_spy(office, office.root.keyring, 99))

    with pytest.raises(RosterUntrusted):
        office.now()


def test_an_older_roster_brings_no_removed_member_back(office: Office) -> None:
    older = roster_text(office)
    office.remove("bo")
    office.keychain("anna")
    lay(office, "roster.txt", older)

    assert ["anna"] == [each.name for each in office.keychain("anna").roster.members]
    assert "older" in office.keychain("anna").doubt
    with pytest.raises(RosterUntrusted, match="older"):
        office.rotate()


def test_of_two_rosters_with_one_serial_the_second_is_not_believed(office: Office) -> None:
    serial = office.now().roster.serial
    lay(office, "roster.txt", with_spy(office, office.root.roster, serial))

    assert "spy" not in {each.name for each in office.keychain("anna").roster.members}
    with pytest.raises(RosterUntrusted, match="behind your back"):
        office.now()


def test_a_line_that_somebody_adds_to_the_genuine_roster_stops_nobody(office: Office) -> None:
    before = office.now().roster
    lay(office, "roster.txt", roster_text(office) + "— junk AAAAAAAA\n".encode())

    assert before == office.keychain("anna").roster
    assert not office.keychain("anna").doubt
    office.rotate()
    assert 2 == office.now().current.number


def test_without_a_roster_what_was_seen_goes_on_and_nothing_is_signed(office: Office) -> None:
    (office.folder / "store" / "keys" / "roster.txt").unlink()

    assert "no roster" in office.keychain("anna").doubt
    with pytest.raises(RosterUntrusted):
        office.now()


def test_who_has_never_seen_a_roster_believes_no_fake_one(office: Office) -> None:
    office.places("bo").seen.unlink(missing_ok=True)
    lay(office, "roster.txt", with_spy(office, SigningKey.generate("turva-roster"), 99))

    with pytest.raises(RosterUntrusted):
        office.keychain("bo")


def test_a_note_of_another_roots_roster_is_not_passed_over(office: Office) -> None:
    office.places("bo").seen.write_bytes(with_spy(office, SigningKey.generate("turva-roster"), 1))

    with pytest.raises(RosterUntrusted, match="root was replaced"):
        office.keychain("bo")


def test_an_epoch_file_with_other_keys_is_not_used(office: Office) -> None:
    mine = new_epoch(1, DAY)
    readers = [member.recipient for member in office.now().roster.members]
    lay(office, epoch_name(1), seal_epoch(mine, readers))

    keychain = office.keychain("anna")
    assert () == keychain.epochs
    assert ["epoch-forged"] == [each.code for each in keychain.troubles]


@pytest.mark.parametrize("data", [b"", b"age-encryption.org/v1\n", bytes(5000), b"\xff" * 10])
def test_one_spoilt_epoch_file_hides_no_other(office: Office, data: bytes) -> None:
    office.rotate()
    lay(office, epoch_name(1), data)

    keychain = office.keychain("anna")
    assert [2] == [epoch.number for epoch in keychain.epochs]
    assert [(1, "epoch-malformed")] == [(t.number, t.code) for t in keychain.troubles]


def test_an_epoch_that_somebody_lays_ready_is_not_taken_for_the_next_one(office: Office) -> None:
    mine = new_epoch(2, LATER)
    readers = [member.recipient for member in office.now().roster.members]
    lay(office, epoch_name(2), seal_epoch(mine, readers))
    office.rotate()

    assert mine.identity.recipient != office.keyring.recipient
    assert office.now().current.number == 2


def test_everything_put_back_to_an_older_state_is_not_signed_on(office: Office) -> None:
    old = office.snapshot()
    office.remove("bo")
    office.restore(old, but="stick")  # also what the computer itself remembers

    with pytest.raises(DraftRefused, match="put back to an older state"):
        office.rotate()
    assert "bo" in {each.name for each in office.now().roster.members}  # it was a true restore


def test_the_root_remembers_what_it_signed(office: Office) -> None:
    signed = read_signed(office.at.file)
    office.rotate()
    now = office.now()

    assert (1, 2) == (signed.keyring, signed.roster)
    assert (now.keyring.serial, now.roster.serial) == (2, 3)
    assert "keyring 2\nroster 3\n" == office.at.file.with_name("root.signed").read_text()


@pytest.mark.parametrize("text", ["", "keyring one\n", "keyring 1\nroster 1", "\xff"])
def test_a_spoilt_memory_of_the_root_stops_it(office: Office, text: str) -> None:
    office.at.file.with_name("root.signed").write_text(text)

    with pytest.raises(KeyFileUnusable, match=r"root\.signed"):
        office.rotate()


def test_two_who_change_at_once_do_not_overwrite_each_other(office: Office) -> None:
    mine, theirs = (change.rotate(office.now(), LATER) for _ in range(2))
    office.settle(theirs)

    with pytest.raises(DraftRefused):
        put_in_force(mine, office.at, office.places())
    assert theirs.roster == office.now().roster
    assert theirs.epochs.keys() <= set(FolderShelf(office.folder / "store" / "keys").names())
